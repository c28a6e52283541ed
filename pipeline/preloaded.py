"""What every child needs, loaded once before it is forked: imported by the server process that children come from."""

from __future__ import annotations

import gc
from contextlib import suppress


def _load() -> None:
    gc.disable()  # nothing of what is loaded is garbage: looking for it takes a fifteenth of the time
    try:
        import pipeline.page_reading  # noqa: F401
        from extractors import wording
        from pipeline import tesseract
        from pipeline.errors import MissingTool

        wording.language()
        with suppress(MissingTool):  # the first page tells of it, to whom it concerns
            tesseract.load("vie", "script/Vietnamese")
    finally:
        gc.freeze()  # children share it for as long as nobody looks through it
        gc.enable()


_load()
