"""The demonstration's own folder: a configuration for the sandbox, its keys as files, and the studio's rules."""

import csv
from datetime import datetime
from pathlib import Path

from collectors.sandbox.book import Posted, all_books
from collectors.sandbox.cast import ACCOUNTS, TEAMS
from collectors.sandbox.job_log import job_log
from collectors.sandbox.people import budgets, people
from collectors.sandbox.studio import Studio
from db.money import from_nano, plain

CONFIG = """\
reporting_currency = "USD"
reporting_timezone = "UTC"

[stop_loss]   # a shot is looked at beyond so many takes, or so many dollars
takes = 15
cost = "30"

[database]
url = "sqlite:///reelspend.db"

[[accounts]]
name = "{fal}"
provider = "fal"
credentials = {{ key = "file:fal.key" }}
base_url = "{base_url}/fal/v1"
start = {start}
every = "5m"

[[accounts]]
name = "{openai}"
provider = "openai"
credentials = {{ admin_key = "file:openai.key" }}
base_url = "{base_url}/openai/v1"
start = {start}
every = "5m"

[[accounts]]
name = "{kling}"
provider = "kling"
credentials = {{ api_key = "file:kling.key" }}
base_url = "{base_url}/kling"
start = {start}
every = "5m"

[accounts.options.packs]   # what was paid for a unit of each pack, in dollars
{packs}
"""
POST = """
[smtp]   # the studio's mailbox, on this machine
host = "127.0.0.1"
port = {port}
security = "none"
sender = "Reelspend <reelspend@studio.example>"
"""
LOGINS = (("trailers", "mara"), ("social", "ivo"))
"""People who work in fal's playground, and who pays for it."""


def demo_config(base_url: str, studio: Studio, folder: Path) -> Path:
    """Write reelspend.toml, rules.csv and the keys into a folder; gives the path of the configuration."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, key in _secrets(base_url, studio).items():
        secret = folder / name
        secret.touch(mode=0o600)
        secret.write_text(f"{key}\n", encoding="utf-8")
    _write_rules(folder / "rules.csv")
    packs = "\n".join(f'{pack.id} = "{plain(from_nano(pack.micro * 1000))}"' for pack in studio.deductions.packs)
    path = folder / "reelspend.toml"
    text = CONFIG.format(base_url=base_url, start=studio.first.isoformat(), packs=packs, **ACCOUNTS)
    more = (book.config(base_url, studio) for book in all_books())
    path.write_text("\n".join((text, *more)), encoding="utf-8")
    return path


def demo_post(studio: Studio, now: datetime, folder: Path) -> list[Posted]:
    """Write into the folder what comes by post instead of over the line, as it is by then."""
    posted = [one for book in all_books() for one in book.files(studio, now, folder)]
    return [*posted, job_log(studio, now, folder), people(folder), budgets(studio, folder)]


def demo_mail(config: Path, port: int, public_url: str) -> None:
    """Let letters go to the mailbox at this port, and lead back to the dashboard's address."""
    text = config.read_text(encoding="utf-8")
    config.write_text(f'public_url = "{public_url}"\n{text}{POST.format(port=port)}', encoding="utf-8")


def _secrets(base_url: str, studio: Studio) -> dict[str, str]:
    """What stands in each file of keys."""
    keys = studio.keys
    said = {"fal.key": keys.fal_admin, "openai.key": keys.openai_admin, "kling.key": keys.kling_api}
    for book in all_books():
        said |= book.secrets(base_url, studio)
    return said


def _write_rules(path: Path) -> None:
    """By what keys and projects are called; a key that says nothing about who pays stays unattributed."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("team", "field", "pattern", "account"))
        for team in TEAMS:
            rows.writerow((team.name, "api_key", f"{team.name}/*", ACCOUNTS["fal"]))
            rows.writerow((team.name, "project", f"{team.name.capitalize()} · *", ACCOUNTS["openai"]))
            rows.writerow((team.name, "api_key", f"{team.name}-*", ACCOUNTS["kling"]))
        rows.writerows((team, "user", person, ACCOUNTS["fal"]) for team, person in LOGINS)
        for book in all_books():
            rows.writerows(book.rules())
