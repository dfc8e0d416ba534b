"""Does each channel carry what the letter says, to whom it may, and does its test say what is wrong with it?"""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine

from collectors.hooks import signature
from dashboard.outbox.channels import World, channels, configured
from dashboard.outbox.send import Sent, send_due
from dashboard.outbox.trial import send_test
from dashboard.post import Undelivered
from db.engine import open_ledger, writing
from db.lists import replace_members
from db.members import Member
from db.sections import Alerts
from db.settings import Settings
from db.unsubscribe import read
from tests.dashboard.post.house import IVO, MARA, SITE, entries, owing, settings
from tests.dashboard.post.mail_server import Mailbox, serving
from tests.db.cast import NOW

KEY = "5a" * 32
SECRETS = {
    "SLACK": "https://slack.example/services/nobodyknows", "HOOK": "https://ops.example/in", "SHARED": "between-us",
}  # fmt: skip
ALOUD = Alerts.model_validate({"slack_url": "env:SLACK", "webhook_url": "env:HOOK", "webhook_secret": "env:SHARED"})
HOUSE = Settings(Path("reelspend.toml"), public_url=SITE, alerts=ALOUD)


@pytest.fixture
def ledger(sqlite_ledger: str) -> Iterator[Engine]:
    """An empty ledger."""
    engine = open_ledger(sqlite_ledger)
    yield engine
    engine.dispose()


def world(answer: Callable[[httpx.Request], httpx.Response]) -> World:
    """The secrets, and another side that answers like this."""
    return World(SECRETS, transport=httpx.MockTransport(answer))


def posted(ledger: Engine, channel: str, status: int = 200) -> tuple[Sent, list[httpx.Request]]:
    """One alert owed to a channel, and what it was sent in one round."""
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(status)

    owing(ledger, "", channel=channel)
    return send_due(ledger, HOUSE, NOW, channels(HOUSE, KEY, world(answer))), asked


def test_slack_is_told_what_to_do(ledger: Engine) -> None:
    """The alert in a line, what to do about it, and a link to it."""
    said, [asked] = posted(ledger, "slack")
    assert said == Sent(sent=1)
    title, todo, link = json.loads(asked.content)["blocks"]
    assert title["text"]["text"] == "Shot 0 took 9 takes"
    assert todo["text"]["text"] == "Look at it"
    assert link["text"]["text"] == f"<{SITE}/videos|See it on screen>"


def test_a_webhook_is_told_everything(ledger: Engine) -> None:
    """Plain words of the alert, the letter's text, the id that stays; signed over the time and the very body."""
    _, [asked] = posted(ledger, "webhook")
    said = json.loads(asked.content)
    assert (said["letter"], said["about"], said["subject"]) == ("alert", ["alert 1 crossed"], "Shot 0 took 9 takes")
    assert "Look at it" in said["text"]
    [alert] = said["alerts"]
    assert (alert["kind"], alert["scope"], alert["impact"], alert["resolved"]) == (
        "stop_loss", "team=social", "12.5", None,
    )  # fmt: skip
    assert asked.headers["Reelspend-Message-Id"] == said["id"] == entries(ledger)[""].message_id
    stamp = asked.headers["Reelspend-Timestamp"]
    assert asked.headers["Reelspend-Signature"] == f"sha256={signature(asked.content, stamp, 'between-us')}"


@pytest.mark.parametrize(("status", "said"), [(404, Sent(given_up=1)), (429, Sent(failed=1)), (502, Sent(failed=1))])
def test_a_channel_that_refuses(ledger: Engine, status: int, said: Sent) -> None:
    """404 is given up, 429 and 502 are not; what is kept of it names no address."""
    assert posted(ledger, "slack", status)[0] == said
    assert f"Slack answered {status}" in entries(ledger)[""].error
    assert "nobodyknows" not in entries(ledger)[""].error


def test_a_busy_channel_is_left_alone(ledger: Engine) -> None:
    """After a 429 no other message goes there in the same round, and this one waits as long as it was asked to."""
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(429, headers={"Retry-After": "600"}) if len(asked) == 1 else httpx.Response(200)

    def round_at(now: datetime) -> Sent:
        return send_due(ledger, HOUSE, now, channels(HOUSE, KEY, world(answer)))

    owing(ledger, "", channel="slack", alerts=3)
    assert (round_at(NOW), len(asked)) == (Sent(failed=1), 1)
    assert round_at(NOW + timedelta(minutes=5)) == Sent(sent=2)
    assert round_at(NOW + timedelta(minutes=11)) == Sent(sent=1)


