"""Which move a task may make from which state: one table, from which the pages draw their buttons."""

from __future__ import annotations

from tracking.errors import WrongMove
from tracking.models import Task, TaskState

S = TaskState

MOVES: dict[str, tuple[frozenset[TaskState], TaskState | None]] = {
    # move        from which states                                         to (null: the state stays)
    "assign":    (frozenset({S.NEW, S.ASSIGNED, S.IN_PROGRESS}),            S.ASSIGNED),
    "delegate":  (frozenset({S.ASSIGNED, S.IN_PROGRESS}),                   S.ASSIGNED),
    "start":     (frozenset({S.ASSIGNED}),                                  S.IN_PROGRESS),
    "note":      (frozenset({S.NEW, S.ASSIGNED, S.IN_PROGRESS, S.AWAITING}), None),
    "submit":    (frozenset({S.ASSIGNED, S.IN_PROGRESS}),                   S.AWAITING),
    "send_back": (frozenset({S.AWAITING}),                                  S.IN_PROGRESS),
    "close":     (frozenset({S.ASSIGNED, S.IN_PROGRESS, S.AWAITING}),       S.DONE),
    "dismiss":   (frozenset({S.NEW, S.ASSIGNED, S.IN_PROGRESS, S.AWAITING}), S.NOT_NEEDED),
    "reopen":    (frozenset({S.DONE, S.NOT_NEEDED}),                        None),
    "extend":    (frozenset({S.NEW, S.ASSIGNED, S.IN_PROGRESS, S.AWAITING}), None),
    "set_due":   (frozenset({S.NEW, S.ASSIGNED, S.IN_PROGRESS, S.AWAITING}), None),
}  # fmt: skip

LABELS = {
    "assign": "Giao việc", "delegate": "Ủy quyền xử lý", "start": "Bắt đầu xử lý", "note": "Ghi tiến độ",
    "submit": "Trình duyệt", "send_back": "Trả lại", "close": "Hoàn thành", "dismiss": "Không phải xử lý",
    "reopen": "Mở lại", "extend": "Gia hạn", "set_due": "Ấn định hạn nội bộ",
}  # fmt: skip
RIGHTS = {
    "assign": "assign", "delegate": "delegate", "start": "work", "note": "work", "submit": "work",
    "send_back": "approve", "close": "close", "dismiss": "dismiss", "reopen": "reopen", "extend": "ask_extension",
    "set_due": "set_deadline",
}  # fmt: skip


def allowed(task: Task) -> list[str]:
    """The moves that the task's state allows."""
    return [name for name, (states, _) in MOVES.items() if task.state in states]


def check(task: Task, move: str) -> TaskState | None:
    """The state that `move` leads to; raises `WrongMove` where the state does not allow it."""
    states, to = MOVES[move]
    if task.state not in states:
        now = TaskState(task.state).label.lower()
        raise WrongMove(f"Việc đang ở trạng thái «{now}» nên không thể «{LABELS[move].lower()}»; tải lại trang.")
    return to
