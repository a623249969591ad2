"""What a browser is told about safety with every answer."""

from __future__ import annotations

from collections.abc import Mapping

from travaux.web.guard.settings import Settings

# Nothing is loaded but our own files, nothing inline runs, nobody frames a page.
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
_UNUSED = "accelerometer autoplay camera display-capture geolocation gyroscope microphone midi payment usb".split()
_HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _UNUSED),
    # Not `no-referrer`: with it browsers send `Origin: null` with our own forms, and forged ones look the same.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def headers_of(settings: Settings) -> Mapping[str, str]:
    """The headers of every answer."""
    if not settings.secure:
        return _HEADERS
    return _HEADERS | {"Strict-Transport-Security": "max-age=31536000"}


def caching_of(settings: Settings, path: str) -> str:
    """How long a browser may keep an answer: pages that need a login not at all, our own files for minutes."""
    if path.startswith("/static/"):
        return "public, max-age=300"
    return "no-store" if settings.needs_login else "private, no-cache"
