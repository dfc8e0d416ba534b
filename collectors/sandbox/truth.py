"""What the invented studio's year really cost: the sums that a test may hold the product against.

Reckoned from the takes, the packs and OpenAI's bill alone, in whole nano-dollars; no collector has a part in
it. A day is a UTC day: of the request at fal, of the bill at OpenAI, of a task's end at Kling, where a task
that failed also began on that day.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from collectors.sandbox.book import Book, all_books
from collectors.sandbox.cast import ACCOUNTS, UNATTRIBUTED
from collectors.sandbox.costs import NOBODY, VIDEO_LINES
from collectors.sandbox.events import BARE, FORMS, Events
from collectors.sandbox.job_log import JobLog
from collectors.sandbox.offers import PROVIDERS, offers
from collectors.sandbox.packs import nano_of
from collectors.sandbox.studio import Studio
from collectors.sandbox.takes import DAY, Whole
from db.money import from_nano


@dataclass(frozen=True, slots=True)
class Sum:
    """Money in dollars, and what was made for it, as far as it can be known.

    `seconds` are those that an answer itself counts in seconds; `made` are all that were billed. `clips`,
    `failed` and `tokens` are those that answers tell of: fal and OpenAI do not tell what failed, OpenAI not
    how many clips there were. Tokens are those of text: the video tokens by which fal bills Seedance are not
    among them. `usable` are thousandths of a second that the studio's own job log says were kept, `kept` the clips
    of which anything was.
    """

    money: Decimal
    seconds: int
    made: int
    clips: int
    failed: int
    tokens: int
    usable: int
    kept: int


NUMBERS = len(fields(Sum))


@dataclass(frozen=True)
class Truth:
    """What can be known at `now`."""

    studio: Studio
    now: datetime

    @cached_property
    def rows(self) -> Whole:
        """A row for each piece of work or line of a bill: account, day, team, and the numbers of a Sum."""
        first = [self._fal(), self._openai(), self._kling(), self._kling_failures()]
        return np.concatenate([*first, *(self._book(place, book) for place, book in enumerate(all_books()))])

    @cached_property
    def teams(self) -> tuple[str, ...]:
        """Every team by name, with `unattributed` among them."""
        return tuple(sorted({key.team for key in self.studio.ring.keys} | {UNATTRIBUTED}))

    def by(self, *words: str) -> dict[tuple[str, ...], Sum]:
        """Sums by any of `account`, `team`, `day` (2026-11-22) and `month` (2026-11), in that order asked."""
        names = np.stack([self._words(word) for word in words], axis=1)
        found, place = np.unique(names, axis=0, return_inverse=True)
        sums = np.zeros((len(found), NUMBERS), dtype=np.int64)
        np.add.at(sums, place.ravel(), self.rows[:, 3:])
        return {tuple(map(str, name)): _sum(one) for name, one in zip(found, sums, strict=True)}

    def total(self) -> Sum:
        """Everything, once."""
        return _sum(self.rows[:, 3:].sum(axis=0))

    @cached_property
    def _log(self) -> JobLog:
        return JobLog(self.studio)

    def _words(self, word: str) -> NDArray[Any]:
        if word == "account":
            names = [*(ACCOUNTS[name] for name in PROVIDERS), *(book.account for book in all_books())]
            return np.array(names)[self.rows[:, 0]]
        if word == "team":
            return np.array(self.teams)[self.rows[:, 2]]
        return self.rows[:, 1].astype("datetime64[D]").astype({"day": "M8[D]", "month": "M8[M]"}[word]).astype(str)

    def _of(self, provider: str, day: Whole, key: Whole, *numbers: Whole | int) -> Whole:
        """Rows of one provider that have arrived, from columns."""
        nobody = self.teams.index(UNATTRIBUTED)
        owners = np.array([*(self.teams.index(one.team) for one in self.studio.ring.keys), nobody])
        columns = [np.full(len(day), PROVIDERS.index(provider)), day, owners[key]]
        every = (*numbers, *(0 for _ in range(NUMBERS - len(numbers))))
        return np.stack([*columns, *(np.broadcast_to(number, len(day)) for number in every)], axis=1)

    def _book(self, place: int, book: Book) -> Whole:
        entries = [
            (len(PROVIDERS) + place, entry.day, self.teams.index(entry.team), *entry[2:])
            for entry in book.entries(self.studio, self.now)
        ]
        return np.array(entries, dtype=np.int64).reshape(-1, 3 + NUMBERS)

    def _fal(self) -> Whole:
        """Seconds only where the unit is a second and the event names its units."""
        events = Events(self.studio)
        rows = np.flatnonzero(events.arrives <= self.now.timestamp())
        offer, seconds = events.offer[rows], self.studio.takes.seconds[events.place[rows]]
        nano = np.array([one.nano_per_second for one in offers()])[offer] * seconds
        told = np.array([one.unit == "second" for one in offers()])[offer] & (events.code[rows] % FORMS != BARE)
        kept = self._log.known(events.place[rows], self.now)
        return self._of("fal", events.at[rows] // DAY, events.key[rows], nano, seconds * told, seconds, 1, 0, 0, *kept)

    def _openai(self) -> Whole:
        """The bill counts seconds, the report of completions tokens."""
        costs = self.studio.costs
        here = costs.arrives <= self.now.timestamp()
        day, line, quantity = costs.day[here], costs.line[here], costs.quantity[here]
        seconds = quantity * ((line != NOBODY) & (line < len(VIDEO_LINES)))
        tokens = quantity * (line >= len(VIDEO_LINES))
        return self._of("openai", day, costs.key[here], costs.nano[here], seconds, seconds, 0, 0, tokens)

    def _kling(self) -> Whole:
        """A task's end is told at once; what it cost, and with whose key, only by the ledger."""
        paid, takes = self.studio.deductions, self.studio.takes
        video, billed = paid.speech == 0, paid.arrives <= self.now.timestamp()
        here = billed | (video & (paid.done <= self.now.timestamp()))
        key = np.where(billed, takes.key[paid.take], NOBODY)[here]
        nano, seconds = (nano_of(paid) * billed)[here], (takes.seconds[paid.take] * video)[here]
        kept = (number * video[here] for number in self._log.known(paid.take[here], self.now))
        return self._of("kling", paid.done[here] // DAY, key, nano, seconds, seconds, video[here], 0, 0, *kept)

    def _kling_failures(self) -> Whole:
        """Nothing tells whose key a task that failed was made with."""
        takes = self.studio.takes
        own = takes.of("kling")
        own = own[takes.failed[own] & (takes.done[own] <= self.now.timestamp())]
        return self._of("kling", takes.done[own] // DAY, np.full(len(own), NOBODY), 0, 0, 0, 0, 1, 0)


def _sum(numbers: Whole) -> Sum:
    nano, *counts = (int(number) for number in numbers)
    return Sum(from_nano(nano), *counts)
