"""What can be bought on a day: each variant once, at the price in force, with its model's limits."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Engine

from db.facts import AnyFact, Model
from db.offers import Offer, Variant, offers
from tests.db.cast import NANO, fresh, keep, price
from tests.db.invented import rated

SORA = Model(
    model="sora-x",
    maker="OpenAI",
    origin="US",
    tier="premium",
    resolutions="720p 1080p",
    durations="4 8 12",
    audio=True,
    retired_on=date(2026, 9, 24),
    source="a page",
    checked_on=date(2026, 11, 1),
)


def offered(ledger: Engine, *facts: AnyFact, day: int = 20261102, currency: str = "USD") -> dict[Variant, Offer]:
    """What one seller asks, by what it is."""
    name, number = fresh(ledger)
    keep(
        ledger,
        number,
        [fact.model_copy(update={"seller": name}) if hasattr(fact, "seller") else fact for fact in facts],
    )
    return {one.variant._replace(seller=""): one for one in offers(ledger, day, currency) if one.variant.seller == name}


def variant(resolution: str = "", audio: str = "", currency: str = "USD", mode: str = "") -> Variant:
    """A variant of Sora."""
    return Variant("", "sora-x", mode, resolution, audio, currency)


def test_a_price_for_any_resolution_is_one_offer_for_each(ledger: Engine) -> None:
    """As many as the model makes, each with what it can do; one that names its own is one."""
    found = offered(ledger, SORA, price("0.30", model="sora-x"), price("0.50", model="sora-x", resolution="1080p"))
    assert {one: offer.per_second for one, offer in found.items()} == {
        variant("720p"): 300_000_000,
        variant("1080p"): 500_000_000,
    }
    limits = found[variant("720p")].limits
    assert (limits.maker, limits.durations, limits.retired_on) == ("OpenAI", "4 8 12", 20260924)


def test_the_price_book_decides(ledger: Engine) -> None:
    """A negotiated price stands where a list price would; one of another day, by the clip or for video that is
    put in is no offer."""
    found = offered(
        ledger,
        price("0.30", model="sora-x", resolution="720p"),
        price("0.20", model="sora-x", resolution="720p", origin="negotiated"),
        price("0.10", model="sora-x", resolution="1080p", valid_to=date(2026, 11, 1)),
        price("9.00", model="sora-x", resolution="4k", unit="clip"),
        price("0.05", model="sora-x", resolution="480p", mode="video-input"),
    )
    assert {one.resolution: offer.per_second for one, offer in found.items()} == {"720p": 200_000_000}


def test_another_currency_is_converted_or_not_known(ledger: Engine) -> None:
    """A euro is 1.10 dollars since the second of November; for a yuan there is no rate."""
    rated(ledger)
    prices = [price(amount, model="sora-x", resolution="720p", currency=currency)
              for amount, currency in (("0.10", "EUR"), ("1", "CNY"))]  # fmt: skip
    found = offered(ledger, *prices)
    assert found[variant("720p", currency="EUR")].per_second == int(Decimal("0.11") * NANO)
    assert found[variant("720p", currency="CNY")].per_second is None
