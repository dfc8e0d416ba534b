"""Which team each facet's work belongs to, kept up to date with the rules and the names."""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection, select

from db.attribution import Rule, Rulebook
from db.facets import every_facet, team_numbers
from db.tables import UNATTRIBUTED, Account, Charge, Name, Placement, Stream, Usage
from db.tables import Rule as RuleRow
from db.upsert import in_parts, table_of, upsert

PLACEMENT, NAME, RULE, ACCOUNT = table_of(Placement), table_of(Name), table_of(RuleRow), table_of(Account)
STREAM = table_of(Stream)


def stored_rules(connection: Connection) -> list[Rule]:
    """The rules in force, in their order."""
    rows = connection.execute(select(RULE).order_by(RULE.c.position))
    return [Rule(team=row.team, field=row.field, pattern=row.pattern, account=row.account) for row in rows]


def name_of(connection: Connection, account_id: int) -> Callable[[str, str], str | None]:
    """What this account's provider calls an id, or called it when it still knew it."""
    rows = connection.execute(select(NAME.c.kind, NAME.c.id, NAME.c.name).where(NAME.c.account_id == account_id))
    names = {(kind, id_): name for kind, id_, name in rows}
    return lambda kind, id_: names.get((kind, id_))


def place(connection: Connection, account_id: int, facets: Iterable[int]) -> set[int]:
    """Give these facets of an account their team by the rules; the facets whose team is now another."""
    wanted = set(facets)
    account = connection.execute(select(ACCOUNT).where(ACCOUNT.c.id == account_id)).one()
    book, names = Rulebook(stored_rules(connection)), name_of(connection, account_id)
    teams = {
        number: book.team_of(facet, account.name, names, account.default_team)
        for number, facet in every_facet(connection, wanted).items()
    }
    numbers = team_numbers(connection, {team for team in teams.values() if team})
    before = _placed(connection, account_id)
    now = {facet: numbers.get(team, UNATTRIBUTED) for facet, team in teams.items()}
    rows = [(account_id, facet, team) for facet, team in now.items() if before.get(facet) != team]
    upsert(connection, PLACEMENT, ("account_id", "facet_id"), ("team_id",), rows)
    return {facet for _, facet, _ in rows}


def place_new(connection: Connection, account_id: int, facets: Iterable[int]) -> None:
    """Give a team to those of the facets that have none yet."""
    wanted = set(facets)
    mine = PLACEMENT.c.account_id == account_id
    for some in in_parts(wanted):
        known = select(PLACEMENT.c.facet_id).where(mine, PLACEMENT.c.facet_id.in_(some))
        wanted -= set(connection.execute(known).scalars())
    if wanted:
        place(connection, account_id, wanted)


def place_again(connection: Connection, account_id: int) -> set[int]:
    """After a change of rules or names: the facets of the account whose team is now another."""
    return place(connection, account_id, _placed(connection, account_id))


def days_with(connection: Connection, account_id: int, facets: set[int]) -> set[int]:
    """The days on which an account has work or bill lines with any of these facets."""
    days: set[int] = set()
    streams = select(STREAM.c.id).where(STREAM.c.account_id == account_id)
    for table in (table_of(Usage), table_of(Charge)):
        for some in in_parts(facets):
            asked = select(table.c.day).where(table.c.stream_id.in_(streams), table.c.facet_id.in_(some)).distinct()
            days.update(connection.execute(asked).scalars())
    return days


def _placed(connection: Connection, account_id: int) -> dict[int, int]:
    asked = select(PLACEMENT.c.facet_id, PLACEMENT.c.team_id).where(PLACEMENT.c.account_id == account_id)
    return {row.facet_id: row.team_id for row in connection.execute(asked)}
