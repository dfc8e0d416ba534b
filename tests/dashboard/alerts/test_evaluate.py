"""One crossing, one row, one letter: whatever flickers, breaks, is restated, or is evaluated twice at once."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import pairwise, product
from threading import Barrier

import pytest
from sqlalchemy import Engine

from dashboard.alerts.evaluate import Evaluated, evaluate
from dashboard.alerts.kinds import Kind
from dashboard.alerts.watch import Watch, watching
from db.alerts import Crossing, stored
from db.engine import open_ledger, reading, writing
from db.lists import replace_members
from tests.dashboard.telling.cast import MARA, NOON, POSTED
from tests.db.cast import rows

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LETTERS = "SELECT about, reader FROM message ORDER BY id"


@pytest.fixture
def studio(ledger: Engine) -> Engine:
    """An empty ledger of each kind of database, in which Mara of finance is told of everything."""
    with writing(ledger) as connection:
        replace_members(connection, [MARA], NOON, "mara@studio.example")
    return ledger


def over(rule: str, threshold: str = "90%", period: str = "2026-11", kind: str = "budget") -> Crossing:
    """A budget that is used to nine tenths, unless said otherwise."""
    return Crossing(rule, threshold, period, kind, f"{rule} is at {threshold}.", "Look.", "/budgets")


def seen(ledger: Engine, *crossings: Crossing, now: datetime = NOON, ended: bool = False) -> Evaluated:
    """What comes of an evaluation in which just these lines are crossed."""
    kinds = {"budget": Kind(lambda _: crossings, lambda _, __: ended)}
    return evaluate(ledger, POSTED, now, kinds=kinds)


def everything(ledger: Engine) -> list[tuple[object, ...]]:
    """Every alert and every message, with all that is said of it."""
    return rows(ledger, "SELECT * FROM alert ORDER BY id") + rows(ledger, "SELECT * FROM message ORDER BY id")


def test_evaluated_again_nothing_changes(studio: Engine) -> None:
    """The first time it is one alert and one letter; at the same instant once more, and again, not a row is new."""
    assert [one.rule for one in seen(studio, over("Shorts")).new] == ["Shorts"]
    before = everything(studio)
    assert len(before) == 2
    for _ in range(3):
        assert seen(studio, over("Shorts")) == Evaluated()
        assert everything(studio) == before


def test_whatever_flickers_is_told_once(studio: Engine) -> None:
    """In each of the sixteen ways to be crossed or not at four instants: one letter that it is, one that it is over."""
    for number, ways in enumerate(product((False, True), repeat=4)):
        mine = over(f"budget {number}")
        for step, crossed in enumerate(ways):
            seen(studio, *([mine] if crossed else []), now=NOON + step * HOUR)
        about = [said for said, in rows(studio, "SELECT m.about FROM message m JOIN alert a ON a.id = m.alert_id"
                                                " WHERE a.rule = :rule ORDER BY m.id", rule=mine.rule)]  # fmt: skip
        cleared = any(was and not now for was, now in pairwise(ways))
        assert [said.split()[-1] for said in about] == ["crossed"] * any(ways) + ["cleared"] * cleared, ways
        seen(studio, now=NOON + DAY, ended=True)


def test_an_alert_stands_open_for_as_long_as_its_line_is_crossed(studio: Engine) -> None:
    """Crossed, over, and crossed again: the same alert stands open again, without another letter."""
    seen(studio, over("Shorts"))
    assert [one.resolved for one in seen(studio, now=NOON + HOUR).cleared] == [NOON + HOUR]
    again = seen(studio, over("Shorts"), now=NOON + 2 * HOUR)
    assert ([one.resolved for one in again.reopened], again.new) == ([None], [])
    assert len(rows(studio, LETTERS)) == 2


def test_what_simply_ended_is_closed_without_a_word(studio: Engine) -> None:
    """A month that is past is over for the list, and no letter says so."""
    seen(studio, over("Shorts"))
    assert len(seen(studio, now=NOON + DAY, ended=True).ended) == 1
    assert rows(studio, LETTERS) == [("alert 1 crossed", "mara@studio.example")]


def test_a_kind_that_breaks_silences_no_other(studio: Engine) -> None:
    """Its fault is told, its own open alert stays, the other kind is told of; mended, the fault is over."""
    broken = Kind(lambda _: _breaks("no such team\n"))
    seen(studio, over("Shorts"))
    found = evaluate(
        studio, POSTED, NOON + HOUR, kinds={"budget": broken, "credit": Kind(lambda _: [over("fal", kind="credit")])}
    )
    said = "Nobody can say now whether a line of the kind budget is crossed: ValueError: no such team"
    assert [(one.kind, one.said) for one in found.new] == [("credit", "fal is at 90%."), ("broken", said)]
    assert (found.cleared, found.ended) == ([], [])
    mended = seen(studio, over("Shorts"), now=NOON + 2 * HOUR)
    assert [one.kind for one in mended.cleared] == ["broken"]
    assert [one.kind for one in mended.ended] == ["credit"]  # there is no such kind any more


def _breaks(said: str) -> Iterable[Crossing]:
    raise ValueError(said)


def test_nobody_is_told_of_what_is_planned_or_snoozed(studio: Engine) -> None:
    """Neither that it is over, nor that nobody has answered: a day and more later there is still one letter each."""
    for rule, column, value in (("a", "planned", "'the campaign'"), ("b", "snoozed_until", str(2 * 10**15))):
        seen(studio, over(rule))
        with writing(studio) as connection:
            connection.exec_driver_sql(f"UPDATE alert SET {column} = {value} WHERE rule = '{rule}'")
        assert seen(studio, over(rule), now=NOON + 25 * HOUR).escalated == []
        assert len(seen(studio, now=NOON + 26 * HOUR).cleared) == 1
    assert [about for about, _ in rows(studio, LETTERS)] == ["alert 1 crossed", "alert 2 crossed"]


def test_what_nobody_answers_is_told_further_once(studio: Engine) -> None:
    """After 24 hours, not a second earlier, and not when it was acknowledged."""
    seen(studio, over("a"), over("b"))
    with writing(studio) as connection:
        connection.exec_driver_sql("UPDATE alert SET acknowledged = at WHERE rule = 'b'")
    instants = (NOON + DAY - timedelta(seconds=1), NOON + DAY, NOON + 2 * DAY)
    found = [[one.rule for one in seen(studio, over("a"), over("b"), now=at).escalated] for at in instants]
    assert found == [[], ["a"], []]
    assert [about for about, _ in rows(studio, LETTERS)][2:] == ["alert 1 escalated"]


def test_two_who_evaluate_at_once_tell_once(studio: Engine) -> None:
    """Both decide before either writes: new, over and unanswered alerts are each one's alone, with one letter."""
    for now, crossings in ((NOON, [over("a"), over("b")]), (NOON + DAY, [over("b")])):
        found = list(at_once(studio, crossings, now))
        for name in ("new", "cleared", "escalated"):
            both = [one.id for each in found for one in getattr(each, name)]
            assert len(both) == len(set(both))
    letters = "SELECT a.rule, m.about FROM message m JOIN alert a ON a.id = m.alert_id"
    told = sorted((rule, about.split()[-1]) for rule, about in rows(studio, letters))
    assert told == [("a", "cleared"), ("a", "crossed"), ("b", "crossed"), ("b", "escalated")]
    with reading(studio) as connection:
        assert sorted(one.rule for one in stored(connection)) == ["a", "b"]


