"""What Kling deducted: the ledger of prepaid units and the ledger of cash, a line a task and pot."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from collectors.api import Api, pages
from collectors.fields import Row, amount, amount_if_said, currency, cursor, identity, inside, instant, rows
from collectors.providers.kling.words import facet_of
from db.facts import Charge
from db.window import Window, microseconds

MOST = 500
LIST_PRICE = Decimal("0.14")
"""US dollars a unit, as Kling's price page says."""
PriceOf = Callable[[str], Decimal]


@dataclass(frozen=True, slots=True)
class Deduction:
    """One line of a ledger. `pot` is a pack's id or a kind of cash; `money` is in `currency`."""

    source: str
    task: str
    pot: str
    at: datetime
    money: Decimal
    currency: str
    units: Decimal | None
    list_price: Decimal | None
    row: Row

    @property
    def external_id(self) -> str:
        """Task, pot and time: one task may be taken from two packs, or be given back later."""
        return f"{self.task}|{self.pot}|{_milliseconds(self.at)}"

    @property
    def list_units(self) -> Decimal | None:
        """What the task would be in units, whichever way it was paid, where that is known."""
        if self.source == "package":
            return self.units
        return self.list_price / LIST_PRICE if self.list_price is not None and self.currency == "USD" else None


def deductions(ask: Api, window: Window, price_of: PriceOf) -> list[Deduction]:
    """Every line for a task created in the window, once, however often an answer repeats it."""
    found = [_from_pack(row, price_of) for row in listed(ask, "/account/billing/package", window, "detail")]
    found += [_from_cash(row) for row in listed(ask, "/account/billing/balance", window, "detail")]
    return list({(line.source, line.external_id): line for line in found}.values())


def charge_of(line: Deduction) -> Charge:
    """The line as a charge for its one task; what is given back is negative."""
    return Charge(
        source=line.source,
        external_id=line.external_id,
        at=line.at,
        facet=facet_of(line.row, line.currency, "unit" if line.source == "package" else ""),
        amount=line.money,
        list_amount=line.list_price,
        quantity=line.units,
        pays_for=line.task,
    )


def listed(ask: Api, path: str, window: Window, *names: str, as_text: bool = False) -> Iterator[Row]:
    """The rows of a list that is filtered by when a task was created, page after page."""
    where = f"Kling's answer to {path}"
    first, past = (_milliseconds(moment) for moment in (window.start, window.end))
    said = {"start_time": first, "end_time": past}
    whole = {name: str(time) if as_text else time for name, time in said.items()} | {"limit": MOST}
    if first < past:
        for page in pages(lambda after: ask.post(path, {"cursor": after} if after else whole), _following(where)):
            yield from rows(page, where, "data", "result", *names)


def _following(where: str) -> Callable[[Any], str | None]:
    """What says where a page's next one is: `has_more` alone decides, and the cursor must be there then."""

    def following(page: Any) -> str | None:
        data = inside(page, where, "data")
        return cursor(data, "next_cursor", where) if data.get("has_more") is True else None

    return following


def _milliseconds(moment: datetime) -> int:
    """The first whole millisecond not before the moment."""
    return -(-microseconds(moment) // 1000)


def _from_pack(row: Row, price_of: PriceOf) -> Deduction:
    where = "a row of Kling's package ledger"
    pack, units = identity(row, "package_id", where), amount(row, "deduction_amount", where)
    at, task = instant(row, "deduction_time", where), identity(row, "task_id", where)
    return Deduction("package", task, pack, at, units * price_of(pack), "USD", units, None, row)


def _from_cash(row: Row) -> Deduction:
    where = "a row of Kling's balance ledger"
    cash, paid = identity(row, "cash_type", where), amount(row, "deduction_amount", where)
    at, task = instant(row, "deduction_time", where), identity(row, "task_id", where)
    listed_at = amount_if_said(row, "list_price", where)
    return Deduction("balance", task, cash, at, paid, currency(row, "currency", where), None, listed_at, row)
