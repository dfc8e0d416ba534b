"""The charts of letters, drawn as PNG by day and by night, with letters large enough for a phone."""

import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from dashboard.lettering.colours import DAY, NIGHT, Look
from dashboard.lettering.draft import Picture
from dashboard.measures import amounts

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDE: Final = 5.36
"""Inches: a hundred points of a letter's width each, of which a picture has 536."""
SHARP: Final = 200
TEXT: Final = 11
Value = Decimal | None
Draw = Callable[["Axes", Look], None]


def picture(name: str, alt: str, height: float, draw: Draw) -> Picture:
    """What `draw` puts on an empty chart of so many inches, in both looks."""
    return Picture(name, alt, _png(DAY, "#ffffff", height, draw), _png(NIGHT, "#12181f", height, draw))


def _png(look: Look, ground: str, height: float, draw: Draw) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDE, height), dpi=SHARP, facecolor=ground, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot(facecolor=ground)
    _quiet(axes, look)
    draw(axes, look)
    file = io.BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None}, pil_kwargs={"optimize": True})
    return file.getvalue()


def _quiet(axes: "Axes", look: Look) -> None:
    """No frame, quiet lines."""
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(look.line)
    axes.tick_params(colors=look.muted, labelsize=TEXT, length=0, pad=6)
    axes.margins(x=0.02)
    axes.set_axisbelow(True)


def amounts_on(axis: Any, currency: str, look: Look) -> None:
    """An axis of money, or of plain numbers where there is no currency; few lines, and cents only where it is small."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axis.set_major_locator(MaxNLocator(nbins=4, min_n_ticks=2))
    axis.set_major_formatter(FuncFormatter(lambda value, _: _short(value, currency)))
    axis.grid(visible=True, color=look.line, linewidth=0.8)


def _short(value: float, currency: str) -> str:
    shown = Decimal(f"{value:.6g}")
    digits = 0 if shown == shown.to_integral_value() else max(2, -int(shown.normalize().as_tuple().exponent))
    return amounts.money(shown, currency, digits) if currency else amounts.number(shown, digits)


def legend(axes: "Axes", look: Look, columns: int = 3) -> None:
    """Above the chart, in one line."""
    axes.legend(
        loc="lower left", bbox_to_anchor=(0, 1), ncols=columns, frameon=False, fontsize=TEXT, labelcolor=look.text,
        borderaxespad=0.2, handlelength=1.2, columnspacing=1.2, handletextpad=0.5,
    )  # fmt: skip


def high(values: Sequence[Value]) -> list[float]:
    """Numbers to draw: what is not known leaves a gap."""
    return [float("nan") if value is None else float(value) for value in values]
