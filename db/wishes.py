"""How one member wants to be told, changed without touching anybody else's, and audited."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Engine, select, update

from db.audit import audit
from db.engine import writing
from db.lists import MEMBER
from db.members import WISHES, Member, member_of
from db.money import from_nano, plain


class WrongWish(Exception):
    """A wish that cannot be kept. One sentence says why, and what to do."""


def save_wishes(engine: Engine, email: str, wishes: Mapping[str, Any], now: datetime, who: str) -> bool:
    """Let a member be told so from now on (`minimum` is a Decimal); whether that is news. Raises WrongWish."""
    with writing(engine) as connection:
        row = connection.execute(select(MEMBER).where(MEMBER.c.email == email)).first()
        if row is None:
            raise WrongWish(f"nobody with the address {email[:80]} is a member any more; reload the page")
        before = member_of(row)
        after = _with(before, wishes)
        if after == before:
            return False
        changed = {name: getattr(after, name) for name in WISHES}
        connection.execute(update(MEMBER).where(MEMBER.c.email == email).values(**changed))
        audit(connection, now, who, f"member {email}", told(before), told(after))
    return True


def told(member: Member) -> str:
    """How a member wants to be told, in a line."""
    said = [
        member.letters, member.zone, member.quiet and f"quiet {member.quiet}",
        member.minimum and f"from {plain(from_nano(member.minimum))}", member.without and f"without {member.without}",
    ]  # fmt: skip
    return ", ".join(str(one) for one in said if one)


def _with(before: Member, wishes: Mapping[str, Any]) -> Member:
    known = before.model_dump() | {"minimum": from_nano(before.minimum)}
    try:
        return Member.model_validate(known | {name: value for name, value in wishes.items() if name in WISHES})
    except ValidationError as wrong:
        first = wrong.errors()[0]
        said = first["msg"].removeprefix("Value error, ")
        raise WrongWish(f"{first['loc'][0]}: {said}" if first["loc"] else said) from None
