"""The back end that asks the office's directory; loaded only where one is set."""

from __future__ import annotations

from typing import Any

from django_auth_ldap.backend import LDAPBackend

from tracking.models import User


class DirectoryBackend(LDAPBackend):  # type: ignore[misc]  # the package is optional
    """A person whose account is shut here stays outside, whatever the directory says."""

    def authenticate_ldap_user(self, ldap_user: Any, password: str) -> User | None:
        user: User | None = super().authenticate_ldap_user(ldap_user, password)
        return user if user is not None and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        user: User | None = super().get_user(user_id)
        return user if user is not None and user.is_active else None
