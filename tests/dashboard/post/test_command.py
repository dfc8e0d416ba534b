"""Does `reelspend alerts test` send a letter at once, or say what to mend?"""

from tests.dashboard.post.mail_server import Mailbox, serving
from tests.dashboard.terminal import CONFIG, Terminal

SMTP = """
[smtp]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "reelspend@studio.example"
"""


def test_a_test_letter_from_the_terminal(terminal: Terminal) -> None:
    """Taken, it says for whom; not configured or not there at all, it says so in one sentence, exit code 2."""
    box = Mailbox()
    with serving(box) as port:
        terminal.configure(CONFIG + SMTP.format(port=port))
        said = terminal.type("alerts test e-mail --to mara@studio.example")
    assert (said.code, said.out) == (
        0, "The e-mail test was taken for mara@studio.example; see whether it has arrived.\n",
    )  # fmt: skip
    assert [reader for reader, _ in box.taken] == ["mara@studio.example"]
    gone = terminal.type("alerts test e-mail --to mara@studio.example").wrong
    assert gone.endswith("cannot be reached (Connection refused); check host and port in [smtp]")
    assert "slack_url is not configured; write it into [alerts]" in terminal.type("alerts test slack").wrong
    assert "there is no channel 'pigeon'" in terminal.type("alerts test pigeon").wrong
