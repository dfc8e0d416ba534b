"""Does the rule that is suggested place the work that nobody placed, and nothing that has another name?"""

import csv

from hypothesis import given
from hypothesis import strategies as st

from db.attribution import Rule, team_of
from db.facts import Facet
from db.rule_for import HEADER, NARROWEST, line_of, rule_for

NAMES = st.text(alphabet='abk_*?[]!-"=, é', min_size=1, max_size=8)


def test_the_key_is_the_narrowest_word() -> None:
    """Of work with a key and a project, the key decides; of work with neither, the endpoint, then the account."""
    both = {"account": "fal-studio", "api_key": "test bench", "project": "p1", "endpoint": "veo"}
    assert line_of(rule_for(both, "social")) == "social,api_key,test bench,fal-studio"
    assert line_of(rule_for(both | {"api_key": "", "project": ""}, "social")) == "social,endpoint,veo,fal-studio"
    assert line_of(rule_for({"account": "kling-brand"}, "social")) == "social,account,kling-brand,kling-brand"


def test_what_a_glob_reads_otherwise_is_written_so_that_it_matches_itself() -> None:
    """A key called a*[b]? is matched to the letter, and a comma is quoted."""
    rule = rule_for({"account": "fal-studio", "api_key": "a*[b]?, c"}, "social")
    assert line_of(rule) == 'social,api_key,"a[*][[]b][?], c",fal-studio'


@given(field=st.sampled_from(NARROWEST), name=NAMES, other=NAMES, account=NAMES)
def test_a_suggested_rule_places_just_that_work(field: str, name: str, other: str, account: str) -> None:
    """For every name, through a line of rules.csv: the work has the team, and work of another name has none."""
    written = line_of(rule_for({"account": account, field: name}, "social"))
    words = next(csv.DictReader([HEADER, written]))
    rules = [Rule.model_validate(words)]
    assert team_of(Facet.model_validate({field: name}), account, rules, _no_names) == "social"
    if other != name:
        assert team_of(Facet.model_validate({field: other}), account, rules, _no_names) == ""


def _no_names(_: str, __: str) -> str | None:
    return None
