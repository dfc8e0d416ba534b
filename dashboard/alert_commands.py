"""`reelspend alerts`: what was told, to whom and whether it arrived; and what people do about it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from dashboard.command import Form, opened, out
from db.alert_acts import Act, NotDone, acknowledge, plan, snooze, take_back
from db.alert_list import Seen
from db.engine import Engine

alerts = typer.Typer(
    invoke_without_command=True, help="What was told, to whom, whether it arrived, and what they did about it."
)
Number = Annotated[int, typer.Argument(metavar="ID", help="the alert's number", min=1)]
Who = Annotated[str, typer.Option(help="who does this, for the audit")]
SOMEBODY = "command line"


def moment(text: str) -> datetime:
    """A time of an option, without its zone where it has none. Raises BadParameter for anything else."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no time such as 2026-11-22 or 2026-11-22T08:00") from None


@alerts.callback()
def listed(
    context: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="also those that are over or planned")] = False,
    form: Form = "table",
) -> None:
    """The alerts that stand open, the newest first: each with its messages and what became of it."""
    if not context.invoked_subcommand:
        with opened() as (settings, engine):
            _list(engine, settings.reporting_timezone, settings.reporting_currency, form, Seen(open_only=not every))


def _list(engine: Engine, zone: ZoneInfo, currency: str, form: str, seen: Seen) -> None:
    import json

    from dashboard.answers import Rows
    from dashboard.telling.listed import LIKE, count, frame, page, said

    found = page(engine, seen, 0, max(1, count(engine, seen)))
    rows = Rows(frame(found, datetime.now(UTC), zone), LIKE, currency, {}, "Alerts")
    if form == "json":
        answer = json.loads(rows.as_json())
        answer["rows"] = [row | said(line) for row, line in zip(answer["rows"], found, strict=True)]
        print(json.dumps(answer, indent=2, ensure_ascii=False, default=datetime.isoformat))
    elif form == "csv":
        print(rows.as_csv())
    elif found:
        out.print(replace(rows, frame=rows.frame.drop(columns=["todo", "address"])).as_table())
    else:
        out.print("No alert stands open." if seen.open_only else "Nothing was told yet.")


@alerts.command("acknowledge")
def acknowledged(number: Number, who: Who = SOMEBODY) -> None:
    """Say that somebody looks after it, so that it is not passed on."""
    with _acting() as (engine, _):
        news = acknowledge(engine, Seen(), number, datetime.now(UTC), who)
    out.print(f"Alert {number} is acknowledged." if news else f"Alert {number} was acknowledged before.")


@alerts.command("snooze")
def snoozed(
    number: Number,
    until: Annotated[
        datetime, typer.Option(parser=moment, metavar="TIME", help="such as 2026-11-30 or 2026-11-30T08:00")
    ],
    who: Who = SOMEBODY,
) -> None:
    """Ask for silence about it until a time, by the clock of the reporting time zone."""
    with _acting() as (engine, zone):
        at = (until if until.tzinfo else until.replace(tzinfo=zone)).astimezone(UTC)
        snooze(engine, Seen(), number, at, datetime.now(UTC), who)
        out.print(f"Alert {number} is snoozed until {at.astimezone(zone):%Y-%m-%d %H:%M %Z}.")


@alerts.command("plan")
def planned(
    number: Number, why: Annotated[str, typer.Option(help="why this was meant to be")], who: Who = SOMEBODY
) -> None:
    """Mark it as planned, so that nobody is told again."""
    with _acting() as (engine, _):
        plan(engine, Seen(), number, why, datetime.now(UTC), who)
    out.print(f"Alert {number} is marked as planned.")


@alerts.command("undo")
def undone(
    number: Number,
    act: Annotated[Act, typer.Argument(metavar="WHAT", help="acknowledge, snooze or plan")],
    who: Who = SOMEBODY,
) -> None:
    """Take back what was done about it."""
    with _acting() as (engine, _):
        news = take_back(engine, Seen(), number, act, datetime.now(UTC), who)
    out.print(
        f"Taken back; alert {number} stands open." if news else f"There was nothing to take back of alert {number}."
    )


@alerts.command()
def preview(
    letter: Annotated[str, typer.Argument(metavar="LETTER", help="such as weekly_digest or budget_alert")],
    reader: Annotated[str, typer.Option(metavar="EMAIL", help="a member; else somebody who sees everything")] = "",
    output: Annotated[Path | None, typer.Option("-o", metavar="FILE", help="into a file: .html, .eml or .txt")] = None,
) -> None:
    """A letter as somebody would get it now, of what was told last or of an example; nothing is sent."""
    from dashboard.outbox import preview as looked_at

    now = datetime.now(UTC)
    with opened() as (settings, engine):
        who, zone = looked_at.member(engine, reader), settings.reporting_timezone
        view = looked_at.view_of(engine, settings.reporting_currency, who, now.astimezone(zone))
        written = looked_at.previewed(letter, view, who, now, zone, settings.public_url)
        sender = settings.smtp.sender if settings.smtp else ""
    if output is None:
        print(f"Subject: {written.subject}\n\n{written.text}", end="")
        return
    forms: dict[str, Callable[[], bytes]] = {
        ".html": lambda: looked_at.page(written).encode(),
        ".txt": written.text.encode,
        ".eml": lambda: looked_at.eml(written, who, sender, now),
    }
    if output.suffix.lower() not in forms:
        raise typer.BadParameter(f"-o {output}: a letter goes into a file that ends in .html, .eml or .txt")
    output.write_bytes(forms[output.suffix.lower()]())


@alerts.command("test")
def tried(
    channel: Annotated[str, typer.Argument(metavar="CHANNEL", help="e-mail, slack or webhook")],
    to: Annotated[str, typer.Option(metavar="EMAIL", help="to whom, if by e-mail")] = "",
) -> None:
    """A test letter over one channel, sent at once; says whether it was taken, or what to mend."""
    from dashboard.outbox.trial import send_test
    from dashboard.post import Undelivered

    with opened() as (settings, engine):
        try:
            said = send_test(engine, settings, channel, datetime.now(UTC), to)
        except Undelivered as wrong:
            raise typer.BadParameter(str(wrong)) from None
    out.print(said, markup=False, highlight=False)


@contextmanager
def _acting() -> Iterator[tuple[Engine, ZoneInfo]]:
    """The ledger and the company's time zone. Raises BadParameter for what cannot be done."""
    with opened() as (settings, engine):
        try:
            yield engine, settings.reporting_timezone
        except NotDone as wrong:
            raise typer.BadParameter(str(wrong)) from None
