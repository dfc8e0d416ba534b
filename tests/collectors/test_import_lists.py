"""Teams, members and budgets that came in a file: what that changed, what it leaves alone, and what it refuses."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from collectors.deliveries import Delivery, Imported, UntrustedFile, file_kind
from collectors.delivery import NotImported
from db.alerts import Crossing, record
from db.engine import Engine, writing
from db.job_log import Logged, keep_log
from db.reckon import reckon
from db.settings import Account, Secret
from tests.collectors.post import NOON, Post
from tests.db.cast import account, clip, keep, price

HEADERS = {
    "teams": "id,name",
    "members": "email,role,teams",
    "budgets": "name,scope,period,amount,currency,rollover,thresholds,since",
}
KEPT = ("team", "member", "budget", "rule", "audit", "facet", "placement", "video", "video_clip")


@pytest.fixture
def post(ledger: Engine, tmp_path: Path) -> Post:
    """Trailers made a clip by a rule, and social another, as the job log says."""
    post = Post(ledger, tmp_path)
    number = account(ledger)
    keep(ledger, number, [price("0.10"), clip("r1", api_key="key-mara"), clip("r2")])
    post.rules("trailers,api_key,key-mara,")
    with writing(ledger) as connection:
        kept = keep_log(connection, number, "generations", [Logged(external_id="r2", team="social", video="Teaser")])
        reckon(connection, number, kept.days, currency="USD", closed_before=0, now=NOON)
    return post


def bring(post: Post, kind: str, *lines: str, accounts: Sequence[Account] = ()) -> Imported:
    """Import a list with these lines."""
    file = post.folder / f"{kind}.csv"
    file.write_text("\n".join((HEADERS[kind], *lines, "")), encoding="utf-8")
    settings = replace(post.settings, accounts=tuple(accounts))
    return file_kind(kind).bring(Delivery(post.ledger, settings, [file], NOON))


def everything(post: Post) -> list[list[tuple[object, ...]]]:
    """Every row that a list may touch."""
    return [post.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in KEPT]


def number_of(post: Post, name: str) -> int:
    """A team's number."""
    ((number,),) = post.rows(f"SELECT id FROM team WHERE name = '{name}'")
    return int(number)


def test_teams_are_made_and_the_unused_go(post: Post) -> None:
    """Brand and films are new; without films in the next list that is gone, and what has work stays."""
    done = bring(post, "teams", ",brand", ",films", ",trailers")
    assert (done.rows, done.new, done.changed, done.unchanged, done.gone) == (3, 2, 0, 1, 0)
    assert done.notes == ["not in the file, but used, and therefore still there: social"]
    done = bring(post, "teams", ",brand")
    assert (done.new, done.gone) == (0, 1)
    names = [name for (name,) in post.rows("SELECT name FROM team ORDER BY name")]
    assert names == ["brand", "social", "trailers", "unattributed"]


def test_a_renamed_team_is_renamed_wherever_it_stands(post: Post) -> None:
    """In rules, job log, members, budgets, past alerts; its cost goes along, and stays when placed anew."""
    bring(post, "members", "mara@studio.example,admin,", 'ivo@studio.example,lead,"social,trailers"')
    with writing(post.ledger) as connection:
        record(
            connection, [Crossing("Shorts", "90", "2026-11", "budget", "At 90 %.", "Look.", "/", "team=social")], NOON
        )
    bring(post, "budgets", "Shorts,team=social,month,100,,,,")
    done = bring(post, "teams", f"{number_of(post, 'social')},shorts", f"{number_of(post, 'trailers')},films")
    assert (done.changed, done.new, done.gone, done.unchanged) == (2, 0, 0, 0)
    assert done.notes == ["renamed: social is now shorts, trailers is now films; no money moved"]
    assert done.moved == []
    assert post.cost_by("team") == {"films": "0.5", "shorts": "0.5"}
    assert post.rows("SELECT team FROM rule") == [("films",)]
    assert post.rows("SELECT teams FROM member ORDER BY email") == [("films,shorts",), ("",)]
    assert post.rows("SELECT scope FROM budget") == [("team=shorts",)]
    assert post.rows("SELECT scope FROM alert") == [("team=shorts",)]
    assert post.rows("SELECT team FROM video") == [("shorts",)]
    post.rules("films,api_key,key-mara,", "brand,model,veo*,")
    keep(post.ledger, account(post.ledger), [clip("r1", api_key="key-mara"), clip("r2", seconds="10")])
    assert post.cost_by("team") == {"films": "0.5", "shorts": "1"}


