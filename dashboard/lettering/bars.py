"""Bars of letters: two stretches of time beside each other by a word, and one day after another."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from dashboard.lettering.colours import Look
from dashboard.lettering.draft import Picture
from dashboard.lettering.pictures import TEXT, Value, amounts_on, high, legend, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST: Final = 8
LONGEST: Final = 22
"""So many letters of a word stand beside its bar."""


def beside(
    name: str, alt: str, words: Sequence[str], series: Sequence[tuple[str, Sequence[Value]]], currency: str
) -> Picture:  # fmt: skip
    """For each word a bar of each series, the first word on top; at most eight words."""
    words = list(words)[:MOST]
    thick = 0.8 / len(series)

    def draw(axes: "Axes", look: Look) -> None:
        for number, (label, values) in enumerate(series):
            at = [row + (number - (len(series) - 1) / 2) * thick for row in range(len(words))]
            colour = look.series[0] if number == 0 else look.rest
            axes.barh(at, high(values[:MOST]), height=thick * 0.92, color=colour, label=label)
        axes.set_yticks(range(len(words)), [_cut(word) for word in words], fontsize=TEXT, color=look.text)
        axes.invert_yaxis()
        amounts_on(axes.xaxis, currency, look)
        legend(axes, look)

    return picture(name, alt, 0.75 + 0.24 * len(words) * max(len(series), 1.6), draw)


def by_day(
    name: str, alt: str, days: Sequence[date], values: Sequence[Value], currency: str,
    odd: Collection[date] = (),
) -> Picture:  # fmt: skip
    """A bar for each day; those of `odd` days stand out."""

    def draw(axes: "Axes", look: Look) -> None:
        colours = [look.series[1] if day in odd else look.series[0] for day in days]
        axes.bar(range(len(days)), high(values), width=0.85, color=colours)
        days_below(axes, days)
        amounts_on(axes.yaxis, currency, look)

    return picture(name, alt, 2.3, draw)


def days_below(axes: "Axes", days: Sequence[date]) -> None:
    """Up to four days named below the bars, the last among them."""
    step = max(1, -(-len(days) // 4))
    at = range((len(days) - 1) % step, len(days), step)
    axes.set_xticks(at, [f"{days[number].day} {days[number]:%b}" for number in at])


def nothing(values: Sequence[Decimal | None]) -> bool:
    """Whether there is nothing to draw."""
    return not any(values)


def _cut(word: str) -> str:
    return word if len(word) <= LONGEST else f"{word[: LONGEST - 1]}…"
