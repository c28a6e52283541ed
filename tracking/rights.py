"""Who may do what: one table, shared by the pages, the API and the services.

A right depends on the role, the action, and how the person stands to the dispatch:

- `o`, own: it was handed to the person or the person's unit, or one of its tasks is theirs;
- `t`, another unit's;
- `i`, another unit's and for internal circulation (lưu hành nội bộ).

Actions on the office as a whole (people, calendar, backup) have no dispatch: any letter grants them.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any, Literal, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, Q, QuerySet, Subquery

from tracking.errors import NotAllowed
from tracking.models import Dispatch, Role, Task, Transfer, User

Scope = Literal["o", "t", "i"]
Action = str
M = TypeVar("M", Dispatch, Task)
ROLES = (Role.CLERK, Role.SPECIALIST, Role.UNIT_HEAD, Role.LEADER, Role.ADMIN)

TABLE: dict[Action, tuple[str, str, str, str, str]] = {
    # action            văn thư, chuyên viên, lãnh đạo đơn vị, lãnh đạo, quản trị
    "view":             ("oti", "ot", "ot", "oti", "ot"),
    "open_file":        ("oti", "o",  "ot", "oti", "o"),
    "comment":          ("oti", "o",  "o",  "oti", ""),
    "upload":           ("oti", "",   "",   "oti", "oti"),
    "confirm":          ("oti", "",   "",   "oti", ""),
    "register":         ("oti", "",   "",   "",    ""),
    "transfer":         ("oti", "",   "o",  "oti", ""),
    "receive":          ("oti", "o",  "o",  "oti", ""),
    "assign":           ("oti", "",   "o",  "oti", ""),
    "delegate":         ("",    "o",  "o",  "oti", ""),
    "work":             ("o",   "o",  "o",  "oti", ""),
    "close":            ("o",   "o",  "o",  "oti", ""),
    "approve":          ("",    "",   "o",  "oti", ""),
    "dismiss":          ("oti", "",   "o",  "oti", ""),
    "reopen":           ("oti", "",   "o",  "oti", ""),
    "set_deadline":     ("",    "",   "o",  "oti", ""),
    "ask_extension":    ("o",   "o",  "o",  "oti", ""),
    "decide_extension": ("",    "",   "",   "oti", ""),
    "export":           ("oti", "o",  "ot", "oti", ""),
    "trash":            ("oti", "",   "",   "oti", ""),
    "restore":          ("oti", "",   "",   "oti", "oti"),
    "purge":            ("",    "",   "",   "",    "oti"),
    "see_accesses":     ("",    "",   "",   "oti", "oti"),
    # the office as a whole
    "export_registers": ("oti", "",   "oti", "oti", ""),
    "see_reports":      ("oti", "oti", "oti", "oti", "oti"),
    "import_register":  ("oti", "",   "",   "",    "oti"),
    "see_inbox":        ("oti", "",   "",   "oti", "oti"),
    "retry_file":       ("oti", "",   "",   "",    "oti"),
    "clear_secrecy":    ("oti", "",   "",   "oti", ""),
    "confirm_alias":    ("oti", "",   "",   "oti", "oti"),
    "edit_office":      ("",    "",   "",   "oti", "oti"),
    "edit_calendar":    ("oti", "",   "",   "oti", "oti"),
    "manage_people":    ("",    "",   "",   "",    "oti"),
    "keep":             ("",    "",   "",   "",    "oti"),
}  # fmt: skip

WORDS: dict[Action, str] = {
    "view": "xem văn bản này", "open_file": "mở tệp của văn bản này", "confirm": "kiểm tra, sửa văn bản này",
    "register": "vào sổ", "transfer": "chuyển văn bản này", "assign": "giao việc này", "close": "kết thúc việc này",
    "approve": "duyệt việc này", "decide_extension": "quyết định gia hạn", "manage_people": "quản lý người dùng",
}  # fmt: skip


def own(user: User, dispatch: str = "pk") -> Q:
    """Whether a dispatch is the user's own, as a condition on `Dispatch`, or on what has it under the name `dispatch`.

    Asked of each row by itself (so no EXISTS, for which PostgreSQL reads all that a unit ever had): rows are looked at
    from the newest on until a page is full, and few of them have to be asked.
    """
    mine, unit = Q(person=user), user.unit_id
    rows: list[QuerySet[Any]] = [
        Transfer.objects.filter(mine | Q(unit=unit) if unit else mine),
        Task.objects.filter(mine | Q(lead_unit=unit) if unit else mine),
    ]
    if unit:
        rows.append(Task.objects.filter(support_units=unit))
    here = (found.filter(dispatch=OuterRef(dispatch)).values("dispatch")[:1] for found in rows)
    return reduce(or_, (Q(**{dispatch: Subquery(found)}) for found in here))


def scope(user: User, dispatch: Dispatch) -> Scope:
    """How `user` stands to `dispatch`."""
    if Dispatch.objects.filter(pk=dispatch.pk).filter(own(user)).exists():
        return "o"
    return "i" if dispatch.restricted else "t"


def granted(user: User, action: Action) -> str:
    """The scopes in which `user` may do `action`; an action that the table lacks is nobody's.

    They are those of the person's role, and for a superuser those of quản trị too: the first account of an office is
    its clerk's and lets the others in.
    """
    letters = dict(zip(ROLES, TABLE.get(action, ("",) * 5), strict=True))
    return letters[Role(user.role)] or (letters[Role.ADMIN] if user.is_superuser else "")


def may(user: User | AnonymousUser, action: Action, dispatch: Dispatch | None = None) -> bool:
    """Whether `user` may do `action` (to `dispatch`); nobody may who is not logged in or not active."""
    if not isinstance(user, User) or not user.is_active:
        return False
    letters = granted(user, action)
    if dispatch is None or not letters:
        return bool(letters)
    others = ("i" if dispatch.restricted else "t") in letters
    if others == ("o" in letters):
        return others  # the same whether it is the person's own or not: no need to ask
    return scope(user, dispatch) in letters


def require(user: User | AnonymousUser, action: Action, dispatch: Dispatch | None = None) -> None:
    """Raise `NotAllowed` unless `user` may do `action`."""
    if not may(user, action, dispatch):
        what = WORDS.get(action, "làm việc này")
        raise NotAllowed(f"Tài khoản này không được quyền {what}; liên hệ văn thư hoặc người quản trị.")


def visible(user: User | AnonymousUser, found: QuerySet[Dispatch] | None = None) -> QuerySet[Dispatch]:
    """The dispatches outside the trash that `user` may see."""
    return _seen(user, Dispatch.objects.filter(trashed_at=None) if found is None else found)


def visible_tasks(user: User | AnonymousUser, found: QuerySet[Task] | None = None) -> QuerySet[Task]:
    """The tasks of the dispatches that `user` may see."""
    return _seen(user, Task.objects.filter(dispatch__trashed_at=None) if found is None else found, "dispatch")


def _seen(user: User | AnonymousUser, found: QuerySet[M], to_dispatch: str = "pk") -> QuerySet[M]:
    """What `user` may see of rows that are dispatches, or lead to them by the name `to_dispatch`."""
    if not isinstance(user, User) or not user.is_active:
        return found.none()
    letters = granted(user, "view")
    if letters == "oti":
        return found
    ours = own(user, to_dispatch)
    if "t" in letters:
        open_to_all = "restricted" if to_dispatch == "pk" else f"{to_dispatch}__restricted"
        return found.filter(Q(**{open_to_all: False}) | ours)
    return found.filter(ours) if "o" in letters else found.none()
