"""A dispatch on paper: laid out as HTML by the decree (NĐ 30/2020, Phụ lục I) or by the Party (36-HD/VPTW).

`typeset` gives the PDF, the words of each page with their zones, and the places that wait for ink (number, seal,
arrival stamp), in PDF points from the top left corner.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape

from weasyprint import HTML

STATE_MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PARTY_MOTTO = ("ĐẢNG CỘNG SẢN VIỆT NAM",)
YOUTH_MOTTO = ("ĐOÀN TNCS HỒ CHÍ MINH",)
POINTS = 0.75  # CSS pixels to PDF points
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Annex:
    """Phụ lục: heading lines, the italic line under them, then a table."""

    heading: tuple[str, ...]
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Look:
    """How the paper is typed: the font, sizes in points, margins in millimetres, and where the rules go."""

    font: str = "Tinos"
    size: float = 14
    line: float = 1.3
    left: float = 30
    right: float = 18
    top: float = 20
    bottom: float = 20
    spacing: float = 0
    gap: float = 4
    swap: bool = False
    justify: bool = True
    stamp_room: float = 0
    mark_room: float = 0
    numbered_from: int = 2
    rule: bool = True
    wide: float = 42


@dataclass(frozen=True)
class Paper:
    """What is printed. Text between `{{` and `}}` is left blank for the pen; it is written in later."""

    system: str
    authority: tuple[str, ...]
    number: str
    place_date: str
    about: str = ""
    title: str = ""
    title_subject: str = ""
    to_label: str = "Kính gửi:"
    to: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    table: Annex | None = None
    recipients: tuple[str, ...] = ()
    sign: tuple[str, ...] = ()
    name: str = ""
    motto: tuple[str, ...] = ()
    foot: str = ""
    digital: str = ""
    corner: str = ""
    annexes: tuple[Annex, ...] = ()
    look: Look = field(default_factory=Look)


@dataclass(frozen=True)
class Printed:
    """One printed word: its page from 1, its zone, its line on the page."""

    page: int
    zone: str
    line: int
    text: str


@dataclass(frozen=True)
class Blank:
    """A place that waits for ink: `role` is `pen`, `signature` or `arrival`; box in PDF points."""

    page: int
    role: str
    text: str
    box: Box
    zone: str = ""


@dataclass(frozen=True)
class Sheet:
    """The typeset paper."""

    pdf: bytes
    pages: int
    words: tuple[Printed, ...]
    blanks: tuple[Blank, ...]

    def text(self) -> str:
        """The printed text, a form feed between pages, lines as they are broken on the page."""
        pages = []
        for page in range(1, self.pages + 1):
            lines: dict[int, list[str]] = {}
            for word in sorted((w for w in self.words if w.page == page), key=lambda w: w.line):
                lines.setdefault(word.line, []).append(word.text)
            pages.append("\n".join(" ".join(words) for words in lines.values()))
        return "\f".join(pages)


def typeset(paper: Paper) -> Sheet:
    """Lay the paper out on A4."""
    html = HTML(string=_html(paper))
    document = html.render()
    zones, blanks = _marked(html.etree_element)
    words: list[Printed] = []
    places: list[Blank] = []
    for number, page in enumerate(document.pages, start=1):
        before: tuple[int, float, bool] | None = None
        for box, line in _boxes(page._page_box, [0]):
            element = box.element
            role = blanks.get(id(element))
            if (role is not None and type(box).__name__ == "InlineBlockBox") or (role and role[0] != "pen"):
                places.append(Blank(number, role[0], role[1], _points(box), zones.get(id(element), "")))
                blanks.pop(id(element), None)
            if getattr(box, "text", None):
                zone = "page_number" if element is None else zones.get(id(element), "body")
                glued = before is not None and before[0] == line and abs(box.position_x - before[1]) < 0.5
                parts = box.text.split()
                if glued and parts and not box.text[0].isspace() and not before[2]:
                    words[-1] = replace(words[-1], text=words[-1].text + parts.pop(0))
                words += [Printed(number, zone, 0 if zone == "page_number" else line, part) for part in parts]
                before = (line, box.position_x + box.width, box.text[-1].isspace())
    buffer = io.BytesIO()
    document.write_pdf(buffer)
    return Sheet(buffer.getvalue(), len(document.pages), tuple(words), tuple(places))


def _boxes(box: object, count: list[int]) -> Iterator[tuple[object, int]]:
    if type(box).__name__ == "LineBox":
        count[0] += 1
    yield box, count[0]
    for child in getattr(box, "children", ()):
        yield from _boxes(child, count)


def _points(box) -> Box:  # type: ignore[no-untyped-def]
    x, y = box.border_box_x(), box.border_box_y()
    return (x * POINTS, y * POINTS, (x + box.border_width()) * POINTS, (y + box.border_height()) * POINTS)


def _marked(root) -> tuple[dict[int, str], dict[int, tuple[str, str]]]:  # type: ignore[no-untyped-def]
    zones: dict[int, str] = {}
    blanks: dict[int, tuple[str, str]] = {}

    def walk(element, zone: str) -> None:  # type: ignore[no-untyped-def]
        zone = element.get("data-zone", zone)
        zones[id(element)] = zone
        if element.get("data-ink"):
            blanks[id(element)] = (element.get("data-ink"), element.get("data-text", ""))
        for child in element:
            walk(child, zone)

    walk(root, "body")
    return zones, blanks


def _inline(text: str) -> str:
    """Escaped text with `**bold**`, `_italic_` by `//…//`, and blanks for the pen."""
    html = escape(text, quote=False)
    html = re.sub(r"(?<![/\w])\w+(?:/\w+)+", r"<span class='whole'>\g<0></span>", html)
    html = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html)
    html = re.sub(r"(?<!:)//(.+?)//", r"<i>\1</i>", html)
    return re.sub(r"\{\{(.*?)\}\}", _pen, html)


def _pen(match: re.Match[str]) -> str:
    text = match.group(1)
    width = max(1.4, 0.72 * len(text) + 0.4)
    return f'<span class="pen" data-ink="pen" data-text="{text}" style="width:{width:.2f}em"></span>'


def _lines(lines: tuple[str, ...]) -> str:
    return "<br/>".join(_inline(line) for line in lines)


def _header(paper: Paper) -> str:
    look = paper.look
    party = paper.system == "party" or paper.motto == YOUTH_MOTTO
    *above, own = paper.authority
    higher = _lines(tuple("|".join(above).split("|"))) + "<br/>" if above else ""
    star = "<div class='star' data-zone='authority'>*</div>" if party else "<div class='short'></div>"
    about = f"<div class='about' data-zone='subject'>{_inline(paper.about)}</div>" if paper.about else ""
    mark = f"<div data-ink='mark' style='height:{look.mark_room}mm'></div>" if look.mark_room else ""
    left = (
        f"<div data-zone='authority'>{higher}"
        f"<b>{_lines(tuple(own.split('|')))}</b></div>{star}"
        f"<div class='number' data-zone='number'>{_inline(paper.number)}</div>{about}{mark}"
    )
    motto = paper.motto or (PARTY_MOTTO if party else STATE_MOTTO)
    rows = "".join(
        f"<div class='m{i}'><span class='u{int(i == len(motto) - 1)}'>{m}</span></div>" for i, m in enumerate(motto)
    )
    room = f"<div data-ink='arrival' style='height:{look.stamp_room}mm'></div>" if look.stamp_room else ""
    right = (
        f"<div class='motto' data-zone='motto'>{rows}</div>"
        f"<div class='date' data-zone='place_date'>{_inline(paper.place_date)}</div>{room}"
    )
    cells = [f"<td style='width:{look.wide}%'>{left}</td>", f"<td>{right}</td>"]
    if look.swap:
        cells.reverse()
    return f"<table class='head'><tr>{''.join(cells)}</tr></table>"


def _addressees(paper: Paper) -> str:
    if not paper.to:
        return ""
    if len(paper.to) == 1:
        return f"<p class='to1' data-zone='addressees'>{paper.to_label} {_inline(paper.to[0])}</p>"
    items = "".join(f"<div>{_inline(item)}</div>" for item in paper.to)
    return (
        f"<table class='to' data-zone='addressees'><tr><td class='label'>{paper.to_label}</td>"
        f"<td>{items}</td></tr></table>"
    )


def _table(annex: Annex) -> str:
    head = "".join(f"<th>{_inline(c)}</th>" for c in annex.columns)
    rows = "".join("<tr>" + "".join(f"<td>{_inline(c)}</td>" for c in row) + "</tr>" for row in annex.rows)
    return f"<table class='grid'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _body(paper: Paper) -> str:
    parts = []
    for block in paper.body:
        if block == "{table}" and paper.table:
            parts.append(_table(paper.table))
        elif block.startswith("# "):
            parts.append(f"<p class='heading'>{_inline(block[2:])}</p>")
        elif block.startswith("= "):
            parts.append(f"<p class='centre'>{_inline(block[2:])}</p>")
        else:
            parts.append(f"<p>{_inline(block)}</p>")
    return f"<div class='body' data-zone='body'>{''.join(parts)}</div>"


def _foot(paper: Paper) -> str:
    items = "".join(f"<div>{_inline(item)}</div>" for item in paper.recipients)
    left = f"<div data-zone='recipients'><b><i>Nơi nhận:</i></b>{items}</div>" if items else ""
    sign = "".join(f"<div>{_inline(line)}</div>" for line in paper.sign)
    digital = (
        f"<div class='digital' data-zone='noise'>{_lines(tuple(paper.digital.split('|')))}</div>"
        if paper.digital
        else ""
    )
    right = (
        f"<div data-zone='signature'><b>{sign}</b><div class='space' data-ink='signature'>{digital}</div>"
        f"<b>{_inline(paper.name)}</b></div>"
    )
    return f"<table class='foot'><tr><td class='list'>{left}</td><td class='sign'>{right}</td></tr></table>"


def _annexes(paper: Paper) -> str:
    parts = []
    for annex in paper.annexes:
        heading = "".join(f"<div>{_inline(h)}</div>" for h in annex.heading)
        parts.append(
            f"<div class='annex' data-zone='annex'><b>{heading}</b><i>{_inline(annex.note)}</i>{_table(annex)}</div>"
        )
    return "".join(parts)


def _html(paper: Paper) -> str:
    title = ""
    if paper.title:
        rule = "<div class='short'></div>" if paper.title_subject else ""
        title = (
            f"<div class='title'><div data-zone='title'>{_inline(paper.title)}</div>"
            f"<div class='titled' data-zone='subject'>{_inline(paper.title_subject)}</div>{rule}</div>"
        )
    to = _addressees(paper)
    # Công điện and giấy mời name their addressees under the title, as báo cáo and tờ trình do.
    middle = title + to
    address = (
        f"<div class='address' data-zone='noise'>{_lines(tuple(paper.foot.split('|')))}</div>" if paper.foot else ""
    )
    corner = f"<div class='corner' data-zone='noise'>{_lines(tuple(paper.corner.split('|')))}</div>"
    first = (corner if paper.corner else "") + _header(paper)
    return (
        f"<html><head><style>{_css(paper)}</style></head><body>{first}{middle}{_body(paper)}"
        f"{_foot(paper)}{address}{_annexes(paper)}</body></html>"
    )


def _css(paper: Paper) -> str:
    look = paper.look
    small = look.size - 1
    party = paper.system == "party"
    number = "counter(page)" if look.numbered_from else "none"
    return f"""
