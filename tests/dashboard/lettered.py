"""The steady studio with all that letters can tell of: budgets, kept forecasts of October, alerts open and over.

Of October's 22 × 10.00 + 31 × 3.00 = 313.00 two forecasts were kept: 344.30 on the 5th, a tenth too much, and 297.35 on
the 15th, a twentieth too little; the latter was replayed.
"""

from decimal import Decimal
from pathlib import Path

from db.alerts import Told, record, resolve, stored
from db.budgets import Budget
from db.engine import Engine, reading, writing
from db.forecasts import Kept, keep
from db.lists import replace_budgets
from db.money import to_nano
from tests.dashboard import steady
from tests.dashboard.occasions import told
from tests.db.cast import NOW

BUDGETS = (
    Budget(name="Social", scope="team=social", period="month", amount=Decimal(400), currency="USD"),
    Budget(name="Everything", period="quarter", amount=Decimal(900), currency="USD"),
)
KINDS = ("alert", "anomaly", "budget", "collection", "forecast")
OVER = "drift"


def build(folder: Path) -> Path:
    """Lay it all in a folder; gives the folder."""
    engine = steady.view_of(steady.build(folder)).engine
    keep(engine, [forecast(20261005, "344.30"), forecast(20261015, "297.35", replayed=True)])
    with writing(engine) as connection:
        replace_budgets(connection, BUDGETS, NOW, "mara@studio.example")
        record(connection, [alert(kind) for kind in (*KINDS, OVER)], NOW)
        resolve(connection, NOW, lambda one: one.kind == OVER)
    return folder


def alert(kind: str) -> Told:
    """An alert of that kind; that of the collection is about no money."""
    more = {"period": f"{steady.WILD}"} if kind == "anomaly" else {"impact": None} if kind == "collection" else {}
    return told(kind, said=f"{kind}: social has spent 360.00 USD", **more)


def alerts(engine: Engine, kind: str = "") -> tuple[Told, ...]:
    """The alerts as they are kept, all or of one kind."""
    with reading(engine) as connection:
        return tuple(one for one in stored(connection) if kind in ("", one.kind))


def forecast(made_on: int, expected: str, *, replayed: bool = False) -> Kept:
    """A forecast of October that was made on a day and kept."""
    nano = to_nano(Decimal(expected))
    said = {
        "scope": "",
        "part": "",
        "horizon": "2026-10",
        "replayed": replayed,
        "method": "mean",
        "known": 0,
        "steps": 0,
    }
    bounds = {"low80": nano - 10**10, "high80": nano + 10**10, "low95": nano - 10**11, "high95": nano + 10**11}
    through = made_on - 2
    return Kept.model_validate(said | bounds | {"made_on": made_on, "through": through, "expected": nano})
