"""Are names, prices, models and credit written only when they are news?"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from db.engine import writing
from db.facts import AnyFact, Balance, Model, Name
from db.standing import forget_sheets
from tests.db.cast import NOON, account, fresh, keep, on_a_ledger, price, rows

FIRST = date(2026, 11, 1)
SINCE = "SELECT amount FROM price WHERE seller = :seller AND valid_from <= :day ORDER BY valid_from"
MODEL = {"maker": "Kuaishou", "origin": "CN", "tier": "middle", "source": "its page", "checked_on": FIRST}


def credit(amount: int, hours: int = 0, **more: object) -> Balance:
    """Credit seen some hours after noon."""
    return Balance(at=NOON + timedelta(hours=hours), **({"currency": "USD", "amount": Decimal(amount)} | more))


def name(said: str, known_as: str = "key-mara") -> Name:
    """What a key is called."""
    return Name(kind="api_key", id=known_as, name=said)


def news(ledger: Engine, *facts: AnyFact) -> int:
    """How many of these were news to the studio's account."""
    return keep(ledger, account(ledger), facts).news


@on_a_ledger
@given(seen=st.dictionaries(st.integers(0, 9), st.integers(1, 3), max_size=8), data=st.data())
def test_prices_and_credit_are_news_once(ledger: Engine, seen: dict[int, int], data: st.DataObject) -> None:
    """In whatever order days and their prices are said: repeated they are no news, and each day has its own."""
    seller, number = fresh(ledger)
    said = [price(str(amount), FIRST + timedelta(day), seller=seller) for day, amount in seen.items()]
    said += [credit(amount, day) for day, amount in seen.items()]
    first = keep(ledger, number, data.draw(st.permutations(said)))
    steps = [amount for day, amount in sorted(seen.items())]
    fresh_steps = sum(now != before for before, now in zip([None, *steps], steps, strict=False))
    assert first.news == 2 * fresh_steps
    assert keep(ledger, number, data.draw(st.permutations(said))).news == 0
    for day, amount in seen.items():
        known = (
            "SELECT amount FROM price WHERE seller = :seller AND valid_from <= :day ORDER BY valid_from DESC LIMIT 1"
        )
        assert rows(ledger, known, seller=seller, day=20261101 + day) == [(amount * 10**9,)]


def test_a_price_is_kept_when_it_changes(ledger: Engine) -> None:
    """0.126 seen on three days and then 0.1 are two prices: since the first and since the fourth."""
    amounts = ("0.126", "0.126", "0.126", "0.1")
    counted = [news(ledger, price(amount, FIRST + timedelta(day))) for day, amount in enumerate(amounts)]
    assert counted == [1, 0, 0, 1]
    kept = [(20261101, 126_000_000), (20261104, 100_000_000)]
    assert rows(ledger, "SELECT valid_from, amount FROM price ORDER BY valid_from") == kept


@pytest.mark.parametrize("other", [{"currency": "EUR"}, {"valid_to": FIRST + timedelta(9)}])
def test_a_price_in_other_terms_is_news(ledger: Engine, other: dict[str, object]) -> None:
    """The same number in another currency, or up to a day, is another price."""
    assert news(ledger, price("0.126", FIRST)) == 1
    assert news(ledger, price("0.126", FIRST, **other)) == 1
    assert news(ledger, price("0.126", FIRST, **other)) == 0


def test_a_corrected_price_replaces_the_wrong_one(ledger: Engine) -> None:
    """For the same words and day there is one price, the one said last."""
    assert news(ledger, price("1.26", FIRST), price("0.126", FIRST)) == 1
    assert news(ledger, price("0.125", FIRST)) == 1
    assert rows(ledger, "SELECT amount FROM price") == [(125_000_000,)]


def test_prices_for_other_words_stand_beside_it(ledger: Engine) -> None:
    """With audio, per clip, and at another seller: four prices."""
    others = [price("1", FIRST, audio="on"), price("1", FIRST, unit="clip"), price("1", FIRST, seller="kling")]
    assert news(ledger, price("1", FIRST), *others) == 4


def test_a_negotiated_price_stands_beside_the_sheets(ledger: Engine) -> None:
    """For the same work and day; and neither is news again."""
    both = [price("1", FIRST, origin="sheet"), price("0.9", FIRST, origin="negotiated")]
    assert [news(ledger, *both), news(ledger, *both)] == [2, 0]
    kept = [("negotiated", 900_000_000), ("sheet", 10**9)]
    assert rows(ledger, "SELECT origin, amount FROM price ORDER BY origin") == kept


def test_a_sheet_takes_back_what_it_no_longer_says(ledger: Engine) -> None:
    """A price whose first day was wrong is gone; the right one, an agreed one and the seller's own stay."""
    right = price("1", FIRST, origin="sheet")
    others = [price("1", FIRST, origin="negotiated"), price("1", FIRST)]
    news(ledger, price("1", FIRST - timedelta(30), origin="sheet"), *others)
    with writing(ledger) as connection:
        assert forget_sheets(connection, [right]) == 1
        assert forget_sheets(connection, [right]) == 0
    assert news(ledger, right, *others) == 1
    kept = [("negotiated", 20261101), ("seller", 20261101), ("sheet", 20261101)]
    assert rows(ledger, "SELECT origin, valid_from FROM price ORDER BY origin") == kept


def test_names_outlive_what_the_provider_knows(ledger: Engine) -> None:
    """Renamed once, then no longer listed: the last name stays. Of two names in one answer the last counts."""
    assert news(ledger, name("Mara"), name("Ivo", "key-ivo")) == 2
    assert news(ledger, name("Mara (old)"), name("trailers/mara"), name("Ivo", "key-ivo")) == 1
    assert news(ledger) == 0
    assert rows(ledger, "SELECT id, name FROM name ORDER BY id") == [("key-ivo", "Ivo"), ("key-mara", "trailers/mara")]


def test_credit_is_kept_when_it_moves(ledger: Engine) -> None:
    """Ten seen twice, then eight, then ten again are three rows."""
    assert [news(ledger, credit(amount, hour)) for hour, amount in enumerate((10, 10, 8, 10))] == [1, 0, 1, 1]


def test_every_pot_of_credit_is_its_own(ledger: Engine) -> None:
    """Two packs with the same amount, and one whose end changed."""
    assert news(ledger, credit(5, pot="pack-1"), credit(5, pot="pack-2")) == 2
    assert news(ledger, credit(5, 1, pot="pack-1", expires=NOON), credit(5, 1, pot="pack-2")) == 1


def test_a_models_life_is_news_once(ledger: Engine) -> None:
    """First known, then retired with a successor; the same sheet read again says nothing new."""
    assert news(ledger, Model(model="sora-2", **MODEL)) == 1
    retired = Model(model="sora-2", retired_on=date(2026, 9, 24), replaced_by="veo-3.1", **MODEL)
    assert [news(ledger, retired), news(ledger, retired)] == [1, 0]
    assert rows(ledger, "SELECT model, retired_on, replaced_by FROM model") == [("sora-2", 20260924, "veo-3.1")]
