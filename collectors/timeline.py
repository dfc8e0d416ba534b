"""What an edit uses: the clips on its video tracks, and how many seconds of each.

Editing programs write EDL (CMX3600), FCPXML, Final Cut's older XML, or OpenTimelineIO; the library of that
name reads them all.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from collectors.deliveries import UntrustedFile

ENDINGS: Final = (".edl", ".fcpxml", ".xml", ".otio")
RATES: Final = (24, 25, 30, 50, 60)
TIMECODE: Final = re.compile(r"\b\d\d:\d\d:\d\d[:;](\d\d)\b")
DROP_FRAME: Final = re.compile(r"^FCM:\s*DROP", re.MULTILINE | re.IGNORECASE)
THOUSANDTH: Final = Decimal("0.001")
DEEPEST: Final = 6
"""How deep an editor's own notes about a clip are read."""


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a clip: what the edit calls it, all that it says of it, and the seconds of it that are seen."""

    name: str
    said: tuple[str, ...]
    seconds: Decimal


def uses(path: Path) -> Iterator[Use]:
    """Every use of a clip in an edit, in its order. Raises UntrustedFile."""
    with _faults_in_words(path):
        for timeline in _timelines(path):
            for track in timeline.video_tracks():
                yield from map(_use, track.find_clips())


@contextmanager
def _faults_in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except UntrustedFile:
        raise
    except OSError as fault:
        raise UntrustedFile(f"{path} cannot be read ({fault.strerror}); check its name and who may read it") from None
    except Exception as fault:  # the adapters raise whatever their parsers do
        reason = " ".join(str(fault).split())[:120]
        raise UntrustedFile(
            f"{path} is no edit that can be read ({reason}); write it out again as EDL, FCPXML or OpenTimelineIO"
        ) from None


def _timelines(path: Path) -> list[Any]:
    if path.suffix.lower() not in ENDINGS:
        raise UntrustedFile(f"{path} is no edit; an edit's name ends in {', '.join(ENDINGS)}")
    from opentimelineio.schema import SerializableCollection, Timeline

    read = _read(path)
    every = list(read) if isinstance(read, SerializableCollection) else [read]
    found = [one for one in every if isinstance(one, Timeline) and any(one.find_clips())]
    if not found:
        raise UntrustedFile(f"{path} holds no timeline with a clip; write the edit out again")
    return found


def _read(path: Path) -> Any:
    """What OpenTimelineIO makes of the file. An EDL does not say its frame rate, which its timecodes betray."""
    from opentimelineio import adapters

    if path.suffix.lower() != ".edl":
        return adapters.read_from_file(str(path))
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    frames = [int(frame) for frame in TIMECODE.findall(text)]
    rate = 29.97 if DROP_FRAME.search(text) else next((r for r in RATES if r > max(frames, default=0)), RATES[-1])
    return adapters.read_from_string(text, "cmx_3600", rate=rate, ignore_timecode_mismatch=True)


def _use(clip: Any) -> Use:
    media = clip.media_reference
    said = [clip.name, media.name, getattr(media, "target_url", "") or ""]
    said += [*_texts(clip.metadata), *_texts(media.metadata)]
    return Use(clip.name or "a clip without a name", tuple(dict.fromkeys(filter(None, said))), _seconds(clip))


def _seconds(clip: Any) -> Decimal:
    """How much of the material is seen: at twice the speed, twice the time on screen."""
    speed = 1.0
    for effect in clip.effects:
        speed *= abs(getattr(effect, "time_scalar", 1.0))
    return Decimal(clip.duration().to_seconds() * speed).quantize(THOUSANDTH)


def _texts(metadata: Any, depth: int = 0) -> Iterator[str]:
    """Every text in an editor's notes."""
    if isinstance(metadata, str):
        yield metadata
    elif depth < DEEPEST and isinstance(metadata, Mapping):
        for value in metadata.values():
            yield from _texts(value, depth + 1)
    elif depth < DEEPEST and hasattr(metadata, "__iter__"):
        for value in metadata:
            yield from _texts(value, depth + 1)
