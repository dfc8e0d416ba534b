"""A shot that takes too much: every shot of its video with its takes, how many were kept, and what they cost."""

from dashboard.deliverables import whole
from dashboard.lettering.address import address_of
from dashboard.lettering.bars import beside
from dashboard.lettering.draft import NOT_KNOWN, Numbers, Part
from dashboard.lettering.evidence import work
from dashboard.lettering.letter import Occasion
from dashboard.lettering.words import written
from dashboard.measures import amounts
from dashboard.measures.deliverables import dearest_first
from db.alerts import Told

HEADINGS = ("Shot", "Takes", "Kept", "Cost")
MOST = 8
NO_SHOT = "no shot named"
ALT = "What each shot of the video cost, the dearest on top, as bars; the amounts are in the table below."


def parts(told: Told, occasion: Occasion) -> tuple[Part, ...]:
    """The shots of the alert's video over all its days; its work where the alert names no one video."""
    videos = list(told.where.get("video", ()))
    found = dearest_first(whole(occasion.view, videos).shots()).head(MOST) if len(videos) == 1 else None
    if found is None or found.empty:
        return work.parts(told, occasion)
    view, top = occasion.view, found.to_dict("records")
    rows = tuple(
        (row["shot"] or NO_SHOT, _count(row["takes"]), _count(row["kept"]), written("cost", row["cost"], view.currency))
        for row in top
    )
    address = address_of("videos", work.last_days(occasion), video=videos[0])
    numbers = Numbers(f"All days of {videos[0]}, in {view.currency}", HEADINGS, rows, False, address, "See the video")
    bars = beside("shots", ALT, [row[0] for row in rows], [("Cost", [row["cost"] for row in top])], view.currency)
    return (Part("Its shots", (), bars, numbers),)


def _count(value: int | None) -> str:
    return NOT_KNOWN if value is None else amounts.number(value)
