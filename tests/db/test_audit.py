"""Is it written down who changed what, from what, into what, when?"""

from sqlalchemy import Engine

from db.audit import audit
from db.engine import writing
from db.window import microseconds
from tests.db.cast import NOW, rows


def test_a_change_is_one_line(ledger: Engine) -> None:
    """In the order in which they were made, each with its instant."""
    with writing(ledger) as connection:
        audit(connection, NOW, "mara@studio.example", "budget trailers", "1000", "1200")
        audit(connection, NOW, "ivo@studio.example", "budget social", "", "500")
    at = microseconds(NOW)
    assert rows(ledger, "SELECT at, who, what, before, after FROM audit ORDER BY id") == [
        (at, "mara@studio.example", "budget trailers", "1000", "1200"),
        (at, "ivo@studio.example", "budget social", "", "500"),
    ]
