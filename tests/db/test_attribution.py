"""Rules place work: the first that matches wins, on names before ids, and nothing is guessed."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from db.attribution import FIELDS, Rule, Rulebook, team_of
from db.facts import Facet

FACET = Facet(
    model="veo-3.1",
    endpoint="fal-ai/veo3.1",
    api_key="key-1",
    project="p-7",
    workspace="w-2",
    user="u-3",
    labels=(("team", "Trailers"), ("a:b", "c")),
)
NAMES = {("api_key", "key-1"): "trailer-render", ("project", "p-7"): ""}


def name_of(kind: str, known_as: str) -> str | None:
    """What the provider calls its ids: one key has a name, one project an empty one."""
    return NAMES.get((kind, known_as))


def placed(*rules: Rule, account: str = "fal-studio", default: str = "") -> str:
    """The team that these rules give the piece of work."""
    return team_of(FACET, account, rules, name_of, default)


def rule(field: str, pattern: str, team: str = "trailers", account: str = "") -> Rule:
    """A rule in the order in which one says it."""
    return Rule(team=team, field=field, pattern=pattern, account=account)


@pytest.mark.parametrize(
    ("field", "pattern", "matches"),
    [
        ("api_key", "trailer-*", True),
        ("api_key", "key-1", False),
        ("project", "p-7", True),
        ("workspace", "w-?", True),
        ("user", "u-[0-9]", True),
        ("user", "u-[!0-9]", False),
        ("endpoint", "fal-ai/*", True),
        ("model", "veo-3.1", True),
        ("model", "Veo-3.1", False),
        ("model", "veo-3", False),
        ("account", "fal-*", True),
        ("label:team", "Trailers", True),
        ("label:team", "trailers", False),
        ("label:a:b", "c", True),
        ("label:shot", "*", False),
    ],
)
def test_a_pattern_is_held_against_the_name_else_the_id(field: str, pattern: str, matches: bool) -> None:
    """A key with a name goes by that name; everything else by its id; capitals matter; no label is no match."""
    assert placed(rule(field, pattern)) == ("trailers" if matches else "")


def test_unknown_matches_nothing() -> None:
    """Work without a key is not of any key, not even of `*`."""
    assert Rulebook([rule("api_key", "*")]).team_of(Facet(), "fal-studio", name_of) == ""


def test_a_rule_for_an_account_is_for_that_account() -> None:
    """The account of a rule may be a glob, and empty is any."""
    kling = rule("model", "*", account="kling-*")
    assert (placed(kling), placed(kling, account="kling-brand")) == ("", "trailers")
    assert placed(rule("model", "*")) == "trailers"


def test_the_default_team_gets_what_no_rule_places() -> None:
    """A rule that matches comes before the default, whatever its place."""
    assert placed(default="social") == "social"
    assert placed(rule("model", "sora"), default="social") == "social"
    assert placed(rule("model", "sora"), rule("model", "veo*"), default="social") == "trailers"


def test_the_first_match_wins_over_all_fields() -> None:
    """Of a rule on the account and an earlier one on the model the earlier wins, and the other way round."""
    by_model, by_account = rule("model", "veo*", "social"), rule("account", "*", "trailers")
    assert placed(by_model, by_account) == "social"
    assert placed(by_account, by_model) == "trailers"


def test_a_name_that_changes_is_asked_for_again() -> None:
    """A rulebook remembers what a pattern matches, never what a key is called."""
    book, names = Rulebook([rule("api_key", "social-*", "social")]), {"key-1": "social-cut"}
    assert book.team_of(FACET, "fal-studio", lambda _, known_as: names[known_as]) == "social"
    names["key-1"] = "trailer-cut"
    assert book.team_of(FACET, "fal-studio", lambda _, known_as: names[known_as]) == ""


@pytest.mark.parametrize("field", ["", "label:", "Model", "labels", "api-key"])
def test_a_field_that_no_work_has_is_refused(field: str) -> None:
    """A rule that could never match is told at the door."""
    with pytest.raises(ValidationError, match="is not a field of a rule"):
        rule(field, "x")


words = st.text("ab*?[!-]", max_size=5)
patterns = st.text("ab*?[!-]", min_size=1, max_size=5)
fields = st.sampled_from((*FIELDS, "label:a"))
rules = st.builds(Rule, team=st.sampled_from(("trailers", "social")), field=fields, pattern=patterns, account=words)
facets = st.builds(
    Facet,
    api_key=words,
    project=words,
    model=words,
    user=words,
    labels=st.just(()) | st.tuples(st.tuples(st.just("a"), words)),
)


def alone(one: Rule, facet: Facet, account: str) -> bool:
    """Whether a rule by itself places the work."""
    return team_of(facet, account, [one], name_of) != ""


@given(facets, words, st.lists(rules, max_size=8))
def test_first_match_wins(facet: Facet, account: str, some: Sequence[Rule]) -> None:
    """The team is that of the first rule which by itself would place the work; with none it is nobody's."""
    expected = next((one.team for one in some if alone(one, facet, account)), "")
    assert team_of(facet, account, some, name_of) == expected


@given(facets, words, st.lists(rules, max_size=6))
def test_order_matters_only_among_rules_that_match(facet: Facet, account: str, some: list[Rule]) -> None:
    """Taking the rules that do not match out, or putting them anywhere else, changes nothing."""
    matching = [one for one in some if alone(one, facet, account)]
    others = [one for one in some if not alone(one, facet, account)]
    team = team_of(facet, account, some, name_of)
    assert team_of(facet, account, matching, name_of) == team
    assert team_of(facet, account, [*others, *matching], name_of) == team
    assert team_of(facet, account, [*matching, *others], name_of) == team


@given(facets, words)
def test_no_rules_leave_everything_unattributed(facet: Facet, account: str) -> None:
    """An empty rulebook gives nobody anything."""
    assert Rulebook([]).team_of(facet, account, name_of) == ""


@given(st.text(min_size=1, max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_a_pattern(pattern: str, account: str, text: str) -> None:
    """Any text at all is a pattern, and any may be held against it."""
    one = rule("model", pattern, account=account)
    assert team_of(Facet(model=text), text, [one], name_of) in {"", "trailers"}


@given(st.text("abc-/. ", min_size=1, max_size=60))
def test_a_pattern_without_a_star_is_the_word_itself(word: str) -> None:
    """Plain text matches itself, and itself with anything more does not."""
    assert team_of(Facet(model=word), "", [rule("model", word)], name_of) == "trailers"
    assert team_of(Facet(model=word + "x"), "", [rule("model", word)], name_of) == ""
