"""What a collection sets right that was said before: teams, prices, and days that have closed."""

from datetime import timedelta

import httpx

from collectors.round import keep_sheets
from tests.collectors.fake_fal import KLING, event
from tests.collectors.studio import Studio, day


def test_a_name_that_comes_later_places_what_was_before(studio: Studio) -> None:
    """Mara's key gets its alias on a later day; her work of long ago moves to her team, and the total stays."""
    studio.rule()
    studio.fal.events = [event("r1", day(2)), event("r2", day(3), key="k_ivo")]
    studio.collect()
    assert studio.figures("cost", "clips") == {"unattributed": ("1.26", "2")}
    studio.fal.names = {"k_mara": "trailers-mara"}
    studio.now += timedelta(hours=1)
    outcome = studio.collect()
    assert (outcome.new, outcome.changed, outcome.gone) == (0, 1, 0)
    assert studio.figures("cost", "clips") == {"trailers": ("0.63", "1"), "unattributed": ("0.63", "1")}


def test_another_default_team_takes_over_all_days(studio: Studio) -> None:
    """What no rule places goes to the default team in the configuration, also when that changes."""
    studio.fal.events = [event("r1", day(2))]
    studio.collect()
    studio.team("social")
    studio.collect()
    assert studio.figures("cost") == {"social": ("0.63",)}


def test_a_closed_day_that_moves_is_in_the_audit(studio: Studio) -> None:
    """The 2nd has closed on the 22nd: what moved on it is written down, from what to what."""
    studio.fal.events = [event("r1", day(2)), event("r2", day(20))]
    studio.collect()
    studio.team("social")
    studio.collect()
    assert studio.rows("SELECT who, what, before, after FROM audit") == [
        ("collection", "closed day 20261102 of fal-studio settled anew", "unattributed 0.63", "social 0.63")
    ]


def test_a_first_price_is_for_what_may_still_change(studio: Studio) -> None:
    """What five seconds cost is asked once such work was met: today's is estimated then, and no day before it."""
    studio.fal.events = [event("r1", day(21), None), event("r2", day(22), None)]
    studio.fal.prices = {KLING: 0.126}
    studio.collect()
    assert studio.rows("SELECT day, basis, cost FROM usage ORDER BY day") == [
        (20261121, "unpriced", None),
        (20261122, "estimated", 630_000_000),
    ]


def test_work_that_was_never_billed_is_told_when_its_day_closes(studio: Studio) -> None:
    """Ten days later nothing new is said, and the 20th has closed: its work cost nothing, and this is its worth."""
    keep_sheets(studio.ledger, studio.settings, studio.now)
    studio.fal.events = [event("r1", day(20), None)]
    studio.collect()
    assert studio.figures("cost", "estimated", "worth") == {"unattributed": ("0.63", "0.63", "0")}
    studio.now += timedelta(days=10)
    outcome = studio.collect()
    assert (outcome.new, outcome.changed, outcome.gone) == (0, 0, 0)
    assert studio.figures("cost", "estimated", "worth") == {"unattributed": ("0", "0", "0.63")}


def test_months_close_once_a_collection_has_ended_well(studio: Studio) -> None:
    """On 10 December fal asks for the 3rd again: November is closed, whatever a name or a default team then says."""
    studio.rule()
    studio.fal.events = [event("r1", day(2))]
    studio.fal.names = {"k_mara": "trailers-mara"}
    studio.now += timedelta(days=18)
    studio.collect()
    assert studio.rows(OPEN_FROM) == [(20261201,)]
    studio.fal.names = {"k_mara": "social-mara"}
    studio.team("social")
    studio.fal.events.append(event("r2", day(2) + timedelta(days=36)))
    studio.now += timedelta(hours=1)
    studio.collect()
    assert studio.rows("SELECT l.day, t.name FROM ledger l JOIN team t ON t.id = l.team_id ORDER BY l.day") == [
        (20261102, "trailers"),
        (20261208, "social"),
    ]
    assert not studio.rows("SELECT 1 FROM audit WHERE what LIKE 'closed%'")


def test_no_month_closes_while_names_are_missing(studio: Studio) -> None:
    """fal does not tell the names this time: the money is kept, and the names still place it when they come."""
    studio.rule()
    studio.fal.events, studio.fal.names = [event("r1", day(2))], {"k_mara": "trailers-mara"}
    studio.fal.first = lambda asked: httpx.Response(403) if asked.url.path.endswith("/keys") else None
    studio.now += timedelta(days=18)
    assert studio.collect().error
    assert studio.rows(OPEN_FROM) == [(0,)]
    studio.fal.first = lambda _: None
    studio.now += timedelta(hours=1)
    assert not studio.collect().error
    assert studio.figures("cost") == {"trailers": ("0.63",)}
    assert studio.rows(OPEN_FROM) == [(20261201,)]


OPEN_FROM = "SELECT open_from FROM account"
