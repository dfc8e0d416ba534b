"""reelspend.toml and the environment, read once."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from db import toml_lines
from db.address import database_url
from db.problems import WrongSettings, line_at, problem, sentences
from db.secret import Secret
from db.sections import HOURLY, AccountTable, Alerts, Oidc, Smtp, StopLoss, Whole

__all__ = ["Account", "Alerts", "Oidc", "Secret", "Settings", "Smtp", "StopLoss", "WrongSettings", "find", "load"]

FILE = "reelspend.toml"
VARIABLE = "REELSPEND_CONFIG"
Lines = Mapping[toml_lines.Path, int]


@dataclass(frozen=True, slots=True)
class Account:
    """One login at one provider, as the configuration names it.

    `line` is where its table begins, `lines` where each of its keys stands, such as `credentials.key`.
    """

    name: str
    provider: str
    start: date
    credentials: Mapping[str, Secret] = field(default_factory=dict)
    base_url: str = ""
    default_team: str = ""
    every: timedelta = HOURLY
    options: Mapping[str, Any] = field(default_factory=dict)
    line: int = 0
    lines: Mapping[str, int] = field(default_factory=dict, repr=False)

    def line_of(self, *path: object) -> int:
        """The line of a key such as `("options", "region")`, or of the nearest table around it that has one."""
        names = [".".join(map(str, path[:n])) for n in range(len(path), 0, -1)]
        return next((self.lines[name] for name in names if name in self.lines), self.line)


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole configuration, checked. The database's address may hold a password and is not shown."""

    path: Path
    reporting_currency: str = "USD"
    reporting_timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    database_url: str = field(default="", repr=False)
    public_url: str = ""
    accounts: tuple[Account, ...] = ()
    smtp: Smtp | None = None
    oidc: Oidc | None = None
    alerts: Alerts = field(default_factory=Alerts)
    stop_loss: StopLoss = field(default_factory=StopLoss)

    @property
    def folder(self) -> Path:
        """What relative files are relative to."""
        return self.path.parent


def find(environ: Mapping[str, str], cwd: Path) -> Path:
    """The configuration file: $REELSPEND_CONFIG, else reelspend.toml in `cwd`. Raises WrongSettings without one."""
    path = cwd / Path(environ.get(VARIABLE) or FILE).expanduser()
    if not path.is_file():
        raise WrongSettings(
            f"{path} is not there; write it as the README shows, point {VARIABLE} at another file,"
            " or look around first with: reelspend demo"
        )
    return path


def load(path: Path, environ: Mapping[str, str] = os.environ) -> Settings:
    """The configuration in a file. `environ` serves a `database.url` that is kept elsewhere.

    Raises WrongSettings with a sentence for each thing that is wrong.
    """
    settings, problems = survey(path, environ)
    if problems:
        raise WrongSettings(*problems)
    return settings


def survey(path: Path, environ: Mapping[str, str] = os.environ) -> tuple[Settings, tuple[str, ...]]:
    """What of the configuration can be used, and a sentence for each thing that is wrong.

    A table that holds a mistake is left out, an account also where its name is taken; without a usable
    `database.url` that is "". Raises WrongSettings where the file cannot be read at all.
    """
    said, lines = _read(path)
    whole, places, problems = _checked(path, said, lines)
    accounts = tuple(_account(table, n, lines) for n, table in zip(places, whole.accounts, strict=True))
    taken = _taken_names(path, accounts)
    try:
        url = database_url(whole.database.url, path, line_at(lines, ("database", "url")), environ)
    except WrongSettings as wrong:
        url, problems = "", [*problems, *wrong.problems]
    settings = Settings(
        path=path,
        database_url=url,
        accounts=tuple({account.name: account for account in reversed(accounts)}.values())[::-1],
        **{name: getattr(whole, name) for name in Whole.model_fields if name not in ("database", "accounts")},
    )
    return settings, (*problems, *taken)


def _read(path: Path) -> tuple[dict[str, Any], Lines]:
    """The file's values and the lines of its keys."""
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as trouble:
        wrong = problem(path, 0, f"cannot be read ({trouble.strerror}); check the file and who may read it.")
    except UnicodeDecodeError as trouble:
        line = trouble.object.count(b"\n", 0, trouble.start) + 1
        wrong = problem(path, line, "holds a byte that is no text; save the file as UTF-8.")
    else:
        return _parsed(path, text)
    raise WrongSettings(wrong)


def _parsed(path: Path, text: str) -> tuple[dict[str, Any], Lines]:
    try:
        return tomllib.loads(text, parse_float=Decimal), toml_lines.lines_of(text)
    except tomllib.TOMLDecodeError as trouble:
        said, _, place = str(trouble).rpartition(" (at ")
        line = re.match(r"line (\d+)", place)
        at = int(line[1]) if line else text.count("\n") + 1
        wrong = problem(path, at, f"this is not TOML: {said[:1].lower()}{said[1:]}; texts stand in quotes.")
    except (ValueError, ArithmeticError, RecursionError):
        wrong = problem(path, 0, "holds a number or a nesting too large to be meant.")
    raise WrongSettings(wrong)


def _checked(path: Path, said: dict[str, Any], lines: Lines) -> tuple[Whole, list[int], list[str]]:
    """What passes the check, at which places of the file its accounts stand, and what is wrong with the rest."""
    tables = said.get("accounts")
    count = len(tables) if isinstance(tables, list) else 0
    try:
        return Whole.model_validate(said), list(range(count)), []
    except ValidationError as wrong:
        found = sentences(wrong, Whole)
    bad = {at[:2] if at[:1] == ("accounts",) else at[:1] for at, _ in found}
    places = [n for n in range(count) if not bad & {("accounts", n), ("accounts",)}]
    kept = {name: value for name, value in said.items() if (name,) not in bad}
    kept |= {"accounts": [tables[n] for n in places]} if isinstance(tables, list) else {}
    by_line = sorted((line_at(lines, at), text) for at, text in found)
    return Whole.model_validate(kept), places, [problem(path, line, text) for line, text in by_line]


def _account(table: AccountTable, n: int, lines: Lines) -> Account:
    here = ("accounts", n)
    own = {".".join(map(str, at[2:])): line for at, line in lines.items() if at[:2] == here and len(at) > 2}
    return Account(**dict(table), line=line_at(lines, here), lines=own)


def _taken_names(path: Path, accounts: tuple[Account, ...]) -> list[str]:
    """A sentence for each account whose name another one has already: nobody could tell their bills apart."""
    first: dict[str, Account] = {}
    return [
        problem(
            path,
            account.line_of("name"),
            f'the name "{account.name}" is taken (line {first[account.name].line_of("name")});'
            " give each account a name of its own.",
        )
        for account in accounts
        if first.setdefault(account.name, account) is not account
    ]
