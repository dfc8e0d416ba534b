"""What job logs and people's own marks say of single clips: kept, and added to the work it is about.

A provider knows neither for which shot a clip was made nor whether anybody kept it. What is said waits until
work with its id (or with it as the customer's own id) is known, and never touches what was billed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, select, text

from db.door import Amount, Count
from db.facets import facet_numbers, team_numbers
from db.facts import Facet, Fact, Id, Source, Word
from db.log_days import places
from db.said import NOWHERE, RANK
from db.tables import Stream, Usage, Video, VideoClip
from db.upsert import in_parts, table_of, update_rows, upsert

STREAM, USAGE, VIDEO, CLIP = table_of(Stream), table_of(Usage), table_of(Video), table_of(VideoClip)
OWN: Final = Source("generations", moves=True)
"""Where work comes from that nobody but a company's own job log tells of."""
KEYS: Final = ("account_id", "external_id", "source")
SAID: Final = ("team", "project", "video", "shot", "take", "usable", "digest")
ADDED: Final = ("known_as", "video", "shot", "take", "usable")
STREAMS: Final = "(SELECT id FROM stream WHERE account_id = :account)"
MET = text(f"""
SELECT u.stream_id, u.external_id, u.facet_id, u.seconds, u.known_as, u.video, u.shot, u.take, u.usable,
       v.team, v.project, v.video AS for_video, v.shot AS of_shot, v.take AS as_take, v.usable AS judged
FROM usage u LEFT JOIN video_clip v ON v.account_id = :account AND v.external_id IN (u.external_id, u.reference)
WHERE u.day = :day AND u.stream_id IN {STREAMS}
ORDER BY u.stream_id, u.external_id, {RANK}, v.source, CASE WHEN v.external_id = u.external_id THEN 1 ELSE 0 END
""")  # noqa: S608  # made of constants


class Logged(Fact):
    """What is said of one clip; "" and None say nothing. `usable` are the seconds kept of it, 0 if it was rejected."""

    external_id: Id
    team: Word = ""
    project: Word = ""
    video: Word = ""
    shot: Word = ""
    take: Count | None = None
    usable: Amount | None = None
    digest: str = ""


@dataclass(slots=True)
class Kept:
    """What keeping a log changed: clips, the days (YYYYMMDD) of their work; how many of its clips have none yet, and of
    how many more is said to be kept than was billed."""

    new: int = 0
    changed: int = 0
    waiting: int = 0
    longer: int = 0
    days: set[int] = field(default_factory=set)


def said_by(connection: Connection, account_id: int, source: str, ids: Iterable[str]) -> dict[str, Logged]:
    """What a source says of these clips until now."""
    rows = (
        dict(zip((*KEYS, *SAID), row, strict=True)) for row in _stored(connection, account_id, source, ids).values()
    )
    return {row["external_id"]: Logged.model_construct(**{n: row[n] for n in Logged.model_fields}) for row in rows}


def keep_log(connection: Connection, account_id: int, source: str, said: Iterable[Logged]) -> Kept:
    """Keep what `source` says of an account's clips; of one said twice the last word counts."""
    last = {one.external_id: one for one in said}
    rows = {id_: _row(account_id, source, one) for id_, one in last.items()}
    stored = _stored(connection, account_id, source, rows)
    changed = {id_: row for id_, row in rows.items() if stored.get(id_) != row}
    upsert(connection, CLIP, KEYS, SAID, list(changed.values()))
    _keep_videos(connection, changed.values())
    team_numbers(connection, {last[id_].team for id_ in changed} - {""})
    known = set(changed) & set(stored)
    found = places(connection, account_id, source, rows)
    waiting = len(set(rows) - {id_ for _, id_, _ in found})
    longer = len({id_ for _, id_, more in found if more and id_ in rows})
    days = {day for day, id_, _ in found if id_ in changed}
    return Kept(len(changed) - len(known), len(known), waiting, longer, days)


def _row(account_id: int, source: str, one: Logged) -> tuple[Any, ...]:
    return (account_id, one.external_id, source, *(getattr(one, name) for name in SAID))


def _stored(connection: Connection, account_id: int, source: str, ids: Iterable[str]) -> dict[str, tuple[Any, ...]]:
    mine = (CLIP.c.account_id == account_id, CLIP.c.source == source)
    found = (select(CLIP).where(*mine, CLIP.c.external_id.in_(some)) for some in in_parts(list(ids)))
    return {row.external_id: tuple(row) for asked in found for row in connection.execute(asked)}


