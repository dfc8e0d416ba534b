"""An export into the ledger: its days take the place of what was known of them, whole or not at all."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from collectors.base import collector_class
from collectors.bill_import import SETTLES, count, refuse_counting_twice, settle
from collectors.deliveries import Delivery, Imported
from collectors.delivery import NotImported
from collectors.files.deepseek.delivered import export_of
from collectors.files.deepseek.facts import NAME, Export
from collectors.files.deepseek.rows import DAY, HOUR
from db.accounts import Ran, account_number, write_run
from db.bill_lines import StoredLine, lines_between
from db.engine import Connection
from db.facts import Charge, Source, Usage
from db.rollup import days_to_close
from db.settings import Settings
from db.store import Changes, say
from db.window import day_number, day_of_number, days_between, instant_of

SOURCE: Final = Source(NAME, restates=True)


def keep(delivery: Delivery) -> Imported:
    """Bring in one or several exports of one account. Raises UntrustedFile, NotImported or ReckonedOtherwise."""
    settings, name = delivery.settings, _account(delivery)
    export = export_of(delivery.files)
    facts = list(export.facts())
    imported = Imported(NAME, accounts=(name,), notes=[*export.notes(), _partial(export)])
    with delivery.bringing(imported) as connection:
        refuse_counting_twice(connection, settings, name, NAME)
        number = _number(connection, settings, name)
        answered = _answered(connection, number, name, export, facts, replace=delivery.replace)
        changes = say(connection, number, facts, [SOURCE], settings.reporting_timezone, answered)
        _settle(connection, delivery, number, export, changes, answered)
        _keep_run(connection, delivery, number, export, changes)
    count(imported, len(facts), changes)
    return imported


def _account(delivery: Delivery) -> str:
    """Whose export it is: as was said, else the only account of DeepSeek's there is."""
    mine = [account.name for account in delivery.settings.accounts if account.provider == NAME]
    if delivery.account or len(mine) == 1:
        return delivery.account or mine[0]
    raise NotImported(f"an export does not say whose it is; add --account {' or '.join(mine) or 'with a name for it'}")


def _number(connection: Connection, settings: Settings, name: str) -> int:
    """The account's number; what the configuration says of the account holds here too."""
    team = next((account.default_team for account in settings.accounts if account.name == name), "")
    return account_number(connection, name, NAME, team, collector_class(NAME).reread)


def _answered(
    connection: Connection,
    number: int,
    name: str,
    export: Export,
    facts: Sequence[Usage | Charge],
    *,
    replace: bool,
) -> list[int]:
    """The days (YYYYMMDD) that the export tells all of. Raises NotImported where the ledger would lose by it."""
    first, last = export.days[0], export.days[-1]
    stored = lines_between(connection, number, NAME, day_number(first - DAY), day_number(last + DAY))
    across = [line for line in stored if _shares_hours(line, export)]
    if not replace:
        _refuse_across(across, name, export)
        _refuse_less(stored, name, export, facts)
    return [*map(day_number, days_between(first, last + DAY)), *{line.day for line in across}]


def _shares_hours(line: StoredLine, export: Export) -> bool:
    """Whether a line of the day before or after the export, a day of another time zone, lies across it."""
    start, first, last = instant_of(line.at), day_number(export.days[0]), day_number(export.days[-1])
    before = line.day < first and start + DAY - HOUR > export.start
    return before or (line.day > last and start + HOUR < export.end)


def _refuse_across(across: Sequence[StoredLine], name: str, export: Export) -> None:
    if across:
        day = day_of_number(across[0].day)
        raise NotImported(
            f"{day} of {name} in the ledger is a day of another time zone and shares hours with the days from"
            f" {export.days[0]} to {export.days[-1]} in these files, which would count twice; export again with {day}"
            f" among the days, or import these with --replace, which takes {day} back"
        )


def _refuse_less(stored: Sequence[StoredLine], name: str, export: Export, facts: Sequence[Usage | Charge]) -> None:
    """What was used on a day only ever grows, so a file with less is an older one, or one part of several."""
    said = {fact.external_id: fact.amount for fact in facts if isinstance(fact, Charge)}
    first, last = day_number(export.days[0]), day_number(export.days[-1])
    mine = [line for line in stored if first <= line.day <= last]
    less = [line for line in mine if line.external_id not in said or said[line.external_id] < line.amount]
    if less:
        lines = "1 line" if len(less) == 1 else f"{len(less)} lines"
        raise NotImported(
            f"the ledger has {lines} of {name} from {day_of_number(less[0].day)} on that these files lack, or have with"
            " less; give the newest export of these days, or import this one with --replace if it is right"
        )


def _settle(
    connection: Connection, delivery: Delivery, number: int, export: Export, changes: Changes, answered: Sequence[int]
) -> None:
    """Reckon what has changed, and close the days that have settled; the last one stays open, as it may be partial."""
    closed_before = day_number(min((delivery.now - SETTLES).date(), export.days[-1]))
    closing = days_to_close(connection, number, closed_before).intersection(answered)
    settle(connection, delivery.settings, number, changes.days | closing, closed_before, delivery.now)


def _partial(export: Export) -> str:
    return f"{export.days[-1]}, the last day in it, may be partial and stays open until a later export has it"


def _keep_run(connection: Connection, delivery: Delivery, number: int, export: Export, changes: Changes) -> None:
    """What is complete reaches up to the last day."""
    until = max(export.last_start, export.start + timedelta(microseconds=1))
    write_run(
        connection,
        number,
        Ran(
            f"import {NAME}", export.start, until, delivery.now, delivery.now,
            rows=changes.rows, new=changes.new, changed=changes.changed, gone=changes.gone,
        ),
    )  # fmt: skip