def test_one_click_stops_the_letter_of_its_reader(ledger: Engine) -> None:
    """The link in Ivo's letter is for Ivo and this letter alone; his letter is about his team's work alone."""
    owing(ledger, IVO.email)
    box = Mailbox()
    with serving(box) as port:
        house = settings(port)
        send_due(ledger, house, NOW, channels(house, KEY))
    [(reader, message)] = box.taken
    assert reader == IVO.email
    link = str(message["List-Unsubscribe"]).strip("<>")
    assert read(KEY, link.partition("token=")[2]) == (IVO.email, "alert")
    body = message.get_body(("plain",))
    assert body
    assert "sees the work of social alone" in " ".join(body.get_content().split())


def test_what_is_not_theirs_any_more_is_not_sent(ledger: Engine) -> None:
    """Ivo leads trailers by now, and the alert is about social: even its one sentence would be too much."""
    owing(ledger, IVO.email)
    moved = Member(email=IVO.email, role="lead", teams="trailers")
    with writing(ledger) as connection:
        replace_members(connection, [moved], NOW, MARA.email)
    box = Mailbox()
    with serving(box) as port:
        house = settings(port)
        assert send_due(ledger, house, NOW, channels(house, KEY)) == Sent(given_up=1)
    assert entries(ledger)[IVO.email].error == "ivo@studio.example may not see any more what this letter is about"


def test_a_letter_that_is_not_wanted_any_more(ledger: Engine) -> None:
    """Ivo has stopped it after it was written down: it does not come."""
    owing(ledger, IVO.email)
    with writing(ledger) as connection:
        replace_members(
            connection, [Member(email=IVO.email, role="lead", teams="social", without="alert")], NOW, IVO.email
        )
    assert send_due(ledger, settings(9), NOW, channels(settings(9), KEY)) == Sent(given_up=1)


def test_every_channel_can_be_tried(ledger: Engine) -> None:
    """A test letter goes out at once, past the outbox, and the sentence says for whom it was taken."""
    asked: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.content)
        return httpx.Response(204)

    for channel in configured(HOUSE):
        assert send_test(ledger, HOUSE, channel, NOW, world=world(answer)).startswith(f"The {channel} test was taken;")
    assert [b"this test on 22 November 2026 at 12:00 UTC" in one for one in asked] == [True, True]
    box = Mailbox()
    with serving(box) as port:
        said = send_test(ledger, settings(port), "e-mail", NOW, MARA.email)
    assert said == "The e-mail test was taken for mara@studio.example; see whether it has arrived."
    assert [reader for reader, _ in box.taken] == [MARA.email]
    assert not entries(ledger)


@pytest.mark.parametrize(
    ("channel", "to", "said"),
    [
        ("pigeon", "", "there is no channel 'pigeon'; there are e-mail, slack, webhook"),
        ("e-mail", "", "a test by e-mail needs an address; say to whom"),
        ("e-mail", "mara", "No mail server is configured; write [smtp] into reelspend.toml"),
        ("slack", "", "In [alerts] slack_url: the environment variable SLACK is missing or empty"),
    ],
)
def test_a_test_says_what_is_wrong(ledger: Engine, channel: str, to: str, said: str) -> None:
    """One sentence: what is missing, and where to write it."""
    with pytest.raises(Undelivered) as wrong:
        send_test(ledger, HOUSE, channel, NOW, to, World({}))
    assert str(wrong.value).startswith(said)


def test_a_channel_that_slips_holds_up_nobody(ledger: Engine) -> None:
    """A mistake of ours is kept by its kind, never by its text, and the other letter of the round is still tried."""
    owing(ledger, MARA.email, IVO.email)

    def slip(*_: object) -> None:
        raise KeyError("between-us")

    assert send_due(ledger, HOUSE, NOW, {"e-mail": slip}) == Sent(failed=2)
    told = [one.error for one in entries(ledger).values()]
    assert all("could not be handed over: KeyError (slip, line " in one for one in told)
    assert "between-us" not in "".join(told)


def test_what_is_configured() -> None:
    """Only channels that have an address can be tried."""
    assert configured(HOUSE) == ["slack", "webhook"]
    assert configured(settings(25)) == ["e-mail"]
