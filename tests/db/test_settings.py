"""reelspend.toml as it should be: found, read, its secrets fetched only when they are needed."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from db.settings import Account, Secret, Settings, WrongSettings, find, load

STUDIO = """
reporting_currency = "EUR"
reporting_timezone = "Europe/Berlin"
public_url = "https://reelspend.studio.example"

[database]
url = "sqlite:///ledger/reelspend.db"

[[accounts]]
name = "fal-studio"
provider = "fal"
credentials = { key = "env:FAL_ADMIN_KEY" }
base_url = "http://127.0.0.1:8777/v1"
start = 2026-01-01
default_team = "trailers"

[[accounts]]
name = "kling-brand"
provider = "kling"
credentials = { access_key = "env:KLING_AK", secret_key = "file:secrets/kling" }
start = "2026-02-01"

[accounts.options]
unit_price = 0.14
packs = { "p-1" = 98.00 }

[smtp]
host = "mail.studio.example"
sender = "Reelspend <reelspend@studio.example>"
password = "env:SMTP_PASSWORD"

[oidc]
redirect_uri = "https://reelspend.studio.example/oauth2callback"
server_metadata_url = "https://login.example/.well-known/openid-configuration"
client_id = "reelspend"
client_secret = "env:OIDC_SECRET"
cookie_secret = "file:/run/secrets/cookie"

[alerts]
slack_url = "env:SLACK_URL"
"""


def written(folder: Path, text: str) -> Path:
    """A reelspend.toml with this text."""
    path = folder / "reelspend.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_whole_configuration_is_read(tmp_path: Path) -> None:
    """Every table arrives with its values, dates as dates, fractions exact, secrets as places."""
    settings = load(written(tmp_path, STUDIO), {})
    fal, kling = settings.accounts
    assert (settings.reporting_currency, settings.reporting_timezone) == ("EUR", ZoneInfo("Europe/Berlin"))
    assert (fal.name, fal.provider, fal.start, fal.default_team) == ("fal-studio", "fal", date(2026, 1, 1), "trailers")
    assert (fal.base_url, fal.credentials) == ("http://127.0.0.1:8777/v1", {"key": Secret("env:FAL_ADMIN_KEY")})
    assert (kling.start, kling.base_url, kling.default_team) == (date(2026, 2, 1), "", "")
    assert kling.options == {"unit_price": Decimal("0.14"), "packs": {"p-1": Decimal("98.00")}}
    assert settings.smtp is not None
    assert (settings.smtp.port, settings.smtp.security) == (587, "starttls")
    assert settings.oidc is not None
    assert settings.oidc.cookie_secret == Secret("file:/run/secrets/cookie")
    assert (settings.alerts.slack_url, settings.alerts.webhook_url) == (Secret("env:SLACK_URL"), None)


def test_accounts_know_their_lines(tmp_path: Path) -> None:
    """The second account begins on line 17; its keys and options are on theirs, and what is absent on its table's."""
    kling = load(written(tmp_path, STUDIO), {}).accounts[1]
    assert kling.line == 17
    assert kling.line_of("name") == 18
    assert kling.line_of("credentials", "secret_key") == 20
    assert kling.line_of("credentials", "api_key") == 20
    assert kling.line_of("options", "packs", "p-1") == 25
    assert kling.line_of("options", "region") == 23
    assert kling.line_of("base_url") == 17
    assert Account("x", "fal", date(2026, 1, 1)).line_of("name") == 0


def test_an_account_says_how_often_it_is_collected(tmp_path: Path) -> None:
    """Minutes, hours or days, from five minutes to a week; hourly where it does not say."""
    account = '[[accounts]]\nname = "{0}"\nprovider = "fal"\nstart = 2026-01-01\n'
    words = ("5m", "36h", "7d")
    text = "".join(account.format(word) + f'every = "{word}"\n' for word in words) + account.format("usual")
    assert [one.every for one in load(written(tmp_path, text), {}).accounts] == [
        timedelta(minutes=5), timedelta(hours=36), timedelta(days=7), timedelta(hours=1),
    ]  # fmt: skip


def test_an_empty_file_is_enough(tmp_path: Path) -> None:
    """Without a word there are dollars, UTC, no accounts, and a ledger beside the file."""
    settings = load(written(tmp_path, ""), {})
    assert settings == Settings(path=tmp_path / "reelspend.toml", database_url=f"sqlite:///{tmp_path}/reelspend.db")


