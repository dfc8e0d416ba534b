"""The rules in force: replaced as a whole, and what that moves placed and shared out anew."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text

from db.attribution import Rule
from db.audit import audit
from db.closing import OPEN, Reach
from db.placement import days_with, place_again, stored_rules
from db.rollup import share_out
from db.stretches import FOREVER
from db.tables import Account
from db.tables import Rule as RuleRow
from db.telling import telling_days, telling_months
from db.upsert import table_of

ACCOUNT, RULE = table_of(Account), table_of(RuleRow)
DECIDED = text("""
SELECT DISTINCT l.day / 100 FROM ledger l
JOIN account a ON a.id = l.account_id AND l.day < a.open_from
JOIN placement p ON p.account_id = l.account_id AND p.facet_id = l.facet_id AND p.until = :forever
WHERE l.team_id <> p.team_id ORDER BY l.day / 100
""")


def replace_rules(
    connection: Connection, rules: Sequence[Rule], *, now: datetime, who: str, reach: Reach = OPEN
) -> int:
    """Put these rules in force from the first open month on, and in closed months within `reach`.

    How many days of accounts were shared out anew; the audit has the rules, the closed days and the months named.
    """
    before = stored_rules(connection)
    if before == list(rules) and reach == OPEN:
        return 0
    if before != list(rules):
        connection.execute(delete(RULE))
        for position, rule in enumerate(rules):
            connection.execute(insert(RULE).values(position=position, **rule.model_dump()))
        audit(connection, now, who, "rules", _told(before), _told(rules))
    accounts = connection.execute(select(ACCOUNT).order_by(ACCOUNT.c.id)).all()
    with telling_months(connection, reach, now, who):
        return sum(_place(connection, account, reach, now, who) for account in accounts)


def months_decided_otherwise(connection: Connection) -> list[int]:
    """The closed months (YYYYMM) with work of another team than the one that has such work now."""
    return list(connection.execute(DECIDED, {"forever": FOREVER}).scalars())


def _place(connection: Connection, account: Any, reach: Reach, now: datetime, who: str) -> int:
    """Place the work of an account anew; no cost changes by that, so its days need no settling."""
    days = days_with(connection, account.id, place_again(connection, account.id, reach))
    with telling_days(connection, account, (day for day in days if day >= account.open_from), now, who):
        share_out(connection, account.id, days)
    return len(days)


def _told(rules: Sequence[Rule]) -> str:
    return "\n".join(f"{rule.team},{rule.field},{rule.pattern},{rule.account}" for rule in rules)
