"""Doing a job in its slot: taken first, so that nobody else does it too, and ended whatever happens."""

from collections.abc import Callable, Iterable
from datetime import datetime

from dashboard.clock.deeds import Deeds, Stopped
from dashboard.clock.job import WITHIN, Job
from db.engine import Engine, writing
from db.slots import end, forget_coming, give_back, take
from db.trouble import in_words

Now = Callable[[], datetime]


def do(engine: Engine, job: Job, deeds: Deeds, holder: str, now: Now) -> str | None:
    """Do a job for the slot of this instant: what went wrong, "" for nothing; None if the slot is not ours to do.

    Raises Stopped where the job was asked to end; its slot can then be taken again.
    """
    slot = job.slot(now())
    with writing(engine) as connection:
        if not take(connection, job.name, slot, holder, now()):
            return None
    try:
        error = _outcome(job, deeds)
    except Stopped:
        with writing(engine) as connection:
            give_back(connection, job.name, slot, holder)
        raise
    with writing(engine) as connection:
        end(connection, job.name, slot, holder, now(), error)
    return error


def _outcome(job: Job, deeds: Deeds) -> str:
    try:
        return job.does(deeds)
    except Exception as trouble:  # whatever happened, it becomes a sentence, and the other jobs go on
        return in_words(trouble)


def do_all(engine: Engine, jobs: Iterable[Job], deeds: Deeds, holder: str, now: Now) -> dict[str, str]:
    """Do everything that is due now, one after the other; what went wrong with each that was, by its name."""
    mend(engine, now)
    done = {job.name: do(engine, job, deeds, holder, now) for job in jobs}
    return {name: error for name, error in done.items() if error is not None}


def mend(engine: Engine, now: Now) -> int:
    """Forget what a clock that was ahead has taken, or its jobs would rest until that time comes; how many slots."""
    with writing(engine) as connection:
        return forget_coming(connection, now() + WITHIN)
