"""Where numbers are from: data through when, how sure they are, and what nobody knows of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import pandas as pd

from db.rates import RateSource
from db.window import instant_of

UNKNOWNS = ("estimated_share", "unpriced", "untimed", "unconverted")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a number is from: data through when (the account that reaches least far), how sure, at whose rates."""

    through: datetime | None
    behind: str
    estimated_share: Decimal | None
    unpriced: Decimal
    untimed: Decimal
    unconverted: Decimal
    currency: str
    rates: tuple[RateSource, ...] = ()


def provenance(
    unknowns: Mapping[Any, Any], accounts: pd.DataFrame, currency: str, rates: Sequence[RateSource] = ()
) -> Provenance:
    """The provenance of what has these `UNKNOWNS`. A bill that came in a file is behind only where all did."""
    asked = accounts[accounts["asked"] > 0] if accounts["asked"].any() else accounts
    reached = asked.dropna(subset=["through"]).sort_values("through")
    through = instant_of(int(reached["through"].iloc[0])) if len(reached) else None
    behind = str(reached["account"].iloc[0]) if len(reached) else ""
    share, unpriced, untimed, unconverted = (unknowns[name] for name in UNKNOWNS)
    return Provenance(through, behind, share, unpriced, untimed, unconverted, currency, tuple(rates))
