"""fx.csv: a company's own exchange rates, which count before the European Central Bank's.

Columns: `day,currency,into,rate,source`; the last may be empty or missing. `rate` is what one unit of `currency`
was worth in `into` on that day, and holds up to thirty days from then on, until the next. Lines that begin with `#`
are comments. Rates that a file lacks stay, unless it replaces them all.
"""

from collections.abc import Hashable, Iterable
from typing import ClassVar

from collectors.deliveries import Delivery, Imported
from collectors.layout import Layout
from collectors.rows import Row
from collectors.small_tables import SmallTable, currency, day, needed, number
from db.audit import audit
from db.closing import OPEN, kept_months, reach_of, stay
from db.engine import Connection
from db.exchange import Kept, keep_exchange, key_of, since_of
from db.facts import Exchange
from db.rates import ECB
from db.resettle import rates_changed
from db.stretches import FOREVER

OURS = "imported"


class Fx(SmallTable[Exchange]):
    """Rates by day, as finance fixes them."""

    takes: ClassVar = frozenset({"replace", "closed-month"})
    layout: ClassVar = Layout(
        what="a file of exchange rates (day,currency,into,rate)",
        required=(("day",), ("currency",), ("into",), ("rate",)),
        optional=("source",),
        closed=True,
        comment="#",
    )

    def made(self, row: Row) -> Exchange:
        """The rate of one row."""
        needed(row, "day", "currency", "into", "rate")
        one, other, source = currency(row, "currency"), currency(row, "into"), row.words["source"] or OURS
        if one == other:
            raise ValueError(f"{one} in {other} is 1 on any day; take the line out")
        if source == ECB:
            raise ValueError(f"source is {ECB!r}, whose rates come by themselves; name where yours are from")
        said = {"day": day(row, "day"), "rate": number(row, "rate")}
        return Exchange.model_validate(said | {"currency": one, "into": other, "source": source})

    def key(self, said: Exchange) -> Hashable:
        """One rate of a day, wherever it is from."""
        return key_of(said)[:3]

    def bring(self, delivery: Delivery) -> Imported:
        """Keep the rates, and convert anew the days that they hold for: open ones, and of months that are named."""
        said, into = self.all_of(delivery), delivery.settings.reporting_currency
        imported = Imported("fx", rows=len(said))
        with delivery.bringing(imported) as connection:
            done = keep_exchange(connection, said, into, replace=delivery.replace)
            imported.days = _convert(connection, delivery, done, said)
            if done.total:
                audit(connection, delivery.now, "import fx", "exchange rates", "", _told(done))
                kept = kept_months(
                    connection, reach_of(connection, delivery.closed), min(done.since.values(), default=FOREVER)
                )
                imported.notes += stay(connection, kept, "the rates they were converted at")
        strange = sorted({one.into for one in said} - {into})
        imported.notes += [f"rates into {other} are kept but not used: the ledger is in {into}" for other in strange]
        imported.new, imported.changed, imported.gone = done.new, done.changed, done.gone
        imported.unchanged = len(said) - done.new - done.changed
        return imported


def _convert(connection: Connection, delivery: Delivery, done: Kept, said: Iterable[Exchange]) -> int:
    """Convert anew what news moves; in a month that is named, whatever the file has rates for."""
    into, reach = delivery.settings.reporting_currency, reach_of(connection, delivery.closed)
    since = dict(done.since)
    if reach != OPEN:
        for currency_, first in since_of(map(key_of, said), into).items():
            since[currency_] = min(first, since.get(currency_, first))
    return rates_changed(connection, since, reach, currency=into, now=delivery.now, who="import fx")


def _told(done: Kept) -> str:
    return f"{done.new} new, {done.changed} changed, {done.gone} taken back"
