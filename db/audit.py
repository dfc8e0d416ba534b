"""Who changed what, from what, into what, when."""

from datetime import datetime

from sqlalchemy import Connection, insert

from db.tables import Audit
from db.upsert import table_of
from db.window import microseconds


def audit(connection: Connection, at: datetime, who: str, what: str, before: str, after: str) -> None:
    """One more line in the audit; `before` and `after` are short words or sums, never a secret."""
    row = {"at": microseconds(at), "who": who, "what": what, "before": before, "after": after}
    connection.execute(insert(table_of(Audit)).values(**row))
