"""The log's signing key: made on first use, kept in the home's key folder, never in the database.

Who owns the database alone can rewrite rows, but cannot sign a checkpoint over them.
"""

from base64 import urlsafe_b64decode

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from mingjian.evidence.note import ED25519, VerifyKey
from mingjian.home.paths import home
from mingjian.home.secrets import secret

_FILE = "log-ed25519"


def signing_key() -> Ed25519PrivateKey:
    """The private key; its file is readable by the owner alone."""
    return Ed25519PrivateKey.from_private_bytes(urlsafe_b64decode(secret(home(), _FILE) + "="))


def verify_key() -> VerifyKey:
    """The public key, under the name of the log."""
    return VerifyKey(origin(), ED25519, signing_key().public_key().public_bytes_raw())


def origin() -> str:
    """The name of this log: first line of each checkpoint."""
    return str(settings.MINGJIAN_LOG_ORIGIN)
