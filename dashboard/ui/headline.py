"""One honest sentence on what happened this month, made of numbers that the View handed out."""

from dataclasses import dataclass
from decimal import Decimal

from dashboard.measures.comparison import change
from dashboard.measures.months import Difference, MonthSoFar, largest_difference
from dashboard.ui import amounts
from dashboard.view import UNATTRIBUTED, View

LEVEL = Decimal("0.01")
MOST, LARGEST = Decimal("0.5"), Decimal("0.25")


@dataclass(frozen=True, slots=True)
class Story:
    """This month beside the last: cost so far, cost of the whole days of both, and what made the difference."""

    months: MonthSoFar
    currency: str
    so_far: Decimal | None
    now: Decimal | None
    before: Decimal | None
    last_month: Decimal | None
    driver: Difference | None

    @property
    def change(self) -> Decimal | None:
        """By which share the whole days of this month are above those of the last."""
        return change(self.now, self.before) if self.months.comparable else None

    @property
    def days(self) -> str:
        """Which days are compared."""
        months = self.months
        these, those = (months.first, months.whole), (months.before, months.before_whole)
        return " against ".join(amounts.days(*days).rsplit(" ", 1)[0] for days in (these, those))


def story_of(view: View, months: MonthSoFar) -> Story:
    """The numbers of the story; the words narrowed to count, the days chosen do not."""
    now, before = view.during(months.first, months.whole), view.during(months.before, months.before_whole)
    return Story(
        months, view.currency,
        view.during(months.first, months.past).number("cost"), now.number("cost"), before.number("cost"),
        view.during(months.before, months.first).number("cost"),
        largest_difference(_by_team_and_model(now), _by_team_and_model(before)),
    )  # fmt: skip


def _by_team_and_model(view: View) -> dict[tuple[str, ...], Decimal | None]:
    rows = view.figures(["cost"], ["team", "model"]).itertuples(index=False, name=None)
    return {(team, model): cost for team, model, cost in rows}


def sentence(story: Story) -> str:
    """What happened: how much, how it compares, and what explains it where one thing does."""
    if story.so_far is None:
        last = _money(story, story.last_month)
        return f"Nothing is known to be spent this month yet; last month came to {last}."
    spent = f"Spend this month is {_money(story, story.so_far)}"
    if not story.months.comparable:
        return f"{spent} so far; no day of it is whole yet, so there is nothing to compare it with."
    if story.change is None:
        return f"{spent}; in the same days of last month nothing is known to have been spent."
    return f"{spent}, {_compared(story.change)}{_explained(story)}."


def _money(story: Story, value: Decimal | None) -> str:
    return amounts.written("cost", value, story.currency, short=True)


def _compared(change: Decimal) -> str:
    if abs(change) < LEVEL:
        return "level with last month to the same day"
    return f"{amounts.share(abs(change), 0)} {'above' if change > 0 else 'below'} last month to the same day"


def _explained(story: Story) -> str:
    driver = story.driver
    if driver is None or story.change is None or abs(story.change) < LEVEL:
        return ""
    team, model = driver.words
    who = f"{'unattributed work' if team == UNATTRIBUTED else team} on {amounts.word('model', model)}"
    if driver.share >= MOST:
        return f"; {who} explains {'all' if driver.share >= 1 else 'most'} of it"
    if driver.share >= LARGEST:
        return f"; {who} explains the largest part of that difference"
    return "; no single team and model explains it"
