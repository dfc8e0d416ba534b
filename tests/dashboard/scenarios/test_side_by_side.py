"""Do scenarios stand beside each other with all their numbers, and is how they differ said in words?"""

from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from dashboard.exports import xlsx_bytes
from dashboard.scenarios.answer import Answer, Told
from dashboard.scenarios.looked_at import Looked
from dashboard.scenarios.side_by_side import DIFFERS, WHAT, differs, side_by_side

D = Decimal


def looked(**numbers: object) -> Looked:
    """What a question came to."""
    return Looked(None, None, D(100), Answer(**numbers), ())  # type: ignore[arg-type]  # numbers by their names


def test_differences_are_words() -> None:
    """The same, the least by how much, the least and the most, what is not known, and what is only different."""
    assert differs({"a": D(1), "b": D("1.0")}) == "the same"
    assert differs({"a": D(100), "b": D(75)}) == "least: b, 25.0% below a"
    assert differs({"a": D(-4), "b": D(0), "c": D(2)}) == "least: a; most: c"
    assert differs({"a": None, "b": D(1)}) == "not told by all"
    assert differs({"a": "US", "b": "any"}) == "differs"
    assert differs({"a": None, "b": None}) == "the same"


def test_rows_are_what_any_of_them_has() -> None:
    """Numbers exact, unknown None; a row that none has is not there, and one that only one has is last."""
    plan = looked(now=D(20), there=D(10), more=(Told("Paid and not used", "cost", D(3)),))
    frame = side_by_side({"Plan": plan, "Move": looked(now=D(20), there=D("17.6"))}).set_index(WHAT)
    assert list(frame.columns) == ["Plan", "Move", DIFFERS]
    assert frame.loc["Cost there"].tolist() == [D(10), D("17.6"), "least: Plan, 43.2% below Move"]
    assert frame.loc["Cost now", DIFFERS] == "the same"
    assert frame.loc["Difference"].tolist() == [D(-10), D("-2.4"), "least: Plan; most: Move"]
    assert frame.index[-1] == "Paid and not used"
    assert frame.loc["Paid and not used"].tolist() == [D(3), None, "not told by all"]
    assert "Clips" not in frame.index


def test_one_alone_differs_from_nothing() -> None:
    """There is a column for it and no other; a name that is a heading's stays apart from it."""
    assert list(side_by_side({"Plan": looked()}).columns) == [WHAT, "Plan"]
    assert list(side_by_side({WHAT: looked()}).columns) == [WHAT, f"{WHAT} (scenario)"]


def test_a_workbook_has_numbers_and_words_in_one_column() -> None:
    """17.6 is a number there, and where it is made a text, even one that begins like a formula."""
    frame = side_by_side({"Move": looked(place="=60% to a", now=D(20), there=D("17.6"))})
    rows = list(load_workbook(BytesIO(xlsx_bytes(frame, "Scenarios"))).active.iter_rows(values_only=True))
    assert ("Cost there", 17.6) in rows
    assert ("Made at", "=60% to a") in rows
