"""What went wrong in one sentence that is safe to keep and to show."""

from sqlalchemy.exc import DBAPIError

from db.engine import CannotOpen
from db.lease import Taken
from db.problems import WrongSettings
from db.rebuild import ReckonedOtherwise


def in_words(trouble: Exception) -> str:
    """One sentence; of a mistake of ours its kind alone, because its text may quote what was read."""
    if isinstance(trouble, WrongSettings):
        return "; ".join(trouble.problems)
    if isinstance(trouble, (CannotOpen, Taken, ReckonedOtherwise)):
        return str(trouble)
    if isinstance(trouble, DBAPIError):
        reason = str(trouble.orig).strip().partition("\n")[0]
        return f"the ledger could not be read or written ({reason}); check the database"
    return f"a mistake of ours ({type(trouble).__name__}); it is tried again at the next time. Please report it"
