"""Does the README tell the truth? What it says to type works, and what there is, it mentions."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

HOUSE = Path(__file__).parents[1]
README = (HOUSE / "README.md").read_text()
MAKEFILE = (HOUSE / "Makefile").read_text()
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
COMMANDS = sorted(
    {
        line
        for language, text in BLOCKS
        if language == "sh"
        for line in text.splitlines()
        if line.startswith("reelspend ")
    }
    | set(re.findall(r"`(reelspend [^`]+)`", README))
)


def parse(command: Any, words: list[str]) -> None:
    """Let the command line read these words, as far as just before it would act on them."""
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]
    command.make_context(command.name, words)


def test_every_make_target_exists() -> None:
    """Each `make …` that the README says to type is a target."""
    named = set(re.findall(r"^    make (\w+)|`make (\w+)`", README, re.MULTILINE))
    targets = set(re.findall(r"^(\w+):", MAKEFILE, re.MULTILINE))
    asked = {first or second for first, second in named}
    assert {"demo", "test"} <= asked <= targets


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_is_one(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each `reelspend …` that the README says to type is understood, with its options and files."""
    from typer.main import get_command

    from dashboard.cli import app

    monkeypatch.chdir(tmp_path)
    words = shlex.split(line)[1:]
    for name in words:
        if name.endswith(".csv"):
            (tmp_path / name).touch()
    parse(get_command(app), words)


def test_the_configuration_is_read(tmp_path: Path) -> None:
    """Every example of a configuration loads, and the first names one account of each provider."""
    from collectors.base import provider_names
    from db import settings

    path, read = tmp_path / "reelspend.toml", []
    for example in (text for language, text in BLOCKS if language == "toml"):
        path.write_text(example)
        read.append(settings.load(path))
    assert {account.provider for account in read[0].accounts} == set(provider_names())


def test_every_provider_is_mentioned() -> None:
    """Each provider there is a file for has its row in the README."""
    from collectors.base import provider_names

    assert [name for name in provider_names() if f"| `{name}` |" not in README] == []


def test_every_screen_is_mentioned() -> None:
    """Each screen there is a file for is named in the README."""
    files = (HOUSE / "dashboard" / "screens").glob("[!_]*.py")
    titles = [title for file in files for title in re.findall(r'^TITLE = "(.+)"$', file.read_text(), re.MULTILINE)]
    assert len(titles) >= 4
    assert [title for title in titles if f"**{title}**" not in README] == []
