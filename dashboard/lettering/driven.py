"""What made one stretch of time cost other than the one before: the team and model that moved most."""

from decimal import Decimal
from typing import Final

from dashboard.lettering.words import written
from dashboard.measures import amounts
from dashboard.measures.comparison import change
from dashboard.measures.months import largest_difference
from dashboard.view import UNATTRIBUTED, View

LEVEL: Final = Decimal("0.01")
"""A change by less is none."""


def compared(view: View, before: View, called: str) -> str:
    """By how much it cost more or less than `before`, which is `called` so; "" where no share can be said."""
    moved = change(view.number("cost"), before.number("cost"))
    if moved is None:
        return ""
    if abs(moved) < LEVEL:
        return f"level with {called}"
    return f"{amounts.share(abs(moved))} {'more' if moved > 0 else 'less'} than {called}"


def driver(view: View) -> str:
    """Which team on which model moved most in that direction, and by how much; "" where nothing moved."""
    found = largest_difference(_costs(view), _costs(view.before()))
    if found is None:
        return ""
    team, model = found.words
    who = f"{'unattributed work' if team == UNATTRIBUTED else team} on {amounts.word('model', model)}"
    much = written("cost", abs(found.amount), view.currency)
    return f"The largest part of the difference is {who}: {much} {'more' if found.amount > 0 else 'less'}."


def _costs(view: View) -> dict[tuple[str, ...], Decimal | None]:
    rows = view.figures(["cost"], ["team", "model"]).itertuples(index=False, name=None)
    return {(team, model): cost for team, model, cost in rows}
