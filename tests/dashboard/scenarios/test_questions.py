"""Does each question come to what is added up by hand from the judged studio (see `judged`)?"""

from decimal import Decimal

from dashboard.scenarios.address import address_of
from dashboard.scenarios.answer import Answer
from dashboard.scenarios.asked import Asked
from dashboard.scenarios.looked_at import Looked, looked_at
from db.engine import Engine
from tests.dashboard.scenarios.judged import TODAY, asked, view

D = Decimal


def looked(ledger: Engine, one: Asked, *teams: str) -> Looked:
    """What it comes to today."""
    return looked_at(view(ledger, *teams), address_of(one), TODAY)


def answer(ledger: Engine, one: Asked) -> Answer:
    """The numbers, where there is nothing to be said first."""
    found = looked(ledger, one)
    assert found.said == ()
    return found.answer


def more(one: Answer) -> dict[str, D | None]:
    """What only this part tells, in cents."""
    return {told.label: None if told.value is None else round(told.value, 2) for told in one.more}


def test_the_same_clips_elsewhere(ledger: Engine) -> None:
    """80 × 0.36 = 28.80 on flash-2 against 32.00; 23.40 for as much kept work, of which 80% is kept and not 65%."""
    one = answer(ledger, asked("elsewhere"))
    assert (one.place, one.now, one.there, one.difference) == ("flash-2 at fal", D(32), D("28.8"), D("-3.2"))
    assert (one.change, one.clips, one.made, one.over, one.wanted) == (D("-0.1"), 80, 80, 80, 400)
    assert (one.second_now, one.second_there) == (D("0.08"), D("0.072"))
    assert (one.kept_now, one.kept_there, one.there_kept) == (D("0.65"), D("0.8"), D("23.4"))
    assert (one.usable_now, one.usable_there) == (
        D("0.123076923077"), D("0.123076923077") * D("23.4") / 32,
    )  # fmt: skip
    assert (one.not_possible, one.why_not) == (0, "")


def test_what_is_allowed_counts(ledger: Engine) -> None:
    """Of makers in China alone Kling is left: 40 × 0.40 = 16.00 for the 20.00 of team social, half kept there too."""
    one = answer(ledger, asked("elsewhere", "social", countries="China"))
    assert (one.place, one.now, one.there) == ("kling-3.0 at fal", D(20), D(16))
    assert (one.kept_there, one.there_kept, one.usable_there) == (D("0.5"), D(16), D("0.16"))


def test_a_keep_rate_that_nobody_knows_stays_unknown(ledger: Engine) -> None:
    """Team social made nothing on flash-2, so what is kept there is not known, nor what a usable second would cost."""
    one = answer(ledger, asked("elsewhere", "social"))
    assert (one.there, one.kept_there, one.there_kept, one.usable_there) == (D("14.4"), None, None, None)


def test_parts_are_moved(ledger: Engine) -> None:
    """60% of Kling's 20.00 to flash-2 at 14.40: 32 − 0.6 × 5.60 = 28.64; 24 clips, each a second too long.

    As much kept work costs 14.40 × 0.65 ÷ 0.8 = 11.70 there: 32 − 0.6 × 8.30 = 27.02.
    """
    one = answer(ledger, asked("mixes", move="60% of social from kling-3.0 to flash-2 at fal"))
    assert (one.now, one.there, one.difference, one.clips) == (D(32), D("28.64"), D("-3.36"), 24)
    assert (one.place, one.made, one.over) == ("60% of social from kling-3.0 to flash-2 at fal", 24, 24)
    assert (one.wanted, one.second_there, one.there_kept) == (400, D("0.0716"), D("27.02"))
    assert (one.kept_now, one.kept_there, one.not_possible) == (D("0.65"), D("0.8"), 0)


def test_several_moves_add_up(ledger: Engine) -> None:
    """All of trailers' 12.00 to Kling (16.00), and half of social's to flash-2 (−2.80): 32 + 4 − 2.80 = 33.20."""
    both = ["100% of trailers from any to kling-3.0 at fal", "50% of social from any to flash-2 at fal"]
    one = answer(ledger, asked("mixes", move=both))
    assert (one.now, one.there, one.clips, one.place) == (D(32), D("33.2"), 60, "; ".join(both))


def test_drafts_and_finals(ledger: Engine) -> None:
    """Social's 40 clips drafted for 14.40 on flash-2, half finished on Kling for 8.00: 22.40 instead of 20.00.

    Half are kept now: 22.40 is for as much kept work. Of 30% kept, for 20.40, it takes 5/3 as much work: 34.00.
    """
    said = {"draft_on": "flash-2 at fal", "final_on": "kling-3.0 at fal", "kept": "50"}
    one = answer(ledger, asked("drafts", "social", rough="true", **said))
    assert (one.now, one.there, one.change, one.made, one.over) == (D(20), D("22.4"), D("0.12"), 40, 40)
    assert more(one) == {"Drafts": D("14.40"), "Finals": D(8)}
    as_it_was = answer(ledger, asked("drafts", "social", draft_on="flash-2 at fal", kept="30"))
    assert (as_it_was.there, more(as_it_was)["Finals"]) == (D("20.4"), D(6))
    assert (one.there_kept, as_it_was.there_kept) == (D("22.4"), D(34))


