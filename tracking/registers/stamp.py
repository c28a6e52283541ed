"""Dấu ĐẾN as a printable block (NĐ 30/2020, Phụ lục IV, mẫu V): 35 × 50 mm, the decree's five entries in its order."""

from __future__ import annotations

from tracking.errors import Incomplete
from tracking.exports import TYPES, Download
from tracking.exports.pdf import draw
from tracking.models import Dispatch
from tracking.office import office
from tracking.registers.arrivals import arrival, receiver


def stamp(dispatch: Dispatch) -> Download:
    """A small PDF page to print on a label or onto the paper. Raises `Incomplete` where it has no number yet."""
    if dispatch.arrival_number is None:
        raise Incomplete("Văn bản chưa vào sổ nên chưa có số đến để in dấu.")
    body = draw(
        "registers/stamp.html",
        {"office": office().name, "arrival": arrival(dispatch), "dispatch": dispatch, "receiver": receiver(dispatch)},
    )
    return Download(body, f"dau_den_{dispatch.arrival_number}_{dispatch.arrival_year}.pdf", TYPES["pdf"])
