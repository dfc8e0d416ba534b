"""Does each provider answer, does the key see enough, do the clocks agree, and do its two tales of the money?"""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from collectors.pulse import DAYS_CHECKED, Pulse
from dashboard.doctor.finding import LOOK, WELL, WRONG, Finding
from dashboard.ui import amounts

MOST_AHEAD = timedelta(seconds=60)


def felt(pulse: Pulse) -> Iterator[Finding]:
    """What one account's pulse says."""
    if pulse.error:
        yield Finding(WRONG, pulse.account, "key" if pulse.locked else "sign-in", pulse.error)
    else:
        yield Finding(WELL, pulse.account, "sign-in", "its provider answers, and the key sees what it has to see.")
    if pulse.ahead is not None and abs(pulse.ahead) > MOST_AHEAD:
        yield Finding(WRONG, pulse.account, "clock", _clock(pulse.ahead))
    yield from _tales(pulse)


def _clock(ahead: timedelta) -> str:
    seconds = round(abs(ahead).total_seconds())
    where = "ahead of" if ahead > timedelta(0) else "behind"
    return (
        f"this machine's clock is {amounts.number(seconds)} seconds {where} the provider's, and providers refuse"
        " what is signed with a wrong time; set the clock, best by NTP."
    )


def _tales(pulse: Pulse) -> Iterator[Finding]:
    """Where the provider's usage report and its bill tell different money."""
    if pulse.unchecked:
        text = f"its usage report could not be held against its bill: {pulse.unchecked}"
        yield Finding(LOOK, pulse.account, "cross-check", text)
    if not pulse.differences:
        return
    apart = sum((abs(one.usage - one.bill) for one in pulse.differences), Decimal(0))
    most = max(pulse.differences, key=lambda one: abs(one.usage - one.bill))
    usage, bill, whole = (amounts.number(sum_, 2) for sum_ in (most.usage, most.bill, apart))
    text = (
        f"in the last {DAYS_CHECKED} whole days its usage report and its bill are {whole} {most.currency} apart, most"
        f" on {most.day} for {most.endpoint} ({usage} used, {bill} billed); if that stays, ask the provider."
    )
    yield Finding(LOOK, pulse.account, "cross-check", text)
