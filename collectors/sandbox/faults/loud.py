"""Answers that nobody can take for good ones: patience asked for, illness, web pages, pieces, drips, floods."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from collectors.sandbox.desk import Answer, Desk
from collectors.sandbox.faults.wires import DRIP, ENDLESS, RESET, Spoilt

PAGE = b"<!doctype html><html><head><title>Just a moment</title></head><body>Checking your browser</body></html>"
ILL = (500, 502, 503, 504)
WEB = {"Content-Type": "text/html"}
WAITS = ("0", "1", "2")
Loud = Callable[[Random, Desk, Answer, float], Answer]


def patience(dice: Random, desk: Desk, answer: Answer, pause: float) -> Answer:
    """The provider's own 429, as it is."""
    return desk.too_many()


def patience_until(dice: Random, desk: Desk, answer: Answer, pause: float) -> Answer:
    """The same with a time to wait."""
    asks = desk.too_many()
    return replace(asks, headers={**asks.headers, "Retry-After": dice.choice(WAITS)})


def ill(dice: Random, desk: Desk, answer: Answer, pause: float) -> Answer:
    """A 5xx in JSON."""
    return Answer.of({"message": "Internal error"}, dice.choice(ILL))


def ill_page(dice: Random, desk: Desk, answer: Answer, pause: float) -> Answer:
    """A 5xx from something that stands before the provider."""
    return Answer(dice.choice(ILL), PAGE, WEB)


def page(dice: Random, desk: Desk, answer: Answer, pause: float) -> Answer:
    """A web page, and a status that says all is well."""
    return Answer(200, PAGE, WEB)


def piece(dice: Random, desk: Desk, answer: Answer, pause: float) -> Answer:
    """JSON that ends too early, with a length that agrees."""
    return replace(answer, body=answer.body[: dice.randrange(len(answer.body))])


def reset(dice: Random, desk: Desk, answer: Answer, pause: float) -> Answer:
    """The connection breaks in the middle of the body."""
    return Spoilt.by(answer, RESET)


def drip(dice: Random, desk: Desk, answer: Answer, pause: float) -> Answer:
    """The right answer, a little at a time."""
    return Spoilt.by(answer, DRIP, pause)


def endless(dice: Random, desk: Desk, answer: Answer, pause: float) -> Answer:
    """An answer that does not end."""
    return Spoilt.by(answer, ENDLESS)


LOUD: tuple[Loud, ...] = 3 * (patience, patience_until, ill, ill_page, page, piece, reset, drip) + (endless,)
