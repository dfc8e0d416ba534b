"""rules.csv: which work belongs to which team, in the order in which the rules are tried.

Columns: `team,field,pattern,account`; the last may be empty or missing, which means any account. Lines that
begin with `#` are comments. Order is meaning here, so a file with one wrong line is refused whole.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from collectors.deliveries import FileKind, Refusal, UntrustedFile, reason_of
from collectors.layout import Layout
from collectors.rows import Row, rows_of
from db.attribution import Rule

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
