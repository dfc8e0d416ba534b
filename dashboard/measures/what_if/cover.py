"""Which clips cover so many seconds, with as little too much as can be?"""

from functools import lru_cache

from db.money import NANO

TRIFLE = NANO // 10
"""A tenth of a second over a whole number of seconds is a matter of frames, and asks for no longer clip."""


def whole_seconds(seconds: int) -> int:
    """Nano-seconds as the whole seconds that must be asked for."""
    return max(1, -(-(seconds - TRIFLE) // NANO))


@lru_cache(maxsize=4096)
def cover(seconds: int, allowed: frozenset[int]) -> tuple[int, ...]:
    """The lengths, the longest first, that add up to the least total of at least `seconds`, in the fewest clips.

    Whole seconds; `allowed` are the lengths that a clip may have. Raises ValueError where none is allowed.
    """
    if not allowed:
        raise ValueError("no length of a clip is allowed")
    best: dict[int, tuple[int, ...]] = {0: ()}
    for total in range(1, seconds + max(allowed)):
        parts = [(*best[total - length], length) for length in sorted(allowed, reverse=True) if total - length in best]
        if parts:
            best[total] = min(parts, key=len)
        if total >= seconds and total in best:
            break
    return tuple(sorted(best[min(total for total in best if total >= seconds)], reverse=True))
