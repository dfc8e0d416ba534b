"""Does the server bear what a real one bears: limits, delays, many at once, those who hang up?"""

import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from time import perf_counter

import httpx
import pytest

from collectors.sandbox import Studio, serving
from collectors.sandbox.__main__ import main
from collectors.sandbox.book import all_books
from collectors.sandbox.desk import desks
from collectors.sandbox.offers import PROVIDERS
from db.settings import load
from tests.collectors.sandbox.line import NOW, Line, billing_events

REPOSITORY = Path(__file__).parents[3]


def lines(url: str, studio: Studio) -> dict[str, Line]:
    """A line to each provider, and something to ask it."""
    keys = studio.keys
    return {
        "/keys": Line(f"{url}/fal/v1", f"Key {keys.fal_admin}"),
        "/organization/projects": Line(f"{url}/openai/v1", f"Bearer {keys.openai_admin}"),
        "/v1/videos/omni-video": Line(f"{url}/kling", f"Bearer {keys.kling_api}"),
    }


def test_every_provider_has_a_desk(studio: Studio) -> None:
    """One for each provider that the studio buys from."""
    accounts = {*PROVIDERS, *(book.provider for book in all_books())}
    assert sorted(desk.prefix.split("/")[1] for desk in desks(studio)) == sorted(accounts)


def test_too_many_requests(studio: Studio) -> None:
    """A hundred at once are answered; the next gets the provider's own 429; after a second it goes on."""
    second = [0.0]
    with serving(studio, lambda: NOW, ticks=lambda: second[0]) as url:
        for path, line in lines(url, studio).items():
            with line:
                answers = [line.ask(path).status_code for _ in range(100)]
                refused = line.ask(path)
                second[0] += 1
                again = line.ask(path)
            assert set(answers) == {200}
            assert (refused.status_code, again.status_code) == (429, 200)
            error = refused.json().get("error") or refused.json()
            said = (error.get("type"), error.get("code"), refused.headers.get("Retry-After"))
            assert said in {
                ("rate_limited", None, None),
                ("invalid_request_error", "rate_limit_exceeded", "1"),
                (None, 1302, None),
            }


def test_packs_bear_one_request_a_second(studio: Studio) -> None:
    """A second question in the same second is 429 with code 1302; other paths are not slowed by it."""
    second = [0.0]
    asked = {"start_time": 1, "end_time": 2}
    with (
        serving(studio, lambda: NOW, ticks=lambda: second[0]) as url,
        Line(f"{url}/kling", f"Bearer {studio.keys.kling_api}") as kling,
    ):
        kling.get("/account/costs", **asked)
        refused = kling.ask("/account/costs", **asked)
        kling.post("/tasks", {})
        second[0] += 1
        kling.get("/account/costs", **asked)
    assert (refused.status_code, refused.json()["code"]) == (429, 1302)


def test_every_answer_can_be_slow(studio: Studio) -> None:
    """With a delay of a twentieth of a second four answers take a fifth at least."""
    begun = perf_counter()
    with (
        serving(studio, lambda: NOW, page_delay=0.05) as url,
        Line(f"{url}/fal/v1", f"Key {studio.keys.fal_admin}") as fal,
    ):
        for _ in range(4):
            fal.get("/keys")
    assert perf_counter() - begun >= 0.2


def test_one_connection_is_kept(base_url: str, studio: Studio) -> None:
    """Answers are HTTP/1.1 with a length, so that the next request needs no new connection."""
    with Line(f"{base_url}/fal/v1", f"Key {studio.keys.fal_admin}") as fal:
        one, two = fal.ask("/keys"), fal.ask("/models/pricing")
        port = [answer.extensions["network_stream"].get_extra_info("client_addr")[1] for answer in (one, two)]
    assert one.http_version == "HTTP/1.1"
    assert port[0] == port[1]


def test_many_at_once(base_url: str, studio: Studio) -> None:
    """Eight clients at the same time all get the same answer."""

    def ask(_: int) -> str:
        with Line(f"{base_url}/fal/v1", f"Key {studio.keys.fal_admin}") as fal:
            return fal.ask("/models/billing-events", start="2026-10-01", limit=500).text

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(16)))
    assert len(set(answers)) == 1


