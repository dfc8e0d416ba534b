"""`reelspend doctor` as somebody types it, over a studio served by real HTTP."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.collectors.journey import Journey, journey
from tests.dashboard.terminal import ended, process


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    """A month of a small studio, collected."""
    folder = tmp_path_factory.mktemp("studio")
    with journey(folder, f"sqlite:///{folder / 'ledger.db'}", months=2, size=0.01, now=datetime.now(UTC)) as served:
        served.collect()
        yield served


def test_a_studio_that_is_well(studio: Journey) -> None:
    """Exit code 0, one line for each finding, none of them wrong, no colours where no terminal is."""
    said = ended(process("doctor", studio.settings.path))
    assert said.code == 0, said.out
    *lines, verdict = said.out.splitlines()
    assert verdict.startswith("All is well: 0 wrong, ")
    assert {line.split()[0] for line in lines} <= {"well", "look"}
    for account in studio.settings.accounts:
        assert any(f" {account.name}, sign-in: " in line for line in lines)
    assert "\x1b" not in said.out


def test_a_wrong_key_is_told_and_never_shown(studio: Journey) -> None:
    """Exit code 1; as JSON; the others are well; no key stands anywhere, also not the wrong one."""
    keys = {path: path.read_text() for path in studio.settings.folder.glob("*.key")}
    wrong = studio.settings.folder / "kling.key"
    wrong.write_text("api-key-of-somebody-else-4711")
    try:
        said = ended(process("doctor --format json", studio.settings.path))
    finally:
        wrong.write_text(keys[wrong])
    answer = json.loads(said.out)
    bad = [(one["about"], one["check"]) for one in answer["findings"] if one["state"] == "wrong"]
    assert (said.code, answer["well"], bad) == (1, False, [("kling-brand", "sign-in")])
    assert [key for key in (*keys.values(), "somebody-else-4711") if key.strip() in said.out + said.err] == []


def test_offline_asks_nobody(studio: Journey) -> None:
    """No provider looks at its clock, and nothing is said of signing in."""
    asked: list[int] = []
    studio.clock.looked_at = lambda: asked.append(1)
    said = ended(process("doctor --offline --account fal-studio", studio.settings.path))
    studio.clock.looked_at = lambda: None
    assert (said.code, asked) == (0, [])
    assert "sign-in" not in said.out
    assert "fal-studio, bill: bill and ledger are both " in said.out


def test_a_wrong_configuration_is_exit_code_2(tmp_path: Path) -> None:
    """Every slip has its line."""
    config = tmp_path / "reelspend.toml"
    config.write_text('colour = "blue"\n\n[[accounts]]\nname = "x"\nprovider = "fall"\nstart = 2026-01-01\n')
    said = ended(process("doctor", config))
    assert (said.code, said.err) == (2, "")
    assert [line.split()[0] for line in said.out.splitlines()] == ["wrong", "wrong", "look", "2"]
