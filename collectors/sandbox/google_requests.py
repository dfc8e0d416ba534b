"""What a request to Google may ask for and who may ask it; and Google's words for what cannot be answered."""

import json
from collections.abc import Mapping
from typing import Any, Final, NoReturn
from urllib.parse import parse_qs

import jwt

from collectors.sandbox.desk import Answer, Asked, Turned
from collectors.sandbox.keys import mark
from collectors.sandbox.rsa_key import rsa_key
from collectors.sandbox.veo import PROJECTS

PROJECT: Final = PROJECTS[0].id
"""Holds the export, runs the queries and has the service account."""
LOCATION: Final = "EU"
TABLE: Final = f"{PROJECT}.billing.gcp_billing_export_v1_01AB23_CD45EF_678901"
EMAIL: Final = f"reelspend@{PROJECT}.iam.gserviceaccount.com"
TOKEN_PATH: Final = "/token"  # noqa: S105  # a path
GRANT: Final = "urn:ietf:params:oauth:grant-type:jwt-bearer"
SCOPES: Final = {f"https://www.googleapis.com/auth/{name}" for name in ("bigquery", "cloud-platform")}
LASTS: Final = 3599
SKEW: Final = 60
"""Seconds by which a clock may be ahead of ours."""
REASONS: Final = {
    "invalid": (400, "INVALID_ARGUMENT"),
    "invalidQuery": (400, "INVALID_ARGUMENT"),
    "authError": (401, "UNAUTHENTICATED"),
    "accessDenied": (403, "PERMISSION_DENIED"),
    "rateLimitExceeded": (403, "PERMISSION_DENIED"),
    "notFound": (404, "NOT_FOUND"),
}


def error(reason: str, message: str) -> Answer:
    """An error of BigQuery's: its reason decides."""
    status, word = REASONS[reason]
    one = {"message": message, "domain": "global", "reason": reason}
    return Answer.of({"error": {"code": status, "message": message, "errors": [one], "status": word}}, status)


def wrong(reason: str, message: str) -> NoReturn:
    """Turn a request away."""
    raise Turned(error(reason, message))


def body_of(asked: Asked) -> dict[str, Any]:
    """The JSON object that was sent."""
    try:
        said = json.loads(asked.body or b"{}")
    except ValueError:
        said = None
    return said if isinstance(said, dict) else wrong("invalid", "Invalid JSON payload received.")


def whole_number(asked: Asked, name: str, usual: int) -> int:
    """A parameter that is a whole number."""
    text = asked.one(name, str(usual))
    return int(text) if text.isdecimal() and len(text) < 10 else wrong("invalid", f"Invalid value for {name}: {text}")


def parameters_of(body: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """The named parameters of a query: type and value, which is a text whatever its type."""
    if body.get("parameterMode", "NAMED") != "NAMED":
        wrong("invalid", "Only named parameters are known here")
    try:
        return {
            one["name"]: (one["parameterType"]["type"], str(one["parameterValue"]["value"]))
            for one in body.get("queryParameters", [])
        }
    except (KeyError, TypeError):
        wrong("invalid", "Invalid value for queryParameters")


def token_for(asked: Asked, seed: int) -> Answer:
    """A token in exchange for a statement that the service account's key has signed."""
    form = {name: values[-1] for name, values in parse_qs(asked.body.decode(errors="replace")).items()}
    if form.get("grant_type") != GRANT:
        return refused("unsupported_grant_type", "Invalid grant_type")
    try:
        said = jwt.decode(
            form.get("assertion", ""),
            rsa_key(seed).public_key(),
            algorithms=["RS256"],
            options={"verify_aud": False, "verify_exp": False, "verify_iat": False, "verify_nbf": False},
        )
    except jwt.PyJWTError:
        return refused("invalid_grant", "Invalid JWT Signature.")
    if trouble := _wrong_claim(said, int(asked.signed.timestamp())):
        return refused("invalid_grant", trouble)
    ends = asked.now_s + LASTS
    return Answer.of({"access_token": _token(seed, ends), "expires_in": LASTS, "token_type": "Bearer"})


def refused(code: str, words: str) -> Answer:
    """An error of the token exchange, in OAuth's shape."""
    return Answer.of({"error": code, "error_description": words}, 400)


def _wrong_claim(said: Mapping[str, Any], now: int) -> str:
    """What is wrong with a statement whose signature is right; "" where all is well."""
    begins, ends = said.get("iat"), said.get("exp")
    if said.get("iss") != EMAIL:
        return "Invalid issuer: Not a valid email or user ID."
    if not str(said.get("aud")).endswith(f"/google{TOKEN_PATH}"):
        return "Invalid JWT: Failed audience check."
    if not isinstance(begins, int) or not isinstance(ends, int) or not 0 < ends - begins <= 3600:
        return "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."
    if begins > now + SKEW or ends <= now:
        return "Invalid JWT: Token must be in a reasonable timeframe. Check your iat and exp values."
    return "" if set(str(said.get("scope")).split()) & SCOPES else "Invalid OAuth scope or ID token audience provided."


def _token(seed: int, ends: int) -> str:
    """It says itself how long it lasts, so that nobody has to remember it."""
    return f"ya29.c.{ends}.{mark(seed, 'google token', ends)[:40]}"


def signed_in(asked: Asked, seed: int) -> bool:
    """Whether the request carries a token that was given out here and still lasts."""
    said = asked.authorization.removeprefix("Bearer ")
    ends = said.split(".")[2] if said.count(".") == 3 else ""
    return ends.isdecimal() and said == _token(seed, int(ends)) and asked.now_s < int(ends)
