"""Every documented error of the two interfaces, and what a reader is told to do."""

import httpx
import pytest

from collectors.errors import (
    Garbled,
    NotAllowed,
    OutOfCredit,
    ProviderDown,
    ProviderFault,
    Refused,
    Retired,
    TooManyRequests,
    Unreachable,
    WrongKey,
)
from collectors.providers.byteplus.faults import CODES, fault_of

ASKED = httpx.Request("POST", "https://open.byteplusapi.com/?Action=ListSplitBillDetail")


def tasks_say(status: int, code: str) -> httpx.Response:
    """An error of the task list."""
    return httpx.Response(status, json={"error": {"code": code, "message": "no. Request id: 0217"}}, request=ASKED)


def bill_says(status: int, code: str) -> httpx.Response:
    """An error of the bill."""
    body = {"ResponseMetadata": {"Error": {"CodeN": 1, "Code": code, "Message": "no"}}, "Result": None}
    return httpx.Response(status, json=body, request=ASKED)


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (400, "MissingParameter", Refused),
        (400, "InvalidParameter.page_num", Refused),
        (400, "OutputVideoSensitiveContentDetected", Refused),
        (401, "AuthenticationError", WrongKey),
        (401, "InvalidAccountStatus", Refused),
        (403, "AccessDenied", NotAllowed),
        (403, "AccountOverdueError", OutOfCredit),
        (403, "OperationDenied.ServiceOverdue", OutOfCredit),
        (403, "OperationDenied.ServiceNotOpen", NotAllowed),
        (404, "InvalidEndpointOrModel.NotFound", Retired),
        (404, "ModelNotOpen", NotAllowed),
        (404, "NotFound.Task", Retired),
        (429, "RateLimitExceeded.EndpointRPMExceeded", TooManyRequests),
        (429, "RateLimitExceeded.EndpointTPMExceeded", TooManyRequests),
        (429, "ModelAccountRpmRateLimitExceeded", TooManyRequests),
        (429, "APIAccountRpmRateLimitExceeded", TooManyRequests),
        (429, "AccountRateLimitExceeded", TooManyRequests),
        (429, "ServerOverloaded", TooManyRequests),
        (429, "RequestBurstTooFast", TooManyRequests),
        (429, "QuotaExceeded", TooManyRequests),
        (429, "SetLimitExceeded", TooManyRequests),
        (429, "InflightBatchsizeExceeded", TooManyRequests),
        (500, "InternalServiceError", ProviderDown),
    ],
)
def test_every_error_of_the_task_list(status: int, code: str, kind: type[ProviderFault]) -> None:
    """Its kind says whether a person must act; a quota alone is no reason to ask again at once."""
    fault = fault_of(tasks_say(status, code))
    assert type(fault) is kind
    assert fault.permanent == (kind not in (TooManyRequests, ProviderDown))
    assert fault.retry_now == (code not in ("QuotaExceeded", "SetLimitExceeded", "InflightBatchsizeExceeded"))


@pytest.mark.parametrize("status", [200, 400, 500])
@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("MissingParameter", Refused),
        ("InvalidParameter.BillPeriod", Refused),
        ("InvalidTimestamp", WrongKey),
        ("RequestExpired", WrongKey),
        ("InvalidAccessKey", WrongKey),
        ("SignatureDoesNotMatch", WrongKey),
        ("InvalidCredential", WrongKey),
        ("AccessDenied", NotAllowed),
        ("InvalidActionOrVersion", Retired),
        ("AccountFlowLimitExceeded", TooManyRequests),
        ("InternalError", ProviderDown),
        ("ServiceUnavailableTemp", ProviderDown),
    ],
)
def test_every_error_of_the_bill_whatever_its_status(status: int, code: str, kind: type[ProviderFault]) -> None:
    """The code decides, also with status 200."""
    assert type(fault_of(bill_says(status, code))) is kind


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_error_is_one_sentence(code: str) -> None:
    """What, where, and what to do."""
    told = str(fault_of(bill_says(200, code)))
    assert told.startswith(f"POST / at open.byteplusapi.com was answered with {code} (no); ")
    assert told.endswith(".")


def test_what_is_no_error_and_what_nobody_documented() -> None:
    """A good answer is none; an unknown code is worth another try with status 200, and means its status otherwise."""
    good = httpx.Response(200, json={"ResponseMetadata": {"RequestId": "1"}, "Result": {}}, request=ASKED)
    assert fault_of(good) is None
    assert fault_of(httpx.Response(200, json=[], request=ASKED)) is None
    assert type(fault_of(bill_says(200, "Novelty"))) is Garbled
    assert type(fault_of(bill_says(503, "Novelty"))) is ProviderDown
    assert type(fault_of(httpx.Response(403, text="<html>", request=ASKED))) is NotAllowed
    assert not issubclass(Garbled, Unreachable)
