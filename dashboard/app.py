"""The dashboard's entry: settings, ledger, menu and filters. `reelspend dashboard` runs it."""

import ast
import gc
import os
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st
from sqlalchemy.exc import DBAPIError

from dashboard.measures.health import Login
from dashboard.measures.stop_loss import Limits
from dashboard.ui import filters, states
from dashboard.ui.remembered import Remembered
from dashboard.ui.visit import Visit, begin
from dashboard.view import Narrowing, Reader
from db import settings as configuration
from db.engine import CannotOpen, Engine, open_ledger, upgrade
from db.rebuild import ReckonedOtherwise, check_reckoned

SCREENS = Path(__file__).parent / "screens"
STYLE = Path(__file__).parent / "ui" / "style.css"
LAST = 1000


@st.cache_resource(show_spinner="Opening the ledger …")
def ledger(url: str) -> Engine:
    """The ledger, opened and brought up to date once for all readers. Raises CannotOpen."""
    engine = open_ledger(url)
    upgrade(engine)
    return engine


@st.cache_resource(show_spinner=False)
def settings_of(path: Path, changed: float) -> configuration.Settings:
    """The configuration, read anew when the file has changed. Raises WrongSettings."""
    return configuration.load(path)


@st.cache_data(show_spinner=False)
def constants(path: Path) -> dict[str, object]:
    """What a screen says of itself (TITLE, ORDER), read without running it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = [node for node in tree.body if isinstance(node, ast.Assign)]
    return {
        target.id: node.value.value
        for node in said
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(node.value, ast.Constant)
    }


def menu() -> "list[st.Page]":
    """A page for every file in screens, in the order they ask for; the first is what opens by itself."""
    files = sorted(SCREENS.glob("[!_]*.py"), key=lambda path: (constants(path).get("ORDER", LAST), path.stem))
    return [
        st.Page(path, title=str(constants(path).get("TITLE", path.stem)), default=number == 0)
        for number, path in enumerate(files)
    ]


def visit(settings: configuration.Settings) -> Visit:
    """What this reader may see and has chosen. Without sign-in, whoever is at this machine sees everything."""
    engine = ledger(settings.database_url)
    check_reckoned(engine, settings.reporting_currency, settings.reporting_timezone)
    now = datetime.now(UTC).astimezone(settings.reporting_timezone)
    whole = Narrowing(filters.EARLIEST, filters.LATEST)
    everything = Remembered(engine, whole, Reader(), settings.reporting_currency)
    everything = Remembered(engine, whole, Reader(), settings.reporting_currency, everything.version())
    choose = filters.choose if everything.as_of else filters.usual
    chosen = choose(everything, now.date())
    view = Remembered(engine, chosen, Reader(), settings.reporting_currency, everything.as_of)
    logins, limits = tuple(map(Login.of, settings.accounts)), Limits(settings.stop_loss.takes, settings.stop_loss.cost)
    return Visit(view, now, settings.reporting_timezone, logins, limits)


def main() -> None:
    """One run: find out who looks at what, then draw the screen they are on."""
    st.set_page_config("Reelspend", layout="wide")
    st.html(STYLE)
    try:
        path = configuration.find(os.environ, Path.cwd())
        draw(settings_of(path, path.stat().st_mtime))
    except configuration.WrongSettings as wrong:
        states.broken("The configuration needs mending before there is anything to see.", wrong.problems)
    except ReckonedOtherwise as trouble:
        states.broken("The ledger and the configuration do not agree.", [str(trouble)])
    except CannotOpen as trouble:
        states.broken("The ledger cannot be opened.", [str(trouble)])
    except DBAPIError as trouble:
        reason = str(trouble.orig).strip().splitlines()[0]
        states.broken("The ledger does not answer.", [f"{reason}; mend that, then reload this page."])


def draw(settings: configuration.Settings) -> None:
    """The screen that the reader is on, or why it is not shown."""
    screen = st.navigation(menu())
    if settings.oidc:
        states.not_allowed()
        return
    with st.spinner("Adding up the ledger …"):
        begin(visit(settings))
    st.sidebar.caption(
        "Without sign-in this page is served at 127.0.0.1 only, and shows everything to whoever uses this machine."
    )
    with st.spinner("Adding up the ledger …"):
        screen.run()
    settle_down()


@st.cache_resource(show_spinner=False)
def settle_down() -> None:
    """After the first screen all modules are there to stay: the collector of garbage need not look at them again."""
    gc.collect()
    gc.freeze()


main()
