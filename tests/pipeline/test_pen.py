"""What stands in the gap of a number: print where Tesseract saw print, the pen's where it did not."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.gaps import find_gaps
from pipeline.images import Image
from pipeline.pen import filled
from pipeline.tesseract import RawWord


def page(figures: str) -> Image:
    """White paper with upright figures in the gap between 150 and 210 pixels, on a line of capitals 24 pixels high."""
    made = np.full((220, 400), 255, np.uint8)
    cv2.putText(made, figures, (165, 123), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 0, 2, cv2.LINE_AA)
    return made


def words(seen: str, confidence: float) -> list[RawWord]:
    """`Số:`, what Tesseract saw in the gap, and the symbol."""
    made = []
    for text, left, step, sure in (("Số:", 100, 14, 0.95), (seen, 165, 18, confidence), ("/TTr-BQLDA", 215, 14, 0.95)):
        symbols = tuple((letter, (left + i * step, 100, left + (i + 1) * step, 124)) for i, letter in enumerate(text))
        made.append(RawWord(text, (left, 100, left + len(text) * step, 124), sure, 0, symbols))
    return made


@pytest.mark.parametrize(("seen", "by_hand"), [("Ý“", True), ("Z/", True), ("3", False)])
def test_upright_figures_are_print_only_where_print_was_seen(seen: str, by_hand: bool) -> None:
    read = words(seen, 0.8)
    ((_, found),) = filled(find_gaps(read), read, page("3"))
    assert (found.text, found.by_hand) == ("3", by_hand)
