"""Does the demonstration's folder hold a configuration that the product accepts, and rules that place the work?"""

import csv
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from collectors.sandbox import Studio, demo_config
from collectors.sandbox.book import all_books
from db.settings import Settings, load


@pytest.fixture
def settings(studio: Studio, tmp_path: Path) -> Settings:
    """The demonstration's configuration, read by the product."""
    return load(demo_config("http://127.0.0.1:8123", studio, tmp_path / "demo"))


def test_the_first_three_accounts(settings: Settings, studio: Studio) -> None:
    """One for each provider, each at its own path, from the studio's first day; the books' accounts follow."""
    assert [(account.name, account.provider, account.base_url) for account in settings.accounts[:3]] == [
        ("fal-studio", "fal", "http://127.0.0.1:8123/fal/v1"),
        ("openai-plan", "openai", "http://127.0.0.1:8123/openai/v1"),
        ("kling-brand", "kling", "http://127.0.0.1:8123/kling"),
    ]
    assert [account.name for account in settings.accounts[3:]] == [book.account for book in all_books()]
    assert {account.start for account in settings.accounts} == {studio.first}


def test_keys_lie_in_files_of_their_own(settings: Settings, studio: Studio) -> None:
    """Each key is found where the configuration says, readable by its owner only, and nowhere else."""
    folder = settings.path.parent
    keys = [next(iter(account.credentials.values())).reveal({}, folder) for account in settings.accounts]
    assert keys[:3] == [studio.keys.fal_admin, studio.keys.openai_admin, studio.keys.kling_api]
    assert {path.stat().st_mode & 0o777 for path in folder.glob("*.key")} == {0o600}
    shown = settings.path.read_text() + (folder / "rules.csv").read_text()
    assert not [key for key in keys if key in shown]


def test_every_pack_has_its_price(settings: Settings, studio: Studio) -> None:
    """0.098 dollars a unit for the trial, 0.14 for the packs after it."""
    packs = settings.accounts[2].options["packs"]
    assert packs.keys() == {pack.id for pack in studio.deductions.packs}
    assert [packs[pack.id] for pack in studio.deductions.packs[:2]] == ["0.098", "0.14"]


def test_rules_place_each_key_with_its_team(settings: Settings, studio: Studio) -> None:
    """First match wins, by name: every key and login goes to who owns it, what has no owner to nobody."""
    with (settings.path.parent / "rules.csv").open(encoding="utf-8", newline="") as file:
        rules = list(csv.DictReader(file))
    assert list(rules[0]) == ["team", "field", "pattern", "account"]
    accounts = {account.provider: account.name for account in settings.accounts}
    for key in studio.ring.keys:
        known = {"project": key.project_name, "user" if key.login else "api_key": key.name}
        placed = [
            rule["team"]
            for rule in rules
            if rule["account"] == accounts[key.provider] and fnmatchcase(known.get(rule["field"], ""), rule["pattern"])
        ]
        assert (placed or ["unattributed"])[0] == key.team


def test_it_can_be_written_again(studio: Studio, tmp_path: Path) -> None:
    """A second time, with another address, changes only that."""
    path = demo_config("http://127.0.0.1:1", studio, tmp_path)
    first = path.read_text()
    assert demo_config("http://127.0.0.1:2", studio, tmp_path).read_text() == first.replace(":1/", ":2/")
