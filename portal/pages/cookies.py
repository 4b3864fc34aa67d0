"""The cookie that holds a session's secret; the secret is stored nowhere else."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode

from flask import Request, Response

SECRET_BYTES = 32


def cookie_name(*, secure: bool) -> str:
    """With the __Host- prefix browsers refuse it from other hosts, other paths and without TLS."""
    return "__Host-letterbox" if secure else "letterbox"


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
    """Take the secret back."""
    response.delete_cookie(cookie_name(secure=secure), path="/", secure=secure, httponly=True)
