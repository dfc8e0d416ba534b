"""The shape of reelspend.toml: which keys each table may have, and of which kind."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from babel.numbers import list_currencies
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator

from db.problems import nearest
from db.secret import Secret

MOST_MONEY: Final = 10**9
HOURLY: Final = timedelta(hours=1)
SHORTEST, LONGEST = timedelta(minutes=5), timedelta(days=7)
UNITS: Final = {"m": timedelta(minutes=1), "h": HOURLY, "d": timedelta(days=1)}


def _currency(code: object) -> str:
    """A currency of ISO 4217. Raises ValueError for anything else."""
    if isinstance(code, str) and code in list_currencies():
        return code
    raise ValueError(f"is no currency; {nearest(str(code).upper(), list_currencies(), 'write a code such as USD.')}")


def _zone(name: object) -> ZoneInfo:
    """A zone of the tz database. Raises ValueError for anything else."""
    zones = available_timezones()
    if isinstance(name, str) and name in zones:
        return ZoneInfo(name)
    raise ValueError(f"is no time zone; {nearest(str(name), zones, 'write one such as UTC or Europe/Berlin.')}")


def _day(said: object) -> date:
    """A TOML date, or one in quotes. A date with a time is refused: its zone would move the day."""
    if type(said) is date:
        return said
    try:
        return date.fromisoformat(said if isinstance(said, str) else "")
    except ValueError:
        raise ValueError("is no date; write it as 2026-01-31.") from None


def _address(said: object) -> str:
    """An http or https address of a host. Raises ValueError without repeating it: it may hold a password."""
    try:
        parts = urlsplit(said if isinstance(said, str) else "")
        good = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1)
    except ValueError:
        good = False
    if not good or any(letter.isspace() for letter in str(said)):
        raise ValueError("is no address; write it as https://host/path.")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError("must be a plain address, without a name, a password, a question mark or a #.")
    return str(said)


def _sum(said: object) -> Decimal:
    """A sum of money above 0, in quotes or not. Raises ValueError for anything else."""
    try:
        amount = Decimal(str(said)) if isinstance(said, (str, int, Decimal)) and not isinstance(said, bool) else None
    except ArithmeticError:
        amount = None
    if amount is None or not amount.is_finite() or not 0 < amount < MOST_MONEY:
        raise ValueError('is no sum of money; write it as "50" or "49.90".')
    return amount


def _interval(said: object) -> timedelta:
    """A time such as 30m, 6h or 1d, from five minutes to a week. Raises ValueError for anything else."""
    found = re.fullmatch(r"([0-9]{1,5})([mhd])", said if isinstance(said, str) else "")
    every = int(found[1]) * UNITS[found[2]] if found else timedelta()
    if not SHORTEST <= every <= LONGEST:
        raise ValueError('is no interval from five minutes to a week; write it as "30m", "6h" or "1d".')
    return every


def _mailbox(said: object) -> str:
    """An e-mail address, perhaps with a name: `Reelspend <reelspend@studio.example>`."""
    if isinstance(said, str) and "@" in said.strip("@ ") and said.isprintable():
        return said
    raise ValueError("is no e-mail address; write it as name@host.")


def _line(said: str) -> str:
    """A text that can be shown on one line."""
    if said.isprintable():
        return said
    raise ValueError("must be one line of plain letters.")


Address = Annotated[str, PlainValidator(_address)]
Kept = Annotated[Secret, PlainValidator(Secret)]
Text = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_line)]


class Section(BaseModel):
    """Frozen, and closed: a key that we do not know is a slip of the pen, and is said so."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True)


class Smtp(Section):
    """`[smtp]`: how letters leave the house. `security` none is for a server on the same machine."""

    host: Text
    sender: Annotated[str, PlainValidator(_mailbox)]
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    username: str = ""
    password: Kept | None = None


class Oidc(Section):
    """`[oidc]`: who signs people in. Without it the dashboard serves this machine alone."""

    redirect_uri: Address
    server_metadata_url: Address
    client_id: Text
    client_secret: Kept
    cookie_secret: Kept


class Alerts(Section):
    """`[alerts]`: where alerts go besides e-mail, and from when on something is worth one.

    The addresses are secrets: whoever has them may post. `webhook_secret` signs what is posted. `minimum` is the least
    money (reporting currency) of an odd day or a price that drifts, `drift` and `unattributed` are shares in percent,
    `stale_hours` how long an account may stay unread, `credit_days` and `retiring_days` how long ahead is told,
    `escalate_hours` after how long finance hears of what nobody acknowledged.
    """

    slack_url: Kept | None = None
    webhook_url: Kept | None = None
    webhook_secret: Kept | None = None
    minimum: Annotated[Decimal, BeforeValidator(_sum)] = Decimal(50)
    drift: Annotated[int, Field(ge=1, le=100)] = 10
    unattributed: Annotated[int, Field(ge=1, le=100)] = 10
    stale_hours: Annotated[int, Field(ge=1, le=8760)] = 36
    credit_days: Annotated[int, Field(ge=1, le=365)] = 14
    retiring_days: Annotated[int, Field(ge=1, le=365)] = 60
    escalate_hours: Annotated[int, Field(ge=1, le=720)] = 24


class StopLoss(Section):
    """`[stop_loss]`: how many takes, and how much in the reporting currency, a shot may take before somebody looks."""

    takes: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    cost: Annotated[Decimal, BeforeValidator(_sum)] | None = None


class Database(Section):
    """`[database]`: where the ledger is kept."""

    url: Text = "sqlite:///reelspend.db"


class AccountTable(Section):
    """`[[accounts]]`: one login at one provider, which the scheduler collects so often."""

    name: Text
    provider: Text
    start: Annotated[date, BeforeValidator(_day)]
    credentials: dict[str, Kept] = {}
    base_url: Address = ""
    default_team: Annotated[str, Field(max_length=500)] = ""
    every: Annotated[timedelta, BeforeValidator(_interval)] = HOURLY
    options: dict[str, Any] = {}


class Whole(Section):
    """The whole file. `public_url` is the dashboard's address as readers of letters reach it."""

    reporting_currency: Annotated[str, PlainValidator(_currency)] = "USD"
    reporting_timezone: Annotated[ZoneInfo, PlainValidator(_zone)] = ZoneInfo("UTC")
    public_url: Address = ""
    database: Database = Database()
    accounts: list[AccountTable] = []
    smtp: Smtp | None = None
    oidc: Oidc | None = None
    alerts: Alerts = Alerts()
    stop_loss: StopLoss = StopLoss()
