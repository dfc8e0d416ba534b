"""Finding: one thing that was looked at, how it is, and in one sentence what to do where it is not well."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

State = Literal["well", "look", "wrong"]
WELL: Final[State] = "well"
LOOK: Final[State] = "look"
"""Nothing is broken, but a person may want to know."""
WRONG: Final[State] = "wrong"
CONFIGURATION, LEDGER = "configuration", "ledger"
FINE, OF_ACCOUNTS, OF_THE_HOUSE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Finding:
    """`about` is the configuration, the ledger or an account's name; `check` says in a word what was looked at."""

    state: State
    about: str
    check: str
    text: str


def exit_code(findings: Iterable[Finding]) -> int:
    """0 all well, 1 something is wrong with some account, 2 with the configuration or the ledger."""
    wrong = {finding.about for finding in findings if finding.state == WRONG}
    if wrong & {CONFIGURATION, LEDGER}:
        return OF_THE_HOUSE
    return OF_ACCOUNTS if wrong else FINE
