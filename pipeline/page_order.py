"""The pages of one paper as they follow each other, where they were scanned in another order."""

from __future__ import annotations

from pipeline.faces import Face


def in_order(faces: list[Face]) -> list[Face]:
    """The pages of a paper and its annexes: by their printed numbers, else the head first and the foot before annexes.

    Where nothing tells of another order they stay in that of the file.
    """
    heads = [face for face in faces if face.begins_paper and not face.is_annex]
    if len(heads) != 1 or len(faces) < 2:
        return faces
    own = next((at for at, face in enumerate(faces) if face.is_annex), len(faces))
    for end in (len(faces), own):
        if (numbered := _by_numbers(faces[:end], heads[0])) is not None:
            return [*numbered, *faces[end:]]
    return _foot_last(_foot_before_annexes(_head_first(faces, heads[0])))


def _by_numbers(faces: list[Face], head: Face) -> list[Face] | None:
    """The head, then the pages by the numbers printed on them; null where not each has its own, from 2 on."""
    others = sorted((face for face in faces if face is not head), key=lambda face: face.printed or 0)
    if not others or head not in faces or [face.printed for face in others] != list(range(2, len(faces) + 1)):
        return None
    return [head, *others]


def _head_first(faces: list[Face], head: Face) -> list[Face]:
    """The page with the head before those in front of it, where one of them has the foot that it has not."""
    at = faces.index(head)
    before = faces[:at]
    strange = any(not face.is_annex and (face.has_head or face.is_addressed) for face in before)
    if not before or strange or head.is_signed or not any(face.ends_paper for face in before):
        return faces
    upside_down = at == len(faces) - 1 and (before[0].ends_paper or before[0].is_annex)
    return [head, *(before[::-1] if upside_down else before), *faces[at + 1 :]]


def _foot_before_annexes(faces: list[Face]) -> list[Face]:
    """The page with the foot before annexes that stand in front of it."""
    annex = next((at for at, face in enumerate(faces) if face.is_annex), len(faces))
    if any(face.is_signed for face in faces[:annex]):
        return faces
    foot = next((face for face in faces[annex:] if face.ends_paper), None)
    if foot is None or foot.printed == faces.index(foot) + 1:
        return faces
    return [*faces[:annex], foot, *(face for face in faces[annex:] if face is not foot)]


def _foot_last(faces: list[Face]) -> list[Face]:
    """The page with the foot behind the one after it, where that goes on within a sentence of the page before."""
    for at in range(1, len(faces) - 1):
        before, foot, after = faces[at - 1 : at + 2]
        if foot.ends_paper and before.is_open and after.goes_on and not foot.goes_on and not after.is_annex:
            return [*faces[:at], after, foot, *faces[at + 2 :]]
    return faces
