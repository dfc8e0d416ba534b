"""LiteLLM's map of prices (model_prices_and_context_window.json): what many sellers ask, as others have read it.

A map is a last resort. Its prices are kept with the origin `map`, which any price of our own sheets, of the seller
itself or of a contract outranks, so it prices only what nothing else does. It says nothing of since when a price
holds: from the day on which it was brought in, up to the day on which the map says that the model ends.

Tokens are read of sellers whose bills we know, seconds of video of everybody. What is priced in tiers (long inputs)
counts at its first tier. For peak and off-peak the map's own words are used; an older map has of DeepSeek only what
the peak asks, which is twice as much, and what it says then holds for the peak alone.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from collectors.deliveries import Delivery, FileKind, Imported, Refusal
from collectors.files.litellm.entries import Listed, entries, prices
from db.facts import Price
from db.reckon import reckon_open
from db.standing import say_standing

NOBODY: Final = 0  # a map belongs to no account


class LiteLLM(FileKind[Listed]):
    """The map as LiteLLM publishes it."""

    def read(self, path: Path) -> Iterator[Listed | Refusal]:
        """Every price that we can use, once; an entry that cannot be read is refused by its number, plain names first.

        Raises UntrustedFile.
        """
        seen: set[tuple[str, ...]] = set()
        for number, (name, entry) in enumerate(entries(path).items(), start=1):
            try:
                found = [one for one in prices(name, entry) if one.what not in seen]
                seen |= {one.what for one in found}
                yield from found
            except ValueError as fault:
                yield Refusal(number, f"{name[:80]}: {fault}")

    def bring(self, delivery: Delivery) -> Imported:
        """Keep the prices, and price open days that had none."""
        today, currency = delivery.now.date(), delivery.settings.reporting_currency
        imported, kept = Imported("litellm"), dict[tuple[str, ...], Price]()
        for said in (one for file in delivery.files for one in self.read(file)):
            if isinstance(said, Refusal):
                imported.refused.append(said)
            elif said.until is None or said.until > today:
                kept.setdefault(said.what, _price(said, today))
        with delivery.bringing(imported) as connection:
            imported.rows, imported.new = len(kept), say_standing(connection, NOBODY, list(kept.values()))
            if imported.new:
                imported.days = reckon_open(connection, currency=currency, now=delivery.now, who="import litellm")
        imported.unchanged = imported.rows - imported.new
        return imported


def _price(said: Listed, today: date) -> Price:
    return Price(
        seller=said.seller, model=said.model, endpoint=said.endpoint, mode=said.mode, resolution=said.resolution,
        unit=said.unit, amount=said.amount, valid_from=today, valid_to=said.until, source=said.source,
        checked_on=today, origin="map",
    )  # fmt: skip
