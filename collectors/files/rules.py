"""rules.csv: which work belongs to which team, in the order in which the rules are tried.

Columns: `team,field,pattern,account`; the last may be empty or missing, which means any account. Lines that
begin with `#` are comments. Order is meaning here, so a file with one wrong line is refused whole.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from collectors.deliveries import Delivery, FileKind, Imported, Refusal, UntrustedFile, reason_of
from collectors.layout import Layout
from collectors.rows import Row, rows_of
from db.attribution import Rule
from db.engine import writing
from db.placement import stored_rules
from db.rebuild import check
from db.rules import replace_rules

LAYOUT: Final = Layout(
    what="a file of rules (team,field,pattern,account)",
    required=(("team",), ("field",), ("pattern",)),
    optional=("account",),
    closed=True,
    comment="#",
)
SHOWN: Final = 5


class Rules(FileKind[Rule]):
    """A company's rules, as finance keeps them in a spreadsheet."""

    def read(self, path: Path) -> Iterator[Rule]:
        """Every rule in its order. Raises UntrustedFile, before the first rule, where any line is wrong."""
        said = [_rule(row) for row in rows_of(path, LAYOUT)]
        wrong = [thing for thing in said if isinstance(thing, Refusal)]
        if wrong:
            raise UntrustedFile(_at_fault(path, wrong))
        return (thing for thing in said if isinstance(thing, Rule))

    def bring(self, delivery: Delivery) -> Imported:
        """Replace all rules, and place and roll up anew whatever that moves."""
        rules = [rule for file in delivery.files for rule in self.read(file)]
        imported, currency = Imported("rules", rows=len(rules)), delivery.settings.reporting_currency
        with writing(delivery.engine) as connection:
            check(connection, currency, delivery.settings.reporting_timezone)
            before = Counter(stored_rules(connection))
            imported.new = sum((Counter(rules) - before).values())
            imported.gone = sum((before - Counter(rules)).values())
            imported.unchanged = len(rules) - imported.new
            imported.days = replace_rules(connection, rules, currency=currency, now=delivery.now, who="import rules")
        return imported


def _rule(row: Row | Refusal) -> Rule | Refusal:
    if isinstance(row, Refusal):
        return row
    try:
        return Rule.model_validate(row.words)
    except ValueError as fault:
        return Refusal(row.line, reason_of(fault))


def _at_fault(path: Path, wrong: list[Refusal]) -> str:
    lines = "; ".join(f"line {refusal.line}: {refusal.reason}" for refusal in wrong[:SHOWN])
    more = f"; and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
    count = "1 line is" if len(wrong) == 1 else f"{len(wrong)} lines are"
    return f"{path} was not read because {count} wrong, mend them and import it again: {lines}{more}"
