"""Every kind of file keeps the one promise: rows, refusals, or one sentence about the whole file."""

import gzip
from pathlib import Path

import pytest

from collectors.deliveries import UntrustedFile, file_kind, file_kinds

every_kind = pytest.mark.parametrize("kind", file_kinds())


@every_kind
def test_every_kind_is_called_what_its_module_is(kind: str) -> None:
    """The name on the command line is the name of the file that reads it."""
    assert file_kind(kind).name == kind


@every_kind
@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"<!DOCTYPE html><title>Sign in</title>",
        b"shoe,size\n1,2\n",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        gzip.compress(b"shoe,size\n" * 99)[:-9],
    ],
    ids=["empty", "a web page", "other columns", "a picture", "cut short"],
)
def test_every_kind_refuses_what_is_no_file_of_its_own(kind: str, said: bytes, tmp_path: Path) -> None:
    """Nothing is read, and one sentence names the file."""
    path = tmp_path / "delivery.csv"
    path.write_bytes(said)
    with pytest.raises(UntrustedFile) as fault:
        list(file_kind(kind).read(path))
    assert str(path) in str(fault.value)
    assert "\n" not in str(fault.value)


@every_kind
def test_every_kind_refuses_a_file_that_is_not_there(kind: str, tmp_path: Path) -> None:
    """A wrong path is one sentence too."""
    with pytest.raises(UntrustedFile, match=r"nowhere\.csv"):
        list(file_kind(kind).read(tmp_path / "nowhere.csv"))


def test_every_kind_can_be_previewed() -> None:
    """None opens a transaction of its own: only that of the delivery knows how to keep nothing."""
    house = Path(__file__).parents[1] / "collectors"
    sources = [*house.glob("files/**/*.py"), *house.glob("*_import.py")]
    assert len(sources) > len(file_kinds())
    assert [path.name for path in sources if "writing" in path.read_text(encoding="utf-8").split()] == []
    assert [path.name for path in sources if "writing(" in path.read_text(encoding="utf-8")] == []
