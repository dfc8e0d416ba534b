"""Exact money: Decimal at the edges, whole nano-units (10⁻⁹ of a currency unit) in the database.

Seconds of video and quantities are kept the same way, so that every sum is a sum of whole numbers.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation

NANO = 1_000_000_000
LARGEST = 9_000_000_000 * NANO
_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)
_NANO = Decimal("1e-9")
_ATTO = Decimal("1e-18")


def exact(value: object) -> Decimal:
    """A number from outside as a finite Decimal, digit for digit as it was written.

    Raises ValueError for anything that is not a finite number (also for true and false).
    """
    if type(value) is int:
        return Decimal(value)
    if isinstance(value, Decimal):
        number = value
    elif isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise ValueError(f"{value!r} is not a number")
    else:
        number = _read(value)
    if not number.is_finite():
        raise ValueError(f"{value!r} is not a finite number")
    return number


def _read(value: float | str) -> Decimal:
    try:
        return Decimal(str(value).strip())
    except InvalidOperation:
        raise ValueError(f"{value!r} is not a number") from None


def to_nano(amount: Decimal) -> int:
    """Whole nano-units, rounded half to even. Raises ValueError beyond ±9 billion."""
    if amount.copy_abs() > LARGEST // NANO:
        raise ValueError(f"{amount} is larger than the ledger can hold (9 billion)")
    return int(amount.quantize(_NANO, context=_WIDE).scaleb(9, context=_WIDE))


def rest_of(amount: Decimal, nano: int) -> int:
    """What rounding to `nano` left out, in whole atto-units (10⁻¹⁸), so that an exact total can be told."""
    left = _WIDE.subtract(amount, from_nano(nano))
    return int(left.quantize(_ATTO, context=_WIDE).scaleb(18, context=_WIDE))


def from_nano(nano: int) -> Decimal:
    """The exact Decimal that whole nano-units stand for."""
    return Decimal(nano).scaleb(-9, context=_WIDE)


def plain(amount: Decimal) -> str:
    """A Decimal as digits only: no exponent, no trailing zeros, no minus zero."""
    if not amount:
        return "0"
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """Split `total` in proportion to `weights` into whole parts that add up to `total` exactly.

    Largest remainder; ties go to the earlier part. Weights are whole and not negative; when all are zero
    the split is even. Raises ValueError with no weights or a negative one.
    """
    if not weights or min(weights) < 0:
        raise ValueError("money can only be spread over weights that are there and not negative")
    whole = sum(weights)
    if not whole:
        weights, whole = [1] * len(weights), len(weights)
    parts, rests = zip(*(divmod(total * weight, whole) for weight in weights), strict=True)
    missing = total - sum(parts)
    largest = set(sorted(range(len(parts)), key=lambda n: -rests[n])[:missing])
    return [part + (n in largest) for n, part in enumerate(parts)]
