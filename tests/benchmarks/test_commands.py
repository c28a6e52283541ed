"""Every benchmark starts: what it imports from the house is there; and those that carry on are told of it."""

import re
import subprocess
import sys
from pathlib import Path

TRAINING = {  # want PyTorch, which the house does not
    *("benchmarks.handwriting.train", "benchmarks.handwriting.resume"),
    *("benchmarks.signatures.network", "benchmarks.signatures.train", "benchmarks.stamped.train"),
}
MODULES = sorted({".".join(path.with_suffix("").parts) for path in Path("benchmarks").rglob("*.py")} - TRAINING)
COMMANDS = {name for name in MODULES if "__main__" in Path(*name.split(".")).with_suffix(".py").read_text()}


def test_each_command_stands_among_the_figures():
    told = set(re.findall(r"python -m (benchmarks\.\w+)", Path("CONTRIBUTING.md").read_text()))
    assert told == {name for name in COMMANDS if "handwriting" not in name}


def test_all_start():
    assert "benchmarks.accuracy" in MODULES
    code = f"import importlib\nfor name in {MODULES}: importlib.import_module(name)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
