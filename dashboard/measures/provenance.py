"""Where numbers are from: data through when, how sure they are, and what nobody knows of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd

from db.rates import RateSource
from db.window import instant_of

UNKNOWNS = ("estimated_share", "unpriced", "untimed", "unconverted")
WAITED = timedelta(62)
"""After two months without another file nobody waits for one."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a number is from: data through when (the account that reaches least far), how sure, at whose rates.

    `filed` are the accounts whose bills come in files and end before that, each with the instant up to which.
    """

    through: datetime | None
    behind: str
    estimated_share: Decimal | None
    unpriced: Decimal
    untimed: Decimal
    unconverted: Decimal
    currency: str
    rates: tuple[RateSource, ...] = ()
    filed: tuple[tuple[str, datetime], ...] = ()


def provenance(
    unknowns: Mapping[Any, Any], accounts: pd.DataFrame, currency: str, rates: Sequence[RateSource], until: date
) -> Provenance:
    """The provenance of what has these `UNKNOWNS`, of days before `until`.

    A bill that came in a file is behind only where all did; beside others it is named.
    """
    asked = accounts[accounts["asked"] > 0] if accounts["asked"].any() else accounts
    reached = asked.dropna(subset=["through"]).sort_values("through")
    through = instant_of(int(reached["through"].iloc[0])) if len(reached) else None
    behind = str(reached["account"].iloc[0]) if len(reached) else ""
    share, unpriced, untimed, unconverted = (unknowns[name] for name in UNKNOWNS)
    filed = _filed(accounts[accounts["asked"] == 0], through, until) if len(asked) < len(accounts) else ()
    return Provenance(through, behind, share, unpriced, untimed, unconverted, currency, tuple(rates), filed)


def _filed(files: pd.DataFrame, through: datetime | None, until: date) -> tuple[tuple[str, datetime], ...]:
    """Those that end earlier, and within these days; one that ended long ago is no longer waited for."""
    known = files.dropna(subset=["through"]).sort_values("through")
    reached = [(str(name), instant_of(int(at))) for name, at in zip(known["account"], known["through"], strict=True)]
    ends = [] if through is None else [one for one in reached if through - WAITED < one[1] < through]
    return tuple(one for one in ends if one[1].date() < until)
