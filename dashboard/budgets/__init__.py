"""Budgets as a reader may see them: where each stands in its period, and where it will end."""

from dashboard.budgets.address import address_of as address_of
from dashboard.budgets.address import choices_of as choices_of
from dashboard.budgets.address import in_month as in_month
from dashboard.budgets.ahead import ahead as ahead
from dashboard.budgets.figures import mine as mine
from dashboard.budgets.figures import standings_between as standings_between
from dashboard.budgets.figures import standings_in as standings_in
from dashboard.budgets.figures import standings_of as standings_of
