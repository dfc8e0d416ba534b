"""How far the cost of as many usable seconds moves with its price, its volume and what is kept."""

from datetime import date
from decimal import Decimal

from dashboard.measures.what_if.tornado import bars, bend, cost_of
from dashboard.scenarios.answer import Answer, Told
from dashboard.scenarios.asked import Asked
from dashboard.view import View

QUESTION = "What matters most"
NEEDS_WORK = True
NAMES = {"price": "Price of a second", "volume": "Usable seconds", "kept": "Part that is kept"}
USUAL = 20
UNJUDGED = "Nobody said which clips were kept, so usable seconds are not known. Import a job log or selects."


def answer(view: View, _: date, asked: Asked) -> Answer:
    """What the usable seconds cost, and between which ends each assumption by itself moves that."""
    price, volume, kept = view.number("cost_per_second"), view.number("usable_seconds"), view.number("keep_rate")
    if not price or not volume or not kept:
        return Answer(said=(UNJUDGED,))
    percents = {name: asked.number(f"bend_{name}", USUAL, 0, 90) for name in NAMES}
    parts = {name: percent / 100 for name, percent in percents.items()}
    found = bars(price, volume, kept, bend({"price": price, "volume": volume, "kept": kept}, parts))
    more = [Told("Cost of the usable seconds", "cost", cost_of(price, volume, kept))]
    for bar in found:
        label = f"{NAMES[bar.name]} ± {percents[bar.name]:f}% moves it by"
        more.append(Told(label, "cost", bar.width))
    return Answer(
        place=f"{NAMES[found[0].name]} matters most",
        wanted=Decimal(volume),
        clips=view.number("clips"),
        kept_now=kept,
        usable_now=view.number("cost_per_usable_second"),
        more=tuple(more),
    )
