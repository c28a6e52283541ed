"""The back end behind single sign-on; loaded only where one is set.

People are known by their log-in name, never by mail: an address can be claimed by someone else.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from tracking.models import User

Claims = dict[str, Any]


class SignOnBackend(OIDCAuthenticationBackend):  # type: ignore[misc]  # the package is optional
    """Who the provider vouches for is the account of that name."""

    def verify_claims(self, claims: Claims) -> bool:
        return bool(self.get_username(claims))

    def get_username(self, claims: Claims) -> str:
        return str(claims.get(self.get_settings("OIDC_USERNAME_CLAIM")) or "").strip()[:150]

    def filter_users_by_claims(self, claims: Claims) -> QuerySet[User]:
        return User.objects.filter(username__iexact=self.get_username(claims))

    def create_user(self, claims: Claims) -> User:
        user = User(username=self.get_username(claims))
        user.set_unusable_password()
        return self._told(user, claims)

    def update_user(self, user: User, claims: Claims) -> User:
        return self._told(user, claims)

    @staticmethod
    def _told(user: User, claims: Claims) -> User:
        """Name and address as the provider has them now; what it does not say stays."""
        user.full_name = str(claims.get("name") or user.full_name)[:100]
        user.email = str(claims.get("email") or user.email)[:254]
        user.save()
        return user
