"""Accounts from outside, by settings: the office's directory (LDAP) and its single sign-on (OpenID Connect).

Neither is loaded, nor its package needed, unless its first setting is set. Roles and units stay ours: whoever comes
for the first time is a specialist without a unit, until the administrator says more.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import ImproperlyConfigured
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

S = TypeVar("S", bound=BaseSettings)


class Directory(BaseSettings):
    """The office's directory (Active Directory, OpenLDAP); used where `url` is set."""

    model_config = SettingsConfigDict(env_prefix="CONGVAN_LDAP_", extra="ignore")

    url: str = Field("", description="ldaps://… of the directory; set, accounts come from it too")
    bind_dn: str = Field("", description="account that may look for people; empty: without one")
    bind_password: str = Field("", description="its password")
    base: str = Field("", description="where people are, `ou=people,dc=example,dc=vn`")
    filter: str = Field("(sAMAccountName=%(user)s)", description="finds one person by log-in name")
    name: str = Field("displayName", description="attribute with the full name")
    email: str = Field("mail", description="attribute with the address of mail")
    group: str = Field("", description="only members of this group (its DN) may log in; empty: everyone found")
    start_tls: bool = Field(False, description="true to encrypt an ldap:// connection")
    ca_file: str = Field("", description="certificate of the directory's own authority")
    new_users: bool = Field(True, description="false: only people who have an account here already")


class SingleSignOn(BaseSettings):
    """The office's single sign-on; used where `client_id` is set."""

    model_config = SettingsConfigDict(env_prefix="CONGVAN_OIDC_", extra="ignore")

    client_id: str = Field("", description="our name at the provider; set, the log-in page offers it")
    client_secret: str = Field("", description="the secret that goes with it")
    authorization: str = Field("", description="authorization endpoint")
    token: str = Field("", description="token endpoint")
    userinfo: str = Field("", description="userinfo endpoint")
    jwks: str = Field("", description="address of the provider's keys")
    algorithm: str = Field("RS256", description="how the provider signs")
    claim: str = Field("preferred_username", description="claim that holds the log-in name here")
    new_users: bool = Field(True, description="false: only people who have an account here already")


def _read(kind: type[S], home: Path) -> S:
    return kind(_env_file=home / "congvan.env")


def _need(module: str, extra: str, setting: str) -> None:
    if find_spec(module) is None:
        raise ImproperlyConfigured(f"{setting} cần gói bổ sung: pip install 'congvan[{extra}]'.")


def _complete(found: BaseSettings, *names: str) -> None:
    prefix = found.model_config.get("env_prefix", "")
    missing = [f"{prefix}{name}".upper() for name in names if not getattr(found, name)]
    if missing:
        raise ImproperlyConfigured(f"Thiếu thiết lập: {', '.join(missing)}.")


def directory(home: Path) -> dict[str, Any]:
    """Django's settings for the directory; empty where none is set. Raises `ImproperlyConfigured`."""
    found = _read(Directory, home)
    if not found.url:
        return {}
    _complete(found, "base")
    _need("django_auth_ldap", "ldap", "CONGVAN_LDAP_URL")
    import ldap
    from django_auth_ldap.config import LDAPSearch, NestedActiveDirectoryGroupType

    made: dict[str, Any] = {
        "AUTH_LDAP_SERVER_URI": found.url,
        "AUTH_LDAP_BIND_DN": found.bind_dn,
        "AUTH_LDAP_BIND_PASSWORD": found.bind_password,
        "AUTH_LDAP_USER_SEARCH": LDAPSearch(found.base, ldap.SCOPE_SUBTREE, found.filter),
        "AUTH_LDAP_USER_ATTR_MAP": {"full_name": found.name, "email": found.email},
        "AUTH_LDAP_START_TLS": found.start_tls,
        "AUTH_LDAP_NO_NEW_USERS": not found.new_users,
        "AUTH_LDAP_CONNECTION_OPTIONS": {ldap.OPT_NETWORK_TIMEOUT: 5, ldap.OPT_REFERRALS: 0},
    }
    if found.ca_file:
        made["AUTH_LDAP_GLOBAL_OPTIONS"] = {ldap.OPT_X_TLS_CACERTFILE: found.ca_file}
    if found.group:
        made["AUTH_LDAP_REQUIRE_GROUP"] = found.group
        made["AUTH_LDAP_GROUP_TYPE"] = NestedActiveDirectoryGroupType()
        made["AUTH_LDAP_GROUP_SEARCH"] = LDAPSearch(
            found.group.partition(",")[2], ldap.SCOPE_SUBTREE, "(objectClass=group)"
        )
    return made


def single_sign_on(home: Path) -> dict[str, Any]:
    """Django's settings for single sign-on; empty where none is set. Raises `ImproperlyConfigured`."""
    found = _read(SingleSignOn, home)
    if not found.client_id:
        return {}
    _complete(found, "client_secret", "authorization", "token", "userinfo", "jwks")
    _need("mozilla_django_oidc", "oidc", "CONGVAN_OIDC_CLIENT_ID")
    return {
        "OIDC_RP_CLIENT_ID": found.client_id,
        "OIDC_RP_CLIENT_SECRET": found.client_secret,
        "OIDC_RP_SIGN_ALGO": found.algorithm,
        "OIDC_RP_SCOPES": "openid email profile",
        "OIDC_OP_AUTHORIZATION_ENDPOINT": found.authorization,
        "OIDC_OP_TOKEN_ENDPOINT": found.token,
        "OIDC_OP_USER_ENDPOINT": found.userinfo,
        "OIDC_OP_JWKS_ENDPOINT": found.jwks,
        "OIDC_CREATE_USER": found.new_users,
        "OIDC_USERNAME_CLAIM": found.claim,
        "OIDC_TIMEOUT": 10,
        "LOGIN_REDIRECT_URL_FAILURE": "/dang-nhap/",
    }


SOURCES: dict[str, tuple[Callable[[Path], dict[str, Any]], str, str]] = {
    # what makes its settings, its back end, its app
    "ldap": (directory, "tracking.signon.ldap.DirectoryBackend", ""),
    "oidc": (single_sign_on, "tracking.signon.oidc.SignOnBackend", "mozilla_django_oidc"),
}


def sources(home: Path) -> tuple[dict[str, Any], list[str], list[str]]:
    """What the settings in force add to Django's: settings, back ends, apps. Raises `ImproperlyConfigured`."""
    added: dict[str, Any] = {}
    backends, apps = [], []
    for make, backend, app in SOURCES.values():
        made = make(home)
        if made:
            added |= made
            backends.append(backend)
            apps += [app] if app else []
    return added, backends, apps
