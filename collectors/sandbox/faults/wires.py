"""How an answer that goes wrong on its way is written: cut off, in drips, or without an end."""

import socket
import struct
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from time import sleep

from collectors.sandbox.desk import Answer

RESET, DRIP, ENDLESS = "reset", "drip", "endless"
DRIPS = 8
FLOOD = b" " * 65536
MOST_FLOODS = 1 << 14
"""A gigabyte: who has not hung up by then never will."""
AT_ONCE = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True)
class Spoilt(Answer):
    """An answer, and in which `way` it is written; `pause` are the seconds between two drips."""

    way: str = RESET
    pause: float = 0.0

    @classmethod
    def by(cls, answer: Answer, way: str, pause: float = 0.0) -> "Spoilt":
        """This answer, spoilt in that way."""
        return cls(answer.status, answer.body, answer.headers, way, pause)


def write_body(line: BaseHTTPRequestHandler, answer: Spoilt) -> None:
    """The body behind headers that were sent already."""
    {RESET: _reset, DRIP: _drip, ENDLESS: _flood}[answer.way](line, answer)


def _reset(line: BaseHTTPRequestHandler, answer: Spoilt) -> None:
    line.wfile.write(answer.body[: len(answer.body) // 2])
    line.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
    line.close_connection = True


def _drip(line: BaseHTTPRequestHandler, answer: Spoilt) -> None:
    size = len(answer.body) // DRIPS + 1
    for start in range(0, len(answer.body), size):
        line.wfile.write(answer.body[start : start + size])
        sleep(answer.pause)


def _flood(line: BaseHTTPRequestHandler, answer: Spoilt) -> None:
    line.close_connection = True
    line.wfile.write(answer.body[:-1])
    for _ in range(MOST_FLOODS):
        line.wfile.write(FLOOD)
