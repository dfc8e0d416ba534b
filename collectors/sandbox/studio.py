"""The invented studio: a year or more of video work and what three providers bill for it, all from one seed."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from collectors.sandbox import cast, costs, packs, seasons, takes
from collectors.sandbox.keys import Keys
from collectors.sandbox.offers import SORA_ENDS

AHEAD = timedelta(days=8)
"""The studio's work is invented a week beyond today, so that a sandbox left running has news every day."""
FAST_CHEAPER_SINCE = date(2026, 8, 17)


@dataclass(frozen=True)
class Studio:
    """`months` calendar months of work up to and with today's, about 75,000 clips in thirteen at size 1.

    The same arguments give the same studio to the last digit. Whether something can be seen already is
    for whoever asks to say: work and bills carry the instant from which they show.
    """

    seed: int
    today: date
    months: int = 13
    size: float = 1.0

    @property
    def first(self) -> date:
        """The studio's first day."""
        return seasons.first_day(self.today, self.months)

    @property
    def past(self) -> date:
        """The day after the last one that is invented."""
        return self.today + AHEAD

    @cached_property
    def keys(self) -> Keys:
        """The right key for every account."""
        return Keys.of(self.seed)

    @cached_property
    def projects(self) -> tuple[cast.Project, ...]:
        """The forty projects, by team."""
        return cast.projects(self.seed, self.first, self.past)

    @cached_property
    def ring(self) -> cast.Ring:
        """Every key that work was bought with."""
        return cast.ring(self.seed, self.first, self.past, self.today)

    @cached_property
    def takes(self) -> takes.Takes:
        """Every take at every provider."""
        return takes.roll(self.seed, self.first, self.past, self.today, self.size)

    @cached_property
    def deductions(self) -> packs.Deductions:
        """What Kling took for its share of the takes."""
        return packs.deduct(self.seed, self.takes)

    @cached_property
    def costs(self) -> costs.Costs:
        """What OpenAI bills."""
        return costs.bill(self.seed, self.first, self.past, self.takes, self.ring, self.size)

    @property
    def runaway(self) -> tuple[date, date]:
        """The Saturday and the Sunday of the weekend that nobody watched."""
        saturday = seasons.runaway_saturday(self.today)
        return saturday, saturday + timedelta(days=1)

    @property
    def sora_ended(self) -> date:
        """The first day without Sora."""
        ended: date = SORA_ENDS.astype(date)
        return ended

    @property
    def fast_cheaper_since(self) -> date:
        """The day on which a second of Veo 3.1 Fast with sound went from 0.15 to 0.12 dollars."""
        return FAST_CHEAPER_SINCE
