"""OpenAI: what recordings cannot say about windows, pages, line items and proofs of seconds."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.errors import Garbled
from collectors.providers.openai import OpenAI
from collectors.providers.openai.line_items import Video, line_item, tier, token_unit, video
from collectors.providers.openai.line_items import tokens as tokens_of
from db.facts import Charge, Usage
from db.settle import Line, Work, pays_for, settle
from db.tokens import CACHED, INPUT, OUTPUT
from db.window import Window
from tests.collectors.providers.fake_openai import DAY, WEEK, Bill, Result, collected, facts_of, result, tokens


def one_day(*results: Result) -> list[Any]:
    """The facts of a single day with these results."""
    return collected(Bill({0: list(results)}), Window(WEEK.start, WEEK.start + timedelta(days=1)))


items = st.sampled_from(["sora-2", "sora-2-pro, video", "gpt-5.5-2026-04-23, input", "web search tool calls", None])
amounts = st.decimals("-20", "200", places=4).map(str)
units = st.sampled_from([None, "tokens", "1000_tokens", "duration_seconds", "duration_minutes"])
quantities = st.one_of(st.none(), st.integers(-5, 5000))
row = st.builds(
    lambda value, item, quantity, unit: result(value, item, quantity=quantity, quantity_unit=unit),
    amounts,
    items,
    quantities,
    units,
)
rows = st.lists(row, max_size=5).map(
    lambda some: [one | {"api_key_id": f"key_{number}"} for number, one in enumerate(some)]
)
bills = st.dictionaries(st.integers(0, 6), rows)


@given(days=bills, cut=st.integers(1, 7 * DAY * 1_000_000 - 1))
def test_a_window_split_anywhere_gives_the_same_facts(days: dict[int, list[Result]], cut: int) -> None:
    """Two windows that meet at any microsecond say what the whole says; a day that is cut is asked for twice."""
    middle = WEEK.start + timedelta(microseconds=cut)
    halves = Window(WEEK.start, middle), Window(middle, WEEK.end)
    assert facts_of(Bill(days), *halves) == facts_of(Bill(days), WEEK)


@given(days=bills, most=st.integers(1, 4), twice=st.booleans())
def test_a_split_day_and_a_page_sent_twice_give_the_same_facts(
    days: dict[int, list[Result]], most: int, twice: bool
) -> None:
    """Neither a day that is cut into pages nor a page that comes again changes or repeats a fact."""
    told = collected(Bill(days, most, twice), WEEK)
    assert told == collected(Bill(days), WEEK)


@given(days=bills)
def test_every_amount_is_charged_once(days: dict[int, list[Result]]) -> None:
    """The charges add up to the bill to the nano-unit, and each piece of work is paid by the charge of its row."""
    told = collected(Bill(days), WEEK)
    charges = {fact.external_id: fact for fact in told if isinstance(fact, Charge)}
    work = [fact for fact in told if isinstance(fact, Usage)]
    billed = sum(Decimal(one["amount"]["value"]) for some in days.values() for one in some)
    assert sum(charge.amount for charge in charges.values()) == int(billed * 10**9)
    assert len(charges) == sum(map(len, days.values()))
    for piece in work:
        assert (charges[piece.external_id].pays_for, charges[piece.external_id].amount) == (
            piece.external_id,
            piece.stated,
        )


def test_rows_that_share_every_word_are_told_apart() -> None:
    """Two credits of one day, with no project, item or key, are two charges: null never merges rows."""
    credit = result(-5, None, None, project_id=None)
    ids = [fact.external_id for fact in one_day(credit, credit)]
    assert ids == ["2026-09-20||||0", "2026-09-20||||1"]


def test_a_day_of_very_many_tokens_is_counted_by_the_million() -> None:
    """12 billion tokens are 12,000 million, which the ledger holds; 12 billion of what nobody knows it does not."""
    work, charge = one_day(result(1500, "gpt-6-luna, input", quantity=12_000_000_000, quantity_unit="tokens"))
    assert (work.tokens, work.quantity, work.stated) == (12_000_000_000, 12_000 * 10**9, 1500 * 10**9)
    assert (charge.amount, charge.quantity, charge.pays_for) == (1500 * 10**9, 12_000 * 10**9, work.external_id)
    (other,) = one_day(result(1500, "haptics", quantity=12_000_000_000, quantity_unit="pulses"))
    assert (other.amount, other.quantity) == (1500 * 10**9, None)


def test_a_long_line_item_still_has_an_id_of_its_own() -> None:
    """Two line items that differ only beyond what an id can hold are two charges all the same."""
    long = "vector storage " * 40
    first, second = one_day(result(1, long + "a"), result(2, long + "b"))
    assert first.external_id != second.external_id
    assert max(len(first.external_id), len(second.external_id)) <= 500


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        ({"amount": {"value": "many", "currency": "usd"}}, "value"),
        ({"amount": {"value": 1}}, "currency"),
        ({"amount": {"value": 1, "currency": "dollars"}}, "currency"),
        ({"amount": 3}, "value"),
        ({"quantity": "some"}, "quantity"),
    ],
)
def test_a_broken_row_is_a_fault_that_names_the_field(broken: Result, named: str) -> None:
    """What money depends on is never guessed."""
    with pytest.raises(Garbled, match=named):
        one_day(result(1, "sora-2") | broken)


@pytest.mark.parametrize(
    ("text", "kind", "model", "mode"),
    [
        ("sora-2", "render", "sora-2", ""),
        ("SORA-2-PRO video", "render", "sora-2-pro", ""),
        ("priority | sora-2-pro-2025-10-06, 1080p", "render", "sora-2-pro", ""),
        ("video generation (sora-2)", "render", "sora-2", ""),
        ("sora-20", "other", "sora-20", ""),
        ("gpt-5.5-2026-04-23, input", "plan", "gpt-5.5", "input"),
        ("gpt-6-astra, input_tokens", "plan", "gpt-6-astra", "input_tokens"),
        ("priority | gpt-5.6-sol, output, long context", "plan", "gpt-5.6-sol", "output, long context"),
        ("o4-mini-2025-04-16, cached input", "plan", "o4-mini", "cached input"),
        ("claude-sonnet-5, output", "plan", "claude-sonnet-5", "output"),
        ("gpt-4o-transcribe, input", "other", "gpt-4o-transcribe, input", ""),
        ("gpt-image-2.5-flare image, output", "other", "gpt-image-2.5-flare image, output", ""),
        ("whisper-1, audio", "other", "whisper-1, audio", ""),
        ("assistants api | file search", "other", "assistants api | file search", ""),
        ("Vector storage", "other", "Vector storage", ""),
        ("", "other", "", ""),
    ],
)
def test_a_line_item_is_told_by_its_text(text: str, kind: str, model: str, mode: str) -> None:
    """Video anywhere in the text, text models at its head, and all else under its own words."""
    assert line_item(text) == (kind, model, mode)


@pytest.mark.parametrize(
    ("model", "total", "quantity", "unit", "proved"),
    [
        ("sora-2", "0.8", "8", "duration_seconds", ("8", "720p")),
        ("sora-2-pro", "9.6", "32", "", ("32", "720p")),
        ("sora-2-pro", "16", "32", "an unknown word", ("32", "1024p")),
        ("sora-2", "2.4", "8", "duration_seconds", ("8", "")),
        ("sora-2", "12", "2", "duration_minutes", ("120", "720p")),
        ("sora-2", "360", "1", "duration_hours", ("3600", "720p")),
        ("sora-2", "0.80000000000000004", "8", "duration_seconds", ("8", "720p")),
        ("sora-2", "0.7", "8", "duration_seconds", None),
        ("sora-2", "0", "8", "duration_seconds", None),
        ("sora-2", "1", "0", "duration_seconds", None),
    ],
)
def test_seconds_are_proved_by_their_price(
    model: str, total: str, quantity: str, unit: str, proved: tuple[str, str] | None
) -> None:
    """Dollars over seconds must come to 0.10, 0.30 or 0.50; 2.4 ÷ 8 is 0.30, which is no price of sora-2's."""
    expected = proved and Video(Decimal(proved[0]), proved[1])
    assert video(model, Decimal(total), Decimal(quantity), unit) == expected


