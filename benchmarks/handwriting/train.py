"""Trains the reader of numbers and dates on made-up strings and writes it as ONNX.

python -m benchmarks.handwriting.train --steps 7000 --out pipeline/data/digits.onnx
python -m benchmarks.handwriting.train --steps 1200 --start pipeline/data/digits.onnx --out pipeline/data/digits.onnx
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import nn

from benchmarks.handwriting.resume import resume
from benchmarks.handwriting.strings import Writer
from pipeline.digits import HEIGHT, LETTERS, WIDTH

MATERIAL = Path("build/handwriting")


def _block(inside: int, outside: int, pool: tuple[int, int]) -> nn.Sequential:
    convolution = nn.Conv2d(inside, outside, 3, padding=1, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(outside), nn.ReLU(), nn.MaxPool2d(pool))


class Network(nn.Module):
    """Image `(n, 1, HEIGHT, WIDTH)` to log probabilities `(n, WIDTH / 4, 1 + len(LETTERS))`: blank and the letters."""

    def __init__(self) -> None:
        super().__init__()
        first = [nn.Conv2d(1, 24, 5, stride=2, padding=2, bias=False), nn.BatchNorm2d(24), nn.ReLU()]
        self.seeing = nn.Sequential(*first, _block(24, 32, (2, 2)), _block(32, 64, (2, 1)), _block(64, 96, (5, 1)))
        self.reading = nn.GRU(96, 64, bidirectional=True, batch_first=True)
        self.naming = nn.Linear(128, 1 + len(LETTERS))

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        features = self.seeing(image).squeeze(2).transpose(1, 2)
        return self.naming(self.reading(features)[0]).log_softmax(-1)


def learn(
    network: nn.Module, optimizer: torch.optim.Optimizer, images: torch.Tensor, texts: Sequence[str], letters: str
) -> float:
    """One step of learning on a batch of images and what they say in a network's letters; the loss before it."""
    frames = network(images).transpose(0, 1)
    labels = torch.tensor([letters.index(c) + 1 for text in texts for c in text])
    sizes = torch.full((len(texts),), len(frames)), torch.tensor([len(text) for text in texts])
    loss = nn.CTCLoss(zero_infinity=True)(frames, labels, *sizes)
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 5)
    optimizer.step()
    return float(loss.item())


def train(steps: int, seed: int, start: Path | None = None, size: int = 64) -> Network:
    """Train for `steps` batches of `size` fresh strings each, one core; on from the model `start` if there is one."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    writer, network = Writer(MATERIAL, seed), Network()
    if start is not None:
        resume(network, start, torch.from_numpy(writer.batch(256)[0]))
        network.train()
    optimizer = torch.optim.AdamW(network.parameters(), 2e-3)
    fastest = 3e-3 if start is None else 1.5e-3
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, fastest, total_steps=steps, pct_start=0.1)
    total, began = 0.0, time.monotonic()
    for step in range(1, steps + 1):
        images, texts = writer.batch(size)
        total += learn(network, optimizer, torch.from_numpy(images), texts, LETTERS)
        schedule.step()
        if step % 250 == 0:
            print(f"{step} steps, {time.monotonic() - began:.0f} s, loss {total / 250:.3f}", flush=True)
            total = 0.0
    return network.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=7000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("pipeline/data/digits.onnx"))
    parser.add_argument("--start", type=Path, help="a model to train on from, in fewer steps")
    asked = parser.parse_args()
    network = train(asked.steps, asked.seed, asked.start)
    names = {"input_names": ["image"], "output_names": ["frames"], "opset_version": 17, "dynamo": False}
    names["dynamic_axes"] = {"image": {3: "width"}}
    torch.onnx.export(network, (torch.zeros(1, 1, HEIGHT, WIDTH),), str(asked.out), **names)
    print(f"wrote {asked.out}")


if __name__ == "__main__":
    main()
