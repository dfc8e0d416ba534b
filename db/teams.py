"""The list of teams: made, renamed wherever they stand, and taken away where nothing and nobody is theirs."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import Connection, delete, select, update

from db.audit import audit
from db.facets import team_numbers
from db.tables import UNATTRIBUTED, Team
from db.team_names import rename, used
from db.upsert import table_of

TEAM = table_of(Team)
NOBODY: Final = "unattributed"


class NoSuchTeam(Exception):
    """A list of teams that cannot be. One sentence says which team, why, and what to do."""


class Named(NamedTuple):
    """A team of a list: its number in the ledger, None where that is not said, and its name."""

    number: int | None
    name: str


class Teams(NamedTuple):
    """What bringing a list changed: teams made, renamed (the new names by the old), gone; unlisted ones that stayed."""

    new: list[str]
    renamed: dict[str, str]
    gone: list[str]
    stayed: list[str]


def bring_teams(
    connection: Connection, said: Sequence[Named], configured: Collection[str], now: datetime, who: str
) -> Teams:
    """Make the teams of the ledger those of a list; one that it lacks stays where it is used (or `configured`).

    Raises NoSuchTeam for a number that no team has, and for a name that another has already.
    """
    before = _stored(connection)
    renamed = _renamed(said, before)
    _write(connection, renamed, before)
    there, listed = before | renamed, {one.name for one in said}
    new = sorted(listed - set(there.values()))
    team_numbers(connection, new)
    unlisted = {number: name for number, name in there.items() if number != UNATTRIBUTED and name not in listed}
    stayed = used(connection, unlisted) | (set(unlisted.values()) & set(configured))
    gone = {number: name for number, name in unlisted.items() if name not in stayed}
    connection.execute(delete(TEAM).where(TEAM.c.id.in_(gone)))
    if new or renamed or gone:
        audit(connection, now, who, "teams", _told(before), _told(_stored(connection)))
    names = {before[number]: name for number, name in renamed.items()}
    return Teams(new, names, sorted(gone.values()), sorted(stayed))


def _stored(connection: Connection) -> dict[int, str]:
    return {row.id: row.name for row in connection.execute(select(TEAM))}


def _told(teams: Mapping[int, str]) -> str:
    return ", ".join(f"{number} {name}" for number, name in sorted(teams.items()) if number != UNATTRIBUTED)


def _renamed(said: Sequence[Named], before: Mapping[int, str]) -> dict[int, str]:
    """The new name, by number, of each team that is called otherwise now."""
    numbers = {name: number for number, name in before.items()}
    for number, name in said:
        if number is not None and number not in before:
            raise NoSuchTeam(f"there is no team {number}; leave the id of {name!r} empty to make that team")
    renamed = {number: name for number, name in said if number is not None and before[number] != name}
    for number, name in renamed.items():
        other = numbers.get(name)
        if UNATTRIBUTED in (number, other):
            raise NoSuchTeam(f"{NOBODY!r} is what belongs to no team, and no team is called so; choose another name")
        if other is not None and other not in renamed:
            raise NoSuchTeam(f"team {number} cannot be called {name!r}, because team {other} is; choose another name")
    return renamed


def _write(connection: Connection, renamed: Mapping[int, str], before: Mapping[int, str]) -> None:
    """The new names of teams, in two steps because two may change names with each other."""
    for number in renamed:
        connection.execute(update(TEAM).where(TEAM.c.id == number).values(name=f"{before[number]} renamed {number}"))
    for number, name in renamed.items():
        connection.execute(update(TEAM).where(TEAM.c.id == number).values(name=name))
    if renamed:
        rename(connection, {before[number]: name for number, name in renamed.items()})


def unknown_teams(connection: Connection, names: Collection[str]) -> list[str]:
    """Those of these names that no team has."""
    return sorted(set(names) - set(_stored(connection).values()))
