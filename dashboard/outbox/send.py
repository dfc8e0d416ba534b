"""Send what is due: one letter at a time, each begun on record before it is handed over and recorded right after."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic

from dashboard.lettering import every
from dashboard.lettering.letter import Letter, Occasion
from dashboard.outbox.channels import Channel
from dashboard.outbox.channels import channels as all_channels
from dashboard.outbox.occasion import NoReader, occasion_of
from dashboard.post import Undelivered
from dashboard.reader import NotThere
from db.engine import Engine, reading, writing
from db.outbox import Parcel, begin, due, failed, key, sent
from db.rebuild import ReckonedOtherwise
from db.settings import Settings


@dataclass(slots=True)
class Sent:
    """What a round came to, in letters: accepted, refused for now, and given up."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0


@dataclass(frozen=True, slots=True)
class _Round:
    """One go over the outbox. `clock` says what time it is; `down` are channels that nobody would get through."""

    engine: Engine
    settings: Settings
    channels: Mapping[str, Channel]
    clock: Callable[[], datetime]
    tally: Sent = field(default_factory=Sent)
    down: set[str] = field(default_factory=set)


def send_due(
    engine: Engine, settings: Settings, now: datetime, channels: Mapping[str, Channel] | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Sent:  # fmt: skip
    """Send every letter that is due, until `stop` says so between two letters; the one in hand is finished.

    Where a channel itself is down, its other letters wait for the next round untried.
    """
    if channels is None:
        with writing(engine) as connection:
            channels = all_channels(settings, key(connection))
    with reading(engine) as connection:
        parcels = due(connection, now)
    going = _Round(engine, settings, channels, _clock(now))
    for parcel in parcels:
        if stop():
            break
        if parcel.channel not in going.down:
            _send(going, parcel)
    return going.tally


def _send(going: _Round, parcel: Parcel) -> None:
    """One letter, from taking it in hand to what became of it."""
    with writing(going.engine) as connection:
        mine = begin(connection, parcel, going.clock())
    if not mine:
        return
    try:
        _hand_over(going, parcel)
    except Undelivered as wrong:
        if wrong.channel:
            going.down.add(parcel.channel)
        _not_sent(going, parcel, wrong)
        return
    with writing(going.engine) as connection:
        sent(connection, parcel, going.clock())
    going.tally.sent += 1


def _not_sent(going: _Round, parcel: Parcel, wrong: Undelivered) -> None:
    with writing(going.engine) as connection:
        over = failed(connection, parcel, str(wrong), going.clock(), wrong.permanent, wrong.wait)
    going.tally.given_up += over
    going.tally.failed += not over


def _hand_over(going: _Round, parcel: Parcel) -> None:
    """Write it for its reader and give it to its channel. Raises Undelivered, whatever goes wrong."""
    channel = going.channels.get(parcel.channel)
    if channel is None:
        raise Undelivered(f"there is no channel {parcel.channel}", channel=True)
    letter, occasion = _written(going, parcel)
    try:
        channel(parcel, letter, occasion)
        return
    except Undelivered:
        raise
    except Exception as slip:
        fault = Undelivered(f"the letter {parcel.letter} could not be handed over: {_place(slip)}")
    raise fault


def _written(going: _Round, parcel: Parcel) -> tuple[Letter, Occasion]:
    """The letter, and what it was written from. Raises Undelivered: a broken one must not hold up the others."""
    module = every().get(parcel.letter)
    if module is None:
        raise Undelivered(f"nobody knows how to write the letter {parcel.letter}", permanent=True)
    try:
        occasion = occasion_of(going.engine, going.settings, parcel, going.clock())
        return module.compose(occasion), occasion
    except NoReader as nobody:
        fault = Undelivered(str(nobody), permanent=True)
    except (ReckonedOtherwise, NotThere) as wrong:
        fault = Undelivered(str(wrong))
    except Exception as slip:
        fault = Undelivered(f"the letter {parcel.letter} could not be written: {_place(slip)}")
    raise fault


def _place(slip: Exception) -> str:
    """A mistake of ours: its kind and place, never its text, which may quote anything."""
    where = slip.__traceback__
    while where and where.tb_next:
        where = where.tb_next
    place = f" ({where.tb_frame.f_code.co_name}, line {where.tb_lineno})" if where else ""
    return f"{type(slip).__name__}{place}; tell who looks after Reelspend"


def _clock(now: datetime) -> Callable[[], datetime]:
    """What time it is as the round goes on, which began at `now`: a long one must not date its letters back."""
    start = monotonic()
    return lambda: now + timedelta(seconds=monotonic() - start)