def test_two_teams_may_change_names(post: Post) -> None:
    """The work stays with its number."""
    social, trailers = number_of(post, "social"), number_of(post, "trailers")
    bring(post, "teams", f"{social},trailers", f"{trailers},social")
    assert (number_of(post, "trailers"), number_of(post, "social")) == (social, trailers)
    assert post.rows("SELECT team FROM rule") == [("social",)]
    assert post.rows("SELECT DISTINCT team FROM facet WHERE team <> ''") == [("trailers",)]


def test_a_default_team_of_the_configuration_stays_and_is_told(post: Post) -> None:
    """Reelspend does not write in reelspend.toml, so a person must."""
    fal = Account("fal-studio", "fal", date(2026, 11, 1), {"key": Secret("env:KEY")}, default_team="studio")
    bring(post, "teams", ",studio", accounts=[fal])
    assert "studio" in bring(post, "teams", ",brand", accounts=[fal]).notes[0]
    done = bring(post, "teams", f"{number_of(post, 'studio')},house", accounts=[fal])
    assert "still says default_team = 'studio' for fal-studio; write 'house' there" in done.notes[-1]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("99,brand", "there is no team 99; leave the id of 'brand' empty to make that team"),
        ("0,brand", "'unattributed' is what belongs to no team, and no team is called so; choose another name"),
    ],
)
def test_a_list_of_teams_that_cannot_be_is_refused(post: Post, line: str, says: str) -> None:
    """Nothing of it is kept."""
    before = everything(post)
    with pytest.raises(NotImported, match=says):
        bring(post, "teams", ",films", line)
    assert everything(post) == before


def test_a_name_that_another_team_has_is_refused(post: Post) -> None:
    """Two teams become one by rules, not by a name."""
    social = number_of(post, "social")
    with pytest.raises(NotImported, match=f"team {social} cannot be called 'trailers', because team"):
        bring(post, "teams", f"{social},trailers")
    with pytest.raises(NotImported, match=f"team {social} has two names"):
        bring(post, "teams", f"{social},one", f"{social},two")


def test_members_are_the_whole_list(post: Post) -> None:
    """Ivo becomes a viewer, Noor comes, Felix may no longer look; the audit has both lists."""
    bring(post, "members", "Mara@Studio.example,Admin,", "ivo@studio.example,lead,social", "felix@s.example,finance,")
    done = bring(
        post, "members", "mara@studio.example,admin,", "ivo@studio.example,viewer,trailers; social",
        "noor@studio.example,lead,r-and-d",
    )  # fmt: skip
    assert (done.rows, done.new, done.changed, done.unchanged, done.gone) == (3, 1, 1, 1, 1)
    assert done.notes == ["no work belongs to a team 'r-and-d' yet; if that is a slip, mend it"]
    assert post.rows("SELECT email, role, teams FROM member ORDER BY email") == [
        ("ivo@studio.example", "viewer", "social,trailers"),
        ("mara@studio.example", "admin", ""),
        ("noor@studio.example", "lead", "r-and-d"),
    ]
    (_, said), _ = post.rows("SELECT who, before FROM audit WHERE what = 'members' ORDER BY id DESC")
    assert said.splitlines() == [
        "felix@s.example finance immediate",
        "ivo@studio.example lead social immediate",
        "mara@studio.example admin immediate",
    ]


def test_how_members_are_told_stays_without_a_column_for_it(post: Post) -> None:
    """A list of before, or of some wishes, leaves the others; an empty field is as usual."""
    file = post.folder / "members.csv"

    def bring_text(text: str) -> Imported:
        file.write_text(text, encoding="utf-8")
        return file_kind("members").bring(Delivery(post.ledger, post.settings, [file], NOON))

    bring_text("email,role,letters,quiet,minimum\nmara@s.example,admin,Daily,22:00-07:00,20\n")
    assert bring_text("email,role,teams\nmara@s.example,admin,\n").unchanged == 1
    assert bring_text('email,role,minimum,without\nmara@s.example,admin,,"anomaly; alert"\n').changed == 1
    columns = "letters, zone, quiet, minimum, without"
    assert post.rows(f"SELECT {columns} FROM member") == [("daily", "", "22:00-07:00", 0, "alert,anomaly")]
    with pytest.raises(UntrustedFile, match="'weekly_digst' is no letter; did you mean"):
        bring_text("email,role,without\nmara@s.example,admin,weekly_digst\n")
    with pytest.raises(UntrustedFile, match="minimum is 'much', which is no number"):
        bring_text("email,role,minimum\nmara@s.example,admin,much\n")


def test_somebody_must_be_admin(post: Post) -> None:
    """Else nobody could let anybody in."""
    with pytest.raises(NotImported, match="names no admin"):
        bring(post, "members", "ivo@studio.example,lead,social")


