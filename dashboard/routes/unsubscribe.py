"""/unsubscribe: POST is the click that ends a letter (RFC 8058), GET a page that asks, because machines open links."""

from collections.abc import Callable
from html import escape
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from dashboard.routes.ledger import Ledger
from db.outbox import key
from db.unsubscribe import read
from db.without import do_without

WRONG: Final = "This link is not one of ours, or it was cut off; open it again from the letter, or ask finance."
DOWN: Final = "That cannot be written down just now; try the link again later."
PLAIN: Final = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
PAGE: Final = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Reelspend</title>
<style>
:root {{ color-scheme: light dark; font: 1.1rem/1.5 system-ui, sans-serif }}
body {{ max-width: 32rem; margin: 15vh auto; padding: 0 1.5rem }}
button {{ font: inherit; padding: .6rem 1.2rem; cursor: pointer }}
</style>
<h1>{title}</h1><p>{text}</p>{more}</html>
"""
BUTTON: Final = '<form method="post"><button>Send me no more of these</button></form>'


def answers(ledger: Ledger) -> Callable[[Request], Response]:
    """The route's answer to GET and POST."""

    def answer(request: Request) -> Response:
        word = request.query_params.get("token", "")
        try:
            with ledger.write() as connection:
                meant = read(key(connection), word)
                if meant and request.method == "POST":
                    do_without(connection, *meant, ledger.now())
        except Exception:  # the ledger is away, or its configuration: not this reader's doing
            return PlainTextResponse(DOWN, 503, PLAIN)
        return page(*meant, done=request.method == "POST") if meant else PlainTextResponse(WRONG, 400, PLAIN)

    return answer


def page(email: str, letter: str, *, done: bool) -> Response:
    """What a person sees before the click, and after it."""
    name, reader = escape(letter.replace("_", " ")), escape(email)
    if done:
        text = f"{reader} gets no {name} any more. Finance can switch it on again among the members."
        return HTMLResponse(PAGE.format(title="Done.", text=text, more=""), headers=PLAIN)
    text = f"{reader} will get no {name} any more. What it tells of stays on the screens."
    return HTMLResponse(PAGE.format(title="No more of these letters?", text=text, more=BUTTON), headers=PLAIN)
