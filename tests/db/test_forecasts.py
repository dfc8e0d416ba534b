"""Are forecasts kept as they were shown?"""

from sqlalchemy import Engine

from db.engine import writing
from db.forecasts import Kept, days_kept, keep, kept, latest_before, rename_teams


def shown(made_on: int = 20261120, expected: int = 900, **more: object) -> Kept:
    """What the month was said to come to, of which 600 were known."""
    said = {
        "scope": "",
        "part": "",
        "horizon": "2026-11",
        "replayed": False,
        "through": 20261119,
        "method": "weekday mean",
    }
    lows = {"low80": 800, "high80": 1000, "low95": None, "high95": None}
    return Kept.model_validate(
        said | lows | {"made_on": made_on, "known": 600, "steps": 0, "expected": expected} | more
    )


def test_the_first_of_a_day_stands(ledger: Engine) -> None:
    """A forecast that is said twice is kept once, and what is said later that day does not replace it."""
    assert keep(ledger, [shown(), shown(part="team=social", expected=300)]) == 2
    assert keep(ledger, [shown(expected=950), shown(part="team=social", expected=1)]) == 0
    assert sorted(one.expected for one in kept(ledger, "")) == [300, 900]


def test_the_last_one_before_a_day(ledger: Engine) -> None:
    """Yesterday is the last day that has a forecast of this scope, and never today."""
    keep(ledger, [shown(20261117), shown(20261118, 910), shown(20261120, 920), shown(20261119, scope="team=social")])
    assert [one.expected for one in latest_before(ledger, "", 20261120)] == [910]
    assert latest_before(ledger, "", 20261117) == []
    assert days_kept(ledger, "") == {20261117, 20261118, 20261120}


def test_forecasts_go_along_with_a_renamed_team(ledger: Engine) -> None:
    """As part of all and as a scope of its own; what was kept of an older team of that name goes."""
    old = [shown(part="team=social"), shown(scope="team=social; team=trailers"), shown(part="model=social")]
    keep(ledger, [*old, shown(part="team=shorts", expected=7), shown()])
    with writing(ledger) as connection:
        rename_teams(connection, {"social": "shorts"})
    assert {(one.part, one.expected) for one in kept(ledger, "")} == {
        ("team=shorts", 900), ("model=social", 900), ("", 900),
    }  # fmt: skip
    assert len(kept(ledger, "team=shorts; team=trailers")) == 1
    assert not kept(ledger, "team=social; team=trailers")


def test_forecasts_of_two_teams_change_places(ledger: Engine) -> None:
    """Social becomes trailers and trailers social; each keeps what was said of it."""
    keep(ledger, [shown(part="team=social", expected=1), shown(part="team=trailers", expected=2)])
    with writing(ledger) as connection:
        rename_teams(connection, {"social": "trailers", "trailers": "social"})
    assert {one.part: one.expected for one in kept(ledger, "")} == {"team=social": 2, "team=trailers": 1}
