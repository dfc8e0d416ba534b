"""The command line as somebody types it, in this process or in one of its own, in a folder with a configuration."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli import run

HOUSE = Path(__file__).parents[2]
CONFIG = """\
[database]
url = "{url}"

[[accounts]]
name = "fal-studio"
provider = "fal"
credentials = {{ key = "env:FAL_ADMIN_KEY" }}
start = 2026-11-01
"""


@dataclass(frozen=True)
class Said:
    """What a command came to. `code` is its exit code."""

    code: int
    out: str
    err: str

    @property
    def wrong(self) -> str:
        """The one sentence of a command that could not be done, and which said nothing else."""
        assert (self.code, self.out) == (2, "")
        (sentence,) = self.err.splitlines()
        assert sentence.startswith("reelspend: ")
        return sentence.removeprefix("reelspend: ")


@dataclass
class Terminal:
    """A terminal that stands in a folder. `type` runs a line in this process."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def configure(self, text: str = CONFIG, url: str = "sqlite:///reelspend.db") -> Path:
        """Write reelspend.toml."""
        config = self.folder / "reelspend.toml"
        config.write_text(text.format(url=url), encoding="utf-8")
        return config

    def type(self, line: str, *words: str) -> Said:
        """What the command says, with these words; those behind the line may have spaces."""
        self.capture.readouterr()
        code = run([*line.split(), *words])
        said = self.capture.readouterr()
        assert "Traceback" not in said.out + said.err
        return Said(code, said.out, said.err)


HEED = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"


def process(line: str, config: Path, **environ: str) -> "subprocess.Popen[str]":
    """The command in a process of its own, which is no terminal, and which Ctrl-C reaches as on one.

    A shell that starts the tests in the background has them ignore it, and so would every process of theirs.
    """
    program = [sys.executable, "-c", f"{HEED}; from dashboard.cli import main; main()", *line.split()]
    wanted = os.environ | {"REELSPEND_CONFIG": str(config), "PYTHONPATH": str(HOUSE)} | environ
    pipes: dict[str, Any] = {**dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE), "text": True}
    return subprocess.Popen(program, env=wanted, cwd=config.parent, **pipes)


def ended(running: "subprocess.Popen[str]") -> Said:
    """What it said once it has ended."""
    out, err = running.communicate(timeout=60)
    assert "Traceback" not in out + err
    return Said(running.returncode, out, err)
