"""Only a part of the work is moved elsewhere; or drafts are made cheaply and only what is kept is made anew."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, Final

import pandas as pd

from dashboard.measures.comparison import change
from dashboard.measures.what_if.fit import Terms
from dashboard.measures.what_if.moves import ANY, Move
from dashboard.measures.what_if.reprice import Alternative, alternatives
from dashboard.measures.what_if.table import why_not
from db.money import from_nano
from db.offers import Offer

COLUMNS: Final = ("move", "team", "model", "to", "part", "clips", "now", "there", "difference", "change", "left")
STAYS: Final = "stays"
TOGETHER: Final = "together"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Money in nano-units of the reporting currency: as it is, and as it would be."""

    now: int
    after: int

    @property
    def difference(self) -> int:
        """How much more it would cost; negative is saved."""
        return self.after - self.now

    def as_much_kept(self, now: Decimal | None, then: Decimal) -> int | None:
        """The cost then of as much kept work as now, by the parts of the clips kept; None where it is not known now."""
        return part_of(self.after, now / then) if now else None


def part_of(amount: int, part: Decimal) -> int:
    """A part of an amount, rounded half to even."""
    return int((amount * part).quantize(Decimal(1), ROUND_HALF_EVEN))


def moved(now: int, moves: Iterable[tuple[Decimal, Alternative]]) -> Outcome:
    """What all work costs once a part (0 to 1) of the clips that each alternative could make is made there.

    The parts are of different work, or of the same work where they add up to no more than all of it: a part of
    each want is moved, so that long and short clips, large and small ones move alike.
    """
    return Outcome(now, now + sum(part_of(one.difference, part) for part, one in moves))


def laddered(now: int, draft: Alternative, final: Alternative, kept: Decimal) -> Outcome:
    """Every clip once as a draft, and the part of the clips that is kept (0 to 1) once more as the final.

    Both alternatives are of the same clips; what the final model cannot make is no part of it.
    """
    return Outcome(now, draft.there + part_of(final.there, kept))


def as_now(one: Alternative) -> Alternative:
    """The same clips made once more where they were made, for what they did cost."""
    return replace(one, there=one.now)


def there(wants: pd.DataFrame, offers: Sequence[Offer], move: Move, terms: Terms) -> Alternative | None:
    """What a move is about, all of it at its new place; None where nothing is sold there.

    Of lists in several currencies it is the one that can make most, then the cheapest.
    """
    takes = [move.takes(team, model) for team, model in zip(wants["team"], wants["model"], strict=True)]
    found = alternatives(wants[takes], [one for one in offers if move.to.sells(one)], terms)
    return found[0] if found else None


def table(wants: pd.DataFrame, moves: Sequence[Move], found: Sequence[Alternative]) -> pd.DataFrame:
    """A row for each move, one for what stays and one for all together; COLUMNS, money as Decimals.

    `clips` are those that move (a part of a clip is a part of many), `left` says what cannot move, and why. The
    moves and what stays add up to all together, to the last nano-unit.
    """
    rows = [_row(number, *one) for number, one in enumerate(zip(moves, found, strict=True), start=1)]
    now, clips = int(wants["cost"].sum()), Decimal(int(wants["clips"].sum()))
    gone, away = sum(row["now"] for row in rows), sum((row["clips"] for row in rows), Decimal(0))
    rows.append(_line(STAYS, clips - away, now - gone, now - gone))
    after = moved(now, [(move.part, one) for move, one in zip(moves, found, strict=True)]).after
    rows.append(_line(TOGETHER, clips, now, after))
    return pd.DataFrame([_told(row) for row in rows], columns=list(COLUMNS), dtype=object)


def _row(number: int, move: Move, one: Alternative) -> dict[str, Any]:
    left = why_not(one) or ("" if one.clips else "no such clips in view")
    now, difference = part_of(one.now, move.part), part_of(one.difference, move.part)
    said = {"team": move.team or ANY, "model": move.model or ANY, "to": str(move.to), "part": move.part}
    return _line(str(number), one.clips * move.part, now, now + difference) | said | {"left": left}


def _line(name: str, clips: Decimal, now: int, there: int) -> dict[str, Any]:
    words = {"team": "", "model": "", "to": "", "part": None, "left": ""}
    return {"move": name, "clips": clips, "now": now, "there": there} | words


def _told(row: dict[str, Any]) -> dict[str, Any]:
    now, then = from_nano(row["now"]), from_nano(row["there"])
    return row | {"now": now, "there": then, "difference": then - now, "change": change(then, now)}
