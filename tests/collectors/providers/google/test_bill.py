"""Google: whatever the export holds, its sum is charged once, and a day's work is what is left after corrections."""

from collections import defaultdict
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.providers.google import Google
from db.facts import Charge, Usage
from db.money import NANO
from db.window import Window
from tests.collectors.providers.google.fake_bigquery import MONDAY, WEEK, BigQuery, Group, collected, dollars, group

KEYS = ("usage_day", "invoice_month", "project_id", "team", "cost_type", "adjustment")
money = st.decimals("-50", "50", places=9).map(str)
groups = st.lists(
    st.builds(
        lambda day, invoice, project, team, kind, units, cost, credit: group(
            (MONDAY + timedelta(days=day)).date(),
            invoice_month=invoice,
            project_id=project,
            team=team,
            cost_type=kind,
            pricing_units=units,
            cost=cost,
            credits=credit,
        ),
        st.integers(0, 6),
        st.sampled_from(["202611", "202612"]),
        st.sampled_from(["acme-video-prod", "acme-social"]),
        st.sampled_from(["trailers", "social", ""]),
        st.sampled_from(["regular", "tax", "adjustment", "rounding error"]),
        st.one_of(st.none(), st.integers(-20, 40).map(str)),
        money,
        st.one_of(st.just("0"), money),
    ),
    max_size=8,
    unique_by=lambda one: tuple(one[name] for name in KEYS),
)


@given(groups=groups)
def test_every_amount_is_charged_once(groups: list[Group]) -> None:
    """Gross lines and credits add up to the export to the nano-dollar, whatever work is left."""
    charges = [fact for fact in collected(BigQuery(groups), WEEK) if isinstance(fact, Charge)]
    assert sum(charge.amount for charge in charges) == int(dollars(groups) * NANO)
    assert len({charge.external_id for charge in charges}) == len(charges)


@given(groups=groups)
def test_work_is_what_is_left_of_its_units(groups: list[Group]) -> None:
    """Of a day, project and team the units of all invoices but not of tax; nothing where nothing is left."""
    left: dict[tuple[str, ...], int] = defaultdict(int)
    for one in groups:
        if one["cost_type"] != "tax":
            left[one["usage_day"], one["project_id"], one["team"]] += int(one["pricing_units"] or 0)
    work = [fact for fact in collected(BigQuery(groups), WEEK) if isinstance(fact, Usage)]
    made = {
        (str(piece.day), piece.facet.project, dict(piece.facet.labels).get("team", "")): piece.quantity
        for piece in work
    }
    assert made == {key: units * NANO for key, units in left.items() if units > 0}


@given(groups=groups, cut=st.integers(1, 7 * 86_400 * 1_000_000 - 1), most=st.integers(1, 4))
def test_a_window_split_anywhere_and_small_pages_give_the_same_facts(groups: list[Group], cut: int, most: int) -> None:
    """A day that is cut by a window is asked for whole, twice, and is the same day; pages change nothing."""
    middle = WEEK.start + timedelta(microseconds=cut)
    halves = collected(BigQuery(groups, most), Window(WEEK.start, middle), Window(middle, WEEK.end))
    whole = collected(BigQuery(groups), WEEK)
    assert {fact.model_dump_json() for fact in halves} == {fact.model_dump_json() for fact in whole}


def test_a_line_names_its_work_and_its_invoice() -> None:
    """Eight seconds for 0.96 dollars, of which a credit takes 0.048; both lines are on November's invoice."""
    work, gross, credit, name = collected(BigQuery([group(credits="-0.048")]), WEEK)
    assert isinstance(work, Usage)
    assert isinstance(gross, Charge)
    assert isinstance(credit, Charge)
    assert (work.seconds, work.facet.labels) == (8 * NANO, (("team", "trailers"),))
    assert (gross.amount, gross.list_amount, gross.facet.category) == (960_000_000, 960_000_000, "usage")
    assert (credit.amount, credit.facet.category) == (-48_000_000, "credit")
    assert {line.pays_for for line in (gross, credit)} == {work.external_id}
    assert {dict(line.facet.labels)["invoice_month"] for line in (gross, credit)} == {"202611"}
    assert name.model_dump() == {"kind": "project", "id": "acme-video-prod", "name": "Video prod"}


def test_names_are_the_last_ones() -> None:
    """A project whose name comes a day late, and changes later, is called as it was last."""
    days = [(MONDAY + timedelta(days=n)).date() for n in range(4)]
    said = [group(day, project_name=name) for day, name in zip(days, (None, "Video", "Video prod", None), strict=True)]
    names = [fact.name for fact in collected(BigQuery(said), WEEK) if not isinstance(fact, Usage | Charge)]
    assert names == ["Video prod"]


def test_words_too_long_for_an_id_still_lose_no_money() -> None:
    """Two teams that differ only beyond what an id can hold are two lines all the same."""
    long = "t" * 480
    facts = collected(BigQuery([group(team=long + "a"), group(team=long + "b")]), WEEK)
    charges = [fact for fact in facts if isinstance(fact, Charge)]
    assert sum(charge.amount for charge in charges) == 1_920_000_000
    assert len({charge.external_id for charge in charges}) == 2
    assert max(len(charge.external_id) for charge in charges) <= 500


@pytest.mark.parametrize(
    ("cost_type", "adjustment", "cost", "category"),
    [
        ("regular", "", "0.96", "usage"),
        ("", "", "0.96", "usage"),
        ("regular", "", "-0.96", "adjustment"),
        ("regular", "USAGE_CORRECTION", "0.96", "adjustment"),
        ("adjustment", "", "0.96", "adjustment"),
        ("rounding error", "", "0.96", "adjustment"),
        ("tax", "", "0.96", "tax"),
        ("tax", "", "-0.96", "tax"),
    ],
)
def test_each_cost_type_has_its_category(cost_type: str, adjustment: str, cost: str, category: str) -> None:
    """Tax is apart, and what corrects or takes back is an adjustment."""
    facts = collected(BigQuery([group(cost_type=cost_type, adjustment=adjustment, cost=cost)]), WEEK)
    assert [fact.facet.category for fact in facts if isinstance(fact, Charge)] == [category]


def test_what_the_collector_promises() -> None:
    """Days are UTC's, whole days are restated, and last month is read again from its first day."""
    collector = Google
    assert collector.own_days
    assert [(source.name, source.restates) for source in collector.sources] == [("export", True)]
