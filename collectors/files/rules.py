"""rules.csv: which work belongs to which team, in the order in which the rules are tried.

Columns: `team,field,pattern,account`; the last may be empty or missing, which means any account. Lines that
begin with `#` are comments. Order is meaning here, so a file with one wrong line is refused whole.
"""

from collections import Counter
from typing import ClassVar

from collectors.deliveries import Delivery, Imported
from collectors.layout import Layout
from collectors.rows import Row
from collectors.small_tables import SmallTable
from db.attribution import Rule
from db.closing import reach_of, stay
from db.placement import stored_rules
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
            imported.notes += stay(months_decided_otherwise(connection), "the teams they had")
        return imported