def test_nobody_lives_elsewhere(base_url: str) -> None:
    """A path without a provider is 404."""
    with Line(base_url, "") as line:
        assert line.ask("/").status_code == 404
        assert line.ask("/byteplus/v1").status_code == 404


def test_who_hangs_up_disturbs_nobody(studio: Studio, capfd: pytest.CaptureFixture[str]) -> None:
    """A client that goes away in the middle leaves no trace, and the server goes on."""
    with serving(studio, lambda: NOW, ticks=count().__next__) as url:
        host, port = url.removeprefix("http://").split(":")
        request = f"GET /fal/v1/models/billing-events?start=2026-09-01&limit=10000 HTTP/1.1\r\nHost: x\r\n" \
            f"Authorization: Key {studio.keys.fal_admin}\r\n\r\n"  # fmt: skip
        for _ in range(5):
            with socket.create_connection((host, int(port))) as rude:
                rude.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
                rude.sendall(request.encode())
        with Line(f"{url}/fal/v1", f"Key {studio.keys.fal_admin}") as fal:
            assert fal.get("/keys")["keys"]
    assert capfd.readouterr().err == ""


def test_a_large_page_is_quick() -> None:
    """Ten thousand events take a tenth of a second at most, with ten times the usual work."""
    studio = Studio(7, NOW.date(), size=10)
    with serving(studio, lambda: NOW) as url, Line(f"{url}/fal/v1", f"Key {studio.keys.fal_admin}") as fal:
        asked = {"start": "2026-09-01", "end": "2026-11-22", "limit": 10000, "expand": "auth_method_structured"}
        fal.ask("/models/billing-events", **asked)
        took = []
        for _ in range(5):
            begun = perf_counter()
            answer = fal.ask("/models/billing-events", **asked)
            took.append(perf_counter() - begun)
    assert answer.text.count("request_id") == 10000
    assert min(took) < 0.1


def test_a_process_of_its_own(studio: Studio, tmp_path: Path) -> None:
    """`python -m collectors.sandbox` prints its base URL first and serves the same studio until it is stopped; in the
    folder that it was given lies a configuration for it."""
    command = [sys.executable, "-m", "collectors.sandbox", "--seed", "7", "--size", "0.1", "--today", "2026-11-22"]
    command += ["--folder", str(tmp_path / "try")]
    with subprocess.Popen(
        command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().strip()
            assert load(tmp_path / "try" / "reelspend.toml").accounts[0].base_url == f"{url}/fal/v1"
            with Line(f"{url}/fal/v1", f"Key {studio.keys.fal_admin}") as fal:
                day = datetime(2026, 11, 15, tzinfo=UTC)
                there = [event["request_id"] for event in billing_events(fal, day, NOW)]
        finally:
            process.terminate()
    with (
        serving(studio, lambda: NOW) as url,
        Line(f"{url}/fal/v1", f"Key {studio.keys.fal_admin}") as fal,
    ):
        assert there == [event["request_id"] for event in billing_events(fal, day, NOW)] != []


@pytest.mark.parametrize(
    "words",
    [
        ["--port", "70000"],
        ["--size", "0"],
        ["--today", "soon"],
        ["--page-delay", "-1"],
        ["--seed", "x"],
        ["--faults", "x"],
    ],
)
def test_wrong_arguments(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong word is exit code 2 and a line that names it."""
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert words[0] in capsys.readouterr().err


def test_a_port_that_is_taken(base_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Is told in one sentence, with what to do."""
    port = httpx.URL(base_url).port
    assert main(["--port", str(port), "--size", "0.01"]) == 2
    assert "choose another with --port" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a file has its name, one sentence says so."""
    (tmp_path / "try").touch()
    assert main(["--folder", str(tmp_path / "try"), "--size", "0.01"]) == 2
    assert (
        capsys.readouterr().err
        == f"{tmp_path / 'try'} cannot be written (File exists); name another folder with --folder.\n"
    )
