"""Settings of an installation, from the environment (`CONGVAN_…`) or the file `congvan.env` in its home.

Every setting has a default that suits one office on one machine. `home` holds all that an installation owns.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Limits(BaseSettings):
    """What one file may cost; what goes over is refused with its reason, or its page is marked."""

    model_config = SettingsConfigDict(env_prefix="CONGVAN_LIMIT_", extra="ignore")

    file_bytes: int = Field(1_000_000_000, description="bytes of a file")
    pages: int = Field(2_000, description="pages of a file")
    page_pixels: int = Field(120_000_000, description="pixels of a page image")
    page_seconds: float = Field(120, description="seconds for one page")
    file_seconds: float = Field(3_600, description="seconds for one file")
    child_megabytes: int = Field(1_500, description="memory of one child process")


class Settings(BaseSettings):
    """Where an installation keeps its things and how it works; see the guide for each setting."""

    model_config = SettingsConfigDict(env_prefix="CONGVAN_", extra="ignore")

    home: Path = Field(Path("var"), description="folder of everything the installation owns")
    inbox: Path | None = Field(None, description="folder into which scans are dropped (default: home/inbox)")
    database_url: str | None = Field(None, description="postgres://… or sqlite:///… (default: home/congvan.sqlite3)")
    workers: int = Field(max(1, os.cpu_count() or 1), ge=1, description="child processes that read pages")
    quiet_seconds: float = Field(2.0, ge=0, description="how long a dropped file must stay unchanged")
    patience_seconds: float = Field(15.0, ge=0, description="how long an unfinished file may lie, then it is set aside")
    poll_seconds: float = Field(5.0, gt=0, description="how often the inbox is looked at where events do not reach")
    backup_folder: Path | None = Field(
        None, description="folder of the nightly backups, best on another disk (default: home/backups)"
    )
    backup_keep: int = Field(7, ge=0, description="how many nightly backups are kept; 0: none is made")
    time_zone: str = Field("Asia/Ho_Chi_Minh", description="time zone of the office")
    host: str = Field("127.0.0.1", description="address the dashboard listens on")
    port: int = Field(8000, description="port of the dashboard")
    prefect_port: int = Field(4200, description="port of Prefect's server and page")
    allowed_hosts: str = Field("localhost,127.0.0.1", description="host names of the dashboard, comma between")
    site: str = Field("", description="address of the dashboard in mails and calendars (default: http://host:port)")
    https: bool = Field(False, description="true behind an HTTPS proxy: secure cookies, HSTS")

    @property
    def inbox_folder(self) -> Path:
        return self.inbox or self.home / "inbox"

    @property
    def prefect_api(self) -> str:
        """Where this installation's own Prefect server answers."""
        return f"http://127.0.0.1:{self.prefect_port}/api"

    @property
    def archive(self) -> Path:
        """Originals, by day of arrival; never altered."""
        return self.home / "archive"

    @property
    def quarantine(self) -> Path:
        return self.home / "quarantine"

    @property
    def duplicates(self) -> Path:
        """Further copies of bytes that the archive already holds; may be deleted by hand."""
        return self.home / "duplicates"

    @property
    def secrecy(self) -> Path:
        """Locked and nameless: files that bear a secrecy mark."""
        return self.home / "secrecy"

    @property
    def copies(self) -> Path:
        """Searchable copies and page images, made anew from the originals at need."""
        return self.home / "copies"

    @property
    def backups(self) -> Path:
        return self.backup_folder or self.home / "backups"

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{(self.home / 'congvan.sqlite3').absolute()}"


@cache
def settings() -> Settings:
    """The settings of this process, read once."""
    home = Path(os.environ.get("CONGVAN_HOME", "var"))
    return Settings(_env_file=home / "congvan.env")


@cache
def limits() -> Limits:
    """The limits of this process, read once."""
    home = Path(os.environ.get("CONGVAN_HOME", "var"))
    return Limits(_env_file=home / "congvan.env")
