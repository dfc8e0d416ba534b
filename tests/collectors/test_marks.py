"""Marks made on a screen: they go the way of selects, count before everything else, and are audited."""

from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine

from collectors.delivery import Delivery, Imported, NotImported
from collectors.job_log import Entry
from collectors.marks import mark
from db.job_log import Logged
from tests.collectors.post import NOON, Post
from tests.db.cast import account, clip, keep, log, rows

SAID = "SELECT external_id, video, usable FROM usage ORDER BY external_id"


@pytest.fixture
def post(ledger: Engine, tmp_path: Path) -> Post:
    """fal-studio has made r1 and r2; the job log puts r1 into shot 7 of the Teaser and kept 2 s of it."""
    number = account(ledger)
    keep(ledger, number, [clip("r1"), clip("r2")])
    log(ledger, number, Logged(external_id="r1", video="Teaser", shot="7", take=1, usable=Decimal(2)))
    return Post(ledger, tmp_path)


def say(post: Post, *marks: Logged, name: str = "fal-studio") -> Imported:
    """Mara marks clips."""
    entries = [Entry(name, one) for one in marks]
    return mark(Delivery(post.ledger, post.settings, (), NOON), entries, "mara@studio.example")


def test_a_mark_says_only_what_is_set(post: Post) -> None:
    """A video is marked and then a keep: both stand, and the log's shot where the marks say none."""
    say(post, Logged(external_id="r1", video="Trailer"))
    done = say(post, Logged(external_id="r1", usable=Decimal(5)))
    assert (done.new, done.changed, done.days) == (0, 1, 1)
    assert post.rows(SAID) == [("r1", "Trailer", 5 * 10**9), ("r2", "", None)]
    assert rows(post.ledger, "SELECT video, shot, usable FROM video_clip WHERE source = 'screen'") == [
        ("Trailer", "", 5 * 10**9)
    ]


def test_a_clip_can_be_taken_out_of_its_video_and_put_back(post: Post) -> None:
    """A dash is no video, whatever the log says; nothing said leaves it to the log again."""
    say(post, Logged(external_id="r1", video="-"))
    assert post.rows(SAID)[0] == ("r1", "", 2 * 10**9)
    assert post.rows("SELECT id FROM video") == [("Teaser",)]
    say(post, Logged(external_id="r1", video=""))
    assert post.rows(SAID)[0] == ("r1", "Teaser", 2 * 10**9)


def test_marks_count_before_selects_and_the_log(post: Post) -> None:
    """What a file says later of the same clip does not undo what was marked on the screen."""
    say(post, Logged(external_id="r1", usable=Decimal(0)))
    log(post.ledger, account(post.ledger), Logged(external_id="r1", usable=Decimal(4)), source="selects")
    assert post.rows(SAID)[0] == ("r1", "Teaser", 0)


def test_each_change_is_audited_and_no_other(post: Post) -> None:
    """Who, which clip, before and after; the same mark again changes and says nothing."""
    say(post, Logged(external_id="r2", video="Teaser", shot="8", take=2))
    say(post, Logged(external_id="r2", video="Teaser", shot="9"))
    assert say(post, Logged(external_id="r2", shot="9")).unchanged == 1
    told = post.rows("SELECT who, before, after FROM audit WHERE what = 'clip r2 of fal-studio' ORDER BY id")
    assert told == [
        ("mara@studio.example", "", "video Teaser, shot 8, take 2"),
        ("mara@studio.example", "video Teaser, shot 8, take 2", "video Teaser, shot 9, take 2"),
    ]


def test_nothing_is_half_written(post: Post) -> None:
    """One mark of an account that is not there, and none of them is kept."""
    before = post.everything()
    entries = [Entry("fal-studio", Logged(external_id="r2", video="Teaser")), Entry("gone", Logged(external_id="r1"))]
    with pytest.raises(NotImported, match="there is no account 'gone' any more"):
        mark(Delivery(post.ledger, post.settings, (), NOON), entries, "mara@studio.example")
    assert post.everything() == before
