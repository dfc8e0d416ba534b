"""Write a letter: the same draft as plain text and as HTML, so that both say the same numbers."""

from functools import cache
from pathlib import Path
from typing import Final

from css_inline import CSSInliner
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from dashboard.lettering.columns import columns, filled
from dashboard.lettering.draft import NOT_KNOWN, Draft
from dashboard.lettering.letter import Letter, Occasion
from dashboard.lettering.origin import origin
from dashboard.lettering.words import parted, subject
from dashboard.measures import amounts

TEMPLATES: Final = Path(__file__).parent / "templates"


def write(draft: Draft, occasion: Occasion) -> Letter:
    """The letter that a draft makes."""
    glance = next((one for part in draft.parts for one in part.sentences), "")
    said = {"letter": draft, "glance": glance, "foot": _foot(occasion), "not_known": NOT_KNOWN, "leave": occasion.leave}
    said["site"] = occasion.site.rstrip("/")
    html = _inliner().inline(_paper().get_template("letter.html").render(said))
    text = _paper().get_template("letter.txt").render(said).strip() + "\n"
    pictures = [part.picture for part in draft.parts if part.picture]
    shown = {one.name: one.day for one in pictures} | {f"{one.name}-night": one.night for one in pictures}
    return Letter(subject(draft.subject), text, html, draft.address, shown)


@cache
def _paper() -> Environment:
    paper = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape(["html"]), undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    paper.filters |= {"filled": filled, "columns": columns, "parted": parted}
    return paper


@cache
def _inliner() -> CSSInliner:
    """Puts styles where mail programs look for them, and fetches nothing."""
    return CSSInliner(keep_style_tags=False, load_remote_stylesheets=False)


def _foot(occasion: Occasion) -> list[str]:
    """Where the numbers are from, and why this reader gets the letter."""
    today = occasion.now.astimezone(occasion.zone).date()
    return [*origin(occasion.view, occasion.zone, today), *_why(occasion), _made(occasion)]


def _why(occasion: Occasion) -> list[str]:
    reader = occasion.reader
    if reader is None:
        return []
    sees = "everything" if occasion.view.reader.teams is None else f"the work of {', '.join(reader.own)} alone"
    return [f"To {reader.email}, who is {reader.role} and sees {sees}. Which letters you get is yours to choose."]


def _made(occasion: Occasion) -> str:
    return f"Reckoned {amounts.instant(occasion.now, occasion.zone)}, days in {occasion.zone.key}."
