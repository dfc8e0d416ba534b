"""What the ledger need not keep for ever: letters long sent, and collections that later ones repeated."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, text

from db.slots import forget_past
from db.tables import Message
from db.upsert import table_of
from db.window import microseconds

MESSAGE = table_of(Message)
SLOTS_STAY: Final = timedelta(days=7)
"""A slot is asked for at its own instant alone; a week is for whoever looks up what went wrong."""
LETTERS_STAY: Final = timedelta(days=400)
"""So that the letter about the same month of the year before can still be found."""
RUNS_STAY: Final = timedelta(days=90)
"""From then on a good run stays only where no later one asked for all of its days again; imports stay for good."""
REPEATED: Final = text("""
DELETE FROM run WHERE ended < :before AND what IN ('collect', 'names and prices') AND EXISTS (
    SELECT 1 FROM run l WHERE l.account_id = run.account_id AND l.what = run.what AND l.id > run.id AND l.error = ''
    AND (run.what <> 'collect' OR (l.since <= run.since AND l.until >= run.until)))
""")


def forget(connection: Connection, now: datetime) -> tuple[int, int, int]:
    """Forget what is too old to be of use: how many slots, letters and runs those were."""
    slots = forget_past(connection, now - SLOTS_STAY)
    sent = delete(MESSAGE).where(MESSAGE.c.sent < microseconds(now - LETTERS_STAY))
    runs = connection.execute(REPEATED, {"before": microseconds(now - RUNS_STAY)})
    return slots, connection.execute(sent).rowcount, runs.rowcount
