"""Does every command do what it says, and does every slip end in one sentence and exit code 2?"""

import json
import socket
import sqlite3
from decimal import Decimal

import pytest

from tests.collectors.files.bills import line, write_csv
from tests.dashboard.terminal import CONFIG, Terminal

SLIPS = {
    "report --by taem": "there is no dimension 'taem'; did you mean 'team'?",
    "report --measure cots": "there is no measure 'cots'; did you mean 'cost'?",
    "report --where team": "--where 'team' needs the form DIM=VALUE, as in --where team=social",
    "report --where taem=x": "there is no dimension 'taem'; did you mean 'team'?",
    "report --where month=November": "--where month=November needs a month such as 2026-11",
    "report --since yesterday": "Invalid value for '--since': 'yesterday' is no day such as 2026-11-22",
    "report --until 2026-02-30": "Invalid value for '--until': '2026-02-30' is no day such as 2026-11-22",
    "report --since 2026-02-01 --until 2026-02-01": "Invalid value: --since 2026-02-01 is not before"
    " --until 2026-02-01, the day after the last",
    "report --format xml": "Invalid value for '--format': 'xml' is not one of 'table', 'json', 'csv'.",
    "collect --account fal-stduio": 'There is no account "fal-stduio"; did you mean "fal-studio"?',
    "collect --format csv": "Invalid value for '--format': 'csv' is not one of 'table', 'json'.",
    "import focsu bill.csv": "there is no kind of file 'focsu'; did you mean 'focus'?",
    "import rules rules.csv --replace": "Invalid value: a file of rules takes no --replace; leave it out",
    "import focus": "Missing argument 'FILE…'.",
    "dashbord": "No such command 'dashbord'. Did you mean 'dashboard'?",
    "demo --size 1000": "Invalid value for '--size': Input should be less than or equal to 100",
}
BROKEN = {
    'reporting_curency = "EUR"\n': 'line 1: unknown key "reporting_curency"; did you mean "reporting_currency"?',
    CONFIG.replace('"fal"', '"fall"'): 'account "fal-studio" has an unknown provider "fall"; did you mean "fal"?',
    CONFIG.replace("env:FAL_ADMIN_KEY", "sk-12345678"): "holds a literal secret; keep it elsewhere",
    '[database]\nurl = "oracle://x"\n': "database.url is neither sqlite:///FILE nor postgresql+psycopg://",
    '[database]\nurl = "sqlite:////no/such/folder/ledger.db"\n': "cannot be opened: unable to open database file;",
    '[database]\nurl = "sqlite:///notes.txt"\n': "file is not a database",
    '[database]\nurl = "postgresql://nobody@127.0.0.1:1/ledger"\n': "cannot be opened: connection",
    '[database]\nurl = "sqlite:///reelspend.db"\n': "names no [[accounts]] yet; add one",
}


@pytest.fixture
def billed(terminal: Terminal) -> Terminal:
    """A ledger with a bill of two days: 1.25 and, for seconds nobody counted, 3."""
    terminal.configure()
    rows = [line(), line(ChargePeriodStart="2026-09-03T00:00:00Z", BilledCost="3")]
    write_csv(terminal.folder / "bill.csv", rows)
    assert terminal.type("import focus bill.csv").code == 0
    return terminal


@pytest.mark.parametrize("slip", SLIPS)
def test_every_slip_is_one_sentence(terminal: Terminal, slip: str) -> None:
    """It says what is wrong, where, and the nearest right word; nothing is done."""
    terminal.configure()
    assert terminal.type(slip).wrong == SLIPS[slip]


@pytest.mark.parametrize("text", BROKEN)
def test_every_broken_configuration_is_one_sentence(terminal: Terminal, text: str) -> None:
    """Also a database that cannot be opened."""
    terminal.configure(text)
    (terminal.folder / "notes.txt").write_text("no database at all, but long enough to look like one" * 100)
    assert BROKEN[text] in terminal.type("collect").wrong


def test_without_a_configuration_it_says_what_to_do(terminal: Terminal) -> None:
    """The sentence names the file that is missing and the way to look around first."""
    sentence = terminal.type("report").wrong
    assert sentence.startswith(f"{terminal.folder / 'reelspend.toml'} is not there;")
    assert sentence.endswith("or look around first with: reelspend demo")


@pytest.mark.parametrize("kind", ["focus", "rules"])
@pytest.mark.parametrize("name", ["absent.csv", "folder"])
def test_a_file_that_is_not_there_is_one_sentence(terminal: Terminal, kind: str, name: str) -> None:
    """Neither is a folder a file."""
    terminal.configure()
    (terminal.folder / "folder").mkdir()
    assert terminal.type(f"import {kind} {name}").wrong.startswith(f"{name} ")


def test_a_taken_port_is_one_sentence(terminal: Terminal) -> None:
    """The last port there is has none after it to try."""
    terminal.configure()
    with socket.socket() as door:
        door.bind(("127.0.0.1", 65535))
        door.listen()
        assert "--port" in terminal.type("dashboard --port 65535 --no-browser").wrong


def test_a_folder_of_somebody_else_is_not_emptied(terminal: Terminal) -> None:
    """The demonstration begins anew only in a folder of its own."""
    (terminal.folder / "demo").mkdir()
    (terminal.folder / "demo" / "thesis.txt").touch()
    assert terminal.type("demo --no-look").wrong.startswith("demo holds something that is not a demonstration;")
    assert [path.name for path in (terminal.folder / "demo").iterdir()] == ["thesis.txt"]


