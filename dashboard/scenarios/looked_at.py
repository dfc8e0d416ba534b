"""A scenario as one reader sees it now: which work it asks about, what that comes to, and what must be said first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from dashboard.reader import Narrowing, Reader
from dashboard.scenarios.address import asked_of
from dashboard.scenarios.answer import Answer
from dashboard.scenarios.asked import OTHERS, Asked, NotAsked
from dashboard.scenarios.questions import questions
from dashboard.view import View
from db.window import day_of_number


@dataclass(frozen=True, slots=True)
class Looked:
    """`asked` is None where the question cannot be understood any more; `cost` is that of all work it is about.

    A question that is about no work that was made has neither `narrowing` nor `cost`.
    """

    asked: Asked | None
    narrowing: Narrowing | None
    cost: Decimal | None
    answer: Answer
    said: tuple[str, ...]


def looked_at(view: View, address: str, today: date) -> Looked:
    """What a saved address comes to today, of no more work than this reader may see."""
    try:
        asked = asked_of(address)
        seen = replace(view, narrowing=asked.narrowing(today))
        answer, empty = _answered(seen, today, asked)
    except NotAsked as fault:
        return Looked(None, None, None, Answer(), (f"It cannot be asked any more: {f'{fault}'.rstrip('.')}.",))
    ended = [sentence for model, sentence in _retired(seen, today, asked) if model not in " ".join(answer.said)]
    if not questions()[asked.question].NEEDS_WORK:
        return Looked(asked, None, None, answer, (*answer.said, *ended))
    said = (*answer.said, *ended, *_nothing(empty), *_narrowed(seen.reader))
    shown = replace(seen.narrowing, where=_told(seen.narrowing, seen.reader))
    return Looked(asked, shown, seen.number("cost"), answer, said)


def _answered(view: View, today: date, asked: Asked) -> tuple[Answer, bool]:
    """The part's own answer, and whether there was no work to ask about."""
    part = questions()[asked.question]
    if part.NEEDS_WORK and view.empty():
        return Answer(), True
    answer: Answer = part.answer(view, today, asked)
    return answer, False


def _nothing(empty: bool) -> Iterator[str]:
    if empty:
        yield "No work is in its days and filters; open it, and choose a longer period or clear a filter."


def _retired(view: View, today: date, asked: Asked) -> Iterator[tuple[str, str]]:
    """Each model that the question names and that has ended, with a sentence."""
    ended = {
        one.variant.model: one.limits.retired_on
        for one in view.offers(today)
        if one.limits.retired_on and day_of_number(one.limits.retired_on) <= today
    }
    said = [word.rpartition(" to ")[2] for _, some in (*asked.where, *asked.choices) for word in some]
    named = {word.partition(" ")[0] for word in said}
    for model in sorted(named & set(ended)):
        yield model, f"{model} ended on {day_of_number(ended[model] or 0)}, so no new clip can be made with it."


def _narrowed(reader: Reader) -> Iterator[str]:
    if reader.teams is not None:
        yield f"Only the work of your teams is counted ({', '.join(sorted(reader.teams))}); others may see more."


def _told(narrowing: Narrowing, reader: Reader) -> dict[str, list[str]]:
    """The words of a narrowing as this reader may read them: a team that is not theirs goes without its name."""
    where = {name: list(some) for name, some in narrowing.where.items()}
    if reader.teams is not None and "team" in where:
        where["team"] = sorted({team if team in reader.teams else OTHERS for team in where["team"]})
    return where
