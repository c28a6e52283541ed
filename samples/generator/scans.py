"""How a generated paper is typed, stamped and scanned, by the level of its faults.

`rough` is what was put on the scanner badly or photographed: black beyond the sheet's edges, the sheet turned, aslant.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from samples.generator import ink, offices
from samples.generator.offices import Office
from samples.generator.stamp import FACES, MACHINES
from samples.generator.wording import Wording

FONTS = ("Tinos", "FreeSerif", "Noto Serif", "Linux Libertine O", "Tinos", "DejaVu Serif")
FAULTS = {
    "office": (
        ("tint", "grain"),
        ("shade", "grain"),
        ("tint", "shade", "grain"),
        ("show_through", "grain"),
        ("mottle", "grain"),
        ("grain", "specks_few"),
    ),
    "poor": (
        ("faded", "shade", "grain"),
        ("ink_bleed", "tint", "grain"),
        ("specks", "border", "grain"),
        ("drum", "grain"),
        ("low_ink", "show_through", "grain"),
        ("photocopy", "grain"),
    ),
    "rough": (
        ("off_glass", "grain"),
        ("off_glass", "tint", "grain"),
        ("trimmed", "grain"),
        ("trimmed", "shade", "grain"),
        ("photo", "grain"),
        ("tint", "photo", "grain"),
        ("lid", "grain"),
        ("lid", "specks_few", "grain"),
    ),
    "fax": (("coarse", "specks"), ("coarse", "streaks", "specks_few"), ("coarse", "low_ink"), ("coarse", "specks_few")),
}


def dress(
    plan: dict[str, Any],
    words: Wording,
    office: Office,
    issued: dt.date,
    received: dt.date | None,
    level: str,
    manner: str,
) -> None:
    """Adds the look, the ink and the scan to a plan, and to its record what the ink says."""
    rng = words.rng
    plan["paper"]["look"] = _look(words, party=office.system == "party", stamped=received is not None)
    plan["scan"] = _scan(words, level)
    if level == "text":
        _clear_pens(plan)
        _sign_digitally(plan, words, office, issued)
        return
    inks = _inks(words, plan["scan"]["mode"], office.issuer, office.short or office.issuer)
    if received:
        inks["stamp"] = _stamp(plan, words, received)
    if rng.random() < (0.8 if manner == "telegram" else 0.08):
        text = rng.choice(
            ("KHẨN", "HỎA TỐC", "THƯỢNG KHẨN", "HOẢ TỐC") if manner != "telegram" else ("HỎA TỐC", "KHẨN")
        )
        inks["mark"] = {
            "text": text,
            "tilt": rng.uniform(-4, 4),
            "x": rng.uniform(4, 50),
            "colour": rng.choice(("red", "red", "black")),
        }
        plan["paper"]["look"]["mark_room"] = 12
        plan["record"]["urgency"] = text.replace("HOẢ", "HỎA")
    plan["ink"] = inks


def dress_written(plan: dict[str, Any], words: Wording, level: str) -> None:
    """The same for a paper written by hand (its text and record are given): what it says of its look and ink stays."""
    paper, record = plan["paper"], plan["record"]
    look = _look(words, party=paper["system"] == "party", stamped="stamp" in plan.get("ink", {}))
    paper["look"] = look | paper.get("look", {})
    plan["scan"] = _scan(words, level)
    if level == "text":
        _clear_pens(plan)
        record["arrival"], plan["ink"] = None, {}
        return
    issuer = record["issuer"]["value"]
    plan["ink"] = _inks(words, plan["scan"]["mode"], issuer, issuer) | plan.get("ink", {})


def _inks(words: Wording, mode: str, issuer: str, short: str) -> dict[str, Any]:
    """The pen and the seal over the signature; `short` stands in the middle of the seal."""
    rng = words.rng
    colour = rng.choice(("red", "red", "red", "violet")) if mode == "colour" else rng.choice(("red", "black"))
    middle = short.upper().split(" ")
    half = (len(middle) + 1) // 2
    return {
        "hand": rng.choice(("blue", "blue", "black")),
        "pen": rng.choice(words.own_half(list(range(len(ink.PENS))))),
        "seal": {
            "ring": issuer.upper() + " * ",
            "centre": [" ".join(middle[:half]), " ".join(middle[half:])],
            "colour": colour,
        },
    }


def _look(words: Wording, *, party: bool, stamped: bool) -> dict[str, Any]:
    rng = words.rng
    font = rng.choice(words.own_half(list(FONTS)))
    wide_font = font in {"Noto Serif", "DejaVu Serif"}
    room = rng.choice((20, 30, 36, 38)) if stamped else 0
    return {
        "font": font,
        "size": rng.choice((12, 12.5)) if wide_font else rng.choice((13, 13.5, 14, 14)),
        "line": rng.uniform(1.15, 1.5),
        "left": rng.uniform(25, 35),
        "right": rng.uniform(13, 20),
        "top": rng.uniform(15, 25),
        "bottom": rng.uniform(15, 25),
        "spacing": rng.choice((0, 0, 0, 0, -0.1, 0.15)),
        "gap": rng.uniform(2, 8),
        "swap": party and rng.random() < 0.15,
        "justify": rng.random() < 0.85,
        "stamp_room": room,
        "rule": rng.random() < 0.9,
        "wide": rng.choice((38, 40, 42)),
    }


def _scan(words: Wording, level: str) -> dict[str, Any]:
    rng = words.rng
    if level == "text":
        return {"mode": "text"}
    scan: dict[str, Any] = {
        "seed": rng.randint(1, 10**6),
        "mode": rng.choices(("colour", "grey"), (3, 2))[0],
        "skew": 0.0,
        "faults": [],
        "quality": 70,
        "dpi": 200,
    }
    if level == "clean":
        return scan
    scan["faults"] = list(rng.choice(words.own_half(list(FAULTS[level]))))
    if level == "office":
        scan |= {
            "skew": rng.uniform(-1, 1),
            "quality": rng.randint(45, 70),
            "dpi": rng.choice((200, 200, 200, 250, 300)),
        }
    elif level == "rough":
        scan |= {
            "skew": rng.choice((0.0, rng.uniform(-4.5, 4.5))),
            "turn": rng.choice((0, 0, 0, 1, 2, 3)),
            "dpi": rng.choice((120, 200, 200, 300)),
            "quality": rng.randint(50, 75),
        }
    elif level == "poor":
        scan |= {"skew": rng.uniform(-3, 3), "quality": rng.randint(28, 45), "dpi": rng.choice((150, 200, 200))}
    else:
        scan |= {
            "skew": rng.uniform(-1.5, 1.5),
            "mode": "bilevel",
            "threshold": rng.randint(140, 180),
            "format": rng.choice(("pdf", "tif")),
        }
    return scan


def _stamp(plan: dict[str, Any], words: Wording, received: dt.date) -> dict[str, Any]:
    shown, name = offices.arrival_office(words, received)
    number = str(words.rng.randint(1, 15000))
    plan["record"]["arrival"] = {"office": name, "number": number, "date": str(received)}
    return stamp_of(words, shown, number, received)


def stamp_of(words: Wording, office: str, number: str, received: dt.date) -> dict[str, Any]:
    """How the stamp of an office is carved, filled in and put on the paper."""
    rng = words.rng
    stamp = {
        "office": office,
        "number": number,
        "date": rng.choice(
            (
                f"{received:%d/%m/%y}",
                f"{received:%d/%m/%Y}",
                f"{received:%d-%m-%Y}",
                f"{received.day:02d}/{received.month}/{received.year}",
            )
        ),
        "form": rng.choice(("decree", "decree", "decree", "older", "party", "software")),
        "by": rng.choice(("machine", "machine", "pen", "print")),
        "colour": rng.choice(("red", "red", "blue", "violet", "black")),
        "pen": rng.choice(("blue", "black", "violet")),
        "tilt": rng.uniform(-5, 5),
        "x": rng.uniform(5, 70),
        "y": rng.uniform(0, 8),
    }
    more = random.Random(f"{number} {received}")  # its own, so that what came before it in a paper stays as it was
    stamp |= {
        "face": more.choice(words.own_half(list(range(len(FACES))))),
        "machine": more.choice(words.own_half(list(range(len(MACHINES))))),
        "dots": more.random() < 0.5,
        "double": more.random() < 0.15,
    }
    if more.random() < 0.35:
        stamp["form"] = more.choice(("hours", "dated", "row"))
    if more.random() < 0.15:
        stamp["date"] = f"{received.day}/{received.month}/{received:%y}"
    return stamp


def _clear_pens(plan: dict[str, Any]) -> None:
    """A born-digital paper has no ink: what would be written by pen is typed, and there is no stamp."""
    for key in ("number", "place_date"):
        plan["paper"][key] = plan["paper"][key].replace("{{", "").replace("}}", "")
    if plan["record"].get("number"):
        plan["record"]["number"]["by_hand"] = False
    plan["paper"]["look"]["stamp_room"] = 0
    for entry in plan["record"].get("deadlines", ()):
        if entry.get("offset") and entry["offset"]["anchor"] == "received":
            entry["due"] = None


def _sign_digitally(plan: dict[str, Any], words: Wording, office: Office, issued: dt.date) -> None:
    """A box of the signing software, in the place of the signature or over the head; its time is no date of ours."""
    rng = words.rng
    time = f"{issued:%d/%m/%Y} {rng.randint(7, 17):02d}:{rng.randint(0, 59):02d}:{rng.randint(0, 59):02d} +07:00"
    who = rng.choice(("Người ký", "Ký bởi"))
    box = f"{who}: {office.issuer.upper()}|Thời gian ký: {time}"
    if rng.random() < 0.6:
        plan["paper"]["digital"] = box
    if rng.random() < 0.4:
        plan["paper"]["corner"] = box
    if rng.random() < 0.3:
        phone = f"0{rng.randint(204, 299)}.3{rng.randint(100, 999)}.{rng.randint(100, 999)}"
        plan["paper"]["foot"] = f"Địa chỉ: số {rng.randint(2, 300)} đường Trần Phú|Điện thoại: {phone}"
