"""A job log on its way into the ledger: joined, waiting, or work of its own, and never counted twice."""

from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from collectors.deliveries import Delivery, Imported, UntrustedFile, file_kind
from collectors.delivery import NotImported
from dashboard.view import Narrowing, View
from db.accounts import Ran, write_run
from db.engine import Engine, writing
from db.facts import Usage
from db.job_log import give_way
from db.reckon import reckon
from tests.collectors.files.bills import line as bill_line
from tests.collectors.post import NOON, Post
from tests.db.cast import account, clip, keep, line, price

HEADER = "account,external_id,at,model,seconds,team,video,take,usable_seconds,cost,currency"
TABLES = ("usage", "video", "video_clip", "ledger", "daily", "bill", "facet", "placement", "team", "account")


@pytest.fixture
def post(ledger: Engine, tmp_path: Path) -> Post:
    """fal-studio has collected three clips of 5 s at 0.50 on the third of November, and one of 10 s on the fourth."""
    number = account(ledger)
    third, fourth = NOON.replace(day=3), NOON.replace(day=4)
    paid = [line(f"b{n}", "0.50", third, pays_for=f"r{n}") for n in (1, 2, 3)]
    work = [*(clip(f"r{n}", third) for n in (1, 2, 3)), clip("r4", fourth, "10")]
    keep(ledger, number, [price("0.10"), *work, *paid, line("b4", "1", fourth, pays_for="r4")], closed_before=20261120)
    with writing(ledger) as connection:
        write_run(connection, number, Ran("collect", third, NOON, NOON, NOON))
    return Post(ledger, tmp_path)


def log(post: Post, *rows: str, kind: str = "generations", header: str = HEADER) -> Imported:
    """Import a job log with these rows."""
    file = post.folder / f"{kind}.csv"
    file.write_text("\n".join((header, *rows, "")), encoding="utf-8")
    return file_kind(kind).bring(Delivery(post.ledger, post.settings, [file], NOON))


def fal(external_id: str, usable: str = "", video: str = "Teaser", team: str = "", day: int = 3) -> str:
    """A row about a clip of fal-studio."""
    return f"fal-studio,{external_id},2026-11-{day:02d}T09:00:00Z,veo-3.1,,{team},{video},1,{usable},9.99,USD"


def own(external_id: str, cost: str = "0.80,USD", name: str = "runway/one", at: str = "2026-11-05T09:00:00Z") -> str:
    """A row about a clip of an account that nobody collects."""
    return f"{name},{external_id},{at},gen-5,8,social,Teaser,1,4,{cost}"


def figures(post: Post, *names: str, by: tuple[str, ...] = ()) -> list[tuple[Any, ...]]:
    """These measures, as text."""
    rows = View(post.ledger, Narrowing(NOON.date().replace(month=1), NOON.date())).figures(names, by)
    return [tuple(None if value is None else str(value) for value in row) for row in rows.itertuples(index=False)]


