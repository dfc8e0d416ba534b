"""Letters that somebody does without, because they clicked on the link that ends them."""

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select, update

from db.audit import audit
from db.lists import MEMBER

WHO: Final = "the link in a letter"


def do_without(connection: Connection, email: str, letter: str, now: datetime) -> None:
    """Send somebody a letter no more, audited where that is news; nothing for somebody who is no member any more."""
    asked = select(MEMBER.c.without).where(MEMBER.c.email == email).with_for_update()
    before = connection.execute(asked).scalar()
    if before is None:
        return
    after = ",".join(sorted({*filter(None, before.split(",")), letter}))
    if after != before:
        connection.execute(update(MEMBER).where(MEMBER.c.email == email).values(without=after))
        audit(connection, now, WHO, f"letters that {email} does without", before, after)
