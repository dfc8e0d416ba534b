"""The words of a row of Kling's ledgers: model, resolution, audio, and which key paid."""

from functools import lru_cache
from typing import Any

from collectors.fields import Row, word
from db.facts import Audio, Facet, Status

MODELS = {
    "kling-v2-5-turbo": "kling-2.5-turbo",
    "kling-v2-6": "kling-2.6",
    "kling-v3": "kling-3.0",
    "kling-v3-omni": "kling-3.0-omni",
    "kling-v3-turbo": "kling-3.0-turbo",
    "kling-video-o1": "kling-o1",
}
"""What the older interface calls a model, and its common name; any other name is kept as Kling says it."""
RESOLUTIONS = {"std": "720p", "pro": "1080p"}
SOUNDS: dict[str, Audio] = {"native": "on", "off": "off"}
"""`original`, the sound of a video that was given, is neither: no audio is made."""
VIDEO_INPUT = "video-input"


def model_of(row: Row) -> str:
    """The model's common name."""
    name = word(row, "model_name").lower()
    return MODELS.get(name, name)


def resolution_of(row: Row) -> str:
    """The resolution, in the newer interface's words."""
    said = word(row, "resolution").lower()
    return RESOLUTIONS.get(said, said)


def audio_of(row: Row) -> Audio:
    """Whether audio was made, and with a voice that was chosen."""
    return "voice" if row.get("voice_control") is True else SOUNDS.get(word(row, "video_sound"), "")


def is_video(row: Row) -> bool:
    """Whether the work was a video: speech and the like draw on the same packs but have no duration."""
    return word(row, "product_type") in ("", "video") and word(row, "duration") != ""


def facet_of(row: Row, currency: str, unit: str, status: Status = "") -> Facet:
    """The words of a ledger row, as a facet that is made once."""
    function = word(row, "product_function")
    return _facet(
        kind="render" if is_video(row) else "other",
        model=model_of(row),
        endpoint=word(row, "model_name"),
        mode=VIDEO_INPUT if row.get("refer_video_input") is True else "",
        resolution=resolution_of(row),
        audio=audio_of(row),
        labels=(("product_function", function),) if function else (),
        api_key=word(row, "api_key_name"),
        currency=currency,
        unit=unit,
        status=status,
    )


@lru_cache(maxsize=4096)
def _facet(**words: Any) -> Facet:
    return Facet(**words)
