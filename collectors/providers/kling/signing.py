"""Make the short-lived token that Kling's access key and secret key stand for."""

import json
from datetime import datetime

from jwt.algorithms import HMACAlgorithm
from jwt.api_jws import PyJWS

LIFETIME_SECONDS = 1800
HEAD_START_SECONDS = 5


class AnyLength(HMACAlgorithm):
    """HMAC with a secret as long as Kling hands it out; its length is not ours to choose."""

    def check_key_length(self, key: bytes) -> None:
        """Say nothing about the length."""


_SIGNER = PyJWS(algorithms=[])
_SIGNER.register_algorithm("HS256", AnyLength(HMACAlgorithm.SHA256))


def token(access_key: str, secret_key: str, now: datetime) -> str:
    """A JWT (HS256) with the claims iss, exp and nbf in the order and spacing that Kling documents."""
    seconds = int(now.timestamp())
    claims = {"iss": access_key, "exp": seconds + LIFETIME_SECONDS, "nbf": seconds - HEAD_START_SECONDS}
    return _SIGNER.encode(json.dumps(claims, separators=(",", ":")).encode(), secret_key, "HS256")
