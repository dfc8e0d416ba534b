"""Every price sheet loads, and every number on it says since when it holds, where it was seen and when."""

from datetime import date
from decimal import Decimal
from itertools import combinations, groupby

import pytest

from collectors.price_sheets import Sheet, lengths, model, sheet, sheets
from db.facts import Model, Price
from db.money import NANO, to_nano
from db.standing import PRICE_WORDS
from db.tokens import CACHED, INPUT, OUTPUT, TOKEN_UNITS, WRITTEN, WRITTEN_LONG

EVER = date.max
SORA_ENDED = date(2026, 9, 24)
NAMED = {
    "gemini-omni-1.1-flash",
    "gemini-omni-1.2-flash",
    "kling-2.5-turbo",
    "kling-2.6",
    "kling-3.0",
    "kling-3.0-omni",
    "kling-3.0-turbo",
    "kling-4.0",
    "kling-o1",
    "sora-2",
    "sora-2-pro",
    "veo-3.1",
    "veo-3.1-fast",
    "veo-3.1-lite",
    "seedance-1.5-pro",
    "seedance-2.0",
    "seedance-2.0-fast",
    "seedance-2.0-mini",
    "seedance-2.5",
}
"""The models that make video; all others plan it."""
PRICES = [price for one in sheets() for price in one.prices]
MODELS = [one for found in sheets() for one in found.models]
TOKENS = [price for price in PRICES if price.seller in ("anthropic", "openai") and price.unit in TOKEN_UNITS]
PLANNERS = [one for found in sheets() if found.name in ("anthropic", "openai") for one in found.models
            if one.model not in NAMED]  # fmt: skip


def asked(seller: str, name: str, unit: str) -> int:
    """What a seller asks for a million tokens of one kind, in nano-dollars, where nothing else is said."""
    said = (seller, name, unit, "")
    return next(price.amount for price in PRICES if (price.seller, price.model, price.unit, price.mode) == said)


def key(price: Price) -> tuple[str, ...]:
    """What a price is for, apart from when."""
    return tuple(getattr(price, word) for word in PRICE_WORDS)


def overlap(one: Price, other: Price) -> bool:
    """Whether there is a day on which both hold."""
    return one.valid_from < (other.valid_to or EVER) and other.valid_from < (one.valid_to or EVER)


@pytest.mark.parametrize("price", PRICES, ids=lambda price: "/".join(key(price)))
def test_every_price_says_where_it_is_from(price: Price) -> None:
    """Source and both dates are there, it was not checked in the future, and it holds for some time."""
    assert price.source
    assert price.origin == "sheet"
    assert price.checked_on <= date(2026, 11, 22)
    assert price.valid_from < (price.valid_to or EVER)
    assert price.amount > 0


def test_no_two_prices_for_the_same_thing_hold_on_the_same_day() -> None:
    """Of one key there is one price a day, or nobody could say which counts."""
    groups = [list(group) for _, group in groupby(sorted(PRICES, key=key), key)]
    assert [(a, b) for group in groups for a, b in combinations(group, 2) if overlap(a, b)] == []


def test_every_model_that_has_a_price_or_an_endpoint_has_a_record() -> None:
    """A price for a model that nobody describes could not be compared with anything."""
    named = {price.model for price in PRICES} | {at.model for one in sheets() for at in one.endpoints}
    assert named - {""} <= {one.model for one in MODELS}


def test_every_model_is_described_once_and_none_is_missing() -> None:
    """Nineteen models that make video and those that plan it, each in the sheet of its maker alone."""
    names = [one.model for one in MODELS]
    assert len(set(names)) == len(names)
    assert {one.model for one in MODELS if one.resolutions} == NAMED


@pytest.mark.parametrize("one", MODELS, ids=lambda one: one.model)
def test_every_model_says_what_it_can_do_and_who_makes_it(one) -> None:
    """Maker, country, source; of video its sizes, allowed lengths up to the longest clip; who follows is known."""
    assert one.maker
    assert one.origin in ("China", "US")
    assert one.source
    assert not one.durations or max(lengths(one.durations)) * NANO == one.clip_seconds
    assert bool(one.resolutions.split()) == (one.model in NAMED)
    assert not one.replaced_by or model(one.replaced_by) is not None


@pytest.mark.parametrize("one", sheets(), ids=lambda one: one.name)
def test_every_sheet_speaks_for_its_own_seller(one: Sheet) -> None:
    """The file's name is the seller's, and no endpoint is told twice."""
    assert {price.seller for price in one.prices} <= {one.name}
    assert len({(at.prefix, at.since) for at in one.endpoints}) == len(one.endpoints)