def at_once(ledger: Engine, crossings: list[Crossing], now: datetime) -> Iterator[Evaluated]:
    """Two evaluations with connections of their own, that wait for each other between deciding and writing."""
    door = Barrier(2, timeout=30)

    def wait(_: Watch) -> Iterable[Crossing]:
        door.wait()
        return crossings

    def one_of_them() -> Evaluated:
        engine = open_ledger(ledger.url.render_as_string(hide_password=False))
        try:
            return evaluate(engine, POSTED, now, kinds={"budget": Kind(wait)})
        finally:
            engine.dispose()

    with ThreadPoolExecutor(2) as both:
        yield from [each.result() for each in [both.submit(one_of_them), both.submit(one_of_them)]]


def test_a_letter_that_cannot_be_owed_leaves_no_alert(studio: Engine) -> None:
    """Alert and letter are written together or not at all."""

    def breaks(*_: object) -> None:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        evaluate(studio, POSTED, NOON, teller=breaks, kinds={"budget": Kind(lambda _: [over("a")])})
    assert everything(studio) == []


def test_a_line_without_a_period_has_the_day_it_was_crossed(ledger: Engine) -> None:
    """While it stands open that day; within the days asked for after it was over, still; later, a new one."""

    seen(ledger, over("credit", "", "2026-11-10"))
    assert watching(ledger, POSTED, NOON, POSTED.reporting_timezone).since("credit") == "2026-11-10"
    seen(ledger, now=NOON + HOUR)
    later = watching(ledger, POSTED, NOON + DAY, POSTED.reporting_timezone)
    assert (later.since("credit"), later.since("credit", again=7 * DAY)) == ("2026-11-19", "2026-11-10")
