"""Every provider, played back from its recorded answers, says exactly what was agreed."""

import json
from pathlib import Path
from typing import Any

import pytest

from collectors.base import provider_names
from tests.collectors.recorded import ANSWERS, collector_of, play

CASES = sorted(found.parent for found in ANSWERS.glob("*/*/answers.json"))


def name_of(case: Path) -> str:
    """A case as provider/case."""
    return f"{case.parent.name}/{case.name}"


def read(case: Path) -> dict[str, Any]:
    """The case's answers.json."""
    return dict(json.loads((case / "answers.json").read_text()))


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_the_answers_become_the_agreed_facts(case: Path, rewrite_golden: bool) -> None:
    """What a collector makes of recorded answers is what expected.json says, fact for fact."""
    said = play(case.parent.name, read(case))
    golden = case / "expected.json"
    if rewrite_golden:
        golden.write_text(json.dumps(said, indent=2, ensure_ascii=False) + "\n")
    assert said == json.loads(golden.read_text())


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_the_same_window_gives_the_same_facts(case: Path) -> None:
    """Nothing is remembered between two collections: the same answers give the same facts."""
    assert play(case.parent.name, read(case)) == play(case.parent.name, read(case))


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_no_secret_is_repeated(case: Path) -> None:
    """Neither a fact nor a fault repeats a credential."""
    _, keys = collector_of(case.parent.name, read(case))
    said = json.dumps(play(case.parent.name, read(case)))
    assert [name for name, secret in keys.items() if secret in said] == []


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_case_says_why_it_is_there(case: Path) -> None:
    """Every recording tells in a sentence what it shows."""
    assert read(case)["why"].endswith(".")


@pytest.mark.parametrize("provider", provider_names())
def test_every_provider_has_recorded_answers(provider: str) -> None:
    """A provider without a recording is a provider nobody has checked."""
    assert any(case.parent.name == provider for case in CASES)


def test_every_recording_belongs_to_a_provider() -> None:
    """A folder of answers that is named like no provider would never be played."""
    assert {case.parent.name for case in CASES} <= set(provider_names())
