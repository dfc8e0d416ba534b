"""The colours of charts by day and by night, on screens as in letters: they differ also for the colour-blind."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of one theme: texts, lines, the series in order, and what stands for all the rest."""

    text: str
    muted: str
    line: str
    ground: str
    series: tuple[str, ...]
    rest: str


DAY = Look(
    "#1f2933", "#52606d", "#e1e6eb", "#ffffff",
    ("#1f5f8b", "#e08a2e", "#3d9384", "#a44a6e", "#8a8a35", "#7466ad", "#5aa5d6", "#b5651d"), "#a3adb8",
)  # fmt: skip
NIGHT = Look(
    "#e6eaee", "#a9b4bf", "#2b3641", "#12181f",
    ("#6fb1de", "#f0a95a", "#63bfae", "#d784a5", "#bfbf68", "#a99ce0", "#3f83b3", "#d98c4a"), "#6b7783",
)  # fmt: skip
