"""The studio with every trouble, opened on a screen in November 2026."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from tests.dashboard import troubled
from tests.dashboard.conftest import Visit

Open = Callable[..., AppTest]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Engine]:
    """The troubled studio's ledger, beside its configuration."""
    url = f"sqlite:///{tmp_path / 'reelspend.db'}"
    troubled.configuration(tmp_path, url)
    with troubled.ledger_at(url) as engine:
        troubled.fill(engine)
        yield engine


@pytest.fixture
def opened(ledger: Engine, tmp_path: Path, visit: Visit) -> Open:
    """Open a screen of that studio: `opened("teams", detail="social")`."""

    def at(screen: str, **address: Any) -> AppTest:
        app = visit(tmp_path, screen, **({"period": "Custom", "days": troubled.DAYS} | address))
        assert not app.exception
        return app

    return at


def table(app: AppTest, title: str) -> pd.DataFrame:
    """What the table of that title holds."""
    found = [element for element in app.dataframe if element.proto.alt == title]
    assert len(found) == 1, [element.proto.alt for element in app.dataframe]
    frame: pd.DataFrame = found[0].value
    return frame


def words(app: AppTest) -> str:
    """Every text on the screen."""
    plain = (app.markdown, app.caption, app.subheader, app.text, app.code)
    boxed = (app.info, app.success, app.warning, app.error)
    return "\n".join(str(element.value) for part in (*plain, *boxed) for element in part)
