"""Are known steps checked, kept once and audited?"""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine

from db.steps import Step, add_step, remove_step, steps
from tests.db.cast import NOW, rows


def campaign(**more: Any) -> Step:
    """A launch of the team social in December, which Mara says."""
    said = {"kind": "campaign", "name": "Launch", "scope": "team=social", "since": 20261201, "until": 20261211}
    return Step(**(said | {"amount": Decimal(500), "why": "signed on Friday", "who": "Mara", "at": NOW} | more))


def test_a_step_is_kept_once_and_told_to_the_audit(ledger: Engine) -> None:
    """Saying it twice changes nothing; who said it, when and why stands in the audit."""
    assert add_step(ledger, campaign())
    assert not add_step(ledger, campaign(at=NOW + timedelta(1), who="Ivo"))
    (kept,) = steps(ledger)
    assert (kept.where, kept.amount, kept.who) == ({"team": ["social"]}, 500 * 10**9, "Mara")
    told = "team=social from 2026-12-01 up to 2026-12-11, 500: signed on Friday"
    assert rows(ledger, "SELECT who, what, before, after FROM audit") == [("Mara", "campaign Launch", "", told)]


def test_a_step_is_taken_back(ledger: Engine) -> None:
    """What is taken back is gone, audited with who did it; taking back nothing is no change."""
    add_step(ledger, campaign())
    (kept,) = steps(ledger)
    assert kept.id is not None
    assert remove_step(ledger, kept.id, NOW, "Ivo")
    assert not remove_step(ledger, kept.id, NOW, "Ivo")
    assert steps(ledger) == []
    assert rows(ledger, "SELECT who, after FROM audit ORDER BY id DESC LIMIT 1") == [("Ivo", "")]


def test_days_off_say_how_much_goes_on(ledger: Engine) -> None:
    """A holiday of a team is kept with its country, and told to the audit in percent."""
    add_step(ledger, campaign(kind="holidays", name="Public holidays of Germany", amount=None, into="DE", left=10))
    (kept,) = steps(ledger)
    assert (kept.into, kept.left) == ("DE", 10)
    told = "team=social from 2026-12-01 up to 2026-12-11, 10 % of a usual day: signed on Friday"
    assert rows(ledger, "SELECT after FROM audit") == [(told,)]


def test_a_step_was_not_known_before_somebody_said_it(ledger: Engine) -> None:
    """A forecast of the past is made without what was said later."""
    add_step(ledger, campaign())
    assert steps(ledger, known_at=NOW - timedelta(seconds=1)) == []
    assert len(steps(ledger, known_at=NOW)) == 1


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"until": 20261201}, "the last day lies before the first"),
        ({"until": None}, "it needs a last day"),
        ({"amount": None}, "it needs an amount above 0"),
        ({"kind": "replacement", "into": "kling-3.0"}, "the model that goes and the one that comes"),
        ({"kind": "off"}, "from 0 to 100 percent; give 0 if nothing does"),
        ({"kind": "off", "left": 0, "until": None}, "it needs a last day"),
        ({"kind": "holidays", "left": 0}, "the country whose public holidays they are"),
        ({"scope": "tean=social"}, "did you mean 'team'?"),
        ({"why": " "}, "it needs a name and a reason"),
    ],
)
def test_a_step_that_makes_no_sense_is_refused(wrong: dict[str, Any], why: str) -> None:
    """Each wrong step is one sentence that says what to give."""
    with pytest.raises(ValidationError, match=why.replace("?", r"\?")):
        campaign(**wrong)
