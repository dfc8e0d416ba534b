"""What Kling took for each finished task: units from prepaid packs, and cash on the days between two packs."""

from dataclasses import dataclass

import numpy as np

from collectors.sandbox.keys import mark
from collectors.sandbox.offers import offers
from collectors.sandbox.takes import DAY, Takes, Whole

LIST_MICRO = 140_000
"""The list price of a unit in millionths of a dollar."""
MENU = (
    (100, 98_000, 30),
    (5_000, LIST_MICRO, 180),
    (15_000, LIST_MICRO, 180),
    (15_000, LIST_MICRO, 180),
    (45_000, 126_000, 180),
)
"""The packs in the order they were bought, the last one again and again: units, price of a unit, days valid."""
LATE_EVERY, LATE_BY = 3, 3 * DAY
"""Every third purchase came three days late, and tasks were paid in cash until then."""
SPEECH_MILLI = 50
SPEECH_EVERY = 20
TOP_UP_MICRO = 500_000_000
CASH = -1


@dataclass(slots=True)
class Pack:
    """A prepaid pack; `units` in thousandths, times in Unix seconds. `ended` is when it could give no more."""

    id: str
    name: str
    micro: int
    units: int
    bought: int
    invalid: int
    ended: int | None = None


@dataclass(frozen=True, slots=True)
class Deductions:
    """One row per deduction, oldest first: the take, whether it was speech (no video), and what was taken.

    `units` and `before` are thousandths of a unit; for cash (`pack` −1) `before` is in millionths of a dollar.
    """

    take: Whole
    speech: Whole
    done: Whole
    arrives: Whole
    units: Whole
    pack: Whole
    before: Whole
    packs: tuple[Pack, ...]


class _Purse:
    """The packs as they are bought and emptied, and the cash beside them."""

    def __init__(self, seed: int) -> None:
        self.seed, self.packs, self.left, self.cash, self.next_at = seed, list[Pack](), 0, 0, 0

    def pay(self, at: int, units: int) -> tuple[int, int]:
        """Take `units` at `at`: the pack's place (or −1 for cash) and what was there before."""
        if self.packs and self.packs[-1].ended is None and not self._can_give(at, units):
            self._close(at)
        if (not self.packs or self.packs[-1].ended is not None) and at >= self.next_at:
            self._buy(at)
        if not self._can_give(at, units):
            return CASH, self._from_cash(units * LIST_MICRO // 1000)
        self.left -= units
        return len(self.packs) - 1, self.left + units

    def _can_give(self, at: int, units: int) -> bool:
        pack = self.packs[-1] if self.packs else None
        return pack is not None and pack.ended is None and at < pack.invalid and self.left >= units

    def _close(self, at: int) -> None:
        self.packs[-1].ended = at
        self.next_at = at + LATE_BY if len(self.packs) % LATE_EVERY == 0 else at

    def _buy(self, at: int) -> None:
        units, micro, days = MENU[min(len(self.packs), len(MENU) - 1)]
        kind = "Trial-Video" if units == 100 else "Video-Pack"
        name = f"{kind}-{units}Units-{5 if units == 100 else 20}Con-{days // 30}Months"
        pack_id = mark(self.seed, "pack", len(self.packs))[:32]
        self.packs.append(Pack(pack_id, name, micro, units * 1000, at, at + days * DAY))
        self.left = units * 1000

    def _from_cash(self, micro: int) -> int:
        if self.cash < micro:
            self.cash += TOP_UP_MICRO
        before, self.cash = self.cash, self.cash - micro
        return before


def deduct(seed: int, takes: Takes) -> Deductions:
    """Pay for every Kling task that succeeded, in the order in which they ended, and for the speech between them."""
    take, speech = _billable(seed, takes)
    done = takes.done[take] + 7 * speech
    milli = np.array([offer.milli for offer in offers()])[takes.offer[take]]
    units = np.where(speech == 1, SPEECH_MILLI, milli * takes.seconds[take])
    order = np.lexsort((take, done))
    purse = _Purse(seed)
    paid = [purse.pay(*row) for row in zip(done[order].tolist(), units[order].tolist(), strict=True)]
    pack, before = np.array(paid or [(0, 0)][:0], dtype=np.int64).reshape(-1, 2).T
    take, speech, done, units = (column[order] for column in (take, speech, done, units))
    late = takes.arrives[take] - takes.done[take]
    return Deductions(take, speech, done, done + late, units, pack, before, tuple(purse.packs))


def _billable(seed: int, takes: Takes) -> tuple[Whole, Whole]:
    """The takes that are paid for, and once more those of the localisers that were also spoken (1 for speech)."""
    own = takes.of("kling")
    own = own[~takes.failed[own]]
    dice = np.random.default_rng([seed, 200])
    spoken = own[dice.random(len(own)) < 1 / SPEECH_EVERY]
    return np.concatenate([own, spoken]), np.concatenate([np.zeros_like(own), np.ones_like(spoken)])


def nano_of(rows: Deductions) -> Whole:
    """What each deduction is worth in nano-dollars, at the price paid for its pack or at list price for cash."""
    micro = np.array([*(pack.micro for pack in rows.packs), LIST_MICRO])
    return np.asarray(rows.units * micro[rows.pack])
