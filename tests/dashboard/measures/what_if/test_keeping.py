"""When is a model's keep rate good enough to reckon with?"""

from decimal import Decimal

import pandas as pd

from dashboard.measures.what_if.keeping import ENOUGH, keep_rates


def test_a_rate_of_few_clips_is_none() -> None:
    """Too few judged, none judged and nothing kept are no rates to divide by."""
    said = [
        ("kling-3.0", Decimal("0.4"), Decimal(ENOUGH)),
        ("veo-3.1", Decimal("0.5"), Decimal(ENOUGH - 1)),
        ("sora-2", None, None),
        ("seedance-2.0", Decimal(0), Decimal(100)),
    ]
    frame = pd.DataFrame(said, columns=["model", "keep_rate", "judged"], dtype=object)
    assert keep_rates(frame) == {"kling-3.0": Decimal("0.4")}
