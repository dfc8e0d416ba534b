"""Every key of a TOML text is found on the line where it stands."""

import json
import tomllib
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from db.toml_lines import Path, lines_of

STUDIO = '''# a comment with [brackets] and key = "value"
currency = "USD"

[database]  # [not.a.table]
url = "sqlite:///[x].db"

[[accounts]]
name = """
not = a key
[nor.a.table]
""""
"quoted.name" = 'it = this'
credentials = { access = "env:A", "secret key" = "env:B" }

[accounts.options]
packs = { "p.1" = 1.5, deep = { er = [1,
  2, { x = 3 } ] } }

[[accounts]]
name = "kling-brand"
a.b.c = 2026-01-01 10:00:00
[[accounts.more]]
[[accounts.more]]
z = [
  # a comment ]
  [1], "]",
]
'''


def test_each_key_has_its_line() -> None:
    """Comments, brackets in texts, long texts, quoted names, nested tables and lists do not confuse it."""
    lines = lines_of(STUDIO)
    assert lines == {
        ("currency",): 2,
        ("database",): 4,
        ("database", "url"): 5,
        ("accounts",): 7,
        ("accounts", 0): 7,
        ("accounts", 0, "name"): 8,
        ("accounts", 0, "quoted.name"): 12,
        ("accounts", 0, "credentials"): 13,
        ("accounts", 0, "credentials", "access"): 13,
        ("accounts", 0, "credentials", "secret key"): 13,
        ("accounts", 0, "options"): 15,
        ("accounts", 0, "options", "packs"): 16,
        ("accounts", 0, "options", "packs", "p.1"): 16,
        ("accounts", 0, "options", "packs", "deep"): 16,
        ("accounts", 0, "options", "packs", "deep", "er"): 16,
        ("accounts", 0, "options", "packs", "deep", "er", 0): 16,
        ("accounts", 0, "options", "packs", "deep", "er", 1): 17,
        ("accounts", 0, "options", "packs", "deep", "er", 2): 17,
        ("accounts", 0, "options", "packs", "deep", "er", 2, "x"): 17,
        ("accounts", 1): 19,
        ("accounts", 1, "name"): 20,
        ("accounts", 1, "a"): 21,
        ("accounts", 1, "a", "b"): 21,
        ("accounts", 1, "a", "b", "c"): 21,
        ("accounts", 1, "more"): 22,
        ("accounts", 1, "more", 0): 22,
        ("accounts", 1, "more", 1): 23,
        ("accounts", 1, "more", 1, "z"): 24,
        ("accounts", 1, "more", 1, "z", 0): 26,
        ("accounts", 1, "more", 1, "z", 0, 0): 26,
        ("accounts", 1, "more", 1, "z", 1): 26,
    }


VALUES = st.recursive(
    st.integers() | st.booleans() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), VALUES, max_size=4))
def test_no_key_is_missed(tree: dict[str, Any]) -> None:
    """Whatever tables a text holds, each path of their values has its line: here the n-th pair, on the n-th line."""
    text = "".join(f"{_written(name)} = {_written(value)}\n" for name, value in tree.items())
    lines = lines_of(text)
    assert tomllib.loads(text) == tree
    assert set(lines) == set(_paths((), tree))
    assert [lines[(name,)] for name in tree] == list(range(1, len(tree) + 1))


def _written(value: Any) -> str:
    """A value as TOML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_written(name)} = {_written(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    if isinstance(value, str):
        return '"' + "".join(letter if letter.isalnum() else f"\\U{ord(letter):08x}" for letter in value) + '"'
    return json.dumps(value)


def _paths(path: Path, value: Any) -> Iterator[Path]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, below in inner:
        yield (*path, name)
        yield from _paths((*path, name), below)
