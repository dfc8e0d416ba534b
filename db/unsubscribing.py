"""One click that ends a letter: the link is signed, and what it names is written into what its reader does without."""

import hmac
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select, update

from db.audit import audit
from db.lists import MEMBER, stored_members
from db.members import Member, member_of
from db.outbox import key

WHO: Final = "the link in a letter"


def token(secret: str, email: str, letter: str) -> str:
    """What stands behind `/unsubscribe?token=` in a letter to somebody; `secret` is `outbox.key`."""
    return hmac.new(secret.encode(), f"{email}\n{letter}".encode(), "sha256").hexdigest()


def meant(connection: Connection, said: str, letters: Iterable[str]) -> tuple[Member, str] | None:
    """Whom and which of these letters a token is about; None for a token that we have not given to anybody."""
    secret, known = key(connection), sorted(letters)
    every = ((member, letter) for member in stored_members(connection) for letter in known)
    found = [one for one in every if hmac.compare_digest(token(secret, one[0].email, one[1]).encode(), said.encode())]
    return found[0] if found else None


def do_without(connection: Connection, email: str, letter: str, now: datetime) -> bool:
    """Send somebody a letter no more, audited; whether it is news."""
    row = connection.execute(select(MEMBER).where(MEMBER.c.email == email).with_for_update()).one()
    before = member_of(row).without
    after = ",".join(sorted({*filter(None, before.split(",")), letter}))
    if after == before:
        return False
    connection.execute(update(MEMBER).where(MEMBER.c.email == email).values(without=after))
    audit(connection, now, WHO, f"letters that {email} does without", before, after)
    return True
