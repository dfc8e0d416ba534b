"""A View that remembers its answers until the ledger changes, for everyone who may see the same and asks the same."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

import pandas as pd

from dashboard.view import Narrowing, Provenance, Reader, View
from db.engine import Engine

Answer = TypeVar("Answer")
ANSWERS = 2000
"""How many answers are kept; each is a small frame."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Remembered(View):
    """Answers like any View, as of a version of the ledger."""

    as_of: int = 0

    def figures(self, names: Sequence[str], by: Sequence[str] = ()) -> pd.DataFrame:
        """As View.figures, asked once."""
        return _frame(self, "figures", tuple(names), tuple(by))

    def words(self, dimension: str) -> list[str]:
        """As View.words, asked once."""
        return list(_answer(_question(self), "words", dimension))

    def shots(self) -> pd.DataFrame:
        """As View.shots, asked once."""
        return _frame(self, "shots")

    def wants(self) -> pd.DataFrame:
        """As View.wants, asked once."""
        return _frame(self, "wants")

    def accounts(self) -> pd.DataFrame:
        """As View.accounts, asked once."""
        return _frame(self, "accounts")

    def bills(self) -> pd.DataFrame:
        """As View.bills, asked once."""
        return _frame(self, "bills")

    def provenance(self) -> Provenance:
        """As View.provenance, asked once."""
        said: Provenance = _answer(_question(self), "provenance")
        return said

    def count_pieces(self) -> int:
        """As View.count_pieces, asked once."""
        return int(_answer(_question(self), "count_pieces"))


@dataclass(frozen=True, slots=True)
class Question:
    """All that an answer depends on. The teams of the reader are part of it: an answer is never for other eyes."""

    engine: Engine
    as_of: int
    currency: str
    teams: frozenset[str] | None
    since: date
    until: date
    where: tuple[tuple[str, tuple[str, ...]], ...]

    def view(self) -> Remembered:
        """Who answers it."""
        narrowing = Narrowing(self.since, self.until, dict(self.where))
        return Remembered(self.engine, narrowing, Reader(teams=self.teams), self.currency, self.as_of)


def asked_once(view: View, ask: Callable[..., Answer], *said: Hashable) -> Answer:
    """What `ask(view, *said)` gives; of a view that remembers it is asked once. Nobody may change the answer."""
    if not isinstance(view, Remembered):
        return ask(view, *said)
    answer: Answer = _told(_question(view), ask, *said)
    return answer


@lru_cache(maxsize=ANSWERS)
def _told(question: Question, ask: Callable[..., Any], *said: Hashable) -> Any:
    return ask(question.view(), *said)


def _question(view: Remembered) -> Question:
    narrowing = view.narrowing
    where = tuple((name, tuple(sorted(words))) for name, words in sorted(narrowing.where.items()))
    return Question(
        view.engine, view.as_of, view.currency, view.reader.teams, narrowing.since, narrowing.until, where
    )  # fmt: skip


@lru_cache(maxsize=ANSWERS)
def _answer(question: Question, name: str, *said: Hashable) -> Any:
    return getattr(View, name)(question.view(), *said)


def _frame(view: Remembered, name: str, *said: Hashable) -> pd.DataFrame:
    """A frame that the asker may change: pandas copies what is written to, and only then."""
    kept: pd.DataFrame = _answer(_question(view), name, *said)
    return kept.copy(deep=False)


def once(view: View, ask: Callable[..., T], *said: Hashable) -> T:
    """What `ask(view, *said)` answers; a View that remembers is asked once. The asker must not change the answer."""
    if not isinstance(view, Remembered):
        return ask(view, *said)
    answer: T = _asked(_question(view), ask, *said)
    return answer


@lru_cache(maxsize=ANSWERS // 20)
def _asked(question: Question, ask: Callable[..., Any], *said: Hashable) -> Any:
    return ask(question.view(), *said)
