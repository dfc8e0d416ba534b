"""Does the scheduler do what is due, once, and end when whoever started it does?"""

import time_machine

from db.engine import open_ledger, writing
from db.lease import take
from db.window import instant_of
from tests.dashboard.terminal import Terminal, ended, process
from tests.db.cast import NOW, rows

NO_KEY = "the environment variable FAL_ADMIN_KEY is missing or empty"


def test_once_does_everything_that_is_due(terminal: Terminal) -> None:
    """Each job on a line of its own; the account without a key is the reason for exit code 1, the rest is done. What
    was done is not due again."""
    terminal.configure()
    with time_machine.travel(NOW, tick=True):
        said, again = terminal.type("scheduler --once"), terminal.type("scheduler --once")
    lines = said.out.splitlines()
    assert said.code == 1
    assert NO_KEY in lines[0]
    assert lines[0].startswith("collect fal-studio: ")
    assert lines[1:] == ["forecast: done", "alerts: done", "calendar: done", "letters: done", "forget: done"]
    assert (again.code, again.out) == (0, "")


def test_once_leaves_it_to_the_scheduler_at_work(terminal: Terminal) -> None:
    """Where another holds the lease nothing is done, and that is no error."""
    terminal.configure()
    terminal.type("db upgrade")
    engine = open_ledger(f"sqlite:///{terminal.folder / 'reelspend.db'}")
    with writing(engine) as connection:
        take(connection, "scheduler", "far-away 1 1", instant_of(4_000_000_000_000_000))
    said = terminal.type("scheduler --once")
    assert (said.code, said.out) == (0, "")
    assert said.err == "Nothing to do: a scheduler is at work already.\n"
    assert rows(engine, "SELECT COUNT(*) FROM slot") == [(0,)]
    engine.dispose()


def test_a_wrong_configuration_is_said_at_once(terminal: Terminal) -> None:
    """Not at night, when the first job fails."""
    terminal.configure('[database]\nurl = "sqlite:///reelspend.db"\n')
    assert "names no [[accounts]] yet; add one" in terminal.type("scheduler").wrong


def test_beside_the_dashboard_it_ends_with_it(terminal: Terminal) -> None:
    """Whoever started it is gone, also by kill -9, when its standard input ends."""
    config = terminal.configure()
    said = ended(process("scheduler --beside", config))
    assert said.code == 0
    assert said.err.splitlines()[-1] == "The scheduler has ended."


def test_it_ends_well_when_it_is_asked_to(terminal: Terminal) -> None:
    """SIGTERM while it is at work beside a dashboard that goes on: exit code 0, and its last words are its own."""
    with process("scheduler --beside", terminal.configure()) as running:
        assert running.stderr
        assert running.stderr.readline().startswith("At work: 6 jobs")
        running.terminate()
        assert running.wait(60) == 0
        assert running.stderr.read().endswith("The scheduler has ended.\n")
