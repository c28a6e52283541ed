"""`from pipeline import read` in a script without a `__main__` guard, and in a notebook's way (from standard input)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = 'from pipeline import read\nprint(read("samples/inbox/08-tinh-doan.jpg").number.value)\n'


@pytest.mark.ocr
@pytest.mark.parametrize("way", ["file", "standard input"])
def test_a_plain_script_reads_a_scan(tmp_path: Path, way: str) -> None:
    script = tmp_path / "mine.py"
    script.write_text(SCRIPT)
    call = [sys.executable, str(script)] if way == "file" else [sys.executable, "-"]
    given = None if way == "file" else SCRIPT
    env = {**os.environ, "PYTHONPATH": os.getcwd()}
    done = subprocess.run(call, input=given, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "742-CV/TĐTN-TTNTH"


def test_what_reads_the_text_needs_no_libraries_of_the_page() -> None:
    """Only children read pages: OpenCV and the readers would be loaded for nothing."""
    loaded = "import sys, pipeline.reading, pipeline.layout, extractors.language; extractors.language.components()"
    asked = f"{loaded}; print(*{{'cv2', 'onnxruntime', 'pdfplumber', 'tesserocr'}} & {{*sys.modules}})"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.split() == []
