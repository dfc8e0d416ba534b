"""Do two processes name the same tests in the same order, as those that share them out must?"""

import os
import subprocess
import sys

import pytest

from tests.test_house import HOUSE


def named_elsewhere(arguments: list[str]) -> list[str]:
    """The tests as another process with dice of its own names them, a moment later."""
    listing = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *arguments]
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_XDIST")}
    said = subprocess.run(listing, cwd=HOUSE, capture_output=True, text=True, env=ours | {"PYTHONHASHSEED": "random"})
    return [line for line in said.stdout.splitlines() if "::" in line]


def test_every_process_names_the_same_tests(request: pytest.FixtureRequest) -> None:
    """A test's name holds no instant and no order of a set: workers that disagree run nothing at all."""
    chosen = {"-k": request.config.option.keyword, "-m": request.config.option.markexpr}
    narrowed = [f"{option}{said}" for option, said in chosen.items() if said]
    assert [item.nodeid for item in request.session.items] == named_elsewhere([*request.config.args, *narrowed])
