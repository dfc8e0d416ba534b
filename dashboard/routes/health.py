"""GET /health: does the ledger answer, is the scheduler at work, do letters leave? 200 if so, else 503; no secrets."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dashboard.clock.health import Health, health
from dashboard.routes.ledger import Ledger

FRESH = {"Cache-Control": "no-store"}


def answers(ledger: Ledger) -> Callable[[Request], Response]:
    """The route's answer; it names no account, no person and no machine."""

    def answer(_: Request) -> Response:
        try:
            with ledger.read() as connection:
                found = health(connection, ledger.now())
        except Exception:  # whatever it is, who watches over us learns that it is so, and the log of others why
            return JSONResponse({"well": False, "ledger": "does not answer"}, 503, FRESH)
        return JSONResponse(told(found), 200 if found.well else 503, FRESH)

    return answer


def told(found: Health) -> dict[str, Any]:
    """What is said; times are UTC, null for never."""
    state = "never" if found.beat is None else "late" if found.late else "at work"
    post = found.letters
    letters = {"waiting": post.waiting, "stuck": post.stuck, "oldest": _at(post.oldest), "given_up": post.given_up}
    clock = {"state": state, "beat": _at(found.beat)}
    return {"well": found.well, "ledger": "answers", "scheduler": clock, "letters": letters}


def _at(instant: datetime | None) -> str | None:
    return None if instant is None else f"{instant:%Y-%m-%dT%H:%M:%SZ}"
