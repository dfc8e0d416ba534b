"""What an account's options may say, and the one sentence for what they may not."""

from datetime import date
from pathlib import Path

import pytest

from collectors.base import check_accounts
from db.settings import load
from tests.collectors.recorded import collector_of

CONFIG = """[[accounts]]
name = "veo"
provider = "google"
credentials = { service_account = "file:google.json" }
start = 2026-01-01

[accounts.options]
"""
TABLE = 'table = "acme-finops.billing.gcp_billing_export_v1_01AB23_CD45EF_678901"\n'


def problems(folder: Path, options: str) -> tuple[str, ...]:
    """What is wrong with the account's options."""
    path = folder / "reelspend.toml"
    path.write_text(CONFIG + options)
    return check_accounts(load(path, {}))


@pytest.mark.parametrize(
    "options",
    [
        TABLE,
        TABLE + 'location = "EU"\nlabel_key = "cost_center"\nsku_pattern = "(?i)veo|^1111-2222-3333$"\n',
        'table = "example.com:acme-finops.billing.gcp_billing_export_v1_01AB23"\n',
    ],
)
def test_what_options_may_say(tmp_path: Path, options: str) -> None:
    """A table alone, every option, and a project of a domain."""
    assert problems(tmp_path, options) == ()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("", "table is missing."),
        ('table = "billing.export"\n', "table must be PROJECT.DATASET.TABLE, such as"),
        ('table = "`acme-finops.billing.export`"\n', "table must be PROJECT.DATASET.TABLE"),
        ('table = "acme-finops.billing.x` WHERE FALSE UNION ALL SELECT 1 --"\n', "table must be PROJECT.DATASET.TABLE"),
        (TABLE + 'sku_pattern = "(veo"\n', "sku_pattern must be a regular expression"),
        (TABLE + 'lable_key = "team"\n', 'did you mean "label_key"?'),
    ],
)
def test_what_options_may_not_say(tmp_path: Path, options: str, said: str) -> None:
    """The sentence names the option; nothing that could leave its quotes reaches a query."""
    (problem,) = problems(tmp_path, options)
    assert said in problem


def test_the_first_of_last_month_is_read_again() -> None:
    """On any day of November, October from its first day."""
    account, _ = collector_of("google", {"options": {"table": "acme-finops.billing.export"}})
    assert {account.reread_from(date(2026, 11, day)) for day in (1, 22, 30)} == {date(2026, 10, 1)}
    assert account.reread_from(date(2027, 1, 31)) == date(2026, 12, 1)
