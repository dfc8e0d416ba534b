"""A plan or a pack against paying by the second: where it breaks even, and what of it goes unused."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal


@dataclass(frozen=True, slots=True)
class Plan:
    """So much money a month (or once, for a pack) for at most so many seconds of video; both above 0."""

    price: Decimal
    seconds: Decimal


@dataclass(frozen=True, slots=True)
class Compared:
    """`plans` of them make the seconds. `with_plan` and `by_second` are money; `unused` is the money in seconds
    that were paid and not made; from `break_even` seconds on one plan is cheaper, None where it never is."""

    plans: int
    with_plan: Decimal
    by_second: Decimal
    unused: Decimal
    break_even: Decimal | None

    @property
    def saved(self) -> Decimal:
        """What the plans save; negative where paying by the second is cheaper."""
        return self.by_second - self.with_plan


def compared(plan: Plan, seconds: Decimal, per_second: Decimal) -> Compared:
    """So many seconds of a month by as many plans as they need, against a price by the second."""
    plans = int((seconds / plan.seconds).to_integral_value(ROUND_CEILING))
    left = plans * plan.seconds - seconds
    even = plan.price / per_second if per_second else None
    return Compared(
        plans=plans,
        with_plan=plans * plan.price,
        by_second=seconds * per_second,
        unused=left / plan.seconds * plan.price,
        break_even=even if even is not None and even <= plan.seconds else None,
    )


@dataclass(frozen=True, slots=True)
class Traditional:
    """What a finished minute costs with a crew, and what finishing a generated one costs beside its making."""

    per_minute: Decimal
    post_per_minute: Decimal


@dataclass(frozen=True, slots=True)
class AgainstCrew:
    """Money for the same finished minutes; `factor` is how often the generated ones fit into the crew's price."""

    crew: Decimal
    generated: Decimal
    factor: Decimal | None


def against_crew(cost: Decimal, minutes: Decimal, rates: Traditional) -> AgainstCrew:
    """Finished minutes as they were generated, with what finishing them costs, against a crew's."""
    crew, generated = minutes * rates.per_minute, cost + minutes * rates.post_per_minute
    return AgainstCrew(crew, generated, crew / generated if generated > 0 else None)
