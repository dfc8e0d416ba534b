"""A row of the bill as charges: what is owed for it, and its tax apart."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from collectors.fields import Row, amount, amount_if_said, currency, strange, word
from collectors.providers.byteplus.words import facet_of
from db.facts import Category, Charge

SOURCE = "bill"
WHERE = "a row of BytePlus's bill"
CORRECTIONS = ("refund-", "transfer-")
"""How the documented categories begin that correct earlier rows."""


def charges(name: str, row: Row) -> Iterator[Charge]:
    """The row without tax, and its tax as a line of its own.

    What is owed may hold the tax or not: it does where it equals the amount after tax.
    """
    code, day = currency(row, "Currency", WHERE), day_of(row)
    owed, tax = amount(row, "PayableAmount", WHERE), amount_if_said(row, "Tax", WHERE) or Decimal(0)
    taxed = amount_if_said(row, "PosttaxAmount", WHERE)
    category: Category = "adjustment" if word(row, "BillCategory").startswith(CORRECTIONS) else "usage"
    at = datetime.combine(day, time.min, UTC)
    yield Charge(
        source=SOURCE,
        external_id=name,
        at=at,
        day=day,
        facet=facet_of(row, code, category),
        amount=owed - tax if owed == taxed else owed,
        list_amount=amount_if_said(row, "OriginalBillAmount", WHERE),
        quantity=amount_if_said(row, "Count", WHERE),
    )
    if tax:
        facet = facet_of(row, code, "tax")
        yield Charge(source=SOURCE, external_id=f"{name}|tax", at=at, day=day, facet=facet, amount=tax)


def day_of(row: Row) -> date:
    """The day that the bill counts the row on, held inside the bill's own month.

    So each month adds up to its bill, also where a correction names a day of an earlier month.
    """
    month = _date(f"{word(row, 'BillPeriod')[:7]}-01", "BillPeriod")
    name = "ExpenseDate" if word(row, "ExpenseDate") else "ExpenseTime"
    last = (month + timedelta(31)).replace(day=1) - timedelta(1)
    return min(max(_date(word(row, name)[:10], name), month), last)


def _date(text: str, name: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise strange(WHERE, f"has {text[:40]!r} as {name}, which is not a day") from None