def everything(post: Post) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that a job log may touch."""
    return {table: sorted(post.rows(f"SELECT * FROM {table}"), key=repr) for table in TABLES}


def test_a_log_by_hand(post: Post) -> None:
    """r1 kept 2 of 5 s, r2 rejected, r3 not judged, r4 kept 8 of 10 s; r1 and r4 are of Teaser, r2 of Trailer.

    Judged: 0.50 + 0.50 + 1.00 = 2.00 for 10 usable seconds, 0.20 each. Two videos cost 1.50 + 0.50, 1.00 each.
    The cost of 9.99 that the log claims is nowhere, because fal billed these clips.
    """
    done = log(post, fal("r1", "2"), fal("r2", "0", "Trailer"), fal("r3", "", ""), fal("r4", "8", day=4))
    assert (done.rows, done.new, done.changed, done.unchanged, done.days, done.notes) == (4, 4, 0, 0, 2, [])
    names = ("cost", "usable_seconds", "judged", "kept", "cost_per_usable_second", "videos", "cost_per_video")
    (found,) = figures(post, *names)
    assert [Decimal(value) for value in found] == [Decimal(value) for value in ("2.5", "10", "3", "2", "0.2", "2", "1")]
    assert figures(post, "cost", by=("video",)) == [("", "0.5"), ("Teaser", "1.5"), ("Trailer", "0.5")]


def test_no_more_is_kept_than_was_billed(post: Post) -> None:
    """Of r1, billed for 5 s, 900 are said to be kept: 5 count, 0.50 for 5 s is 0.10 each, and the import says so."""
    done = log(post, fal("r1", "900"), fal("r4", "8", day=4))
    assert done.notes == ["of 1 clip more is said to be kept than was billed; the billed length counts"]
    day, *found = figures(post, "usable_seconds", "cost_per_usable_second", by=("day",))[0]
    assert (day, *map(Decimal, found)) == ("2026-11-03", Decimal(5), Decimal("0.1"))
    assert log(post, fal("r1", "900"), fal("r4", "8", day=4)).days == 0


def test_work_that_is_yet_to_come_is_told(post: Post) -> None:
    """On 22 November 2026 a clip of January 2031 is most likely a slip; a rule that moves it later says nothing."""
    (_, note) = log(post, own("g1"), own("g2", at="2031-01-05T00:00:00Z")).notes
    assert note == "2031-01 is yet to come; if a date is a slip, mend it and import the file again"
    assert [note for note in post.rules("social,model,gen-5,").notes if "yet to come" in note] == []


def test_by_week_a_video_counts_once(post: Post) -> None:
    """Both days lie in the week of Monday the second of November."""
    log(post, fal("r1", "2"), fal("r4", "8", day=4))
    assert figures(post, "videos", "kept", by=("week",)) == [("2026-11-02", "1", "2")]
    assert figures(post, "videos", by=("day",)) == [("2026-11-03", "1"), ("2026-11-04", "1")]


def test_the_bill_stays_the_bill(post: Post) -> None:
    """Whoever the clips move to, what was billed and settled of each day is what it was."""
    before = post.rows("SELECT * FROM bill ORDER BY day")
    log(post, fal("r1", "2", team="trailers"), fal("r4", "8", team="social", day=4))
    assert post.rows("SELECT * FROM bill ORDER BY day") == before
    assert post.cost_by("team") == {"trailers": "0.5", "social": "1", "unattributed": "1"}


def test_the_same_log_again_changes_nothing(post: Post) -> None:
    """No row of any table, whether joined, waiting or work of its own (promise 3)."""
    rows = (fal("r1", "2"), fal("r9", "1"), own("g1"))
    log(post, *rows)
    before = everything(post)
    done = log(post, *rows)
    assert (done.rows, done.new, done.changed, done.unchanged, done.days) == (3, 0, 0, 3, 0)
    assert everything(post) == before


def test_a_corrected_row_changes_just_it(post: Post) -> None:
    """Of two joined clips and one of an account's own, one each is said otherwise."""
    log(post, fal("r1", "2"), fal("r4", "8", day=4), own("g1"))
    done = log(post, fal("r1", "3"), fal("r4", "8", day=4), own("g1"))
    assert (done.new, done.changed, done.unchanged, done.days) == (0, 1, 2, 1)
    done = log(post, fal("r1", "3"), fal("r4", "8", day=4), own("g1", "0.90,USD"))
    assert (done.new, done.changed, done.unchanged, done.days) == (0, 1, 2, 1)
    assert post.cost_by("account") == {"fal-studio": "2.5", "runway/one": "0.9"}


def test_what_is_not_collected_yet_waits(post: Post) -> None:
    """It costs nothing, is told, and joins when fal tells of the clip."""
    done = log(post, fal("r5", "5", team="social", day=6))
    assert done.notes == ["1 clip waits for work of fal-studio that has not been collected yet"]
    assert post.cost_by("team") == {"unattributed": "2.5"}
    keep(post.ledger, account(post.ledger), [clip("r5", NOON.replace(day=6), stated=Decimal("0.7"))])
    assert post.cost_by("team") == {"unattributed": "2.5", "social": "0.7"}


def test_an_account_that_nobody_collects_is_its_log(post: Post) -> None:
    """One clip at the stated 0.80, one priced at 8 s × 0.10 from its provider's prices, and one nobody can price."""
    keep(post.ledger, account(post.ledger), [price("0.10", seller="kling", model="gen-5")])
    done = log(post, own("g1"), own("g2", ",", "kling/agency"), own("g3", ","))
    assert (done.rows, done.new, done.accounts) == (3, 3, ("kling/agency", "runway/one"))
    assert done.notes[0] == "nobody collects kling/agency, so what the log tells is its work and its cost"
    found = figures(post, "cost", by=("account", "basis"))
    assert found == [
        ("fal-studio", "billed", "2.5"),
        ("kling/agency", "estimated", "0.8"),
        ("runway/one", "stated", "0.8"),
        ("runway/one", "unpriced", None),
    ]
    assert post.rows("SELECT what, error FROM run ORDER BY id DESC LIMIT 1") == [("import generations", "")]


def test_a_clip_whose_time_is_corrected_leaves_its_day(post: Post) -> None:
    """It is there once, on the day it is said to be of now."""
    log(post, own("g1"))
    log(post, own("g1", at="2026-11-07T09:00:00Z"))
    assert figures(post, "cost", "clips", by=("day",))[-1] == ("2026-11-07", "0.8", "1")
    assert len(figures(post, "cost", by=("day",))) == 3


