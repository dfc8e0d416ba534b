"""Is the configuration right: every slip in it, every provider's own demands, every secret that is no account's?"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel

from collectors.base import check_accounts
from dashboard.doctor.finding import CONFIGURATION, LOOK, WELL, WRONG, Finding
from db.problems import WrongSettings
from db.settings import Account, Secret, Settings, find, survey


def read(environ: Mapping[str, str], cwd: Path) -> tuple[Settings | None, list[Finding]]:
    """What of the configuration can be used (None: nothing of it), and what was found in it."""
    try:
        settings, problems = survey(find(environ, cwd), environ)
    except WrongSettings as wrong:
        return None, [_wrong(text) for text in wrong.problems]
    found = [_wrong(text) for text in (*problems, *check_accounts(settings), *_missing(settings, environ))]
    return settings, found or [_well(settings)]


def usable(settings: Settings) -> tuple[Account, ...]:
    """The accounts whose tables are in order."""
    return tuple(one for one in settings.accounts if not check_accounts(replace(settings, accounts=(one,))))


def _well(settings: Settings) -> Finding:
    count = len(settings.accounts)
    if not count:
        text = f"{settings.path} names no [[accounts]] yet; add one as the README shows, or import bills."
        return Finding(LOOK, CONFIGURATION, "file", text)
    named = "1 account" if count == 1 else f"{count} accounts"
    return Finding(WELL, CONFIGURATION, "file", f"{settings.path} is in order and names {named}.")


def _wrong(text: str) -> Finding:
    return Finding(WRONG, CONFIGURATION, "file", text)


def _missing(settings: Settings, environ: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each secret of mail, sign-in and alerts that is not where it should be."""
    sections: dict[str, BaseModel | None] = {
        "smtp": settings.smtp, "oidc": settings.oidc, "alerts": settings.alerts,
    }  # fmt: skip
    for section, said in sections.items():
        for name, value in said or ():
            if isinstance(value, Secret):
                try:
                    value.reveal(environ, settings.folder)
                except WrongSettings as wrong:
                    yield f"{section}.{name}: {wrong.problems[0]}"
