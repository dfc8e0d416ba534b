"""rules.csv: which work belongs to which team, in the order in which the rules are tried.

Columns: `team,field,pattern,account`; the last may be empty or missing, which means any account. Lines that
begin with `#` are comments. Order is meaning here, so a file with one wrong line is refused whole.
"""

from collections import Counter
from fnmatch import fnmatchcase
from typing import ClassVar

from collectors.deliveries import Delivery, Imported
from collectors.layout import Layout
from collectors.rows import Row
from collectors.small_tables import SmallTable
from db.accounts import account_names
from db.attribution import Rule
from db.closing import reach_of, stay
from db.placement import stored_rules
from db.problems import nearest
from db.rules import months_decided_otherwise, replace_rules


class Rules(SmallTable[Rule]):
    """A company's rules, as finance keeps them in a spreadsheet."""

    takes: ClassVar = frozenset({"closed-month"})
    layout: ClassVar = Layout(
        what="a file of rules (team,field,pattern,account)",
        required=(("team",), ("field",), ("pattern",)),
        optional=("account",),
        closed=True,
        comment="#",
    )

    def made(self, row: Row) -> Rule:
        """The rule of one row."""
        return Rule.model_validate(row.words)

    def bring(self, delivery: Delivery) -> Imported:
        """Replace all rules, and place anew whatever that moves in open months and in those that are named."""
        rules = self.all_of(delivery)
        imported = Imported("rules", rows=len(rules))
        with delivery.bringing(imported) as connection:
            reach = reach_of(connection, delivery.closed)
            before = Counter(stored_rules(connection))
            imported.new = sum((Counter(rules) - before).values())
            imported.gone = sum((before - Counter(rules)).values())
            imported.unchanged = len(rules) - imported.new
            imported.days = replace_rules(connection, rules, now=delivery.now, who="import rules", reach=reach)
            imported.notes += stay(connection, months_decided_otherwise(connection), "the teams they had")
            known = {*account_names(connection), *(account.name for account in delivery.settings.accounts)}
            imported.notes += _of_no_account(rules, known)
        return imported


def _of_no_account(rules: list[Rule], known: set[str]) -> list[str]:
    """What to say of rules that can place nothing, because no account is called like theirs."""
    asked = {rule.account for rule in rules} - {""} | {rule.pattern for rule in rules if rule.field == "account"}
    strange = sorted(pattern for pattern in asked if not any(fnmatchcase(name, pattern) for name in known))
    return [f"no account is called {name!r} yet; if that is a slip: {nearest(name, known)}" for name in strange]
