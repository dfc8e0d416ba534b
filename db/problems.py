"""What is wrong with a configuration, in sentences that name the file, the line and the nearest right word."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from pathlib import Path as File
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from db.toml_lines import Path

_MUST_BE = {
    "string_type": "a text in quotes",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "decimal_type": "a number",
    "decimal_parsing": "a number",
    "list_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "string_too_short": "a text with something in it",
}


class WrongSettings(Exception):
    """The configuration cannot be used. `problems` says why, one sentence each."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def problem(file: File, line: int, text: str) -> str:
    """One sentence with its place; line 0 means that no line is known."""
    said = f"{file}, line {line}: {text}" if line else f"{file}: {text}"
    return "".join(letter if letter.isprintable() else "?" for letter in said)


def nearest(word: str, known: Collection[str], otherwise: str = "") -> str:
    """How a sentence about a wrong word ends: with the nearest right one, else with all there are."""
    if near := get_close_matches(word, known, n=1):
        return f'did you mean "{near[0]}"?'
    return otherwise or (f"known here: {', '.join(sorted(known))}." if known else "nothing is known here.")


def sentences(wrong: ValidationError, model: type[BaseModel]) -> list[tuple[Path, str]]:
    """What pydantic found wrong with a `model`, as pairs of the value's path and a sentence without the value."""
    found = wrong.errors(include_input=False, include_url=False)
    return [(error["loc"], _sentence(error, model)) for error in found]


def line_at(lines: Mapping[Path, int], path: Path) -> int:
    """The line of a path, or of the nearest table around it that has one; 0 where none has."""
    return next((lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in lines), 0)


def name_of(path: Path) -> str:
    """A path as the file's readers write it: `credentials.key`, without the places in lists."""
    names = [str(step) for step in path]
    last = max((n for n, step in enumerate(path) if isinstance(step, int)), default=-1)
    return ".".join(names[last + 1 :] or names[:last])


def _sentence(error: Mapping[str, Any], model: type[BaseModel]) -> str:
    path, kind = error["loc"], error["type"]
    name, last = name_of(path), str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        return f'unknown key "{last}"; {nearest(last, _known_at(model, path[:-1]))}'
    if kind == "missing":
        return f"{name} is missing."
    if kind == "value_error":
        return f"{name} {error['ctx']['error']}" if name else str(error["ctx"]["error"])
    if kind == "list_type" and _known_at(model, path):
        return f"{name} must be a list of tables, each begun by [[{name}]]."
    if kind == "literal_error":
        return f"{name} must be {error['ctx']['expected']}."
    return f"{name} must be {_MUST_BE[kind]}." if kind in _MUST_BE else f"{name}: {_lower(error['msg'])}."


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _known_at(model: type[BaseModel], path: Path) -> list[str]:
    """The keys of the table at a path; none where any key goes."""
    inner = [model]
    for step in path:
        if field := inner[0].model_fields.get(str(step)):
            inner = _models_in(field.annotation)
        if not inner:
            return []
    return list(inner[0].model_fields)


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]
