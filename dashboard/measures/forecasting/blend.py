"""Which way is trusted how much: by how wrong each was on what it is used for, as far as was known on the day."""

from typing import Final

import numpy as np

from dashboard.measures.forecasting.past import STEP, Flags, Grid

FORGET: Final = 0.99
"""What an error counts for when five more days have passed."""
OWN: Final = 5.0
"""So many errors of a series are believed half. Other series have no say: a team is told the same without them."""
SHARP: Final = 8.0
"""Half the error is trusted 256 times as much."""
LEAST: Final = 1e-3


def carried(origins: int, reach: int, forget: float) -> Grid:
    """Origins × origins: what the error of one counts for at another, nothing before its days have passed."""
    apart = np.arange(origins)[None, :] - np.arange(origins)[:, None] + reach // -STEP
    return np.where(apart >= 0, forget ** np.maximum(apart, 0), 0.0)


def weights(said: Grid, came: Grid, able: Flags, reach: int, first: Grid) -> Grid | None:
    """Ways × series × origins, adding up to one over the ways; None where no error is known by the last origin.

    `said` is ways × series × origins, `came` series × origins, `able` which way can say anything; `reach` is how many
    days after an origin the last day lies, `first` how much each way is trusted before any error is known.
    """
    judged = np.isfinite(came)
    if not judged.any():
        return None
    errors = np.where(judged, np.abs(said - np.nan_to_num(came)), 0.0)
    past = carried(came.shape[1], reach, FORGET)
    sums, counts = errors @ past, judged @ past
    mean = sums.mean(axis=0)
    relative = np.divide(sums, mean, out=np.ones_like(sums), where=mean > 0)
    bad = np.log(np.maximum(relative, LEAST))
    own = counts / (counts + OWN)
    trust = np.exp(-SHARP * own * bad) * able * first[:, None, None]
    return np.asarray(trust / np.maximum(trust.sum(axis=0), 1e-300))
