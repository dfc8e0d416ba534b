"""Who may look, and as what: an e-mail, a role and, for those who see only some teams, which."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

from db.facts import Id, Word

Role = Literal["admin", "finance", "lead", "viewer"]
OF_TEAMS = ("lead", "viewer")
"""Roles that see the work of their own teams alone."""
ADDRESS = re.compile(r"[^@\s,;]+@[^@\s,;]+")


def _address(text: str) -> str:
    if not ADDRESS.fullmatch(text):
        raise ValueError(f"{text[:80]!r} is no e-mail address")
    return text.lower()


def _teams(text: str) -> str:
    names = re.split(r"[,;]", text)
    return ",".join(sorted({name.strip() for name in names if name.strip()}))


class Member(BaseModel):
    """Somebody who may look. `teams` are names with commas between them, in their order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    email: Annotated[Id, AfterValidator(_address)]
    role: Role
    teams: Annotated[Word, AfterValidator(_teams)] = ""

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
    return Member(email=row.email, role=row.role, teams=row.teams)
