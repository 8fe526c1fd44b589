"""How the visitor came: by HTTPS, where a proxy of ours ended TLS and speaks HTTP to us."""

from typing import TYPE_CHECKING

from mingjian.web.visitor import is_own

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


def scheme_of(environ: "WSGIEnvironment") -> str:
    """`https` where the peer is one of our proxies and says so, else what the server saw.

    Django's SECURE_PROXY_SSL_HEADER would believe everybody. Of several words in X-Forwarded-Proto
    the last is the peer's own; what stands before it may be the visitor's.
    """
    said = str(environ.get("HTTP_X_FORWARDED_PROTO", "")).rpartition(",")[2]
    if said.strip().lower() == "https" and is_own(str(environ.get("REMOTE_ADDR", ""))):
        return "https"
    return str(environ["wsgi.url_scheme"])
