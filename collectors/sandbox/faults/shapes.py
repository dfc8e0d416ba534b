"""Where the rows of an answer lie, when each was, and what of them may change or be missing, provider by provider."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

Row = dict[str, Any]
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def _long_ago(row: Row) -> datetime:
    return LONG_AGO


@dataclass(frozen=True, slots=True)
class Shape:
    """The list under `names`. `money` are the numbers that may first be told as half of what they are."""

    names: tuple[str, ...]
    at: Callable[[Row], datetime] = _long_ago
    money: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()

    def rows(self, said: Any) -> list[Row] | None:
        """The list itself; None where the answer has none, or holds no rows in it."""
        for name in self.names:
            said = said.get(name) if isinstance(said, dict) else None
        return said if self.names and isinstance(said, list) and all(isinstance(row, dict) for row in said) else None

    def restated(self, row: Row) -> Row:
        """The row with half its money."""
        return dict(_halved(row, self.money))


NO_SHAPE = Shape(())


def _halved(said: Any, money: frozenset[str], name: str = "") -> Any:
    if isinstance(said, dict):
        return {inner: _halved(value, money, inner) for inner, value in said.items()}
    if isinstance(said, list):
        return [_halved(value, money) for value in said]
    if name not in money or said is None:
        return said
    if isinstance(said, int):
        return said // 2
    return str(Decimal(said) / 2) if isinstance(said, str) else said / 2


SHAPES: Mapping[str, tuple[Shape, ...]] = {
    "/fal/v1": (
        Shape(
            ("billing_events",),
            lambda row: datetime.fromisoformat(row["timestamp"]),
            frozenset({"cost_total", "cost_estimate_nano_usd"}),
            frozenset({"percent_discount", "cost_subtotal", "cost_discount"}),
        ),
    ),
    "/openai/v1": (
        Shape(
            ("data",),
            lambda row: datetime.fromtimestamp(row.get("start_time", 0), UTC),
            frozenset({"value"}),
            frozenset({"object", "created_at", "archived_at", "redacted_value"}),
        ),
    ),
    "/anthropic": (
        Shape(
            ("data",),
            lambda row: datetime.fromisoformat(row["starting_at"]) if "starting_at" in row else LONG_AGO,
            frozenset({"amount"}),
            frozenset({"ending_at"}),
        ),
    ),
    "/byteplus": (
        Shape(
            ("items",),
            lambda row: datetime.fromtimestamp(row["created_at"], UTC),
            optional=frozenset({"framespersecond", "execution_expires_after"}),
        ),
    ),
    "/kling": (
        Shape(
            ("data", "result", "detail"),
            lambda row: datetime.fromtimestamp(int(row["deduction_time"]) / 1000, UTC),
            frozenset({"deduction_amount"}),
            frozenset({"product_function", "list_price"}),
        ),
    ),
}
"""By the path in front of the provider's own; the rows of any other are left as they are."""
