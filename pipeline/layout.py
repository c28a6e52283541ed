"""Words of all pages to zones in reading order: the paper as its writer meant it, by geometry and a few fixed phrases.

No word disappears: what is known for no part of the paper is `noise`, what is doubtful stays in `body`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractors.document import Block, Zone, ZoneLabel
from extractors.folding import fold
from extractors.words import Word
from pipeline.furniture import (
    arrival_stamps,
    digital_boxes,
    is_arrival,
    is_mark_stamp,
    marks,
    page_numbers,
    repeated,
)
from pipeline.header import has_head, is_addressees, read_header
from pipeline.lines import Line, Sheet, cut, sheet_of
from pipeline.pagewords import PageWords, Rule, Stamp
from pipeline.paragraphs import Row, begins_item, block_of, ends_sentence, paragraphs, row_of, strokes
from pipeline.phrases import head_length, is_capitals, is_one_of, squeeze, starts_with
from pipeline.signoff import SignOff, is_foot, more_recipients, read_signoff
from pipeline.tables import Table, tables

_LABEL = re.compile(r"(noi nhan|kinh gui)\W*$")
_LABELLED_ITEM = re.compile(r":\s*[-–—]")
_ATTACHED = re.compile(r"^\W*\(?(ban hanh )?kem theo\b")


def zones(pages: Sequence[PageWords]) -> list[Zone]:
    """The zones of a paper in reading order, from the words of its pages in order.

    Boxes and widths are in points. Pages without words (blank, failed) are passed over.
    """
    return _Paper([sheet_of(_with_loose_stamps(page)) for page in pages if page.words or page.stamps]).zones()


def _with_loose_stamps(page: PageWords) -> PageWords:
    """The page with the words of stamps that are neither arrival stamp, mark nor seal put back among its own.

    Offices also stamp the signer's name and post.
    """
    loose = [stamp for stamp in page.stamps if not _is_known(stamp)]
    if not loose:
        return page
    kept = tuple(stamp for stamp in page.stamps if _is_known(stamp))
    words = (*page.words, *(word for stamp in loose for word in stamp.words))
    return PageWords(page.number, page.width, page.height, words, page.source, kept, page.rules)


def _is_known(stamp: Stamp) -> bool:
    return is_arrival(stamp) or is_mark_stamp(stamp) or stamp.shape == "round"


class _Paper:
    """The zones of one paper while they are being found; each step takes lines and leaves the rest to the next."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.sheets = sheets
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
                rest = self._recipients_carried_over(sheet, rest)
                self._annex(sheet, rest)
                continue
            if body and _begins_annex(sheet, rest):
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
        for sheet in self.sheets:
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
        lines = _less(lines, numbers)
        self._add_lines("page_number", sheet, numbers)
        for label, found in (("noise", heads), ("noise", digital_boxes(lines)), ("marks", marks(sheet, lines))):
            own = [line for line in found if line in lines]
            lines = _less(lines, own)
            self._add_lines("noise" if label == "noise" else "marks", sheet, own)
        if sheet is self.sheets[0]:
            for stamp in arrival_stamps(sheet, lines):
                lines = _less(lines, stamp)
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
        rest = _less(rest, jots)
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
        rows = sheet.rows(lines)
        for index, row in enumerate(rows):
            if row[0].middle > 0.62 * sheet.page.height or is_addressees(row[0]):
                break
            title = next((line for line in row if _is_title(line, sheet)), None)
            if title is None or (has_about and not is_one_of(title.text, "titles", 0.85)):
                continue
            subject: list[Sequence[Line]] = list(_subject_rows(rows[index + 1 :], sheet, title))
            used = [title, *(line for item in subject for line in item)]
            # `BÁO CÁO GIÁ THỊ TRƯỜNG THÁNG 5` in one line: the kind's name, then the trích yếu.
            length = head_length(title.text, "titles", 0.8)
            subject = [cut(title, [title.words[length:]]), *subject] if length < len(title.words) else subject
            title = cut(title, [title.words[:length]])[0]
            self._add("title", [block_of([row_of([title], sheet)], "heading")])
            if subject:
                self._add("subject", [block_of([row_of(item, sheet) for item in subject], "paragraph")])
            return _less(lines, used)
        return list(lines)

    def _addressees(self, sheet: Sheet, lines: Sequence[Line]) -> list[Line]:
        rows = sheet.rows(lines)
        start = next(
            (
                i
                for i, row in enumerate(rows)
                if row[0].middle < 0.7 * sheet.page.height and any(map(is_addressees, row))
            ),
            None,
        )
        if start is None:
            return list(lines)
        taken = [row_of(rows[start], sheet)]
        used = [*rows[start]]
        between: list[Line] = []
        for row in rows[start + 1 :]:
            if not _readable(row):
                between += row
                continue
            made = row_of(row, sheet)
            if not _goes_on(made, taken):
                break
            taken.append(made)
            used += row + between
            self._add_lines("noise", sheet, between)
            between = []
        self._add("addressees", _entries(taken))
        return _less(lines, used)

    def _signoff(self, sheet: Sheet, lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
        signoff = read_signoff(sheet, lines)
        if signoff is None or not (signoff.recipients or signoff.signature):
            return list(lines), []
        self.signed = True
        self._add_signoff(sheet, signoff)
        whole = {id(word) for line in signoff.lines() for word in line.words}
        rest = [line for line in lines if not all(id(word) in whole for word in line.words)]
        after = sorted(signoff.after, key=lambda line: line.top)
        if any(_is_annex_head(line) for line in after):
            return rest, after
        return [*rest, *after], []

    def _add_signoff(self, sheet: Sheet, signoff: SignOff) -> None:
        listed = self._without_strokes(sheet, signoff.recipients)
        self._add("recipients", _entries([row_of(row, sheet) for row in sheet.rows(listed)]))
        self._add_lines("signature", sheet, signoff.signature)
        self._add_lines("noise", sheet, signoff.noise)

    def _recipients_carried_over(self, sheet: Sheet, lines: Sequence[Line]) -> list[Line]:
        last = self.found.get("recipients", [])
        if self.annexes or not last or "luu" in squeeze(" ".join(word.text for word in last[-1].words)):
            return list(lines)
        found = more_recipients(sheet, lines)
        self._add("recipients", _entries([row_of(row, sheet) for row in sheet.rows(found)]))
        return _less(lines, found)

    def _annex(self, sheet: Sheet, lines: Sequence[Line]) -> None:
        if all(is_foot(line) for line in lines):
            self._add_lines("noise", sheet, lines)
            return
        blocks = tuple(self._running([(sheet, list(lines))]))
        if self.annexes and not _begins_annex(sheet, lines):
            self.annexes[-1] = Zone("annex", (*self.annexes[-1].blocks, *blocks))
        else:
            self.annexes.append(Zone("annex", blocks))

    def _body(self, parts: Sequence[tuple[Sheet, list[Line]]]) -> None:
        self._add("body", self._running(parts))

    def _running(self, parts: Sequence[tuple[Sheet, list[Line]]]) -> list[Block]:
        """Running text and tables, joined over page breaks."""
        blocks: list[Block] = []
        rows: list[Row] = []
        for sheet, found in parts:
            lines = self._without_strokes(sheet, found)
            grids = tables(sheet, lines)
            inside = {id(word) for table in grids for line in table.lines for word in line.words}
            free = [line for line in lines if not any(id(word) in inside for word in line.words)]
            cut_words = [
                line for line in lines if line not in free and any(id(word) not in inside for word in line.words)
            ]
            for line in cut_words:
                free += cut(line, [[word for word in line.words if id(word) not in inside]])
            for table in grids:
                above = [line for line in free if line.middle < table.top]
                rows += [row_of(row, sheet) for row in sheet.rows(above)]
                free = [line for line in free if line.middle >= table.top]
                blocks += paragraphs(rows)
                rows = []
                blocks += self._table(table)
            rows += [row_of(row, sheet) for row in sheet.rows(free)]
        return [*blocks, *paragraphs(rows)]

    def _without_strokes(self, sheet: Sheet, lines: Sequence[Line]) -> list[Line]:
        """The lines without what the pen left among them, which becomes noise."""
        kept: list[Line] = []
        noise: list[Line] = []
        for row in sheet.rows(lines):
            if not _readable(row):
                noise += row
                continue
            for line in row:
                text, pen = strokes(line)
                kept += cut(line, [text])
                noise += cut(line, [pen])
        self._add_lines("noise", sheet, noise)
        return kept

    def _table(self, table: Table) -> list[Block]:
        number = self.tables
        self.tables += 1
        return table.blocks(number)

    def _in_order(self) -> list[Zone]:
        first: tuple[ZoneLabel, ...] = ("authority", "motto", "number", "place_date", "title", "subject")
        then: tuple[ZoneLabel, ...] = ("marks", "addressees", "body", "recipients", "signature")
        last: tuple[ZoneLabel, ...] = ("page_number", "noise")

        def made(labels: Iterable[ZoneLabel]) -> list[Zone]:
            return [Zone(label, tuple(self.found[label])) for label in labels if self.found.get(label)]

        return [*made(first), *self.stamps, *made(then), *self.annexes, *made(last)]


def _less(lines: Sequence[Line], taken: Iterable[Line]) -> list[Line]:
    gone = {id(line) for line in taken}
    return [line for line in lines if id(line) not in gone]


def _readable(row: Sequence[Line]) -> bool:
    return any(c.isalnum() for line in row for c in line.text)


def _stamp_blocks(words: Sequence[Word]) -> tuple[Block, ...]:
    by_line: dict[int, list[Word]] = {}
    for word in words:
        by_line.setdefault(word.line, []).append(word)
    return tuple(Block(tuple(found)) for found in by_line.values())


def _is_title(line: Line, sheet: Sheet) -> bool:
    """Capitals about the middle of the page that are a kind's name, or begin with one."""
    off = abs(line.centre - sheet.middle)
    if not is_capitals(line.text) or off > 0.13 * sheet.page.width or line.width > 0.6 * sheet.page.width:
        return False
    return is_one_of(line.text, "titles", 0.8) or starts_with(line.text, "titles")


def _subject_rows(rows: Sequence[Sequence[Line]], sheet: Sheet, title: Line) -> list[Sequence[Line]]:
    """The centred rows under a title, down to a short rule, a gap, capitals after small letters, or running text."""
    found: list[Sequence[Line]] = []
    small = False
    before = title.bottom
    for index, row in enumerate(rows):
        central = [line for line in row if line.x0 < sheet.middle < line.x1]
        if not central and row[0].x0 < sheet.middle < row[-1].x1:
            central = list(row)  # a stamp may have taken the words in the middle
        if not central or not any(c.isalnum() for c in central[0].text):
            if row[0].top - before > 2.2 * sheet.text_height:
                break
            continue
        made = row_of(central, sheet)
        if found and (made.top - before > 1.7 * sheet.text_height or _rule_between(sheet, before, made.top, made)):
            break
        capitals = is_capitals(made.text)
        below = row_of(rows[index + 1], sheet) if index + 1 < len(rows) else None
        if _is_running_text(made, below, bool(found)) or (small and capitals):
            break
        small = small or not capitals
        before = made.bottom
        found.append(central)
    return found


def _is_running_text(row: Row, below: Row | None, under_subject: bool) -> bool:
    """Whether a row under a title is the paper's first paragraph and no more trích yếu."""
    sheet, folded = row.sheet, fold(row.text)
    left, right = row.x0 - sheet.left, sheet.right - row.x1
    uneven = abs(left - right)
    if uneven > 30 or (uneven > 16 and right < 12):
        return True
    if begins_item(row.text) or re.match(r"can cu\b|thuc hien\b|\W*kinh gui", folded):
        return True
    if left > 16 or right > 16 or under_subject or folded.startswith(("ve ", "v/v")):
        return False
    # From margin to margin: a paragraph without indent goes on at the margin, a trích yếu does not.
    return below is not None and below.x0 < sheet.left + 8 and below.top - row.top < 1.6 * row.height


def _rule_between(sheet: Sheet, top: float, bottom: float, row: Row) -> bool:
    """Whether a short rule stands between two heights, around the middle of the text."""
    return any(
        rule.horizontal
        and top - 3 < _middle_of(rule, sheet)[1] < bottom + 3
        and rule.box[2] - rule.box[0] < 0.5 * sheet.page.width
        and abs(_middle_of(rule, sheet)[0] - sheet.middle) < 0.15 * sheet.page.width
        and bottom - top > 0.3 * row.height
        for rule in sheet.page.rules
    )


def _middle_of(rule: Rule, sheet: Sheet) -> tuple[float, float]:
    return sheet.upright((rule.box[0] + rule.box[2]) / 2, (rule.box[1] + rule.box[3]) / 2)


def _goes_on(row: Row, taken: Sequence[Row]) -> bool:
    """Whether a row still belongs to the list of addressees."""
    sheet, last, text = row.sheet, taken[-1], row.text
    if row.top - last.top > 3.2 * max(sheet.text_height, last.height):
        return False
    shift = taken[0].x0 - min(word.box[0] for word in taken[0].words)
    label_end = next((word.box[2] + shift for word in taken[0].words if word.text.endswith(":")), taken[0].x0)
    indent = row.x0 - sheet.left
    full = row.x1 > sheet.right - 20
    if text[:1].islower() and not begins_item(text) and not last.text.rstrip().endswith((".", ";")):
        return True
    if text.startswith("("):
        return indent > 40
    if begins_item(text):
        return indent > 45 and not (
            ends_sentence(last.text) and last.text.rstrip().endswith(".") and indent < 60 and full
        )
    return indent > 62 or (row.x0 > label_end - 12 and indent > 45)


def _entries(rows: Sequence[Row]) -> list[Block]:
    """Rows of a list as items: a row that begins in small letters, or under an entry that did not end, goes on."""
    dashed = sum(begins_item(row.text) or bool(_LABELLED_ITEM.search(fold(row.text))) for row in rows) >= 1
    groups: list[list[Row]] = []
    for row in rows:
        if groups and _continues(row, groups[-1][-1], dashed):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [
        block_of(group, "item" if index or begins_item(group[0].text) else "paragraph")
        for index, group in enumerate(groups)
    ]


def _continues(row: Row, above: Row, dashed: bool) -> bool:
    """Whether a row of a list carries on the entry above it; `dashed` where entries begin with a dash."""
    text, last = row.text, above.text.rstrip()
    if begins_item(text) or _LABEL.search(fold(last)):
        return False
    if last.endswith((";", ".")):
        return False
    return dashed or text[:1].islower() or text.startswith("(") or last.endswith(("-", "/", "và", "của"))


def _begins_annex(sheet: Sheet, lines: Sequence[Line]) -> bool:
    """Whether a page begins an annex, or another paper that is attached."""
    rows = sheet.rows(lines)[:5]
    return any(_is_annex_head(line) for row in rows for line in row) or has_head(sheet, lines)


def _is_annex_head(line: Line) -> bool:
    if _ATTACHED.match(line.folded):
        return True
    return starts_with(line.text, "annexes", 0.9) and (
        is_capitals(line.text) or bool(re.match(r"phu luc \w{1,4}\b", line.folded))
    )
