"""From the invented studio over three real HTTP providers into the ledger: does every number come out as it was?"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.measures.reconciliation import AGREES, OPEN
from db.money import from_nano
from tests.collectors.journey import ACCOUNTS, Journey, journey

HOUSE = Path(__file__).parents[2]
LINES = """
SELECT a.name, x.day, f.currency, SUM(x.amount)
FROM (SELECT day, stream_id, facet_id, amount FROM charge
      UNION ALL SELECT day, stream_id, facet_id, line FROM usage WHERE line IS NOT NULL) x
JOIN stream s ON s.id = x.stream_id JOIN account a ON a.id = s.account_id JOIN facet f ON f.id = x.facet_id
WHERE f.category NOT IN ('tax', 'purchase') GROUP BY a.name, x.day, f.currency
"""
REPORT = "report --by account,month --measure cost,seconds,cost_per_second --format json"


@pytest.fixture(scope="module")
def collected(shared_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    """All three accounts, collected once; the tests that share it only look."""
    with journey(tmp_path_factory.mktemp("studio"), shared_database_url) as studio:
        studio.collect()
        yield studio


@pytest.mark.parametrize("by", ["account", "team", "account,month", "account,day", "account,team,month"])
def test_every_cost_is_true(collected: Journey, by: str) -> None:
    """By any words, each cost is what the studio really spent, to the nano-dollar."""
    words = by.split(",")
    assert collected.money_by(*words) == collected.true_money_by(*words)


def test_the_parts_are_the_whole(collected: Journey) -> None:
    """The one total is the truth's, and there is something to be true about."""
    total = collected.view.number("cost")
    assert total == collected.truth.total().money
    assert total > 0


@pytest.mark.parametrize("account", ACCOUNTS)
def test_what_was_made_is_counted_as_far_as_it_is_told(collected: Journey, account: str) -> None:
    """OpenAI and Kling tell every second; fal those it counts itself, and more where a price proves them."""
    ours = collected.view.figures(["seconds"], ["account", "month"])
    told = {month: one for (name, month), one in collected.truth.by("account", "month").items() if name == account}
    seconds = {row.month: row.seconds for row in ours.itertuples() if row.account == account}
    assert seconds.keys() == told.keys()
    for month, one in told.items():
        known = seconds[month] or 0
        assert one.seconds <= known <= one.made
        assert account == "fal-studio" or known == one.made


def test_clips_and_failures_are_those_that_were_told(collected: Journey) -> None:
    """Of fal and Kling every clip is counted; OpenAI tells of none, which is unknown and not 0."""
    ours = {row.account: row for row in collected.view.figures(["clips", "failed"], ["account"]).itertuples()}
    told = {name: one for (name,), one in collected.truth.by("account").items()}
    assert {name: ours[name].clips for name in ACCOUNTS} == {
        "fal-studio": told["fal-studio"].clips,
        "kling-brand": told["kling-brand"].clips,
        "openai-plan": None,
    }
    assert {name: ours[name].failed for name in ACCOUNTS} == {name: told[name].failed for name in ACCOUNTS}


def test_tokens_are_those_that_were_told(collected: Journey) -> None:
    """By team, the tokens of planning are those that OpenAI and Anthropic count."""
    planned = collected.view.only(kind=["plan"]).figures(["tokens"], ["team"])
    ours = {row.team: row.tokens or 0 for row in planned.itertuples()}
    told = {team: one.tokens for (team,), one in collected.truth.by("team").items()}
    assert ours == {team: tokens for team, tokens in told.items() if team in ours}
    assert sum(ours.values()) == sum(told.values()) > 0


def test_every_line_of_tokens_finds_its_work(collected: Journey) -> None:
    """Of OpenAI and Anthropic no line for tokens stands alone, and all work with tokens is paid to the nano-dollar."""
    of_plan = (
        "JOIN facet f ON f.id = x.facet_id JOIN stream s ON s.id = x.stream_id JOIN account a ON a.id = s.account_id"
        " WHERE f.kind = 'plan' AND f.unit LIKE 'M % tokens' AND a.provider IN ('openai', 'anthropic')"
    )
    lines, alone = collected.rows(f"SELECT SUM(x.amount), SUM(x.alone) FROM charge x {of_plan}")[0]
    worked = collected.rows(f"SELECT SUM(x.billed), COUNT(*) - COUNT(x.billed) FROM usage x {of_plan}")[0]
    assert lines > 0
    assert (alone, worked) == (0, (lines, 0))


@pytest.mark.parametrize("by", ["account", "team", "account,day"])
def test_what_was_kept_is_what_the_job_log_says(collected: Journey, by: str) -> None:
    """By any words, usable seconds and kept clips are those of the log's rows whose clips are known."""
    words = by.split(",")
    rows = collected.view.figures(["usable_seconds", "kept"], words).to_dict("records")
    ours = {tuple(str(row[word]) for word in words): (row["usable_seconds"] or 0, row["kept"] or 0) for row in rows}
    told = {key: (Decimal(one.usable) / 1000, one.kept) for key, one in collected.truth.by(*words).items()}
    assert ours == told
    assert sum(kept for _, kept in told.values()) > 100


