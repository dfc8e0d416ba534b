"""Occasions to write each letter for, in the steady studio at noon of 22 November 2026, and what can be read in one."""

import re
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

from dashboard.lettering.letter import Occasion
from dashboard.view import Reader
from db.alerts import Told
from db.budget_names import RULES
from db.members import Member
from tests.dashboard import steady
from tests.db.cast import NOW

SITE = "https://reelspend.studio.example"
FINANCE = Member(email="mara@studio.example", role="finance")
LEAD = Member(email="ivo@studio.example", role="lead", teams="social")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
PERIODS = {"week": "2026-W46", "month": "2026-10"}
KINDS = {"budget_alert": "budget", "forecast_alert": "forecast", "collection_failed": "collection"}
"""The kind of alert that a letter of another name tells of."""


def told(kind: str, **more: object) -> Told:
    """The wild day of social's script, as an alert of some kind."""
    said = {
        "rule": f"{RULES.get(kind, kind)} Social", "threshold": "100", "period": "2026-11", "kind": kind,
        "scope": "team=social",
        "said": "social has spent 360.00 USD, more than its budget", "todo": "Ask Ivo what his script did",
        "impact": 297 * 10**9, "address": "/teams?period=Custom&days=2026-11-01&days=2026-11-22&team=social",
        "id": 17, "at": NOW - timedelta(hours=1),
    }  # fmt: skip
    return Told(**(said | more))  # type: ignore[arg-type]  # each has the type of its field


def occasion(folder: Path, letter: str, every: str = "", reader: Member = FINANCE, **more: object) -> Occasion:
    """Why a letter of that name is written: about one alert, or a week or month where it comes by the calendar."""
    own = frozenset(reader.own) if reader.role in ("lead", "viewer") else None
    view = steady.view_of(folder, Reader(reader.email, own))
    one = told(KINDS.get(letter, letter), **{"period": f"{steady.WILD}"} if letter == "anomaly" else {})
    said = {"alerts": (one,), "period": PERIODS.get(every, "")} | more
    return Occasion(view, NOW, ZoneInfo("UTC"), SITE, reader, **said)  # type: ignore[arg-type]  # the same


@dataclass(frozen=True)
class Table:
    """A table of numbers in a letter, as texts, and the address below it, "" where there is none."""

    headings: list[str]
    rows: list[list[str]]
    address: str


def tables(html: str) -> list[Table]:
    """Every table of numbers of a letter."""
    parts = html.split('<table class="numbers"')[1:]
    return [_table(part) for part in parts]


def _table(part: str) -> Table:
    inside, _, after = part.partition("</table>")
    headings, *rows = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in inside.split("<tr")[1:])
    link = re.match(r'\s*<p[^>]*><a[^>]*href="([^"]*)"', after)
    plain = [[unescape(cell).strip() for cell in row] for row in rows]
    return Table(headings, plain, unescape(link.group(1)).removeprefix(SITE) if link else "")


def texts(html: str) -> str:
    """All that can be read in a letter, and what is said of its pictures."""
    body = html[html.index("<body") :]
    said = re.findall(r'alt="([^"]*)"', body)
    return unescape(" ".join([re.sub(r"<[^>]*>", " ", body), *said]))


def numbers(text: str) -> set[str]:
    """Every number in a text, as it is written; those of links do not count."""
    return set(NUMBER.findall(re.sub(r"https?://\S+", "", text)))
