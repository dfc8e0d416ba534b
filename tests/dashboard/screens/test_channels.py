"""Does the part Channels say which ways out of the house there are, try each, and show what did not arrive?"""

from pathlib import Path

from dashboard.telling.naming import E_MAIL
from db.engine import writing
from db.outbox import Owed, begin, due, failed, owe, sent
from tests.dashboard import studio
from tests.dashboard.conftest import Visit, read
from tests.dashboard.post.mail_server import Mailbox, serving
from tests.dashboard.screens.troubled_screens import table, words
from tests.db.cast import NOW

MARA, IVO = "mara@studio.example", "ivo@studio.example"
SMTP = """
[smtp]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "Reelspend <reelspend@studio.example>"

[alerts]
slack_url = "env:SLACK"
"""


def happened(folder: Path) -> None:
    """Mara's week arrived, Ivo's did not and is given up."""
    engine = studio.ledger_of(folder)
    week = "weekly_digest 2026-W46"
    with writing(engine) as connection:
        owe(connection, [Owed(week, "weekly_digest", one, E_MAIL, f"<{one}>", NOW) for one in (MARA, IVO)], NOW)
        first, second = due(connection, NOW)
        assert [begin(connection, one, NOW) for one in (first, second)] == [True, True]
        sent(connection, first, NOW)
        failed(connection, second, "mail.studio.example:587 did not take this reader (550)", NOW, True)
    engine.dispose()


def test_channels_are_tried_and_failures_shown(visit: Visit, tmp_path: Path) -> None:
    """E-mail is there and its test arrives; Slack has no key, as its test says; the webhook says what it needs."""
    box = Mailbox()
    with serving(box) as port:
        config = studio.build(tmp_path)
        config.write_text(config.read_text() + SMTP.format(port=port))
        happened(tmp_path)
        app = visit(tmp_path, "budgets", budgets="Channels")
        said = read(words(app))
        assert f"Over 127.0.0.1:{port}, from Reelspend <reelspend@studio.example>." in said
        assert "Last letter 22 Nov 2026 12:00 UTC." in said
        assert "Not configured. Write webhook" in said
        shown = table(app, "Letters that did not arrive").iloc[0]
        assert (shown["reader"], shown["state"], shown["attempts"]) == (IVO, "given up", 1)
        app.text_input(key="try-e-mail-to").input(MARA)
        app.button(key="try-e-mail-send").click().run()
        assert "The e-mail test was taken for mara@studio.example" in read(words(app))
    assert [reader for reader, _ in box.taken] == [MARA]
    app.button(key="try-slack-send").click().run()
    assert "the environment variable SLACK is missing" in read(words(app))
