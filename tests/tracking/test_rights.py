"""Rights: the whole table once more, by hand, for an own, another unit's and an internal dispatch; and learning."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.tracking.conftest import record, sample
from tracking import correcting, rights, spelling
from tracking.errors import Incomplete, NotAllowed, NotFound, WrongMove
from tracking.handling import opened, receive, transfer
from tracking.models import Access, Alias, Correction, Dispatch, Role

pytestmark = pytest.mark.django_db

# own, other unit's, internal of another unit: y or n, for lan (clerk), minh, binh (head), dung (leader), root
EXPECTED = {
    "view":             "yyy yyn yyn yyy yyn",
    "open_file":        "yyy ynn yyn yyy ynn",
    "upload":           "yyy nnn nnn yyy yyy",
    "confirm":          "yyy nnn nnn yyy nnn",
    "register":         "yyy nnn nnn nnn nnn",
    "transfer":         "yyy nnn ynn yyy nnn",
    "assign":           "yyy nnn ynn yyy nnn",
    "delegate":         "nnn ynn ynn yyy nnn",
    "work":             "ynn ynn ynn yyy nnn",
    "close":            "ynn ynn ynn yyy nnn",
    "approve":          "nnn nnn ynn yyy nnn",
    "decide_extension": "nnn nnn nnn yyy nnn",
    "export":           "yyy ynn yyn yyy nnn",
    "trash":            "yyy nnn nnn yyy nnn",
    "restore":          "yyy nnn nnn yyy yyy",
    "purge":            "nnn nnn nnn nnn yyy",
    "see_accesses":     "nnn nnn nnn yyy yyy",
    "edit_office":      "nnn nnn nnn yyy yyy",
    "edit_calendar":    "yyy nnn nnn yyy yyy",
    "manage_people":    "nnn nnn nnn nnn yyy",
    "nonsense":         "nnn nnn nnn nnn nnn",
}  # fmt: skip


@pytest.fixture
def three(stored, people):
    """Handed to everyone asked about, to Phòng Cải cách, and to Phòng Cải cách for internal circulation."""
    own, other, internal = (stored(sample()), stored(record("2/A-B")), stored(record("3/A-B")))
    everyone = [people.lan, people.minh, people.binh, people.dung, people.root]
    transfer(dispatch_id=own.pk, by=people.dung, units=[people.first], people=everyone)
    for dispatch in (other, internal):
        transfer(dispatch_id=dispatch.pk, by=people.dung, units=[people.second])
    Dispatch.objects.filter(pk=internal.pk).update(restricted=True)
    return [Dispatch.objects.get(pk=d.pk) for d in (own, other, internal)]


@pytest.mark.parametrize("action", EXPECTED)
def test_table(three, people, action):
    everyone = [people.lan, people.minh, people.binh, people.dung, people.root]
    found = " ".join("".join("y" if rights.may(u, action, d) else "n" for d in three) for u in everyone)
    assert found == EXPECTED[action]


@pytest.mark.parametrize(
    ("action", "allowed"), [("register", "yyy"), ("confirm", "yyy"), ("manage_people", "yyy"), ("approve", "nnn")]
)
def test_a_superuser_has_the_rights_of_an_administrator_beside_those_of_the_role(three, people, action, allowed):
    people.lan.is_superuser = True
    assert "".join("y" if rights.may(people.lan, action, d) else "n" for d in three) == allowed


def test_the_lists_agree_with_the_table(three, people):
    for user in (people.lan, people.minh, people.binh, people.tu, people.dung, people.root):
        wanted = {d.pk for d in three if rights.may(user, "view", d)}
        assert set(rights.visible(user).values_list("pk", flat=True)) == wanted
        assert set(rights.visible_tasks(user).values_list("dispatch", flat=True)) <= wanted


def test_nobody_without_log_in_and_nobody_who_left(three, people):
    people.dung.is_active = False
    for user in (AnonymousUser(), people.dung):
        assert not rights.may(user, "view", three[0])
        assert not rights.visible(user).exists()
        assert not rights.visible_tasks(user).exists()
        with pytest.raises(NotAllowed):
            rights.require(user, "view", three[0])


def test_every_row_has_a_letter_for_every_role_that_there_is():
    assert set(rights.ROLES) == set(Role)
    for letters in rights.TABLE.values():
        assert len(letters) == len(rights.ROLES)
        assert set("".join(letters)) <= set("oti")


def test_signing_for_and_the_list_of_who_opened(three, people):
    handed = three[1].transfers.get()
    with pytest.raises(NotAllowed):
        receive(transfer_id=handed.pk, by=people.minh)
    first = receive(transfer_id=handed.pk, by=people.tu)
    assert receive(transfer_id=handed.pk, by=people.lan).received_by == first.received_by
    opened(dispatch=three[0], by=people.minh)
    assert Access.objects.get().user == people.minh


class TestCorrecting:
    def test_what_was_read_before_and_after_is_kept(self, stored, people):
        dispatch = stored(sample())
        deadline = dispatch.deadlines.get(stated="2024-12-20")
        correcting.correct(
            dispatch_id=dispatch.pk, by=people.lan,
            changes={
                "number": "1003-CV/TU", "issued_on": "18/10/2024", "kind_name": "Công văn",
                f"deadlines[{deadline.pk}].stated": "21/12/2024",
            },
        )  # fmt: skip
        kept = {c.field: (c.read, c.before, c.after) for c in Correction.objects.all()}
        assert kept == {
            "number": ("1002-CV/TU", "1002-CV/TU", "1003-CV/TU"),
            "issued_on": ("2024-10-17", "2024-10-17", "2024-10-18"),
            f"deadlines[{deadline.pk}].stated": ("2024-12-20", "2024-12-20", "2024-12-21"),
        }
        task = dispatch.tasks.get(deadline=deadline)
        assert (task.issuer_due.day, task.internal_due.day) == (20, 18)

    @pytest.mark.parametrize(
        "changes", [{"issued_on": "31/02/2024"}, {"nothing": "x"}, {"urgency": "9"}, {"deadlines[1].id": "3"},
                    {"system": "kingdom"}, {"record": "{}"}],
    )  # fmt: skip
    def test_nonsense_changes_nothing(self, stored, people, changes):
        dispatch = stored(sample())
        with pytest.raises(Incomplete):
            correcting.correct(dispatch_id=dispatch.pk, by=people.lan, changes={"subject": "khác"} | changes)
        dispatch.refresh_from_db()
        assert dispatch.subject != "khác"

    def test_a_row_of_another_dispatch_is_out_of_reach(self, stored, people):
        first, second = stored(sample()), stored(record("4/A-B"))
        row = first.deadlines.first()
        with pytest.raises(NotFound):
            correcting.correct(
                dispatch_id=second.pk, by=people.lan, changes={f"deadlines[{row.pk}].stated": "1/1/2025"}
            )

    def test_a_deadline_that_nobody_read_is_added_with_its_task(self, stored, people):
        dispatch = stored(record("4/A-B"))
        correcting.add_row(
            dispatch_id=dispatch.pk, by=people.lan, kind="deadlines", values={"stated": "15/11/2024", "bound": "before"}
        )
        assert dispatch.tasks.get(issuer_due="2024-11-14")

    def test_a_deadline_that_is_none_goes_with_its_new_task(self, stored, people):
        dispatch = stored(sample())
        row = dispatch.deadlines.get(stated="2024-12-20")
        correcting.remove_row(dispatch_id=dispatch.pk, by=people.lan, kind="deadlines", row_id=row.pk)
        assert not dispatch.tasks.filter(issuer_due="2024-12-19").exists()

    def test_a_spelling_counts_after_a_second_person(self, stored, people):
        dispatch = stored(record("4/A-B", issuer="Sở Nội vu tinh Binh Đinh"))
        correcting.correct(dispatch_id=dispatch.pk, by=people.lan, changes={"issuer": "Sở Ngoại vụ tỉnh Bình Định"})
        alias = Alias.objects.get()
        with pytest.raises(WrongMove):
            spelling.confirm(alias_id=alias.pk, by=people.lan)
        assert spelling.confirm(alias_id=alias.pk, by=people.dung).confirmed_by == people.dung
        again = stored(record("5/A-B", issuer="Sở Nội vu tinh Binh Đinh"))
        assert again.issuer == "Sở Ngoại vụ tỉnh Bình Định"

    def test_another_paper_after_all(self, stored, people):
        stored(sample())
        copy = stored(record(directives=()))
        assert copy.same_paper_as is not None
        assert correcting.separate(dispatch_id=copy.pk, by=people.lan).same_paper_as is None
