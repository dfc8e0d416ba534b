"""fal's billing events of the invented studio, newest first, and how one is written."""

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from collectors.sandbox.cast import Key
from collectors.sandbox.offers import Offer, offers
from collectors.sandbox.studio import Studio
from collectors.sandbox.takes import Takes, Whole
from db.money import from_nano

Letters = NDArray[np.uint8]

COSTS_SINCE = int(np.datetime64("2026-07-30", "s").astype(np.int64))
"""Events from here on carry cost_subtotal, cost_discount and cost_total; older ones only the estimate."""
BARE_UNTIL = int(np.datetime64("2026-02-01", "s").astype(np.int64))
BARE_EVERY = 200
"""One in so many of the oldest events names neither units nor a unit price."""
BARE, OLD, NEW = range(3)
LENGTHS, KEYS, FORMS = 64, 1024, 4
"""How many seconds, keys and forms there is room for in the number of a shape."""
HEAD = b'{"request_id":"' + b"-" * 36 + b'","timestamp":"' + b"-" * 19 + b'Z",'
ID, STAMP = slice(15, 51), slice(66, 85)
DASHES = (8, 12, 16, 20)
EXPANSIONS = ("auth_method", "auth_method_structured")


@dataclass(frozen=True, slots=True)
class Shape:
    """All that events have in common that differ only in their id and time."""

    offer: Offer
    seconds: int
    key: Key
    form: int

    @property
    def nano(self) -> tuple[int, int]:
        """What it costs before and after the discount, in nano-dollars."""
        before = self.offer.micro * self.offer.milli * self.seconds
        return before, before * (100 - self.offer.percent) // 100


def auth_of(key: Key, expand: frozenset[str]) -> dict[str, Any]:
    """Who called, in the forms that were asked for."""
    who = {"login_username": key.id} if key.login else {"api_key_id": key.id}
    both = {"auth_method": key.name, "auth_method_structured": {"detail": key.name, **who}}
    return {word: both[word] for word in EXPANSIONS if word in expand}


def number(amount: Decimal) -> int | float:
    """An amount as JSON writes it: without a fraction where there is none."""
    return int(amount) if amount == int(amount) else float(amount)


def costs_of(before: int, after: int) -> dict[str, int | float]:
    """The three cost fields, from nano-dollars before and after the discount."""
    amounts = {"cost_subtotal": before, "cost_discount": before - after, "cost_total": after}
    return {name: number(from_nano(nano)) for name, nano in amounts.items()}


@dataclass(frozen=True)
class Events:
    """Columns, newest first. `place` is the take that an event bills; ids are two halves of 64 bits."""

    studio: Studio

    @cached_property
    def _order(self) -> tuple[Whole, Whole, Whole]:
        """Each event's take and the two halves of its id, newest first."""
        takes = self.studio.takes
        own = takes.of("fal")
        own = own[~takes.failed[own]]
        dice = np.random.default_rng([self.studio.seed, 400])
        high, low = dice.integers(0, 1 << 63, (2, len(own)), dtype=np.int64)
        high = high & ~np.int64(0xF000) | np.int64(0x4000)
        order = np.lexsort((low, high, takes.at[own]))[::-1]
        return own[order], high[order], low[order]

    @cached_property
    def place(self) -> Whole:
        """The take that each event bills."""
        return self._order[0]

    @cached_property
    def at(self) -> Whole:
        """When each was requested, in Unix seconds."""
        return self.studio.takes.at[self.place]

    @cached_property
    def arrives(self) -> Whole:
        """When each is first shown."""
        return self.studio.takes.arrives[self.place]

    @cached_property
    def key(self) -> Whole:
        """The key (a place in the ring) of each."""
        return self.studio.takes.key[self.place]

    @cached_property
    def offer(self) -> Whole:
        """The offer of each."""
        return self.studio.takes.offer[self.place]

    @cached_property
    def code(self) -> Whole:
        """Each event's shape as one number: offer, seconds, key and form."""
        takes: Takes = self.studio.takes
        odd = np.arange(len(self.at)) % BARE_EVERY == 0
        form = np.where(self.at >= COSTS_SINCE, NEW, np.where(odd & (self.at < BARE_UNTIL), BARE, OLD))
        return np.asarray(((self.offer * LENGTHS + takes.seconds[self.place]) * KEYS + self.key) * FORMS + form)

    def shape(self, code: int) -> Shape:
        """What such a number stands for."""
        rest, form = divmod(code, FORMS)
        rest, key = divmod(rest, KEYS)
        offer, seconds = divmod(rest, LENGTHS)
        return Shape(offers()[offer], seconds, self.studio.ring.keys[key], form)

    def written(self, rows: Whole, expand: frozenset[str]) -> bytes:
        """These rows as the inside of a JSON list: each a head of fixed width and the tail of its shape."""
        tails = self._tails.setdefault(expand, _Tails(self, expand))
        parts = [b""] * (2 * len(rows))
        parts[0::2] = self._heads(rows)
        parts[1::2] = map(tails.__getitem__, self.code[rows].tolist())
        return b"".join(parts)[:-1]

    def ids(self, rows: Whole) -> list[str]:
        """The request ids of these rows."""
        return [text.decode() for text in _strings(self._dashed(rows))]

    def _heads(self, rows: Whole) -> list[bytes]:
        heads = np.tile(np.frombuffer(HEAD, dtype=np.uint8), (len(rows), 1))
        heads[:, ID] = self._dashed(rows)
        stamps = np.datetime_as_string(self.at[rows].astype("datetime64[s]")).astype("S19")
        heads[:, STAMP] = stamps.view(np.uint8).reshape(-1, 19)
        return _strings(heads)

    def _dashed(self, rows: Whole) -> Letters:
        """Each id as 36 letters: 32 hexadecimal digits and four dashes."""
        halves = np.stack([self._order[1][rows], self._order[2][rows]], axis=1).astype(">i8")
        digits = np.frombuffer(halves.tobytes().hex().encode(), dtype=np.uint8).reshape(-1, 32)
        return np.insert(digits, DASHES, ord("-"), axis=1)

    @cached_property
    def _tails(self) -> dict[frozenset[str], "_Tails"]:
        return {}


class _Tails(dict[int, bytes]):
    """The end of every row, by shape; there are a few thousand shapes, whatever the studio's size."""

    def __init__(self, events: Events, expand: frozenset[str]) -> None:
        super().__init__()
        self.events, self.expand = events, expand

    def __missing__(self, code: int) -> bytes:
        fields = _fields(self.events.shape(code), self.expand)
        self[code] = json.dumps(fields, separators=(",", ":"))[1:].encode() + b","
        return self[code]


def _strings(letters: Letters) -> list[bytes]:
    """Rows of letters as byte strings."""
    return list(np.ascontiguousarray(letters).view(f"S{letters.shape[1]}").ravel().tolist())


def _fields(shape: Shape, expand: frozenset[str]) -> dict[str, Any]:
    before, after = shape.nano
    bare = shape.form == BARE
    return {
        "endpoint_id": shape.offer.endpoint,
        "output_units": None if bare else number(Decimal(shape.offer.milli * shape.seconds).scaleb(-3)),
        "unit_price": None if bare else number(Decimal(shape.offer.micro).scaleb(-6)),
        "percent_discount": shape.offer.percent or None,
        **(costs_of(before, after) if shape.form == NEW else {}),
        "cost_estimate_nano_usd": after,
        **auth_of(shape.key, expand),
    }
