"""What the invented studio can buy: every model and mode at one price, and the days on which it was sold so.

A price change or a discount that ends is a second offer that begins on the day the first one stops.
"""

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.datetime64]
Shares = NDArray[np.float64]

PROVIDERS = ("fal", "openai", "kling")
SORA_ENDS = np.datetime64("2026-09-24")
SUCCESSORS = ("veo", "kling")
"""The families that take over the work of a provider that sells nothing any more."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A model in one mode at one price; `endpoint` is the provider's own word for it.

    `micro` is the price of a unit in millionths of a dollar, `milli` the units that a second of video
    takes, in thousandths: their product is whole nano-dollars. For Kling the price is the list price.
    """

    provider: str
    endpoint: str
    family: str
    model: str
    function: str
    resolution: str
    audio: str
    unit: str
    micro: int
    milli: int
    percent: int
    weight: float
    since: np.datetime64
    until: np.datetime64
    lengths: tuple[int, ...]

    @property
    def nano_per_second(self) -> int:
        """What a second of video costs after the discount, in nano-dollars."""
        return self.milli * self.micro * (100 - self.percent) // 100


@cache
def offers() -> tuple[Offer, ...]:
    """Every offer of the table beside this file, in its order."""
    text = (files(__package__) / "offers.csv").read_text(encoding="utf-8")
    return tuple(_offer(row) for row in csv.DictReader(text.splitlines()))


def _offer(row: dict[str, str]) -> Offer:
    return Offer(
        provider=row["provider"],
        endpoint=row["endpoint"],
        family=row["family"],
        model=row["model"],
        function=row["function"],
        resolution=row["resolution"],
        audio=row["audio"],
        unit=row["unit"],
        micro=int(Decimal(row["price"]).scaleb(6)),
        milli=int(Decimal(row["per_second"]).scaleb(3)),
        percent=int(row["percent"] or 0),
        weight=float(row["weight"]),
        since=np.datetime64(row["since"] or "2000-01-01"),
        until=np.datetime64(row["until"] or "2100-01-01"),
        lengths=tuple(int(seconds) for seconds in row["lengths"].split()),
    )


def chances(days: Days, mix: dict[str, float]) -> Shares:
    """How likely each offer is taken on each day (days × offers) by a team that spreads its work by `mix`.

    The share of a provider that sells nothing on a day goes to what else its work can be done with.
    """
    sold = np.array([(days >= offer.since) & (days < offer.until) for offer in offers()]).T
    wanted = sold * np.array([offer.weight for offer in offers()])
    for provider in PROVIDERS:
        own = np.array([offer.provider == provider for offer in offers()])
        whole = np.maximum(wanted[:, own].sum(axis=1, keepdims=True), 1e-9)
        wanted[:, own] *= mix[provider] / whole
    return _with_successors(wanted)


def _with_successors(wanted: Shares) -> Shares:
    heirs = np.array([offer.family in SUCCESSORS for offer in offers()])
    lost = 1 - wanted.sum(axis=1, keepdims=True)
    wanted[:, heirs] *= 1 + lost / np.maximum(wanted[:, heirs].sum(axis=1, keepdims=True), 1e-9)
    return np.asarray(wanted / wanted.sum(axis=1, keepdims=True))
