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
        assert known.list_cost(asked, DAY, 3 * NANO) == 4 * NANO
        assert known.list_cost(asked, 20261031, 3 * NANO) == 3 * NANO
        listed = known.listed(asked, DAY)
        assert listed is not None
        assert (listed.amount, listed.source, listed.checked_on) == (200_000_000, "a price sheet", 20261101)
        assert known.second(asked, DAY) == 200_000_000


def test_a_price_for_another_unit_tells_no_list_cost(ledger: Engine) -> None:
    """Agreed by the clip, listed by the second: nobody knows what the work was listed at; nor without any list."""
    by_clip = told(ledger, price("0.20"), price("0.90", unit="clip", **AGREED))
    unlisted = told(ledger, price("0.15", **AGREED))
    with lists(ledger, "USD") as known:
        assert known.list_cost(KLING._replace(seller=by_clip), DAY, NANO) is None
        assert known.list_cost(KLING._replace(seller=unlisted), DAY, NANO) is None
        assert known.second(KLING._replace(seller=unlisted), DAY) is None


def test_a_free_price_tells_no_list_cost(ledger: Engine) -> None:
    """What costs nothing by agreement says nothing of how much work it was."""
    free = told(ledger, price("0.20"), price("0", **AGREED))
    with lists(ledger, "USD") as known:
        assert known.list_cost(KLING._replace(seller=free), DAY, 0) is None


def test_other_currencies_are_converted_or_not_known(ledger: Engine) -> None:
    """Agreed at 0.10 euros of 1.10 dollars, listed at 0.22 dollars: twice as much; for a yuan there is no rate."""
    rated(ledger)
    seller = told(ledger, price("0.22"), price("0.10", currency="EUR", **AGREED))
    yuan = told(ledger, price("1", currency="CNY"))
    with lists(ledger, "USD") as known:
        assert known.list_cost(KLING._replace(seller=seller), DAY, 11 * NANO) == 22 * NANO
        assert known.second(KLING._replace(seller=yuan), DAY) is None
