"""A stretch of time: start in, end out, always UTC inside; and the numbers we give to days."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
GREENWICH = ZoneInfo("UTC")
MICROSECOND = timedelta(microseconds=1)
QUARTER = 900_000_000  # microseconds; no time zone begins its day between two quarters of an hour


@dataclass(frozen=True, slots=True)
class Window:
    """Everything from `start` up to, and not including, `end`; both aware. Its days are those of `zone`."""

    start: datetime
    end: datetime
    zone: ZoneInfo = GREENWICH

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("a window needs times with a time zone")
        if self.end <= self.start:
            raise ValueError(f"a window must end after it starts, not {self.start} to {self.end}")

    def __contains__(self, instant: datetime) -> bool:
        return self.start <= instant < self.end

    @classmethod
    def of_days(cls, first: date, past: date, zone: ZoneInfo) -> "Window":
        """The whole days from `first` up to, and not including, `past`, as that zone counts days."""
        return cls(midnight(first, zone), midnight(past, zone), zone)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which `day` begins in `zone`, in UTC."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def days_between(first: date, past: date) -> Iterator[date]:
    """Each day from `first` up to, and not including, `past`."""
    return (first + timedelta(n) for n in range((past - first).days))


def day_number(day: date) -> int:
    """A day as the whole number YYYYMMDD, which sorts, reads and divides into months."""
    return day.year * 10000 + day.month * 100 + day.day


def day_of_number(number: int) -> date:
    """The day that `day_number` wrote."""
    return date(number // 10000, number // 100 % 100, number % 100)


def microseconds(instant: datetime) -> int:
    """An aware instant as whole microseconds since 1970, exact."""
    return (instant - EPOCH) // MICROSECOND


def instant_of(microseconds: int) -> datetime:
    """The instant that `microseconds` wrote, in UTC."""
    return EPOCH + timedelta(microseconds=microseconds)


class Days(dict[int, int]):
    """The day (YYYYMMDD) on which a quarter of an hour since 1970 falls in `zone`, by the quarter's number."""

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__()
        self._zone = zone

    def __missing__(self, quarter: int) -> int:
        day = self[quarter] = day_number(instant_of(quarter * QUARTER).astimezone(self._zone).date())
        return day


def day_counter(zone: ZoneInfo) -> Callable[[int], int]:
    """A function from an instant (microseconds) to the day (YYYYMMDD) that it falls on in `zone`."""
    days = Days(zone)
    return lambda at: days[at // QUARTER]
