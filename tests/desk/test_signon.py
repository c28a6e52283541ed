"""Accounts from outside: nothing is loaded without its setting; with it, Django is told what it must be told."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from tracking import signon

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide.md"
LDAP = {"CONGVAN_LDAP_URL": "ldaps://ad.so.test", "CONGVAN_LDAP_BASE": "ou=can-bo,dc=so,dc=test"}
OIDC = {f"CONGVAN_OIDC_{name}": "https://sso.test/x" for name in ("AUTHORIZATION", "TOKEN", "USERINFO", "JWKS")}
OIDC |= {"CONGVAN_OIDC_CLIENT_ID": "congvan", "CONGVAN_OIDC_CLIENT_SECRET": "bí mật"}


@pytest.fixture
def packages(monkeypatch):
    """Stand-ins for the optional packages, as far as the settings use them."""
    monkeypatch.setattr(signon, "find_spec", lambda _: SimpleNamespace())
    ldap = ModuleType("ldap")
    vars(ldap).update(SCOPE_SUBTREE=2, OPT_NETWORK_TIMEOUT="timeout", OPT_REFERRALS="referrals", OPT_X_TLS_CACERTFILE=6)
    config = ModuleType("django_auth_ldap.config")
    vars(config).update(LDAPSearch=lambda *parts: parts, NestedActiveDirectoryGroupType=lambda: "nested")
    for name, module in {"ldap": ldap, "django_auth_ldap": ModuleType("x"), "django_auth_ldap.config": config}.items():
        monkeypatch.setitem(sys.modules, name, module)


@pytest.fixture
def setting(monkeypatch, tmp_path):
    """Sets environment variables; gives the home."""

    def put(values):
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        return tmp_path

    return put


def test_without_a_setting_nothing_is_added_and_nothing_loaded(tmp_path):
    assert signon.sources(tmp_path) == ({}, [], [])
    assert not {"ldap", "django_auth_ldap", "mozilla_django_oidc"} & set(sys.modules)


@pytest.mark.parametrize(("values", "words"), [(LDAP, r"congvan\[ldap\]"), (OIDC, r"congvan\[oidc\]")])
def test_a_package_that_is_missing_is_named(monkeypatch, setting, values, words):
    monkeypatch.setattr(signon, "find_spec", lambda _: None)
    with pytest.raises(ImproperlyConfigured, match=words):
        signon.sources(setting(values))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"CONGVAN_LDAP_URL": "ldap://ad"}, "CONGVAN_LDAP_BASE"),
        ({"CONGVAN_OIDC_CLIENT_ID": "congvan"}, "CONGVAN_OIDC_CLIENT_SECRET, CONGVAN_OIDC_AUTHORIZATION"),
    ],
)
def test_a_setting_that_is_missing_is_named(setting, packages, values, words):
    with pytest.raises(ImproperlyConfigured, match=words):
        signon.sources(setting(values))


def test_the_directory_is_asked_as_set(setting, packages):
    group = "cn=congvan,ou=nhom,dc=so,dc=test"
    made, backends, apps = signon.sources(setting(LDAP | {"CONGVAN_LDAP_GROUP": group, "CONGVAN_LDAP_NEW_USERS": "0"}))
    assert (backends, apps) == (["tracking.signon.ldap.DirectoryBackend"], [])
    assert made["AUTH_LDAP_SERVER_URI"] == "ldaps://ad.so.test"
    assert made["AUTH_LDAP_USER_SEARCH"] == ("ou=can-bo,dc=so,dc=test", 2, "(sAMAccountName=%(user)s)")
    assert made["AUTH_LDAP_USER_ATTR_MAP"] == {"full_name": "displayName", "email": "mail"}
    assert made["AUTH_LDAP_NO_NEW_USERS"] is True
    assert (made["AUTH_LDAP_REQUIRE_GROUP"], made["AUTH_LDAP_GROUP_SEARCH"][0]) == (group, "ou=nhom,dc=so,dc=test")


def test_single_sign_on_is_wired_as_set(setting, packages):
    made, backends, apps = signon.sources(setting(OIDC))
    assert (backends, apps) == (["tracking.signon.oidc.SignOnBackend"], ["mozilla_django_oidc"])
    assert made["OIDC_OP_TOKEN_ENDPOINT"] == "https://sso.test/x"
    assert made["OIDC_USERNAME_CLAIM"] == "preferred_username"


@pytest.mark.parametrize("kind", [signon.Directory, signon.SingleSignOn])
def test_every_setting_stands_in_the_guide(kind):
    guide, prefix = GUIDE.read_text("utf-8"), kind.model_config["env_prefix"]
    assert [name for name in kind.model_fields if f"| `{prefix}{name.upper()}` |" not in guide] == []


@pytest.fixture
def back_end(monkeypatch):
    """A back end over a stand-in for the package's own, that says what the directory or the provider would."""

    def load(name: str, package: str, door: str, parent: type):
        module = ModuleType(f"{package}.{door}")
        setattr(module, parent.__name__, parent)
        monkeypatch.setitem(sys.modules, package, ModuleType(package))
        monkeypatch.setitem(sys.modules, f"{package}.{door}", module)
        monkeypatch.delitem(sys.modules, f"tracking.signon.{name}", raising=False)
        return importlib.import_module(f"tracking.signon.{name}")

    yield load
    for name in ("ldap", "oidc"):
        sys.modules.pop(f"tracking.signon.{name}", None)


class LDAPBackend:
    def authenticate_ldap_user(self, ldap_user, password):
        return ldap_user if password == "đúng" else None

    def get_user(self, user_id):
        from tracking.models import User

        return User.objects.get(pk=user_id)


class OIDCAuthenticationBackend:
    @staticmethod
    def get_settings(name):
        return {"OIDC_USERNAME_CLAIM": "preferred_username"}[name]


@pytest.mark.django_db
def test_an_account_that_is_shut_here_stays_shut(back_end, people):
    asked = back_end("ldap", "django_auth_ldap", "backend", LDAPBackend).DirectoryBackend()
    assert asked.authenticate_ldap_user(people.minh, "đúng") == people.minh
    people.minh.is_active = False
    people.minh.save()
    assert asked.authenticate_ldap_user(people.minh, "đúng") is None
    assert asked.get_user(people.minh.pk) is None


@pytest.mark.django_db
def test_who_signs_on_is_known_by_name_and_never_by_mail(back_end, people):
    asked = back_end("oidc", "mozilla_django_oidc", "auth", OIDCAuthenticationBackend).SignOnBackend()
    assert list(asked.filter_users_by_claims({"preferred_username": "MINH"})) == [people.minh]
    assert not asked.filter_users_by_claims({"preferred_username": "khac", "email": people.minh.email})
    assert not asked.verify_claims({"email": people.minh.email})
    made = asked.create_user({"preferred_username": "mai", "name": "Vũ Thị Mai", "email": "mai@so.test"})
    assert (made.full_name, made.role, made.unit, made.has_usable_password()) == (
        "Vũ Thị Mai",
        "specialist",
        None,
        False,
    )
