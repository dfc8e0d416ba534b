"""Saved scenarios on the command line: all of them as a list, or some side by side. What it needs is imported late."""

from collections.abc import Sequence
from pathlib import Path

from dashboard.command import say


def saved(names: Sequence[str], form: str, output: Path | None = None) -> None:
    """Saved scenarios side by side as they come out today, or where none is named the list of them."""
    from dashboard.answers import asked, tell
    from dashboard.scenario_report import Compared, Listed
    from dashboard.scenarios import kept

    with asked(None, None, ()) as asker:
        if not names:
            tell(Listed(kept.listed(asker.view)), form, output)
            return
        found = Compared.of(asker.view, kept.named(asker.view, names), asker.today)
        tell(found, form, output)
    if form == "table":
        say(*(f"{name}: {sentence}" for name, one in found.looked.items() for sentence in one.said))
