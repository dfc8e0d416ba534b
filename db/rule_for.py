"""Which rule would place work that no rule places yet? The narrowest one, ready for rules.csv.

A pattern is a glob, so characters that a glob reads otherwise are written in brackets and match themselves.
"""

import csv
import io
import re
from collections.abc import Mapping
from typing import Final

from db.attribution import Rule

NARROWEST: Final = ("api_key", "project", "workspace", "user", "endpoint", "model")
HEADER: Final = "team,field,pattern,account"


def rule_for(work: Mapping[str, str], team: str) -> Rule:
    """A rule that places such work (words by dimension, names where the provider has some) with `team`.

    Work without any word of its own is placed by its account, and so is all else of that account that no
    earlier rule places.
    """
    field = next((name for name in NARROWEST if work.get(name)), "account")
    return Rule(team=team, field=field, pattern=_literally(work[field]), account=_literally(work["account"]))


def line_of(rule: Rule) -> str:
    """The rule as a line of rules.csv."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow((rule.team, rule.field, rule.pattern, rule.account))
    return line.getvalue()


def _literally(text: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", text)
