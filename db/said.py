"""Who says something of a clip, and whose word counts where several do."""

from typing import Final

SOURCES: Final = ("generations", "edit", "selects", "screen")
"""A job log, an edit, marks in a file, marks on a screen: where two say something, the later one counts."""
NOWHERE: Final = "-"
"""What stands for a clip's video where it is said to belong to none; nothing at all leaves that to others."""
WHOSE: Final = " ".join(f"WHEN '{source}' THEN {rank}" for rank, source in enumerate(SOURCES))
RANK: Final = f"CASE v.source {WHOSE} ELSE 0 END"
ABOUT: Final = "video_clip v WHERE v.account_id = {0}.account_id AND v.external_id IN ({1}.external_id, {1}.reference)"


def last_word(column: str, silent: str, place: str, work: str) -> str:
    """SQL for what was said last of a piece of work: `column` of video_clip, for the account of the row `place`.

    `silent` is the condition under which the column says nothing, `work` the row of usage.
    """
    about = ABOUT.format(place, work)
    return f"(SELECT v.{column} FROM {about} AND NOT v.{column} {silent} ORDER BY {RANK} DESC, v.external_id LIMIT 1)"  # noqa: S608  # made of constants


def shot_of(place: str, work: str) -> str:
    """SQL for the shot that a piece of work was made for; NULL where nobody says."""
    return last_word("shot", "= ''", place, work)


def take_of(place: str, work: str) -> str:
    """SQL for which take of its shot a piece of work is; NULL where nobody says."""
    return last_word("take", "IS NULL", place, work)
