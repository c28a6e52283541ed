"""How much one person, or one address without log-in, may ask for in a minute; the log-in itself is django-axes'.

Counted in Django's cache, so by each server process for itself: a brake for a script gone wild or a guesser, not a
quota. What goes over is answered 429 with the time to wait.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

WINDOW = 60
"""Seconds."""
Answer = Callable[[HttpRequest], HttpResponse]


def address(request: HttpRequest) -> str:
    """Where the request came from; behind the HTTPS proxy, the address that the proxy itself saw (its own entry, the
    last: what stands before it anyone may have written)."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def kind(request: HttpRequest) -> str:
    """Which limit counts: `upload`, `export`, `write`, `open` (what needs no log-in) or `read`."""
    path = request.path
    if request.method == "POST" and path in ("/hop-den/tai-len/", "/api/files", "/so/nhap/"):
        return "upload"
    if path.endswith((".ics", "/dang-nhap/")):
        return "open"
    exported = path.endswith((".pdf", ".xlsx", ".csv", ".jsonl", ".xml", "/edxml")) and "ban-doc" not in path
    if exported or (path == "/so/" and "so" in request.GET):
        return "export"
    return "read" if request.method in ("GET", "HEAD", "OPTIONS") else "write"


def _asker(request: HttpRequest) -> str:
    if request.user.is_authenticated:
        return f"user:{request.user.pk}"
    token = request.headers.get("Authorization", "")
    return f"token:{hashlib.sha256(token.encode()).hexdigest()[:32]}" if token else f"address:{address(request)}"


def _over(asker: str, what: str, most: int) -> int:
    """Seconds to wait, 0 while within `most` a minute."""
    window, into = divmod(int(time.time()), WINDOW)
    key = f"limit:{what}:{asker}:{window}"
    cache.add(key, 0, WINDOW * 2)
    try:
        count = cache.incr(key)
    except ValueError:  # thrown out of a full cache in between
        return 0
    return WINDOW - into if count > most else 0


def limited(answer: Answer) -> Answer:
    """The middleware; `settings.REQUESTS_A_MINUTE` says how many of which kind."""

    def ask(request: HttpRequest) -> HttpResponse:
        what = kind(request)
        most = settings.REQUESTS_A_MINUTE.get(what)
        wait = _over(_asker(request), what, most) if most and not request.path.startswith("/static/") else 0
        return _too_many(request, wait) if wait else answer(request)

    return ask


def _too_many(request: HttpRequest, wait: int) -> HttpResponse:
    sentence = f"Có quá nhiều yêu cầu trong một phút; chờ {wait} giây rồi thử lại."
    made = (
        JsonResponse({"code": "too_many", "message": sentence}, status=429)
        if request.path.startswith("/api/")
        else render(request, "desk/refused.html", {"sentence": sentence}, status=429)
    )
    made["Retry-After"] = str(wait)
    return made
