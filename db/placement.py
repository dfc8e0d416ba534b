"""Which team each facet's work belongs to, and on which days: what was decided for closed months is kept.

A change of rules, names or default team holds from the first open month on, and in closed months only where
they are named. Words that are met for the first time get the team of the rules in force now, on every day.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

from sqlalchemy import ColumnElement, Connection, Table, delete, func, select

from db.attribution import Rule, Rulebook
from db.closing import OPEN, Reach, open_from
from db.facets import every_facet, team_numbers
from db.stretches import Span, Stretch, always, differing, with_value
from db.tables import UNATTRIBUTED, Account, Charge, Name, Placement, Stream, Usage
from db.tables import Rule as RuleRow
from db.upsert import in_parts, table_of, upsert

PLACEMENT, NAME, RULE, ACCOUNT = table_of(Placement), table_of(Name), table_of(RuleRow), table_of(Account)
STREAM, USAGE, CHARGE = table_of(Stream), table_of(Usage), table_of(Charge)
KNOWN_AS = func.coalesce(USAGE.c.known_as, USAGE.c.facet_id)
Placed = dict[int, list[Stretch]]
"""By facet, the teams it belongs to, one stretch of days after the other."""
Moved = Mapping[int, tuple[Span, ...]]
"""By facet, the days on which its team is another now."""


def stored_rules(connection: Connection) -> list[Rule]:
    """The rules in force, in their order."""
    rows = connection.execute(select(RULE).order_by(RULE.c.position))
    return [Rule(team=row.team, field=row.field, pattern=row.pattern, account=row.account) for row in rows]


def name_of(connection: Connection, account_id: int) -> Callable[[str, str], str | None]:
    """What this account's provider calls an id, or called it when it still knew it."""
    rows = connection.execute(select(NAME.c.kind, NAME.c.id, NAME.c.name).where(NAME.c.account_id == account_id))
    names = {(kind, id_): name for kind, id_, name in rows}
    return lambda kind, id_: names.get((kind, id_))


def place_new(connection: Connection, account_id: int, facets: Iterable[int]) -> None:
    """Give a team, on every day, to those of the facets that have none yet."""
    wanted = set(facets)
    mine = PLACEMENT.c.account_id == account_id
    for some in in_parts(wanted):
        known = select(PLACEMENT.c.facet_id).where(mine, PLACEMENT.c.facet_id.in_(some))
        wanted -= set(connection.execute(known).scalars())
    if wanted:
        teams = _teams(connection, account_id, wanted)
        _write(connection, account_id, {facet: always(team) for facet, team in teams.items()})


def place_like(connection: Connection, account_id: int, like: Mapping[int, int]) -> None:
    """Give a team to those facets that have none: by the rules now, and in closed months that of the facet given."""
    placed = _placed(connection, account_id)
    new = {facet: other for facet, other in like.items() if facet not in placed}
    if new:
        teams, spans = _teams(connection, account_id, new), OPEN.spans(open_from(connection, account_id))
        now = {facet: with_value(placed[other], spans, teams[facet]) for facet, other in new.items()}
        _write(connection, account_id, now)


def place_again(connection: Connection, account_id: int, reach: Reach = OPEN) -> Moved:
    """After a change of rules or names: the facets whose team is now another on days in reach, and which days."""
    before = _placed(connection, account_id)
    teams, spans = _teams(connection, account_id, before), reach.spans(open_from(connection, account_id))
    now = {facet: with_value(before[facet], spans, team) for facet, team in teams.items()}
    moved = {facet: stretches for facet, stretches in now.items() if stretches != before[facet]}
    for some in in_parts(moved):
        mine = (PLACEMENT.c.account_id == account_id, PLACEMENT.c.facet_id.in_(some))
        connection.execute(delete(PLACEMENT).where(*mine))
    _write(connection, account_id, moved)
    return {facet: tuple(differing(before[facet], stretches)) for facet, stretches in moved.items()}


def days_with(connection: Connection, account_id: int, moved: Moved) -> set[int]:
    """The days on which an account has work or bill lines with one of these facets on a day of its spans."""
    days: set[int] = set()
    for spans in set(moved.values()):
        facets = [facet for facet, its_spans in moved.items() if its_spans == spans]
        for span in spans:
            days |= _days_of(connection, USAGE, KNOWN_AS, account_id, facets, span)
            days |= _days_of(connection, CHARGE, CHARGE.c.facet_id, account_id, facets, span)
    return days


def _days_of(
    connection: Connection,
    table: Table,
    facet: ColumnElement[int],
    account_id: int,
    facets: Collection[int],
    span: Span,
) -> set[int]:
    streams = select(STREAM.c.id).where(STREAM.c.account_id == account_id)
    mine = (table.c.day >= span[0], table.c.day < span[1], table.c.stream_id.in_(streams))
    asked = (select(table.c.day).where(*mine, facet.in_(some)) for some in in_parts(facets))
    return {day for days in asked for day in connection.execute(days.distinct()).scalars()}


def _teams(connection: Connection, account_id: int, facets: Iterable[int]) -> dict[int, int]:
    """The number of the team that the rules give each of these facets to."""
    account = connection.execute(select(ACCOUNT).where(ACCOUNT.c.id == account_id)).one()
    rules = stored_rules(connection)
    book, names = Rulebook(rules), name_of(connection, account_id)
    teams = {
        number: book.team_of(facet, account.name, names, account.default_team)
        for number, facet in every_facet(connection, list(facets)).items()
    }
    # All teams at once, in their order: two accounts that met new ones day by day could wait for each other for ever.
    # Those that a job log names are there since it was kept.
    named = {account.default_team, *(rule.team for rule in rules), *teams.values()}
    numbers = team_numbers(connection, {team for team in named if team})
    return {facet: numbers.get(team, UNATTRIBUTED) for facet, team in teams.items()}


def _placed(connection: Connection, account_id: int) -> Placed:
    asked = select(PLACEMENT).where(PLACEMENT.c.account_id == account_id).order_by(PLACEMENT.c.since)
    placed: Placed = defaultdict(list)
    for row in connection.execute(asked):
        placed[row.facet_id].append(Stretch(row.since, row.until, row.team_id))
    return placed


def _write(connection: Connection, account_id: int, placed: Mapping[int, list[Stretch]]) -> None:
    rows = [(account_id, facet, *one) for facet, stretches in placed.items() for one in stretches]
    upsert(connection, PLACEMENT, ("account_id", "facet_id", "since"), ("until", "team_id"), rows)
