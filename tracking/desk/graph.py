"""Related dispatches as a small picture: what this one cites on the left, what cites it on the right."""

from __future__ import annotations

from dataclasses import dataclass

from tracking import rights
from tracking.models import CitationRole, Dispatch, User

MOST, ROW, TOP = 8, 46, 14
LEFT, MIDDLE, RIGHT, BOX = 8, 278, 548, 204


@dataclass(frozen=True, slots=True)
class Node:
    """A document: `pk` where it is in our table and the person may see it."""

    x: int
    y: int
    title: str
    remark: str
    pk: int | None = None

    @property
    def middle(self) -> int:
        return self.y + 18


@dataclass(frozen=True, slots=True)
class Graph:
    """The nodes with their places, and how high the picture is."""

    centre: Node
    cited: tuple[Node, ...]
    citing: tuple[Node, ...]
    height: int
    more: int

    @property
    def worth_showing(self) -> bool:
        return bool(self.cited or self.citing)


def graph(dispatch: Dispatch, user: User) -> Graph:
    """The picture around `dispatch`; what `user` may not see keeps the number that our paper itself states."""
    outward = list(dispatch.citations.select_related("target"))
    inward = list(
        rights.visible(user, Dispatch.objects.filter(citations__target=dispatch, trashed_at=None)).distinct()[
            : MOST + 1
        ]
    )
    twins = list(rights.visible(user, Dispatch.objects.filter(same_paper_as=dispatch, trashed_at=None))[:3])
    if dispatch.same_paper_as is not None:
        twins += list(rights.visible(user, Dispatch.objects.filter(pk=dispatch.same_paper_as.pk)))
    targets = [c.target_id for c in outward if c.target_id is not None]
    allowed = set(rights.visible(user, Dispatch.objects.filter(pk__in=targets)).values_list("pk", flat=True))
    left = [
        Node(
            LEFT,
            TOP + n * ROW,
            short(c.value),
            str(CitationRole(c.role).label),
            c.target_id if c.target_id in allowed else None,
        )
        for n, c in enumerate(outward[:MOST])
    ]
    right = [(d, "Cùng văn bản") for d in twins] + [(d, "Viện dẫn văn bản này") for d in inward[:MOST]]
    nodes = [Node(RIGHT, TOP + n * ROW, short(str(d)), words, d.pk) for n, (d, words) in enumerate(right)]
    height = TOP * 2 + ROW * max(len(left), len(nodes), 1)
    centre = Node(MIDDLE, height // 2 - 18, short(str(dispatch)), "Văn bản này", dispatch.pk)
    return Graph(centre, tuple(left), tuple(nodes), height, max(0, len(outward) - MOST) + max(0, len(inward) - MOST))


def short(text: str) -> str:
    """What fits into a box."""
    return text if len(text) <= 24 else text[:23] + "…"
