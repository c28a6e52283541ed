"""Papers as clerks type them: `python -m benchmarks.typed --papers benchmarks/papers/ledger --out FOLDER [--seed 11]`.

With `--scanned mix` (or a level of `benchmarks.generate`) each is then printed, signed, sealed and scanned.

The text and the record of each are those of a TOML file, as for `benchmarks.generate`; here an office program lays it
out. python-docx writes the .docx, with tables for the head and the foot and the habits that clerks have, and
LibreOffice (`soffice` on the PATH) makes the PDF: no line of it is set by our own generator.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from benchmarks.generate import dressed, keep_record
from benchmarks.typed_scans import LEVELS, level_of, scanned
from samples.generator import truth
from samples.generator.paper import PARTY_MOTTO, STATE_MOTTO, YOUTH_MOTTO

FONTS = ("Tinos", "Tinos", "Tinos", "FreeSerif", "Noto Serif", "Arimo")
RULES = {"dashes": ("-" * 8, "-" * 18), "scores": ("_" * 8, "_" * 18), "none": ("", "")}
"""Rules as clerks type them: under the body's name, under the motto."""


@dataclass(frozen=True)
class Look:
    """How a paper is typed: sizes in points, widths in millimetres."""

    font: str
    size: float
    small: float
    line: float
    after: float
    indent: float
    tabbed: bool
    justified: bool
    rule: str
    margins: tuple[int, int, int]
    wider: int
    label: str
    numbered: bool

    @classmethod
    def by(cls, rng: random.Random) -> Look:
        """A clerk's habits."""
        return cls(
            font=rng.choice(FONTS), size=rng.choice((13, 13.5, 14, 14)), small=rng.choice((11.5, 12)),
            line=rng.choice((1.0, 1.05, 1.15, 1.3)), after=rng.choice((3, 6, 6)), indent=rng.choice((1.0, 1.27)),
            tabbed=rng.random() < 0.3, justified=rng.random() < 0.85, rule=rng.choice((*RULES, "underlined")),
            margins=(rng.choice((25, 30, 35)), rng.choice((15, 20)), rng.choice((15, 20))),
            wider=rng.choice((0, 14, 14, 14)), label=rng.choice(("table", "own row", "tab")),
            numbered=rng.random() < 0.7,
        )  # fmt: skip


