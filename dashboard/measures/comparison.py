"""What part of the whole is each, and what has changed since the stretch of equal length before?"""

from decimal import ROUND_HALF_EVEN, Decimal

import pandas as pd

from dashboard.measures.measure import LAST_PLACE

NOTHING = Decimal(0)


def compared(now: pd.DataFrame, before: pd.DataFrame, by: str, amount: str = "cost") -> pd.DataFrame:
    """`now` with what `amount` was `before`, its `change` and its `share_of_total` (ratios), the dearest first.

    A word that had nothing before has 0 before and an unknown change; one that has nothing now is a row too.
    """
    past = dict(zip(before[by], before[amount], strict=True))
    gone = [{by: word, amount: NOTHING} for word in past if word not in set(now[by])]
    frame = pd.DataFrame([*now.to_dict("records"), *gone], columns=now.columns, dtype=object)
    frame = frame.where(frame.notna(), None)
    values = frame[amount].tolist()
    whole = sum((value for value in values if value is not None), NOTHING)
    was = [past.get(word, NOTHING) for word in frame[by]]
    added = {
        "share_of_total": [ratio(value, whole) for value in values],
        "before": was,
        "change": [change(value, then) for value, then in zip(values, was, strict=True)],
    }
    frame = pd.concat([frame, pd.DataFrame(added, dtype=object)], axis=1)
    order = sorted(range(len(frame)), key=lambda row: -(values[row] or NOTHING))
    return frame.iloc[order].reset_index(drop=True)


def ratio(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Part ÷ whole; None where either is unknown or the whole is not positive."""
    if part is None or whole is None or whole <= 0:
        return None
    return (part / whole).quantize(LAST_PLACE, ROUND_HALF_EVEN)


def change(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """How much more, as a part of what it was; None where that was nothing or either is unknown."""
    return None if now is None or before is None else ratio(now - before, before)
