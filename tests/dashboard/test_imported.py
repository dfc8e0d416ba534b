"""Does the table of what an import moved say each amount in its own words?"""

from collectors.delivery import Imported
from dashboard.imported import moves_table
from db.moves import Moved, Place, Sums


def test_what_no_rate_converts_is_never_shown_as_dollars() -> None:
    """1.25 dollars are dollars; 6,500 francs without a rate are a number of their own currency."""
    place = Place(202611, "Reelhost/studio-1", "trailers")
    moved = Moved(place, False, Sums(), Sums(cost=1_250_000_000, unconverted=6500 * 10**9))
    table = moves_table(Imported("focus", moved=[moved]), "USD")
    assert table is not None
    what, _, after, _ = (list(column.cells) for column in table.columns[3:])
    assert dict(zip(what, after, strict=True)) == {"cost": "$1.25", "not converted": "6500"}
