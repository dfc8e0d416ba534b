"""What is kept: every table of the ledger, its keys and what a row is.

Money, seconds and quantities are whole nano-units, instants whole microseconds since 1970 in UTC, days
whole numbers YYYYMMDD. Words that repeat stand once, in `facet`, and are pointed to by number; keys of the
two big tables begin with the day, so that writing stays local however large the ledger grows.
"""

from db.tables.collected import Account as Account
from db.tables.collected import Balance as Balance
from db.tables.collected import Charge as Charge
from db.tables.collected import Facet as Facet
from db.tables.collected import Fx as Fx
from db.tables.collected import Model as Model
from db.tables.collected import Name as Name
from db.tables.collected import Price as Price
from db.tables.collected import Stream as Stream
from db.tables.collected import Usage as Usage
from db.tables.decided import UNATTRIBUTED as UNATTRIBUTED
from db.tables.decided import Budget as Budget
from db.tables.decided import Member as Member
from db.tables.decided import Rule as Rule
from db.tables.decided import Scenario as Scenario
from db.tables.decided import Step as Step
from db.tables.decided import Team as Team
from db.tables.decided import Video as Video
from db.tables.decided import VideoClip as VideoClip
from db.tables.happened import Alert as Alert
from db.tables.happened import Audit as Audit
from db.tables.happened import Lease as Lease
from db.tables.happened import Message as Message
from db.tables.happened import Run as Run
from db.tables.happened import Slot as Slot
from db.tables.reckoned import Bill as Bill
from db.tables.reckoned import Daily as Daily
from db.tables.reckoned import Forecast as Forecast
from db.tables.reckoned import Ledger as Ledger
from db.tables.reckoned import Meta as Meta
from db.tables.reckoned import Placement as Placement
from db.tables.reckoned import Sums as Sums
from db.tables.summed import Alike as Alike
from db.tables.summed import Shot as Shot
from db.tables.summed import ShotMonth as ShotMonth
from db.tables.summed import Used as Used
