"""Does the feature matrix say what each model can do, and that what has ended has ended?"""

from datetime import date
from decimal import Decimal

from dashboard.measures.tiers.matrix import AVAILABLE, COMING, ENDED, ended_but_used, matching, matrix, status
from db.offers import Limits
from tests.dashboard.measures.what_if.offered import MODELS, offer

OFFERS = (offer("kling-3.0", 0.168), offer("kling-3.0", 0.084, seller="kling"), offer("kling-3.0", None, seller="yuan"))
TODAY = 20261122
EVERY = matrix(MODELS | {"claude": Limits("Anthropic", "US", "premium")}, (*OFFERS, offer("sora-2", 0.1)), TODAY)


def test_what_can_be_had_comes_first_then_the_cheapest() -> None:
    """Veo has no known price; Sora has ended, and keeps its last price; a language model is no row."""
    assert EVERY[["model", "status", "low", "high", "sellers"]].to_numpy().tolist() == [
        ["kling-3.0", AVAILABLE, Decimal("0.084"), Decimal("0.168"), "fal, kling, yuan"],
        ["veo-3.1", AVAILABLE, None, None, ""],
        ["sora-2", ENDED, Decimal("0.1"), Decimal("0.1"), "fal"],
    ]


def test_limits_are_told() -> None:
    """Kling makes clips up to 15 seconds with 6 shots and sound; how many shots Sora makes is not known."""
    kling, _, sora = EVERY.to_dict("records")
    assert (kling["clip_seconds"], kling["lengths"], kling["shots"], kling["audio"]) == (15, "3-15", 6, "yes")
    assert (kling["tier"], kling["maker"], kling["country"]) == ("middle", "Kuaishou", "China")
    assert (kling["available_from"], sora["retired_on"]) == (date(2026, 2, 5), date(2026, 9, 24))
    assert (sora["shots"], sora["source"], sora["checked_on"]) == (None, "", None)


def test_a_search_wants_every_word() -> None:
    """In any column, in any case."""
    assert matching(EVERY, "PREMIUM google")["model"].tolist() == ["veo-3.1"]
    assert matching(EVERY, "premium kling").empty
    assert len(matching(EVERY, " ")) == 3
    assert matching(EVERY.head(0), "kling").columns.tolist() == EVERY.columns.tolist()


def test_a_model_ends_on_its_day_and_begins_on_its_day() -> None:
    """The day itself counts for both."""
    sora = MODELS["sora-2"]
    assert [status(sora, day) for day in (20251005, 20251006, 20260923, 20260924)] == [
        COMING,
        AVAILABLE,
        AVAILABLE,
        ENDED,
    ]
    assert [name for name, _ in ended_but_used(["sora-2", "kling-3.0", "mystery-1"], MODELS, TODAY)] == ["sora-2"]
