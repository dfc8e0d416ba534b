"""Tables of TOML as facts: what a file of ours may hold, and the one sentence for one that says it wrongly."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import ValidationError

from db.facts import Fact

F = TypeVar("F", bound=Fact)


class BadSheet(ValueError):
    """A price sheet says something that it must not; the text names the file and the entry."""


def loaded(where: str, text: str, known: Sequence[str]) -> Mapping[str, Any]:
    """What the text says under these words. Raises BadSheet for any other."""
    try:
        said = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as fault:
        raise BadSheet(f"{where} is not TOML: {fault}.") from None
    if unknown := sorted(set(said) - set(known)):
        raise BadSheet(f"{where} has {unknown[0]!r}, which no sheet has; use {', '.join(known)}.")
    return said


def facts(kind: type[F], where: str, said: Mapping[str, Any], key: str) -> tuple[F, ...]:
    """Each table under `key` as a fact. Raises BadSheet."""
    return tuple(made(kind, f"{where}, {key} entry {n}", one) for n, one in tables(where, said, key))


def tables(where: str, said: Mapping[str, Any], key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The tables under `key`, counted from 1. Raises BadSheet."""
    found = said.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise BadSheet(f"{where}: {key} must be a list of tables.")
    return enumerate(found, start=1)


def made(kind: type[F], where: str, said: Mapping[str, Any]) -> F:
    """The fact. Raises BadSheet with what is wrong with one of its fields; a misspelt one first."""
    given = {key: Decimal(value) if type(value) is int else value for key, value in said.items() if value is not ...}
    try:
        return kind.model_validate(given)
    except ValidationError as fault:
        wrong = min(fault.errors(), key=lambda one: one["type"] != "extra_forbidden")
        field = ".".join(str(part) for part in wrong["loc"])
        about = said.get("model") or said.get("name") or "no model"
        raise BadSheet(f"{where} ({about}): {field}: {wrong['msg']}.") from None