def test_tokens_are_counted_only_in_units_of_tokens() -> None:
    """Thousands are multiplied out, and seconds are no tokens."""
    assert tokens_of(Decimal("358.349"), "1000_tokens") == 358_349
    assert tokens_of(Decimal(7), "tokens") == 7
    assert tokens_of(Decimal(7), "duration_seconds") is None


@pytest.mark.parametrize(
    ("text", "unit", "of_tier"),
    [
        ("gpt-5.5-2026-04-23, input", INPUT, ""),
        ("gpt-6-astra, input_tokens", INPUT, ""),
        ("gpt-5.5, cached input", CACHED, ""),
        ("priority | gpt-5.6-sol, output, long context", OUTPUT, "priority"),
        ("assistants api | file search", "", ""),
        ("gpt-5.5, training", "", ""),
        ("gpt-image-2.5-flare image, output", "", ""),
        ("", "", ""),
    ],
)
def test_a_line_item_tells_the_kind_of_token(text: str, unit: str, of_tier: str) -> None:
    """Of text models alone, and whatever stands behind the kind; a tier is only what is known to be one."""
    assert (token_unit(text), tier(text)) == (unit, of_tier)


def test_what_the_collector_promises() -> None:
    """Days are OpenAI's own, whole days are restated, and 35 of them are read again."""
    assert (OpenAI.reread, OpenAI.longest, OpenAI.own_days) == (35, 180, True)
    assert [(source.name, source.restates) for source in OpenAI.sources] == [("completions", True), ("costs", True)]


