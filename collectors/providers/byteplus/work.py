"""A piece of work a task that has ended: when, with which model, how it went, how much was made."""

from datetime import timedelta
from decimal import Decimal

from collectors.fields import Row, amount_if_said, identity, instant, part, size, word
from collectors.providers.byteplus.lengths import billed_seconds, pixels_of
from collectors.providers.byteplus.words import Known, made, model_of
from db.facts import Audio, Facet, Status, Usage
from db.tokens import VIDEO, millions

SOURCE = "tasks"
WHERE = "a task of BytePlus's task list"
SECOND = timedelta(seconds=1)
ZERO = Decimal(0)
ENDED: dict[str, Status] = {"succeeded": "succeeded", "failed": "failed", "expired": "failed"}
"""A task that still waits or runs is no work yet, and one that was cancelled while it waited never becomes any."""
VIDEO_INPUT = "video-input"


def work_of(task: Row, endpoint: str, known: Known, currency: str) -> Usage | None:
    """The task as work, None while it has not ended. It falls on the day on which it ended and was charged.

    `endpoint` is what it went through where that is known, `known` what the bill says of that endpoint.
    """
    status = ENDED.get(word(task, "status"), "")
    if not status:
        return None
    model, good = model_of(word(task, "model")) or known.model, status == "succeeded"
    tokens = _tokens(task) if good else 0
    seconds, extra = _seconds(task, model, tokens) if good else (ZERO, False)
    is_video = model != "" or not word(part(task, "content"), "file_url")
    said = {"kind": "render" if is_video else "other", "model": model, "mode": _mode(task, extra), "status": status}
    return Usage(
        source=SOURCE,
        external_id=identity(task, "id", WHERE),
        at=instant(task, "updated_at" if word(task, "updated_at") else "created_at", WHERE, SECOND),
        facet=_facet(task, endpoint, known, said | {"currency": currency}),
        seconds=seconds if is_video else None,
        clips=int(good and is_video),
        tokens=tokens,
        quantity=None if tokens is None else millions(tokens),
        stated=None if good else ZERO,
    )


def endpoint_named(task: Row) -> str:
    """The endpoint that the task itself names in place of a model."""
    return said if (said := word(task, "model")).startswith("ep-") else ""


def _facet(task: Row, endpoint: str, known: Known, said: dict[str, str]) -> Facet:
    raw = word(task, "model")
    return made(
        **said | {"model": said["model"] or raw},
        endpoint=endpoint or raw,
        workspace=endpoint,
        project=known.project,
        labels=known.labels,
        resolution=word(task, "resolution").lower(),
        audio=_audio(task),
        unit=VIDEO,
    )


def _tokens(task: Row) -> int | None:
    usage = part(task, "usage")
    return int(size(usage, "completion_tokens", WHERE)) if word(usage, "completion_tokens") else None


def _seconds(task: Row, model: str, tokens: int | None) -> tuple[Decimal | None, bool]:
    """Billed seconds, and whether they are more than were asked for because a video was given."""
    said = amount_if_said(task, "duration", WHERE)
    asked = said if said is not None and said > 0 else None
    pixels = pixels_of(model, word(task, "resolution").lower(), word(task, "ratio"))
    seconds = billed_seconds(asked, tokens, pixels)
    return seconds, asked is not None and seconds is not None and seconds > asked


def _mode(task: Row, extra: bool) -> str:
    """What changes the price: the tier unless it is the usual one, a draft, a video that was given."""
    tier = word(task, "service_tier")
    said = (
        tier if tier != "default" else "",
        "draft" if task.get("draft") is True else "",
        VIDEO_INPUT if extra else "",
    )
    return " ".join(filter(None, said))


def _audio(task: Row) -> Audio:
    said = task.get("generate_audio")
    return "on" if said is True else "off" if said is False else ""
