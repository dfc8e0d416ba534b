"""Everywhere a team stands by its name or its number: which teams are used, and the same under another name."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from sqlalchemy import Column, Connection, case, select, update

from db import forecasts
from db.facets import digest_of, facet_of
from db.scenarios import rename_teams
from db.scopes import TEAM, filters, renamed
from db.tables import Account, Alert, Budget, Daily, Facet, Ledger, Member, Placement, Rule, Step, Video, VideoClip
from db.upsert import table_of

FACET, MEMBER = table_of(Facet), table_of(Member)
SCOPED: Final = (table_of(Budget), table_of(Step))
"""Tables with a scope that may name teams, which are then in use."""
ALONE: Final[tuple[Column[Any], ...]] = (
    *(table_of(Rule).c.team, table_of(Video).c.team, table_of(VideoClip).c.team),
    *(table_of(Account).c.default_team, FACET.c.team),
)
"""Columns that hold one team's name."""
NUMBERS: Final = (table_of(Placement).c.team_id, table_of(Ledger).c.team_id, table_of(Daily).c.team_id)


def used(connection: Connection, teams: Mapping[int, str]) -> set[str]:
    """Those of these teams (names by number) that something or somebody belongs to."""
    names = set(teams.values())
    found = {name for column in ALONE for name in _there(connection, column, names)}
    found |= {teams[number] for column in NUMBERS for number in _there(connection, column, set(teams))}
    for row in connection.execute(select(MEMBER.c.teams)):
        found |= names & set(row.teams.split(","))
    for scope in (scope for table in SCOPED for scope in connection.execute(select(table.c.scope)).scalars()):
        found |= names & set(filters(scope).get(TEAM, ()))
    return found


def _there(connection: Connection, column: Column[Any], wanted: Collection[Any]) -> Collection[Any]:
    return connection.execute(select(column).where(column.in_(wanted)).distinct()).scalars().all()


def rename(connection: Connection, names: Mapping[str, str]) -> None:
    """Write the new names (by the old ones) wherever the old ones stand; two may change places."""
    facets = connection.execute(select(FACET).where(FACET.c.team.in_(names))).all()
    for column in ALONE:
        to = case(dict(names), value=column)
        connection.execute(update(column.table).where(column.in_(names)).values({column.name: to}))
    for row in facets:  # a digest that another facet still has must be out of its way first
        connection.execute(update(FACET).where(FACET.c.id == row.id).values(digest=f"{row.digest} renamed"))
    for row in facets:
        digest = digest_of(facet_of(row).model_copy(update={"team": names[row.team]}))
        connection.execute(update(FACET).where(FACET.c.id == row.id).values(digest=digest))
    for row in connection.execute(select(MEMBER)).all():
        teams = ",".join(sorted(names.get(name, name) for name in row.teams.split(",")))
        connection.execute(update(MEMBER).where(MEMBER.c.email == row.email).values(teams=teams))
    for table in (*SCOPED, table_of(Alert)):
        for row in connection.execute(select(table.c.id, table.c.scope)).all():
            connection.execute(update(table).where(table.c.id == row.id).values(scope=renamed(row.scope, names)))
    rename_teams(connection, names)
    forecasts.rename_teams(connection, names)
