"""How many seconds of video Kling billed: the whole seconds that were asked for, not the length of the file."""

from decimal import Decimal

from collectors.providers.kling.ledgers import Deduction
from collectors.providers.kling.words import VIDEO_INPUT, audio_of, model_of, resolution_of

UNITS_A_SECOND: dict[tuple[str, str], dict[str, str]] = {
    ("kling-3.0-turbo", "on"): {"720p": "0.8", "1080p": "1.0"},
    ("kling-3.0", "off"): {"720p": "0.6", "1080p": "0.8", "4k": "3.0"},
    ("kling-3.0", "on"): {"720p": "0.9", "1080p": "1.2", "4k": "3.0"},
    ("kling-3.0-omni", "off"): {"720p": "0.6", "1080p": "0.8", "4k": "3.0"},
    ("kling-3.0-omni", "on"): {"720p": "0.8", "1080p": "1.0", "4k": "3.0"},
    ("kling-3.0-omni", VIDEO_INPUT): {"720p": "0.9", "1080p": "1.2", "4k": "3.0"},
    ("kling-o1", "off"): {"720p": "0.6", "1080p": "0.8"},
    ("kling-o1", VIDEO_INPUT): {"720p": "0.9", "1080p": "1.2"},
    ("kling-2.6", "off"): {"720p": "0.3", "1080p": "0.5"},
    ("kling-2.6", "on"): {"1080p": "1.0"},
    ("kling-2.6", "voice"): {"1080p": "1.2"},
    ("kling-2.5-turbo", "off"): {"720p": "0.3", "1080p": "0.5"},
}
"""Model and audio (or that a video was given), then resolution; Kling's price page of 2026-09-20."""


def billed_seconds(duration: Decimal, lines: list[Deduction]) -> Decimal:
    """The file's length, a little longer than what was asked for, as whole seconds.

    Rounded, except where the units deducted prove that it was cut: 5.6 seconds for the units of 5.
    """
    cut, rate = Decimal(int(duration)), _rate(lines[0])
    units = sum((line.list_units or Decimal(0) for line in lines), Decimal(0))
    return cut if rate and cut and units == rate * cut else Decimal(round(duration))


def _rate(line: Deduction) -> Decimal | None:
    """Units a second, where the price page says."""
    how = VIDEO_INPUT if line.row.get("refer_video_input") is True else audio_of(line.row)
    said = UNITS_A_SECOND.get((model_of(line.row), how), {}).get(resolution_of(line.row))
    return None if said is None else Decimal(said)
