"""Trains the reader of signers' names on made-up lines and writes it as ONNX.

python -m benchmarks.signatures.train --minutes 60 --out pipeline/data/names.onnx
python -m benchmarks.signatures.train --minutes 25 --keep build/names.pt, and then --start build/names.pt
python -m benchmarks.signatures.train --minutes 40 --start pipeline/data/names.onnx --alone    on from what is shipped
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch

from benchmarks.handwriting.resume import resume
from benchmarks.handwriting.train import learn
from benchmarks.signatures.lines import Floats, Writer
from benchmarks.signatures.network import Network
from pipeline.line_windows import HEIGHT
from pipeline.name_reader import LETTERS, spelled

FASTEST, SLOWEST = 3e-3, 3e-5
"""Rates of learning: the first up to `EBBS` of the time, then ever slower; on from a kept state half as fast."""
WARM, EBBS = 150, 0.6
"""Steps in which the rate rises, and the part of the time from which it falls."""


def _lines(seed: int, size: int, made: Any) -> None:
    """Batches of lines without end, into a queue: a second core makes them."""
    writer = Writer(seed)
    while True:
        made.put(writer.batch(size))


def _batches(seed: int, size: int, alone: bool) -> Iterator[tuple[Floats, list[str]]]:
    """Batches of lines without end, made by a second core unless `alone`."""
    writer = Writer(seed)
    queue: Any = multiprocessing.Queue(8)
    if not alone:
        multiprocessing.Process(target=_lines, args=(seed, size, queue), daemon=True).start()
    while True:
        yield writer.batch(size) if alone else queue.get()


def _begun(start: Path | None) -> Network:
    """A network to train: a new one, or on from a kept state or from a model that was written."""
    network = Network(len(LETTERS), seen=128, remembered=96)
    if start is not None and start.suffix == ".onnx":
        resume(network, start, torch.from_numpy(Writer(0).batch(256)[0]))
    elif start is not None:
        network.load_state_dict(torch.load(start))
    return network.train().to(memory_format=torch.channels_last)


def train(minutes: float, seed: int, start: Path | None = None, *, alone: bool = False, size: int = 32) -> Network:
    """Train for so many minutes on fresh lines, on from `start` where there is one; `alone` on one core."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    batches = _batches(seed, size, alone)
    network = _begun(start)
    fastest = FASTEST if start is None else FASTEST / 2
    optimizer = torch.optim.AdamW(network.parameters(), fastest)
    began, total, step = time.monotonic(), 0.0, 0
    while (part := (time.monotonic() - began) / (60 * minutes)) < 1:
        ebb = min(1.0, (1 - part) / (1 - EBBS))
        for group in optimizer.param_groups:
            group["lr"] = max(SLOWEST, fastest * min(1.0, step / WARM) * ebb)
        images, texts = next(batches)
        inputs = torch.from_numpy(images).to(memory_format=torch.channels_last)
        total += learn(network, optimizer, inputs, [spelled(text) for text in texts], LETTERS)
        step += 1
        if step % 250 == 0:
            print(f"{step} steps, {time.monotonic() - began:.0f} s, loss {total / 250:.3f}", flush=True)
            total = 0.0
    return network


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="a state that was kept, or a model, to train on from")
    parser.add_argument("--keep", type=Path, help="where to keep the state")
    parser.add_argument("--alone", action="store_true", help="make the lines on the same core")
    parser.add_argument("--out", type=Path, default=Path("pipeline/data/names.onnx"))
    asked = parser.parse_args()
    network = train(asked.minutes, asked.seed, asked.start, alone=asked.alone)
    if asked.keep is not None:
        torch.save(network.state_dict(), asked.keep)
    names: dict[str, Any] = {"input_names": ["image"], "output_names": ["frames"], "opset_version": 17, "dynamo": False}
    names["dynamic_axes"] = {"image": {0: "lines", 3: "width"}}
    torch.onnx.export(network.eval(), (torch.zeros(1, 1, HEIGHT, 320),), str(asked.out), **names)
    print(f"wrote {asked.out}")


if __name__ == "__main__":
    main()
