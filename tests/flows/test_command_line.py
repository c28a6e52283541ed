"""The command line: quick to answer, light to start, and as the guide says."""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from flows.cli import app
from pipeline import errors
from pipeline.settings import Limits, Settings
from tracking.mail import Mail

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "guide.md").read_text("utf-8")
HEAVY = ("prefect", "django", "spacy", "pandas", "numpy", "cv2", "pydantic", "rich.markdown")


def congvan(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "flows", *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ | environment, timeout=120
    )


def test_help_answers_within_half_a_second():
    """Processor time, best of five: the wall clock would measure what else the machine is doing."""

    def processor() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    took = []
    for _ in range(5):
        before = processor()
        assert congvan("--help").returncode == 0
        took.append(processor() - before)
    assert min(took) < 0.5


def test_the_command_line_imports_nothing_heavy():
    code = f"import sys, flows.cli; print([name for name in {HEAVY} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True).stdout == "[]\n"


@pytest.mark.parametrize("name", sorted(get_command(app).commands))  # type: ignore[attr-defined]
def test_every_command_stands_in_the_guide_with_its_options_and_exit_codes(name: str):
    command = get_command(app).commands[name]  # type: ignore[attr-defined]
    section = GUIDE.partition(f"### `congvan {name}`")[2].partition("\n### ")[0].partition("\n## ")[0]
    assert section, "no section of its own"
    for parameter in command.params:
        for option in parameter.opts:
            if option.startswith("--") and option != "--help":
                assert f"`{option}" in section
    codes = re.findall(r"(?<![\d-])(\d+) ", (command.help or "").partition("Mã thoát:")[2])
    assert codes, "its help names no exit code"
    assert codes == re.findall(r"^\| (\d+) \|", section, re.MULTILINE)


def test_the_guide_names_no_command_that_is_not_there():
    assert set(re.findall(r"^### `congvan (\w+)`", GUIDE, re.MULTILINE)) == set(get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("model", "prefix"), [(Settings, "CONGVAN_"), (Limits, "CONGVAN_LIMIT_"), (Mail, "CONGVAN_EMAIL_")]
)
def test_every_setting_stands_in_the_guide(model, prefix):
    assert [name for name in model.model_fields if f"| `{prefix}{name.upper()}` |" not in GUIDE] == []


def test_every_error_code_stands_in_the_guide():
    def below(kind: type[errors.CongvanError]):
        for child in kind.__subclasses__():
            if child.__module__ == errors.__name__:
                yield child
                yield from below(child)

    codes = {kind.code for kind in below(errors.CongvanError)}
    assert sorted(code for code in codes if f"| `{code}` |" not in GUIDE) == []


def test_read_prints_a_line_for_each_file_and_says_which_could_not_be_read(tmp_path: Path):
    empty = tmp_path / "rỗng.pdf"
    empty.touch()
    answer = congvan("read", str(empty), str(tmp_path / "không có.pdf"), CONGVAN_HOME=str(tmp_path / "nowhere"))
    assert answer.returncode == 1
    first, second = (json.loads(line) for line in answer.stdout.splitlines())
    assert (first["source"]["name"], first["error"]["code"]) == ("rỗng.pdf", "empty")
    assert second["error"]["code"] == "not_a_file"
    assert not (tmp_path / "nowhere").exists()


def test_a_wrong_call_ends_with_two():
    assert congvan("read").returncode == 2
    assert congvan("read", "--no-such-option", "a.pdf").returncode == 2
