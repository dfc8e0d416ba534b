"""Budgets that somebody wrote into the table: read line by line, and kept all together or not at all."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from pydantic import ValidationError

from dashboard.forecasts.budgeted import is_of
from dashboard.view import View
from db.budget_rows import COLUMNS, budget_from
from db.budgets import Budget
from db.engine import reading, writing
from db.judged_anew import judged_anew
from db.lists import replace_budgets, stored_budgets, stored_members
from db.problems import sentences

CHANGED: Final = (
    "Somebody else changed budgets since this table was opened; nothing was saved. Reload the page and write your"
    " changes into it again."
)


class NotSaved(Exception):
    """What was written cannot be kept; a sentence for each line that is wrong."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def may_edit(view: View) -> bool:
    """Whether this reader may change budgets: admin and finance any, a lead those of their teams, a viewer none."""
    if view.reader.teams is None:
        return True
    with reading(view.engine) as connection:
        return any(one.email == view.reader.name and one.role == "lead" for one in stored_members(connection))


def read(rows: Sequence[Mapping[Any, Any]], currency: str) -> list[Budget]:
    """The budgets of the lines that are not empty. Raises NotSaved with a sentence for each that is none."""
    found: dict[str, Budget] = {}
    wrong = []
    for number, row in enumerate(rows, start=1):
        words = {name: _word(row.get(name)) for name in COLUMNS}
        if not any(words.values()):
            continue
        try:
            one = budget_from(words, currency)
            if one.name in found:
                raise ValueError(f"the name {one.name!r} is taken by a line above; give each budget its own")
            found[one.name] = one
        except ValueError as trouble:
            wrong.append(f"Line {number}{_called(words)}: {_said(trouble)}.")
    if wrong:
        raise NotSaved(*wrong)
    return list(found.values())


def _word(value: Any) -> str:
    """What a cell holds, as text; an empty one may be None or NaN."""
    return "" if value is None or value != value else str(value).strip()


def _called(words: Mapping[str, str]) -> str:
    return f" ({words['name'][:40]})" if words["name"] else ""


def _said(trouble: ValueError) -> str:
    """What is wrong, without the full stop."""
    said = sentences(trouble, Budget)[0][1] if isinstance(trouble, ValidationError) else str(trouble)
    return said.rstrip(".")


def save(view: View, budgets: Sequence[Budget], now: datetime, who: str, before: Sequence[Budget] | None = None) -> str:
    """Put these in force in place of those that the reader may see; what that changed, in a sentence.

    Budgets of others stay as they are. Raises NotSaved for a budget that is not the reader's to set, a name that one
    of another reader's has, and where `before`, which the reader began with, is no longer what is kept.
    """
    strange = [one.name for one in budgets if not is_of(view, one)]
    if strange:
        raise NotSaved(
            f"{', '.join(strange)}: you set budgets of your own teams alone; write one or more of them under Of,"
            f" as team={sorted(view.reader.teams or ['…'])[0]}."
        )
    with writing(view.engine) as connection:
        known = stored_budgets(connection)
        if before is not None and [one for one in known if is_of(view, one)] != list(before):
            raise NotSaved(CHANGED)
        others = [one for one in known if not is_of(view, one)]
        if taken := {one.name for one in others} & {one.name for one in budgets}:
            raise NotSaved(f"{', '.join(sorted(taken))}: that name is taken; give the budget another.")
        done = replace_budgets(connection, [*others, *budgets], now, who)
    saved = f"Saved: {done.new} new, {done.changed} changed, {done.gone} removed"
    return " ".join(f"{said}." for said in (saved, *judged_anew(known, budgets, now.date())))