def test_every_bill_is_settled(collected: Journey) -> None:
    """Of each account, day and currency, what was settled is what the lines add up to."""
    bills = collected.rows("SELECT lines, settled FROM bill")
    assert len(bills) > 300
    assert [bill for bill in bills if bill[0] != bill[1]] == []
    (charged,) = collected.rows("SELECT SUM(amount) FROM charge")[0]
    (itemised,) = collected.rows("SELECT SUM(line) FROM usage")[0]
    assert sum(lines for lines, _ in bills) == charged + itemised


def test_every_row_of_the_base_is_in_the_roll_up(collected: Journey) -> None:
    """Pieces, seconds and money are the same in the base rows, in the ledger and in its coarse grain."""
    base = collected.rows("SELECT COUNT(*), SUM(seconds), SUM(cost) FROM usage")[0]
    lonely = collected.rows("SELECT COALESCE(SUM(cost), 0) FROM charge WHERE alone = 1")[0][0]
    for grain in ("ledger", "daily"):
        pieces, seconds, cost = collected.rows(f"SELECT SUM(pieces), SUM(seconds), SUM(cost) FROM {grain}")[0]
        assert (pieces, seconds, cost) == (base[0], base[1], base[2] + lonely)


def typed(collected: Journey, words: str) -> "subprocess.CompletedProcess[str]":
    """What the command says in a process of its own."""
    program = [sys.executable, "-c", "from dashboard.cli import main; main()", *words.split()]
    environ = os.environ | {"REELSPEND_CONFIG": str(collected.settings.path), "PYTHONPATH": str(HOUSE)}
    return subprocess.run(program, env=environ, capture_output=True, text=True)


def test_the_command_line_tells_the_same(collected: Journey) -> None:
    """`reelspend report` in a process of its own, SQL over the base rows, and the truth are one."""
    said = typed(collected, REPORT)
    assert said.stderr == ""
    assert said.returncode == 0
    answer = json.loads(said.stdout)
    ours = {(row["account"], row["month"]): row for row in answer["rows"]}
    base = by_sql(collected)
    assert {key: (Decimal(row["cost"]), row["seconds"]) for key, row in ours.items()} == {
        key: (cost, seconds) for key, (cost, seconds, _) in base.items()
    }
    assert {key: row["cost_per_second"] for key, row in ours.items()} == {key: row[2] for key, row in base.items()}
    assert {key: Decimal(row["cost"]) for key, row in ours.items()} == collected.true_money_by("account", "month")
    assert answer["through"] == "2026-11-22T18:00:00+00:00"


def test_the_collection_screen_ties_every_bill(collected: Journey) -> None:
    """Of every account, day and currency: billed is the sum of its lines in SQL, settled is the same, none differs."""
    lines = {
        (account, day, currency): from_nano(int(amount)) for account, day, currency, amount in collected.rows(LINES)
    }
    shown = collected.view.reconciliation(["account", "day", "currency"]).to_dict("records")
    billed = {(row["account"], int(f"{row['day']:%Y%m%d}"), row["currency"]): row["billed"] for row in shown}
    assert {key: amount for key, amount in billed.items() if amount or key in lines} == lines
    assert {row["state"] for row in shown} <= {AGREES, OPEN}
    assert {row["account"] for row in shown} == {one.name for one in collected.settings.accounts}


def test_doctor_finds_every_bill_and_the_ledger_well(collected: Journey) -> None:
    """`reelspend doctor` says of each account that its bill agrees, and that the roll-up is its base rows."""
    found = json.loads(typed(collected, "doctor --offline --format json").stdout)["findings"]
    bills = {one["about"] for one in found if one["check"] == "bill" and one["state"] == "well"}
    assert bills == {one.name for one in collected.settings.accounts}
    assert [one for one in found if one["state"] == "wrong" and one["check"] != "freshness"] == []


def by_sql(collected: Journey) -> dict[tuple[str, str], tuple[Decimal, int | None, str | None]]:
    """Cost, seconds and cost per second of each account and month, from nothing but bill lines and work."""
    of_month = "FROM {table} x JOIN stream s ON s.id = x.stream_id JOIN account a ON a.id = s.account_id"
    lines = "(SELECT day, stream_id, amount FROM charge UNION ALL SELECT day, stream_id, line FROM usage)"
    billed = collected.rows(f"SELECT a.name, x.day / 100, SUM(x.amount) {of_month.format(table=lines)} GROUP BY 1, 2")
    made = collected.rows(
        "SELECT a.name, x.day / 100, SUM(x.seconds), SUM(CASE WHEN x.seconds IS NOT NULL THEN x.cost END)"
        f" {of_month.format(table='usage')} GROUP BY 1, 2"
    )
    timed = {(name, month): (seconds, cost) for name, month, seconds, cost in made}
    found = {}
    for name, month, amount in billed:
        seconds, cost = timed.get((name, month), (None, None))  # of old months BytePlus knows the bill alone
        rate = (
            None if not seconds else f"{(Decimal(int(cost)) / int(seconds)).quantize(Decimal('1e-12')).normalize():f}"
        )
        whole = None if seconds is None else int(seconds) // 10**9
        found[name, f"{month // 100:04d}-{month % 100:02d}"] = from_nano(int(amount)), whole, rate
    return found
