"""Is a request signed as BytePlus checks it, and by whom?"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256

import httpx
import pytest

from collectors.providers.byteplus import BytePlus
from collectors.providers.byteplus.signing import Signature, TwoDoors, canonical
from db.settings import Account

ACCESS, SECRET = "AKTEST0000000000", "SKTEST1111111111"
AT = datetime(2026, 11, 22, 8, tzinfo=UTC)
BODY = b'{"BillPeriod":"2026-10","Limit":300,"Offset":0,"GroupPeriod":1,"NeedRecordNum":1}'
BILLING = "https://open.byteplusapi.com/"
ASKED = BILLING + "?Action=ListSplitBillDetail&Version=2022-01-01"
NAMES = ("content-type", "host", "x-content-sha256", "x-date")


def signed(auth: httpx.Auth, url: str = ASKED, body: bytes = BODY) -> httpx.Request:
    """The request as it leaves the house."""
    request = httpx.Request("POST", url, content=body, headers={"Content-Type": "application/json"})
    return next(iter(auth.sync_auth_flow(request)))


def test_the_known_request_has_its_known_signature() -> None:
    """Body hash, canonical form and signature of one fixed request are those of the provider's own signer."""
    request = signed(Signature(ACCESS, SECRET, "ap-southeast-1", lambda: AT))
    assert request.headers["X-Content-Sha256"] == "f72ecce8421606655935aa34147220866c93b71cab240b4d868614173ccd4271"
    form = sha256(canonical(request, NAMES).encode()).hexdigest()
    assert form == "a14fd88678772d63ab7939553dff7e6b004423e7320c34ca14c614574e71f661"
    assert request.headers["Authorization"] == (
        "HMAC-SHA256 Credential=AKTEST0000000000/20261122/ap-southeast-1/billing/request, "
        "SignedHeaders=content-type;host;x-content-sha256;x-date, "
        "Signature=4c412b2a478236488f7cd24e76d5eed0b5df5ccbb67214728c96ccc83ba35083"
    )


def test_the_time_is_told_in_utc() -> None:
    """A clock in Singapore signs with the same time as one in Greenwich."""
    singapore = AT.astimezone(timezone(timedelta(hours=8)))
    assert signed(Signature(ACCESS, SECRET, "r", lambda: singapore)).headers["X-Date"] == "20261122T080000Z"


@pytest.mark.parametrize("other", ["?Version=2022-01-01&Action=A%20b~c", "?Action=A b~c&Version=2022-01-01"])
def test_the_order_and_spelling_of_the_query_do_not_matter(other: str) -> None:
    """The canonical query is sorted, and encodes a space as %20 and a tilde not at all."""
    request = signed(Signature(ACCESS, SECRET, "r", lambda: AT), BILLING + other)
    assert canonical(request, NAMES).splitlines()[2] == "Action=A%20b~c&Version=2022-01-01"


class Written(httpx.Auth):
    """Writes its name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def auth_flow(self, request: httpx.Request) -> Iterator[httpx.Request]:  # type: ignore[override]  # no answer is looked at
        """Write the name into the request."""
        request.headers["Authorization"] = self.name
        yield request


@pytest.mark.parametrize(
    ("url", "who"),
    [
        (ASKED, "bill"),
        ("https://ark.ap-southeast.bytepluses.com/api/v3/contents/generations/tasks?page_num=1", "tasks"),
        ("https://open.byteplusapi.com.example/", "tasks"),
        ("https://open.byteplusapi.com:8443/", "tasks"),
        ("https://open.byteplusapi.com/elsewhere", "tasks"),
    ],
)
def test_the_address_tells_who_signs(url: str, who: str) -> None:
    """The pair of keys signs what goes to the billing address itself, and nothing else."""
    assert signed(TwoDoors(BILLING, Written("bill"), Written("tasks")), url).headers["Authorization"] == who


@pytest.mark.parametrize(
    ("base_url", "options", "site"),
    [
        ("", {}, ("https://open.byteplusapi.com", "ap-singapore-1", "USD")),
        ("https://ark.cn-beijing.volces.com/api/v3", {}, ("https://open.volcengineapi.com", "cn-north-1", "CNY")),
        ("", {"region": "ap-southeast-1"}, ("https://open.byteplusapi.com", "ap-southeast-1", "USD")),
        (
            "https://ark.cn-beijing.volces.com/api/v3",
            {"billing_base_url": "https://billing.volcengineapi.com"},
            ("https://billing.volcengineapi.com", "cn-north-1", "CNY"),
        ),
    ],
)
def test_each_site_has_its_billing(base_url: str, options: dict[str, str], site: tuple[str, str, str]) -> None:
    """Volcengine is known by its address; options replace one thing each."""
    account = Account("seedance", "byteplus", date(2026, 1, 1), {}, base_url=base_url, options=options)
    assert BytePlus(account).site == site
