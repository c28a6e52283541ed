"""Tokens: shown once when made, kept as a hash, bound to a user, with an end."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import cast

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from tracking.models import ApiToken, User


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def make_token(*, user: User, name: str, days: int | None = 365) -> str:
    """A new token for `user`; this is the only time it can be seen."""
    token = f"cv_{secrets.token_urlsafe(32)}"
    ends = timezone.now() + timedelta(days=days) if days else None
    ApiToken.objects.create(user=user, name=name, digest=digest(token), expires_at=ends)
    return token


class Bearer(HttpBearer):
    """Who bears a token that is there, has not ended, and belongs to an active user."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        found = ApiToken.objects.select_related("user").filter(digest=digest(token)).first()
        now: datetime = timezone.now()
        if found is None or not found.user.is_active or (found.expires_at and found.expires_at <= now):
            return None
        if found.last_used_at is None or now - found.last_used_at > timedelta(minutes=5):
            ApiToken.objects.filter(pk=found.pk).update(last_used_at=now)
        request.user = found.user
        return found.user


def user_of(request: HttpRequest) -> User:
    """Who asks; the door lets nobody else through."""
    return cast(User, request.user)
