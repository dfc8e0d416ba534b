"""Desk: where one provider takes a request and gives its answer; and the list of desks there are files for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, ClassVar

from collectors.sandbox import routes
from collectors.sandbox.studio import Studio


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as a desk sees it: the path behind the desk's prefix, and the time by the sandbox's clock.

    `headers` has their names in small letters. `behind` is how far that clock is behind the
    asker's, who signs by theirs.
    """

    method: str
    path: str
    query: Mapping[str, list[str]]
    body: bytes
    authorization: str
    now: datetime
    headers: Mapping[str, str] = field(default_factory=dict)
    behind: timedelta = timedelta(0)

    @property
    def signed(self) -> datetime:
        """When it was signed, if just now."""
        return self.now + self.behind

    @property
    def now_s(self) -> int:
        """Now, in whole Unix seconds."""
        return int(self.now.timestamp())

    def one(self, name: str, default: str = "") -> str:
        """The last value of a query parameter."""
        return self.query.get(name, [default])[-1]

    def many(self, name: str) -> list[str]:
        """All values of a parameter that may be repeated or hold a comma list."""
        return [part for value in self.query.get(name, []) for part in value.split(",") if part]


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over the line."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, content: Any, status: int = 200, **headers: str) -> "Answer":
        """Content as JSON; an underscore in a header's name stands for a hyphen."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return cls(status, json.dumps(content, separators=(",", ":")).encode(), named)


class Turned(Exception):
    """The desk turns a request away; carries the answer that says why."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


class Desk:
    """One provider. Subclasses say where they stand, how they answer, and how they ask for patience."""

    prefix: ClassVar[str]
    """The path in front of the provider's own paths, such as `/fal/v1`."""
    per_second: ClassVar[float] = 50.0
    burst: ClassVar[int] = 100
    """Requests that may come at once, and how many more each second: far beyond what a collector needs."""
    slower: ClassVar[Mapping[str, float]] = {}
    """Paths that bear less: the seconds that must lie between two requests."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio

    def answer(self, asked: Asked) -> Answer:
        """The provider's answer. Raises Turned with the documented error."""
        raise NotImplementedError

    def too_many(self) -> Answer:
        """The provider's documented way to ask for patience."""
        raise NotImplementedError


def desks(studio: Studio) -> tuple[Desk, ...]:
    """One desk for every file in `routes`."""
    modules = [import_module(f"{routes.__name__}.{found.name}") for found in iter_modules(routes.__path__)]
    kinds = [
        thing
        for module in modules
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, Desk) and thing.__module__ == module.__name__
    ]
    return tuple(kind(studio) for kind in kinds)


def moment(text: str) -> datetime:
    """An ISO date or time with or without a zone, as UTC. Raises ValueError for anything else."""
    found = datetime.fromisoformat(text)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
