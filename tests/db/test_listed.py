"""Is the list what sellers ask everybody, also where a company has agreed another price?"""

from datetime import date

from sqlalchemy import Engine

from db.facts import AnyFact
from db.listed import Asked, lists
from tests.db.cast import NANO, fresh, keep, price
from tests.db.invented import rated

KLING = Asked("", "kling-3.0", "pro", "1080p", "on", "USD")
DAY = 20261102
AGREED = {"origin": "negotiated", "source": "our contract"}


def told(ledger: Engine, *facts: AnyFact) -> str:
    """A seller that nobody else knows, who asks these prices."""
    name, number = fresh(ledger)
    keep(ledger, number, [fact.model_copy(update={"seller": name}) for fact in facts])
    return name


def test_an_agreed_price_is_not_the_list(ledger: Engine) -> None:
    """0.15 agreed since November, 0.20 listed: 3.00 at the one is 4.00 on the other; in October it is 3.00."""
    seller = told(ledger, price("0.20"), price("0.15", date(2026, 11, 1), **AGREED))
    with lists(ledger, "USD") as known:
        asked = KLING._replace(seller=seller)
        assert known.agreed(asked, DAY)
        assert not known.agreed(asked, 20261031)
        assert known.list_cost(asked, DAY, 3 * NANO, 20 * NANO) == 4 * NANO
        assert known.list_cost(asked, 20261031, 3 * NANO, 20 * NANO) == 3 * NANO
        listed = known.listed(asked, DAY)
        assert listed is not None
        assert (listed.amount, listed.source, listed.checked_on) == (200_000_000, "a price sheet", 20261101)
        assert known.second(asked, DAY) == 200_000_000


def test_a_closed_month_keeps_its_cost_and_has_its_list(ledger: Engine) -> None:
    """Agreed afterwards, its cost is still the list's 4.00 for 20 s; so is the list."""
    seller = told(ledger, price("0.20"), price("0.15", **AGREED))
    with lists(ledger, "USD") as known:
        assert known.list_cost(KLING._replace(seller=seller), DAY, 4 * NANO, 20 * NANO) == 4 * NANO


def test_a_list_by_the_clip_needs_an_agreed_price_by_the_clip(ledger: Engine) -> None:
    """Agreed at 0.90 a clip instead of 1.20, 3.60 were 4.80; agreed by the second, nobody knows."""
    by_clip = told(ledger, price("1.20", unit="clip"), price("0.90", unit="video", **AGREED))
    mixed = told(ledger, price("1.20", unit="clip"), price("0.15", **AGREED))
    free = told(ledger, price("1.20", unit="clip"), price("0", unit="clip", **AGREED))
    with lists(ledger, "USD") as known:
        asked = KLING._replace(unit="")
        assert known.list_cost(asked._replace(seller=by_clip), DAY, 3_600_000_000, NANO) == 4_800_000_000
        assert known.list_cost(asked._replace(seller=mixed), DAY, NANO, NANO) is None
        assert known.list_cost(asked._replace(seller=free), DAY, 0, NANO) is None


def test_without_a_list_nothing_is_known(ledger: Engine) -> None:
    """What was agreed is no list."""
    unlisted = told(ledger, price("0.15", **AGREED))
    with lists(ledger, "USD") as known:
        asked = KLING._replace(seller=unlisted)
        assert (known.list_cost(asked, DAY, NANO, NANO), known.second(asked, DAY), known.listed(asked, DAY)) == (
            None,
        ) * 3


def test_other_currencies_are_converted_or_not_known(ledger: Engine) -> None:
    """Listed at 0.20 euros of 1.10 dollars, 10 s are 2.20 dollars; for a yuan there is no rate."""
    rated(ledger)
    seller = told(ledger, price("0.20", currency="EUR"), price("0.10", **AGREED))
    yuan = told(ledger, price("1", currency="CNY"))
    with lists(ledger, "USD") as known:
        assert known.list_cost(KLING._replace(seller=seller), DAY, NANO, 10 * NANO) == 2_200_000_000
        assert known.second(KLING._replace(seller=yuan), DAY) is None
