"""What only a provider can know of its accounts is checked before anything is asked."""

from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from collectors.base import Collector, check_account, check_accounts, collector_class, provider_names
from db.settings import Settings, load

STUDIO = """[[accounts]]
name = "kling-brand"
provider = "kling"
start = 2026-01-01
"""
FULL = STUDIO + 'credentials = { api_key = "env:K" }\n'


class Options(BaseModel):
    """What an invented provider wants to know."""

    model_config = ConfigDict(extra="forbid")

    unit_price: Decimal | None = None
    regions: list[str] = []


class Invented(Collector):
    """A provider that takes one key, or two."""

    keys = (frozenset({"api_key"}), frozenset({"access_key", "secret_key"}))
    options_model = Options


def settings(folder: Path, text: str) -> Settings:
    """The settings of a reelspend.toml with this text."""
    path = folder / "reelspend.toml"
    path.write_text(text, encoding="utf-8")
    return load(path, {})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            STUDIO,
            'line 1: account "kling-brand" lacks a credential; kling needs api_key, or access_key and secret_key.',
        ),
        (
            STUDIO + 'credentials = { access_key = "env:A" }',
            'line 5: account "kling-brand" lacks a credential; kling needs api_key, or access_key and secret_key.',
        ),
        (
            STUDIO + 'credentials = { api_key = "env:K", acess_key = "env:A" }',
            'line 5: account "kling-brand" has an unknown credential "acess_key"; did you mean "access_key"?',
        ),
        (
            FULL + "[accounts.options]\nunit_prize = 0.14",
            'line 7: account "kling-brand", options: unknown key "unit_prize"; did you mean "unit_price"?',
        ),
        (
            FULL + '[accounts.options]\nregions = []\nunit_price = "cheap"',
            'line 8: account "kling-brand", options: unit_price must be a number.',
        ),
        (
            FULL + '[accounts.options]\nregions = "x"',
            'line 7: account "kling-brand", options: regions must be a list.',
        ),
    ],
)
def test_each_slip_of_an_account_is_one_sentence(tmp_path: Path, text: str, problem: str) -> None:
    """A missing credential and a wrong option are told with file, line, account and the right word."""
    configured = settings(tmp_path, text)
    told = check_account(configured.path, configured.accounts[0], Invented)
    assert told == [f"{configured.path}, {problem}"]


@pytest.mark.parametrize("keys", ["api_key", "access_key secret_key", "api_key access_key"])
def test_an_account_with_enough_credentials_is_well(tmp_path: Path, keys: str) -> None:
    """Any one of the provider's sets of keys is enough, and one key more does no harm."""
    given = ", ".join(f'{name} = "env:K"' for name in keys.split())
    options = "[accounts.options]\nunit_price = 0.14"
    configured = settings(tmp_path, f"{STUDIO}credentials = {{ {given} }}\n{options}")
    assert check_account(configured.path, configured.accounts[0], Invented) == []


def test_an_unknown_provider_is_told_with_the_nearest(tmp_path: Path) -> None:
    """ "klng" on line 3 is told with the provider that was meant."""
    configured = settings(tmp_path, STUDIO.replace('"kling"', '"klng"'))
    assert check_accounts(configured) == (
        f'{configured.path}, line 3: account "kling-brand" has an unknown provider "klng"; did you mean "kling"?',
    )


def test_accounts_are_checked_by_their_own_providers(tmp_path: Path) -> None:
    """A kling account with a key is well; beside it one without is told, on the line where it begins."""
    configured = settings(tmp_path, FULL + STUDIO.replace("brand", "second"))
    told = check_accounts(configured)
    assert len(told) == 1
    assert told[0].startswith(f'{configured.path}, line 6: account "kling-second" lacks a credential; kling needs ')


def test_no_accounts_no_problems(tmp_path: Path) -> None:
    """An empty configuration has nothing to say."""
    assert check_accounts(settings(tmp_path, "")) == ()


def test_a_provider_without_a_file_is_a_key_error() -> None:
    """collector_class knows the names it lists and no other."""
    assert "kling" in provider_names()
    assert issubclass(collector_class("kling"), Collector)
    with pytest.raises(KeyError):
        collector_class("klng")
