"""What the jobs of the clock do, each a function that says what went wrong: so that a test can do something small."""

from collections.abc import Callable
from dataclasses import dataclass

Deed = Callable[[], str]
"""Does something; one sentence of what went wrong, "" where all went well."""


class Stopped(BaseException):
    """Work that was asked to end: no error, so that nobody who catches errors takes it for one."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """All that the clock can do. Each may be done twice without harm; `collect` takes an account's name."""

    collect: Callable[[str], str]
    forecast: Deed
    alerts: Deed
    calendar: Deed
    letters: Deed
    forget: Deed
