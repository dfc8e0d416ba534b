"""budgets: what a part of the work may cost. Columns: `name,scope,period,amount,currency,…`, as in the README.

The scope narrows the work by any dimension but time: `team=social; model=veo-3.1`, empty for everything; a word said
twice with two values allows either. The period is day, week, month, quarter, year or custom; an empty currency is the
reporting one. Days are written 2026-11-22, `until` is the day after the last. The file is the whole list of budgets.
"""

from collections.abc import Hashable
from typing import ClassVar, Final

from collectors.deliveries import Delivery, Imported
from collectors.layout import Layout
from collectors.rows import Row
from collectors.small_tables import SmallTable
from db.budget_rows import COLUMNS, NEEDED, budget_from
from db.budgets import Budget
from db.judged_anew import judged_anew
from db.lists import replace_budgets, stored_budgets
from db.teams import unknown_teams

REPORTING: Final = "XXX"
"""ISO 4217's code for no currency: stands for the reporting one until that is known."""


class Budgets(SmallTable[Budget]):
    """Every budget."""

    layout: ClassVar = Layout(
        what="a list of budgets (name,scope,period,amount,currency,…)",
        required=tuple((name,) for name in NEEDED),
        optional=tuple(name for name in COLUMNS if name not in NEEDED),
        closed=True,
        comment="#",
    )

    def made(self, row: Row) -> Budget:
        """The budget of one row."""
        return budget_from(row.words, REPORTING)

    def key(self, said: Budget) -> Hashable:
        """No two budgets are called the same."""
        return said.name

    def bring(self, delivery: Delivery) -> Imported:
        """Put just these budgets in force."""
        usual = {"currency": delivery.settings.reporting_currency}
        budgets = [one.model_copy(update=usual) if one.currency == REPORTING else one for one in self.all_of(delivery)]
        imported = Imported("budgets", rows=len(budgets))
        with delivery.bringing(imported, reckons=False) as connection:
            imported.notes += judged_anew(stored_budgets(connection), budgets, delivery.now.date())
            done = replace_budgets(connection, budgets, delivery.now, "import budgets")
            strange = unknown_teams(connection, {team for one in budgets for team in one.where.get("team", ())})
        imported.notes += [f"no work belongs to a team {team!r} yet; if that is a slip, mend it" for team in strange]
        imported.new, imported.changed, imported.gone = done.new, done.changed, done.gone
        imported.unchanged = len(budgets) - done.new - done.changed
        return imported
