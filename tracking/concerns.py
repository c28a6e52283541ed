"""Whether a directive concerns our office: a fact of the office, not of the paper (so it lives here).

A paper addresses us by name, by a group we belong to (`các sở, ban, ngành`), or under `Như trên`. The groups and
their wordings are rows of `data/groups.csv`; the office says in its profile to which it belongs.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.folding import key

GROUPS = Path(__file__).parent / "data" / "groups.csv"
ABOVE = re.compile(r"^(nhu tren|cac (co quan|don vi|dia phuong)( (co quan|don vi|dia phuong))* (neu|co ten) (tren|o))")
EVERYONE = re.compile(
    r"^(thu truong |lanh dao |nguoi dung dau )?(cac |cac cap uy )?(co quan|don vi|dia phuong|to chuc)\b"
    r"(?!.*\b(lien quan|truc thuoc)\b)"
)
SINGLE = re.compile(
    r"^(giao |de nghi |yeu cau )?(giam doc |chanh van phong |truong |chu tich |lanh dao |ban thuong vu )?"
    r"(so|ban|bo|cuc|chi cuc|vu|cong an|bo chi huy|van phong|vien|toa an|thanh tra|kho bac|bao hiem|thue|hai quan|"
    r"ubnd|uy ban|hdnd|hoi dong|tinh uy|thanh uy|huyen uy|thi uy|quan uy|dang uy|truong|benh vien|trung tam|hoi|"
    r"lien doan|tinh doan|mat tran|lien minh|tong cong ty|cong ty|bao|dai|phong)\b"
)
PLACES = re.compile(r"^(tinh|thanh pho|tp|huyen|quan|thi xa|xa|phuong|dac khu|trung uong)\b")


@dataclass(frozen=True, slots=True)
class Profile:
    """The office as papers know it: its names and the groups it belongs to, and the place it is in."""

    names: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    place: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.names and not self.groups


@dataclass(frozen=True, slots=True)
class Verdict:
    """`concerns` is null where nobody but a person can tell; `why` is a Vietnamese half-sentence."""

    concerns: bool | None
    why: str


@cache
def wordings() -> dict[str, tuple[str, ...]]:
    """Each group's wordings, folded."""
    found: dict[str, list[str]] = {}
    with GROUPS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(key(row["group"]), []).append(key(row["phrase"]))
    return {group: tuple(phrases) for group, phrases in found.items()}


@cache
def group_names() -> tuple[str, ...]:
    """The groups that the program knows, as the office's profile names them."""
    with GROUPS.open(encoding="utf-8", newline="") as file:
        return tuple(dict.fromkeys(row["group"] for row in csv.DictReader(file)))


def _holds(text: str, phrase: str) -> bool:
    return bool(phrase) and f" {phrase} " in f" {text} "


def _is_name(text: str, name: str, place: str) -> bool:
    """`text` names us: our name, with nothing after it that makes it another place's body."""
    if not _holds(text, name):
        return False
    rest = f" {text} ".split(f" {name} ", 1)[1].strip()
    return not PLACES.match(rest) or (bool(place) and _holds(rest, place))


def _judge(text: str, profile: Profile) -> Verdict:
    folded = key(text)
    for name in profile.names:
        if _is_name(folded, key(name), key(profile.place)):
            return Verdict(True, f"nêu tên «{name}»")
    ours = [key(group) for group in profile.groups]
    for group in profile.groups:
        phrases = (*wordings().get(key(group), ()), key(group))
        if any(_holds(folded, phrase) for phrase in phrases):
            return Verdict(True, f"thuộc nhóm «{group}»")
    if any(g not in ours and any(_holds(folded, p) for p in phrases) for g, phrases in wordings().items()):
        # Without a list of our groups, a group's name says nothing about us.
        return Verdict(False if ours else None, "nhóm khác" if ours else "chưa khai báo nhóm của cơ quan")
    if SINGLE.match(folded) and profile.names:
        return Verdict(False, f"giao cho «{text}»")
    return Verdict(None, f"«{text}»: chưa rõ có gồm cơ quan mình")


def addressed(addressees: Iterable[str], profile: Profile) -> Verdict:
    """Whether the paper is addressed to us (Kính gửi)."""
    return _any([_judge(text, profile) for text in addressees], "không ghi nơi kính gửi")


def concerns(assignees: Iterable[str], addressees: Iterable[str], profile: Profile) -> Verdict:
    """Whether a directive given to `assignees` in a paper addressed to `addressees` is our task."""
    if profile.is_empty:
        return Verdict(None, "chưa khai báo tên cơ quan")
    verdicts = []
    whole = addressed(addressees, profile)
    names = list(assignees)
    if not names:
        return whole if whole.concerns is not None else Verdict(None, "không ghi giao cho ai")
    for name in names:
        verdict = _judge(name, profile)
        folded = key(name)
        if verdict.concerns is None and (ABOVE.match(folded) or EVERYONE.match(folded)) and whole.concerns:
            verdict = Verdict(True, f"như nơi kính gửi: {whole.why}")
        verdicts.append(verdict)
    return _any(verdicts, "không ghi giao cho ai")


def _any(verdicts: list[Verdict], empty: str) -> Verdict:
    """Yes if any says yes; unknown if any is unknown; else no."""
    for wanted in (True, None, False):
        for verdict in verdicts:
            if verdict.concerns is wanted:
                return verdict
    return Verdict(None, empty)


def office_profile(stamped_office: str = "") -> Profile:
    """Our profile; where nobody has filled it in, the office named in the ĐẾN stamp is the one that received it."""
    from tracking.office import office

    row = office()
    names = tuple(dict.fromkeys(filter(None, [row.name, *row.own_names])))
    if not names and stamped_office:
        names = (stamped_office,)
    return Profile(names, tuple(row.groups), row.place)
