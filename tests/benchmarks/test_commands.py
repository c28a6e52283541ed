"""Every benchmark starts: what it imports from the house is there."""

import subprocess
import sys
from pathlib import Path

TRAINING = {"benchmarks.handwriting.train", "benchmarks.handwriting.resume"}  # want PyTorch, which the house does not
MODULES = sorted({".".join(path.with_suffix("").parts) for path in Path("benchmarks").rglob("*.py")} - TRAINING)


def test_all_start():
    assert "benchmarks.accuracy" in MODULES
    code = f"import importlib\nfor name in {MODULES}: importlib.import_module(name)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