def test_budgets_are_the_whole_list(post: Post) -> None:
    """One stays the same budget with another amount, one is new, one is gone."""
    bring(post, "budgets", "All,,month,1000,,,,", "Old,,year,5,EUR,both,100,2026-01-01")
    (before,) = post.rows("SELECT id FROM budget WHERE name = 'All'")
    done = bring(
        post,
        "budgets",
        "All,,month,1200,,,,",
        "Social,team=social;team=trailers,quarter,99.5,EUR,surplus,90%,2026-07-01",
    )
    assert (done.rows, done.new, done.changed, done.unchanged, done.gone) == (2, 1, 1, 0, 1)
    columns = "name, scope, period, amount, currency, rollover, thresholds"
    assert post.rows(f"SELECT {columns} FROM budget ORDER BY name") == [
        ("All", "", "month", 1200 * 10**9, "USD", "none", "50,75,90,100"),
        ("Social", "team=social; team=trailers", "quarter", 99_500_000_000, "EUR", "surplus", "90"),
    ]
    assert post.rows("SELECT id FROM budget WHERE name = 'All'") == [before]


@pytest.mark.parametrize("kind", ["teams", "members", "budgets"])
def test_the_same_list_again_changes_nothing(post: Post, kind: str) -> None:
    """No row of any table, not even of the audit (promise 3)."""
    lines = {"teams": ",brand", "members": "mara@s.example,admin,", "budgets": "All,,month,1000,,,,"}[kind]
    bring(post, kind, lines)
    before = everything(post)
    done = bring(post, kind, lines)
    assert (done.rows, done.new, done.changed, done.gone, done.unchanged) == (1, 0, 0, 0, 1)
    assert everything(post) == before


@pytest.mark.parametrize(
    ("kind", "line", "says"),
    [
        ("teams", "3,", "name is empty"),
        ("teams", "x1,brand", "id is 'x1', which is no number of a team; leave it empty to make one"),
        ("teams", ',"a,b"', "a team's name has no comma"),
        ("teams", "3,unattributed", "no team is called so"),
        ("members", "mara,admin,", "email: 'mara' is no e-mail address"),
        ("members", "mara@s.example,boss,", "role: Input should be 'admin', 'finance', 'lead' or 'viewer'"),
        (
            "members",
            "mara@s.example,lead,",
            "line 3: a lead sees the work of their own teams; name one or more in teams",
        ),
        ("budgets", "B,team,month,5,,,,", "'team' needs the form DIM=VALUE, as in team=social"),
        ("budgets", "B,tem=social,month,5,,,,", "'tem' is nothing to narrow a budget by; did you mean 'team'"),
        ("budgets", "B,month=2026-11,month,5,,,,", "'month' is nothing to narrow a budget by"),
        (
            "budgets",
            "B,,fortnight,5,,,,",
            "Input should be 'day', 'week', 'month', 'quarter', 'year' or 'custom'",
        ),
        ("budgets", "B,,month,0,,,,", "amount: a budget of nothing is crossed by everything; give an amount above 0"),
        ("budgets", "B,,month,-5,,,,", "amount: Input should be greater than or equal to 0"),
        ("budgets", "B,,month,much,,,,", "amount is 'much', which is no number"),
        ("budgets", "B,,month,5,euro,,,", "currency is 'euro', which is no currency"),
        ("budgets", "B,,month,5,QQX,,,", "currency is 'QQX', which is no currency"),
        ("budgets", "B,,month,5,,all,,", "rollover: Input should be 'none', 'surplus' or 'both'"),
        ("budgets", 'B,,month,5,,,"50,x",', "thresholds: 'x' is no whole percent from 1 to 1000"),
        ("budgets", "B,,month,5,,both,,", "what is left can only go over from a first day on"),
        ("budgets", "B,,month,5,,,,22.11.", "since is '22.11.', which is no day; write it as 2026-11-22"),
        ("budgets", "B,,custom,5,,,,2026-11-22", "a custom period needs its first day and its last; give both"),
    ],
)
def test_one_wrong_line_refuses_the_whole(post: Post, kind: str, line: str, says: str) -> None:
    """The line is named, and nothing of the file is kept."""
    good = {"teams": ",films", "members": "noor@s.example,admin,", "budgets": "All,,month,1000,,,,"}[kind]
    before = everything(post)
    with pytest.raises(UntrustedFile, match=says) as fault:
        bring(post, kind, good, line)
    assert "line 3: " in str(fault.value)
    assert everything(post) == before


def test_nobody_stands_in_a_list_twice(post: Post) -> None:
    """However the address is written."""
    with pytest.raises(UntrustedFile, match="line 3: line 2 is about the same; keep one of the two"):
        bring(post, "members", "mara@s.example,admin,", "MARA@s.example,finance,")
