"""Is a storyboard read row by row, with a sentence for what cannot be, and answered shot by shot?"""

from decimal import Decimal
from typing import Any

import pytest

from dashboard.measures.what_if.board import EXAMPLE, by_maker, mixed, shots_of
from dashboard.measures.what_if.fit import Need, Terms
from dashboard.measures.what_if.storyboard import Shot, priced
from db.money import NANO
from tests.dashboard.measures.what_if.offered import offer

OFFERS = (offer("kling-3.0", 0.168), offer("veo-3.1", 0.15), offer("veo-3.1", 0.6, "4k"))


def row(**more: Any) -> dict[str, Any]:
    """A row of the table: eight seconds and nothing else, unless said otherwise."""
    return {"seconds": 8, **more}


def test_a_row_is_a_shot() -> None:
    """What is not said is any, once; the example reads too, and a row of nothing is passed over."""
    said = [row(), row(shot=" titles ", seconds=4.5, resolution="4K", sound="no", cuts=3, takes=2), {"shot": None}]
    assert shots_of(said) == (
        [Shot("shot 1", Need(8 * NANO)), Shot("titles", Need(4_500_000_000, "4k", "off", 3), 2)],
        [],
    )
    shots, wrong = shots_of(EXAMPLE)
    assert (len(shots), wrong) == (3, [])


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"seconds": None, "shot": "x"}, "seconds must be a number above 0 and up to 600"),
        ({"seconds": "long"}, "seconds must be a number above 0 and up to 600"),
        ({"seconds": float("inf")}, "seconds must be a number above 0 and up to 600"),
        (row(takes=0), "takes must be a number above 0 and up to 1000"),
        (row(cuts=-1), "cuts must be a number above 0 and up to 1000"),
        (row(resolution="HD"), "'hd' is no resolution; take one of 360p"),
        (row(sound="loud"), "'loud' is no sound; take yes, no or voice"),
    ],
)
def test_a_row_that_is_none_is_one_sentence(wrong: dict[str, Any], says: str) -> None:
    """Which row, what is wrong and what to take."""
    shots, sentences = shots_of([row(), wrong])
    assert len(shots) == 1
    assert len(sentences) == 1
    assert sentences[0].startswith("Row 2: ")
    assert says in sentences[0]


def test_answers_as_people_read_them() -> None:
    """Two takes of 8 s and one of 5 s in 4K: Veo makes both for 6.00, the mix is 2.40 + 3.60; Kling lacks 4K."""
    shots, _ = shots_of([row(shot="a", takes=2), row(shot="b", seconds=5, resolution="4k")])
    table = priced(shots, OFFERS, Terms(20261122))
    makers = by_maker(table, shots).to_dict("records")
    assert [(one["model"], one["cost"], one["why_not"]) for one in makers] == [
        ("veo-3.1", Decimal(6), ""),
        ("kling-3.0", None, "b: not in 4k"),
    ]
    found = mixed(table, shots)
    assert found["cost"].tolist() == [Decimal("2.4"), Decimal("3.6")]
    assert found["over"].tolist() == [0, 1]
    nobody = mixed(priced(shots, OFFERS[:1], Terms(20261122)), shots).to_dict("records")[1]
    assert nobody == {"shot": "b", "model": None, "seller": None, "cost": None, "made": None, "over": None}
