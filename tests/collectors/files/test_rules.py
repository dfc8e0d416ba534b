"""rules.csv: every rule in its order, or none and the lines at fault."""

from pathlib import Path

import pytest

from collectors.deliveries import UntrustedFile, file_kind
from db.attribution import Rule

GOOD = """\
# who pays, as agreed with Mara and Ivo
team,field,pattern,account

trailers,api_key,trailer-*,fal-studio
social,label:team,"social, paid",
# the rest of Kling is for trailers
 trailers , account , kling-brand ,
"""


def read(path: Path, text: str) -> list[Rule]:
    """The rules in a file with this text."""
    (path / "rules.csv").write_text(text, encoding="utf-8", newline="")
    said = list(file_kind("rules").read(path / "rules.csv"))
    rules = [one for one in said if isinstance(one, Rule)]
    assert rules == said
    return rules


@pytest.mark.parametrize("said", [GOOD, "\ufeff" + GOOD, GOOD.replace("\n", "\r\n")])
def test_rules_come_in_their_order(tmp_path: Path, said: str) -> None:
    """Comments, blank lines, quotes, a byte order mark and Windows' line ends change nothing."""
    assert read(tmp_path, said) == [
        Rule(team="trailers", field="api_key", pattern="trailer-*", account="fal-studio"),
        Rule(team="social", field="label:team", pattern="social, paid"),
        Rule(team="trailers", field="account", pattern="kling-brand"),
    ]


def test_the_account_column_may_be_missing(tmp_path: Path) -> None:
    """Three columns are enough: any account."""
    assert read(tmp_path, "team,field,pattern\nsocial,model,veo*\n") == [
        Rule(team="social", field="model", pattern="veo*")
    ]


def test_a_word_that_looks_like_null_is_a_word(tmp_path: Path) -> None:
    """A team may be called NULL."""
    assert read(tmp_path, "team,field,pattern,account\nNULL,user,mara,\n")[0].team == "NULL"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("social,apikey,x,", "line 2: field: 'apikey' is not a field of a rule; did you mean 'api_key'?"),
        ("social,label,x,", "line 2: field: 'label' is not a field of a rule; did you mean 'label:<key>'?"),
        ("social,label:,x,", "'label:' is not a field of a rule; did you mean 'label:<key>'?"),
        ("social,shot 4,x,", "'shot 4' is not a field of a rule; use one of api_key, project, workspace,"),
        (",model,x,", "line 2: team is empty"),
        ("social,model,,", "line 2: pattern is empty"),
        ("social,model,x,,", "line 2: 5 values where the header has 4"),
    ],
)
def test_one_wrong_line_refuses_the_file(tmp_path: Path, line: str, says: str) -> None:
    """A good line after it is not read either, because order is meaning."""
    with pytest.raises(UntrustedFile) as fault:
        read(tmp_path, f"team,field,pattern,account\n{line}\nsocial,model,veo*,\n")
    assert "rules.csv was not read because 1 line is wrong; mend it and import the file again: " in str(fault.value)
    assert says in str(fault.value)


def test_of_many_wrong_lines_the_first_five_are_told(tmp_path: Path) -> None:
    """Seven wrong lines: the count, lines 2 to 6, and two more."""
    with pytest.raises(UntrustedFile) as fault:
        read(tmp_path, "team,field,pattern,account\n" + "social,shoe,x,\n" * 7)
    assert "7 lines are wrong" in str(fault.value)
    assert [f"line {line}:" in str(fault.value) for line in range(2, 9)] == [True] * 5 + [False] * 2
    assert str(fault.value).endswith("; and 2 more")


def test_a_header_is_required_and_its_columns_are_known(tmp_path: Path) -> None:
    """Rules without a header, and a misspelled column, are refused."""
    with pytest.raises(UntrustedFile, match="it has no column team, field, pattern"):
        read(tmp_path, "trailers,model,veo*,\n")
    with pytest.raises(UntrustedFile, match="did you mean 'account'"):
        read(tmp_path, "team,field,pattern,acount\ntrailers,model,veo*,kling-brand\n")


@pytest.mark.parametrize(("mark", "name"), [(";", "semicolons"), ("\t", "tabs")])
def test_columns_are_parted_by_commas(tmp_path: Path, mark: str, name: str) -> None:
    """A spreadsheet's other ways to part columns are called by their name."""
    with pytest.raises(UntrustedFile, match=f"parts its columns by {name}; write it with commas"):
        read(tmp_path, "team,field,pattern\ntrailers,model,veo*\n".replace(",", mark))
