"""prices.csv: what a company has agreed with its sellers, which counts before any price list.

Columns: `seller,model,unit,amount,currency,valid_from,valid_to,endpoint,mode,resolution,audio,source`. The seller
is a provider's name; the unit is `second`, `clip` or the seller's own word. Of model and endpoint one is needed; an
empty word means any. A price holds from `valid_from` on, up to and
not including `valid_to`. Lines that begin with `#` are comments. Prices that a file lacks stay, unless it replaces
them all.
"""

from collections.abc import Hashable
from typing import ClassVar

from collectors.deliveries import Delivery, Imported
from collectors.layout import Layout
from collectors.rows import Row
from collectors.small_tables import SmallTable, currency, day, needed, number
from db.closing import kept_months, reach_of, stay
from db.facts import Price
from db.negotiated import OURS, agree, idle, key_of
from db.stretches import FOREVER
from db.window import day_number


class Prices(SmallTable[Price]):
    """Negotiated prices, as finance keeps them in a spreadsheet."""

    takes: ClassVar = frozenset({"replace", "closed-month"})
    layout: ClassVar = Layout(
        what="a file of negotiated prices (seller,model,unit,amount,currency,valid_from,…)",
        required=(("seller",), ("model", "endpoint"), ("unit",), ("amount",), ("currency",), ("valid_from",)),
        optional=("valid_to", "mode", "resolution", "audio", "source"),
        closed=True,
        comment="#",
    )

    def made(self, row: Row) -> Price:
        """The price of one row; a contract is its own proof, on the day from which it holds."""
        needed(row, "seller", "unit", "amount", "currency", "valid_from")
        since, until, words = day(row, "valid_from"), day(row, "valid_to"), row.words
        if not (words["model"] or words["endpoint"]):
            raise ValueError("model and endpoint are both empty; name what the price is for")
        if since and until and until <= since:
            raise ValueError(f"valid_to is {until}, which is not after {since}; it is the first day without the price")
        numbers = {"amount": number(row, "amount"), "valid_from": since, "valid_to": until, "checked_on": since}
        said = words | numbers | {"currency": currency(row, "currency"), "source": words["source"] or OURS}
        return Price.model_validate(said | {"origin": OURS})

    def key(self, said: Price) -> Hashable:
        """One price for the same work from the same day on."""
        return key_of(said)

    def bring(self, delivery: Delivery) -> Imported:
        """Keep the prices, and settle anew the days that they may hold for: open ones, and of months that are named."""
        prices = self.all_of(delivery)
        imported = Imported("prices", rows=len(prices))
        with delivery.bringing(imported) as connection:
            reach = reach_of(connection, delivery.closed)
            done = agree(
                connection, prices, replace=delivery.replace,
                currency=delivery.settings.reporting_currency, now=delivery.now, who="import prices", reach=reach,
            )  # fmt: skip
            imported.notes += [_idle(price) for price in idle(connection, prices)]
            since = min((day_number(price.valid_from) for price in prices), default=FOREVER)
            if done.days or done.new or done.changed or done.gone:
                imported.notes += stay(connection, kept_months(connection, reach, since), "the list costs they had")
        imported.new, imported.changed, imported.gone, imported.days = done.new, done.changed, done.gone, done.days
        imported.unchanged = len(prices) - done.new - done.changed
        return imported


def _idle(price: Price) -> str:
    words = (price.model, price.endpoint, price.mode, price.resolution, price.audio and f"audio {price.audio}")
    what = f"{' '.join(filter(None, words))} at {price.seller} by the {price.unit}"
    return f"no work in the ledger fits the price of {what}; where there should be some, check these words"
