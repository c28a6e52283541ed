"""A record against what is expected of it, field by field, in the sense of the accuracy bars.

Expected values have the shape of the record with only the keys that are compared (`samples/expected`,
`benchmarks/labels`). Keys that only labels have: `attached`, `doubtful` and `named` mark entries that count neither
for nor against; `number.candidates` are the possible readings where a person is not sure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """How one value of one field came out.

    `right`: equal. `wrong`: another value. `missing`: expected, not read. `extra`: read, not expected.
    `confidence` is null where nothing was read.
    """

    field: str
    outcome: str
    expected: str | None
    got: str | None
    confidence: float | None = None
    by_hand: bool = False


def compare(record: Json, expected: Json) -> list[Finding]:
    """Every finding on one dispatch."""
    found: list[Finding] = []
    for field, key in SINGLE.items():
        if field in expected:
            found += _single(field, record.get(field), expected[field], key)
    for name, field, keep, key in LISTS:
        if field in expected:
            found += _list(name, _kept(record.get(field), keep), _kept(expected[field], keep), key)
    if "directives" in expected:
        found += _directives(_with_deadlines(record), _with_deadlines(expected))
    if "event" in expected:
        found += _event(record.get("event"), expected["event"])
    if "arrival" in expected:
        found += _arrival(record.get("arrival"), expected["arrival"])
    for field in ("asks",):
        if expected.get(field):
            found.append(_verdict(field, record.get(field), expected[field], None, False))
    return found


def plain(text: str | None) -> str:
    """Spaces, case, final punctuation and the spelling of Ủy ban nhân dân aside."""
    if not text:
        return ""
    folded = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip(" .;,").casefold()
    for old, new in SPELLINGS.items():
        folded = re.sub(rf"\b{old}\b", new, folded)
    return folded


SPELLINGS = {
    "ủy ban nhân dân": "ubnd",
    "hội đồng nhân dân": "hđnd",
    "mặt trận tổ quốc": "mttq",
    "giáo dục và đào tạo": "gd&đt",
    "đăk": "đắk",
}


def _value(reading: Any) -> str:
    return str(reading.get("value") or "") if isinstance(reading, dict) else str(reading or "")


def _issuer(reading: Json) -> str:
    # Labels have the body above as printed: `Sở Y tế Phú Thọ` is `Sở Y tế tỉnh Phú Thọ`.
    above = re.sub(r"\b(?:tỉnh|thành phố)\s+(?!ủy|đoàn)", "", plain(reading.get("parent")))
    return f"{plain(_value(reading))} < {above}"


def _signer(reading: Json) -> str:
    return f"{plain(_value(reading))} / {reading.get('authority') or ''}"


SINGLE: dict[str, Callable[[Json], str]] = {
    "system": _value,
    "kind": _value,
    "number": _value,
    "issuer": _issuer,
    "issued_on": _value,
    "issued_at": lambda r: plain(_value(r)),
    "subject": lambda r: plain(_value(r)),
    "signer": _signer,
    "urgency": _value,
}


def _citation_number(entry: Json) -> str:
    return plain(_value(entry))


def _citation_whole(entry: Json) -> str:
    return f"{_citation_number(entry)} | {entry.get('dated') or ''} | {plain(entry.get('issuer'))}"


def _deadline(entry: Json) -> str:
    offset = entry.get("offset") or {}
    counted = f"{offset.get('amount')} {offset.get('unit')} {offset.get('anchor')}" if offset else ""
    when = entry.get("rrule") or entry.get("stated") or counted
    return f"{when} {entry.get('bound')}"


Keep = Callable[[Json], bool]
LISTS: Sequence[tuple[str, str, Keep, Callable[[Json], str]]] = (
    ("addressees", "recipients", lambda e: e.get("role") == "addressee", lambda e: plain(_value(e))),
    ("copies", "recipients", lambda e: e.get("role") == "copy", lambda e: plain(_value(e))),
    ("citations (number)", "citations", lambda _: True, _citation_number),
    ("citations (number, date, issuer)", "citations", lambda _: True, _citation_whole),
    ("deadlines", "deadlines", lambda _: True, _deadline),
)


def _kept(entries: Any, keep: Keep) -> list[Json]:
    return [entry for entry in entries or () if keep(entry)]


def _optional(entry: Json) -> bool:
    return bool(entry.get("attached") or entry.get("doubtful") or entry.get("named"))


def _single(field: str, got: Any, expected: Any, key: Callable[[Json], str]) -> list[Finding]:
    confidence = got.get("confidence") if isinstance(got, dict) else None
    by_hand = bool(isinstance(expected, dict) and expected.get("by_hand"))
    if isinstance(expected, dict) and expected.get("candidates"):
        # A person is not sure either: silence, doubt or one of the candidates is right.
        fine = got is None or confidence is None or confidence < 0.9 or _value(got) in expected["candidates"]
        return [] if fine else [Finding(field, "wrong", str(expected["candidates"]), _value(got), confidence, by_hand)]
    wanted = key(expected) if isinstance(expected, dict) and expected.get("value") else None
    read = key(got) if isinstance(got, dict) and got.get("value") else None
    if wanted is None and read is None:
        return []
    return [_verdict(field, read, wanted, confidence, by_hand)]


def _verdict(field: str, got: str | None, wanted: str | None, confidence: float | None, by_hand: bool) -> Finding:
    if got == wanted:
        outcome = "right"
    elif got is None:
        outcome = "missing"
    else:
        outcome = "extra" if wanted is None else "wrong"
    return Finding(field, outcome, wanted, got, confidence, by_hand)


def _list(name: str, got: list[Json], expected: list[Json], key: Callable[[Json], str]) -> list[Finding]:
    found: list[Finding] = []
    open_ones = list(expected)
    for entry in got:
        match = next((e for e in open_ones if key(e) == key(entry)), None)
        confidence = entry.get("confidence")
        if match is not None:
            open_ones.remove(match)
            if not _optional(match):
                found.append(Finding(name, "right", key(match), key(entry), confidence))
        elif not _is_optional_elsewhere(entry, open_ones, key):
            found.append(Finding(name, "extra", None, key(entry), confidence))
    found += [Finding(name, "missing", key(entry), None) for entry in open_ones if not _optional(entry)]
    return found


def _is_optional_elsewhere(entry: Json, open_ones: Iterable[Json], key: Callable[[Json], str]) -> bool:
    """A law cited by name, which labels do not hold without a date, or an optional entry read a little otherwise."""
    named = not any(c.isdigit() for c in _value(entry).split(" ")[0]) and "value" in entry and "kind" in entry
    head = key(entry).split(" | ")[0]
    return named or any(_optional(e) and key(e).split(" | ")[0] == head for e in open_ones)


_FORMULA = {
    "khẩn",
    "trương",
    "nghiêm",
    "túc",
    "kịp",
    "thời",
    "tổ",
    "chức",
    "triển",
    "khai",
    "thực",
    "hiện",
    "phối",
    "hợp",
    "quan",
    "tâm",
    "chỉ",
    "đạo",
    "tốt",
    "đúng",
    "đầy",
    "đủ",
    "chặt",
    "chẽ",
    "theo",
    "và",
    "để",
    "tinh",
    "thần",
    "nội",
    "dung",
    "quy",
    "định",
    "công",
    "văn",
    "thông",
    "báo",
    "kế",
    "hoạch",
    "quyết",
    "này",
    "sắp",
    "xếp",
    "bố",
    "trí",
    "gian",
    "việc",
    "tác",
    "đến",
    "tham",
    "dự",
    "giờ",
    "thành",
    "phần",
    "buổi",
    "làm",
    "hội",
    "nghị",
    "họp",
    "đạt",
    "kết",
    "quả",
    "thi",
    "hành",
    "chịu",
    "trách",
    "nhiệm",
    "quán",
    "triệt",
    "của",
    "các",
}
SAME = 0.5  # share of words that two descriptions of one duty, or two names of who does it, have in common


def _directives(got: list[Json], expected: list[Json]) -> list[Finding]:
    """Directives by who, by when and what: a person shortens what must be done, so half of the words must agree.

    Closing phrases (`nghiêm túc triển khai thực hiện`, `tham dự đầy đủ, đúng giờ`) count neither for nor against.
    `directives` asks for what must be done and who does it; `directives (with deadline)` for its deadline as well.
    """
    got, expected = [e for e in got if not _is_formula(e)], [e for e in expected if not _is_formula(e)]
    found: list[Finding] = []
    for name, with_deadline in (("directives", False), ("directives (with deadline)", True)):
        open_ones = list(expected)
        for entry in got:
            match = next((one for one in open_ones if _same_duty(entry, one, with_deadline)), None)
            if match is not None:
                open_ones.remove(match)
            outcome = "right" if match is not None else "extra"
            found.append(Finding(name, outcome, match and _duty(match), _duty(entry), entry.get("confidence")))
        found += [Finding(name, "missing", _duty(entry), None) for entry in open_ones]
    return found


def _with_deadlines(record: Json) -> list[Json]:
    """The directives of a record, each with its deadline in the place of the deadline's index."""
    deadlines = record.get("deadlines") or []
    made = []
    for entry in record.get("directives") or []:
        index = entry.get("deadline")
        tied = index is not None and index < len(deadlines)
        made.append({**entry, "deadline": _deadline(deadlines[index]) if tied else None})
    return made


