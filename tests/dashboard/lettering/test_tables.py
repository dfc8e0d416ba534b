"""What stands in a letter's table where there is no number?"""

from pathlib import Path

from dashboard.lettering.tables import by_word
from tests.dashboard.studio import view_of

NAMES = ("cost", "cost_per_second", "clips")


def test_planning_has_neither_clips_nor_a_price_of_a_second(studio_folder: Path) -> None:
    """Planning at 0.40 has a dash for its price of a second and its clips, and so has a total of planning alone."""
    view = view_of(studio_folder)
    rows = {row[0]: row[1:] for row in by_word(view, "model", NAMES, "", "", "").rows}
    assert rows["claude-sonnet-4.5"] == ("$0.40", "–", "–")
    assert rows["veo-3.1"] == ("$12.00", "$0.400", "2")
    planned = by_word(view.only(kind=["plan"]), "team", NAMES, "", "", "").rows
    assert planned == (("trailers", "$0.40", "–", "–"), ("Total", "$0.40", "–", "–"))
