"""Trains the reader of an arrival stamp's rows on made-up rows and writes it as ONNX.

python -m benchmarks.stamped.train --minutes 40 --out pipeline/data/rows.onnx
python -m benchmarks.stamped.train --minutes 20 --start pipeline/data/rows.onnx --seed 2    on from what is shipped
"""

from __future__ import annotations

import argparse
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import torch

from benchmarks.handwriting.resume import resume
from benchmarks.handwriting.train import learn
from benchmarks.signatures.network import Network
from benchmarks.stamped.rows import Floats, Writer
from pipeline.line_windows import HEIGHT, batched, window
from pipeline.row_reader import LETTERS

FASTEST, SLOWEST = 3e-3, 3e-5
"""Rates of learning: the first up to `EBBS` of the time, then ever slower; on from a model half as fast."""
WARM, EBBS = 150, 0.5
"""Steps in which the rate rises, and the part of the time from which it falls."""
EASY = 0.15
"""Part of the time from which on most rows are under print, for a new network."""
KEPT = 500
"""Steps from which to which the model is written."""
SHOWN = 300
"""Batches that are kept to be shown again."""


def _batches(writer: Writer, size: int, hard: Callable[[], float]) -> Iterator[tuple[Floats, list[str]]]:
    """Batches of rows of about the same width without end, every other one shown before: to make them takes as long as
    to learn from them."""
    shown: deque[tuple[Floats, list[str]]] = deque(maxlen=SHOWN)
    while True:
        rows = sorted((writer.row(hard()) for _ in range(4 * size)), key=lambda row: row[0].shape[1] / row[0].shape[0])
        batches = [rows[at : at + size] for at in range(0, len(rows), size)]
        for batch in writer.rng.sample(batches, len(batches)):
            shown.append((batched([window(image) for image, _ in batch]), [text for _, text in batch]))
            yield shown[-1]
            yield writer.rng.choice(shown)


def train(minutes: float, seed: int, out: Path, start: Path | None = None, *, size: int = 32) -> None:
    """Train for so many minutes on fresh rows, on one core; on from the model `start` where there is one. The model is
    written to `out` now and then, and at the end."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    writer, network = Writer(seed), Network(len(LETTERS), seen=96, remembered=64)
    if start is not None:
        resume(network, start, torch.from_numpy(Writer(0).batch(256)[0]))
    network = network.train().to(memory_format=torch.channels_last)
    fastest = FASTEST if start is None else FASTEST / 2
    optimizer = torch.optim.AdamW(network.parameters(), fastest)
    began, total, step, part = time.monotonic(), 0.0, 0, 0.0
    batches = _batches(writer, size, lambda: float(start is not None or part >= EASY))
    while (part := (time.monotonic() - began) / (60 * minutes)) < 1:
        ebb = min(1.0, (1 - part) / (1 - EBBS))
        for group in optimizer.param_groups:
            group["lr"] = max(SLOWEST, fastest * min(1.0, step / WARM) * ebb)
        images, texts = next(batches)
        inputs = torch.from_numpy(images).to(memory_format=torch.channels_last)
        total += learn(network, optimizer, inputs, texts, LETTERS)
        step += 1
        if step % 100 == 0:
            print(f"{step} steps, {time.monotonic() - began:.0f} s, loss {total / 100:.3f}", flush=True)
            total = 0.0
        if step % KEPT == 0:
            _write(network, out)
    _write(network, out)


def _write(network: Network, out: Path) -> None:
    names: dict[str, Any] = {"input_names": ["image"], "output_names": ["frames"], "opset_version": 17, "dynamo": False}
    names["dynamic_axes"] = {"image": {0: "rows", 3: "width"}}
    torch.onnx.export(network.eval(), (torch.zeros(1, 1, HEIGHT, 320),), str(out), **names)
    network.train()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="a model to train on from")
    parser.add_argument("--out", type=Path, default=Path("pipeline/data/rows.onnx"))
    asked = parser.parse_args()
    train(asked.minutes, asked.seed, asked.out, asked.start)
    print(f"wrote {asked.out}")


if __name__ == "__main__":
    main()
