"""Reading a body: cut off, too large, too slow, packed, or broken off before it began."""

import gzip
from collections.abc import Callable, Iterator

import httpx
import pytest

from collectors.errors import Garbled, OutOfTime, ProviderFault, Refused, Unreachable, WrongKey
from tests.collectors.asking import Provider, Time, good, line


class Pieces(httpx.SyncByteStream):
    """A body that comes in pieces, and does something after each."""

    def __init__(self, pieces: list[bytes], then: Callable[[], object]) -> None:
        self.pieces, self.then, self.closed = pieces, then, False

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            yield piece
            self.then()

    def close(self) -> None:
        """Remember that the reader hung up."""
        self.closed = True


def broken() -> None:
    """The connection ends here."""
    raise httpx.RemoteProtocolError("peer closed connection without sending complete message body")


def test_a_body_that_is_cut_off_is_asked_for_again() -> None:
    """A connection that breaks within the body is closed, and the second answer counts."""
    half = Pieces([b'{"rows": '], broken)
    provider = Provider([httpx.Response(200, stream=half), good('{"rows": 3}')])
    assert line(provider).get("/x") == {"rows": 3}
    assert half.closed


def test_a_body_that_stays_cut_off_is_garbled() -> None:
    """When every attempt breaks off, the sentence says after how many bytes."""
    provider = Provider([lambda: httpx.Response(200, stream=Pieces([b"12345"], broken))])
    with pytest.raises(Garbled, match="cut off after 5 bytes"):
        line(provider).get("/x")
    assert len(provider.asked) == 6


def test_a_body_that_is_too_large_is_given_up_at_once() -> None:
    """With 1000 bytes allowed, reading stops in the piece that brings the 1001st, and nobody asks again."""
    flood = Pieces([b"1" * 400] * 100, lambda: None)
    provider = Provider([httpx.Response(200, stream=flood)])
    with pytest.raises(Garbled, match="more than 1,000 bytes"):
        line(provider, largest=1000).get("/x")
    assert (len(provider.asked), flood.closed) == (1, True)


def test_bytes_are_counted_unpacked() -> None:
    """A packed body of a few bytes that unpacks to 5000 is too large."""
    packed = httpx.Response(200, headers={"Content-Encoding": "gzip"}, content=gzip.compress(b"1" * 5000))
    with pytest.raises(Garbled, match="more than 1,000 bytes"):
        line(Provider([packed])).get("/x")


def test_a_packed_body_is_unpacked_once() -> None:
    """The collector's fault and the JSON reader both see the unpacked body."""
    seen: list[bytes] = []

    def look(answer: httpx.Response) -> ProviderFault | None:
        seen.append(answer.content)
        return None

    packed = httpx.Response(200, headers={"Content-Encoding": "gzip"}, content=gzip.compress(b'{"a": 1}'))
    assert line(Provider([packed]), fault=look).get("/x") == {"a": 1}
    assert seen == [b'{"a": 1}']


def test_a_body_that_does_not_unpack_is_garbled() -> None:
    """A body that claims to be packed and is not is as good as cut off."""

    def unpackable() -> httpx.Response:
        body = Pieces([b"not packed"], lambda: None)
        return httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=body)

    with pytest.raises(Garbled, match="cut off after 0 bytes"):
        line(Provider([unpackable])).get("/x")


def test_a_trickle_does_not_outlive_the_collection() -> None:
    """A body that comes in one byte a minute is left when the ten minutes are over."""
    time = Time()
    trickle = Pieces([b"1"] * 100, lambda: time.sleep(60))
    with pytest.raises(OutOfTime):
        line(Provider([httpx.Response(200, stream=trickle)]), time, deadline=600).get("/x")
    assert (len(time.waits), trickle.closed) == (10, True)


@pytest.mark.parametrize("path", ["/tasks/\x00", "/tasks/\ud800", "/" + "x" * 70_000])
def test_an_address_that_is_none_is_refused(path: str) -> None:
    """A path that no address can hold, perhaps from an id in an answer, is one short sentence and no request."""
    provider = Provider([good()])
    with pytest.raises(Refused, match="is no address; check base_url") as raised:
        line(provider).get(path)
    assert provider.asked == []
    assert len(str(raised.value)) < 150


@pytest.mark.parametrize(
    ("trouble", "kind", "words"),
    [
        (httpx.ReadTimeout("t"), Unreachable, "did not answer in time"),
        (httpx.ConnectTimeout("t"), Unreachable, "did not answer in time"),
        (httpx.ReadError("reset"), Unreachable, "broke off before it answered"),
        (httpx.ProxyError("proxy"), Unreachable, "broke off before it answered"),
        (httpx.LocalProtocolError("Illegal header value"), WrongKey, "save it anew"),
    ],
)
def test_each_way_to_get_no_answer_is_one_sentence(trouble: Exception, kind: type[Exception], words: str) -> None:
    """What breaks before the answer begins is named, with method, path and host."""
    with pytest.raises(kind, match=rf"^GET /v1/x at api\.fal\.ai .*{words}.*\.$"):
        line(Provider([trouble])).get("/x")
