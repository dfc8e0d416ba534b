"""How many seconds of video were billed: what was asked for, checked and completed by the tokens that it took."""

from decimal import Decimal

FRAMES_A_SECOND = 24
SLACK = Decimal("0.01")
"""By how much tokens may differ from what a length should take."""
PIXELS = {
    "480p": {"16:9": 864 * 496, "4:3": 752 * 560, "1:1": 640 * 640, "21:9": 992 * 432},
    "720p": {"16:9": 1280 * 720, "4:3": 1112 * 834, "1:1": 960 * 960, "21:9": 1470 * 630},
    "1080p": {"16:9": 1920 * 1080, "4:3": 1664 * 1248, "1:1": 1440 * 1440, "21:9": 2206 * 946},
    "4k": {"16:9": 3840 * 2160, "4:3": 3328 * 2496, "1:1": 2880 * 2880, "21:9": 4416 * 1892},
}
"""Pixels of a frame of Seedance 2.0; standing on its side a frame has as many."""
SIDEWAYS = {"9:16": "16:9", "3:4": "4:3", "9:21": "21:9"}


def pixels_of(model: str, resolution: str, ratio: str) -> int | None:
    """Pixels of a frame, where they are known for this model."""
    if not model.startswith("seedance-2.0"):
        return None
    return PIXELS.get(resolution, {}).get(SIDEWAYS.get(ratio, ratio))


def billed_seconds(asked: Decimal | None, tokens: int | None, pixels: int | None) -> Decimal | None:
    """Seconds of output, and of video that was given, as far as the tokens tell.

    A second takes 24 frames of tokens, and one frame more is counted than is shown. Where the tokens fit no
    length that makes sense, what was asked for counts; where nothing was, it stays unknown.
    """
    if not tokens or not pixels:
        return asked
    exact = (Decimal(tokens) * 1024 / pixels - 1) / FRAMES_A_SECOND
    whole = Decimal(round(exact))
    if asked is not None and _fits(asked, tokens, pixels):
        return asked
    if whole > 0 and _fits(whole, tokens, pixels) and (asked is None or whole > asked):
        return whole
    return asked if asked is None or exact < asked else exact.quantize(Decimal("0.001"))


def _fits(seconds: Decimal, tokens: int, pixels: int) -> bool:
    expected = pixels * (FRAMES_A_SECOND * seconds + 1) / 1024
    return abs(tokens - expected) <= SLACK * expected
