"""A question of What-if as an address without a host, and back: for links, for what is kept, and for the commands."""

from collections.abc import Collection, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from dashboard.measures.periods import CUSTOM, PERIODS
from dashboard.scenarios.asked import FILTERS, Asked, NotAsked, words
from dashboard.scenarios.questions import called, questions

SCREEN: Final = "what_if"
FIRST: Final = "elsewhere"
"""The question that the screen opens with."""
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


def address_of(asked: Asked) -> str:
    """The path and query that ask it, every choice said."""
    said = [("question", called(asked.question)), ("period", asked.period)]
    said += [("days", f"{day}") for day in asked.days]
    said += [(name, word) for name, some in (*asked.where, *asked.choices) for word in some]
    return f"/{SCREEN}?{urlencode(said)}"


def asked_of(address: str) -> Asked:
    """The question that an address asks, also a whole link; what it leaves out is as the screen has it at first.

    Raises NotAsked, which says in one sentence what cannot be understood.
    """
    link = urlsplit(address)
    if link.path.rstrip("/").rpartition("/")[2] != SCREEN:
        raise NotAsked(f"“{address[:80]}” is no address of the What-if screen; copy one from there")
    said: dict[str, list[str]] = {}
    for name, word in parse_qsl(link.query):
        said.setdefault(name, []).append(word)
    question, period, days = (said.pop(name, []) for name in ("question", "period", "days"))
    chosen = _known("period", period[0] if period else PERIODS[0], PERIODS)
    where = {str(name): said.pop(name) for name in FILTERS if name in said}
    return Asked(_question(question), chosen, _days(days) if chosen == CUSTOM else (), words(where), words(said))


def _question(said: Sequence[str]) -> str:
    titles = {called(name): name for name in questions()}
    return titles[_known("question", said[0], tuple(titles))] if said else FIRST


def _known(kind: str, said: str, names: Collection[str]) -> str:
    if said in names:
        return said
    near = get_close_matches(said, names, n=1)
    advice = f"did you mean “{near[0]}”?" if near else f"there are {', '.join(names)}"
    raise NotAsked(f"the address asks for the {kind} “{said[:60]}”, which is not there; {advice}")


def _days(said: Sequence[str]) -> tuple[date, ...]:
    """The first and the last of the days. Raises NotAsked."""
    try:
        days = tuple(sorted(map(date.fromisoformat, said)))
    except ValueError:
        days = ()
    if not 1 <= len(days) <= 2 or days[0] < EARLIEST or days[-1] > LATEST:
        shown = " to ".join(said)[:60]
        raise NotAsked(
            f"the address asks for the days “{shown}”, which are none; it takes days=2026-11-01&days=2026-11-22"
        )
    return days[0], days[-1]
