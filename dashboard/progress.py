"""How far a collection has come: bars on a terminal, plain lines elsewhere."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from collectors.means import Progress, Report

EVERY = 30  # days between two plain lines of an account


@contextmanager
def shown(accounts: Sequence[str], console: Console) -> Iterator[Report]:
    """A function to tell progress to, for as long as the block lasts; any thread may call it."""
    if not console.is_terminal:
        yield _lines(console)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("days, {task.fields[rows]:,} rows"),
        TimeElapsedColumn(),
    )
    with Bars(*columns, console=console) as bars:
        tasks = {name: bars.add_task(name, total=None, rows=0) for name in accounts}
        yield lambda said: bars.update(tasks[said.account], completed=said.days, total=said.of, rows=said.rows)


def _lines(console: Console) -> Report:
    told: dict[str, int] = {}
    lock = Lock()

    def line(said: Progress) -> None:
        with lock:
            if said.days == said.of or said.days >= told.get(said.account, 0) + EVERY:
                told[said.account] = said.days
                text = f"{said.account}: {said.days} of {said.of} days, {said.rows:,} rows"
                console.print(text, markup=False, highlight=False)

    return line
