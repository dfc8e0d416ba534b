"""What a SKU's text says, and when its price proves that a unit is a second."""

from decimal import Decimal

import pytest

from collectors.providers.google.skus import Proof, proof, sku


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Veo 3.1 Fast Video + Audio Generation", ("render", "veo-3.1-fast", "", "on")),
        ("Veo 3.1 Video Generation", ("render", "veo-3.1", "", "")),
        ("veo-3.1-lite-generate-001 720p", ("render", "veo-3.1-lite", "720p", "")),
        ("Video Generation (Veo 3.1), Fast, 4K, no audio", ("render", "veo-3.1-fast", "4k", "off")),
        ("Veo3.1 Video Only 1080P", ("render", "veo-3.1", "1080p", "off")),
        ("Veo 2 Video Generation", ("render", "veo-2.0", "", "")),
        ("Veo 3 Fast", ("render", "veo-3.0-fast", "", "")),
        ("Veo 4K Video", ("render", "Veo 4K Video", "4k", "")),
        ("Video + Audio Generation", ("render", "Video + Audio Generation", "", "on")),
        ("Gemini Omni 1.1 Flash Video Output", ("render", "gemini-omni-1.1-flash", "", "")),
        ("Gemini 3.1 Pro Text Input", ("plan", "gemini-3.1-pro", "", "")),
        ("Gemini 2.5 Flash Thinking Text Output", ("plan", "gemini-2.5-flash", "", "")),
        ("Gemini 3.1 Flash Image Output", ("other", "gemini-3.1-flash", "", "")),
        ("Gemini 2.5 Flash Native Audio Input", ("other", "gemini-2.5-flash", "", "")),
        ("Imagen 4 Generation", ("other", "Imagen 4 Generation", "", "")),
        ("Standard Storage US Multi-region", ("other", "Standard Storage US Multi-region", "", "")),
        ("", ("other", "", "", "")),
    ],
)
def test_a_sku_is_told_by_its_text(text: str, said: tuple[str, ...]) -> None:
    """Video by its model's name, text models at their work, and all else under its own words."""
    assert sku(text) == said


@pytest.mark.parametrize(
    ("text", "units", "list_usd", "proved"),
    [
        ("Veo 3.1 Fast Video + Audio Generation", "8", "0.96", ("8", "1080p", "on")),
        ("Veo 3.1 Fast Video + Audio Generation", "8", "0.80", ("8", "720p", "on")),
        ("Veo 3.1 Fast Video + Audio Generation", "8", "1.20", ("8", "", "on")),
        ("Veo 3.1 Fast Video Generation 720p", "8", "0.80", ("8", "720p", "")),
        ("Veo 3.1 Video Generation", "8", "1.6", ("8", "", "off")),
        ("Veo 3.1 Video + Audio Generation", "8", "3.2", ("8", "", "on")),
        ("Veo 3.1 Video + Audio Generation", "8", "4.8", ("8", "4k", "on")),
        ("Veo 3.1 Video + Audio Generation", "480", "192.000000009", ("480", "", "on")),
        ("Veo 3.1 Video + Audio Generation", "480", "192.1", (None, "", "on")),
        ("Veo 3.1 Video + Audio Generation 4K", "8", "3.2", (None, "4k", "on")),
        ("Veo 3.1 Lite", "8", "4.8", (None, "", "")),
        ("Veo 2 Video Generation", "8", "3.2", (None, "", "")),
        ("Veo 3.1 Video Generation", "8", None, (None, "", "")),
        ("Veo 3.1 Video Generation", "-8", "-1.6", (None, "", "")),
        ("Veo 3.1 Video Generation", "0", "0", (None, "", "")),
        ("Veo 3.1 Video Generation", "0.000000001", "9000000000", (None, "", "")),
        ("Gemini 3.1 Pro Text Input", "8", "3.2", (None, "", "")),
    ],
)
def test_seconds_are_proved_by_their_price(
    text: str, units: str, list_usd: str | None, proved: tuple[str | None, str, str]
) -> None:
    """Dollars at list over units must come to what a second of just that model is listed at: 0.96 ÷ 8 is 0.12."""
    seconds, resolution, audio = proof(sku(text), "count", Decimal(units), list_usd and Decimal(list_usd))
    assert (seconds and str(seconds), resolution, audio) == proved


@pytest.mark.parametrize(("unit", "seconds"), [("second", "3"), ("s", "3"), ("Minutes", "180"), ("hour", "10800")])
def test_a_unit_that_is_a_time_needs_no_price(unit: str, seconds: str) -> None:
    """Three of them, of a video, in seconds."""
    assert proof(sku("Veo 3.1"), unit, Decimal(3), None) == Proof(Decimal(seconds), "", "")


def test_a_time_of_anything_else_is_no_video() -> None:
    """An hour of training is not an hour of video."""
    assert proof(sku("Vertex AI Training"), "hour", Decimal(3), Decimal(9)).seconds is None
