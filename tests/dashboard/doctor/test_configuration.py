"""Does the doctor find every slip of a configuration at once, and every secret that is not where it should be?"""

from pathlib import Path

import pytest

from dashboard.doctor.configuration import read, usable
from dashboard.doctor.finding import LOOK, WELL, Finding

SLIPS = """\
reporting_currency = "USD"
colour = "blue"

[smtp]
host = "mail.studio.example"
sender = "Reelspend"

[database]
url = "mysql://ledger"

[[accounts]]
name = "fal-studio"
provider = "fall"
start = 2026-01-01

[[accounts]]
name = "fal-studio"
provider = "fal"
start = 2026-01-01

[[accounts]]
name = "kling-brand"
provider = "kling"
start = "soon"

[[accounts]]
name = "openai-plan"
provider = "openai"
start = 2026-01-01
credentials = { key = "env:OPENAI_ADMIN_KEY" }
"""
GOOD = """\
[[accounts]]
name = "fal-studio"
provider = "fal"
start = 2026-01-01
credentials = { key = "env:FAL_ADMIN_KEY" }

[smtp]
host = "mail.studio.example"
sender = "reelspend@studio.example"
password = "env:SMTP_PASSWORD"

[alerts]
slack_url = "file:slack.url"
"""


def found_in(folder: Path, text: str, **environ: str) -> list[Finding]:
    """What was found in a configuration."""
    (folder / "reelspend.toml").write_text(text)
    return read(environ, folder)[1]


def test_every_slip_is_told_at_once(tmp_path: Path) -> None:
    """Those of the file, of names, of the database's address and of what providers demand, each with its line."""
    told = [finding.text.removeprefix(f"{tmp_path / 'reelspend.toml'}, ") for finding in found_in(tmp_path, SLIPS)]
    assert [text.partition(";")[0] for text in told] == [
        'line 2: unknown key "colour"',
        "line 6: smtp.sender is no e-mail address",
        "line 24: start is no date",
        "line 9: database.url is neither sqlite:///FILE nor postgresql+psycopg://USER@HOST/NAME.",
        'line 17: the name "fal-studio" is taken (line 12)',
        'line 13: account "fal-studio" has an unknown provider "fall"',
        'line 30: account "openai-plan" has an unknown credential "key"',
        'line 30: account "openai-plan" lacks a credential',
    ]


@pytest.mark.parametrize("text", ["this is not TOML", "\0"])
def test_what_cannot_be_read_at_all_is_one_finding(tmp_path: Path, text: str) -> None:
    """So is a file that is not there."""
    assert len(found_in(tmp_path, text)) == 1
    assert "is not there" in read({}, tmp_path / "elsewhere")[1][0].text


def test_a_good_one_is_well(tmp_path: Path) -> None:
    """One account, and every secret where it should be."""
    (tmp_path / "slack.url").write_text("https://hooks.example/secret")
    (finding,) = found_in(tmp_path, GOOD, SMTP_PASSWORD="geheim")
    assert (finding.state, "names 1 account" in finding.text) == (WELL, True)


def test_the_secrets_of_mail_and_alerts_are_looked_for(tmp_path: Path) -> None:
    """An account's own key is looked for with its account."""
    mail, slack = (finding.text for finding in found_in(tmp_path, GOOD))
    assert mail.startswith("smtp.password: the environment variable SMTP_PASSWORD is missing")
    assert slack.startswith("alerts.slack_url: the file slack.url holds no secret")


def test_a_configuration_without_accounts_is_worth_a_look(tmp_path: Path) -> None:
    """Bills may come in files alone."""
    assert [finding.state for finding in found_in(tmp_path, "")] == [LOOK]


def test_only_accounts_in_order_are_asked(tmp_path: Path) -> None:
    """The one of an unknown provider and those with wrong tables are not; the others are, whatever else is wrong."""
    (tmp_path / "reelspend.toml").write_text(SLIPS + '\n[[accounts]]\nname = "fal-brand"\nprovider = "fal"\n'
        'start = 2026-01-01\ncredentials = { key = "env:FAL_ADMIN_KEY" }\n')  # fmt: skip
    settings, _ = read({}, tmp_path)
    assert settings
    assert [account.name for account in usable(settings)] == ["fal-brand"]
