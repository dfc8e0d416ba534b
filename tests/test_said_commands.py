"""Whatever our own sentences tell people to type can be typed."""

import ast
import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
FLOORS = ("db", "collectors", "dashboard")
SAID = re.compile(r"reelspend ((?:db )?[a-z-]+)")


def sentences(path: Path) -> set[str]:
    """Every command that a text in this file names; docstrings and comments are for us, and left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docs]
    return {found for text in texts if isinstance(text, str) for found in SAID.findall(text)}


def known_commands() -> set[str]:
    """Every command that the command line has."""
    from typer.main import get_command

    from dashboard.cli import app

    root = get_command(app)
    commands = dict(root.commands)  # type: ignore[attr-defined]  # a group has them
    inner = {f"db {name}" for name in commands["db"].commands}
    return {*commands, *inner}


@pytest.mark.parametrize("floor", FLOORS)
def test_every_command_we_name_exists(floor: str) -> None:
    """No sentence of ours sends people to a command that is not there."""
    files = (HOUSE / floor).rglob("*.py")
    named = {(path.name, command) for path in files for command in sentences(path)}
    assert {(name, command) for name, command in named if command not in known_commands()} == set()


def test_a_command_that_is_not_there_is_found(tmp_path: Path) -> None:
    """The check above reads texts, also those in pieces of formatted ones, and not docstrings."""
    path = tmp_path / "says.py"
    path.write_text('"""Run reelspend ghost."""\nname = 1\nsaid = f"then {name}: reelspend phantom --now"\n')
    assert sentences(path) == {"phantom"}
