"""Tables of letters, from a View: measures by a word, the dearest first, with what all of it comes to."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

import pandas as pd

from dashboard.lettering.address import address_of
from dashboard.lettering.draft import Numbers
from dashboard.lettering.words import changed, written
from dashboard.measures import amounts, measures
from dashboard.measures.comparison import change
from dashboard.view import View

MOST: Final = 10
"""So many words have a row of their own; what there is beyond them has one together."""
TOTAL: Final = "Total"
OF_VIDEO: Final = ("clips", "cost_per_second")
"""Planning has none of these, which a dash says; of video they are not known."""
FILMING: Final = ("render", "other")


def by_word(view: View, by: str, names: Sequence[str], title: str, address: str, opens: str) -> Numbers:
    """Measures (cost first) by a dimension, as the screen at an address shows them, and of everything in view."""
    frame = view.figures(names, [by])
    words, filming = dearest(frame, by), set(view.only(kind=FILMING).figures(["cost"], [by])[by])
    parts = [(amounts.word(by, word), frame[frame[by] == word], {word}) for word in words[:MOST]]
    if rest := words[MOST:]:
        parts.append((f"{len(rest)} others", view.only(**{by: rest}).figures(names), set(rest)))
    parts.append((TOTAL, view.figures(names), set(words)))
    rows = [(said, *_cells(part.iloc[0], names, view.currency, filmed=bool(filming & of))) for said, part, of in parts]
    headings = (amounts.label(by), *(measures()[name].label for name in names))
    return Numbers(title, headings, tuple(rows), True, address, opens)


def against_before(view: View, by: str, now: str, then: str, title: str, screen: str, opens: str) -> Numbers:
    """Cost by a dimension beside that of as many days just before, called `now` and `then`."""
    found = view.compared(["cost"], by)
    before = view.before()
    words = found[by].tolist()
    rows = [_compared(amounts.word(by, row[by]), row, view.currency) for row in found.head(MOST).to_dict("records")]
    if words[MOST:]:
        rest = {by: words[MOST:]}
        rows.append(_both(f"{len(words) - MOST} others", view.only(**rest), before.only(**rest)))
    rows.append(_both(TOTAL, view, before))
    headings = (amounts.label(by), now, then, "Change")
    return Numbers(title, headings, tuple(rows), True, address_of(screen, view), opens)


def dearest(frame: pd.DataFrame, by: str) -> list[str]:
    """The words of a dimension, the highest cost first."""
    pairs = zip(frame["cost"], frame[by], strict=True)
    return [word for _, word in sorted(pairs, key=lambda pair: (-(pair[0] or Decimal(0)), pair[1]))]


def _cells(row: "pd.Series[Any]", names: Sequence[str], currency: str, *, filmed: bool) -> list[str]:
    none = () if filmed else OF_VIDEO
    return [
        amounts.UNKNOWN if row[name] is None and name in none else written(name, row[name], currency) for name in names
    ]


def _compared(word: str, row: dict[object, Decimal | None], currency: str) -> tuple[str, ...]:
    now, before = (written("cost", row[name], currency) for name in ("cost", "before"))
    return word, now, before, changed(row["change"], row["before"])


def _both(word: str, view: View, before: View) -> tuple[str, ...]:
    now, then = view.number("cost"), before.number("cost")
    return _compared(word, {"cost": now, "before": then, "change": change(now, then)}, view.currency)
