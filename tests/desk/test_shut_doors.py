"""What must hold of an installation behind HTTPS, asked of a process of its own: settings are read once."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = """
import django; django.setup()
from django.conf import settings
from django.core.management import call_command
call_command("check", deploy=True, fail_level="WARNING")
call_command("makemigrations", check=True, dry_run=True, verbosity=0)
assert settings.DEBUG is False
assert len(settings.SECRET_KEY) >= 50
"""


def test_django_finds_nothing_to_complain_of_and_the_key_is_the_installations_own(tmp_path):
    keys = set()
    for home in (tmp_path / "a", tmp_path / "a", tmp_path / "b"):
        environment = os.environ | {
            "CONGVAN_HOME": str(home), "CONGVAN_HTTPS": "true", "DJANGO_SETTINGS_MODULE": "tracking.conf",
        }  # fmt: skip
        environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # the browser's tests set it
        command = [sys.executable, "-c", CODE]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        key = home / "secret.key"
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        keys.add(key.read_text())
    assert len(keys) == 2  # kept from start to start, another in each home
