"""The CSV files inside a ZIP archive, read where they lie; an archive that unpacks to too much is refused."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from pathlib import Path, PurePosixPath
from typing import Final, TextIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from collectors.deliveries import UntrustedFile

MARK: Final = b"PK"
MOST: Final = 20
LARGEST: Final = 512 * 1024 * 1024
"""Files in an archive, and bytes that they may unpack to, all together."""
ENCRYPTED: Final = 1


def is_archive(path: Path) -> bool:
    """Whether the first bytes are those of a ZIP archive, whatever the name says."""
    try:
        with path.open("rb") as file:
            return file.read(2) == MARK
    except OSError:
        return False


@contextmanager
def opened(path: Path) -> Iterator[list[tuple[Path, TextIO]]]:
    """Each CSV in an archive as text, named `archive/member`. Raises UntrustedFile before any is read."""
    try:
        with ZipFile(path) as archive, ExitStack() as until_read:
            found = [info for info in archive.infolist() if _is_csv(info)]
            _check(path, found)
            texts = [until_read.enter_context(_text(archive, info)) for info in found]
            yield [(path / PurePosixPath(info.filename).name, text) for info, text in zip(found, texts, strict=True)]
    except (BadZipFile, NotImplementedError):
        raise UntrustedFile(f"{path} is cut short or damaged; fetch it again") from None


def _is_csv(info: ZipInfo) -> bool:
    """Some machines add a folder of their own to every archive."""
    return info.filename.lower().endswith(".csv") and not info.filename.startswith("__MACOSX/")


def _check(path: Path, found: list[ZipInfo]) -> None:
    """No file unpacks to more than its header says: reading stops there."""
    if not found:
        raise UntrustedFile(f"{path} holds no CSV file; give the archive as it was fetched")
    if len(found) > MOST or sum(info.file_size for info in found) > LARGEST:
        most = f"{MOST} files or {LARGEST // 1024 // 1024} MB"
        raise UntrustedFile(
            f"{path} unpacks to more than {most}; give the archive as it was fetched, or a shorter time"
        )
    if any(info.flag_bits & ENCRYPTED for info in found):
        raise UntrustedFile(f"{path} is locked with a password; give the archive as it was fetched")


def _text(archive: ZipFile, info: ZipInfo) -> TextIO:
    return TextIOWrapper(archive.open(info), encoding="utf-8-sig", newline="")
