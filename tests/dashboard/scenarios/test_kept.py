"""Who may keep a scenario under which name, and what is said where that cannot be?"""

from dataclasses import replace

import pytest

from dashboard.reader import Reader
from dashboard.scenarios import kept
from dashboard.view import View
from db.engine import Engine
from db.scenarios import NotKept, Scenario, Taken
from tests.dashboard.scenarios.judged import asked, view
from tests.db.cast import NOW


def draft(one: View, name: str, note: str = "") -> Scenario:
    """The same clips elsewhere, under a name."""
    return kept.draft(one, name, note, asked("elsewhere", "social"), NOW)


def test_a_lead_keeps_their_own_and_no_other(ledger: Engine) -> None:
    """Ivo, who leads social, may not take finance's name; what he saves, he and finance may change."""
    finance = replace(view(ledger), reader=Reader("mara@studio.example"))
    lead = replace(view(ledger, "social"), reader=Reader("ivo@studio.example", frozenset({"social"})))
    kept.save(finance, draft(finance, "Board"))
    with pytest.raises(NotKept, match=r"the scenario “Board” is mara@studio.example's; choose another name"):
        kept.save(lead, draft(lead, "Board", "mine"), replace=True)
    kept.save(lead, draft(lead, "Ivo's"))
    [board, own] = kept.named(finance, ["Board", "Ivo's"])
    assert [kept.may_change(lead, one) for one in (board, own)] == [False, True]
    assert [kept.may_change(finance, one) for one in (board, own)] == [True, True]
    with pytest.raises(NotKept, match=r"the scenario “Board” is mara@studio.example's; only they or finance"):
        kept.forget(lead, "Board", NOW)
    assert kept.forget(finance, "Ivo's", NOW)


def test_a_lead_does_not_learn_what_is_asked_of_others(ledger: Engine) -> None:
    """PROMISE 9: Ivo sees questions of all or of social; not those that filter by trailers or move its clips."""
    finance = replace(view(ledger), reader=Reader("mara@studio.example"))
    lead = replace(view(ledger, "social"), reader=Reader("ivo@studio.example", frozenset({"social"})))
    moved = {name: asked("mixes", move=f"60% of {name} from any to kling-3.0 at fal") for name in ("trailers", "any")}
    every = {"Theirs": asked("elsewhere", "trailers"), "Ours": asked("elsewhere", "social")}
    every |= {"All": asked("elsewhere"), "Moved": moved["trailers"], "Any moved": moved["any"]}
    for name, one in every.items():
        kept.save(finance, kept.draft(finance, name, "", one, NOW))
    assert set(every) & {one.name for one in kept.listed(lead)} == {"All", "Any moved", "Ours"}
    assert set(every) <= {one.name for one in kept.listed(finance)}
    with pytest.raises(NotKept, match="there is no scenario “Theirs”"):
        kept.named(lead, ["Theirs"])


def test_what_cannot_be_kept_is_one_sentence(ledger: Engine) -> None:
    """A name of nothing, a note without end, a name that is taken, and one that is not there."""
    everything = view(ledger)
    with pytest.raises(NotKept, match=r"^a scenario needs a name; say in a few words what it is$"):
        draft(everything, " ")
    with pytest.raises(NotKept, match=r"^the note is too long; shorten it$"):
        draft(everything, "Long", "x" * 501)
    kept.save(everything, draft(everything, "Taken"))
    with pytest.raises(Taken, match=r"there is a scenario “Taken” already"):
        kept.save(everything, draft(everything, "Taken", "another"))
    with pytest.raises(NotKept, match=r"there is no scenario “Takes”; did you mean “Taken”?"):
        kept.named(everything, ["Takes"])
