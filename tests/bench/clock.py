"""How long a thing takes beside another, in one run: medians, because one timing says little."""

import gc
import time
from collections.abc import Callable
from statistics import median


def seconds(work: Callable[[], object]) -> float:
    """How long one run takes, with the collector of garbage out of the way."""
    gc.collect()
    gc.disable()
    try:
        began = time.perf_counter()
        work()
        return time.perf_counter() - began
    finally:
        gc.enable()


def middle(timings: list[float]) -> float:
    """The median of several timings."""
    return median(timings)


def told(what: str, ours: float, theirs: float, most: float) -> float:
    """Print a ratio beside what it may be, and give it."""
    ratio = ours / theirs
    print(f"  {what}: {ours:.3f} against {theirs:.3f}, ratio {ratio:.2f} (at most {most})")
    return ratio
