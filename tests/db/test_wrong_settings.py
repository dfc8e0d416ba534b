"""reelspend.toml as it should not be: each slip is one sentence with its line and the nearest right word."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.settings import Settings, WrongSettings, load
from tests.db.test_settings import STUDIO, written

FAL = """[[accounts]]
name = "fal-studio"
provider = "fal"
start = 2026-01-01
"""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('report_currency = "EUR"', 'line 1: unknown key "report_currency"; did you mean "reporting_currency"?'),
        ('reporting_currency = "USDD"', 'line 1: reporting_currency is no currency; did you mean "USD"?'),
        ("reporting_currency = 7", "line 1: reporting_currency is no currency; write a code such as USD."),
        (
            '\nreporting_timezone = "Europe/Berln"',
            'line 2: reporting_timezone is no time zone; did you mean "Europe/Ber',
        ),
        ('reporting_timezone = "Europe"', "line 1: reporting_timezone is no time zone; "),
        ('reporting_timezone = "../etc/passwd"', "line 1: reporting_timezone is no time zone; "),
        ('[databse]\nurl = "x"', 'line 1: unknown key "databse"; did you mean "database"?'),
        ('[database]\nurl = "mysql://x"', "line 2: database.url is neither sqlite:///FILE nor postgresql+psycopg://"),
        ('[database]\nurl = "env:LEDGER"', "line 2: database.url: the environment variable LEDGER is missing or empty"),
        ("[database]\nurl = 7", "line 2: database.url must be a text in quotes."),
        ("database = 7", "line 1: database must be a table."),
        ('[accounts]\nname = "x"', "line 1: accounts must be a list of tables, each begun by [[accounts]]."),
        ("accounts = [7]", "line 1: accounts must be a table."),
        (FAL + 'provder = "fal"', 'line 5: unknown key "provder"; did you mean "provider"?'),
        (FAL + "default_team = 7", "line 5: default_team must be a text in quotes."),
        (FAL + 'every = "hourly"', 'line 5: every is no interval from five minutes to a week; write it as "30m", '),
        (FAL + 'every = "4m"', "line 5: every is no interval from five minutes to a week"),
        (FAL + 'every = "8d"', "line 5: every is no interval from five minutes to a week"),
        (FAL + "every = 60", "line 5: every is no interval from five minutes to a week"),
        (FAL + "credentials = 'sk-1'", "line 5: credentials must be a table."),
        (FAL + 'base_url = "fal.ai"', "line 5: base_url is no address; write it as https://host/path."),
        (
            FAL + 'base_url = "https://mara:pw@fal.ai"',
            "line 5: base_url must be a plain address, without a name, a pass",
        ),
        (FAL + 'base_url = "https://[x"', "line 5: base_url is no address"),
        (FAL + 'base_url = "https://fal.ai:port/"', "line 5: base_url is no address"),
        (FAL.replace("2026-01-01", "2026-01-01T00:00:00Z"), "line 4: start is no date; write it as 2026-01-31."),
        (FAL.replace("2026-01-01", '"1.1.2026"'), "line 4: start is no date; write it as 2026-01-31."),
        (FAL.replace("2026-01-01", "2026"), "line 4: start is no date; write it as 2026-01-31."),
        (FAL.replace('name = "fal-studio"\n', ""), "line 1: name is missing."),
        (FAL.replace("fal-studio", ""), "line 2: name must be a text with something in it."),
        (FAL.replace("fal-studio", "fal\\nstudio"), "line 2: name must be one line of plain letters."),
        ('"a\\nb" = 1', 'line 1: unknown key "a?b"; known here: accounts, alerts, database, '),
        (FAL + FAL, 'line 6: the name "fal-studio" is taken (line 2); give each account a name of its own.'),
        ("[stop_loss]\ntakes = 0", "line 2: stop_loss.takes: input should be greater than or equal to 1."),
        ('[stop_loss]\ncost = "fifty"', 'line 2: stop_loss.cost is no sum of money; write it as "50" or "49.90".'),
        ("[stop_loss]\ncost = -1", "line 2: stop_loss.cost is no sum of money"),
        ('[smtp]\nhost = "x"\nsender = "mara"', "line 3: smtp.sender is no e-mail address; write it as name@host."),
        ('[smtp]\nhost = "x"\nsender = "a@b"\nport = "25"', "line 4: smtp.port must be a whole number."),
        (
            '[smtp]\nhost = "x"\nsender = "a@b"\nport = 0',
            "line 4: smtp.port: input should be greater than or equal to 1.",
        ),
        (
            '[smtp]\nhost = "x"\nsender = "a@b"\nsecurity = "ssl"',
            "line 4: smtp.security must be 'starttls', 'tls' or 'none'.",
        ),
        (
            "[oidc]\nclient_id = 'x'\n[alerts]\nslak_url = 1",
            'line 4: unknown key "slak_url"; did you mean "slack_url"?',
        ),
        ("a = 1\n\nb = env:X", "line 3: this is not TOML: invalid value; texts stand in quotes."),
        ("a = 1\na = 2", "line 2: this is not TOML: cannot overwrite a value; texts stand in quotes."),
        ('\na = "', "line 2: this is not TOML: "),
        ("a = " + "9" * 5000, "holds a number or a nesting too large to be meant."),
        ("a = " + "[" * 5000, "holds a number or a nesting too large to be meant."),
        ("a = 1e99999999999999999999", "holds a number or a nesting too large to be meant."),
    ],
)
def test_each_slip_is_one_sentence(tmp_path: Path, text: str, problem: str) -> None:
    """The file, the line, what is wrong and what would be right."""
    path = written(tmp_path, text)
    with pytest.raises(WrongSettings) as wrong:
        load(path, {})
    assert any(f"{path}, {problem}" in said or f"{path}: {problem}" in said for said in wrong.value.problems)
    assert str(wrong.value) == "\n".join(wrong.value.problems)


def test_all_slips_are_told_at_once_in_their_order(tmp_path: Path) -> None:
    """Three slips on lines 2, 4 and 5 give three sentences in that order."""
    path = written(tmp_path, '[[accounts]]\nnam = "x"\nname = "y"\nprovider = 7\nstart = true')
    with pytest.raises(WrongSettings) as wrong:
        load(path, {})
    assert [said.split(":")[0] for said in wrong.value.problems] == [f"{path}, line {n}" for n in (2, 4, 5)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (FAL + 'credentials = { key = "von-mara" }', "line 5: credentials.key"),
        (FAL + "[accounts.credentials]\nkey = 'von-mara'", "line 6: credentials.key"),
        ('[smtp]\nhost = "x"\nsender = "a@b"\npassword = "von-mara"', "line 4: smtp.password"),
        ('[alerts]\nslack_url = "https://hooks.example/von-mara"', "line 2: alerts.slack_url"),
        (FAL + "credentials = { key = 'env:von-mara' }", "line 5: credentials.key"),
    ],
)
def test_a_literal_secret_is_refused_and_not_repeated(tmp_path: Path, text: str, name: str) -> None:
    """A secret written into the file is pointed at by its key, and its text is nowhere in the error."""
    path = written(tmp_path, text)
    with pytest.raises(WrongSettings) as wrong:
        load(path, {})
    assert wrong.value.problems == (
        f"{path}, {name} holds a literal secret; keep it elsewhere and write env:NAME or file:PATH here.",
    )
    assert "von-mara" not in f"{wrong.value!r} {wrong.value.__cause__!r} {wrong.value.__context__!r}"


def test_a_file_that_is_no_text_is_one_sentence(tmp_path: Path) -> None:
    """A byte that is not UTF-8 is told with its line, a folder as what cannot be read."""
    path = tmp_path / "reelspend.toml"
    path.write_bytes(b"a = 1\nb = '\xff'")
    with pytest.raises(WrongSettings, match="line 2: holds a byte that is no text"):
        load(path, {})
    with pytest.raises(WrongSettings, match="cannot be read"):
        load(tmp_path, {})


WORDS = ["accounts", "name", "start", "credentials", "options", "smtp", "database", "url"]
VALUES = ["env:X", "1", "2026-01-01", "true", "1e9", "nan"]
PIECES = st.sampled_from([*WORDS, *VALUES, *"[]{}=.,\n'\"# \x00\\", "[[", "]]", '"""', "'''"])


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A good file with a stretch of it cut out and something else put in."""
    start = draw(st.integers(0, len(STUDIO)))
    end = draw(st.integers(start, min(len(STUDIO), start + 40)))
    return STUDIO[:start] + "".join(draw(st.lists(PIECES, max_size=4))) + STUDIO[end:]


@settings(max_examples=300)
@given(text=st.text() | st.lists(PIECES, max_size=30).map("".join) | damaged())
def test_any_text_is_settings_or_wrong_settings(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever the file holds, it is read or refused in sentences on one line each; nothing else comes out."""
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_text(text, encoding="utf-8")
    said = _loaded(path)
    if not isinstance(said, Settings):
        assert said
        assert all(sentence.startswith(str(path)) and sentence.isprintable() for sentence in said)


def _loaded(path: Path) -> Settings | tuple[str, ...]:
    try:
        return load(path, {})
    except WrongSettings as wrong:
        return wrong.problems
