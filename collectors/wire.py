"""Send one request and read its whole answer, or say in one sentence what went wrong on the way.

What httpx raises is replaced and never chained, because it may quote the key.
"""

from collections.abc import Callable
from typing import Any

import httpx

from collectors.answers import LATER, place
from collectors.discretion import shortened, without_keys
from collectors.errors import Garbled, ProviderFault, Refused, Unreachable, WrongKey


def built(client: httpx.Client, method: str, address: str, **said: Any) -> httpx.Request:
    """The request. Raises Refused for an address that cannot be one, such as a path with an id full of odd letters."""
    try:
        return client.build_request(method, address, **said)
    except (httpx.InvalidURL, UnicodeError):
        fault = Refused(f"{method} {shortened(ascii(address), 100)} is no address; check base_url.")
    raise fault


def sent(client: httpx.Client, request: httpx.Request, auth: httpx.Auth) -> httpx.Response:
    """The answer's head, its body still to come. Raises Unreachable, or WrongKey for a key no header can hold.

    What `auth` asks on the way, such as for a token, fails under its own name.
    """
    fault: ProviderFault
    try:
        return client.send(request, auth=auth, stream=True)
    except (httpx.LocalProtocolError, UnicodeError):
        fault = WrongKey(f"{place(request)} was not asked: the key holds characters no key has; save it anew.")
    except httpx.TimeoutException as trouble:
        fault = Unreachable(f"{place(trouble.request)} did not answer in time; {LATER}.")
    except httpx.ConnectError as trouble:
        why = without_keys(str(trouble), request)
        fault = Unreachable(f"{place(trouble.request)} cannot be reached ({why}); check network and base_url.")
    except httpx.RequestError as trouble:
        fault = Unreachable(f"{place(trouble.request)} broke off before it answered; {LATER}.")
    raise fault


def whole(answer: httpx.Response, largest: int, check: Callable[[], None]) -> httpx.Response:
    """The answer with its body read, `check` called after each piece.

    Raises Garbled when the body is cut off or has more than `largest` bytes, and what `check` raises.
    """
    body, complete = bytearray(), True
    try:
        for piece in answer.iter_bytes():
            check()
            body += piece
            if len(body) > largest:
                text = f"{place(answer.request)} sent more than {largest:,} bytes, which no answer needs; {LATER}."
                raise Garbled(text, retry_now=False)
    except httpx.RequestError:
        complete = False
    finally:
        answer.close()
    if not complete:
        raise Garbled(f"{place(answer.request)} was cut off after {len(body)} bytes; {LATER}.")
    return _with_body(answer, bytes(body))


def _with_body(answer: httpx.Response, body: bytes) -> httpx.Response:
    """The same answer holding its body; the headers that told how it was packed no longer apply."""
    packing = {"content-encoding", "content-length", "transfer-encoding"}
    headers = [(name, value) for name, value in answer.headers.multi_items() if name not in packing]
    return httpx.Response(answer.status_code, headers=headers, content=body, request=answer.request)
