"""Asking again: how often, how long after, at what pace and until when."""

import httpx
import pytest

from collectors.errors import OutOfTime, ProviderDown, Refused, TooManyRequests
from tests.collectors.asking import Provider, Time, bad, good, line


def test_transient_faults_are_asked_again_with_growing_waits() -> None:
    """After faults that may pass, the waits are at most 0.5, 1, 2 and 4 seconds, then the answer comes."""
    time = Time()
    provider = Provider([bad(429), bad(503), httpx.ReadTimeout("slow"), good('{"a": '), good('{"a": 1}')])
    assert line(provider, time).get("/x") == {"a": 1}
    assert time.waits == [0.5, 1, 2, 4]


def test_six_attempts_and_then_the_last_fault() -> None:
    """A provider that stays ill is asked six times; the fault is the last one."""
    provider = Provider([bad(429)] * 5 + [bad(500, "still ill")])
    with pytest.raises(ProviderDown, match="still ill"):
        line(provider).get("/x")
    assert len(provider.asked) == 6


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 410, 422])
def test_permanent_faults_are_not_asked_again(status: int) -> None:
    """A clear no is raised at once, after one request."""
    provider = Provider([bad(status)])
    with pytest.raises(Refused):
        line(provider).get("/x")
    assert len(provider.asked) == 1


def test_the_wait_that_is_asked_for_is_kept() -> None:
    """Retry-After of 7 seconds means 7 seconds, retry-after-ms of 250 means a quarter of one."""
    time = Time()
    line(Provider([bad(429, retry_after="7"), bad(503, retry_after_ms="250"), good()]), time).get("/x")
    assert time.waits == [7, 0.25]


def test_a_wait_of_over_two_minutes_is_left_to_the_next_collection() -> None:
    """120 seconds are waited; 121 are raised at once and told to the caller."""
    time = Time()
    with pytest.raises(TooManyRequests) as fault:
        line(Provider([bad(429, retry_after="120"), bad(429, retry_after="121")]), time).get("/x")
    assert (time.waits, fault.value.retry_after) == ([120], 121)


def test_a_provider_may_forbid_asking_again() -> None:
    """With x-should-retry: false there is one request and the fault."""
    provider = Provider([bad(429, x_should_retry="false")])
    with pytest.raises(TooManyRequests):
        line(provider).get("/x")
    assert len(provider.asked) == 1


def test_no_wait_goes_beyond_the_deadline() -> None:
    """With 20 seconds left a wait of 30 is not begun; the provider's fault is raised instead."""
    time = Time()
    with pytest.raises(TooManyRequests):
        line(Provider([bad(429, retry_after="30")]), time, deadline=20).get("/x")
    assert time.waits == []


def test_after_the_deadline_nothing_is_asked() -> None:
    """Once the time is up, the next question raises OutOfTime and no request is made."""
    time, provider = Time(), Provider([good()])
    ask = line(provider, time, deadline=20)
    time.sleep(20)
    with pytest.raises(OutOfTime, match="within 20 seconds"):
        ask.get("/x")
    assert provider.asked == []


def test_requests_keep_the_pace() -> None:
    """At two a second, three requests in a row wait half a second twice; time that passed by itself counts."""
    time = Time()
    ask = line(Provider([good()]), time, per_second=2)
    for _ in range(3):
        ask.get("/x")
    time.now += 10
    ask.get("/x")
    assert time.waits == [0.5, 0.5]


def test_the_pace_does_not_go_beyond_the_deadline() -> None:
    """One request each ten seconds and five seconds left: the second raises OutOfTime without waiting."""
    time = Time()
    ask = line(Provider([good()]), time, per_second=0.1, deadline=5)
    ask.get("/x")
    with pytest.raises(OutOfTime):
        ask.get("/x")
    assert time.waits == []


def test_time_outs_shrink_with_the_time_that_is_left() -> None:
    """A request in the last four seconds may take four seconds, not ninety."""
    provider = Provider([good()])
    line(provider, deadline=4).get("/x")
    assert provider.asked[0].extensions["timeout"] == {"connect": 4, "read": 4, "write": 4, "pool": 4}
