"""Tesseract: its flags, versions and faults, known in this module alone.

The library inside the process (`tesserocr`) answers in two thirds of the program's time, since it loads its model
once and gets its pixels without a file between; where it is not installed, the program is run by pytesseract.
"""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

# Tesseract's threads are slower together than apart (14 s a page instead of 2.3): one thread, one process a core.
os.environ["OMP_THREAD_LIMIT"] = "1"

from pipeline.boxes import PixelBox
from pipeline.errors import MissingTool, OcrFailed
from pipeline.images import Image

Language = Literal["vie", "script/Vietnamese"]
Layout = Literal["page", "column", "block", "line", "word", "sparse"]

PAGE_MODES: dict[Layout, int] = {"page": 3, "column": 4, "block": 6, "line": 7, "word": 8, "sparse": 11}
VARIABLES = {"tessedit_do_invert": "0"}
"""Office paper is never white on black: not looking for that saves a tenth of the time."""
SLASHES = str.maketrans("⁄∕", "//")
"""A slash beside figures is taken for that of a fraction."""
DATA_FOLDERS = ("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata")


@dataclass(frozen=True, slots=True)
class RawWord:
    """One word as Tesseract gives it: box in pixels, confidence 0 to 1, the number of its line down the page.

    `symbols` are its letters with their own boxes; the program (not the library) gives none: they are then spread
    evenly over the word.
    """

    text: str
    box: PixelBox
    confidence: float
    line: int
    symbols: tuple[tuple[str, PixelBox], ...] = ()


def words(
    image: Image, *, dpi: float, language: Language = "vie", layout: Layout = "page", only: str = ""
) -> list[RawWord]:
    """The words of a grey image, asked for once. `only` limits the letters that may be read.

    Raises `MissingTool` where Tesseract or the language is not installed, `OcrFailed` where it breaks down.
    """
    if min(image.shape[:2]) < 3:
        return []
    if _tesserocr() is not None:
        return _library(image, dpi, language, layout, only)
    return _parsed(_program(image, dpi, language, layout, only))


class Remembering:
    """`words`, asked once of each picture: crops of one place in several lights are often the same pixels."""

    def __init__(self) -> None:
        self._read: dict[tuple[Any, ...], list[RawWord]] = {}

    def __call__(
        self, image: Image, *, dpi: float, language: Language = "vie", layout: Layout = "page"
    ) -> list[RawWord]:
        asked = (image.shape, image.tobytes(), dpi, language, layout)
        if asked not in self._read:
            self._read[asked] = words(image, dpi=dpi, language=language, layout=layout)
        return self._read[asked]


def load(*wanted: Language) -> None:
    """Load the data of languages before they are asked for. Raises `MissingTool`."""
    if _tesserocr() is not None:
        for language in wanted:
            _engine(language)


def version() -> str:
    """Version of the Tesseract in use. Raises `MissingTool`."""
    module = _tesserocr()
    if module is not None:
        return str(module.tesseract_version()).split("\n")[0].removeprefix("tesseract ").strip()
    import pytesseract

    try:
        return str(pytesseract.get_tesseract_version())
    except pytesseract.TesseractNotFoundError as error:
        raise MissingTool("tesseract") from error


def languages() -> tuple[str, ...]:
    """Names of the installed languages (`vie`, `script/Vietnamese`…)."""
    folder = data_folder()
    if folder is None:
        return ()
    return tuple(
        sorted(str(file.relative_to(folder))[: -len(".traineddata")] for file in folder.rglob("*.traineddata"))
    )


@cache
def data_folder() -> Path | None:
    """Where Tesseract's language files are, or null."""
    stated = os.environ.get("TESSDATA_PREFIX")
    for folder in (stated, *DATA_FOLDERS):
        if folder and any(Path(folder).glob("*.traineddata")):
            return Path(folder)
    return None


def _installed(language: Language) -> tuple[Path, str]:
    """The folder of a language's data and its name there: scripts lie beside the languages or in script/."""
    folder = data_folder()
    if folder is None:
        raise MissingTool("tesseract", "không tìm thấy thư mục tessdata")
    for name in (language, language.removeprefix("script/")):
        if (folder / f"{name}.traineddata").exists():
            return folder, name
    raise MissingTool("tesseract", f"thiếu ngôn ngữ {language}")


