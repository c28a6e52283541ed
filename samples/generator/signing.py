"""Who signs: the lines above the name, and the entry of the record."""

from __future__ import annotations

from typing import Any

from samples.generator.offices import Office
from samples.generator.wording import Wording


def signing(words: Wording, office: Office) -> tuple[tuple[str, ...], str, dict[str, Any]]:
    """Lines above the signature, the signer's name, and the signer of the record."""
    name = words.name()
    party = office.system == "party"
    lines, entry = _lines(words, office)
    if party and words.rng.random() < 0.75:
        lines = tuple(line.replace("TM. ", "T/M ").replace("KT. ", "K/T ").replace("TL. ", "T/L ") for line in lines)
    return lines, name, {"value": name, **entry}


def deputy(head: str) -> str:
    """`Giám đốc` gives `Phó Giám đốc`, `Bộ trưởng` gives `Thứ trưởng`."""
    return "Thứ trưởng" if head == "Bộ trưởng" else f"Phó {head}"


def _lines(words: Wording, office: Office) -> tuple[tuple[str, ...], dict[str, Any]]:
    head, body, rng = office.head, office.collective, words.rng
    second = deputy(head)
    roll = rng.random()
    if body and roll < 0.55:
        chosen = rng.choice((head, second)) if office.system != "state" else head
        if office.system == "state" and rng.random() < 0.5:
            lines = (f"TM. {body.upper()}", f"KT. {head.upper()}", second.upper())
            return lines, {"title": second, "authority": "KT", "on_behalf_of": body}
        if office.system != "state" and rng.random() < 0.2:
            return (f"TM. {body.upper()}",), {"authority": "TM", "on_behalf_of": body}
        return (f"TM. {body.upper()}", chosen.upper()), {"title": chosen, "authority": "TM", "on_behalf_of": body}
    if roll < 0.7:
        return (f"KT. {head.upper()}", second.upper()), {"title": second, "authority": "KT"}
    if roll < 0.82:
        own = "Chánh Văn phòng" if head != "Trưởng phòng" else "Phó Trưởng phòng"
        own = rng.choice((own, "Trưởng phòng Tổ chức - Hành chính")) if head == "Giám đốc" else own
        authority = "TUQ" if rng.random() < 0.25 else "TL"
        return (f"{authority}. {head.upper()}", own.upper()), {"title": own, "authority": authority}
    if roll < 0.86 and office.system == "state":
        return (f"Q. {head.upper()}",), {"title": head, "authority": "Q"}
    return (head.upper(),), {"title": head}
