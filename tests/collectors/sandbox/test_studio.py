"""Is the invented studio the same each time, as large as asked for, and believable?"""

from dataclasses import fields
from datetime import date
from hashlib import sha256
from time import perf_counter

import numpy as np

from collectors.sandbox import Studio
from collectors.sandbox.cast import TEAMS
from collectors.sandbox.events import EXPANSIONS, Events
from collectors.sandbox.offers import chances, offers
from collectors.sandbox.seasons import days_of, first_day, runaway_saturday
from tests.collectors.sandbox.line import TODAY


def print_of(studio: Studio) -> str:
    """All that the studio is made of, as one fingerprint."""
    whole = sha256()
    for columns in (studio.takes, studio.costs):
        for field in fields(columns):
            whole.update(getattr(columns, field.name).tobytes())
    whole.update(studio.deductions.pack.tobytes() + studio.deductions.before.tobytes())
    whole.update(repr((studio.ring, studio.projects, studio.deductions.packs)).encode())
    events = Events(studio)
    whole.update(events.written(np.arange(len(events.at)), frozenset(EXPANSIONS)))
    return whole.hexdigest()


def test_the_same_seed_makes_the_same_studio() -> None:
    """To the last byte, and to the last byte of what is told of it."""
    assert print_of(Studio(7, TODAY, size=0.1)) == print_of(Studio(7, TODAY, size=0.1))


def test_another_seed_makes_another_studio() -> None:
    """Other takes and other keys."""
    one, other = Studio(7, TODAY, size=0.1), Studio(8, TODAY, size=0.1)
    assert print_of(one) != print_of(other)
    assert one.keys != other.keys


def test_keys_are_not_shown() -> None:
    """A studio's keys do not stand in its text."""
    studio = Studio(7, TODAY)
    assert studio.keys.fal_admin not in repr((studio, studio.keys))
    assert studio.keys.kling_secret not in repr((studio, studio.keys))


def test_a_year_is_as_large_as_a_studio_of_forty_projects() -> None:
    """Thirteen months have 60,000 to 90,000 takes, three to eight of a hundred of which fail."""
    takes = Studio(7, TODAY).takes
    assert 60_000 < len(takes) < 90_000
    assert 0.03 < takes.failed.mean() < 0.08


def test_size_scales_the_takes() -> None:
    """Twice the size, about twice the takes."""
    one, two = len(Studio(7, TODAY, size=0.5).takes), len(Studio(7, TODAY, size=1.0).takes)
    assert 1.9 < two / one < 2.1


def test_a_studio_is_there_at_once() -> None:
    """Size 1 takes less than three seconds, all that is billed included."""
    begun = perf_counter()
    studio = Studio(11, TODAY)
    assert len(studio.takes) > 0
    assert len(studio.deductions.units) > 0
    assert len(studio.costs) > 0
    assert perf_counter() - begun < 3


def test_thirteen_months_begin_on_a_first() -> None:
    """Thirteen calendar months up to 22 November 2026 begin on 1 November 2025; one month on the 1st."""
    assert first_day(TODAY, 13) == date(2025, 11, 1)
    assert first_day(TODAY, 1) == date(2026, 11, 1)
    assert first_day(date(2026, 1, 5), 2) == date(2025, 12, 1)


def test_the_unwatched_weekend_is_a_saturday_five_weeks_ago() -> None:
    """From Sunday 22 November 2026 five weeks back is 18 October; the Saturday before is the 17th."""
    assert runaway_saturday(TODAY) == date(2026, 10, 17)


def test_forty_projects_of_six_teams() -> None:
    """Each has one owner, a launch within its life, and a key at each provider."""
    studio = Studio(7, TODAY)
    assert len(studio.projects) == 40
    assert len({project.team.name for project in studio.projects}) == 6
    assert all(project.first < project.launch < project.past for project in studio.projects)
    assert [len(held) for held in studio.ring.of_project.values()] == [40, 40, 40]


def test_ids_of_keys_are_unique() -> None:
    """No two keys of one provider share an id."""
    ids = [(key.provider, key.id) for key in Studio(7, TODAY).ring.keys]
    assert len(ids) == len(set(ids))


def test_request_ids_are_unique() -> None:
    """No two billing events share one."""
    events = Events(Studio(7, TODAY, size=0.1))
    ids = events.ids(np.arange(len(events.at)))
    assert len(ids) == len(set(ids))


def test_chances_add_up() -> None:
    """On every day every team takes some offer that is sold on that day, and only such."""
    days = days_of(date(2025, 11, 1), date(2026, 12, 1))
    sold = np.array([(days >= offer.since) & (days < offer.until) for offer in offers()]).T
    for team in TEAMS:
        found = chances(days, team.mix)
        assert np.allclose(found.sum(axis=1), 1)
        assert not found[~sold].any()


def test_a_second_costs_what_its_units_cost() -> None:
    """Fast with sound: 15 units of a cent are 0.15 dollars; Seedance 2.0 at 720p: 21.6 units of 0.014 are 0.3024."""
    by_mode = {
        (one.endpoint, one.resolution, one.audio, one.percent): one.nano_per_second for one in reversed(offers())
    }
    assert by_mode["fal-ai/veo3.1/fast", "1080p", "on", 0] == 150_000_000
    assert by_mode["bytedance/seedance-2.0/text-to-video", "720p", "on", 0] == 302_400_000
    assert by_mode["fal-ai/veo3.1", "1080p", "on", 10] == 360_000_000
