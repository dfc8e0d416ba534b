"""Price sheets: what a seller asks and what a model can do, since when, seen where, checked on.

One TOML file a seller; a new file is one more sheet. In it:

`seller`, the provider's name.
`[[lists]]`, one thing that was read once: `source`, `checked_on`, `valid_from` (and whatever else all its
prices share) and `prices`, each a row that may say any of it differently. Fields are those of `db.facts.Price`.
A row says a word (mode, resolution, audio) where the price holds for that alone; a word left out means any.
`[[models]]`, the fields of `db.facts.Model`, in the sheet of the model's maker.
`[[endpoints]]`, what the provider's own words stand for, perhaps `since` a day: the longest `prefix` counts.

Tiers go by what a second of 720p with sound costs at the maker (where the maker makes no such thing or its price
is not known, the nearest that is): commodity up to $0.10, middle up to $0.25, premium above. Those of language models
go by what a million output tokens cost at the maker: commodity up to $5, middle up to $15, premium above.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from collectors.price_sheets.reading import BadSheet as BadSheet
from collectors.price_sheets.reading import facts, loaded, made, tables
from db.facts import Audio, Fact, Id, Model, Price, Word

KNOWN = ("seller", "lists", "models", "endpoints")


class Endpoint(Fact):
    """What endpoints that begin with `prefix` make, as far as the name alone tells.

    `input_billed`: video that is put in is billed too, so what was billed is not what came out. `since`: the day on
    which the name came to stand for this model.
    """

    prefix: Id
    model: Id
    mode: Word = ""
    resolution: Word = ""
    audio: Audio = ""
    input_billed: bool = False
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One seller's sheet; `name` is the file's, and the provider's."""

    name: str
    prices: tuple[Price, ...]
    models: tuple[Model, ...]
    endpoints: tuple[Endpoint, ...]

    def endpoint(self, said: str, day: date = date.max) -> Endpoint | None:
        """The entry with the longest prefix of whole parts (between slashes), None where there is none.

        Of several for a name that came to stand for something else, that of the day counts.
        """
        fitting = (one for one in self.endpoints if f"{said}/".startswith(f"{one.prefix}/"))
        by_then = (one for one in fitting if (one.since or date.min) <= day)
        return max(by_then, key=lambda one: (len(one.prefix), one.since or date.min), default=None)


@cache
def sheets() -> tuple[Sheet, ...]:
    """Every sheet there is a file for, in alphabetical order. Raises BadSheet."""
    found = (one for one in files(__name__).iterdir() if one.name.endswith(".toml"))
    ordered = sorted(found, key=lambda one: one.name)
    return tuple(read(one.name.removesuffix(".toml"), one.read_text(encoding="utf-8")) for one in ordered)


@cache
def sheet(name: str) -> Sheet:
    """The sheet in `<name>.toml`. Raises KeyError where there is none."""
    return {one.name: one for one in sheets()}[name]


@cache
def model(name: str) -> Model | None:
    """What is known of a model by its common name."""
    return next((one for found in sheets() for one in found.models if one.model == name), None)


@cache
def own_seller(model: str) -> str:
    """Who sells a model for its maker: the seller whose sheet says what it can do; "" where none does."""
    return next((found.name for found in sheets() for one in found.models if one.model == model), "")


def lengths(durations: str) -> frozenset[int]:
    """The whole seconds that `Model.durations` allows: single ones ("4 6 8") or a range ("3-15")."""
    spans = [(int(first), int(last or first)) for first, _, last in (w.partition("-") for w in durations.split())]
    return frozenset(second for first, last in spans for second in range(first, last + 1))


def read(name: str, text: str) -> Sheet:
    """One sheet from its text. Raises BadSheet, with one sentence."""
    where = f"{name}.toml"
    said = loaded(where, text, KNOWN)
    models, endpoints = facts(Model, where, said, "models"), facts(Endpoint, where, said, "endpoints")
    return Sheet(name, tuple(_prices(where, said)), models, endpoints)


def _prices(where: str, said: Mapping[str, Any]) -> Iterator[Price]:
    """Each price, with what its list says of all of them."""
    for number, group in tables(where, said, "lists"):
        shared = {"seller": said.get("seller", ...), "origin": "sheet"} | {**group}
        shared.pop("prices", None)
        for row, one in tables(f"{where}, list {number}", group, "prices"):
            yield made(Price, f"{where}, list {number}, price {row}", shared | dict(one))
