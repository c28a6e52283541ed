"""The ring of a seal over a name."""

import cv2
import numpy as np
import pytest

from pipeline.rings import without_ring

DPI = 200


@pytest.fixture
def sealed() -> np.ndarray:
    """A crop whose edge cuts a seal's double ring, with a stroke of print beside it."""
    crop = np.full((300, 500), 255, np.uint8)
    for radius in (138, 130):
        cv2.circle(crop, (120, 150), radius, 60, 3)
    cv2.line(crop, (300, 250), (480, 250), 0, 4)
    return crop


def test_the_ring_goes_and_print_beside_it_stays(sealed):
    cleared = without_ring(sealed, DPI)
    assert cleared is not None
    assert (cleared[20:280, 255:262] > 200).all()
    assert (cleared[248:252, 300:480] == sealed[248:252, 300:480]).all()


def test_what_lies_past_the_edge_is_paper_whatever_the_memory_held(sealed):
    first = without_ring(sealed, DPI)
    for value in (0, 255, 90):
        held = [np.full((900, 170), value, np.uint8) for _ in range(40)]
        del held
        assert (without_ring(sealed, DPI) == first).all()


def test_a_crop_without_a_seal_has_no_ring():
    assert without_ring(np.full((300, 500), 255, np.uint8), DPI) is None
