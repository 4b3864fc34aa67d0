"""Headers on every answer."""

from __future__ import annotations

from flask import Flask, Response, request

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
NO_POWERS = ", ".join(
    f"{power}=()" for power in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
)
ALWAYS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": NO_POWERS,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}


FILE_NAMES = {"image/jpeg": "picture.jpg", "image/png": "picture.png", "image/webp": "picture.webp"}
"""What a picture is called when somebody keeps it: the same for all, whatever its sender called it."""


def set_headers(app: Flask, *, secure: bool) -> None:
    """Add the headers to every answer; only the look of the pages may be kept by browsers and proxies."""

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)  # a view may be stricter
        if secure:
            response.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        if request.endpoint == "static" and response.status_code == 200:
            response.headers["Cache-Control"] = "public, max-age=3600"
        else:
            response.headers["Cache-Control"] = "no-store"
            if response.mimetype in FILE_NAMES:
                response.headers["Content-Disposition"] = f"inline; filename={FILE_NAMES[response.mimetype]}"
        response.headers.pop("Server", None)
        return response