def test_a_line_pays_for_tokens_of_its_own_kind_and_key() -> None:
    """A million fresh tokens at 5 dollars: Mara's key pays 5.00, and the 0.90 for output fall on Ivo's key alone."""
    lines = [result(5, "gpt-5.5, input"), result("0.9", "gpt-5.5, output", "key_b7")]
    work = [tokens(1_000_000), tokens(0, 30_000, "key_b7")]
    assert shares(lines, work) == ({("key_a1", INPUT): 5_000_000_000, ("key_b7", OUTPUT): 900_000_000}, 0)


@pytest.mark.parametrize(
    ("line", "work"),
    [
        (result(5, "gpt-5.5, output"), tokens(1000)),
        (result(5, "gpt-5.5, cached input"), tokens(1000)),
        (result(5, "gpt-5.4, input"), tokens(1000)),
        (result(5, "gpt-5.5, input", "key_b7"), tokens(1000)),
        (result(5, "priority | gpt-5.5, input"), tokens(1000)),
        (result(5, "flex | gpt-5.5, input"), tokens(1000, batch=True)),
    ],
)
def test_a_line_pays_for_nothing_else(line: Result, work: Result) -> None:
    """Another kind, model, key or tier: the line stands alone, and what was done stays as unpaid work."""
    assert shares([line], [work]) == ({}, 5_000_000_000)


@pytest.mark.parametrize("more", [{"batch": True}, {"service_tier": "priority"}, {"model": "gpt-5.5"}])
def test_a_line_without_a_tier_pays_for_all(more: Result) -> None:
    """No published grammar says how a batch is billed, so a plain line may be for it."""
    assert shares([result(5, "gpt-5.5-2026-04-23, input")], [tokens(1000, **more)])[1] == 0


@given(days=bills, fresh=st.integers(0, 10**7), out=st.integers(0, 10**7), read=st.integers(0, 10**7))
def test_nothing_is_lost_or_counted_twice(days: dict[int, list[Result]], fresh: int, out: int, read: int) -> None:
    """With usage for some of the lines: every amount is charged once, every token told by one report."""
    usage = {day: [tokens(fresh + read, out, "key_0", input_cached_tokens=read)] for day in days}
    told = collected(Bill(days, usage=usage), WEEK)
    billed = sum(Decimal(one["amount"]["value"]) for some in days.values() for one in some)
    assert sum(fact.amount for fact in told if isinstance(fact, Charge)) == int(billed * 10**9)
    done = [fact for fact in told if isinstance(fact, Usage)]
    assert sum(one.tokens or 0 for one in done if one.source == "completions") == (fresh + out + read) * len(days)
    known = {(one.day, one.facet.unit, one.facet.api_key) for one in done if one.source == "completions"}
    assert not {(one.day, one.facet.unit, one.facet.api_key) for one in done if one.source == "costs"} & known


def shares(lines: list[Result], rows: list[Result]) -> tuple[dict[tuple[str, str], int], int]:
    """What each key pays for each kind of token, in nano-dollars, and what stands alone or tells of its own work."""
    facts = collected(Bill({0: lines}, usage={0: rows}), Window(WEEK.start, WEEK.start + timedelta(days=1)))
    done = [fact for fact in facts if isinstance(fact, Usage)]
    billed = [fact for fact in facts if isinstance(fact, Charge)]
    facets = [fact.facet for fact in (*done, *billed)]
    work = [Work(one.external_id, n, "USD", None, None, one.facet.unit, one.quantity) for n, one in enumerate(done)]
    named = [Line(len(done) + n, "USD", one.amount, None, one.pays_for) for n, one in enumerate(billed)]
    settled = settle(work, named, lambda line, piece: pays_for(facets[line], facets[piece]))
    paid = {place: share.billed for place, share in settled.shares.items() if done[place].source == "completions"}
    return {(facets[n].api_key, facets[n].unit): nano for n, nano in paid.items()}, sum(
        fact.amount for fact in billed
    ) - sum(paid.values())
