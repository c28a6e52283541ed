"""Pages so faint that their print is hardly darker than the paper: a last copy of a ribbon, a bleached fax."""

from __future__ import annotations

import numpy as np

from pipeline.images import Image, as_image, grey, levels_at

FAINT = (45.0, 100.0)
"""Levels by which the darkest ink of such a page is darker than its paper; the back of a sheet shows through with less,
ordinary print is half as dark again."""
DARKEST = 0.05
"""Of a hundred pixels, how many are as dark as the darkest ink: a page may have but three lines."""
INK, PAPER = 30.0, 240.0
"""Levels to which ink and paper are brought."""


def deepened(image: Image) -> Image | None:
    """A faint page with print as dark as it should be; null where it is none."""
    few = grey(as_image(np.ascontiguousarray(image[::3, ::3])))
    dark, paper = levels_at(few, DARKEST, 60)
    if not FAINT[0] < paper - dark < FAINT[1]:
        return None
    levels = (np.arange(256) - dark) * ((PAPER - INK) / (paper - dark)) + INK
    return as_image(np.clip(levels, 0, 255).astype(np.uint8)[image])
