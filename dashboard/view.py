"""The ledger as this reader may see it and has narrowed it: the one counter where numbers are handed out.

Screens, letters, exports and the command line ask a View and nothing else, so they cannot disagree. What a
reader may not see is left out of every query before it is run.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd

from dashboard.measures import measures
from dashboard.measures.comparison import compared
from dashboard.measures.credit import WATCHED, Credit, credits_of
from dashboard.measures.findings import COUNTED, PLACING, to_place
from dashboard.measures.months import days_before
from dashboard.measures.provenance import UNKNOWNS, provenance
from dashboard.measures.provenance import Provenance as Provenance  # whoever asks a View for it finds it here
from dashboard.measures.readable import plain_sums, readable, word
from dashboard.measures.reconciliation import reconciled
from dashboard.measures.weeks import asked_by_day, by_week
from dashboard.measures.what_if.fit import Terms
from dashboard.measures.what_if.keeping import keep_rates
from dashboard.measures.what_if.reprice import Alternative, alternatives
from dashboard.reader import EVERYBODY
from dashboard.reader import Narrowing as Narrowing
from dashboard.reader import NotThere as NotThere
from dashboard.reader import Reader as Reader
from dashboard.reader import known as known
from db import clips as clips_of
from db import freshness
from db.credit import sightings, used
from db.engine import Engine
from db.ledger import DIMENSIONS, EVERY_SUM, SUMS, Asked, totals
from db.offers import Offer, offers
from db.rates import RateSource, rate_sources
from db.shots import shots
from db.wants import wants
from db.window import day_number, days_between, microseconds

UNATTRIBUTED = "unattributed"
GROUPINGS = (*DIMENSIONS, "week")
BY_DAY = ("account", "currency", "day")


@dataclass(frozen=True, slots=True)
class View:
    """Everything one reader can be told, for one choice of days and words. Money is in `currency`."""

    engine: Engine
    narrowing: Narrowing
    reader: Reader = EVERYBODY
    currency: str = "USD"

    def during(self, since: date, until: date) -> "View":
        """The same reader and words, over other days."""
        return replace(self, narrowing=replace(self.narrowing, since=since, until=until))

    def before(self) -> "View":
        """The same reader and words, over the days just before: a month before a whole month, else as many days."""
        return self.during(*days_before(self.narrowing.since, self.narrowing.until))

    def only(self, **words: Collection[str]) -> "View":
        """The same, narrowed further: `only(team=["social"])`."""
        where = dict(self.narrowing.where)
        for name, allowed in words.items():
            known("dimension", name, DIMENSIONS)
            where[name] = sorted(set(allowed) & set(where[name])) if name in where else sorted(set(allowed))
        return replace(self, narrowing=replace(self.narrowing, where=where))

    def sums(self, by: Sequence[str] = (), names: Sequence[str] = tuple(SUMS)) -> pd.DataFrame:
        """Sums of the ledger (whole numbers, Int64, NA for unknown), one row for each combination of `by`."""
        for name in by:
            known("dimension", name, GROUPINGS)
        if "week" not in by:
            return totals(self.engine, tuple(by), self.asked(), names)
        days, needed = asked_by_day(by, names)
        return by_week(totals(self.engine, days, self.asked(), needed), by, names)

    def figures(self, names: Sequence[str], by: Sequence[str] = ()) -> pd.DataFrame:
        """Measures by dimensions: words as text, days as dates, numbers as Decimal or None (unknown)."""
        chosen = [known("measure", name, measures()) for name in names]
        needed = sorted({part for name in chosen for part in measures()[name].parts} & set(EVERY_SUM))
        sums = self.sums(by, needed)
        rows = [plain_sums(row) for row in sums[needed].to_dict("records")]
        columns: dict[str, Any] = {name: [word(name, value) for value in sums[name]] for name in by}
        columns |= {name: [measures()[name].value(row) for row in rows] for name in chosen}
        frame = pd.DataFrame(columns, columns=[*by, *chosen], dtype=object)
        return frame.sort_values(list(by), ignore_index=True) if by else frame

    def number(self, name: str) -> Decimal | None:
        """One measure of everything in view."""
        value: Decimal | None = self.figures([name])[name].iloc[0]
        return value

    def compared(self, names: Sequence[str], by: str) -> pd.DataFrame:
        """Measures (cost among them) by a dimension, with share of the total and change since the days before."""
        return compared(self.figures(names, [by]), self.before().figures(["cost"], [by]), by)

    def pieces(self, number: int = 0, size: int = 50, *, dearest_first: bool = False) -> pd.DataFrame:
        """A page of single pieces of work as people read it: Decimals, instants, None for unknown."""
        return readable(clips_of.clips(self.engine, self.asked(), number, size, dearest_first=dearest_first).rows)

    def count_pieces(self) -> int:
        """How many single pieces of work and lonely bill lines there are on all pages."""
        return clips_of.count_clips(self.engine, self.asked())

    def shots(self) -> pd.DataFrame:
        """What each shot of each video in view took (see `db.shots`)."""
        return readable(shots(self.engine, self.asked()))

    def wants(self) -> pd.DataFrame:
        """The clips in view, counted by what they needed (see `db.wants`)."""
        return wants(self.engine, self.asked())

    def offers(self, day: date) -> tuple[Offer, ...]:
        """What can be bought on a day, at the prices that hold for this company."""
        return offers(self.engine, day_number(day), self.currency)

    def alternatives(self, terms: Terms) -> list[Alternative]:
        """The clips in view, priced at every model of every seller that could make them on the terms' day."""
        return alternatives(self.wants(), offers(self.engine, terms.day, self.currency), terms)

    def keep_rates(self) -> dict[str, Decimal]:
        """The part of its clips that is kept, by model, where enough were judged."""
        return keep_rates(self.figures(["keep_rate", "judged"], ["model"]))

    def words(self, dimension: str) -> list[str]:
        """Every word of a dimension that occurs in view, the dearest first."""
        frame = self.figures(["cost"], [dimension])
        dear = sorted(zip(frame["cost"], frame[dimension], strict=True), key=lambda pair: -(pair[0] or 0))
        return [word for _, word in dear]

    def empty(self) -> bool:
        """Whether nothing is in view, neither work nor a bill line."""
        return bool(self.sums((), ["pieces"])["pieces"].isna().all())

    def provenance(self) -> Provenance:
        """Where the numbers of this view are from, and how sure they are."""
        until, unknown = self.narrowing.until, self.figures(UNKNOWNS).iloc[0].to_dict()
        return provenance(unknown, self.accounts(), self.currency, self._rates(), until)

    def _rates(self) -> list[RateSource]:
        """Whose exchange rates money in view was converted at."""
        asked = self.asked()
        known = rate_sources(self.engine, self.currency, asked.first, asked.past)
        if not known:
            return []
        money = self.sums(["currency"], ["cost"])
        converted = set(money[money["cost"].notna()]["currency"])
        return [one for one in known if one.currency in converted]

    def accounts(self) -> pd.DataFrame:
        """The accounts in view: how fresh each is, and what went wrong last."""
        frame = freshness.accounts(self.engine, self.reader.teams)
        wanted = self.narrowing.where.get("account")
        return frame if wanted is None else frame[frame["account"].isin(list(wanted))].reset_index(drop=True)

    def runs(self, number: int = 0, size: int = 50) -> pd.DataFrame:
        """A page of what collections came to, newest first, times as instants."""
        return readable(freshness.runs(self.engine, number, size, self._whole_accounts()))

    def count_runs(self) -> int:
        """How many runs there are on all pages."""
        return freshness.count_runs(self.engine, self._whole_accounts())

    def bills(self) -> pd.DataFrame:
        """Each account's bill by day beside what was settled of it, in nano-units; empty for a reader of few teams."""
        narrowing, wanted = self.narrowing, self._whole_accounts()
        return freshness.bills(self.engine, day_number(narrowing.since), day_number(narrowing.until), wanted)

    def reconciliation(self, by: Sequence[str] = ("account", "currency")) -> pd.DataFrame:
        """Bills beside what was settled of them, by account, currency, month and day as asked."""
        return reconciled(self.bills(), by)

    def unattributed(self) -> pd.DataFrame:
        """Work without a team by the rule that would place it, the dearest first."""
        return to_place(self.only(team=[UNATTRIBUTED]).figures(COUNTED, PLACING))

    def credit(self, now: datetime) -> list[Credit]:
        """Prepaid credit of whole accounts, whatever else was chosen: left, used on a day, bought, expiring."""
        seen = sightings(self.engine, microseconds(now - WATCHED), self._whole_accounts())
        chosen = {name: words for name, words in self.narrowing.where.items() if name == "account"}
        since, today = (now - WATCHED).date(), now.date()
        recent = replace(self, narrowing=Narrowing(since, today, chosen))
        settled = recent.figures(["billed_cost"], BY_DAY).rename(columns={"billed_cost": "billed"})
        in_units = readable(used(self.engine, days_between(since, today), self._whole_accounts()))
        purchases = replace(recent.only(category=["purchase"]).asked(), apart=True)
        bought = readable(totals(self.engine, BY_DAY, purchases, ["billed"]))
        reach = readable(self.accounts())
        through = dict(zip(reach["account"], reach["through"], strict=True))
        return credits_of(readable(seen), pd.concat([settled, in_units]), bought, through, now)

    def _whole_accounts(self) -> Collection[str] | None:
        """The accounts whose bills, runs and credit this reader may see: none where only some teams are theirs."""
        return self.narrowing.where.get("account") if self.reader.teams is None else ()

    def version(self) -> int:
        """Changes whenever the ledger does."""
        return freshness.version(self.engine)

    def asked(self) -> Asked:
        """What the ledger is asked for on this reader's behalf; nothing outside of it is ever read."""
        narrowing = self.narrowing
        return Asked(day_number(narrowing.since), day_number(narrowing.until), narrowing.where, self.reader.teams)
