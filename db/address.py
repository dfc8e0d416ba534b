"""The ledger's address as the configuration says it, and as SQLAlchemy reads it."""

import re
from collections.abc import Mapping
from pathlib import Path

from db.problems import WrongSettings, problem
from db.secret import Secret

_POSTGRES = re.compile(r"^postgres(?:ql)?(?:\+psycopg)?(?=://)")


def database_url(said: str, path: Path, line: int, environ: Mapping[str, str]) -> str:
    """The database's address as SQLAlchemy reads it; a relative SQLite file lies beside the configuration.

    `line` is where it stands in the file. Raises WrongSettings.
    """
    if said.startswith(("env:", "file:")):
        said = _revealed(Secret(said), path, line, environ)
    said = _POSTGRES.sub("postgresql+psycopg", said)
    kind, slashes, name = said.partition(":///")
    if kind == "sqlite" and slashes and name and not name.startswith((":memory:", "file:")):
        return f"sqlite:///{path.parent.absolute() / name}"
    if said.startswith(("postgresql+psycopg://", "sqlite:///")):
        return said
    raise WrongSettings(
        problem(path, line, "database.url is neither sqlite:///FILE nor postgresql+psycopg://USER@HOST/NAME.")
    )


def _revealed(secret: Secret, path: Path, line: int, environ: Mapping[str, str]) -> str:
    try:
        return secret.reveal(environ, path.parent)
    except WrongSettings as trouble:
        wrong = trouble.problems[0]
    raise WrongSettings(problem(path, line, f"database.url: {wrong}"))
