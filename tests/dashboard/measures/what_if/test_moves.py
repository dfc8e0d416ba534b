"""Is a move read as a person says it, and do several at once add up?"""

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures.what_if.fit import Terms
from dashboard.measures.what_if.mix import table, there
from dashboard.measures.what_if.moves import EXAMPLE, Move, Place, as_rows, move_of, moves_of, too_much
from db.money import NANO
from tests.dashboard.measures.what_if.offered import offer

D = Decimal
PRO = offer("kling-3.0", 0.168)
OFFERS = (PRO, offer("veo-3.1", 0.4), offer("veo-3.1", 0.3, audio="off"))
TODAY = Terms(20261122)
WORDS = st.text("abcdefg -3.", min_size=1).map(str.strip).filter(lambda word: word and " from " not in f" {word} ")
MODELS = st.text("abcdefg-3.", min_size=1)


def wants(*said: tuple[str, str, int, int, int]) -> pd.DataFrame:
    """Rows as `db.wants` has them: team, model, seconds, clips, and what they cost together in dollars."""
    rows: list[dict[str, Any]] = [
        {"team": team, "model": model, "seconds": seconds * NANO, "clips": clips, "cost": dollars * NANO}
        for team, model, seconds, clips, dollars in said
    ]
    return pd.DataFrame(rows).assign(resolution="1080p", audio="on", uncosted=0)


WORK = wants(("trailers", "veo-3.1", 8, 10, 40), ("social", "veo-3.1", 4, 5, 10), ("social", "kling-3.0", 5, 2, 2))


def mix(work: pd.DataFrame, *said: str) -> pd.DataFrame:
    """What these moves come to."""
    moves = [move_of(one) for one in said]
    found = [there(work, OFFERS, move, TODAY) for move in moves]
    return table(work, moves, [one for one in found if one])


def test_several_moves_are_told_one_by_one_and_together() -> None:
    """60 % of 10 × 8 s at 40 go for 80 × 0.168 × 0.6 = 8.064 instead of 24; half of social's Kling, 2 × 5 s, for
    2 × 6 × 0.4 × 0.5 = 2.40 instead of 1. So 52 become 52 − 15.936 + 1.40 = 37.464, and 27 of it stay."""
    found = mix(WORK, EXAMPLE.replace(" pro", ""), "50% of social from kling-3.0 to veo-3.1 at fal")
    assert found["now"].tolist() == [24, 1, 27, 52]
    assert found["there"].tolist() == [D("8.064"), D("2.4"), 27, D("37.464")]
    assert found["difference"].tolist() == [D("-15.936"), D("1.4"), 0, D("-14.536")]
    assert found["clips"].tolist() == [6, 1, 10, 17]
    assert found["move"].tolist() == ["1", "2", "stays", "together"]


def test_what_cannot_be_made_there_stays() -> None:
    """Kling has no 4K: nothing of it moves, and the row says why; a team without clips moves nothing either."""
    found = mix(WORK.assign(resolution="4k"), "100% of trailers from any to kling-3.0 at fal")
    assert (found["clips"].iloc[0], found["left"].iloc[0]) == (0, "10 not in 4k")
    nobody = mix(WORK, "100% of nobody from any to kling-3.0 at fal")
    assert (nobody["there"].tolist(), nobody["left"].iloc[0]) == ([0, 52, 52], "no such clips in view")


def test_a_mode_is_only_its_own_offers() -> None:
    """Without a mode any offer of the place will do, with one only those of it."""
    assert Place("kling-3.0", "fal").sells(PRO)
    assert not Place("kling-3.0", "fal", "pro").sells(PRO)
    assert not Place("kling-3.0", "kling").sells(PRO)


def test_the_same_clips_move_at_most_once() -> None:
    """60 % of trailers and 60 % of what is on Veo are 120 % of trailers' Veo; others may each move whole."""
    over = [move_of("60% of trailers from any to kling-3.0 at fal"), move_of("60% of any from veo-3.1 to s at fal")]
    assert too_much(WORK, over).startswith("120% of what trailers made on veo-3.1 would move; ")
    assert too_much(WORK, [move_of(f"100% of {team} from any to s at fal") for team in ("trailers", "social")]) == ""


@given(WORDS, MODELS, MODELS, st.sampled_from(["", "pro"]), WORDS, st.decimals("0.1", 100, places=1))
def test_what_is_said_is_read(team: str, model: str, to: str, mode: str, seller: str, percent: Decimal) -> None:
    """A move written down is the same move when read, from a sentence and from a row of the table."""
    move = Move(team, model, Place(to, seller, mode), percent / 100)
    assert move_of(str(move)) == move
    assert moves_of(as_rows([move]).to_dict("records")) == ([move], [])


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"percent": 50}, "Row 1: it does not say where the clips move to."),
        ({"to": "a at b"}, "Row 1: it does not say how many percent of the clips move."),
        ({"to": "a", "percent": 5}, "Row 1: 'a' is no place; write one such as kling-3.0 pro at fal."),
        ({"to": "a at b", "percent": 101}, "Row 1: 101 is no percentage above 0 and up to 100."),
        ({"to": "a at b", "percent": "half"}, "Row 1: half is no percentage above 0 and up to 100."),
    ],
)
def test_a_row_that_is_no_move_is_one_sentence(row: dict[str, Any], says: str) -> None:
    """Which row, and what it lacks; a row of nothing is passed over."""
    assert moves_of([row, {"team": None, "percent": float("nan")}]) == ([], [says])


def test_a_sentence_that_is_no_move_says_how_one_looks() -> None:
    """With an example."""
    with pytest.raises(ValueError, match="'all of it' is no move; write one such as 60% of trailers from"):
        move_of("all of it")


@given(st.lists(st.integers(1, 99), min_size=1, max_size=4), st.integers(1, 10**12), st.integers(1, 40))
def test_parts_of_a_mix_add_up(percents: list[int], cost: int, seconds: int) -> None:
    """Moves and what stays are all together, to the last nano-unit; parts of 100 % are the whole at its place."""
    percents = [*percents, 100 - sum(percents)] if sum(percents) < 100 else [100]
    work = WORK.assign(cost=cost, seconds=seconds * NANO)
    found = mix(work, *(f"{percent}% of any from any to kling-3.0 at fal" for percent in percents))
    for name in ("now", "there", "difference", "clips"):
        assert sum(found[name].iloc[:-1]) == found[name].iloc[-1]
    whole = there(work, OFFERS, move_of("100% of any from any to kling-3.0 at fal"), TODAY)
    assert whole is not None
    assert abs(found["there"].iloc[-1] * NANO - whole.there) <= len(percents)
