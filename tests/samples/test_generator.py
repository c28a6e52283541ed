"""Generated dispatches: the same seed gives the same, the truth stands on the page, the pools share nothing."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from benchmarks import generate
from samples.generator import truth
from samples.generator.dispatch import plan
from samples.generator.paper import Sheet, typeset
from samples.generator.produce import paper_of, produce
from samples.generator.scans import FAULTS
from samples.generator.wording import FOLDER, HALVES

LETTERS = str.maketrans(dict.fromkeys(',;:."()“”', " "))


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    made = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        made.append(generate.one(3, "develop", "office", tmp_path / folder))
    assert made[0].file.read_bytes() == made[1].file.read_bytes()
    names = sorted(p.name for p in (tmp_path / "one").iterdir())
    assert [Path(n).suffixes for n in names] == [[".json"], [".pdf"], [".txt"], [".zones", ".json"]]
    zones = json.loads((tmp_path / "one" / names[-1]).read_text(encoding="utf-8"))
    assert {"authority", "number", "place_date", "body", "recipients", "signature"} <= {word["zone"] for word in zones}


def test_halves_share_no_fault() -> None:
    for level, faults in FAULTS.items():
        assert not set(faults[::2]) & set(faults[1::2]), level


def test_a_sheet_laid_down_sideways(tmp_path: Path) -> None:
    planned = plan(5, "develop", "rough") | {"scan": {"seed": 1, "dpi": 100, "turn": 1, "faults": ["off_glass"]}}
    made = produce(planned, tmp_path, "turned")
    with pypdfium2.PdfDocument(made.file) as document:
        width, height = document[0].get_size()
        pixels = document[0].render(scale=1).to_numpy()
    assert width > height
    edges = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    assert (edges < 60).mean() > 0.2


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("seed", range(16))
def test_truth_is_printed(half: str, seed: int) -> None:
    planned = plan(seed, half, "text" if seed % 2 else "office")
    record = truth.complete(planned["record"])
    printed = _printed(typeset(paper_of(planned["paper"])))
    wanted = [record["subject"]["value"], record["signer"]["value"]]
    wanted += [entry["value"] for entry in record["recipients"] + record["citations"]]
    wanted += [entry["title"] for entry in record["citations"] if entry["title"]]
    wanted += [entry["action"] for entry in record["directives"]]
    for text in wanted:
        assert _plain(text) in printed
    for entry in record["citations"]:
        symbol = entry["value"].replace(" ", "")
        assert entry["kind"] == "Luật" or printed.replace(" ", "").count(symbol) >= entry["mentions"]


def test_halves_share_no_wording() -> None:
    for name in ("phrases", "bodies"):
        pools = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
        for pool, rows in pools.items():
            if pool != "deadline":
                develop, apart = ({str(row) for row in rows[half::2]} for half in (0, 1))
                assert not develop & apart, pool
                assert develop, pool
                assert apart, pool


def _printed(sheet: Sheet) -> str:
    words = [word for word in sheet.words if word.zone != "page_number"]
    text = " ".join(word.text for word in words)
    return _plain(text + " " + " ".join(blank.text for blank in sheet.blanks))


def _plain(text: str) -> str:
    return " ".join(text.translate(LETTERS).split()).replace("- ", "-").replace("/ ", "/")
