"""What a price sheet may say, and the one sentence for a sheet that says it wrongly."""

from datetime import date

import pytest

from collectors.price_sheets import BadSheet, lengths, read

PRICE = "fal.toml, list 1, price 1 (kling-3.0): "
SELLERS = "fal.toml has 'sellers', which no sheet has; use seller, lists, models, endpoints."
GOOD = """
seller = "fal"
[[lists]]
source = "fal model page, seen in 2026-11"
checked_on = 2026-11-22
valid_from = 2026-02-05
unit = "second"
prices = [
  { model = "kling-3.0", audio = "on", amount = 0.126 },
  { model = "kling-3.0", audio = "off", amount = 1, valid_to = 2026-03-01 },
]
[[endpoints]]
prefix = "fal-ai/veo3.1"
model = "veo-3.1"
[[endpoints]]
prefix = "fal-ai/veo3.1/fast"
model = "veo-3.1-fast"
"""


def test_a_row_has_what_its_list_says_and_its_own() -> None:
    """The second row is 1 dollar = 10⁹ nano-dollars and ends on a day of its own."""
    sheet = read("fal", GOOD)
    assert [price.amount for price in sheet.prices] == [126_000_000, 1_000_000_000]
    assert [price.valid_to for price in sheet.prices] == [None, date(2026, 3, 1)]
    assert {price.valid_from for price in sheet.prices} == {date(2026, 2, 5)}


@pytest.mark.parametrize(
    ("endpoint", "model"),
    [
        ("fal-ai/veo3.1", "veo-3.1"),
        ("fal-ai/veo3.1/image-to-video", "veo-3.1"),
        ("fal-ai/veo3.1/fast/image-to-video", "veo-3.1-fast"),
        ("fal-ai/veo3.1/faster", "veo-3.1"),
        ("fal-ai/veo3.10", None),
        ("fal-ai", None),
    ],
)
def test_the_longest_prefix_of_whole_parts_counts(endpoint: str, model: str | None) -> None:
    """A prefix ends at a slash: veo3.1 is not the beginning of veo3.10."""
    found = read("fal", GOOD).endpoint(endpoint)
    assert (found.model if found else None) == model


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('seller = "fal"', "", PRICE + "seller: Field required."),
        ('seller = "fal"', "seller =", "fal.toml is not TOML: Invalid value (at line 2, column 9)."),
        ('seller = "fal"', "sellers = 1", SELLERS),
        ("amount = 0.126", "amuont = 0.126", PRICE + "amuont: Extra inputs are not permitted."),
        ("amount = 0.126", "amount = '0.126'", PRICE + "amount: Value error, '0.126' is not a finite Decimal."),
        ("amount = 0.126", "amount = -1", PRICE + "amount: Input should be greater than or equal to 0."),
        ('audio = "on"', 'audio = "loud"', PRICE + "audio: Input should be '', 'on', 'off' or 'voice'."),
        ("checked_on = 2026-11-22", "", PRICE + "checked_on: Field required."),
        ("valid_from = 2026-02-05", "valid_from = true", PRICE + "valid_from: Input should be a valid date."),
        ('unit = "second"', 'unit = "second"\ntier = 1', PRICE + "tier: Extra inputs are not permitted."),
        ('model = "veo-3.1"\n', "", "fal.toml, endpoints entry 1 (no model): model: Field required."),
        ("[[lists]]", "[lists]", "fal.toml: lists must be a list of tables."),
    ],
)  # fmt: skip
def test_a_mistake_is_one_sentence_that_names_file_and_entry(old: str, new: str, sentence: str) -> None:
    """Whoever edits a sheet reads what is wrong and where."""
    with pytest.raises(BadSheet) as caught:
        read("fal", GOOD.replace(old, new, 1))
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("durations", "seconds"), [("4 6 8", {4, 6, 8}), ("3-6", {3, 4, 5, 6}), ("5 10-12", {5, 10, 11, 12}), ("", set())]
)
def test_lengths_are_single_or_a_range(durations: str, seconds: set[int]) -> None:
    """Both ends of a range belong to it."""
    assert lengths(durations) == seconds
