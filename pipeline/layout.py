"""Words of all pages to zones in reading order: the paper as its writer meant it, by geometry and a few fixed phrases.

No word disappears: what is known for no part of the paper is `noise`, what is doubtful stays in `body`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from extractors.document import Block, Zone, ZoneLabel, build, flag
from extractors.words import Word
from pipeline.annexes import begins_annex, is_annex_head
from pipeline.bundle_notes import Told
from pipeline.bundles import bundle_of
from pipeline.carried_over import is_unfinished, more_recipients, more_signature
from pipeline.fax_heads import fax_head
from pipeline.furniture import (
    arrival_stamps,
    digital_boxes,
    is_arrival,
    is_mark_stamp,
    marks,
    page_numbers,
    repeated,
    with_loose_stamps,
)
from pipeline.header import read_header
from pipeline.leaves import Leaf, leaves_of, on_their_sheets
from pipeline.lines import Line, Sheet, less, sheet_of
from pipeline.lists import entries, read_addressees
from pipeline.pagewords import PageWords
from pipeline.paragraphs import begins_item, block_of, row_of
from pipeline.phrases import squeeze
from pipeline.running import running, without_strokes
from pipeline.signed_lines import is_name
from pipeline.signoff import SignOff, is_foot, read_signoff
from pipeline.title import read_title
from pipeline.under_stamps import with_print_under_stamps
from pipeline.upright import as_scanned


def document(pages: Sequence[PageWords]) -> Doc:
    """The `Doc` of the paper in a file, from the words of its pages; what they tell a person is flagged."""
    found, told = laid_out(pages)
    doc = build(found)
    for about, reason in told:
        flag(doc, about, reason)
    return doc


def zones(pages: Sequence[PageWords]) -> list[Zone]:
    """The zones of a paper in reading order, from the words of its pages in order.

    Boxes and widths are in points, those of the words on the page as it was scanned. Pages without words (blank,
    failed) are passed over, those that are not of the paper come last.
    """
    return laid_out(pages)[0]


def laid_out(pages: Sequence[PageWords]) -> tuple[list[Zone], list[Told]]:
    """The zones that `zones` gives, and what a person should know of the pages they stand on."""
    leaves = leaves_of(pages)
    bundle = bundle_of(leaves, sheets := [_sheet(leaf) for leaf in leaves])
    known = {id(leaf): sheet for leaf, sheet in zip(leaves, sheets, strict=True)}
    parts = bundle.leaves()
    own, slips, others = ([known.get(id(leaf)) or _sheet(leaf) for leaf in part] for part in parts)
    found = [*_Paper(own, slips).zones(), *_aside(slips, others)]
    return as_scanned(on_their_sheets(found, [leaf for part in parts for leaf in part]), pages), bundle.told


def _sheet(leaf: Leaf) -> Sheet:
    return sheet_of(with_print_under_stamps(with_loose_stamps(leaf.page)))


def _aside(slips: Sequence[Sheet], others: Sequence[Sheet]) -> list[Zone]:
    """What stands on pages that are not of the paper; the stamps on its slips are read with it."""
    blocks = []
    for sheet in (*slips, *others):
        blocks += [Block(tuple(word for line in row for word in line.words)) for row in sheet.rows()]
        blocks += [Block((word,)) for word in sheet.doubles]
    blocks += [Block(stamp.words) for sheet in others for stamp in sheet.page.stamps if stamp.words]
    return [Zone("aside", tuple(blocks))] if blocks else []


class _Paper:
    """The zones of one paper while they are being found; each step takes lines and leaves the rest to the next.

    Of its `slips` only the stamps are read.
    """

    def __init__(self, sheets: Sequence[Sheet], slips: Sequence[Sheet] = ()) -> None:
        self.sheets = sheets
        self.slips = slips
        self.found: dict[ZoneLabel, list[Block]] = {}
        self.stamps: list[Zone] = []
        self.annexes: list[Zone] = []
        self.tables = 0
        self.signed = False

    def zones(self) -> list[Zone]:
        """All zones, in the order in which a person reads the paper."""
        self._stamps_read_apart()
        heads = repeated(self.sheets)
        body: list[tuple[Sheet, list[Line]]] = []
        for index, sheet in enumerate(self.sheets):
            rest = self._without_furniture(sheet, heads.get(sheet.number, []))
            if self.signed:
                rest = self._recipients_carried_over(sheet, self._signature_carried_over(sheet, rest))
                self._annex(sheet, rest)
                continue
            if body and begins_annex(sheet, rest):
                self.signed = True
                self._annex(sheet, rest)
                continue
            if index == 0:
                rest = self._head(sheet, rest)
            rest, after = self._signoff(sheet, rest)
            body.append((sheet, rest))
            if after:
                self._annex(sheet, after)
        self._body(body)
        return self._in_order()

    def _add(self, label: ZoneLabel, blocks: Iterable[Block]) -> None:
        self.found.setdefault(label, []).extend(block for block in blocks if block.words)

    def _add_lines(self, label: ZoneLabel, sheet: Sheet, lines: Iterable[Line]) -> None:
        """Each row of lines as a block of its own."""
        self._add(label, (block_of([row_of(row, sheet)], "paragraph") for row in sheet.rows(lines)))

    def _stamps_read_apart(self) -> None:
        for sheet in (*self.sheets, *self.slips):
            for stamp in sheet.page.stamps:
                words = tuple(sorted(stamp.words, key=lambda word: (word.line, word.box[0])))
                if not words:
                    continue
                if is_arrival(stamp):
                    self.stamps.append(Zone("arrival_stamp", _stamp_blocks(words)))
                else:
                    self._add("marks" if is_mark_stamp(stamp) else "noise", [Block(words)])

    def _without_furniture(self, sheet: Sheet, heads: Sequence[Line]) -> list[Line]:
        lines = list(sheet.lines)
        self._add("noise", [Block((word,)) for word in sheet.doubles])
        numbers = page_numbers(sheet, lines)
        lines = less(lines, numbers)
        self._add_lines("page_number", sheet, numbers)
        for label, found in (
            ("noise", heads),
            ("noise", fax_head(sheet, lines)),
            ("noise", digital_boxes(lines)),
            ("marks", marks(sheet, lines)),
        ):
            own = [line for line in found if line in lines]
            lines = less(lines, own)
            self._add_lines("noise" if label == "noise" else "marks", sheet, own)
        if sheet is self.sheets[0]:
            for stamp in arrival_stamps(sheet, lines):
                lines = less(lines, stamp)
                rows = tuple(block_of([row_of(row, sheet)], "paragraph") for row in sheet.rows(stamp))
                self.stamps.append(Zone("arrival_stamp", rows))
        return lines

    def _head(self, sheet: Sheet, lines: Sequence[Line]) -> list[Line]:
        """Takes the header, title, trích yếu and addressees of the first page."""
        header, rest = read_header(sheet, lines)
        self._add_lines("authority", sheet, header.authority)
        self._add_lines("motto", sheet, header.motto)
        self._add_whole("number", sheet, header.number)
        self._add_whole("place_date", sheet, header.place_date)
        self._add_whole("subject", sheet, header.subject)
        self._add_lines("noise", sheet, header.noise)
        jots = [line for line in rest if line.bottom < header.bottom - 4]
        self._add_lines("noise", sheet, jots)
        rest = less(rest, jots)
        rest = self._addressees(sheet, rest)
        rest = self._title(sheet, rest, bool(header.subject))
        if "addressees" not in self.found:
            rest = self._addressees(sheet, rest)
        return rest

    def _add_whole(self, label: ZoneLabel, sheet: Sheet, lines: Sequence[Line]) -> None:
        """All lines as one block."""
        if lines:
            self._add(label, [block_of([row_of(row, sheet) for row in sheet.rows(lines)], "paragraph")])

    def _title(self, sheet: Sheet, lines: Sequence[Line], has_about: bool) -> list[Line]:
        found = read_title(sheet, lines, has_about)
        if found is None:
            return list(lines)
        if found.line is not None:
            self._add("title", [block_of([row_of([found.line], sheet)], "heading")])
        if found.subject:
            self._add("subject", [block_of([row_of(item, sheet) for item in found.subject], "paragraph")])
        return less(lines, found.used)

    def _addressees(self, sheet: Sheet, lines: Sequence[Line]) -> list[Line]:
        found = read_addressees(sheet, lines)
        if found is None:
            return list(lines)
        self._add("addressees", found.entries)
        self._add_lines("noise", sheet, found.noise)
        return less(lines, found.used)

    def _signoff(self, sheet: Sheet, lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
        signoff = read_signoff(sheet, lines)
        if signoff is None or not (signoff.recipients or signoff.signature):
            return list(lines), []
        self.signed = True
        self._add_signoff(sheet, signoff)
        rest = signoff.rest_of(lines)
        after = sorted(signoff.after, key=lambda line: line.top)
        if any(is_annex_head(line) for line in after):
            return rest, after
        return [*rest, *after], []

    def _add_signoff(self, sheet: Sheet, signoff: SignOff) -> None:
        listed = self._without_strokes(sheet, signoff.recipients)
        self._add("recipients", entries([row_of(row, sheet) for row in sheet.rows(listed)]))
        self._add_lines("signature", sheet, signoff.signature)
        self._add_lines("noise", sheet, signoff.noise)

    def _signature_carried_over(self, sheet: Sheet, lines: Sequence[Line]) -> list[Line]:
        posts = self.found.get("signature", [])
        if self.annexes or not posts or any(is_name(block.words) for block in posts):
            return list(lines)
        found = more_signature(sheet, lines)
        self._add_signoff(sheet, found)
        return found.rest_of(lines)

    def _recipients_carried_over(self, sheet: Sheet, lines: Sequence[Line]) -> list[Line]:
        last = self.found.get("recipients", [])
        entry = " ".join(word.text for word in last[-1].words) if last else ""
        if self.annexes or not last or "luu" in squeeze(entry):
            return list(lines)
        is_open = is_unfinished(entry)
        found = more_recipients(sheet, lines, is_open=is_open)
        more = entries([row_of(row, sheet) for row in sheet.rows(found)])
        if is_open and more and not begins_item(more[0].words[0].text):
            last[-1] = replace(last[-1], words=(*last[-1].words, *more.pop(0).words))
        self._add("recipients", more)
        return less(lines, found)

    def _annex(self, sheet: Sheet, lines: Sequence[Line]) -> None:
        if all(is_foot(line) for line in lines):
            self._add_lines("noise", sheet, lines)
            return
        blocks = tuple(self._running([(sheet, list(lines))]))
        if self.annexes and not begins_annex(sheet, lines):
            self.annexes[-1] = Zone("annex", (*self.annexes[-1].blocks, *blocks))
        else:
            self.annexes.append(Zone("annex", blocks))

    def _body(self, parts: Sequence[tuple[Sheet, list[Line]]]) -> None:
        self._add("body", self._running(parts))

    def _running(self, parts: Sequence[tuple[Sheet, list[Line]]]) -> list[Block]:
        """Running text and tables, joined over page breaks."""
        blocks, tables = running([(sheet, self._without_strokes(sheet, lines)) for sheet, lines in parts], self.tables)
        self.tables += tables
        return blocks

    def _without_strokes(self, sheet: Sheet, lines: Sequence[Line]) -> list[Line]:
        """The lines without what the pen left among them, which becomes noise."""
        kept, noise = without_strokes(sheet, lines)
        self._add_lines("noise", sheet, noise)
        return kept

    def _in_order(self) -> list[Zone]:
        first: tuple[ZoneLabel, ...] = ("authority", "motto", "number", "place_date", "title", "subject")
        then: tuple[ZoneLabel, ...] = ("marks", "addressees", "body", "recipients", "signature")
        last: tuple[ZoneLabel, ...] = ("page_number", "noise")

        def made(labels: Iterable[ZoneLabel]) -> list[Zone]:
            return [Zone(label, tuple(self.found[label])) for label in labels if self.found.get(label)]

        return [*made(first), *self.stamps, *made(then), *self.annexes, *made(last)]


def _stamp_blocks(words: Sequence[Word]) -> tuple[Block, ...]:
    by_line: dict[int, list[Word]] = {}
    for word in words:
        by_line.setdefault(word.line, []).append(word)
    return tuple(Block(tuple(found)) for found in by_line.values())
