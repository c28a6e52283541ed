"""Whether a directive is ours: assignees, addressees, the answer, and why."""

from __future__ import annotations

import pytest

from tracking.concerns import Profile, concerns

US = Profile(("Sở Nội vụ tỉnh Bình Định", "Sở Nội vụ"), ("các sở",), "tỉnh Bình Định")
ALL = ("Các sở, ban, ngành", "UBND các huyện, thị xã, thành phố")
CASES = [
    (["Sở Nội vụ"], ALL, True, "named"),
    (["Giám đốc Sở Nội vụ"], ALL, True, "our head named"),
    (["Sở Nội vụ chủ trì, phối hợp với Sở Tài chính"], ALL, True, "named with others"),
    (["Sở Nội vụ tỉnh Bình Định"], (), True, "full name"),
    (["Sở Nội vụ tỉnh Gia Lai"], (), False, "the same sở of another province"),
    (["Sở Tài chính"], ALL, False, "another sở"),
    (["Ban Tổ chức Tỉnh ủy"], ALL, False, "another body"),
    (["Công an tỉnh"], ALL, False, "another body"),
    (["các sở, ban, ngành"], (), True, "our group"),
    (["lãnh đạo các sở, ngành và tương đương"], (), True, "our group, other words"),
    (["các cơ quan chuyên môn thuộc UBND tỉnh"], (), True, "our group by its other name"),
    (["UBND các huyện, thị xã, thành phố"], ALL, False, "another group"),
    (["các đảng đoàn, ban cán sự đảng"], (), False, "another group"),
    (["các cơ quan, đơn vị nêu trên"], ALL, True, "those above, and we are among them"),
    (["các cơ quan, đơn vị, địa phương"], ALL, True, "all who are addressed"),
    (["các cơ quan liên quan"], ALL, None, "nobody can tell"),
    (["các cơ quan, đơn vị"], ("Bộ Tài chính",), None, "addressed to another"),
    ([], ALL, True, "no assignee: the addressees"),
    ([], ("Sở Tài chính",), False, "no assignee, addressed to another"),
    ([], (), None, "neither"),
    (["Sở Tài chính", "Sở Nội vụ"], ALL, True, "one of two"),
]


@pytest.mark.parametrize(("assignees", "addressees", "answer", "why"), CASES)
def test_concerns(assignees, addressees, answer, why):
    assert concerns(assignees, addressees, US).concerns is answer, why


def test_without_a_profile_nobody_can_tell_and_nothing_is_dropped():
    for assignees, addressees, *_ in CASES:
        assert concerns(assignees, addressees, Profile()).concerns is None
