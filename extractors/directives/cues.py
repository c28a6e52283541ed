"""Words of directives: rows of `data/directive_cues.csv`, matched in folded text.

Roles: `order` and `request` open a directive; `lead` and `support` tell who leads and who helps; `action` begins what
must be done; `modal` stands between who and what (`có trách nhiệm`); `report` needs an answer; `party` begins the name
of an assignee; `product` is what is sent in; `noun` hides a verb inside a longer word (`chương trình`); `contact` and
`case` make the usual offer of help (`nếu có vướng mắc, liên hệ`); `generic` are words that alone order nothing in
particular; `thing` tells what is no person (`các nội dung`);
an `event_label` tells who comes, when and where;
`section` heads the part of a plan that gives out duties; `channel` is a way, not a body. A `work_label`, `lead_label`
or `support_label` heads a column of a table of tasks, or stands before a colon in the fields of a work, among which
a `due_label` tells by when, an `other_label` what is no duty, and a `bare_label` who or when.

A duty is laid on somebody by a `duty_modal`; persons, too, are `present` or hand something in by a day; what somebody
does beside a word that only `told` of it is none. A sentence that begins with its `grounds` tells no duty; an
`adjunct` may stand before who acts. What counts as said without a word is `deemed` so; `ahead` heads what a report
plans, `asks` what it asks for. An order is none after `noun_before` (`theo yêu cầu`) or `past`, before `noun_after`
(`yêu cầu của`) or `object_after` (`mong nhận được`); those of `own_mouth` count in the issuer's own mouth only;
`states` open what is told, `list_end` closes the opening of a list. A verb is part of a name after `attribute`,
unless this is a `unit` or the verb `handles` something; before a comma a `function` is a name's as well. `head` and
`trail` stand around who; `interposed` words after a comma tell when or how they act; `aside` before somebody apart;
`inner_party` inside a phrase; `duty` after `chịu trách nhiệm`. Of an action, `ended` is no content, nor are `done`
and `merely`; `purpose` tells what for (`own_aim`: what the writer wants it for), `sent` and `term` tell of what was
asked for before. `inform` tells people what they then must do; `persons` act only where a duty is said; `may` leaves
it to them; an order is `overtaken` where the sentence goes on to say that nothing came of it; `closes` opens the last
sentence of what is told, or tells what a request in it is for. A list is announced by an `announce` (`lưu ý`) of
things `announced` (`một số nội dung`), duties are given out after what a chief `pronounces` (`kết luận như sau:`) or
what an office `guides` to (`hướng dẫn một số nội dung như sau:`); an `item_verb` begins an item of those who act, and
is a noun elsewhere (`Lãnh đạo rà soát …`). What people have to answer for (`answers`) is a duty beside others only;
what `tells` opens only reports. What `planned` stands before is not ordered. Names go on with a `name_word`, end with
the `level` they serve or a `name_tail`, and are told on by what is `whose`; a `unit_head` begins one of functions;
`of_whom` heads whose duties follow. What is to be done may stand before who does it: `work` begins it, they only say
that they do it by what one `takes_on` (`do X phụ trách`), and more by what one `undertakes` (`do X bảo đảm`); who
`oversees` something reports on it; what is `made_by` somebody is there already, and who `pays` `money` is told, not
ordered. A body `leads_others` who are named after it; an officer's `charge` tells which of them is meant (`cán bộ phụ
trách khuyến nông hướng dẫn …`). Of what is reported, `mere_object` is nothing of its own, and `object_end` ends it.
A body is named by its `trade` after a `trade_head` (`Các công ty quản lý đường sắt`), those of a kind by what they have
`done_once`; what begins like a body and is a thing is `no_party` (`Hội nghị`). A clause that only `hands_up` its
product ends the one before; what is `told_of` tells how something is done (`việc chi trả thực hiện theo …`).
To whom: `report_verb` or `report_verb_bare`, then `report_preposition`, the body, `body_end`.

A cue of one syllable must bear its accents (`giao`, not `giáo`): those of `action` excepted, which OCR misreads
too often; verbs that would then be taken for other words have the role `action_exact`, in which those of several
syllables, too, must bear them (`đóng cống`, not `động công khai`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache

from extractors import cues
from extractors.folding import canonical, fold

CUES = "directive_cues.csv"
_TOLERANT = {"action", "noun_after", "object_after", "list_end", "states", "function", "duty"}
_VERBS = ("action", "action_exact")
_SPACE = re.compile(r"\s+")
_STARTS = re.compile(r"\S+")
_REACH = 60  # characters in which a cue stands before a place


def rows() -> tuple[tuple[str, str], ...]:
    """`(cue, role)` as written."""
    return cues.rows(CUES)


@cache
def words(*roles: str) -> re.Pattern[str]:
    """A pattern of the cues of `roles` as whole words in folded text."""
    return re.compile(rf"(?<![\w/])(?:{cues.folded(CUES, *roles)})(?![\w/])")


@cache
def spelt(*roles: str) -> str:
    """A regular expression of the cues of `roles` as they are written."""
    return cues.alternation(cues.of_roles(CUES, roles))


@cache
def _last(roles: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{words(*roles).pattern}\s*$")


@cache
def _spelt(roles: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The cues of one syllable as written, and in folded form those that need no accents."""
    exact, tolerant = (
        [cue for cue in cues.of_roles(CUES, some) if " " not in cue]
        for some in ([role for role in roles if role not in _TOLERANT], _TOLERANT.intersection(roles))
    )
    return frozenset(map(canonical, exact)), frozenset(map(fold, tolerant))


