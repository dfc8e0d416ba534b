"""The key file of a service account that does not exist, made anew in each test process."""

import json
from functools import cache

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

TOKEN_URI = "https://oauth2.googleapis.com/token"
EMAIL = "reelspend@acme-finops.iam.gserviceaccount.com"


@cache
def private_key() -> rsa.RSAPrivateKey:
    """The key that signs."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def service_account(token_uri: str = TOKEN_URI) -> str:
    """The file's text, with the fields that Google's has."""
    pem = private_key().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    said = {
        "type": "service_account",
        "project_id": "acme-finops",
        "private_key_id": "0f9b6a1d7e3c",
        "private_key": pem.decode(),
        "client_email": EMAIL,
        "client_id": "123456789012345678901",
        "auth_uri": "https://accounts.google.com/o/oauth2/auth",
        "token_uri": token_uri,
    }
    return json.dumps(said)
