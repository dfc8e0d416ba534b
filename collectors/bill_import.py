"""A bill that came by post, into the ledger: whole or not at all, and what that changed.

A bill with a line that cannot be read is refused whole, because its total would not be the bill. Files given
together are one delivery. What a stored bill had and a new delivery of the same billing month lacks is taken
back only when the reader says that the delivery replaces it.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from collectors.base import collector_class, provider_names
from collectors.bills import Bill, delivered, rounding
from collectors.delivery import Delivery, Imported, NotImported
from collectors.exchange import bring_rates
from db.accounts import Ran, account_number, reach, sources_of, write_run
from db.bill_lines import forget_lines, stored_lines
from db.closing import close_billed_months
from db.engine import Connection
from db.facts import Source
from db.job_log import OWN
from db.money import from_nano, plain
from db.placement import days_with, place_again
from db.reckon import reckon
from db.settings import Settings
from db.store import Changes, say
from db.window import day_number, instant_of

FOCUS = Source("focus")
SETTLES = timedelta(days=3)
"""How long after its day a bill line may still be corrected, for a bill that came in a file."""
Missing = dict[str, tuple[int, int]]
"""The day (YYYYMMDD) and the amount (nano-units) of stored lines by id."""


def import_focus(delivery: Delivery) -> Imported:
    """Bring in a FOCUS bill (one or more files), for one account or each named in the file.

    Raises UntrustedFile, NotImported or ReckonedOtherwise, and then nothing is stored.
    """
    settings, now = delivery.settings, delivery.now
    bills = delivered(delivery.files, delivery.account)
    imported = Imported("focus", accounts=tuple(sorted(bills)), notes=rounding(bills.values()))
    with delivery.bringing(imported) as connection:
        for name, bill in sorted(bills.items()):
            refuse_counting_twice(connection, settings, name, FOCUS.name)
            number = account_number(connection, name, bill.provider)
            missing = _missing(connection, number, bill)
            if missing and not delivery.replace:
                raise NotImported(_would_lose(name, missing))
            changes = _store(connection, settings, number, bill, missing, now)
            _keep_run(connection, number, bill, changes, now)
            count(imported, len(bill.lines), changes)
    return imported


def count(imported: Imported, rows: int, changes: Changes) -> None:
    """Add what so many rows of one bill changed."""
    imported.rows += rows
    imported.new += changes.new
    imported.changed += changes.changed
    imported.gone += changes.gone
    imported.unchanged = imported.rows - imported.new - imported.changed
    imported.days += len(changes.days)


def refuse_counting_twice(connection: Connection, settings: Settings, name: str, kind: str) -> None:
    """Raises NotImported where the account's bill comes from elsewhere already: its provider, or another kind of file.

    An account of the configuration may have a file only where that is how its provider tells of its bill.
    """
    providers = {account.provider for account in settings.accounts if account.name == name} & set(provider_names())
    collected = any(collector_class(provider).by_post != kind for provider in providers)
    if collected or sources_of(connection, name) - {kind, OWN.name}:
        raise NotImported(
            f"{name} is collected from its provider, and its bill would count twice;"
            " leave out --account, or name another one"
        )


def _missing(connection: Connection, account_id: int, bill: Bill) -> Missing:
    """Stored lines of the delivery's billing months that the delivery does not have."""
    stored: Missing = {}
    for month in bill.months:
        stored |= stored_lines(connection, account_id, FOCUS.name, month)
    return {external_id: line for external_id, line in stored.items() if external_id not in bill.lines}


def _would_lose(name: str, missing: Missing) -> str:
    money = plain(from_nano(sum(amount for _, amount in missing.values())))
    months = ", ".join(sorted({external_id[:7] for external_id in missing}))
    lines = "1 line" if len(missing) == 1 else f"{len(missing)} lines"
    return (
        f"the ledger has {lines} of {name} for {months}, worth {money}, that these files lack;"
        " if they are the whole corrected bill, import them again with --replace, and if they are one part"
        " of several, give all parts in one command"
    )


def _store(
    connection: Connection, settings: Settings, number: int, bill: Bill, missing: Missing, now: datetime
) -> Changes:
    """Store a bill, take back what is missing, and reckon every day that this or another name moves."""
    changes = say(connection, number, [*bill.facts, *bill.lines.values()], [FOCUS], settings.reporting_timezone)
    changes.days |= forget_lines(connection, number, FOCUS.name, missing)
    changes.gone += len(missing)
    settle(connection, settings, number, changes.days, day_number((now - SETTLES).date()), now)
    return changes


def settle(
    connection: Connection, settings: Settings, number: int, days: set[int], closed_before: int, now: datetime
) -> None:
    """Reckon these days of an account, and those that a new name gives to another team; months that are over close."""
    days |= days_with(connection, number, place_again(connection, number))
    currency = settings.reporting_currency
    bring_rates(connection, currency, days)
    reckon(connection, number, days, currency=currency, closed_before=closed_before, now=now, who="import")
    close_billed_months(connection, number, closed_before)


def _keep_run(connection: Connection, account_id: int, bill: Bill, changes: Changes, now: datetime) -> None:
    times = [instant_of(charge.at) for charge in bill.lines.values()]
    ran = Ran("import focus", *reach(times, now), now, now, rows=len(bill.lines))
    write_run(connection, account_id, replace(ran, new=changes.new, changed=changes.changed, gone=changes.gone))
