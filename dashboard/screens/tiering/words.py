"""How the numbers of tiers are headed and written, on the screen as in its files."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

LIKE: Final[Mapping[str, str]] = MappingProxyType(
    dict.fromkeys(("over_list", "money", "cost"), "cost")
    | dict.fromkeys(("seconds", "unlisted", "could", "unknown"), "seconds")
    | dict.fromkeys(("over_list_share", "share"), "estimated_share")
    | {"clips": "clips"}
    | dict.fromkeys(
        (
            "per_second", "compared_per_second", "list_per_second", "model_low", "model_high", "commodity_low",
            "commodity_high", "middle_low", "middle_high", "premium_low", "premium_high", "all_low", "all_high",
            "low", "high", "list_low",
            "list_high", "paid",
        ),
        "cost_per_second",
    )
)  # fmt: skip
"""Which measure each number is written like."""
WORDS: Final[Mapping[str, str]] = MappingProxyType({
    "tier": "Tier", "model": "Model", "seller": "Seller", "mode": "Mode", "resolution": "Resolution",
    "audio": "Audio", "month": "Month", "seconds": "Seconds", "stands": "Paid lies", "cheapest": "Cheapest seller",
    "over_list_share": "Against list (%)", "unlisted": "Seconds without a list price",
})  # fmt: skip


def labels(currency: str, **more: str) -> dict[str, str]:
    """What columns are called; money with its currency."""
    money = {
        "cost": "Cost", "per_second": "Paid per second", "compared_per_second": "Paid where listed",
        "list_per_second": "List per second",
        "over_list": "Above list", "model_low": "Model: cheapest", "model_high": "Model: dearest",
        "commodity_low": "Commodity: cheapest", "commodity_high": "Commodity: dearest",
        "middle_low": "Middle: cheapest", "middle_high": "Middle: dearest",
        "premium_low": "Premium: cheapest", "premium_high": "Premium: dearest",
    }  # fmt: skip
    return {**WORDS, **{name: f"{said} ({currency})" for name, said in money.items()}, **more}
