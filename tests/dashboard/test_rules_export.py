"""Rules that are written out can be read in again."""

from pathlib import Path

from collectors.deliveries import file_kind
from dashboard.exports import rules_csv
from db.attribution import Rule

RULES = [
    Rule(team="trailers", field="api_key", pattern="trailers/*", account="fal-studio"),
    Rule(team="social", field="label:campaign", pattern='"quoted", *'),
]


def test_what_is_exported_is_imported(tmp_path: Path) -> None:
    """The file has the rules in their order, also with commas and quotes, and says the same when it is read."""
    path = tmp_path / "rules.csv"
    path.write_text(rules_csv(RULES), encoding="utf-8")
    assert list(file_kind("rules").read(path)) == RULES