@cache
def _phrases(roles: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(canonical, cues.of_roles(CUES, roles)))


@cache
def _exact_phrases(roles: tuple[str, ...]) -> frozenset[str]:
    """The folded cues of several syllables that must bear their accents."""
    exact = [role for role in roles if role.endswith("_exact")]
    accented = frozenset(fold(cue) for cue in cues.of_roles(CUES, exact) if " " in cue)
    return accented - frozenset(map(fold, cues.of_roles(CUES, [role for role in roles if role not in exact])))


def is_spelt(word: str, *roles: str) -> bool:
    """Whether a match of `words(*roles)`, as written, is the cue itself and no other word with the same letters."""
    exact, tolerant = _spelt(roles)
    if " " not in word:
        return word.lower() in exact or fold(word) in tolerant or canonical(word.lower()) in exact
    written = canonical(" ".join(word.split()))
    if any(part[:1].isupper() for part in written.split()[1:]):  # Bộ Chỉ huy Bộ đội: not `hủy bỏ`
        return written.lower() in _phrases(tuple(role for role in roles if not role.endswith("_exact")))
    return fold(written) not in _exact_phrases(roles) or written.lower() in _phrases(roles)


@cache
def _apart(roles: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Patterns that together find the cues of `roles`: the verbs, a third of all cues, have one and the same."""
    others = tuple(role for role in roles if role not in _VERBS)
    if len(others) + len(_VERBS) == len(roles) and others:
        return words(*_VERBS), words(*others)
    return (words(*roles),)


def _at(folded: str, start: int, end: int, roles: tuple[str, ...]) -> re.Match[str] | None:
    """The longest cue of `roles` that stands at `start`."""
    found = [match for pattern in _apart(roles) if (match := pattern.match(folded, start, end))]
    return max(found, key=re.Match.end, default=None)


def _next(folded: str, start: int, end: int, roles: tuple[str, ...]) -> re.Match[str] | None:
    """The first cue of `roles` from `start` on, the longest of those that begin there."""
    found = [match for pattern in _apart(roles) if (match := pattern.search(folded, start, end))]
    return min(found, key=lambda match: (match.start(), -match.end()), default=None)


def met(text: str, folded: str, start: int, end: int, *roles: str) -> Iterator[re.Match[str]]:
    """The cues of `roles` between two places of a text and its folded form (of the same length), in order."""
    match = _next(folded, start, end, roles)
    while match is not None:
        found = begins(text, folded, match.start(), end, *roles)
        if found is not None:
            yield found
        space = _SPACE.search(folded, match.start(), end)  # a word rejected may begin another: `động công khai`
        at = found.end() if found is not None else space.end() if space else end
        match = _next(folded, at, end, roles)


def begins(text: str, folded: str, start: int, end: int, *roles: str) -> re.Match[str] | None:
    """The cue of `roles` that stands at `start`: the longest that is spelt as it should be."""
    match = _at(folded, start, end, roles)
    while match is not None and not is_spelt(text[match.start() : match.end()], *roles):
        shorter = match[0].rstrip().rfind(" ")
        match = _at(folded, start, start + shorter, roles) if shorter > 0 else None
    return match


def ends(text: str, folded: str, start: int, end: int, *roles: str) -> re.Match[str] | None:
    """The cue of `roles` that stands just before `end`, spaces aside."""
    match = _last(roles).search(folded, max(start, end - _REACH), end)
    return match if match and is_spelt(text[match.start() : match.end()].rstrip(), *roles) else None


def _ends_in_verb(text: str, folded: str, match: re.Match[str]) -> bool:
    """Whether what has the letters of a noun is a verb, or ends in one (`dự trù`, not dự trữ; `chi bộ phản ánh`)."""
    verbs = _phrases(("action", "action_exact"))
    for at in (match.start() + word.start() for word in _STARTS.finditer(match[0])):
        verb = words("action", "action_exact").match(folded, at)
        whole = verb is not None and " " in verb[0] and verb.end() >= match.end()
        if verb and whole and canonical(" ".join(text[at : verb.end()].split())).lower() in verbs:
            return True
    return False


def _begun_by_verb(text: str, folded: str, match: re.Match[str]) -> bool:
    """Whether what has the letters of a noun begins with the end of a verb: `báo cáo cấp ủy`, where no `cao cấp` is."""
    before = folded.rfind(" ", 0, max(0, match.start() - 1)) + 1
    verb = begins(text, folded, before, len(folded), "action", "action_exact") if before < match.start() else None
    return verb is not None and verb.end() > match.start()


_DOES = re.compile(
    r"(?:doan|to)\s+(?:kiem\s+tra|giam\s+sat|thanh\s+tra|khao\s+sat)\s+(?:cac(?!\s+cap\b)|viec|toan\s+bo)\s"
)
_OPENS = re.compile(r"(?:^|[.;:\n])\s*$")


def noun_end(text: str, letters: str, start: int, at: int) -> int | None:
    """Where a noun ends that is written as a name and has a verb inside, at `at`; null where none stands there.

    `Văn phòng Đăng ký quyền sử dụng đất` is one for `sử dụng`.
    """
    for noun in words("noun").finditer(letters, max(start, at - _REACH), at + _REACH):
        if noun.start() >= at:
            return None
        written = canonical(" ".join(text[noun.start() : noun.end()].split()))
        named = written[0].isupper() and written.lower() in _phrases(("noun",))
        if noun.end() > at and named and not _DOES.match(letters, noun.start()):
            return noun.end()
    return None


def masked(text: str, folded: str) -> str:
    """Folded `text`, of the same length, in which the words that only look like verbs are blotted out.

    What has a capital inside is a name (`giao Ban Tổ chức`) and stays.
    """

    def blot(match: re.Match[str]) -> str:
        written = text[match.start() : match.end()]
        if _DOES.match(folded, match.start()) and _OPENS.search(text, max(0, match.start() - 3), match.start()):
            return "_" * match[0].index(" ") + match[0][match[0].index(" ") :]  # Đoàn kiểm tra các cơ sở …
        named = any(c.isupper() and not before.isalnum() for before, c in itertools.pairwise(written))
        lower = canonical(" ".join(written.split())).lower()
        other = lower not in _phrases(("noun",)) and (
            _ends_in_verb(text, folded, match) or _begun_by_verb(text, folded, match)
        )
        return match[0] if named or other else "_" * len(match[0])

    folded = words("noun").sub(blot, folded)
    return _as_nouns().sub(lambda match: match[0] if match[0].startswith("_") else "_" * len(match[0]), folded)


@cache
def _as_nouns() -> re.Pattern[str]:
    """Verbs used as nouns: after `sự`, alone or in a row, and before `của` (`sự quan tâm, phối hợp`, `trả lời của`)."""
    verb = words("action", "support").pattern
    row = rf"{verb}(?:\s*,?\s+(?:va\s+)?{verb})*"
    return re.compile(rf"(?<![\w/])su\s+{row}|{verb}(?=\s+cua\b)")


_OR_ANSWER = re.compile(
    r"[;,.]\s*(?:mọi|nếu|đơn vị nào|cơ quan nào|trường hợp|người đứng đầu)\b.*\bchịu trách nhiệm\b.*$", re.DOTALL
)


_SUCCESS = re.compile(
    r"\s+(?:để|nhằm)\b[^;.]*\b(?:đạt (?:được )?(?:kết quả|hiệu quả)|thành công|tốt đẹp)(?: tốt| cao)?\W*$"
)


def is_generic(action: str) -> bool:
    """Whether an action says no more than that one should act (`nghiêm túc triển khai thực hiện`)."""
    action = _SUCCESS.sub("", _OR_ANSWER.sub("", action))
    folded = fold(action)
    if len(re.findall(r"\w+", words("generic").sub(" ", folded))) > 1:
        return False
    verbs = met(action, folded, 0, len(folded), "action", "action_exact")
    return not any(re.search(r"\w", words("generic").sub(" ", verb[0])) for verb in verbs)
