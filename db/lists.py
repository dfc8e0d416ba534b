"""Lists that people keep (members, budgets): replaced as a whole, with an audit row that says what was before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, select, update

from db.audit import audit
from db.budget_names import carry_alerts, renamed
from db.budget_rows import COLUMNS, row_of
from db.budgets import Budget, budget_of
from db.members import Member, member_of
from db.money import from_nano, plain
from db.placement import stored_rules
from db.tables import UNATTRIBUTED
from db.tables import Budget as BudgetRow
from db.tables import Member as MemberRow
from db.tables import Team as TeamRow
from db.upsert import table_of, upsert

MONEY: Final = ("amount", "raised", "minimum")
"""Columns in nano-units."""
MEMBER, BUDGET, TEAM = table_of(MemberRow), table_of(BudgetRow), table_of(TeamRow)


@dataclass(frozen=True, slots=True)
class Listed:
    """What replacing a list changed."""

    new: int
    changed: int
    gone: int


def stored_members(connection: Connection) -> list[Member]:
    """Who may look, by e-mail."""
    return [member_of(row) for row in connection.execute(select(MEMBER).order_by(MEMBER.c.email))]


def stored_budgets(connection: Connection) -> list[Budget]:
    """Every budget, by name."""
    return [budget_of(row) for row in connection.execute(select(BUDGET).order_by(BUDGET.c.name))]


def replace_members(connection: Connection, members: Sequence[Member], now: datetime, who: str) -> Listed:
    """Let just these look, each as what it says."""
    return _replace(connection, MEMBER, "email", [one.model_dump() for one in members], now, who)


def replace_budgets(connection: Connection, budgets: Sequence[Budget], now: datetime, who: str) -> Listed:
    """Put just these budgets in force; one that is named as before, or alike but for its name, is the same budget."""
    names = renamed(stored_budgets(connection), budgets)
    done = _replace(connection, BUDGET, "name", [one.model_dump() for one in budgets], now, who, names)
    carry_alerts(connection, names)
    return done


def _replace(
    connection: Connection, table: Table, key: str, said: Iterable[Mapping[str, Any]], now: datetime, who: str,
    renamed: Mapping[str, str] = MappingProxyType({}),
) -> Listed:  # fmt: skip
    """`renamed` are the new keys of rows that stay what they are, by the old ones."""
    columns = [column.name for column in table.c if column.name != "id"]
    rows = {one[key]: tuple(one[name] for name in columns) for one in said}
    asked = connection.execute(select(*(table.c[name] for name in columns)).order_by(table.c[key]))
    stored = {row._mapping[key]: tuple(row) for row in asked}
    changed = {name: row for name, row in rows.items() if stored.get(name) != row}
    gone = [name for name in stored if name not in rows and name not in renamed]
    for old, name in renamed.items():
        connection.execute(update(table).where(table.c[key] == old).values({key: name}))
    connection.execute(delete(table).where(table.c[key].in_(gone)))
    upsert(connection, table, (key,), tuple(name for name in columns if name != key), list(changed.values()))
    if changed or gone:
        before, after = (_told(columns, every.values()) for every in (stored, rows))
        audit(connection, now, who, f"{table.name}s", before, after)
    new = len(set(changed) - set(stored) - set(renamed.values()))
    return Listed(new, len(changed) - new, len(gone))


def _told(columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> str:
    """A line for each row, with what it says; money in units of its currency."""
    return "\n".join(sorted(" ".join(_words(columns, row)) for row in rows))


def _words(columns: Sequence[str], row: Sequence[Any]) -> Iterator[str]:
    for name, value in zip(columns, row, strict=True):
        if value not in ("", None, 0):
            yield plain(from_nano(value)) if name in MONEY else str(value)


def written(connection: Connection, kind: str) -> list[tuple[str, ...]]:
    """The list of rules, teams, members or budgets as it is imported, with its header. Raises KeyError for another."""
    return _WRITTEN[kind](connection)


def _teams(connection: Connection) -> list[tuple[str, ...]]:
    rows = connection.execute(select(TEAM.c.id, TEAM.c.name).where(TEAM.c.id != UNATTRIBUTED).order_by(TEAM.c.name))
    return [("id", "name"), *((str(row.id), row.name) for row in rows)]


def _members(connection: Connection) -> list[tuple[str, ...]]:
    return [tuple(Member.model_fields), *(_member(one) for one in stored_members(connection))]


def _member(one: Member) -> tuple[str, ...]:
    """A member's columns; no minimum is an empty one."""
    said = one.model_dump() | {"minimum": plain(from_nano(one.minimum)) if one.minimum else ""}
    return tuple(said.values())


def _budgets(connection: Connection) -> list[tuple[str, ...]]:
    return [COLUMNS, *(tuple(row_of(one).values()) for one in stored_budgets(connection))]


def _rules(connection: Connection) -> list[tuple[str, ...]]:
    rules = ((rule.team, rule.field, rule.pattern, rule.account) for rule in stored_rules(connection))
    return [("team", "field", "pattern", "account"), *rules]


_WRITTEN = {"rules": _rules, "teams": _teams, "members": _members, "budgets": _budgets}