@pytest.mark.parametrize(
    ("said", "day", "means"),
    [
        ("deepseek-chat", date(2026, 4, 23), "deepseek-v3.2"),
        ("deepseek-chat", date(2026, 4, 24), "deepseek-v4-flash"),
        ("deepseek-v4-flash", date(2026, 9, 9), "deepseek-v4-flash"),
        ("deepseek-v4-flash", date(2026, 9, 10), "deepseek-flash"),
    ],
)
def test_a_name_stands_for_the_model_of_its_day(said: str, day: date, means: str) -> None:
    """DeepSeek kept old names alive and billed them as the newer model from a day on."""
    found = sheet("deepseek").endpoint(said, day)
    assert found is not None
    assert found.model == means


@pytest.mark.parametrize("name", ["google", "kling", "openai"])
def test_the_tier_follows_from_the_makers_price(name: str) -> None:
    """Up to 10 cents a second of 720p with sound is a commodity, up to 25 middle, above premium."""
    for price in sheet(name).prices:
        fits = price.unit == "second" and price.resolution in ("720p", "") and price.audio in ("on", "")
        last = price.valid_to in (None, SORA_ENDED)
        if fits and last and not price.mode:
            tier = "commodity" if price.amount <= NANO // 10 else "middle" if price.amount <= NANO // 4 else "premium"
            found = model(price.model)
            assert found is not None
            assert (price.model, found.tier) == (price.model, tier)


def test_sora_ended_and_stays_priced() -> None:
    """OpenAI's three prices of Sora end on 2026-09-24, the day its models were retired."""
    sora = [price for price in sheet("openai").prices if price.model.startswith("sora")]
    assert [price.valid_to for price in sora] == [SORA_ENDED] * 3
    assert {one.retired_on for one in sheet("openai").models if one.model in NAMED} == {SORA_ENDED}


@pytest.mark.parametrize("one", TOKENS, ids=lambda price: f"{price.model} {price.mode} {price.unit}")
def test_a_price_of_tokens_follows_from_the_makers_rules(one: Price) -> None:
    """Half in a batch or with patience, 1.25 times the fresh input into a cache for minutes, twice for an hour."""
    whole = asked(one.seller, one.model, one.unit)
    assert one.amount * (2 if one.mode in ("batch", "flex") else 1) == whole
    if one.seller == "anthropic":
        fresh = asked(one.seller, one.model, INPUT)
        assert asked(one.seller, one.model, WRITTEN) * 4 == fresh * 5
        assert asked(one.seller, one.model, WRITTEN_LONG) == fresh * 2


@pytest.mark.parametrize("one", PLANNERS, ids=lambda one: one.model)
def test_the_tier_of_a_planner_follows_from_its_output(one: Model) -> None:
    """Up to 5 dollars a million output tokens is a commodity, up to 15 middle, above premium."""
    dollars = asked(one.maker.lower(), one.model, OUTPUT) / NANO
    assert one.tier == ("commodity" if dollars <= 5 else "middle" if dollars <= 15 else "premium")


@pytest.mark.parametrize(
    ("seller", "name", "dollars"),
    [
        ("anthropic", "claude-sonnet-5-5", ("2", "0.1", "2.5", "4", "10")),
        ("anthropic", "claude-opus-5-5", ("4", "0.2", "5", "8", "20")),
        ("anthropic", "claude-haiku-4-5", ("1", "0.1", "1.25", "2", "5")),
        ("openai", "gpt-5", ("1.25", "0.125", None, None, "10")),
        ("openai", "gpt-5.5", ("5", "0.5", None, None, "30")),
        ("openai", "gpt-6-luna", ("0.1", "0.01", "0.125", "0.25", "0.5")),
    ],
)
def test_planners_cost_what_was_seen(seller: str, name: str, dollars: tuple[str | None, ...]) -> None:
    """Fresh, read again, written, written for long, out; what no source gives is not there."""
    found = {price.unit: price.amount for price in TOKENS if (price.model, price.mode) == (name, "")}
    units = zip((INPUT, CACHED, WRITTEN, WRITTEN_LONG, OUTPUT), dollars, strict=True)
    assert found == {unit: to_nano(Decimal(amount)) for unit, amount in units if amount}


def test_gpt_5_ends_on_the_eleventh_of_december() -> None:
    """Its prices and those of its smaller kin hold until 2026-12-11, the day they are shut down."""
    ending = {price.model for price in TOKENS if price.valid_to == date(2026, 12, 11)}
    assert ending == {"gpt-5", "gpt-5-mini", "gpt-5-nano"}
    assert {one.model for one in PLANNERS if one.retired_on == date(2026, 12, 11)} == ending


def test_a_unit_of_kling_is_fourteen_cents() -> None:
    """Every price by the second is a whole number of tenths of a unit: 0.9 units × $0.14 = $0.126."""
    unit = next(price.amount for price in sheet("kling").prices if price.unit == "unit" and not price.mode)
    assert unit == 140_000_000
    assert [price for price in sheet("kling").prices if price.unit == "second" and price.amount * 10 % unit] == []