def test_windows_line_ends_and_marks_do_no_harm(tmp_path: Path) -> None:
    """A file from a Windows editor, with a byte order mark, reads the same and keeps its lines."""
    path = tmp_path / "reelspend.toml"
    path.write_bytes(b"\xef\xbb\xbf" + STUDIO.replace("\n", "\r\n").encode())
    assert load(path, {}) == load(written(tmp_path, STUDIO), {})


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("sqlite:///reelspend.db", "sqlite:///{folder}/reelspend.db"),
        ("sqlite:///data/reelspend.db", "sqlite:///{folder}/data/reelspend.db"),
        ("sqlite:////var/lib/reelspend.db", "sqlite:////var/lib/reelspend.db"),
        ("sqlite:///:memory:", "sqlite:///:memory:"),
        ("postgresql+psycopg://mara@db.example/spend", "postgresql+psycopg://mara@db.example/spend"),
        ("postgresql://mara@db.example/spend", "postgresql+psycopg://mara@db.example/spend"),
        ("postgres:///spend", "postgresql+psycopg:///spend"),
        ("env:LEDGER", "postgresql+psycopg://mara:pw@db.example/spend"),
        ("file:ledger.url", "sqlite:///{folder}/from-file.db"),
    ],
)
def test_the_database_address_is_made_whole(tmp_path: Path, said: str, meant: str) -> None:
    """Relative files lie beside the configuration, PostgreSQL gets our driver, env: and file: are followed."""
    (tmp_path / "ledger.url").write_text("sqlite:///from-file.db\n", encoding="utf-8")
    path = written(tmp_path, f'[database]\nurl = "{said}"')
    settings = load(path, {"LEDGER": "postgresql://mara:pw@db.example/spend"})
    assert settings.database_url == meant.format(folder=tmp_path)


def test_the_database_address_is_not_shown(tmp_path: Path) -> None:
    """A password in the database's address is in no repr of the settings."""
    path = written(tmp_path, '[database]\nurl = "postgresql+psycopg://mara:pw-of-mara@db.example/spend"')
    assert "pw-of-mara" not in repr(load(path, {}))


def test_a_secret_is_fetched_from_the_environment_or_a_file(tmp_path: Path) -> None:
    """env: takes a variable, file: a file relative to the folder given or absolute; white space around is dropped."""
    (tmp_path / "kling").write_text(" from-a-file\n", encoding="utf-8")
    assert Secret("env:KLING_AK").reveal({"KLING_AK": "from-env "}, tmp_path) == "from-env"
    assert Secret("file:kling").reveal({}, tmp_path) == "from-a-file"
    assert Secret(f"file:{tmp_path}/kling").reveal({}, Path("/elsewhere")) == "from-a-file"


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ("env:KLING_AK", "the environment variable KLING_AK is missing or empty"),
        ("env:EMPTY", "the environment variable EMPTY is missing or empty"),
        ("file:absent", "the file absent holds no secret that can be read"),
        ("file:.", "the file . holds no secret"),
        ("file:bytes", "the file bytes holds no secret"),
        ("file:~nobody-at-all/key", "the file ~nobody-at-all/key holds no secret"),
    ],
)
def test_a_missing_secret_is_one_sentence(tmp_path: Path, where: str, sentence: str) -> None:
    """What is not there, empty, a folder or no text is said by its place."""
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    with pytest.raises(WrongSettings) as wrong:
        Secret(where).reveal({"EMPTY": " "}, tmp_path)
    assert wrong.value.problems[0].startswith(sentence)


@pytest.mark.parametrize("literal", ["s3cr3t", "env:not a name", "env:", "file:", "file: x", "", 7])
def test_a_literal_is_no_secret(literal: str) -> None:
    """Anything but env:NAME or file:PATH is refused without being repeated."""
    with pytest.raises(ValueError, match=r"^holds a literal secret; keep it elsewhere"):
        Secret(literal)


def test_the_file_is_found(tmp_path: Path) -> None:
    """reelspend.toml in the working directory, or what REELSPEND_CONFIG names, relative to it or not."""
    here, other = written(tmp_path, ""), tmp_path / "other.toml"
    other.touch()
    assert find({}, tmp_path) == here
    assert find({"REELSPEND_CONFIG": ""}, tmp_path) == here
    assert find({"REELSPEND_CONFIG": "other.toml"}, tmp_path) == other
    assert find({"REELSPEND_CONFIG": str(other)}, Path("/")) == other


@pytest.mark.parametrize("environ", [{}, {"REELSPEND_CONFIG": "absent.toml"}, {"REELSPEND_CONFIG": "."}])
def test_a_missing_file_is_one_sentence(tmp_path: Path, environ: dict[str, str]) -> None:
    """Where there is no file, the sentence names the place and three ways on."""
    with pytest.raises(WrongSettings, match=r"is not there; .*README.*REELSPEND_CONFIG.*reelspend demo") as wrong:
        find(environ, tmp_path)
    assert len(wrong.value.problems) == 1
