"""`reelspend doctor`: each finding on a line of its own, or all of them as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Final, Literal

import typer
from rich.text import Text

from dashboard.command import out
from dashboard.doctor.finding import LOOK, WELL, WRONG, Finding, exit_code

STYLES: Final = {WELL: "green", LOOK: "yellow", WRONG: "bold red"}
WIDEST: Final = max(map(len, STYLES))


def doctor(
    account: Annotated[list[str] | None, typer.Option(metavar="NAME", help="only this one; may be repeated")] = None,
    offline: Annotated[bool, typer.Option("--offline", help="ask no provider")] = False,
    form: Annotated[Literal["table", "json"], typer.Option("--format", help="table or json")] = "table",
) -> None:
    """What is wrong and how to mend it: configuration, keys, providers, freshness, bills, database."""
    from collectors.means import Means
    from dashboard.doctor.examination import examine

    found = examine(Means.real(), Path.cwd(), account or (), offline=offline)
    if form == "json":
        print(json.dumps({"well": not exit_code(found), "findings": [asdict(one) for one in found]}, indent=2))
    else:
        tell(found)
    raise typer.Exit(exit_code(found))


def tell(found: Sequence[Finding]) -> None:
    """A line for each finding, and one that adds them up."""
    for one in found:
        sentence = one.text if one.text.endswith((".", "?")) else f"{one.text}."
        line = Text(f"{one.state:<{WIDEST}}  ", style=STYLES[one.state])
        line.append(f"{one.about}, {one.check}: ", style="bold").append(sentence, style="not bold default")
        out.print(line, highlight=False)
    counts = {state: sum(one.state == state for one in found) for state in STYLES}
    verdict = f"{counts[WRONG]} wrong, {counts[LOOK]} worth a look, {counts[WELL]} well."
    out.print(verdict if counts[WRONG] else f"All is well: {verdict}", highlight=False)
