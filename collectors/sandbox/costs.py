"""What OpenAI bills the invented studio: videos and planning tokens by day, key and line, as they become known."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from collectors.sandbox.cast import DELETED_AFTER, Ring
from collectors.sandbox.offers import offers
from collectors.sandbox.takes import DAY, OPENAI_SLOT, Takes, Whole

PLANNERS = (
    ("gpt-5-2025-08-07", ((", input", 1250), (", cached input", 125), (", output", 10_000))),
    ("gpt-5.5-2026-04-23", ((", input", 5000), (", cached input", 500), (", output", 30_000))),
)
"""Planning models: their line items and the price of one token in nano-dollars."""
NEWER_SINCE = np.datetime64("2026-05-04")
TOKENS = (9000, 5000, 1400)
"""Tokens in, read again and out that planning one clip takes, on average."""
CENT = 10_000_000
CREDIT_CENTS = -2500
CREDIT_DAY, CREDIT_LATE = 12, 9 * DAY
"""Each month's credit, 25 dollars at size 1, is booked on the 12th and appears nine days later."""
TOKEN_LINES = tuple((model + part, nano) for model, parts in PLANNERS for part, nano in parts)
VIDEO_LINES = tuple(dict.fromkeys(offer.endpoint for offer in offers() if offer.provider == "openai"))
LINES = (*VIDEO_LINES, *(line for line, _ in TOKEN_LINES))
NOBODY = -1
UNITS_SINCE = int(np.datetime64("2026-08-21", "D").astype(np.int64))
"""Days from here on say what their quantities count; older ones do not."""


@dataclass(frozen=True, slots=True)
class Costs:
    """One row per day (since 1970), key, line and slot in which it became known. −1 as key and line: a credit.

    `quantity` is seconds of video or tokens; `nano` is nano-dollars.
    """

    day: Whole
    key: Whole
    line: Whole
    arrives: Whole
    quantity: Whole
    nano: Whole

    def __len__(self) -> int:
        return len(self.day)


def bill(seed: int, first: date, past: date, takes: Takes, keys: Ring, size: float) -> Costs:
    """Everything that OpenAI charges for these takes: their videos, the planning of all of them, and credits."""
    parts = (_videos(takes), *_tokens(seed, first, takes, keys), _credits(first, past, size))
    return _summed(np.concatenate(parts))


def _videos(takes: Takes) -> Whole:
    own = takes.of("openai")
    own = own[~takes.failed[own]]
    line_of = [VIDEO_LINES.index(one.endpoint) if one.provider == "openai" else NOBODY for one in offers()]
    nano = np.array([one.nano_per_second for one in offers()])[takes.offer[own]] * takes.seconds[own]
    line = np.array(line_of)[takes.offer[own]]
    return _rows(takes.at[own] // DAY, takes.key[own], line, takes.arrives[own], takes.seconds[own], nano)


def _tokens(seed: int, first: date, takes: Takes, keys: Ring) -> list[Whole]:
    """The planning of each project and day, one block of rows for each kind of token."""
    dice = np.random.default_rng([seed, 300])
    span = int(takes.at.max()) // DAY + 1 if len(takes) else 1
    pair, clips = np.unique(takes.project * span + takes.at // DAY, return_counts=True)
    project, day = pair // span, pair % span
    key = _planning_keys(dice, project, day, first, keys)
    known = -(-(day * DAY + 18 * 3600 + dice.integers(0, 24 * 3600, len(day))) // OPENAI_SLOT) * OPENAI_SLOT
    newer = (day >= NEWER_SINCE.astype(np.int64)) & (project % 3 != 0)
    blocks = []
    for part, average in enumerate(TOKENS):
        count = (clips * average * (0.6 + 0.8 * dice.random(len(day)))).astype(np.int64)
        line = newer * len(TOKENS) + part
        nano = np.array([price for _, price in TOKEN_LINES])[line] * count
        blocks.append(_rows(day, key, line + len(VIDEO_LINES), known, count, nano))
    return blocks


def _planning_keys(dice: np.random.Generator, project: Whole, day: Whole, first: date, keys: Ring) -> Whole:
    """Each project plans with its own key, now and then with one that belongs to nobody or is no more."""
    luck = dice.random(len(project))
    found = np.array(keys.of_project["openai"])[project]
    early = day < np.datetime64(first).astype(np.int64) + DELETED_AFTER
    found[luck < 0.02] = keys.stray["openai"]
    found[(luck > 0.96) & early] = keys.deleted["openai"]
    return found


def _credits(first: date, past: date, size: float) -> Whole:
    months = np.arange(np.datetime64(first, "M"), np.datetime64(past, "M") + 1)
    day = (months.astype("datetime64[D]") + CREDIT_DAY - 1).astype(np.int64)
    day = day[(day >= np.datetime64(first).astype(np.int64)) & (day < np.datetime64(past).astype(np.int64))]
    nobody = np.full(len(day), NOBODY)
    given = np.full(len(day), int(CREDIT_CENTS * size) * CENT)
    return _rows(day, nobody, nobody, day * DAY + CREDIT_LATE, np.zeros_like(day), given)


def _rows(*columns: Whole) -> Whole:
    return np.stack(columns, axis=1)


def _summed(rows: Whole) -> Costs:
    """Rows with the same day, key, line and slot become one."""
    names, place = np.unique(rows[:, :4], axis=0, return_inverse=True)
    sums = np.zeros((len(names), 2), dtype=np.int64)
    np.add.at(sums, place.ravel(), rows[:, 4:])
    return Costs(*names.T, *sums.T)
