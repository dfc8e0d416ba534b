"""Words and numbers: which number a facet, a stream or a team has in this ledger, given one when it is new."""

import json
from collections.abc import Collection, Iterable
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, select

from db.facts import Facet
from db.tables import Facet as FacetRow
from db.tables import Stream, Team
from db.upsert import in_parts, table_of, upsert

FACET, STREAM, TEAM = table_of(FacetRow), table_of(Stream), table_of(Team)
WORDS = tuple(name for name in Facet.model_fields if name != "labels")


def digest_of(facet: Facet) -> str:
    """A short text that tells a facet from every other."""
    words = json.dumps([getattr(facet, name) for name in Facet.model_fields], ensure_ascii=False)
    return blake2b(words.encode(), digest_size=12).hexdigest()


def facet_numbers(connection: Connection, facets: Iterable[Facet]) -> dict[Facet, int]:
    """The number of each facet, those not yet known added."""
    asked = {digest_of(facet): facet for facet in set(facets)}
    known = _numbers(connection, asked)
    missing = sorted(digest for digest in asked if digest not in known)
    upsert(connection, FACET, ("digest",), (*WORDS, "labels"), [_row(digest, asked[digest]) for digest in missing])
    known |= _numbers(connection, missing)
    return {facet: known[digest] for digest, facet in asked.items()}


def _row(digest: str, facet: Facet) -> tuple[str, ...]:
    labels = json.dumps(dict(facet.labels), ensure_ascii=False, sort_keys=True) if facet.labels else ""
    return (digest, *(getattr(facet, name) for name in WORDS), labels)


def _numbers(connection: Connection, digests: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in in_parts(digests):
        asked = select(FACET.c.digest, FACET.c.id).where(FACET.c.digest.in_(some))
        found.update((digest, number) for digest, number in connection.execute(asked))
    return found


def facet_of(row: Any) -> Facet:
    """The facet that a stored row stands for."""
    words = {name: getattr(row, name) for name in WORDS}
    return Facet(**words, labels=tuple(sorted(json.loads(row.labels).items())) if row.labels else ())


def every_facet(connection: Connection, numbers: Collection[int]) -> dict[int, Facet]:
    """The stored facets of these numbers."""
    asked = (select(FACET).where(FACET.c.id.in_(some)) for some in in_parts(numbers))
    return {row.id: facet_of(row) for rows in asked for row in connection.execute(rows)}


def stream_number(connection: Connection, account_id: int, source: str, *, own_days: bool = False) -> int:
    """The number of an account's source, given one when it is new; one that counts days itself always will."""
    said, row = (("own_days",), (account_id, source, True)) if own_days else ((), (account_id, source))
    upsert(connection, STREAM, ("account_id", "source"), said, [row])
    asked = select(STREAM.c.id).where(STREAM.c.account_id == account_id, STREAM.c.source == source)
    return int(connection.execute(asked).scalar_one())


def team_numbers(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """The number of each team, those not yet known added."""
    wanted = set(names)
    upsert(connection, TEAM, ("name",), (), [(name,) for name in sorted(wanted)])
    return {name: number for number, name in connection.execute(select(TEAM.c.id, TEAM.c.name)) if name in wanted}
