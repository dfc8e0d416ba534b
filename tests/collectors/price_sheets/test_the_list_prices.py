"""Is a piece of work priced as the sellers' pages say? Numbers typed by hand, in the seller's currency."""

from types import SimpleNamespace

import pytest

from collectors.price_sheets import sheets
from db.facts import Facet, Price
from db.money import from_nano, plain
from db.prices import PriceBook
from db.tokens import VIDEO
from db.window import day_number

TODAY, SPRING = 20261122, 20260401
STANDARD, PRO = {"mode": "standard", "resolution": "720p"}, {"mode": "pro", "resolution": "1080p"}
INPUT = {"mode": "video-input"}


def stored(price: Price) -> SimpleNamespace:
    """A price as the ledger keeps it, with whole numbers for days."""
    said = price.model_dump()
    days = {name: said[name] and day_number(said[name]) for name in ("valid_from", "valid_to")}
    return SimpleNamespace(**said | days)


BOOK = PriceBook([stored(price) for sheet in sheets() for price in sheet.prices])


def asked(seller: str, model: str, words: dict[str, str], day: int = TODAY) -> str | None:
    """What the seller asks for one unit of such work on a day; None where no price is known."""
    quote = BOOK.quote(seller, Facet(model=model, **words), day)
    return plain(from_nano(quote.amount)) if quote else None


def size(resolution: str, audio: str = "") -> dict[str, str]:
    """The words for a size, and for sound where it matters."""
    return {"resolution": resolution, "audio": audio}


BY_THE_SECOND = [
    ("kling", "kling-3.0", size("720p", "off"), "0.084"),
    ("kling", "kling-3.0", size("720p", "on"), "0.126"),
    ("kling", "kling-3.0", size("1080p", "off"), "0.112"),
    ("kling", "kling-3.0", size("1080p", "on"), "0.168"),
    ("kling", "kling-3.0", size("4k", "on"), "0.42"),
    ("kling", "kling-3.0", size("4k", "off"), "0.42"),
    ("kling", "kling-3.0-turbo", size("720p", "on"), "0.112"),
    ("kling", "kling-3.0-turbo", size("1080p", "on"), "0.14"),
    ("kling", "kling-3.0-omni", size("720p", "off"), "0.084"),
    ("kling", "kling-3.0-omni", size("1080p", "on"), "0.14"),
    ("kling", "kling-3.0-omni", size("1080p") | INPUT, "0.168"),
    ("kling", "kling-o1", size("720p") | INPUT, "0.126"),
    ("kling", "kling-2.5-turbo", size("1080p"), "0.07"),
    ("kling", "kling-4.0", size("720p", "on"), None),
    ("google", "veo-3.1", size("1080p", "on"), "0.4"),
    ("google", "veo-3.1", size("4k", "on"), "0.6"),
    ("google", "veo-3.1", size("720p", "off"), "0.2"),
    ("google", "veo-3.1", size("4k", "off"), "0.4"),
    ("google", "veo-3.1-fast", size("720p", "on"), "0.1"),
    ("google", "veo-3.1-fast", size("1080p", "on"), "0.12"),
    ("google", "veo-3.1-fast", size("4k", "on"), "0.3"),
    ("google", "veo-3.1-fast", size("720p", "off"), "0.08"),
    ("google", "veo-3.1-fast", size("1080p", "off"), "0.1"),
    ("google", "veo-3.1-fast", size("4k", "off"), None),
    ("google", "veo-3.1-lite", size("720p", "on"), "0.05"),
    ("google", "veo-3.1-lite", size("1080p", "on"), "0.08"),
    ("google", "veo-3.1-lite", size("720p", "off"), None),
    ("google", "gemini-omni-1.2-flash", {}, "0.1"),
    ("byteplus", "seedance-2.0", size("480p"), "0.071"),
    ("byteplus", "seedance-2.0", size("720p"), "0.1525"),
    ("byteplus", "seedance-2.0", size("1080p"), "0.377"),
    ("fal", "kling-3.0", size("720p", "voice") | STANDARD, "0.154"),
    ("fal", "kling-3.0", size("1080p", "voice") | PRO, "0.196"),
    ("fal", "kling-3.0-turbo", size("1080p", "on") | PRO, "0.14"),
    ("fal", "kling-4.0", size("720p", "on"), "0.157"),
    ("fal", "kling-4.0", size("1080p", "on"), "0.235"),
    ("fal", "kling-4.0", size("1080p", "on") | INPUT, "0.141"),
    ("fal", "veo-3.1", size("1080p", "off"), "0.2"),
    ("fal", "veo-3.1", size("4k", "on"), "0.6"),
    ("fal", "veo-3.1-fast", size("4k", "on"), "0.35"),
    ("fal", "seedance-2.0", size("480p"), "0.1346"),
    ("fal", "seedance-2.0", size("4k"), "1.5552"),
    ("fal", "seedance-2.0-fast", size("720p"), "0.2419"),
    ("fal", "seedance-2.5", size("720p"), "0.473"),
    ("venice", "kling-3.0", size("720p", "off") | STANDARD, "0.0925"),
    ("venice", "kling-3.0", size("720p", "on") | STANDARD, None),
    ("venice", "kling-4.0", size("1080p", "on"), "0.294"),
    ("piapi", "kling-3.0", size("720p", "on") | STANDARD, "0.15"),
    ("piapi", "kling-3.0-turbo", size("720p", "on"), None),
    ("piapi", "kling-4.0", size("720p", "on"), "0.1667"),
    ("piapi", "seedance-2.0-fast", size("720p"), "0.16"),
    ("evolink", "kling-3.0", size("720p", "on"), "0.113"),
    ("krea", "kling-3.0", size("1080p", "on") | PRO, "0.3528"),
    ("krea", "kling-3.0", size("4k") | {"mode": "4k"}, "0.441"),
    ("muapi", "kling-3.0-omni", size("1080p", "on") | PRO, "0.14"),
    ("apimart", "kling-3.0", size("720p", "off"), "0.0672"),
    ("apimart", "seedance-2.0", size("1080p"), "0.3849"),
    ("runway", "seedance-2.0", size("4k"), "1.5"),
    ("runway", "seedance-2.0-mini", size("720p"), "0.16"),
    ("runway", "seedance-2.5", size("1080p"), "0.68"),
]
BY_TOKENS = [
    ("USD", "seedance-2.0", size("720p"), "7"),
    ("USD", "seedance-2.0", size("1080p"), "7.7"),
    ("USD", "seedance-2.0", size("4k"), None),
    ("USD", "seedance-2.0", size("480p") | INPUT, "4.3"),
    ("USD", "seedance-2.0-fast", size("720p"), "5.6"),
    ("USD", "seedance-2.0-mini", size("720p"), None),
    ("USD", "seedance-2.5", size("720p"), None),
    ("USD", "seedance-1.5-pro", size("720p", "on"), "2.4"),
    ("USD", "seedance-1.5-pro", size("1080p", "off"), "1.2"),
    ("CNY", "seedance-2.0", size("720p"), "46"),
    ("CNY", "seedance-2.0", size("1080p"), "51"),
    ("CNY", "seedance-2.0", size("4k"), "26"),
    ("CNY", "seedance-2.0", size("1080p") | INPUT, "31"),
    ("CNY", "seedance-2.0-fast", size("720p"), "37"),
    ("CNY", "seedance-2.0-mini", size("480p") | INPUT, "14"),
    ("CNY", "seedance-2.5", size("480p"), "70"),
    ("CNY", "seedance-2.5", size("1080p") | INPUT, "46"),
]


