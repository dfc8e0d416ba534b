"""A letter, and all that one is written from: who reads it, what it is about, and the numbers they may see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from dashboard.view import View
from db.alerts import Told
from db.members import Member


@dataclass(frozen=True, slots=True)
class Letter:
    """What is read: a subject, the same in plain text and in HTML, and PNG pictures by the id that the HTML names.

    `address` is the path and query of the view that it is about.
    """

    subject: str
    text: str
    html: str
    address: str
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why a letter is written. `view` is everything its reader may see, on the days that the letter is about.

    `alerts` are those it tells of, `about` what each message says of its own (`crossed`, `cleared`, `escalated`), and
    `period` is the one of a digest or a statement, such as 2026-W47. `reader` is None where a channel without a person
    reads, such as Slack. `site` is the dashboard's address as readers reach it, without a slash at its end; `leave` is
    the link with which the reader stops such letters.
    """

    view: View
    now: datetime
    zone: ZoneInfo
    site: str
    reader: Member | None = None
    alerts: tuple[Told, ...] = ()
    about: str = "crossed"
    period: str = ""
    leave: str = ""