def test_a_storyboard(ledger: Engine) -> None:
    """Two takes of 5 s and one of 6 s, each 6 s at 0.06: 1.08 for 16 s, 2 s too many; on Kling alone 1.28."""
    one = answer(ledger, asked("storyboard", shots=["harbour,5,,,1,2", '"chase, by night",6,,,1,1']))
    assert (one.now, one.there, one.wanted, one.clips, one.made, one.over) == (None, D("1.08"), 16, 3, 3, 2)
    assert (one.place, one.second_there) == ("2 shots on flash-2 at fal", D("0.0675"))
    assert more(one) == {"All on one model": D("1.08")}
    assert answer(ledger, asked("storyboard", shots="harbour,5,,,1,1", countries="China")).there == D("0.4")
    planned = looked(ledger, asked("storyboard", shots="harbour,5,,,1,1"), "social")
    assert (planned.narrowing, planned.cost, planned.said) == (None, None, ())


def test_a_shot_that_nobody_can_make(ledger: Engine) -> None:
    """In 4K there is nothing: the sum is not known, and the shot is named."""
    one = answer(ledger, asked("storyboard", shots=["harbour,5,,,1,1", "titles,5,4k,,1,1"]))
    assert (one.there, one.not_possible, one.why_not) == (None, 1, "nowhere on these terms: titles")


def test_a_pack_and_a_crew(ledger: Engine) -> None:
    """200 s at 0.10 are 20.00, or two packs of 5.00 for 100 s; 100 kept seconds at 600 a minute are 1000."""
    one = answer(ledger, asked("plans", "social", pack_price="5.0", pack_seconds="100", crew="600", post="60"))
    assert (one.now, one.there, one.wanted, one.clips) == (D(20), D(10), 200, 40)
    assert more(one) == {
        "Paid and not used": D(0), "Breaks even at": D(50), "By a crew": D(1000), "Generated and finished": D(120),
    }  # fmt: skip


def test_what_matters_most(ledger: Engine) -> None:
    """0.10 × 100 ÷ 0.5 = 20; price ± 20% is 16 to 24, volume ± 10% is 18 to 22, kept ± 25% is 26.67 to 16."""
    one = answer(ledger, asked("sensitivity", "social", bend_price="20", bend_volume="10", bend_kept="25"))
    assert one.place == "Part that is kept matters most"
    assert list(more(one).items()) == [
        ("Cost of the usable seconds", D(20)),
        ("Part that is kept ± 25% moves it by", D("10.67")),
        ("Price of a second ± 20% moves it by", D(8)),
        ("Usable seconds ± 10% moves it by", D(4)),
    ]


def test_a_lead_sees_their_own_teams_alone(ledger: Engine) -> None:
    """The same question comes to social's 20.00 for its lead, who is told so and not which other team is asked of."""
    found = looked(ledger, asked("elsewhere", "social", "trailers"), "social")
    assert (found.cost, found.answer.now) == (D(20), D(20))
    assert found.said == ("Only the work of your teams is counted (social); others may see more.",)
    assert found.narrowing
    assert found.narrowing.where == {"team": ["a team that you may not see", "social"]}
    theirs = looked(ledger, asked("mixes", move="9% of trailers from any to flash-2 at fal"), "social")
    assert theirs.answer.place == "9% of a team that you may not see from any to flash-2 at fal"
    assert (theirs.answer.now, theirs.answer.clips) == (D(20), 0)


def test_a_model_that_ended_says_so_once(ledger: Engine) -> None:
    """Nothing is moved to it, and no number is made up."""
    found = looked(ledger, asked("mixes", "social", move="60% of any from any to old-1 at fal"))
    assert found.said == ("old-1 ended on 2026-09-24, so no new clip can be made with it.",)
    assert (found.answer.difference, found.answer.clips) == (0, 0)
    assert (found.answer.not_possible, found.answer.why_not) == (40, "40 ended on 2026-09-24")
    [drafts] = looked(ledger, asked("drafts", "social", draft_on="ghost at fal")).said
    assert drafts == "ghost at fal can make none of these clips today."
    [moves] = looked(ledger, asked("mixes", move="60% of any from any to ghost at fal")).said
    assert moves.startswith("Nothing is sold as 'ghost at fal'; did you mean ")


def test_filters_that_find_nothing_say_so(ledger: Engine) -> None:
    """Also where they name a model that has ended."""
    found = looked(ledger, Asked("elsewhere", "Last month", where=(("model", ("old-1",)),)))
    assert found.said == (
        "old-1 ended on 2026-09-24, so no new clip can be made with it.",
        "No work is in its days and filters; open it, and choose a longer period or clear a filter.",
    )
    assert (found.cost, found.answer) == (None, Answer())


def test_a_question_that_nobody_understands_any_more(ledger: Engine) -> None:
    """It says why, and has no number."""
    found = looked_at(view(ledger), "/what_if?question=Tarot", TODAY)
    assert (found.asked, found.answer) == (None, Answer())
    assert found.said[0].startswith("It cannot be asked any more: the address asks for the question “Tarot”")
    assert looked(ledger, asked("drafts", "social", kept="many")).said == (
        "It cannot be asked any more: “many” is no choice for kept; it takes a number from 1 to 100.",
    )
    assert looked(ledger, asked("storyboard", shots="harbour,long")).said == (
        "It cannot be asked any more: Row 1: seconds must be a number above 0 and up to 600.",
    )
