"""The rules in force: replaced as a whole, and what that moves placed and rolled up anew."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from db.attribution import Rule
from db.audit import audit
from db.placement import days_with, place_again, stored_rules
from db.reckon import reckon
from db.rollup import first_open_day
from db.tables import Account
from db.tables import Rule as RuleRow
from db.upsert import table_of

ACCOUNT, RULE = table_of(Account), table_of(RuleRow)


def replace_rules(connection: Connection, rules: Sequence[Rule], *, currency: str, now: datetime, who: str) -> int:
    """Put these rules in force; how many days of accounts were rolled up anew. Leaves an audit row."""
    before = stored_rules(connection)
    if before == list(rules):
        return 0
    connection.execute(delete(RULE))
    for position, rule in enumerate(rules):
        connection.execute(insert(RULE).values(position=position, **rule.model_dump()))
    audit(connection, now, who, "rules", _told(before), _told(rules))
    return sum(_place(connection, number, currency, now) for number in _account_numbers(connection))


def _place(connection: Connection, account_id: int, currency: str, now: datetime) -> int:
    days = days_with(connection, account_id, place_again(connection, account_id))
    open_from = first_open_day(connection, account_id)
    reckon(connection, account_id, days, currency=currency, closed_before=open_from, now=now)
    return len(days)


def _account_numbers(connection: Connection) -> Sequence[int]:
    return connection.execute(select(ACCOUNT.c.id).order_by(ACCOUNT.c.id)).scalars().all()


def _told(rules: Sequence[Rule]) -> str:
    return "\n".join(f"{rule.team},{rule.field},{rule.pattern},{rule.account}" for rule in rules)