@page {{ size: A4; margin: {look.top}mm {look.right}mm {look.bottom}mm {look.left}mm;
  @top-center {{ content: {number}; font: {small}pt '{look.font}'; }} }}
@page :first {{ @top-center {{ content: none; }} }}
body {{ font: {look.size}pt/{look.line} '{look.font}', 'Tinos'; letter-spacing: {look.spacing}pt; }}
table {{ border-collapse: collapse; }}
.head {{ width: 100%; margin: 0 0 {look.gap + 4}pt; line-height: 1.2; }}
.head td {{ text-align: center; vertical-align: top; padding: 0 2pt; font-size: {small}pt; }}
.short {{ width: 28%; border-top: .8pt solid; margin: 2pt auto 4pt; }}
.star {{ text-align: center; line-height: 1; }}
.number {{ margin-top: 3pt; }}
.about {{ font-size: {small - 1}pt; font-style: {"italic" if party else "normal"}; margin-top: 3pt; }}
.motto {{ font-weight: bold; }}
.m0 {{ font-size: {look.size + 1 if party else small - 0.5}pt; white-space: nowrap; }}
.m1 {{ font-size: {small}pt; }}
.u1 {{ border-bottom: {".8pt solid" if look.rule else "none"}; padding-bottom: 1pt; }}
.date {{ font-style: italic; margin-top: 6pt; white-space: nowrap; }}
.pen {{ display: inline-block; height: .9em; border-bottom: .6pt dotted #555; }}
.whole {{ white-space: nowrap; }}
.to1 {{ text-align: center; text-indent: 0; margin: 6pt 0 8pt; }}
.to {{ margin: 6pt 0 8pt 12%; }}
.to td {{ vertical-align: top; padding: 0 3pt; }}
.label {{ white-space: nowrap; }}
.title {{ text-align: center; font-weight: bold; margin: 8pt 0; }}
.titled {{ font-weight: bold; }}
.body p {{ text-align: {"justify" if look.justify else "left"}; text-indent: 1cm; margin: 0 0 {look.gap}pt; }}
.body p.heading {{ font-weight: bold; break-after: avoid; }}
.body p:last-child {{ break-after: avoid; }}
.body p.centre {{ text-align: center; text-indent: 0; font-weight: bold; }}
.grid {{ width: 100%; margin: 4pt 0; font-size: {small - 1}pt; line-height: 1.2; font-style: normal;
  font-weight: normal; }}
.grid td, .grid th {{ border: .6pt solid; padding: 2pt 4pt; text-align: left; vertical-align: middle; }}
.grid th {{ text-align: center; }}
.foot {{ width: 100%; margin-top: 8pt; break-inside: avoid; }}
.foot td {{ vertical-align: top; }}
.list {{ width: 48%; font-size: {max(small - 2, 11)}pt; line-height: 1.15; }}
.sign {{ text-align: center; font-size: {look.size}pt; line-height: 1.2; }}
.space {{ height: 24mm; }}
.digital {{ display: inline-block; margin-top: 4mm; border: 1pt solid #c22; color: #b11; text-align: left;
  padding: 3pt 6pt;
  font: 8.5pt/1.25 'Arimo'; }}
.corner {{ position: absolute; right: -6mm; top: -11mm; color: #a11; font: 8pt/1.2 'Arimo'; }}
.address {{ border-top: .6pt solid; margin-top: 10pt; font-size: 9pt; text-align: center; line-height: 1.2; }}
.annex {{ break-before: page; text-align: center; }}
"""
