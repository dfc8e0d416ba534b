"""Does one click end one letter of one reader, written down once?"""

from sqlalchemy import Engine

from db.engine import writing
from db.lists import replace_members, stored_members
from db.members import Member
from db.without import do_without
from tests.db.cast import NOW, rows

MARA, IVO = "mara@studio.example", "ivo@studio.example"


def test_a_letter_is_done_without(ledger: Engine) -> None:
    """Mara does without the digest, and later without the statement too; Ivo keeps both; the audit has two lines."""
    with writing(ledger) as connection:
        replace_members(connection, [Member(email=one, role="finance") for one in (MARA, IVO)], NOW, IVO)
        for letter in ("weekly_digest", "weekly_digest", "monthly_statement"):
            do_without(connection, MARA, letter, NOW)
        do_without(connection, "nobody@studio.example", "weekly_digest", NOW)
        assert {one.email: one.without for one in stored_members(connection)} == {
            MARA: "monthly_statement,weekly_digest", IVO: "",
        }  # fmt: skip
    said = "SELECT who, what, before, after FROM audit WHERE who LIKE 'the link%' ORDER BY id"
    about = ("the link in a letter", f"letters that {MARA} does without")
    assert rows(ledger, said) == [
        (*about, "", "weekly_digest"), (*about, "weekly_digest", "monthly_statement,weekly_digest"),
    ]  # fmt: skip
