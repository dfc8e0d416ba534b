"""What a question of `reelspend what-if` is about, and the form in which it is answered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from db.window import day_number

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.answers import Asker
    from dashboard.measures.what_if.fit import Terms


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is about, and the form of its answer."""

    since: date | None = None
    until: date | None = None
    where: Sequence[str] | None = None
    form: str = "table"
    output: Path | None = None
    country: Sequence[str] | None = None
    split: bool = True
    tier: Sequence[str] | None = None
    seller: Sequence[str] | None = None
    model: Sequence[str] | None = None

    def answer(self, ask: "Callable[[Asker, Terms], pd.DataFrame]", shown: Sequence[str] = ()) -> None:
        """Tell what is asked; a terminal shows only some columns, where any are named."""
        from dashboard.answers import Rows, asked, tell
        from dashboard.what_if import LIKE

        with asked(self.since, self.until, self.where or ()) as asker:
            terms = self._terms(day_number(asker.today))
            frame = ask(asker, terms)
            some = frame[list(shown)] if shown and self.form == "table" and not self.output else frame
            tell(Rows(some, LIKE, asker.view.currency, asker.prices(), "What-if"), self.form, self.output)

    def _terms(self, day: int) -> "Terms":
        from dashboard.measures.what_if.fit import Terms

        said = self.country, self.tier, self.seller, self.model
        countries, tiers, sellers, models = (frozenset(some or ()) or None for some in said)
        return Terms(day, countries, self.split, tiers, sellers, models)
