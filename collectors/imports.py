"""A file that came by post, into the ledger: whole or not at all, and what that changed.

A bill with a line that cannot be read is refused whole, because its total would not be the bill. Files given
together are one delivery. What a stored bill had and a new delivery of the same billing month lacks is taken
back only when the reader says that the delivery replaces it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as dc_replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from collectors.deliveries import Billed, Refusal, UntrustedFile, file_kind
from db.accounts import Ran, account_number, sources_of, write_run
from db.attribution import Rule
from db.engine import Connection, Engine, writing
from db.facts import AnyFact, Charge, Source
from db.money import from_nano, plain
from db.placement import place_again
from db.reckon import reckon
from db.rules import replace_rules, stored_rules
from db.settings import Settings
from db.store import Changes, forget_lines, say, stored_lines
from db.window import day_number, instant_of

FOCUS = Source("focus")
SHOWN = 5
SETTLES = timedelta(days=3)
"""How long after its day a bill line may still be corrected, for a bill that came in a file."""


class NotImported(Exception):
    """Nothing was stored. The text is one sentence: what, where, what to do."""


@dataclass(slots=True)
class Imported:
    """What an import came to: rows read, and what they changed in the ledger."""

    what: str
    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    days: int = 0
    accounts: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Bill:
    """One account's part of a delivery."""

    provider: str
    facts: list[AnyFact] = field(default_factory=list)
    lines: dict[str, Charge] = field(default_factory=dict)

    def add(self, billed: Billed) -> None:
        """One more line; a line just like one of an earlier file of the delivery is a line of its own."""
        charge, stem = billed.charge, billed.charge.external_id.rpartition("-")[0]
        number = 1
        while (wanted := f"{stem}-{number}") in self.lines:
            number += 1
        self.lines[wanted] = charge.model_copy(update={"external_id": wanted})
        self.facts.extend(billed.names)


def import_focus(
    engine: Engine, settings: Settings, files: Sequence[Path], account: str, now: datetime, *, replace: bool = False
) -> Imported:
    """Bring in a FOCUS bill (one or more files of one delivery), for one account or each named in the file.

    Raises UntrustedFile or NotImported, and then nothing is stored.
    """
    bills: dict[str, Bill] = {}
    for file in files:
        for billed in _trusted(file, file_kind("focus").read(file)):
            name = account or billed.account
            bills.setdefault(name, Bill(billed.account_provider)).add(billed)
    imported = Imported("focus", accounts=tuple(sorted(bills)))
    with writing(engine) as connection:
        for name, bill in sorted(bills.items()):
            _store_bill(connection, settings, name, bill, now, replace, imported)
    _tell_rounding(bills.values(), imported)
    return imported


def _trusted(file: Path, rows: Iterable[Billed | Refusal]) -> list[Billed]:
    said = list(rows)
    refused = [row for row in said if isinstance(row, Refusal)]
    if refused:
        lines = "; ".join(f"line {row.line}: {row.reason}" for row in refused[:SHOWN])
        more = f"; and {len(refused) - SHOWN} more" if len(refused) > SHOWN else ""
        raise UntrustedFile(
            f"{file} was not imported, because {len(refused)} of its {len(said)} rows cannot be read"
            f" and the total would not be the bill; mend them and import it again: {lines}{more}"
        )
    return [row for row in said if isinstance(row, Billed)]


def _store_bill(
    connection: Connection,
    settings: Settings,
    name: str,
    bill: Bill,
    now: datetime,
    replace: bool,
    imported: Imported,
) -> None:
    _refuse_counting_twice(connection, name)
    number = account_number(connection, name, bill.provider)
    missing = _missing(connection, number, bill)
    if missing and not replace:
        raise NotImported(_would_lose(name, missing))
    changes = say(connection, number, [*bill.facts, *bill.lines.values()], [FOCUS], settings.reporting_timezone)
    changes.days |= forget_lines(connection, number, FOCUS.name, missing).days
    changes.gone += len(missing)
    place_again(connection, number)
    closed_before = day_number((now - SETTLES).date())
    reckon(connection, number, changes.days, currency=settings.reporting_currency, closed_before=closed_before, now=now)
    _keep_run(connection, number, bill, changes, now)
    _count(imported, bill, changes)


def _refuse_counting_twice(connection: Connection, name: str) -> None:
    others = sources_of(connection, name) - {FOCUS.name}
    if others:
        raise NotImported(
            f"{name} is collected from its provider already ({', '.join(sorted(others))}), and its bill would"
            " count twice; leave out --account, or name another one"
        )


def _missing(connection: Connection, account_id: int, bill: Bill) -> dict[str, tuple[int, int]]:
    """Stored lines of the delivery's billing months that the delivery does not have."""
    months = {external_id[:8] for external_id in bill.lines}
    stored: dict[str, tuple[int, int]] = {}
    for month in months:
        stored |= stored_lines(connection, account_id, FOCUS.name, month)
    return {external_id: line for external_id, line in stored.items() if external_id not in bill.lines}


def _would_lose(name: str, missing: dict[str, tuple[int, int]]) -> str:
    money = plain(from_nano(sum(amount for _, amount in missing.values())))
    months = ", ".join(sorted({external_id[:7] for external_id in missing}))
    return (
        f"the ledger has {len(missing)} lines of {name} for {months}, worth {money}, that these files lack;"
        " if they are the whole corrected bill, import them again with --replace, and if they are one part"
        " of several, give all parts in one command"
    )


def _keep_run(connection: Connection, account_id: int, bill: Bill, changes: Changes, now: datetime) -> None:
    times = [instant_of(charge.at) for charge in bill.lines.values()]
    since, until = min(times), max(times) + timedelta(hours=1)
    ran = Ran("import focus", since, until, now, now, rows=len(bill.lines))
    write_run(connection, account_id, dc_replace(ran, new=changes.new, changed=changes.changed, gone=changes.gone))


def _count(imported: Imported, bill: Bill, changes: Changes) -> None:
    imported.rows += len(bill.lines)
    imported.new += changes.new
    imported.changed += changes.changed
    imported.gone += changes.gone
    imported.unchanged = imported.rows - imported.new - imported.changed
    imported.days += len(changes.days)


def _tell_rounding(bills: Iterable[Bill], imported: Imported) -> None:
    """Say the exact total, what of it is kept in whole nano-units, and the difference."""
    totals: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for bill in bills:
        for line in bill.lines.values():
            totals[line.facet.currency][0] += from_nano(line.amount)
            totals[line.facet.currency][1] += Decimal(line.rest).scaleb(-18)
    for currency, (kept, rest) in sorted(totals.items()):
        imported.notes.append(
            f"billed {plain(kept + rest)} {currency} exactly; kept {plain(kept)} in whole nano-units,"
            f" {plain(rest)} left out by rounding and remembered"
        )


def import_rules(engine: Engine, settings: Settings, files: Sequence[Path], now: datetime) -> Imported:
    """Replace all rules, and place and roll up anew whatever that moves.

    Raises UntrustedFile, and then nothing is stored.
    """
    rules = [rule for file in files for rule in file_kind("rules").read(file) if isinstance(rule, Rule)]
    imported = Imported("rules", rows=len(rules))
    with writing(engine) as connection:
        before = Counter(stored_rules(connection))
        imported.new = sum((Counter(rules) - before).values())
        imported.gone = sum((before - Counter(rules)).values())
        imported.unchanged = len(rules) - imported.new
        imported.days = replace_rules(
            connection, rules, currency=settings.reporting_currency, now=now, who="import rules"
        )
    return imported
