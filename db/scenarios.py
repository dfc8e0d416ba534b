"""Questions of What-if under names of their own: saved, replaced, renamed and forgotten, each change audited."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Final
from urllib.parse import parse_qsl, urlencode

from pydantic import AfterValidator, BaseModel, ConfigDict
from sqlalchemy import Connection, Engine, delete, insert, select, update

from db.audit import audit
from db.door import Instant, Word
from db.engine import reading, writing
from db.tables import Scenario as Row
from db.upsert import table_of
from db.window import instant_of

SCENARIO: Final = table_of(Row)
LONGEST: Final = 80
LONGEST_ADDRESS: Final = 20_000
TEAM: Final = "team"
MOVE: Final = "move"
ANYBODY: Final = "any"
WHOSE: Final = re.compile(r"(?<=% of ).+?(?= from )")
"""The team in a move such as `60% of trailers from veo-3.1 to kling-3.0 at fal`."""


class NotKept(Exception):
    """A scenario that cannot be kept under a name. One sentence says why, and what to do."""


class Taken(NotKept):
    """Another scenario has that name already, and was not to be replaced."""


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise ValueError("a scenario needs a name; say in a few words what it is")
    if len(name) > LONGEST:
        raise ValueError(f"a name has at most {LONGEST} letters, this one {len(name)}; shorten it")
    if not name.isprintable():
        raise ValueError("a name has letters that cannot be shown; type it anew")
    return name


def _address(text: str) -> str:
    if len(text) > LONGEST_ADDRESS:
        raise ValueError("the question is too long to be kept; ask of fewer shots or words")
    return text


class Scenario(BaseModel):
    """What is asked (`address`, of the kind `question`), under which name, by whom and since when; never an answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[Word, AfterValidator(_name)]
    question: Word
    address: Annotated[str, AfterValidator(_address)]
    note: Word = ""
    who: Word = ""
    made: Instant


def scenarios(engine: Engine) -> list[Scenario]:
    """Every scenario, by name."""
    with reading(engine) as connection:
        return [_scenario(row) for row in connection.execute(select(SCENARIO).order_by(SCENARIO.c.name))]


def _scenario(row: Any) -> Scenario:
    said = {name: getattr(row, name) for name in Scenario.model_fields}
    return Scenario.model_validate(said | {"made": instant_of(row.made)})


def save(engine: Engine, scenario: Scenario, *, replace: bool = False) -> bool:
    """Keep it under its name; whether that is news. Raises Taken where another has the name and is not to go."""
    row = {name: getattr(scenario, name) for name in Scenario.model_fields}
    with writing(engine) as connection:
        before = _named(connection, scenario.name)
        if before and _told(before) == _told(scenario):
            return False
        if before and not replace:
            raise Taken(f"there is a scenario “{scenario.name}” already; replace it, or choose another name")
        if before:
            connection.execute(update(SCENARIO).where(SCENARIO.c.name == scenario.name).values(**row))
        else:
            connection.execute(insert(SCENARIO).values(**row))
        at = instant_of(scenario.made)
        audit(connection, at, scenario.who, _what(scenario.name), _told(before) if before else "", _told(scenario))
    return True


def rename(engine: Engine, name: str, to: str, now: datetime, who: str) -> bool:
    """Call a scenario otherwise; whether that is another name. Raises NotKept for one that is gone, ValueError, Taken.

    Its question, its note and whose it is stay as they were.
    """
    new = _name(to)
    with writing(engine) as connection:
        if _named(connection, name) is None:
            raise NotKept(f"there is no scenario “{name}” any more; reload the page")
        if new == name:
            return False
        if _named(connection, new):
            raise Taken(f"there is a scenario “{new}” already; choose another name")
        connection.execute(update(SCENARIO).where(SCENARIO.c.name == name).values(name=new))
        audit(connection, now, who, _what(name), name, new)
    return True


def forget(engine: Engine, name: str, now: datetime, who: str) -> bool:
    """Take a scenario away; whether it was there."""
    with writing(engine) as connection:
        before = _named(connection, name)
        if before is None:
            return False
        connection.execute(delete(SCENARIO).where(SCENARIO.c.name == name))
        audit(connection, now, who, _what(name), _told(before), "")
    return True


def rename_teams(connection: Connection, names: Mapping[str, str]) -> None:
    """Let every question that is asked of a team ask it of the team's new name (by the old ones)."""
    for row in connection.execute(select(SCENARIO.c.id, SCENARIO.c.address)).all():
        path, _, query = row.address.partition("?")
        said = parse_qsl(query, keep_blank_values=True)
        new = [(name, _with_teams(name, word, names)) for name, word in said]
        if new != said:
            address = f"{path}?{urlencode(new)}"
            connection.execute(update(SCENARIO).where(SCENARIO.c.id == row.id).values(address=address))


def teams_of(scenario: Scenario) -> set[str]:
    """The teams that a question names: those that it is asked of, and those whose clips move."""
    said = parse_qsl(scenario.address.partition("?")[2])
    moved = [found[0] for name, word in said if name == MOVE for found in WHOSE.finditer(word)]
    return {word for name, word in said if name == TEAM} | {team for team in moved if team != ANYBODY}


def _with_teams(name: str, word: str, names: Mapping[str, str]) -> str:
    """A word of an address with the new name of a team where it stands: as a filter, or as whose clips move."""
    if name == MOVE:
        return WHOSE.sub(lambda found: names.get(found[0], found[0]), word, count=1)
    return names.get(word, word) if name == TEAM else word


def _named(connection: Connection, name: str) -> Scenario | None:
    row = connection.execute(select(SCENARIO).where(SCENARIO.c.name == name)).first()
    return None if row is None else _scenario(row)


def _what(name: str) -> str:
    return f"scenario {name}"


def _told(one: Scenario) -> str:
    """A scenario in a few words, for the audit."""
    return f"{one.address}; {one.note}" if one.note else one.address