@pytest.mark.parametrize(("seller", "model", "words", "amount"), BY_THE_SECOND)
def test_what_a_second_costs(seller: str, model: str, words: dict[str, str], amount: str | None) -> None:
    """Today, in dollars, at every seller; None where no such price was found."""
    assert asked(seller, model, words) == amount


@pytest.mark.parametrize(("currency", "model", "words", "amount"), BY_TOKENS)
def test_what_a_million_video_tokens_cost(currency: str, model: str, words: dict[str, str], amount: str | None) -> None:
    """At BytePlus in dollars and at Volcengine in yuan; who pays in dollars is never asked yuan."""
    assert asked("byteplus", model, words | {"currency": currency, "unit": VIDEO}) == amount


def test_omni_is_billed_by_tokens() -> None:
    """17.5 dollars a million where tokens are counted, about 0.10 a second where they are not."""
    assert asked("google", "gemini-omni-1.1-flash", {"unit": VIDEO}) == "17.5"


def test_veo_fast_was_dearer_in_spring() -> None:
    """0.15 with sound and 0.10 without, up to the day on which 0.10 and 0.08 were first seen."""
    assert [asked("google", "veo-3.1-fast", size("720p", audio), SPRING) for audio in ("on", "off")] == ["0.15", "0.1"]
    days = [asked("google", "veo-3.1-fast", size("1080p", "on"), day) for day in (20260911, 20260912)]
    assert days == ["0.15", "0.12"]


def test_sora_is_priced_up_to_its_last_day() -> None:
    """Pro in its larger size was 0.50, and from 2026-09-24 on there is no price."""
    days = [asked("openai", "sora-2-pro", size("1024p"), day) for day in (20260923, 20260924)]
    assert days == ["0.5", None]
    assert asked("openai", "sora-2", size("720p"), SPRING) == "0.1"
    assert asked("openai", "sora-2-pro", size("720p"), SPRING) == "0.3"


def test_every_sheet_admits_that_it_does_not_know_since_when() -> None:
    """No seller says since when it asks its price, so no sheet pretends to know."""
    silent = [price for sheet in sheets() for price in sheet.prices if "since when" not in price.source]
    assert [(price.seller, price.model) for price in silent if price.seller in SELLERS] == []


SELLERS = {seller for seller, *_ in BY_THE_SECOND} | {"openai"}
