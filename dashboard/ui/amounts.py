"""How numbers are written on screens: as everywhere (`dashboard.measures.amounts`), and safe within Markdown."""

import re

from dashboard.measures.amounts import UNKNOWN as UNKNOWN
from dashboard.measures.amounts import day as day
from dashboard.measures.amounts import days as days
from dashboard.measures.amounts import how_long as how_long
from dashboard.measures.amounts import instant as instant
from dashboard.measures.amounts import label as label
from dashboard.measures.amounts import moment as moment
from dashboard.measures.amounts import money as money
from dashboard.measures.amounts import number as number
from dashboard.measures.amounts import share as share
from dashboard.measures.amounts import stamp as stamp
from dashboard.measures.amounts import word as word
from dashboard.measures.amounts import written as written
from dashboard.view import UNATTRIBUTED as UNATTRIBUTED


def literal(text: str) -> str:
    """A text of others for use in Markdown, where no letter of it means anything but itself."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|$:~<>&])", r"\\\1", text)
