"""The network that reads a line: convolutions, a recurrent layer, letters by frame (CTC)."""

from __future__ import annotations

import torch
from torch import nn


class Network(nn.Module):
    """Image `(n, 1, HEIGHT, w)` to log probabilities `(n, w / 4, 1 + letters)`: blank and the letters."""

    def __init__(self, letters: int, seen: int, remembered: int) -> None:
        """`seen` features a frame; `remembered` in each direction."""
        super().__init__()
        first = [nn.Conv2d(1, 16, 5, stride=2, padding=2, bias=False), nn.BatchNorm2d(16), nn.ReLU()]
        self.seeing = nn.Sequential(
            *first, _block(16, 32, (2, 2)), _block(32, 64, (2, 1)), _block(64, 96, (2, 1)), _block(96, seen, (3, 1))
        )
        self.reading = nn.GRU(seen, remembered, bidirectional=True, batch_first=True)
        self.naming = nn.Linear(2 * remembered, 1 + letters)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        features = self.seeing(image).squeeze(2).transpose(1, 2)
        return self.naming(self.reading(features)[0]).log_softmax(-1)


def _block(inside: int, outside: int, step: tuple[int, int]) -> nn.Sequential:
    convolution = nn.Conv2d(inside, outside, 3, step, (0 if step[0] == 3 else 1, 1), bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(outside), nn.ReLU())