def test_the_missing_key_fails_its_account(terminal: Terminal) -> None:
    """Exit code 1, the table all the same, and the sentence beside it."""
    terminal.configure()
    said = terminal.type("collect")
    assert said.code == 1
    assert said.err == (
        "fal-studio: the environment variable FAL_ADMIN_KEY is missing or empty; set it where Reelspend is started.\n"
    )
    assert "fal-studio" in said.out


def test_json_has_exact_numbers(billed: Terminal) -> None:
    """Money and ratios are decimal strings, what nobody knows is null, and without an end there is none."""
    said = billed.type("report --by day --measure cost,seconds,cost_per_second,estimated_share --format json")
    answer = json.loads(said.out)
    assert answer["rows"] == [
        {"day": "2026-09-02", "cost": "1.25", "seconds": None, "cost_per_second": None, "estimated_share": "0"},
        {"day": "2026-09-03", "cost": "3", "seconds": None, "cost_per_second": None, "estimated_share": "0"},
    ]
    assert [answer[name] for name in ("since", "until", "currency", "estimated_share")] == [None, None, "USD", "0"]
    assert (said.code, said.err) == (0, "")


def test_a_report_is_narrowed(billed: Terminal) -> None:
    """By its days, the last one exclusive, and by words; a word that nobody has leaves nothing."""
    narrow = "report --by account --measure cost --format json"

    def costs(more: str) -> list[Decimal]:
        return [Decimal(row["cost"]) for row in json.loads(billed.type(f"{narrow} {more}").out)["rows"]]

    assert costs("--since 2026-09-02 --until 2026-09-03") == [Decimal("1.25")]
    assert costs("--where day=2026-09-03") == [Decimal(3)]
    assert costs("--where month=2026-09 --where account=Reelhost/studio-1") == [Decimal("4.25")]
    assert costs("--where team=social") == []


def test_the_table_says_where_it_is_from(billed: Terminal) -> None:
    """A table to read is never cut where it goes into a file, and has its provenance below."""
    said = billed.type("report --by account,day --measure cost")
    assert "│ Reelhost/studio-1 │ 2026-09-02 │      $1.25 │" in said.out
    assert said.out.rstrip().splitlines()[-1].startswith("data through 2026-09-03")


def test_csv_is_what_the_screens_download(billed: Terminal) -> None:
    """A header, and exact numbers."""
    assert billed.type("report --by day --measure cost,seconds --format csv").out == (
        "day,cost,seconds\n2026-09-02,1.25,\n2026-09-03,3,\n"
    )


def test_an_empty_ledger_has_an_answer(terminal: Terminal) -> None:
    """No rows, no data yet, and no error."""
    terminal.configure()
    answer = json.loads(terminal.type("report --format json").out)
    assert (answer["rows"], answer["through"]) == ([], None)
    assert "no data yet" in terminal.type("report").out


def test_an_import_tells_what_it_changed(billed: Terminal) -> None:
    """The second time: two rows, none new, and the exact total again."""
    out = billed.type("import focus bill.csv").out
    assert "│ 2    │ 0   │ 0       │ 2         │ 0    │ 0    │" in out
    assert "billed 4.25 USD exactly; kept 4.25 in whole nano-units, 0 left out by rounding and remembered\n" in out
    assert out.endswith("account Reelhost/studio-1\n")


def test_the_ledger_is_copied_once(billed: Terminal) -> None:
    """The copy holds the bill; a file that is there is never written over."""
    assert billed.type("db backup copy.db").out.startswith("The ledger was copied to copy.db (")
    with sqlite3.connect("copy.db") as copy:
        assert copy.execute("SELECT SUM(amount) FROM charge").fetchall() == [(4_250_000_000,)]
    copy.close()
    assert billed.type("db backup copy.db").wrong.startswith("copy.db is already there;")


def test_the_ledger_is_brought_up_to_date(terminal: Terminal) -> None:
    """The first time the sheets' prices are news, the second time nothing is."""
    terminal.configure()
    assert terminal.type("db upgrade").out.startswith("The ledger is up to date; ")
    assert (
        terminal.type("db upgrade").out
        == "The ledger is up to date; 0 prices and models and 0 exchange rates are new.\n"
    )


def test_another_currency_needs_a_rebuild(billed: Terminal) -> None:
    """Until then nothing is shown, asked or brought in; afterwards dollars are euros at the bank's rates of their days.

    1.25 ÷ 1.1578 = 1.079633789 on the second of September, 3 ÷ 1.1615 = 2.582866983 on the third: 3.662500772.
    """
    billed.configure(f'reporting_currency = "EUR"\n{CONFIG}')
    for line_ in ("report", "collect", "import focus bill.csv"):
        assert "run `reelspend db rebuild`" in billed.type(line_).wrong
    assert billed.type("db rebuild").out == "2 days of accounts were reckoned anew; 0 rows fall on another day now.\n"
    told = json.loads(billed.type("report --by account --measure cost,unconverted --format json").out)
    assert [(row["cost"], row["unconverted"]) for row in told["rows"]] == [("3.662500772", "0")]
    assert [(rate["currency"], rate["source"]) for rate in told["rates"]] == [("USD", "European Central Bank")]
