"""What a reader should know of a series before trusting its forecast, in sentences."""

import numpy as np

from dashboard.measures.forecasting.past import ENOUGH, SEEN, Grid

NEVER_KNOWN = "nothing so far ahead was ever known, so there is no interval yet"
TURNED = 2.0
"""Times by which the last fortnight must differ from the six weeks before for it to be said."""
GAPS = 3


def too_few(known: int) -> str:
    """Why there is a run-rate and no more."""
    return f"there are {known} days of its own; from {ENOUGH} on there is more than a run-rate"


def remarks_of(days: Grid) -> tuple[str, ...]:
    """What is said of one series' days, the last eight weeks of which count."""
    seen = days[-SEEN:]
    return tuple(text for text in (_idle(seen), _gaps(seen), _turn(seen), _new(days)) if text)


def _idle(seen: Grid) -> str:
    last = seen[-ENOUGH:]
    return f"nothing was spent in its last {ENOUGH} days" if not np.nan_to_num(last).any() else ""


def _gaps(seen: Grid) -> str:
    gaps = int(np.isnan(seen).sum())
    return f"{gaps} of its last {len(seen)} days are not known; weekdays before them stand in" if gaps > GAPS else ""


def _turn(seen: Grid) -> str:
    """A launch, a stop or a trend that broke: the middle of the days, so that one wild day is none."""
    new, old = seen[-14:], seen[:-14]
    if np.isfinite(new).sum() < 10 or np.isfinite(old).sum() < 10:
        return ""
    now, then = np.nanmedian(new), np.nanmedian(old)
    if now > 0 and now > TURNED * then:
        return "the last two weeks are more than twice the weeks before; the forecast follows, and may be late"
    return "the last two weeks are less than half of the weeks before; the forecast follows" if now * 2 < then else ""


def _new(days: Grid) -> str:
    known = int(np.isfinite(days).sum())
    return f"it is {known} days old; its first months say little of a season" if known < SEEN else ""
