"""Does a map of prices price what nothing else does, and leave everything else alone?"""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from collectors.deliveries import Delivery, Imported, Refusal, file_kind
from collectors.files.litellm.entries import Listed
from db.engine import Engine, writing
from db.facts import Facet, Price, Usage
from db.reckon import price_book
from db.settings import Settings
from db.standing import say_standing
from db.tokens import OUTPUT, millions
from tests.db.cast import account, keep, rows

MAP = Path(__file__).parent / "samples" / "price_map.json"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
KIND = file_kind("litellm")


def read(path: Path = MAP) -> dict[tuple[str, ...], str]:
    """Amounts by what they are the price of."""
    return {said.what: format(said.amount.normalize(), "f") for said in KIND.read(path) if isinstance(said, Listed)}


def bring(ledger: Engine, path: Path = MAP, now: datetime = NOW) -> Imported:
    """Import a map."""
    return KIND.bring(Delivery(ledger, Settings(Path("reelspend.toml")), [path], now))


def written(folder: Path, **entries: Any) -> Path:
    """A map with these entries."""
    path = folder / "map.json"
    path.write_text(json.dumps(entries), encoding="utf-8")
    return path


def quoted(ledger: Engine, facet: Facet, seller: str = "anthropic", day: int = 20261122) -> int | None:
    """The price in force, in nano-dollars."""
    with writing(ledger) as connection:
        quote = price_book(connection).quote(seller, facet, day)
    return quote.amount if quote else None


def test_tokens_are_priced_by_the_million() -> None:
    """Each kind in a unit of its own, batches apart, the first tier only; a dated name yields to the plain one."""
    mine = {what[3:]: amount for what, amount in read().items() if what[1] == "gpt-5"}
    assert mine == {
        ("", "", "M input tokens"): "1.25",
        ("batch", "", "M input tokens"): "0.625",
        ("", "", "M cached input tokens"): "0.125",
        ("", "", "M output tokens"): "10",
        ("batch", "", "M output tokens"): "5",
    }


def test_what_is_written_to_a_cache_is_two_kinds() -> None:
    """For minutes and for an hour."""
    mine = {what[5]: amount for what, amount in read().items() if what[1] == "planner-7"}
    assert (mine["M cache write tokens"], mine["M long cache write tokens"]) == ("2.5", "4")


def test_peak_and_off_peak_are_told_apart() -> None:
    """By the map's own words; where it has only one price of DeepSeek's, that is the peak's. 0 is no price."""
    mine = {(what[1], what[3], what[5]): amount for what, amount in read().items() if what[0] == "deepseek"}
    assert mine == {
        ("deepseek-flash", "peak", "M input tokens"): "0.3",
        ("deepseek-flash", "off-peak", "M input tokens"): "0.15",
        ("deepseek-flash", "peak", "M output tokens"): "1.2",
        ("deepseek-flash", "off-peak", "M output tokens"): "0.6",
        ("deepseek-v4-pro", "peak", "M output tokens"): "3.96",
        ("deepseek-chat", "", "M output tokens"): "0.42",
    }


def test_video_is_priced_by_the_second() -> None:
    """Of every seller, by size where it says one; names become ours where they are known."""
    mine = {what[:5]: amount for what, amount in read().items() if what[5] == "second"}
    endpoint = "bytedance/seedance-2.0/text-to-video"
    assert mine == {
        ("google", "veo-3.1", "", "", ""): "0.4",
        ("google", "veo-3.1", "", "", "4k"): "0.6",
        ("openai", "sora-2-pro", "", "", "1024p"): "0.5",
        ("fal", "seedance-2.0", endpoint, "", ""): "0.3034",
        ("fal", "seedance-2.0", endpoint, "", "1080p"): "0.682",
        ("minimax", "clip-3", "", "", "768p"): "0.08",
    }


def test_other_sellers_of_tokens_and_other_modes_are_passed_over() -> None:
    """Azure's bills are not ours to price, and an embedding plans no video."""
    assert {what[0] for what in read()} == {"anthropic", "deepseek", "fal", "google", "minimax", "openai"}
    assert "text-embedding-9" not in {what[1] for what in read()}