def _is_formula(entry: Json) -> bool:
    words = set(re.findall(r"\w+", plain(entry.get("action"))))
    return entry.get("deadline") is None and len(words - _FORMULA) <= 1


def _same_duty(got: Json, wanted: Json, with_deadline: bool) -> bool:
    who, whom = " ".join(got.get("assignees") or ()), " ".join(wanted.get("assignees") or ())
    if whom and _shared(who, whom) < SAME:
        return False
    if with_deadline and got.get("deadline") != wanted.get("deadline"):
        return False
    return _shared(got.get("action"), wanted.get("action")) >= SAME


def _shared(one: str | None, other: str | None) -> float:
    """Of the words of two texts, how many they share (Dice, 0 to 1)."""
    first, second = (set(re.findall(r"\w+", plain(text))) for text in (one, other))
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _duty(entry: Json) -> str:
    who = "; ".join(entry.get("assignees") or ())
    return f"{who} -> {entry.get('action')} [{entry.get('deadline')}]"


def _event(got: Any, expected: Any) -> list[Finding]:
    found: list[Finding] = []
    for part in ("starts", "place"):
        wanted = (expected or {}).get(part)
        wanted = {"value": wanted} if isinstance(wanted, str) else wanted
        found += _single(f"event {part}", (got or {}).get(part), wanted, lambda r: plain(_value(r)))
    return found


def _arrival(got: Any, expected: Any) -> list[Finding]:
    found: list[Finding] = []
    for part in ("office", "number", "date"):
        wanted = (expected or {}).get(part)
        if isinstance(wanted, dict) and wanted.get("doubtful"):
            continue
        found += _single(f"arrival {part}", (got or {}).get(part), wanted, lambda r: plain(_value(r)))
    return found
