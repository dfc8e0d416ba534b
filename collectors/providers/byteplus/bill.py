"""The bill of a month, split by endpoint or key: which products are on it, and every row once, under an id."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from collectors.answers import LATER
from collectors.api import Api
from collectors.errors import Garbled
from collectors.fields import Row, amount, amount_if_said, identity, inside, rows, size, word
from collectors.providers.byteplus.words import is_endpoint, is_key

VERSION = "2022-01-01"
LIMIT = 300
MOST_PAGES = 2000
BY_DAY = 1
CLEARLY = 10
"""How many times smaller than the doubt a difference must be that is put down to rounding."""
ARK = ("ark", "doubao", "dreamina", "seedance")
"""How the product codes of ModelArk begin, as far as they are known; BytePlus documents none of its own."""
WHERE = "BytePlus's answer to"


@dataclass(frozen=True, slots=True)
class Bills:
    """Where bills are asked for, and of which products; without any, of those that a month's bill itself names."""

    ask: Api
    address: str
    products: tuple[str, ...] = ()

    def of(self, first: date, past: date) -> Iterator[tuple[str, Row]]:
        """Every row, with its id, of the months that the days from `first` up to, and not including, `past` touch."""
        month = first.replace(day=1)
        while month < past:
            yield from with_ids(self._month(f"{month:%Y-%m}"))
            month = (month + timedelta(31)).replace(day=1)

    def told(self, action: str, question: Mapping[str, Any]) -> Row:
        """The result of one question."""
        answer = self.ask.post(self.address, question, {"Action": action, "Version": VERSION})
        result = inside(answer, f"{WHERE} {action}", "Result")
        return result if isinstance(result, Mapping) else {}

    def _month(self, period: str) -> list[Row]:
        """The rows of one month by day; of the two views of the same money, only that by endpoint."""
        overview = self._listed("ListBillOverviewByProd", {"BillPeriod": period}) if not self.products else []
        chosen = list(self.products) or chosen_of({word(row, "Product") for row in overview} - {""})
        if not chosen:
            return []
        asked = {"BillPeriod": period, "GroupPeriod": BY_DAY, "IgnoreZero": 0, "Product": chosen}
        found = self._listed("ListSplitBillDetail", asked)
        if not (any(map(is_key, found)) and any(map(is_endpoint, found))):
            return found
        overview = overview or self._listed("ListBillOverviewByProd", {"BillPeriod": period})
        whole = sum((_original(row) for row in overview if word(row, "Product") in chosen), Decimal(0))
        return _one_view(found, whole)

    def _listed(self, action: str, question: Mapping[str, Any]) -> list[Row]:
        """Every row of a list. Raises Garbled where it changes while it is read, or has no end."""
        found: list[Row] = []
        some: list[Row] = []
        totals = set()
        for _ in range(MOST_PAGES):
            before, at = some, {"Limit": LIMIT, "Offset": len(found), "NeedRecordNum": 1}
            page = self.told(action, {**question, **at})
            some = rows(page, f"{WHERE} {action}", "List")
            total = int(size(page, "Total", f"{WHERE} {action}")) if word(page, "Total") else 0
            totals.add(total)
            if not some or some == before:
                break
            found += some
            if len(found) >= total if total else len(some) < LIMIT:
                break
        if len(totals) > 1 or len(found) < total:
            raise Garbled(f"{WHERE} {action} changed while it was read; {LATER}.", retry_now=False)
        return found


def chosen_of(codes: Collection[str]) -> list[str]:
    """ModelArk's products among those on a bill; all of them where none can be recognised."""
    return sorted(code for code in codes if code.lower().startswith(ARK)) or sorted(codes)


def with_ids(found: Iterable[Row]) -> Iterator[tuple[str, Row]]:
    """Each row under an id of its own: that of the bill, else a hash of all it says.

    A row that comes again, because rows moved from page to page, is one row. Different rows with one id, and
    rows that are alike and have none, stay apart.
    """
    alike: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for row in found:
        mark = sha256(json.dumps(row, sort_keys=True, default=str).encode()).hexdigest()[:32]
        said = word(row, "SplitBillDetailId")
        name = identity(row, "SplitBillDetailId", "a row of BytePlus's bill") if said else mark
        if not said or mark not in dict(alike[name]):
            alike[name].append((mark, row))
    for name, some in alike.items():
        for number, (_, row) in enumerate(sorted(some, key=lambda one: one[0]), start=1):
            yield name if number == 1 else f"{name}#{number}", row


def _one_view(found: list[Row], whole: Decimal) -> list[Row]:
    """Endpoints and keys may each hold the same money: if the whole bill is about one of them, not both, keys go."""
    total = sum(map(_original, found), Decimal(0))
    views = [sum((_original(row) for row in found if mine(row)), Decimal(0)) for mine in (is_key, is_endpoint)]
    twice = all(abs(whole - (total - view)) * CLEARLY < view for view in views)
    return [row for row in found if not is_key(row)] if twice else found


def _original(row: Row) -> Decimal:
    """What a row costs before any discount, unrounded where the bill says so."""
    said = amount_if_said(row, "OriginalBillAmount", "a row of BytePlus's bill")
    return amount(row, "PayableAmount", "a row of BytePlus's bill") if said is None else said