def test_the_same_map_again_is_no_news(ledger: Engine) -> None:
    """Nor on a later day; a price that has changed holds from that day on beside the older one."""
    done = bring(ledger)
    assert (done.rows, done.new, done.unchanged, done.refused) == (20, 20, 0, [])
    before = rows(ledger, "SELECT * FROM price")
    again = bring(ledger, now=NOW.replace(month=12, day=1))
    assert (again.rows, again.new, again.unchanged) == (20, 0, 20)
    assert rows(ledger, "SELECT * FROM price") == before


def test_a_model_that_has_ended_is_not_priced(ledger: Engine) -> None:
    """deepseek-chat ended in July, and Sora in September, as our sheet knows; GPT-5 has its price until it ends."""
    bring(ledger)
    assert rows(ledger, "SELECT * FROM price WHERE model = 'sora-2-pro'") == []
    assert rows(ledger, "SELECT DISTINCT valid_to FROM price WHERE model = 'gpt-5'") == [(20261211,)]
    assert rows(ledger, "SELECT * FROM price WHERE model = 'deepseek-chat'") == []
    assert rows(ledger, "SELECT DISTINCT origin, valid_from FROM price") == [("map", 20261122)]


def test_no_price_of_ours_yields_to_the_map(ledger: Engine) -> None:
    """A sheet that says less and is older counts all the same; where there is none the map does, from its day on."""
    work = Facet(kind="plan", model="planner-7", unit=OUTPUT)
    bring(ledger)
    assert quoted(ledger, work) == 10 * 10**9
    assert quoted(ledger, work, day=20261121) is None
    said = {"seller": "anthropic", "model": "planner-7", "unit": OUTPUT, "source": "a sheet"}
    dates = {"valid_from": date(2026, 1, 1), "checked_on": date(2026, 1, 1)}
    for origin, amount in (("sheet", "7"), ("negotiated", "6")):
        ours = Price.model_validate(said | dates | {"amount": Decimal(amount), "origin": origin})
        with writing(ledger) as connection:
            say_standing(connection, 0, [ours])
        bring(ledger)
        assert quoted(ledger, work) == int(amount) * 10**9


def test_open_days_without_a_price_are_priced(ledger: Engine) -> None:
    """Two million tokens at ten dollars, unpriced until the map came."""
    facet = Facet(kind="plan", model="planner-7", unit=OUTPUT)
    work = Usage(source="billing", external_id="w", at=NOW, facet=facet, tokens=2 * 10**6, quantity=millions(2 * 10**6))
    keep(ledger, account(ledger, "claude", provider="anthropic"), [work])
    assert rows(ledger, "SELECT basis, cost FROM usage") == [("unpriced", None)]
    assert bring(ledger).days == 1
    assert rows(ledger, "SELECT basis, cost FROM usage") == [("estimated", 20 * 10**9)]


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({"input_cost_per_token": "much"}, "planner: input_cost_per_token: 'much' is not a number"),
        ({"input_cost_per_token": True}, "planner: input_cost_per_token: 'True' is not a number"),
        ({"input_cost_per_token": -1}, "planner: input_cost_per_token: -1 dollars are not what anybody asks"),
        ({"output_cost_per_token": 1e300}, "planner: output_cost_per_token: 1e+300 dollars are not what anybody asks"),
        ({"deprecation_date": "soon"}, "planner: Invalid isoformat string: 'soon'"),
    ],
)
def test_an_entry_that_cannot_be_read_is_refused_alone(
    ledger: Engine, tmp_path: Path, entry: dict[str, Any], why: str
) -> None:
    """A map is no bill: all other prices are kept."""
    known = {"litellm_provider": "openai", "mode": "chat"}
    path = written(tmp_path, b={**known, "output_cost_per_token": 1e-6}, planner=known | entry)
    done = bring(ledger, path)
    assert (done.new, done.refused) == (1, [Refusal(2, why)])
