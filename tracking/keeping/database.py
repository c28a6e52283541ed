"""The database as one file, as of one moment while the office works on, and back: SQLite's own backup, or pg_dump."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings as django
from django.db import connection

from tracking.errors import BrokenBackup

SQLITE, POSTGRES = "database.sqlite3", "database.dump"
"""The database's name within a backup, which says of which kind it is."""
KINDS = {SQLITE: "SQLite", POSTGRES: "PostgreSQL"}


def name() -> str:
    """What the database of this installation is called within a backup."""
    return SQLITE if connection.vendor == "sqlite" else POSTGRES


def size() -> int:
    """Bytes that a copy needs at most."""
    if connection.vendor == "sqlite":
        path = _sqlite_path()
        return path.stat().st_size if path.is_file() else 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def is_empty() -> bool:
    """Whether nothing was ever put in; does not make the database."""
    if connection.vendor == "sqlite":
        return not _sqlite_path().exists()
    return not connection.introspection.table_names()


def dump(folder: Path) -> Path:
    """Copy the database into `folder`. Raises `BrokenBackup` where pg_dump fails, `sqlite3.Error` or `OSError`."""
    path = folder / name()
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        copy = sqlite3.connect(path)
        try:
            with copy:
                connection.connection.backup(copy)
        finally:
            copy.close()
    else:
        _run("pg_dump", "--format=custom", "--no-owner", f"--file={path}")
    return path


def bring_back(path: Path) -> None:
    """Make the database from the copy `path`, whole or not at all; the copy may be gone afterwards."""
    if connection.vendor == "sqlite":
        target = _sqlite_path()
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, target)
    else:
        _run("pg_restore", "--no-owner", "--single-transaction", f"--dbname={_settings()['NAME']}", str(path))
    connection.close()


def _settings() -> dict[str, Any]:
    return dict(django.DATABASES["default"])


def _sqlite_path() -> Path:
    return Path(_settings()["NAME"])


def _run(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL's on our database; the password stays out of the list of processes."""
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    ours = _settings()
    env = os.environ | {variable: str(ours[key]) for variable, key in names.items() if ours.get(key)}
    try:
        done = subprocess.run([program, *arguments], env=env, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise BrokenBackup(f"Máy này không có {program}; cài gói postgresql-client rồi chạy lại.") from error
    if done.returncode:
        raise BrokenBackup(f"{program} không làm được: {done.stderr.strip()[:500]}")
