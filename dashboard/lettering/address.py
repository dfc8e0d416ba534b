"""The address of the screen that shows what a letter says, made as those of alerts are."""

from dashboard.alerts.address import address_of as address_of
from dashboard.alerts.address import can_be_opened as can_be_opened
from dashboard.alerts.address import on_days as on_days
