"""Start the dashboard's web server: warmed up, on this machine only, with nothing asked from elsewhere."""

import os
import socket
import tomllib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from db.engine import CannotOpen
from db.settings import VARIABLE

HERE = Path(__file__).parent
ADDRESS = "127.0.0.1"
TRIES = 20
LAST_PORT = 65535
SLOW_TO_IMPORT = (
    "plotly.graph_objects",
    "plotly.io",
    "plotly.tools",
    "dashboard.ui.filters",
    "dashboard.ui.charts",
    "alembic.command",
)


class NoPort(CannotOpen):
    """Every port that was tried is taken; the sentence says which."""


def serve(config: Path, port: int = 8501, *, open_browser: bool = True) -> int:
    """Serve the dashboard of a configuration at 127.0.0.1 until interrupted; gives the exit code 0.

    `port` is the first to try; the next twenty follow. Raises NoPort where all are taken.
    """
    from streamlit import App

    from dashboard.routes.every import routes

    os.environ[VARIABLE] = str(config.absolute())
    free = free_port(port)
    own = {"server.address": ADDRESS, "server.port": free, "server.headless": not open_browser}
    with suppress(KeyboardInterrupt):
        warm = _warm_at(f"http://{ADDRESS}:{free}")
        App(HERE / "app.py", lifespan=warm, routes=routes(config.absolute())).run(config=options() | own)
    return 0


def free_port(first: int, tries: int = TRIES) -> int:
    """The first port from `first` on that nobody listens on. Raises NoPort."""
    for port in range(first, min(first + tries, LAST_PORT + 1)):
        with socket.socket() as door, suppress(OSError):
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind((ADDRESS, port))
            return port
    raise NoPort(f"no port from {first} to {first + tries - 1} is free at {ADDRESS}; name another one with --port")


def options() -> dict[str, Any]:
    """What dashboard/.streamlit/config.toml says, by dotted names, as Streamlit takes it in code."""
    said = tomllib.loads((HERE / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    return dict(_dotted(said))


def _dotted(table: Mapping[str, Any], before: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, value in table.items():
        path = f"{before}{name}"
        found += _dotted(value, f"{path}.") if isinstance(value, Mapping) else [(path, value)]
    return found


def _warm_at(address: str) -> Callable[[object], AbstractAsyncContextManager[None]]:
    """What Streamlit does around serving: import what is slow before the first reader comes, then say where it is."""

    @asynccontextmanager
    async def warm(_: object) -> AsyncIterator[None]:
        for name in SLOW_TO_IMPORT:
            import_module(name)
        print(f"The dashboard is at {address} (Ctrl+C ends it).", flush=True)
        yield

    return warm
