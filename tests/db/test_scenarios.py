"""Are scenarios kept under their names, replaced only when asked, and every change audited?"""

from datetime import timedelta

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine

from db.engine import writing
from db.scenarios import NotKept, Scenario, Taken, forget, rename, save, scenarios
from db.team_names import rename as rename_team
from tests.db.cast import NOW, rows

ADDRESS = "/what_if?question=move&period=Last+month&team=social&part=60"
AUDIT = "SELECT who, what, before, after FROM audit ORDER BY id"


def cheap(name: str = "Cheap drafts", address: str = ADDRESS, who: str = "Mara") -> Scenario:
    """What Mara asked at noon."""
    return Scenario(name=name, question="move", address=address, who=who, made=NOW)


def test_a_scenario_is_kept_once(ledger: Engine) -> None:
    """Saying it twice changes nothing; who asked what stands in the audit."""
    assert save(ledger, cheap())
    assert not save(ledger, cheap(who="Ivo"))
    assert scenarios(ledger) == [cheap()]
    assert rows(ledger, AUDIT) == [("Mara", "scenario Cheap drafts", "", ADDRESS)]


def test_a_taken_name_is_replaced_only_when_asked(ledger: Engine) -> None:
    """Another question under the same name stays out, until it is said that the first may go."""
    other = cheap(address=ADDRESS.replace("60", "80"), who="Ivo")
    save(ledger, cheap())
    with pytest.raises(Taken, match="there is a scenario “Cheap drafts” already; replace it, or choose another name"):
        save(ledger, other)
    assert scenarios(ledger) == [cheap()]
    assert save(ledger, other, replace=True)
    assert scenarios(ledger) == [other]
    assert rows(ledger, AUDIT)[-1] == ("Ivo", "scenario Cheap drafts", ADDRESS, other.address)


def test_renamed_and_forgotten(ledger: Engine) -> None:
    """A new name keeps the question; what is forgotten is gone, and both are told to the audit."""
    save(ledger, cheap())
    assert rename(ledger, "Cheap drafts", " Drafts  on Kling ", NOW + timedelta(1), "Ivo")
    assert [one.name for one in scenarios(ledger)] == ["Drafts on Kling"]
    assert forget(ledger, "Drafts on Kling", NOW, "Ivo")
    assert not forget(ledger, "Drafts on Kling", NOW, "Ivo")
    assert rows(ledger, AUDIT)[1:] == [
        ("Ivo", "scenario Cheap drafts", "Cheap drafts", "Drafts on Kling"),
        ("Ivo", "scenario Drafts on Kling", ADDRESS, ""),
    ]


def test_a_new_name_must_be_free_and_the_old_one_there(ledger: Engine) -> None:
    """Two scenarios never share a name, and one that is gone is not renamed."""
    save(ledger, cheap())
    save(ledger, cheap("Dear finals"))
    with pytest.raises(Taken, match="there is a scenario “Dear finals” already"):
        rename(ledger, "Cheap drafts", "Dear finals", NOW, "Ivo")
    with pytest.raises(NotKept, match="there is no scenario “Gone” any more; reload the page"):
        rename(ledger, "Gone", "Back", NOW, "Ivo")
    assert not rename(ledger, "Cheap drafts", "Cheap drafts", NOW, "Ivo")


@pytest.mark.parametrize(
    ("name", "said"),
    [("  ", "needs a name"), ("x" * 81, "at most 80 letters, this one 81"), ("a\u200bb", "cannot be shown")],
)
def test_a_bad_name_is_one_sentence(name: str, said: str) -> None:
    """Nothing, too much, and letters that nobody sees."""
    with pytest.raises(ValidationError, match=said):
        cheap(name)


def test_a_team_that_is_renamed_is_asked_of_by_its_new_name(ledger: Engine) -> None:
    """The team of the filter changes, and whose clips move; a word that is spelled like it elsewhere stays."""
    save(ledger, cheap(address="/what_if?team=social&move=60%25+of+social+from+any+to+a&draft_on=social"))
    with writing(ledger) as connection:
        rename_team(connection, {"social": "brand & social"})
    assert scenarios(ledger)[0].address == (
        "/what_if?team=brand+%26+social&move=60%25+of+brand+%26+social+from+any+to+a&draft_on=social"
    )