@cache
def _tesserocr() -> Any:
    try:
        import tesserocr
    except ImportError:
        return None
    return tesserocr


@cache
def _engine(language: Language) -> Any:
    module = _tesserocr()
    folder, name = _installed(language)
    try:
        engine = module.PyTessBaseAPI(path=f"{folder}/", lang=name, oem=module.OEM.LSTM_ONLY)
    except RuntimeError as error:
        raise MissingTool("tesseract", f"không nạp được ngôn ngữ {language}") from error
    for key, value in VARIABLES.items():
        engine.SetVariable(key, value)
    return engine


def _library(image: Image, dpi: float, language: Language, layout: Layout, only: str) -> list[RawWord]:
    engine = _engine(language)
    engine.SetPageSegMode(PAGE_MODES[layout])
    engine.SetVariable("tessedit_char_whitelist", only)
    height, width = image.shape[:2]
    try:
        engine.SetImageBytes(image.tobytes(), width, height, 1, width)
        engine.SetSourceResolution(round(dpi))
        if not engine.Recognize():
            raise OcrFailed("tesseract")
        return _walked(engine.GetIterator())
    except RuntimeError as error:
        raise OcrFailed("tesseract", str(error)) from error
    finally:
        engine.Clear()


def _walked(results: Any) -> list[RawWord]:
    """Tesseract's results, symbol by symbol, as words."""
    levels = _tesserocr().RIL
    found: list[RawWord] = []
    symbols: list[tuple[str, PixelBox]] = []
    line = -1
    while results is not None:
        box = results.BoundingBox(levels.SYMBOL)
        if results.IsAtBeginningOf(levels.TEXTLINE):
            line += 1
        if box is not None and not results.Empty(levels.SYMBOL):
            symbols.append((results.GetUTF8Text(levels.SYMBOL).translate(SLASHES), box))
        if results.IsAtFinalElement(levels.WORD, levels.SYMBOL):
            text = "".join(letter for letter, _ in symbols)
            if text.strip():
                confidence = min(1.0, max(0.0, results.Confidence(levels.WORD) / 100))
                found.append(RawWord(text, results.BoundingBox(levels.WORD), confidence, line, tuple(symbols)))
            symbols = []
        if not results.Next(levels.SYMBOL):
            break
    return found


def _program(image: Image, dpi: float, language: Language, layout: Layout, only: str) -> str:
    import pytesseract
    from PIL import Image as PillowImage

    folder, name = _installed(language)
    flags = [f"--tessdata-dir {folder}", f"--dpi {round(dpi)}", f"--psm {PAGE_MODES[layout]}", "--oem 1"]
    flags += [f"-c {key}={value}" for key, value in VARIABLES.items()]
    if only:
        flags.append(f"-c tessedit_char_whitelist={only}")
    try:
        answer = pytesseract.image_to_data(PillowImage.fromarray(image), lang=name, config=" ".join(flags))
    except pytesseract.TesseractNotFoundError as error:
        raise MissingTool("tesseract") from error
    except (pytesseract.TesseractError, UnicodeDecodeError) as error:
        raise OcrFailed("tesseract", str(error)[:200]) from error
    return str(answer).partition("\n")[2]


def _parsed(tsv: str) -> list[RawWord]:
    """Rows of Tesseract's TSV (without heading) as words; its lines are numbered from 0 down the page."""
    found: list[RawWord] = []
    lines: dict[tuple[str, ...], int] = {}
    for row in csv.reader(tsv.translate(SLASHES).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) < 12 or row[0] != "5" or not row[11].strip():
            continue
        line = lines.setdefault(tuple(row[2:5]), len(lines))
        left, top, width, height = (int(cell) for cell in row[6:10])
        confidence = min(1.0, max(0.0, float(row[10]) / 100))
        box = (left, top, left + width, top + height)
        found.append(RawWord(row[11].strip(), box, confidence, line, _spread(row[11].strip(), box)))
    return found


def _spread(text: str, box: PixelBox) -> tuple[tuple[str, PixelBox], ...]:
    """Letters spread evenly over the box of their word."""
    left, top, right, bottom = box
    step = (right - left) / len(text)
    return tuple(
        (letter, (round(left + i * step), top, round(left + (i + 1) * step), bottom)) for i, letter in enumerate(text)
    )
