"""What a person is told of a file that holds more than its dispatch: the field to look at, and why."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.faces import Face

Told = tuple[str, str]
"""The field that a person should look at, and a Vietnamese sentence."""


def twice(faces: Sequence[Face], same: Sequence[Face]) -> Told:
    """Pages that were scanned twice, and those that are the same."""
    told = f"{_pages(faces)} là bản quét lặp lại của {_pages(same).lower()}; kiểm tra xem có thiếu trang nào không."
    return "source", told


def slip(face: Face, first: Face, about: str) -> Told:
    """A slip or a cover, and the page from which the record is taken; `about` is the field to look at."""
    what = f"Trang {face.leaf.on} là phiếu, bìa hoặc thư gửi kèm{_named(face)}, không phải văn bản"
    return about, f"{what}: bản ghi lấy từ trang {first.leaf.on}."


def either(face: Face, first: Face) -> Told:
    """A slip with a number of its own, that may be the dispatch as well as the paper behind it."""
    what = (
        f"Trang {face.leaf.on} là phiếu có số riêng{_named(face)}, kèm văn bản ở trang {first.leaf.on}{_named(first)}"
    )
    return "number", f"{what}: kiểm tra xem đâu là văn bản đến; bản ghi lấy từ trang {face.leaf.on}."


def moved(faces: Sequence[Face]) -> Told:
    """The pages in the order in which they were read."""
    order = ", ".join(str(face.leaf.on) for face in faces)
    return "source", f"Các trang quét không đúng thứ tự: đã đọc theo thứ tự {order}; kiểm tra lại bản quét."


def both(first: Face, other: Face) -> Told:
    """Two papers of which the second cites the first, so that the first may be what comes with it."""
    what = f"Văn bản ở trang {other.leaf.on}{_named(other)} viện dẫn văn bản ở trang {first.leaf.on}{_named(first)}"
    return "number", f"{what}: kiểm tra xem đâu là văn bản đến; bản ghi lấy từ trang {first.leaf.on}."


def another(paper: Sequence[Face]) -> Told:
    """Another paper, that may be a dispatch of its own."""
    begins = next((face for face in paper if face.begins_paper), paper[0])
    what = f"{_pages(paper)} là một văn bản khác{_named(begins)}, không lấy gì vào bản ghi"
    return "source", f"{what}: nếu là văn bản đến riêng thì tách tệp để đăng ký."


def _pages(faces: Sequence[Face]) -> str:
    return "Trang " + ", ".join(str(on) for on in sorted(face.leaf.on for face in faces))


def _named(face: Face) -> str:
    """A paper's number and day in brackets, as far as they were read."""
    number = f"số {face.number}" if face.number else ""
    day = f"ngày {face.day:%d/%m/%Y}" if face.day else ""
    told = ", ".join(filter(None, (number, day)))
    return f" ({told})" if told and face.has_head else ""
