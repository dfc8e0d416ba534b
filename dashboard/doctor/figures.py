"""What the numbers say: is each account fresh, does its bill agree, and what has no team, no price and no rate?

Every number is the one that the Collection screen shows.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from dashboard.doctor.finding import LOOK, WELL, WRONG, Finding
from dashboard.measures.comparison import ratio
from dashboard.measures.credit import SOON
from dashboard.measures.health import WELL as ARE_WELL
from dashboard.measures.health import Health, Login, health
from dashboard.measures.periods import days_of
from dashboard.measures.readable import readable
from dashboard.measures.reconciliation import DIFFERS
from dashboard.measures.silence import silences
from dashboard.ui import amounts, verdicts
from dashboard.view import UNATTRIBUTED, View

RECENT = "Last 30 days"


def told(view: View, logins: tuple[Login, ...], now: datetime) -> list[Finding]:
    """Everything that the ledger tells of the accounts, `view` being of all time."""
    recent = view.during(*days_of(RECENT, now.date()))
    return [
        *_freshness(view, logins, now),
        *_silence(view, now),
        *_bills(view),
        *_unknowns(recent),
        *_credit(view, now),
    ]


def _freshness(view: View, logins: tuple[Login, ...], now: datetime) -> Iterator[Finding]:
    for one in health(readable(view.accounts()).to_dict("records"), logins, now):
        if one.state in ARE_WELL:
            yield Finding(WELL, one.account, "freshness", f"{one.state}, data through {_through(one, now)}.")
        else:
            said = [f"{one.state}, data through {_through(one, now)}." if one.through else f"{one.state}.", one.error]
            yield Finding(WRONG, one.account, "freshness", " ".join([*filter(None, said), one.todo]))


def _through(one: Health, now: datetime) -> str:
    return amounts.instant(one.through, now.tzinfo) if now.tzinfo else ""


def _silence(view: View, now: datetime) -> Iterator[Finding]:
    """Accounts that are asked and answer, but have had no work for longer than is usual for them."""
    for account, one in silences(view.bills(), now.date()).items():
        text = (
            f"nothing used or billed since {amounts.day(one.last)}, {one.days} days ago; the most was {one.usual}."
            " If work went on, see whether its key still belongs to this account."
        )
        yield Finding(LOOK, account, "silence", text)


def _bills(view: View) -> Iterator[Finding]:
    for row in view.reconciliation(["account", "currency"]).to_dict("records"):
        state = WRONG if row["state"] == DIFFERS else WELL
        yield Finding(state, row["account"], "bill", f"{verdicts.verdict(row)}.")


def _unknowns(recent: View) -> Iterator[Finding]:
    """Per account, what nobody has placed, priced or converted."""
    rows = recent.figures(["cost", "unpriced", "worth"], ["account"])
    unconverted = _unconverted(recent)
    teamless = recent.only(team=[UNATTRIBUTED]).figures(["cost"], ["account"])
    nobodys = dict(zip(teamless["account"], teamless["cost"], strict=True))
    for row in rows.to_dict("records"):
        said = {
            "unattributed": _share(nobodys.get(row["account"]), row["cost"], recent.currency),
            "unpriced": _unpriced(row["unpriced"]),
            "never billed": row["worth"] and f"{amounts.money(row['worth'], recent.currency)} were never billed",
            "unconverted": unconverted.get(row["account"]),
        }
        for check, text in said.items():
            if text:
                where = f"{text} in the last 30 days; the Collection screen says which, and how to mend it."
                yield Finding(LOOK, str(row["account"]), check, where)


def _unconverted(recent: View) -> dict[str, str]:
    """By account, what no exchange rate converts, in each of its currencies."""
    much: dict[str, list[str]] = defaultdict(list)
    for row in recent.figures(["unconverted"], ["account", "currency"]).to_dict("records"):
        if row["unconverted"]:
            much[row["account"]].append(amounts.money(row["unconverted"], row["currency"]))
    return {name: f"{' and '.join(sums)} of bills have no exchange rate" for name, sums in much.items()}


def _unpriced(pieces: Decimal | None) -> str:
    if not pieces:
        return ""
    return "1 piece of work has no price" if pieces == 1 else f"{amounts.number(pieces)} pieces of work have no price"


def _share(nobodys: Decimal | None, whole: Decimal | None, currency: str) -> str:
    part = ratio(nobodys, whole)
    if not nobodys:
        return ""
    share = f" ({amounts.share(part)})" if part is not None else ""
    return f"{amounts.money(nobodys, currency)}{share} belong to no team"


def _credit(view: View, now: datetime) -> Iterator[Finding]:
    """Prepaid credit that ends soon, or would expire unused."""
    for one in view.credit(now):
        left = f"{amounts.number(one.left, 2)} {one.currency} of credit are left"
        if one.lasts is not None and one.lasts < SOON:
            text = f"{left}, enough for {amounts.how_long(one.lasts)} at the present pace; buy more in time."
            yield Finding(LOOK, one.account, "credit", text)
        if one.unused:
            unused = amounts.number(one.unused, 2)
            text = f"{left}, of which {unused} would expire unused; the Collection screen says when."
            yield Finding(LOOK, one.account, "expiry", text)
