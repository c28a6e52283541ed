"""A file that holds more than one paper, or a paper's pages out of order: what of it is the dispatch.

A clerk scans what lies on the pile: a routing slip or an envelope first, then the letter, then copies of what it cites;
the stack upside down; a page twice. What is of the dispatch goes on to the layout in the order in which it is read.
What is not is kept aside, and of what may be another dispatch a person is told: no field is ever put together of two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from pipeline import bundle_notes as note
from pipeline.attached import cites, is_annex_of, is_attached_to, is_form
from pipeline.bundle_notes import Told
from pipeline.covers import is_envelope, is_sparse
from pipeline.faces import LEAST, LEAST_BEHIND, Face, is_same
from pipeline.leaves import Leaf, numbered
from pipeline.lines import Sheet
from pipeline.page_order import in_order
from pipeline.phrases import squeeze


@dataclass
class Bundle:
    """The pages of a file, each part in the order of reading.

    `paper` is the dispatch with its annexes; `slips` are slips, covers and pages scanned twice, of which only the
    stamps are the paper's; `others` are of other papers. `told` is what a person should know.
    """

    paper: list[Face]
    slips: list[Face] = field(default_factory=list)
    others: list[Face] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def leaves(self) -> list[list[Leaf]]:
        """The pages of the three parts, numbered in the order of reading where that is not the file's."""
        parts = [[face.leaf for face in part] for part in (self.paper, self.slips, self.others)]
        order = [leaf.page.number for part in parts for leaf in part]
        if order == sorted(order):
            return parts
        numbers = iter(range(1, len(order) + 1))
        return [[replace(leaf, page=numbered(leaf.page, next(numbers))) for leaf in part] for part in parts]


def bundle_of(leaves: Sequence[Leaf], sheets: Sequence[Sheet]) -> Bundle:
    """The pages of a file, upright and each with its lines, told apart."""
    bundle = Bundle([Face(leaf, sheet) for leaf, sheet in zip(leaves, sheets, strict=True)])
    if len(bundle.paper) > 1:
        _put_doubles_aside(bundle)
        _put_covers_aside(bundle)
        _put_in_order(bundle)
        _put_strangers_aside(bundle)
        _put_others_aside(bundle)
    return bundle


def _put_doubles_aside(bundle: Bundle) -> None:
    kept: list[Face] = []
    same: list[Face] = []
    least = LEAST
    for face in bundle.paper:
        other = next((other for other in kept if is_same(face, other, least)), None)
        least = LEAST if other is None else LEAST_BEHIND
        if other is None:
            kept.append(face)
            continue
        bundle.slips.append(face)
        same.append(other)
    bundle.paper = kept
    if same:
        bundle.told.append(note.twice(bundle.slips, same))


def _put_covers_aside(bundle: Bundle) -> None:
    """Slips and covers before the first page of a paper that is none."""
    while len(bundle.paper) > 1 and (cover := bundle.paper[0].cover) is not None:
        face, rest = bundle.paper[0], bundle.paper[1:]
        has_number = face.may_be_numbered
        first = next((other for other in rest if _begins(other, surely=has_number)), None)
        if first is None or (cover == "form" and has_number):
            return
        is_formal = has_number and (cover == "forwarding" or face.ends_paper)
        if is_formal and not _are_of_one_office(face, first):
            bundle.told.append(note.either(face, first))
            return
        _put_aside(bundle, face, first, "number" if has_number else "source")


def _begins(face: Face, *, surely: bool) -> bool:
    """Whether a paper begins on a page behind a slip; `surely` where a draft is none."""
    if face.cover in ("slip", "form"):
        return False
    return face.begins_paper or (not surely and (face.has_head or face.is_addressed))


def _are_of_one_office(one: Face, other: Face) -> bool:
    """Whether two papers have one issuing body, by the last line of its block."""
    names = [squeeze(face.header.authority[-1].text) if face.header.authority else "" for face in (one, other)]
    return bool(names[0]) and names[0] == names[1]


def _put_aside(bundle: Bundle, face: Face, first: Face, about: str) -> None:
    bundle.slips.append(face)
    bundle.paper.remove(face)
    bundle.told.append(note.slip(face, first, about))


def _put_in_order(bundle: Bundle) -> None:
    end = _end_of_first(bundle.paper)
    first, rest = bundle.paper[:end], bundle.paper[end:]
    ordered = in_order(first)
    if ordered != first:
        bundle.paper = [*ordered, *rest]
        bundle.told.append(note.moved(ordered))


