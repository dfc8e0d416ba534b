"""Who may look at the invented studio's costs, and what its teams may spend: lists as a company would import them."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from collectors.sandbox.book import Posted
from collectors.sandbox.cast import TEAMS
from collectors.sandbox.studio import Studio

HOST: Final = "studio.example"
FINANCE, ADMIN = "frida", "noor"
A_MONTH: Final = {"": 12_000, "trailers": 2_500, "social": 3_000, "product": 2_500, "brand-films": 1_600}
"""Dollars at size 1; "" is the whole company."""


def people(folder: Path) -> Posted:
    """One who lets others in, one of finance, and who leads each team."""
    rows = [(ADMIN, "admin", ""), (FINANCE, "finance", "")]
    rows += [(team.people[0], "lead", team.name) for team in TEAMS if team.people[0] != ADMIN]
    lines = [(f"{name}@{HOST}", role, team) for name, role, team in rows]
    return Posted("members", _written(folder / "members.csv", ("email", "role", "teams"), lines))


def budgets(studio: Studio, folder: Path) -> Posted:
    """What may be spent in a month: by the company, and by some of its teams."""
    lines = [
        (f"{team or 'Company'} a month", f"team={team}" if team else "", "month", amount(studio, dollars))
        for team, dollars in A_MONTH.items()
    ]
    return Posted("budgets", _written(folder / "budgets.csv", ("name", "scope", "period", "amount"), lines))


def amount(studio: Studio, dollars: int) -> str:
    """A round sum for a studio of that size."""
    return str(max(10, round(dollars * studio.size, -1)))


def _written(path: Path, heading: tuple[str, ...], lines: Sequence[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heading, *lines])
    return path