def test_own_work_gives_way_to_the_providers(post: Post) -> None:
    """Once runway answers, its 0.75 for g1 counts alone; g2, of which it does not tell, waits."""
    log(post, own("g1"), own("g2"))
    number = account(post.ledger, "runway/one", "runway")
    work = clip("g1", NOON.replace(day=5), "8", stated=Decimal("0.75"))
    _collect(post.ledger, number, work, NOON)
    assert figures(post, "cost", "usable_seconds", by=("account",))[1] == ("runway/one", "0.75", "4")
    done = log(post, own("g1"), own("g2"))
    assert (done.unchanged, done.days) == (2, 0)
    assert post.cost_by("account")["runway/one"] == "0.75"


def test_a_bill_in_a_file_pays_for_what_the_log_tells(post: Post) -> None:
    """A FOCUS bill of 1.25 for seconds of Veo 3.1 Fast is spread over the two clips of the account's own log."""
    name = "Reelhost/studio-1"
    rows = [own(f"g{n}", ",", name, "2026-09-02T09:00:00Z").replace("gen-5", "Veo 3.1 Fast") for n in (1, 2)]
    log(post, *rows)
    post.bring(post.bill("bill.csv", bill_line("1.1")))
    assert post.cost_by("account")[name] == "1.25"
    assert figures(post, "cost", "usable_seconds", by=("account", "basis"))[0] == (name, "billed", "1.25", "8")


def test_a_slip_in_an_accounts_name_is_refused(post: Post) -> None:
    """fal-studo would count fal-studio's work once more; nothing of the file is kept. fal-studio-2 may be meant."""
    with pytest.raises(NotImported, match="there is no account 'fal-studo'; did you mean 'fal-studio'"):
        log(post, fal("r1", "2"), own("g1", name="fal-studo"))
    assert post.rows("SELECT COUNT(*) FROM video_clip") == [(0,)]
    assert log(post, own("g1", name="fal-studio-2")).new == 1


def test_a_file_of_mostly_wrong_rows_is_refused_whole(post: Post) -> None:
    """Two of three rows have no time; of a good file only the wrong row stays away."""
    wrong = "fal-studio,r2,soon,veo-3.1,5,,,,,,"
    with pytest.raises(UntrustedFile, match="2 of its 3 rows cannot be read"):
        log(post, fal("r1", "2"), wrong, wrong)
    done = log(post, fal("r1", "2"), wrong)
    assert (done.rows, done.new) == (1, 1)
    assert [(one.line, one.reason[:10]) for one in done.refused] == [(3, "at: 'soon'")]


def test_of_a_clip_said_twice_the_last_row_counts(post: Post) -> None:
    """A log that is only ever added to corrects itself."""
    done = log(post, fal("r1", "2"), fal("r1", "4"))
    assert (done.rows, done.new, done.unchanged) == (2, 1, 1)
    assert figures(post, "usable_seconds") == [("4",)]


def test_selects_count_before_the_log(post: Post) -> None:
    """Mara rejects what the log kept; the log imported again leaves that alone."""
    log(post, fal("r1", "2"))
    done = log(post, "fal-studio,r1,0", kind="selects", header="account,external_id,usable_seconds")
    assert (done.new, done.days) == (1, 1)
    log(post, fal("r1", "2"))
    assert figures(post, "usable_seconds", "kept", "judged") == [("0", "0", "1")]


def test_selects_of_an_unknown_account_are_refused(post: Post) -> None:
    """Marks alone are no work."""
    with pytest.raises(NotImported, match="there is no account 'elsewhere'; did you mean 'fal-studio'"):
        log(post, "elsewhere,r1,0", kind="selects", header="account,external_id,usable_seconds")


def test_rejected_is_known_and_empty_is_not(post: Post) -> None:
    """Cost per usable second of a rejected clip has no divisor; of one nobody judged it is unknown: no number."""
    log(post, fal("r1", "0"))
    assert figures(post, "usable_seconds", "cost_per_usable_second", "keep_rate") == [("0", None, "0E-12")]


def _collect(ledger: Engine, number: int, work: Usage, now: datetime) -> None:
    """What a collection's commit does: the provider's work in place of the log's, and a Run."""
    with writing(ledger) as connection:
        _, days = give_way(connection, number)
        reckon(connection, number, days, currency="USD", closed_before=0, now=now)
        write_run(connection, number, Ran("collect", now - timedelta(9), now, now, now))
    keep(ledger, number, [work])