class Typist:
    """One paper being typed."""

    def __init__(self, paper: dict[str, Any], look: Look) -> None:
        self.paper, self.look, self.document = paper, look, Document()
        section = self.document.sections[0]
        left, right, top = look.margins
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(left), Mm(right)
        section.top_margin = section.bottom_margin = Mm(top)
        self.width = 210 - left - right
        self.is_party = paper["system"] == "party" or tuple(paper.get("motto", ())) == YOUTH_MOTTO

    def typed(self) -> Any:
        """The whole document."""
        self._page_numbers()
        self._head()
        self._title()
        self._addressees()
        for block in self.paper["body"]:
            self._block(block)
        self._foot()
        for annex in self.paper.get("annexes", ()):
            self.document.add_page_break()
            for line in annex["heading"]:
                self._line(self.document, line, align=Align.CENTER, bold=True)
            self._line(self.document, annex.get("note", ""), align=Align.CENTER, italic=True)
            self._grid(annex)
        return self.document

    def _line(
        self, where: Any, text: str, size: float = 0, *, align: Any = None, before: float = 0, **style: bool
    ) -> Any:
        """A paragraph; `**bold**` and `//italic//` within."""
        paragraph = where.add_paragraph()
        made = paragraph.paragraph_format
        made.space_before, made.space_after, made.line_spacing = Pt(before), Pt(0), 1.0
        paragraph.alignment = align
        for part in re.split(r"(\*\*.+?\*\*|(?<!:)//.+?//)", text):
            mark = part[:2] if part[:2] in {"**", "//"} else ""
            run = paragraph.add_run(part.strip(mark) if mark else part)
            run.bold, run.italic = style.get("bold") or mark == "**", style.get("italic") or mark == "//"
            run.underline = style.get("underline", False)
            run.font.name, run.font.size = self.look.font, Pt(size or self.look.size)
            for script in ("w:cs", "w:eastAsia"):
                run._element.rPr.rFonts.set(qn(script), self.look.font)
        return paragraph

    def _columns(self, left: float, width: float) -> tuple[Any, Any]:
        """Two cells side by side, the left one so many millimetres wide."""
        table = self.document.add_table(rows=1, cols=2)
        table.autofit = False
        cells = table.rows[0].cells
        for cell, wide in zip(cells, (left, width - left), strict=True):
            cell.width = Mm(wide)
            cell._element.remove(cell.paragraphs[0]._element)
        return cells[0], cells[1]

    def _page_numbers(self) -> None:
        section = self.document.sections[0]
        section.different_first_page_header_footer = True
        place = section.header if self.look.numbered else section.footer
        paragraph = place.paragraphs[0]
        paragraph.alignment = Align.CENTER
        run = paragraph.add_run()
        for kind in ("begin", "", "end"):
            element = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                element.set(qn("w:fldCharType"), kind)
            else:
                element.text = "PAGE"
            run._element.append(element)

    def _head(self) -> None:
        look, width = self.look, self.width + self.look.wider
        left, right = self._columns(0.41 * width, width)
        drawn = self.is_party or look.rule == "underlined"
        *above, own = (part for line in self.paper["authority"] for part in line.split("|"))
        for line in above:
            self._line(left, line, look.small, align=Align.CENTER)
        self._line(left, own, look.small, align=Align.CENTER, bold=True, underline=drawn and not self.is_party)
        *first, last = self.paper.get("motto") or (PARTY_MOTTO if self.is_party else STATE_MOTTO)
        for line in first:
            self._line(right, line, look.small - 0.5, align=Align.CENTER, bold=True)
        self._line(right, last, look.small + 1, align=Align.CENTER, bold=True, underline=drawn)
        for cell, rule in zip((left, right), repeat("") if drawn else RULES[look.rule], strict=False):
            self._line(cell, "*" if self.is_party and cell is left else rule, 10, align=Align.CENTER)
        self._line(left, self.paper["number"], look.small, align=Align.CENTER)
        if about := self.paper.get("about"):
            self._line(left, about, 12, align=Align.CENTER, before=3, italic=self.is_party)
        self._line(right, self.paper["place_date"], look.small, align=Align.CENTER, before=3, italic=True)
        self._line(self.document, "", 6)

    def _title(self) -> None:
        if title := self.paper.get("title"):
            self._line(self.document, title, align=Align.CENTER, before=6, bold=True)
            self._line(self.document, self.paper.get("title_subject", ""), align=Align.CENTER, bold=True)
            self._line(self.document, RULES.get(self.look.rule, ("",))[0], 10, align=Align.CENTER)

    def _addressees(self) -> None:
        to, label = self.paper.get("to") or [], self.paper.get("to_label", "Kính gửi:")
        if len(to) < 2:
            for one in to:
                self._line(self.document, f"{label} {one}", align=Align.CENTER, before=6)
        elif self.look.label == "table":
            left, right = self._columns(48, self.width)
            self._line(left, label, align=Align.RIGHT)
            for one in to:
                self._line(right, one)
        elif self.look.label == "own row":
            self._line(self.document, label, before=6).paragraph_format.left_indent = Cm(2.5)
            for one in to:
                self._line(self.document, one).paragraph_format.left_indent = Cm(4.5)
        else:
            for head, one in zip(chain([label], repeat("")), to, strict=False):
                made = self._line(self.document, f"{head}\t{one}").paragraph_format
                made.left_indent = Cm(2)
                made.tab_stops.add_tab_stop(Cm(4.8))
        self._line(self.document, "", 6)

    def _block(self, block: str) -> None:
        look = self.look
        if block == "{table}":
            self._grid(self.paper["table"])
            return
        style = Align.CENTER if block[:2] == "= " else Align.JUSTIFY if look.justified else Align.LEFT
        text = block.removeprefix("= ").removeprefix("# ")
        made = self._line(self.document, f"\t{text}" if look.tabbed else text, align=style, bold=block[:2] == "# ")
        made.paragraph_format.space_after, made.paragraph_format.line_spacing = Pt(look.after), look.line
        if not look.tabbed and style != Align.CENTER:
            made.paragraph_format.first_line_indent = Cm(look.indent)

    def _grid(self, annex: dict[str, Any]) -> None:
        table = self.document.add_table(rows=0, cols=len(annex["columns"]))
        table.style = "Table Grid"
        for number, row in enumerate([annex["columns"], *annex["rows"]]):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell._element.remove(cell.paragraphs[0]._element)
                self._line(cell, text, 12, bold=not number)

    def _foot(self) -> None:
        self._line(self.document, "", 6)
        left, right = self._columns(0.49 * self.width, self.width)
        self._line(left, "Nơi nhận:" if self.paper["recipients"] else "", 12, bold=True, italic=not self.is_party)
        for entry in self.paper["recipients"]:
            self._line(left, entry, 11)
        for line in [*self.paper["sign"], *[""] * 4, self.paper["name"]]:
            self._line(right, line, align=Align.CENTER, bold=True)
        for line in filter(None, self.paper.get("foot", "").split("|")):
            self._line(self.document, line, 10, italic=True)


def typed(papers: Sequence[Path], seed: int, out: Path, scan: str = "") -> Iterator[Path]:
    """The PDFs of the papers, or their scans (`scan` is a level or `mix`), each with its expected record beside it."""
    plans = {}
    for index, path in enumerate(papers):
        plan = dressed(path, seed * 100_000 + index, "develop", "text")
        document = out / f"{path.stem}-typed.docx"
        Typist(plan["paper"], Look.by(random.Random(f"typed:{seed}:{index}"))).typed().save(str(document))
        plans[document] = plan
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(out), *map(str, plans)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    for index, (document, plan) in enumerate(plans.items()):
        file = document.with_suffix(".pdf")
        document.unlink()
        pages = len(pdfium.PdfDocument(file))
        if scan:
            file = scanned(file, plan, seed * 100_000 + index, level_of(index, scan))
        source = {"name": file.name, "pages": pages, "text_from": "ocr" if scan else "text_layer"}
        keep_record(truth.complete(plan["record"] | {"source": source}), file)
        yield file


def main() -> int:
    """Write the set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scanned", choices=("mix", *LEVELS), default="")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for file in typed(sorted(options.papers.glob("*.toml")), options.seed, options.out, options.scanned):
        print(file.name, flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
