"""Does the house keep its own rules: imports go down, each library in its room, each file says what it is?"""

import ast
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
FLOORS = ("db", "collectors", "dashboard")
ENTRANCE = {
    ".ci", ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "collectors", "dashboard",
    "db", "pyproject.toml", "requirements.lock", "tests",
}  # fmt: skip
NAMES_THAT_SAY_NOTHING = {"common", "helper", "helpers", "manager", "misc", "service", "util", "utils"}
STRANGE_PLACES = re.compile(
    r"(?<![\w.:])/(?:work|root|opt|home)/\w"  # folders of one machine
    r"|py(?:pi)\.org|python(?:hosted)\.org|npm(?:js)\.org|(?:deb|security)\.debian\.org"  # package registries
)

VIOLATIONS = {
    "db knows collectors": ("db/store.py", "import collectors"),
    "collectors know the dashboard": ("collectors/base.py", "import dashboard"),
    "a measure asks the view": ("dashboard/measures/budgets.py", "import dashboard.view"),
    "a letter draws a screen": ("dashboard/letters/digest.py", "import dashboard.ui"),
    "a screen starts a face": ("dashboard/screens/overview.py", "import dashboard.cli"),
    "a room nobody planned": ("dashboard/attic.py", ""),
    "one provider leans on another": ("collectors/providers/fal.py", "import collectors.providers.kling"),
    "a collector plays in the sandbox": ("collectors/base.py", "import collectors.sandbox"),
    "the view writes SQL": ("dashboard/view.py", "import sqlalchemy"),
    "a provider keeps tables": ("collectors/providers/fal.py", "import sqlmodel"),
    "a measure draws": ("dashboard/measures/budgets.py", "import streamlit"),
    "a screen plots by itself": ("dashboard/screens/overview.py", "import plotly.graph_objects"),
    "the dashboard calls providers": ("dashboard/view.py", "import httpx"),
    "a letter posts itself": ("dashboard/letters/digest.py", "import smtplib"),
    "a collector keeps a clock": ("collectors/base.py", "import apscheduler"),
}
SMALLEST_HOUSE = [
    "db/store.py", "collectors/base.py", "collectors/sandbox/__init__.py", "collectors/providers/__init__.py",
    "collectors/providers/fal.py", "collectors/providers/kling.py", "dashboard/cli.py", "dashboard/view.py",
    "dashboard/screens/overview.py", "dashboard/letters/digest.py", "dashboard/ui/charts.py",
    "dashboard/measures/budgets.py",
]  # fmt: skip


def tracked() -> list[Path]:
    """Every file that belongs to the repository, also one not yet added."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    found = subprocess.run(listing, cwd=HOUSE, capture_output=True, text=True, check=True).stdout
    return [HOUSE / name for name in found.split("\0") if name and (HOUSE / name).exists()]


def python_files(*folders: str) -> Iterator[Path]:
    """Every Python file under these top folders."""
    return (path for path in tracked() if path.suffix == ".py" and path.relative_to(HOUSE).parts[0] in folders)


def check_imports(house: Path) -> subprocess.CompletedProcess[str]:
    """What the contracts of pyproject.toml say about the three floors in a folder."""
    program = Path(sys.executable).with_name("lint-imports")
    arguments = ["--config", str(HOUSE / "pyproject.toml"), "--no-cache", "--no-logo"]
    return subprocess.run(
        [program, *arguments], cwd=house, env={"PYTHONPATH": str(house)}, capture_output=True, text=True
    )


def build(house: Path, contents: Mapping[str, str]) -> None:
    """Lay the smallest house in a folder, with these contents in these files."""
    for name in [*SMALLEST_HOUSE, *contents]:
        path = house / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(contents.get(name, ""))
    for folder in {parent for path in house.rglob("*.py") for parent in path.parents if parent > house}:
        (folder / "__init__.py").touch()


def test_imports_keep_to_their_floors() -> None:
    """Nothing in the house imports upwards, and each library stays in its room."""
    said = check_imports(HOUSE)
    assert said.returncode == 0, said.stdout + said.stderr


def test_the_smallest_house_is_in_order(tmp_path: Path) -> None:
    """Without a violation the check has nothing to say, so each one below is found for its own sake."""
    build(tmp_path, {})
    said = check_imports(tmp_path)
    assert said.returncode == 0, said.stdout + said.stderr


@pytest.mark.parametrize(("name", "line"), VIOLATIONS.values(), ids=VIOLATIONS)
def test_a_broken_rule_is_found(tmp_path: Path, name: str, line: str) -> None:
    """One line in the wrong place breaks exactly one contract."""
    build(tmp_path, {name: line})
    said = check_imports(tmp_path)
    assert said.returncode == 1
    assert "1 broken." in said.stdout, said.stdout + said.stderr


def test_every_file_says_what_it_is() -> None:
    """Line one of every file of ours is a sentence about the file."""
    silent = [path for path in python_files(*FLOORS) if not path.read_text().startswith('"""')]
    assert not silent


def test_every_test_says_what_holds() -> None:
    """Every test has a docstring."""
    trees = {path: ast.parse(path.read_text()) for path in python_files("tests")}
    silent = [
        f"{path}::{node.name}"
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not ast.get_docstring(node)
    ]
    assert not silent


def test_every_name_says_something() -> None:
    """No file or folder is called after nothing in particular."""
    assert not [path for path in tracked() if NAMES_THAT_SAY_NOTHING & {path.stem, *path.relative_to(HOUSE).parts}]


def test_streamlit_finds_no_pages_folder() -> None:
    """A folder of that name would wake Streamlit's older way to lay out pages."""
    assert not (HOUSE / "dashboard" / "pages").exists()


def test_no_file_of_the_dashboard_hides_a_standard_module() -> None:
    """Streamlit puts dashboard/ first on the path, where an email.py would stand before Python's own."""
    inside = {path.relative_to(HOUSE).parts[1] for path in python_files("dashboard")}
    assert not {Path(name).stem for name in inside} & sys.stdlib_module_names


def test_every_tests_folder_is_a_package() -> None:
    """A tests folder without __init__.py would hide the real folder of its name."""
    folders = {path.parent for path in python_files("tests")}
    assert not [folder for folder in folders if not (folder / "__init__.py").exists()]


def test_the_entrance_is_tidy() -> None:
    """At the top lies only what everybody who enters needs."""
    assert {path.relative_to(HOUSE).parts[0] for path in tracked()} <= ENTRANCE


def test_no_file_knows_one_machine() -> None:
    """No text names a folder of some machine or the address of a package registry."""
    found = [
        f"{path.relative_to(HOUSE)}: {place.group()}"
        for path in tracked()
        for place in STRANGE_PLACES.finditer(path.read_bytes().decode(errors="ignore"))
    ]
    assert not found


def test_make_bench_finds_the_benches() -> None:
    """What `make bench` asks for is every file of benches."""
    asked = (HOUSE / "Makefile").read_text().partition("\nbench:")[2].splitlines()[1]
    words = shlex.split(asked.partition(" -m ")[2])
    found = subprocess.run(
        [sys.executable, "-m", *words, "--collect-only", "-p", "no:cacheprovider"],
        cwd=HOUSE, capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    files = {path.name for path in (HOUSE / "tests" / "bench").glob("bench_*.py")}
    assert files
    assert {name for name in files if name in found} == files
