"""Find what must be done: sentences that order or ask, the items under them, duties that a plan gives out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import islice

from extractors.directives.clauses import Paper, Task, cut, sentences
from extractors.directives.cues import begins, is_generic, met, words
from extractors.directives.parties import split
from extractors.folding import key
from extractors.prose import Prose, Stretch

MOST = 300
SENTENCES = 1000  # of one block; text made to exhaust us has more
_WHO = 520  # characters in which assignees are named
_ITEM = re.compile(
    r"[\s*_.,~'\"]*(?:(?P<number>\d{1,2}(?:\.\d{1,2})*\s*[.)/-]|(?:Điều|Khoản)\s+\d+\s*[.:])|(?P<letter>[a-zđ]\s*[).](?=\s))"
    r"|(?P<roman>[IVX]{1,4}\s*[.)/-])|(?P<dash>[-–+•*](?=\s|\w)))\s*"
)
_LEVELS = {"roman": 1, "number": 2, "letter": 3, "dash": 4}
_OPENS_LIST = re.compile(r"(?:nhu\s+sau|sau\s+day|\bsau|cu\s+the)\s*[:.]?\s*$|:\s*$")
_NOUN_BEFORE = re.compile(
    r"\b(?:theo|tai|cua|ve|noi\s+dung|cac|nhung|su|duoc|bi|van\s+ban|cong\s+van|don|phieu|to\s+trinh|xet|can\s+cu|y\s+kien|ho\s+so"
    r"|danh\s+sach|muc|muc\s+dich|dap\s+ung|dung|khi\s+co|moi|bieu\s+mau|mot\s+so|da|nham|chua|khong|tinh\s+than|vuot|dat|nhu|muc\s+dich\s*,"
    r"|trich|so|phu\s+hop\s+voi|bao\s+dam|dam\s+bao|thuc\s+hien|cung\s+voi|ban|chuyen|nhan|doi\s+hoi)\s+$"
)
_NOUN_AFTER = re.compile(
    r"\s*(?:cua|ve|nhiem\s+vu|dat\s+ra|cong\s+nhan|can\s+thiet|khen\s+thuong|tai\s+(?:cong|van|ke))\b|\s*[,;.)]"
)
_CITED = re.compile(r"\bso\s*:?\s*\d[^,;]*$|\d\s*/\s*[a-z][^,;]*$")
_AT_START = re.compile(r"(?:^|[,:;]|\bva|\bdong\s+thoi)\s*$")
_PAST = re.compile(r"\b(?:đã|được|đang|sẽ được|vừa)\s*$", re.IGNORECASE)
_STATES = re.compile(
    r"[\s\W]*(?:can\s+cu|theo\s+de\s+nghi|tren\s+co\s+so|xet|tiep\s+theo|phuc\s+dap|qua\s+thoi\s+han|thoi\s+gian\s+qua|tuy\s+nhien|nhan\s+duoc)\b"
)
_PRODUCT = re.compile(r"(?:\s+\w+){0,8}?\s*,?\s*(?:de\s+nghi\s+|xin\s+|phai\s+|can\s+)?(?:duoc\s+)?(?:gui|nop)\b")
_TIME_OF = re.compile(r"(?:thoi\s+gian|thoi\s+han|han)\b(?!\s+qua)")
_ASIDE = re.compile(r"(?:rieng\s+doi\s+voi|rieng|doi\s+voi)\s+")
_SHORT = {"giao", "chi dao", "phan cong", "mong", "kien nghi"}  # orders only in the issuer's own mouth
_INNER_PARTY = re.compile(r"(?:các\s+|thủ trưởng\s+|giám đốc\s+)*(?:đơn vị|cơ quan|địa phương)[^,;:.]{0,60}$")
_MODAL_END = re.compile(
    r"[\s,]*\b(?:cần phải|cần|phải|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|được giao nhiệm vụ|được giao|được phân công|sẽ|tiếp tục|chủ động|định kỳ|hằng năm|kịp thời)\s*$"  # noqa: E501
)
_TRAIL = re.compile(
    r"[\s,]*\b(?:như sau|sau đây|cụ thể|sau|thực hiện|triển khai|các nội dung|một số nội dung|những nội dung)\s*:?\s*$"
)


@dataclass(slots=True)
class _Lead:
    """What an opening sentence hands down to the items under it; `details` where it ordered something itself."""

    assignees: tuple[str, ...]
    support: tuple[str, ...]
    details: bool
    level: int = 0


@dataclass(slots=True)
class Finder:
    """Walks a paper's blocks in reading order; `addressees` do what is asked of nobody by name.

    `issuer` is the folded name of who writes. In a paper that `tells` (báo cáo) only plain requests are directives;
    in one that `aims` (nghị quyết) a date needs somebody who is to act by it.
    """

    prose: Prose
    paper: Paper
    addressees: tuple[str, ...] = ()
    issuer: str = ""
    tells: bool = False
    aims: bool = False
    found: list[Task] = field(default_factory=list)
    lead: _Lead | None = None
    hands_out: bool = False
    last: tuple[str, ...] = ()

    def find(self) -> list[Task]:
        """The directives of the paper, in order."""
        for stretch in self.prose.stretches:
            if len(self.found) >= MOST:
                break
            if stretch.block._.cell is None:
                self._block(stretch)
        return self.found

    def _block(self, stretch: Stretch) -> None:
        start, end = stretch.start, stretch.end
        text = self.paper.text[start:end]
        if stretch.block.label_ == "heading" or _is_heading(text):
            self.hands_out = next(met(self.paper.text, self.paper.folded, start, end, "section"), None) is not None
            self.lead = None
            return
        item = _ITEM.match(self.paper.text, start, end)
        level = next((_LEVELS[name] for name in _LEVELS if item and item[name]), 0)
        at = item.end() if item else start + len(text) - len(text.lstrip())
        if self.lead is not None and not self._under_lead(at, end, level):
            self.lead = None
        for number, (begin, stop) in enumerate(islice(sentences(self.paper.text, at, end), SENTENCES)):
            if len(self.found) >= MOST:
                break
            begin += len(self.paper.text[begin:stop]) - len(self.paper.text[begin:stop].lstrip())
            self._sentence(begin, stop, first=number == 0, level=level)

    def _under_lead(self, at: int, end: int, level: int) -> bool:
        """Whether a block belongs to the list that was opened: it is an item, or begins with what must be done."""
        assert self.lead is not None
        if level == 0:
            return self.lead.level == 0 and self._verb_at(at, end)
        if self.lead.level == 0:
            self.lead.level = level
        return level >= self.lead.level

    def _verb_at(self, at: int, end: int) -> bool:
        return (
            begins(self.paper.text, self.paper.folded, at, end, "action", "action_exact", "lead", "support") is not None
        )

    def _sentence(self, start: int, end: int, *, first: bool, level: int) -> None:
        inside = [i for i, (a, _) in enumerate(self.paper.limits) if start <= a < end]
        opening = self._opening(start, end)
        if opening is not None:
            self._opened(opening, inside, end)
            return
        if _STATES.match(self.paper.folded, start, end) and not inside:
            return
        if inside and self._attached(start, end, inside):
            return
        if self.tells:
            return
        task = self._plain(start, end, bool(inside), first, level)
        if task is not None:
            self._add(cut(self.paper, task, inside))

    def _add(self, made: list[Task]) -> None:
        for task in made:
            action, support = self._support(task.start, task.end)
            self.found.append(replace(task, start=action, support=support or task.support) if support else task)
        if made:
            self.last = made[-1].assignees

    def _opened(self, opening: Task, inside: list[int], end: int) -> None:
        opens = _OPENS_LIST.search(self.paper.folded, max(0, end - 60), end) is not None
        empty = opening.start >= end or is_generic(self.paper.text[opening.start : end])
        if opens:
            who = opening.assignees
            self.lead = _Lead(who, opening.support, details=not empty)
            self.last = who
            if empty and not inside:
                return
        made = cut(self.paper, opening, inside)
        folded = self.paper.folded[max(0, opening.start - 260) : opening.start]
        offer = begins(self.paper.text, self.paper.folded, opening.start, end, "contact") is not None
        if (
            offer
            and not inside
            and (words("case").search(folded) or words("case").search(self.paper.folded, opening.start, end))
        ):
            return
        self._add(made)

    # A sentence that orders or asks.

    def _opening(self, start: int, end: int) -> Task | None:
        """The directive that an order or a request opens: who, and where the action begins."""
        text, folded = self.paper.text, self.paper.folded
        roles = ("request", "order") if self.tells else ("order", "request", "order_exact", "request_exact")
        for match in met(text, folded, start, end, *roles):
            before = folded[start : match.start()]
            if (
                _NOUN_BEFORE.search(before)
                or _NOUN_AFTER.match(folded, match.end(), end)
                or _PAST.search(text, max(start, match.start() - 40), match.start())
            ):
                continue
            if _CITED.search(before) and not before.endswith(", "):
                continue
            if " ".join(match[0].split()) in _SHORT and not self._speaks(start, match.start(), match[0]):
                continue
            if self.tells and not self._speaks(start, match.start(), match[0]):
                continue
            if re.match(r"\s*(?:nhan\s+duoc|muon|co\s+duoc)\b", folded[match.end() : match.end() + 20]):
                continue
            made = self._after(match.end(), end, named="order" if words("order").fullmatch(match[0]) else "request")
            if made is not None:
                return made
        return None

    def _speaks(self, start: int, at: int, verb: str) -> bool:
        """Whether an order is the issuer's own: it opens the clause or follows its name (`chỉ đạo` only its name)."""
        before = self.paper.letters[start:at]
        if _AT_START.search(before, max(0, len(before) - 40)):  # at the end only, however long the clause
            return verb != "chi dao" and not (self.tells and before.strip())
        subject = re.split(r"[,;:]", before)[-1].split()
        own = {*self.issuer.split(), "chu", "tich", "giam", "doc", "bo", "truong", "thu"}
        return len(subject) > 1 and sum(word in own for word in subject) >= 0.7 * len(subject)

    def _after(self, begin: int, end: int, named: str) -> Task | None:
        text, folded = self.paper.text, self.paper.folded
        while begin < end and text[begin] in " :,\n":
            if text[begin] == ":" and folded[begin + 1 : end].strip():
                break
            begin += 1
        action = self._action_start(begin, end)
        if action is None:
            if not _OPENS_LIST.search(folded, max(0, end - 60), end):
                return None
            action = end
        who = _who(text[begin:action])
        if len(who) > _WHO or _PAST.search(who):
            return None
        action, support = self._support(action, end)
        assignees = split(who) if len(who) > 2 else ()
        sure = 0.92 if assignees else 0.85 if named == "order" else 0.8
        return Task(action, end, assignees or self.addressees, support, sure=sure)

    def _action_start(self, begin: int, end: int) -> int | None:
        """Where what must be done begins: the first verb in lower case after the assignees."""
        text, folded = self.paper.text, self.paper.folded
        for match in met(text, folded, begin, min(end, begin + _WHO + 80), "action", "action_exact", "lead", "support"):
            at = match.start()
            between = text[begin:at].strip(" ,:;")
            if text[at].isupper() and between:
                continue
            if (
                between
                and re.search(
                    r"\b(?:các|tổ|người|đơn vị|cơ quan|ban|phòng|công tác|việc|để|nhiệm vụ|sự|bộ phận|cán bộ|được|và kết quả)\s+$",  # noqa: E501
                    text[begin:at],
                )
            ):
                if match[0].split()[0] not in {"cu", "gui", "nop", "tong"} and text[begin:at].rstrip().split()[
                    -1
                ] not in {"vị", "quan", "phòng", "ban", "tổ", "bộ"}:
                    continue
                if match[0] in {
                    "thuc hien",
                    "quan ly",
                    "giam sat",
                    "thanh tra",
                    "kiem tra",
                    "huong dan",
                    "to chuc",
                } and folded[match.end() : match.end() + 2] in {", ", " v"}:
                    continue
            return at
        return None

    def _support(self, action: int, end: int) -> tuple[int, tuple[str, ...]]:
        """Who helps (`chủ trì, phối hợp với X …`), and where the action then begins."""
        text, folded = self.paper.text, self.paper.folded
        head = words("lead").match(folded, action, end) or words("support").match(folded, action, end)
        if head is None:
            return action, ()
        if "phoi hop" not in head[0] and "cung" not in head[0]:
            rest = re.compile(r"\s*,?\s*").match(folded, head.end(), end)
            after = rest.end() if rest else head.end()
            return (after, ()) if after < end else (action, ())
        begin = head.end()
        first = re.compile(r"\s*(?:chat\s+che\s+)?(?:voi|cung)?\s*").match(folded, begin, end)
        begin = first.end() if first else begin
        after_who = self._action_start(begin, min(end, begin + 420))
        if after_who is None or after_who == begin:
            return action, ()
        who = _who(text[begin:after_who])
        return (after_who, split(who)) if len(who) > 2 else (action, ())

    # A sentence that orders by its place.

    def _attached(self, start: int, end: int, inside: list[int]) -> bool:
        """`Báo cáo gửi về Sở trước ngày …`: the deadline of what was asked for just before."""
        details = self.lead is not None and self.lead.details
        product = begins(self.paper.text, self.paper.letters, start, end, "product")
        sent = product is not None and _PRODUCT.match(self.paper.letters, product.end(), end) is not None
        if not (sent or details or _TIME_OF.match(self.paper.letters, start, end)):
            return False
        done = False
        for index in range(len(self.found) - 1, max(-1, len(self.found) - 4), -1):
            task = self.found[index]
            if task.deadline is not None:
                break
            if details or words("report").search(self.paper.letters, task.start, task.end):
                self.found[index] = replace(task, deadline=inside[-1], more=(start, end))
                done = True
        return done

    def _plain(self, start: int, end: int, dated: bool, first: bool, level: int) -> Task | None:
        """An item under an order, a duty that a plan gives out, or what stands beside a deadline."""
        text, _folded = self.paper.text, self.paper.folded
        lead = self.lead if first and level >= (self.lead.level if self.lead else 0) else None
        wanted = lead is not None and not lead.details and (level == lead.level)
        assignees = (self.lead.assignees if self.lead else ()) or self.addressees
        support = self.lead.support if self.lead else ()
        aside = _ASIDE.match(self.paper.letters, start, end)
        start = aside.end() if aside else start
        if self._verb_at(start, end):
            if not wanted and (not dated or self.aims):
                return None
            action, helpers = self._support(start, end)
            return Task(action, end, assignees, helpers or support, sure=0.85 if wanted else 0.75)
        who_end = self._action_start(start, end)
        if who_end is None:
            return None
        raw = text[start:who_end]
        if len(raw) > _WHO or _PAST.search(raw):
            return None
        wanted = wanted or (aside is not None and bool(self.found))
        who = _who(raw)
        if self._is_party(start, who_end) and not self._is_issuer(who):
            modal = _MODAL_END.search(raw.rstrip(" ,")) is not None
            duty = re.search(r"\btrách nhiệm$", raw.strip()) is not None and not self._answers(raw, who_end, end)
            if not (dated or wanted or (self.hands_out and first) or duty):
                return None
            action, helpers = self._support(who_end, end)
            return Task(action, end, split(who), helpers, sure=0.88 if modal or wanted else 0.8)
        if not dated or self.aims:
            return None
        inner = _INNER_PARTY.search(raw)
        if inner is not None:
            return Task(who_end, end, split(_who(inner[0])), sure=0.6)
        action = who_end if raw.rstrip().endswith((",", ":")) or not raw.strip() else start
        return Task(action, end, assignees, support, sure=0.6)

    def _is_party(self, start: int, end: int) -> bool:
        """Whether the words before a verb name who acts, not what (`các nội dung khác`) nor who answers for it."""
        match = begins(self.paper.text, self.paper.letters, start, end, "party")
        if match is None or "chịu trách nhiệm về" in self.paper.text[start:end]:
            return False
        rest = re.compile(r"\s*").match(self.paper.letters, match.end(), end)
        return begins(self.paper.text, self.paper.letters, rest.end() if rest else match.end(), end, "thing") is None

    def _answers(self, raw: str, at: int, end: int) -> bool:
        """`chịu trách nhiệm về …` says who answers for it; only `chịu trách nhiệm thi hành` orders."""
        return (
            raw.strip().endswith("chịu trách nhiệm")
            and re.match(r"thi\s+hanh|thuc\s+hien|to\s+chuc|trien\s+khai", self.paper.folded[at:end]) is None
        )

    def _is_issuer(self, who: str) -> bool:
        return bool(self.issuer) and (key(who) == self.issuer or self.issuer.startswith(key(who) + " "))


def _is_heading(text: str) -> bool:
    if len(text) >= 160:
        return False
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 4 and sum(c.isupper() for c in letters) > 0.75 * len(letters)


def _who(text: str) -> str:
    """The words that name who, without what stands before and after their names."""
    who = re.sub(
        r"^(?:cho|đối với|tới|đến|rằng|riêng đối với)\s+",
        "",
        " ".join(text.split()).strip(" ,:;-"),
        flags=re.IGNORECASE,
    )
    while (shorter := _TRAIL.sub("", _MODAL_END.sub("", who))) != who:
        who = shorter
    return who.strip(" ,:;")
