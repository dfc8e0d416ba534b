"""In which currency is a row priced that does not say? The cost rows of its day and model tell."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from collectors.files.deepseek.rows import Paid, Used

NOBODY_KNOWS: Final = "XXX"
"""The code of ISO 4217 for no currency."""
MOST_PRICES: Final = 12


def totals(paid: Iterable[Paid]) -> dict[str, Decimal]:
    """What was paid in each currency, by all wallets together."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for row in paid:
        found[row.currency] += row.cost
    return dict(found)


def ties(worth: Decimal, cost: Decimal) -> bool:
    """Whether a sum of prices is what was paid, as far as the cost's own digits go."""
    exponent = cost.as_tuple().exponent
    return isinstance(exponent, int) and abs(worth - cost) * 2 <= Decimal(1).scaleb(exponent)


def currency_of_prices(used: Sequence[Used], paid: Mapping[str, Decimal], usual: str) -> dict[Decimal, str]:
    """The currency of each price of one day and model.

    Of two currencies, the prices are shared out so that each currency's sum is what was paid in it; where that
    can be done in no way, or in several, nobody knows.
    """
    prices = sorted({row.price for row in used})
    if len(paid) < 2:
        return dict.fromkeys(prices, next(iter(paid), usual))
    worth: dict[Decimal, Decimal] = defaultdict(Decimal)
    for row in used:
        worth[row.price] += row.worth
    splits = [] if len(paid) > 2 or len(prices) > MOST_PRICES else list(_splits(worth, paid))
    return splits[0] if len(splits) == 1 else dict.fromkeys(prices, NOBODY_KNOWS)


def _splits(worth: Mapping[Decimal, Decimal], paid: Mapping[str, Decimal]) -> Iterable[dict[Decimal, str]]:
    """Every way to share the prices out between two currencies that comes to what was paid in both."""
    (one, first), (other, second) = paid.items()
    total = sum(worth.values(), Decimal(0))
    for size in range(len(worth) + 1):
        for chosen in combinations(worth, size):
            part = sum((worth[price] for price in chosen), Decimal(0))
            if ties(part, first) and ties(total - part, second):
                yield dict.fromkeys(worth, other) | dict.fromkeys(chosen, one)