def _end_of_first(faces: Sequence[Face]) -> int:
    """Where the second paper or a slip begins; a head before which only pages without one stand is the first's."""
    met = False
    for index, face in enumerate(faces):
        begins = face.begins_paper and not face.is_annex
        if index and ((begins and met) or (face.cover not in (None, "form") and not begins)):
            return index
        met = met or begins
    return len(faces)


def _put_strangers_aside(bundle: Bundle) -> None:
    """Pages before the first head that are like no part of a paper, though no cover that is known."""
    at = next((index for index, face in enumerate(bundle.paper) if face.begins_paper), 0)
    before, first = bundle.paper[:at], bundle.paper[at]
    if all(_is_strange(face, first) for face in before):
        for face in before:
            _put_aside(bundle, face, first, "source")


def _is_strange(face: Face, first: Face) -> bool:
    """Whether a page without a head begins no paper: an envelope, or text without a foot before a whole paper."""
    if face.has_head or face.is_signed:
        return False
    return is_sparse(face.sheet) or (bool(first.number and first.day) and not face.is_addressed)


def _put_others_aside(bundle: Bundle) -> None:
    """Other papers behind the first, and slips between them; the annexes of the first stay with it."""
    first, rest = bundle.paper[0], bundle.paper[1:]
    kept = [first]
    aside: list[list[Face]] = []
    for face, after in zip_longest(rest, rest[1:]):
        is_whole = any(other.is_signed for other in kept)
        begins = face.has_head and not face.is_annex and (is_whole or (face.begins_paper and first.begins_paper))
        if first.begins_paper and (_is_slip_behind(face) if is_whole else _is_slip_within(face)):
            bundle.slips.append(face)
        elif begins and aside and _is_foot_of(aside[-1][-1], face):
            aside[-1].insert(0, face)
        elif begins or (is_whole and after is not None and _is_foot_of(face, after)):
            aside.append([face])
        elif aside and not (_is_own_annex(face, first, aside[-1]) or (not is_whole and _is_own_foot(face, aside[-1]))):
            aside[-1].append(face)
        else:
            kept.append(face)
    for paper in aside:
        theirs = [face for face in kept[1:] if _is_annex_behind(face, paper) and not is_annex_of(face, first)]
        kept = [face for face in kept if face not in theirs]
        paper += theirs
    bundle.paper = kept
    for paper in aside:
        bundle.others += paper
        if cites(paper, first):
            bundle.told.append(note.both(first, paper[0]))
        elif not is_form(paper[0]) and not _comes_with(paper[0], kept):
            bundle.told.append(note.another(paper))


def _is_slip_behind(face: Face) -> bool:
    """Whether a page behind a paper is a slip, a program's page or an envelope, and no annex."""
    if face.cover == "slip":
        return True
    return not face.is_annex and not face.has_head and (face.cover == "cover" or is_envelope(face.sheet))


def _is_slip_within(face: Face) -> bool:
    """Whether a page that lies between those of a paper is a slip, whatever the text before it."""
    return face.cover == "slip" and not face.is_annex and not face.goes_on


def _is_own_annex(face: Face, first: Face, other: Sequence[Face]) -> bool:
    """Whether a page behind another paper is an annex of the first: it names it, or a form has no annexes."""
    return face.is_annex and (is_annex_of(face, first) or not other[0].begins_paper)


def _is_annex_behind(face: Face, paper: Sequence[Face]) -> bool:
    """Whether a page is the annex of another paper, which may lie behind it in a stack upside down."""
    return any(page.begins_paper and is_annex_of(face, page) for page in paper)


def _is_own_foot(face: Face, other: Sequence[Face]) -> bool:
    """Whether a page has the foot of the first paper, since the other between them has its own."""
    return face.ends_paper and any(page.is_signed for page in other)


def _is_foot_of(face: Face, after: Face) -> bool:
    """Whether a page is the last of the paper that begins on the one behind it."""
    return face.ends_paper and not face.has_head and after.begins_paper and not after.is_signed


def _comes_with(other: Face, paper: Sequence[Face]) -> bool:
    """Whether the dispatch surely says of another paper that it sends it along: another office's by number or day."""
    own = not other.begins_paper or _are_of_one_office(other, paper[0])
    return is_attached_to(other, paper, of_one_office=own)
