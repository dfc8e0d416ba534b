"""Is each account's collection well, and what should a person do where it is not?"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from db.sections import HOURLY
from db.settings import Account

FINE, LATE, FAILING, NEEDS_A_PERSON, NEVER = "fine", "late", "failing", "needs a person", "never collected"
FILED: Final = "came in a file"
STATES: Final = (NEEDS_A_PERSON, FAILING, NEVER, LATE, FINE, FILED)
WELL: Final = (FINE, FILED)
LATE_AFTER: Final = timedelta(hours=36)
"""A nightly collection that is a few hours behind is no news; one that missed a night is."""

_RIGHTS = re.compile(r"\b40[13]\b.*\b(?:scope|permission|role|right)s?\b|\b403\b|not allowed|may not", re.IGNORECASE)
_CREDIT = re.compile(r"\b402\b|\barrears\b|\bused up\b|\bowes?\b|\bsettle\b|\btop up\b|\bbalance\b", re.IGNORECASE)
_KEY = re.compile(r"\b401\b|\bkeys?\b|\bcredentials?\b|\btokens?\b|\bsignature\b|\bsecrets?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Login:
    """An account of the configuration: its name, its provider, where its secrets are kept (never they), how often it is
    collected."""

    account: str
    provider: str
    keys: tuple[str, ...] = ()
    every: timedelta = HOURLY

    @classmethod
    def of(cls, account: Account) -> "Login":
        """An account's, as the configuration has it."""
        keys = tuple(secret.where for secret in account.credentials.values())
        return cls(account.name, account.provider, keys, account.every)


@dataclass(frozen=True, slots=True)
class Health:
    """How one account's collection is. `error` and `todo` are sentences for a person, "" where all is fine."""

    account: str
    provider: str
    state: str
    through: datetime | None = None
    good: datetime | None = None
    error: str = ""
    todo: str = ""


def health(accounts: Iterable[Mapping[Any, Any]], logins: Iterable[Login], now: datetime) -> list[Health]:
    """Every account of the ledger (readable rows of View.accounts) and of the configuration, those in need first."""
    known = {login.account: login for login in logins}
    found = [_of(row, known.get(str(row["account"])), now) for row in accounts]
    seen = {one.account for one in found}
    found += [_never(login.account, login.provider) for login in known.values() if login.account not in seen]
    return sorted(found, key=lambda one: (STATES.index(one.state), one.account))


def _of(row: Mapping[Any, Any], login: Login | None, now: datetime) -> Health:
    account, provider, error = str(row["account"]), str(row["provider"]), str(row["error"] or "")
    through, good = row["through"], row["good"]
    if error:
        state = NEEDS_A_PERSON if row["permanent"] else FAILING
        todo = _mend(account, provider, error, login) if row["permanent"] else _wait(account)
        return Health(account, provider, state, through, good, error, todo)
    if through is None:
        return _never(account, provider) if good is None else _unposted(account, provider, good)
    if row["asked"] and now - through > LATE_AFTER:
        return Health(account, provider, LATE, through, good, "", _start(account))
    return Health(account, provider, FINE if row["asked"] else FILED, through, good)


def _never(account: str, provider: str) -> Health:
    todo = f"Collect it for the first time: reelspend collect --account {account}"
    return Health(account, provider, NEVER, todo=todo)


def _unposted(account: str, provider: str, good: datetime) -> Health:
    """An account that answers well and tells of no work: its bill comes as a file, and none has come."""
    todo = f"Export its usage at {provider} and bring it in: reelspend import {provider} FILE --account {account}"
    return Health(account, provider, NEVER, good=good, todo=todo)


def _start(account: str) -> str:
    return (
        "Nothing went wrong, it was just not asked: is a scheduler at work (part Clock), or does your timer still run"
        " reelspend collect?"
        f" To collect now: reelspend collect --account {account}"
    )


def _wait(account: str) -> str:
    return (
        "Nothing yet: the next collection asks again, and nothing is lost meanwhile. If this lasts for a day,"
        f" look at the provider's status page, then: reelspend collect --account {account}"
    )


def _mend(account: str, provider: str, error: str, login: Login | None) -> str:
    """What a person must do before asking again can help, by what the provider complained of."""
    again = f"then: reelspend collect --account {account}"
    where = _places(login)
    if _RIGHTS.search(error):
        return f"Give the key the rights that {provider} asks for, or put one that has them into {where}; {again}"
    if _CREDIT.search(error):
        return f"Top up or settle the account at {provider}; {again}"
    if _KEY.search(error):
        return f"Put a valid key into {where}; {again}"
    return f"Mend what the sentence names; {again}"


def _places(login: Login | None) -> str:
    """Where this account's secrets are kept, as the configuration says it."""
    if login is None or not login.keys:
        return "the place that reelspend.toml names"
    return " or ".join(_place(where) for where in login.keys)


def _place(where: str) -> str:
    kind, _, name = where.partition(":")
    return f"the environment variable {name}" if kind == "env" else f"the file {name}"
