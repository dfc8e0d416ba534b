"""Where numbers are from, in words: said alike below every screen and every letter."""

from zoneinfo import ZoneInfo

from dashboard.measures import amounts
from dashboard.measures.provenance import Provenance


def facts(known: Provenance, zone: ZoneInfo) -> list[str]:
    """Data through when, how much is not billed yet, at whose rates, and what is left out; without full stops."""
    rates = [
        f"{one.currency} is converted at rates of {one.source} up to {amounts.day(one.through)}" for one in known.rates
    ]
    return [one for one in (_reach(known, zone), _sureness(known), *rates, *_unknown(known)) if one]


def _reach(known: Provenance, zone: ZoneInfo) -> str:
    if known.through is None:
        return "Nothing has been collected yet"
    least = [f"{known.behind} reaches least far"] if known.behind else []
    filed = [f"{name}, from a file, only to {amounts.instant(until, zone)}" for name, until in known.filed]
    named = f" ({'; '.join((*least, *filed))})" if known.behind else ""
    return f"Data through {amounts.instant(known.through, zone)}{named}"


def _sureness(known: Provenance) -> str:
    share = known.estimated_share
    if not share:
        return "" if share is None else "All of the cost is billed"
    return f"{amounts.share(share)} of the cost is an estimate, not billed yet"


def _unknown(known: Provenance) -> list[str]:
    """What is left out of the cost because nobody knows it."""
    one, said = known.unpriced == 1, []
    if known.unpriced:
        work = "1 piece of work has" if one else f"{amounts.number(known.unpriced)} pieces of work have"
        said.append(f"{work} no price and {'is' if one else 'are'} not in the cost")
    if known.untimed:
        clips = "1 clip is" if known.untimed == 1 else f"{amounts.number(known.untimed)} clips are"
        said.append(f"{clips} of unknown length and not in costs per second")
    if known.unconverted:
        said.append("Some bills are not converted for want of a rate, and not in the cost")
    return said
