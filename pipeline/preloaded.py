"""What every child needs, loaded once before it is forked: imported by the server process that children come from."""

from __future__ import annotations

from contextlib import suppress

import pipeline.page_reading  # noqa: F401
from extractors import wording
from pipeline import tesseract
from pipeline.errors import MissingTool

wording.language()
with suppress(MissingTool):  # the first page tells of it, to whom it concerns
    tesseract.load("vie", "script/Vietnamese")
