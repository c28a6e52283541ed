"""How mail leaves the house: the office's own mail server, by settings. Without one, reminders go into files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

SMTP = "django.core.mail.backends.smtp.EmailBackend"


class Mail(BaseSettings):
    """The office's mail server; used where `host` is set."""

    model_config = SettingsConfigDict(env_prefix="CONGVAN_EMAIL_", extra="ignore")

    host: str = Field("", description="the office's mail server; empty: reminders go into files")
    port: int = Field(25, description="its port: 587 with STARTTLS, 465 with SSL")
    user: str = Field("", description="account on it; empty: without one")
    password: str = Field("", description="its password")
    tls: bool = Field(False, description="true for STARTTLS")
    ssl: bool = Field(False, description="true for SSL from the first byte")
    sender: str = Field("congvan@localhost", description="who the mails are from")
    backend: str = Field(SMTP, description="Django's way of sending: another back end, for trials")


def mail(home: Path) -> dict[str, Any]:
    """Django's settings for mail, from the environment and the `congvan.env` of `home`."""
    found = Mail(_env_file=home / "congvan.env")
    return {
        "EMAIL_BACKEND": found.backend, "EMAIL_HOST": found.host, "EMAIL_PORT": found.port,
        "EMAIL_HOST_USER": found.user, "EMAIL_HOST_PASSWORD": found.password, "EMAIL_USE_TLS": found.tls,
        "EMAIL_USE_SSL": found.ssl, "DEFAULT_FROM_EMAIL": found.sender, "EMAIL_TIMEOUT": 20,
    }  # fmt: skip
