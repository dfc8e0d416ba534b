"""What an export comes to: the work of each key and day as it is priced, and the bill lines that pay for it.

A cost row has no key. It pays for all work of its day and model, and settling spreads it in proportion to
price × amount. Granted credit and money paid in are two lines of the same work: what was used cost as much
either way, and the label `wallet` keeps apart what of it was a gift.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from collectors.files.deepseek.currencies import NOBODY_KNOWS, currency_of_prices, ties, totals
from collectors.files.deepseek.rows import REQUESTS, TOKENS, Paid, Used
from collectors.price_sheets import sheet
from db.facts import Charge, Facet, Usage
from db.money import from_nano, plain
from db.tokens import millions

NAME: Final = "deepseek"
Work = tuple[date, str]
"""A day, and a model by its common name."""


class Export:
    """The rows of a delivery, by day and model: `used` and `paid`, neither of them empty."""

    def __init__(self, used: Iterable[Used], paid: Iterable[Paid]) -> None:
        self.used: dict[Work, list[Used]] = defaultdict(list)
        self.paid: dict[Work, list[Paid]] = defaultdict(list)
        for row in used:
            self.used[row.period.day, common_name(row.model, row.period.day)].append(row)
        for line in paid:
            self.paid[line.period.day, common_name(line.model, line.period.day)].append(line)
        periods = {row.period for rows in self.used.values() for row in rows}
        periods |= {row.period for rows in self.paid.values() for row in rows}
        self.start = min(period.start for period in periods)
        self.end = max(period.end for period in periods)
        self.last_start = max(period.start for period in periods)

    @property
    def days(self) -> list[date]:
        """Each day of which something is said, in order."""
        return sorted({day for day, _ in (*self.used, *self.paid)})

    def facts(self) -> Iterator[Usage | Charge]:
        """All work and all bill lines."""
        said: Counter[str] = Counter()
        usual = Counter(row.currency for rows in self.paid.values() for row in rows)
        for work, rows in self.used.items():
            known = totals(self.paid.get(work, ()))
            currencies = currency_of_prices(rows, known, usual.most_common(1)[0][0])
            yield from (_usage(work, row, currencies[row.price], said) for row in rows)
        for work, lines in self.paid.items():
            yield from (_charge(work, line, said) for line in lines)

    def notes(self) -> list[str]:
        """What a reader should know of it, in sentences."""
        return [*_untied(self.used, self.paid), *_granted(self.paid)]


@lru_cache(maxsize=4096)
def common_name(model: str, day: date) -> str:
    """What a model is called in the price sheet; a name that DeepSeek kept alive means the model of its day."""
    found = sheet(NAME).endpoint(model, day)
    return found.model if found else model


def _usage(work: Work, row: Used, currency: str, said: Counter[str]) -> Usage:
    unit = TOKENS.get(row.type, row.type)
    counted = {"tokens": row.amount, "quantity": millions(row.amount)} if row.type in TOKENS else {}
    if row.type == REQUESTS:
        counted = {"requests": row.amount}
    priced = currency != NOBODY_KNOWS
    mode = _mode(work, unit, row.price, currency)
    return Usage(
        source=NAME,
        external_id=_id(said, work[0], row.model, row.key, row.masked, row.type, plain(row.price)),
        at=row.period.start,
        day=work[0],
        facet=_facet(work[1], row.model, mode, unit, currency, row.key),
        stated=row.worth if priced else None,
        **(counted or {"quantity": Decimal(row.amount)}),
    )


def _charge(work: Work, line: Paid, said: Counter[str]) -> Charge:
    return Charge(
        source=NAME,
        external_id=_id(said, work[0], line.model, line.wallet, line.currency),
        at=line.period.start,
        day=work[0],
        facet=_facet(work[1], line.model, "", "", line.currency, "", (("wallet", line.wallet),)),
        amount=line.cost,
    )


def _id(said: Counter[str], day: date, *words: str) -> str:
    """The same row of the same day always has the same id; rows that are alike are counted."""
    stem = "|".join((day.isoformat(), *words))
    said[stem] += 1
    return stem if said[stem] == 1 else f"{stem}|{said[stem]}"


@lru_cache(maxsize=65536)
def _facet(
    model: str, raw: str, mode: str, unit: str, currency: str, key: str, labels: tuple[tuple[str, str], ...] = ()
) -> Facet:
    return Facet(
        kind="plan", model=model, endpoint=raw, mode=mode, unit=unit, currency=currency, api_key=key, labels=labels
    )


@lru_cache(maxsize=4096)
def _mode(work: Work, unit: str, price: Decimal, currency: str) -> str:
    """Peak or off-peak, where just one of the list's prices of that day is the row's."""
    day, model = work
    modes = {
        listed.mode
        for listed in sheet(NAME).prices
        if (listed.model, listed.unit, listed.currency) == (model, unit, currency)
        and listed.valid_from <= day < (listed.valid_to or date.max)
        and from_nano(listed.amount) == price * 10**6
    }
    return modes.pop() if len(modes) == 1 else ""


def _untied(used: Mapping[Work, Sequence[Used]], paid: Mapping[Work, Sequence[Paid]]) -> Iterator[str]:
    """Days and models whose prices do not come to what was paid; the cost counts all the same."""
    found = []
    for work, lines in sorted(paid.items()):
        worth = sum((row.worth for row in used.get(work, ())), Decimal(0))
        cost = sum((line.cost for line in lines), Decimal(0))
        if len(totals(lines)) == 1 and not ties(worth, cost):
            found.append(f"{work[0]} {work[1]} ({plain(worth)} by its prices, {plain(cost)} billed)")
    if found:
        count = f"{len(found)} of {len(paid)} days of a model"
        yield f"{count} were billed other than price × amount, first {found[0]}; what was billed counts"


def _granted(paid: Mapping[Work, Sequence[Paid]]) -> Iterator[str]:
    """How much of the cost granted credit has paid."""
    lines = [line for rows in paid.values() for line in rows if line.wallet == "granted"]
    for currency, amount in sorted(totals(lines).items()):
        yield f"{plain(amount)} {currency} of it was paid from granted credit"
