"""Who hears of an alert: whoever may see all that it is about, and wants to hear of such as it."""

from collections.abc import Iterable
from typing import Final

from dashboard.telling.naming import DIGEST, letter_of
from db.alerts import Told
from db.members import Member

ALL_SEEING: Final = ("admin", "finance")
"""Roles that hear of everything, and of what nobody has acknowledged."""
ESCALATED: Final = "escalated"


def readers_of(told: Told, members: Iterable[Member], about: str = "crossed") -> list[Member]:
    """Those of the members who are told that the alert `crossed`, `cleared` or `escalated`."""
    return [one for one in members if may_hear(one, told) and _is_for(one, about) and _wants(one, told)]


def may_hear(member: Member, told: Told) -> bool:
    """Whether all that an alert is about is the member's to see: a lead's, where each of its teams is theirs."""
    if member.role in ALL_SEEING:
        return True
    teams = set(told.where.get("team", ()))
    return member.role == "lead" and bool(teams) and teams <= set(member.own)


def letter_name(member: Member, told: Told) -> str:
    """The letter in which the member is told."""
    return DIGEST if member.letters == "daily" else letter_of(told.kind)


def _is_for(member: Member, about: str) -> bool:
    return about != ESCALATED or member.role in ALL_SEEING


def _wants(member: Member, told: Told) -> bool:
    """Whether they want letters, this one, and of so little money; an alert that is not about money is never small."""
    unwanted = set(member.without.split(",")) & {letter_of(told.kind), letter_name(member, told)}
    small = told.impact is not None and abs(told.impact) < member.minimum
    return member.letters != "never" and not unwanted and not small