def _keep_videos(connection: Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """Every deliverable that is named, and whose it is where that is said."""
    teams: dict[str, str] = {}
    for _, _, _, team, _, video, *_ in rows:
        if video and video != NOWHERE:
            teams[video] = team or teams.get(video, "")
    known, new = ("team",), ("title",)
    upsert(connection, VIDEO, ("id",), known, [(id_, id_, team) for id_, team in teams.items() if team], once=new)
    nobodys = [(id_, id_, team) for id_, team in teams.items() if not team]
    upsert(connection, VIDEO, ("id",), (), nobodys, once=(*new, *known))


def has_log(connection: Connection, account_id: int) -> bool:
    """Whether anything is said of any clip of an account."""
    any_clip = select(CLIP.c.account_id).where(CLIP.c.account_id == account_id).limit(1)
    return connection.execute(any_clip).first() is not None


def add_log(connection: Connection, account_id: int, day: int, facets: Mapping[int, Facet]) -> dict[int, int | None]:
    """Add to a day's work (of facets that are given by number) what is said of it; the facets it is known by now.

    With each comes the facet that the work is of, or None where a team is named for it.
    Of several who say something of a clip the last in `db.said.SOURCES` counts, and no more
    seconds are kept of a clip than were billed.
    """
    asked = connection.execute(MET, {"account": account_id, "day": day})
    pieces = [_Piece.of(list(rows)) for _, rows in groupby(asked, key=lambda row: (row.stream_id, row.external_id))]
    wanted = {words: _with(facets[words[0]], *words[1:]) for words in {piece.words for piece in pieces}}
    other = {words: facet for words, facet in wanted.items() if facet != facets[words[0]]}
    numbers = facet_numbers(connection, other.values())
    known_as = {words: numbers[facet] for words, facet in other.items()}
    now = [(known_as.get(piece.words), *piece.added) for piece in pieces]
    rows = [(*said, day, *piece.key) for piece, said in zip(pieces, now, strict=True) if said != piece.before]
    update_rows(connection, USAGE, ADDED, ("day", "stream_id", "external_id"), rows)
    return {number: None if words[1] else words[0] for words, number in known_as.items()}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of work, what was added to it before, and what is said of it: its facet, team and project, and the rest
    in the order of ADDED."""

    key: tuple[int, str]
    before: tuple[int | None, str, str, int | None, int | None]
    words: tuple[int, str, str]
    added: tuple[str, str, int | None, int | None]

    @classmethod
    def of(cls, rows: list[Any]) -> "_Piece":
        first, team, project, video, shot = rows[0], "", "", "", ""
        take = usable = None
        for row in rows:
            team, project, video = row.team or team, row.project or project, row.for_video or video
            shot, take = row.of_shot or shot, take if row.as_take is None else row.as_take
            usable = usable if row.judged is None else row.judged
        if usable is not None and first.seconds:
            usable = min(usable, first.seconds)
        before = (first.known_as, first.video, first.shot, first.take, first.usable)
        video = "" if video == NOWHERE else video
        words = (first.facet_id, team, project)
        return cls((first.stream_id, first.external_id), before, words, (video, shot, take, usable))


def _with(facet: Facet, team: str, project: str) -> Facet:
    """The facet with the team that is said, and the project where the provider knows none."""
    return facet.model_copy(update={"team": team, "project": facet.project or project})


def give_way(connection: Connection, account_id: int) -> tuple[int, set[int]]:
    """Forget the work of an account that only its job log told of, because its provider answers now.

    How many rows and their days (YYYYMMDD); what the log says of them waits for the provider's own.
    """
    stream = select(STREAM.c.id).where(STREAM.c.account_id == account_id, STREAM.c.source == OWN.name)
    mine = (USAGE.c.stream_id == stream.scalar_subquery(), USAGE.c.moves == 1)  # as the index has them
    rows = connection.execute(select(USAGE.c.day, USAGE.c.stream_id, USAGE.c.external_id).where(*mine)).all()
    keys = [{"on": row.day, "of": row.stream_id, "id": row.external_id} for row in rows]
    if keys:
        one = (USAGE.c.day == bindparam("on"), USAGE.c.stream_id == bindparam("of"))
        connection.execute(delete(USAGE).where(*one, USAGE.c.external_id == bindparam("id")), keys)
    return len(keys), {row.day for row in rows}
