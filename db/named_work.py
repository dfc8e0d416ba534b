"""Find work by its id alone, as the names of files have it: whose account it is of, and how long it is."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, bindparam, text

from db.upsert import in_parts

MOST: Final = 15_000
"""How many ids are asked for at once; each question reads all work."""
NAMED: Final = text("""
SELECT a.id, a.name, u.external_id, u.reference, u.seconds
FROM usage u JOIN stream s ON s.id = u.stream_id JOIN account a ON a.id = s.account_id
WHERE (u.external_id IN :words OR u.reference IN :words) AND (a.name = :account OR :account = '')
""").bindparams(bindparam("words", expanding=True))


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work: the number and name of its account, its id there, and its seconds (nano, None unknown)."""

    account_id: int
    account: str
    external_id: str
    seconds: int | None


def work_named(connection: Connection, words: Collection[str], account: str = "") -> dict[str, list[Work]]:
    """The work (of one account, if it is given) that has one of these words as its id or reference, by that word."""
    asked, found = set(words), defaultdict(list)
    for some in in_parts(sorted(asked), MOST):
        for number, name, external_id, reference, seconds in connection.execute(
            NAMED, {"words": some, "account": account}
        ):
            work = Work(number, name, external_id, seconds)
            for word in {external_id, reference} & set(some):
                found[word].append(work)
    return dict(found)
