"""The cookie that holds a session's secret; the secret is stored nowhere else."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode

from flask import Request, Response

from portal.pages.door import this_door

SECRET_BYTES = 32


def cookie_name(*, secure: bool) -> str:
    """With the __Host- prefix browsers refuse it from other hosts, other paths and without TLS.

    Each door has a name of its own: browsers don't part cookies by port, and on one machine signing in
    at one door would sign out of the other.
    """
    own = f"letterbox-{this_door().house.door}"
    return f"__Host-{own}" if secure else own


def read_secret(untrusted: Request, *, secure: bool) -> bytes | None:
    """The session secret in a request's cookie; None if there is none of the right shape."""
    value = untrusted.cookies.get(cookie_name(secure=secure), "")
    if len(value) != 43:
        return None
    try:
        secret = urlsafe_b64decode(value + "=")
    except (binascii.Error, ValueError):
        return None
    return secret if len(secret) == SECRET_BYTES else None


def set_secret(response: Response, secret: bytes, *, secure: bool, strict: bool) -> None:
    """Give the browser its secret, for this browser session only."""
    response.set_cookie(
        cookie_name(secure=secure),
        urlsafe_b64encode(secret).decode().rstrip("="),
        secure=secure,
        httponly=True,
        samesite="Strict" if strict else "Lax",
        path="/",
    )


def drop_secret(response: Response, *, secure: bool) -> None:
    """Take the secret back, and have the browser forget what it keeps of our pages.

    Nothing of them lies in a browser's stores; this is for what a browser might keep of its own accord.
    """
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    response.delete_cookie(cookie_name(secure=secure), path="/", secure=secure, httponly=True)
