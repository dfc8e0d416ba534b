"""Who may look, as what and at which teams; and when letters may reach them."""

import re
from datetime import time
from typing import Annotated, Any, Final, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

from db.door import Amount
from db.facts import Id, Word
from db.money import from_nano
from db.problems import nearest

Role = Literal["admin", "finance", "lead", "viewer"]
OF_TEAMS = ("lead", "viewer")
"""Roles that see the work of their own teams alone."""
LETTERS: Final = (
    "budget_alert", "forecast_alert", "anomaly", "collection_failed", "alert", "alerts_digest", "weekly_digest",
    "monthly_statement",
)  # fmt: skip
"""Every letter that a member may do without, as the files in dashboard/letters are called."""
WISHES: Final = ("letters", "zone", "quiet", "minimum", "without")
"""What a member says of how they want to be told."""
ADDRESS = re.compile(r"[^@\s,;]+@[^@\s,;]+")


def _address(text: str) -> str:
    if not ADDRESS.fullmatch(text):
        raise ValueError(f"{text[:80]!r} is no e-mail address")
    return text.lower()


def _teams(text: str) -> str:
    names = re.split(r"[,;]", text)
    return ",".join(sorted({name.strip() for name in names if name.strip()}))


def _letters(text: str) -> str:
    """Names of letters, each once. Raises ValueError for one that does not exist, with the nearest that does."""
    names = _teams(text)
    for name in filter(None, names.split(",")):
        if name not in LETTERS:
            raise ValueError(f"{name[:40]!r} is no letter; {nearest(name, LETTERS)}")
    return names


def _zone(name: str) -> str:
    if name and name not in available_timezones():
        advice = nearest(name, available_timezones(), "write one such as UTC or Europe/Berlin.")
        raise ValueError(f"{name[:40]!r} is no time zone; {advice}")
    return name


def _hours(text: str) -> str:
    """Hours of the day such as 22:00-07:00. Raises ValueError for anything else, and for hours that are all or none."""
    if not text:
        return ""
    try:
        begin, end = (time.fromisoformat(word.strip()) for word in text.split("-"))
    except ValueError:
        begin = end = time.min
    if begin == end:
        raise ValueError(f"{text[:40]!r} are no quiet hours; write them as 22:00-07:00")
    return f"{begin:%H:%M}-{end:%H:%M}"


class Member(BaseModel):
    """Somebody who may look. `teams` are names with commas between them, in their order.

    `letters` says when alerts reach them: at once, in one letter a day, or never, and then no other letter does either.
    In `quiet` hours (22:00-07:00) of their `zone` ("" is the company's) nothing does. `minimum` is the least money, in
    nano-units of the reporting currency, that an alert about money is to be about; `without` are the letters they do
    not want, by comma.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    email: Annotated[Id, AfterValidator(_address)]
    role: Role
    teams: Annotated[Word, AfterValidator(_teams)] = ""
    letters: Literal["immediate", "daily", "never"] = "immediate"
    zone: Annotated[Word, AfterValidator(_zone)] = ""
    quiet: Annotated[Word, AfterValidator(_hours)] = ""
    minimum: Amount = 0
    without: Annotated[Word, AfterValidator(_letters)] = ""

    @model_validator(mode="after")
    def _has_something_to_see(self) -> "Member":
        if self.role in OF_TEAMS and not self.teams:
            raise ValueError(f"a {self.role} sees the work of their own teams; name one or more in teams")
        return self

    @property
    def own(self) -> tuple[str, ...]:
        """The names of the member's teams."""
        return tuple(self.teams.split(",")) if self.teams else ()


def member_of(row: Any) -> Member:
    """The member that a stored row stands for."""
    said = {name: getattr(row, name) for name in Member.model_fields}
    return Member.model_validate(said | {"minimum": from_nano(row.minimum)})
