"""Who says something of a clip, and whose word counts where several do."""

from typing import Final

SOURCES: Final = ("generations", "edit", "selects", "screen")
"""A job log, an edit, marks in a file, marks on a screen: where two say something, the later one counts."""
NOWHERE: Final = "-"
"""What stands for a clip's video where it is said to belong to none; nothing at all leaves that to others."""
WHOSE: Final = " ".join(f"WHEN '{source}' THEN {rank}" for rank, source in enumerate(SOURCES))
RANK: Final = f"CASE v.source {WHOSE} ELSE 0 END"
