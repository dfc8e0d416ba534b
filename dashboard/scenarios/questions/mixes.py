"""Several parts of the work in view moved at once, each to a place of its own."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pandas as pd

from dashboard.measures.what_if.mix import part_of, table
from dashboard.measures.what_if.moves import Move, move_of
from dashboard.measures.what_if.reprice import Alternative
from dashboard.reader import Reader
from dashboard.scenarios.answer import Answer
from dashboard.scenarios.asked import OTHERS, Asked, NotAsked
from dashboard.view import View
from dashboard.view_of_what_if import faults, placed, usual_moves
from db.money import from_nano, to_nano

QUESTION, MOVES = "Move parts of it", "move"
NEEDS_WORK = True
Found = Sequence[tuple[Move, Alternative]]


def answer(view: View, today: date, asked: Asked) -> Answer:
    """What all of the work costs once the moves are made; what cannot move stays where it is."""
    wants, offers, terms = view.wants(), view.offers(today), asked.terms(today)
    moves = read(asked.many(MOVES)) or usual_moves(wants, offers, terms)
    if wrong := faults(wants, offers, moves):
        return Answer(said=tuple(wrong))
    found = placed(wants, offers, moves, terms)
    rows = table(wants, [move for move, _ in found], [one for _, one in found])
    whole, rates, kept = rows.iloc[-1], view.keep_rates(), view.number("keep_rate")
    return Answer(
        place="; ".join(_told(move, view.reader) for move, _ in found),
        now=whole["now"],
        there=whole["there"],
        wanted=wanted(wants),
        clips=sum(rows["clips"].iloc[:-2], Decimal(0)),
        made=Decimal(sum(part_of(one.made, move.part) for move, one in found)),
        over=from_nano(sum(part_of(one.over, move.part) for move, one in found)),
        not_possible=Decimal(sum(sum(one.reasons.values()) for _, one in found)),
        why_not="; ".join(filter(None, rows["left"])),
        kept_now=kept,
        kept_there=rates.get(found[0][1].model) if len(found) == 1 else None,
        there_kept=kept_cost(whole["now"], found, rates, kept),
        usable_now=view.number("cost_per_usable_second"),
    )


def read(said: Sequence[str]) -> list[Move]:
    """The moves that an address says. Raises NotAsked for one that is none."""
    try:
        return [move_of(one) for one in said]
    except ValueError as fault:
        raise NotAsked(str(fault)) from None


def wanted(wants: pd.DataFrame) -> Decimal | None:
    """The seconds of all clips; None where one has no known length or cost."""
    if wants.empty or wants["seconds"].isna().any() or wants["uncosted"].any():
        return None
    return from_nano(int((wants["seconds"] * wants["clips"]).sum()))


def kept_cost(now: Decimal, found: Found, rates: dict[str, Decimal], kept: Decimal | None) -> Decimal | None:
    """The cost then of as much kept work; None where the part kept now, or at one of the places, is not known."""
    if not kept or any(one.model not in rates for _, one in found):
        return None
    grown = [part_of(one.kept_there(kept, rates[one.model]) - one.now, move.part) for move, one in found]
    return from_nano(to_nano(now) + sum(grown))


def _told(move: Move, reader: Reader) -> str:
    """A move in words; a team that the reader may not see goes without its name."""
    hidden = reader.teams is not None and move.team and move.team not in reader.teams
    return str(move._replace(team=OTHERS) if hidden else move)
