"""The same paper from two channels (number, issuer and day equal, other bytes): one of the two rows is worked on.

That is the one on which work has begun, else the earlier; the other gets neither a number in the register nor tasks.
Where work has begun on both, or only number and issuer coincide, a person is warned (NĐ 30/2020, Phụ lục VI, III.1.h).
"""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from tracking.linking import same_number, same_paper
from tracking.models import Dispatch, Event, ReviewState, TaskState
from tracking.tasks.make import recount, tasks_follow

WARNING = "Trùng số, ký hiệu"
SEPARATED = "separated"
"""The event of a person's word that two rows are two papers after all."""


def doubt(dispatch: Dispatch, field: str, reason: str) -> None:
    """Ask a person to look at `field`, in this and every later view of the dispatch; asked once."""
    entry = {"field": field, "reason": reason}
    if entry in dispatch.review:
        return
    dispatch.review = [*dispatch.review, entry]
    if dispatch.review_state == ReviewState.CLEAN:
        dispatch.review_state = ReviewState.DOUBTFUL
    dispatch.save(update_fields=["review", "review_state", "changed_at"])


def rejoin(dispatch: Dispatch) -> None:
    """Look whether the dispatch, as it now reads, is the same paper as another; join the two or part them, and warn.

    For a new dispatch, and for one whose number, issuer or day was corrected. Tasks are the caller's to make.
    """
    before = dispatch.review
    dispatch.review = [entry for entry in before if not entry["reason"].startswith(WARNING)]
    if dispatch.review != before:
        dispatch.save(update_fields=["review", "changed_at"])
    if dispatch.same_paper_as is not None and not _one_paper(dispatch, dispatch.same_paper_as):
        _part(dispatch, f"Không còn trùng với {named(dispatch.same_paper_as)}: theo dõi riêng.")
    if dispatch.same_paper_as is None:
        _join(dispatch)
    _warn(dispatch)


def _one_paper(one: Dispatch, other: Dispatch) -> bool:
    keys = [(d.number_key, d.issuer_key, d.issued_on) for d in (one, other)]
    return keys[0] == keys[1]


def _join(dispatch: Dispatch) -> None:
    other = same_paper(dispatch)
    if other is None or Event.objects.filter(dispatch__in=[dispatch, other], code=SEPARATED).exists():
        return
    first, second = sorted((dispatch, other), key=lambda d: d.pk)
    if not _untouched(second):
        first, second = second, first
    if not _untouched(second):
        return
    second.tasks.all().delete()
    Dispatch.objects.filter(same_paper_as=second).update(same_paper_as=first)
    second.same_paper_as = first
    second.save(update_fields=["same_paper_as", "changed_at"])
    _say(second, "joined", f"Cùng một văn bản với {named(first)} đã nhận qua kênh khác.")
    if second is other:
        _warn(other)


def _untouched(dispatch: Dispatch) -> bool:
    """Whether nobody has begun to work on it: no number in the register, no task given to anybody or noted on."""
    begun = dispatch.tasks.filter(~Q(state=TaskState.NEW) | Q(notes__isnull=False))
    return dispatch.arrival_number is None and not begun.exists()


def _warn(dispatch: Dispatch) -> None:
    if dispatch.same_paper_as is not None:
        doubt(dispatch, "number", f"{WARNING}, cơ quan và ngày với văn bản đã có ({named(dispatch.same_paper_as)}).")
        return
    for other in same_number(dispatch)[:1]:
        day = "cơ quan và ngày" if other.issued_on == dispatch.issued_on else "cơ quan"
        end = "" if other.issued_on == dispatch.issued_on else ", khác ngày"
        doubt(dispatch, "number", f"{WARNING}, {day} với văn bản đã có ({named(other)}){end}.")


def _part(dispatch: Dispatch, text: str) -> None:
    dispatch.same_paper_as = None
    dispatch.save(update_fields=["same_paper_as", "changed_at"])
    _say(dispatch, "parted", text)


def _say(dispatch: Dispatch, code: str, text: str) -> None:
    Event.objects.create(dispatch=dispatch, at=timezone.now(), code=code, text=text)


def release(dispatch: Dispatch) -> None:
    """The dispatch goes to the trash: the first of its copies takes its place, so that what it asks for is not lost."""
    copies = list(Dispatch.objects.filter(same_paper_as=dispatch, trashed_at=None).order_by("pk"))
    for copy in copies[:1]:
        _part(copy, f"Bản kia ({named(dispatch)}) bị bỏ vào thùng rác: việc được theo dõi ở bản này.")
        Dispatch.objects.filter(same_paper_as=dispatch).update(same_paper_as=copy)
        recount(copy)
        tasks_follow(copy)


def named(dispatch: Dispatch) -> str:
    """How a sentence names a dispatch."""
    return f"số đến {dispatch.arrival_number}" if dispatch.arrival_number else str(dispatch)
