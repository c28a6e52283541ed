"""Every address, every role, every standing to the dispatch: the right answer each."""

from __future__ import annotations

from functools import cache, partial

import pytest
from django.db import transaction
from django.urls import get_resolver, resolve

from tests.desk.every_page import NO_PAGES, every_page
from tests.desk.office import stored
from tracking.desk.urls import urlpatterns
from tracking.models import File, Task, Transfer
from tracking.tasks.moves import MOVES

pytestmark = pytest.mark.django_db
ROLES = ("lan", "minh", "binh", "dung", "root")  # văn thư, chuyên viên, lãnh đạo đơn vị, lãnh đạo, quản trị
GONE, NO, YES = 404, 403, 200

# address: what each role gets for its own, for another unit's, and for another unit's internal dispatch
DISPATCH = {
    "dispatch": ((YES, YES, YES, YES, YES), (YES, YES, YES, YES, YES), (YES, GONE, GONE, YES, GONE)),
    "edxml_file": ((YES, YES, YES, YES, NO), (YES, NO, YES, YES, NO), (YES, GONE, GONE, YES, GONE)),
    "slip": ((YES, YES, YES, YES, YES), (YES, YES, YES, YES, YES), (YES, GONE, GONE, YES, GONE)),
    "leaf": ((YES, YES, YES, YES, YES), (YES, NO, YES, YES, NO), (YES, GONE, GONE, YES, GONE)),
    "page_image": ((YES, YES, YES, YES, YES), (YES, NO, YES, YES, NO), (YES, GONE, GONE, YES, GONE)),
    "searchable": ((YES, YES, YES, YES, YES), (YES, NO, YES, YES, NO), (YES, GONE, GONE, YES, GONE)),
    "original": ((YES, YES, YES, YES, YES), (YES, NO, YES, YES, NO), (YES, GONE, GONE, YES, GONE)),
    "check": ((YES, NO, NO, YES, NO), (YES, NO, NO, YES, NO), (YES, GONE, GONE, YES, GONE)),
    "accesses": ((NO, NO, NO, YES, YES), (NO, NO, NO, YES, YES), (NO, GONE, GONE, YES, GONE)),
    "task": ((YES, YES, YES, YES, YES), (YES, YES, YES, YES, YES), (YES, GONE, GONE, YES, GONE)),
}
OFFICE = {
    "pending": (YES, YES, YES, YES, YES), "dispatches": (YES, YES, YES, YES, YES), "me": (YES, YES, YES, YES, YES),
    "password": (YES, YES, YES, YES, YES), "guide": (YES, YES, YES, YES, YES), "month": (YES, YES, YES, YES, YES),
    "charts": (YES, YES, YES, YES, YES), "chart": (YES, YES, YES, YES, YES), "registers": (YES, NO, YES, YES, NO),
    "checking": (YES, NO, NO, YES, YES), "inbox": (YES, NO, NO, YES, YES), "people": (NO, NO, NO, NO, YES),
    "add_person": (NO, NO, NO, NO, YES), "person": (NO, NO, NO, NO, YES), "add_unit": (NO, NO, NO, NO, YES),
    "unit": (NO, NO, NO, NO, YES), "audit": (NO, NO, NO, YES, YES), "trash": (YES, NO, NO, YES, YES),
    "spellings": (YES, NO, NO, YES, YES), "import_register": (YES, NO, NO, NO, YES),
    "report_file": (YES, YES, YES, YES, YES), "profile": (NO, NO, NO, YES, YES), "days": (YES, NO, NO, YES, YES),
}  # fmt: skip
POSTS = {  # refused, or acted upon and led on (302); an empty form comes back (422)
    "upload": (302, NO, NO, 302, 302), "retry": (302, NO, NO, NO, 302), "clear": (302, NO, NO, 302, NO),
    "save_filter": (302, 302, 302, 302, 302), "purge": (NO, NO, NO, NO, 302), "take_back": (302, NO, NO, 302, 302),
    "confirm_spelling": (302, NO, NO, 302, 302), "drop_spelling": (302, NO, NO, 302, 302),
    "import_apply": (302, NO, NO, NO, 302), "add_token": (302, 302, 302, 302, 302),
    "renew_feed": (302, 302, 302, 302, 302), "add_day": (422, NO, NO, 422, 422), "drop_day": (GONE, NO, NO, GONE, GONE),
    "know_year": (422, NO, NO, 422, 422), "forget_year": (GONE, NO, NO, GONE, GONE),
}  # fmt: skip
DID = 302  # acted upon, or told what is missing, and led on
NONE = 422  # let in, but a stamp wants a number first
CLERK_AND_LEADER = ((DID, NO, NO, DID, NO), (DID, NO, NO, DID, NO), (DID, GONE, GONE, DID, GONE))
GIVES = ((DID, NO, DID, DID, NO), (DID, NO, NO, DID, NO), (DID, GONE, GONE, DID, GONE))
WORKS = ((DID, DID, DID, DID, NO), (NO, NO, NO, DID, NO), (NO, GONE, GONE, DID, GONE))
ACTS = {  # what each role's POST gets for its own, for another unit's, for another unit's internal dispatch
    "separate": CLERK_AND_LEADER, "throw_away": CLERK_AND_LEADER, "transfer": GIVES,
    "receive": ((DID, DID, DID, DID, NO), (DID, NO, NO, DID, NO), (DID, GONE, GONE, DID, GONE)),
    "decide": ((NO, NO, NO, DID, NO), (NO, NO, NO, DID, NO), (NO, GONE, GONE, DID, GONE)),
    "act:assign": GIVES, "act:dismiss": GIVES, "act:reopen": GIVES,
    "act:start": WORKS, "act:note": WORKS, "act:submit": WORKS, "act:close": WORKS, "act:extend": WORKS,
    "act:delegate": ((NO, DID, DID, DID, NO), (NO, NO, NO, DID, NO), (NO, GONE, GONE, DID, GONE)),
    "act:send_back": ((NO, NO, DID, DID, NO), (NO, NO, NO, DID, NO), (NO, GONE, GONE, DID, GONE)),
    "act:set_due": ((NO, NO, DID, DID, NO), (NO, NO, NO, DID, NO), (NO, GONE, GONE, DID, GONE)),
}  # fmt: skip
FILES = {
    "slip_file": ((YES, YES, YES, YES, NO), (YES, NO, YES, YES, NO), (YES, GONE, GONE, YES, GONE)),
    "stamp_file": ((NONE, NONE, NONE, NONE, NO), (NONE, NO, NONE, NONE, NO), (NONE, GONE, GONE, NONE, GONE)),
}
ELSEWHERE = {"login", "logout", "drop_filter", "drop_token"}
"""Of no dispatch and no role: `test_pages` and `test_programs` try them on what is one's own and what is another's."""


def test_every_page_has_its_picture_and_its_look_by_axe(office):
    """What `script/screenshots` and the browser's tests go through is every page there is."""
    seen = {resolve(path.partition("?")[0]).url_name for _, path in every_page(office).values()}
    assert seen == ({*DISPATCH, *OFFICE} - NO_PAGES) | {"login"}


def test_every_address_stands_in_a_table():
    names = {pattern.name for pattern in urlpatterns}
    acts = {name.partition(":")[0] for name in ACTS}
    assert names == {*DISPATCH, *OFFICE, *POSTS, *FILES, *acts, *ELSEWHERE}
    assert {name.partition(":")[2] for name in ACTS} - {""} == set(MOVES)


@cache
def _kwargs_of(name: str) -> frozenset[str]:
    return frozenset(get_resolver().reverse_dict.getlist(name)[0][0][0][1])


def _path(address: str, **known: object) -> str:
    from django.urls import reverse

    return reverse(address, kwargs={k: known[k] for k in _kwargs_of(address)})


@pytest.fixture
def three(people, own_home):
    """One dispatch of everyone's own, one of another unit, one of another unit for internal circulation."""
    own, other, inner = (
        stored("1-CV/TU"),
        stored("2-CV/TU", draw=True),
        stored("3-CV/TU", circulation="LƯU HÀNH NỘI BỘ"),
    )
    for unit in (people.registry, people.first):
        Transfer.objects.create(dispatch=own, unit=unit, at=own.loaded_at)
    for person in (people.dung, people.root):
        Transfer.objects.create(dispatch=own, person=person, at=own.loaded_at)
    for row in (own, other, inner):
        folder = own_home.copies / row.file.sha256
        (folder / "searchable.pdf").write_bytes(b"%PDF-1.7")
        place = own_home.archive / f"{row.pk}.pdf"
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(b"%PDF-1.7")
        File.objects.filter(pk=row.file_id).update(archive_path=str(place))
    return own, other, inner


def test_a_dispatch_opens_for_whom_it_may(client, people, three):
    wrong = []
    for who, person in enumerate(ROLES):
        client.force_login(getattr(people, person), backend="django.contrib.auth.backends.ModelBackend")
        for name, cells in DISPATCH.items():
            for row, expected in zip(three, cells, strict=True):
                pk = Task.objects.filter(dispatch=row).first().pk if name == "task" else row.pk
                got = client.get(_path(name, pk=pk, number=1)).status_code
                if got != expected[who]:
                    wrong.append((person, name, row.number, got, expected[who]))
    assert not wrong


@pytest.fixture
def handed_on(people, three):
    """The same three, each with a transfer to sign for and an extension to decide on; the others lie with Cải cách."""
    for row in three[1:]:
        Transfer.objects.create(dispatch=row, unit=people.second, at=row.loaded_at)
    for row in three:
        task = row.tasks.get()
        task.extensions.create(after=task.due, reason="chờ ý kiến", asked_by=people.tu, asked_at=row.loaded_at)
    return three


def test_what_is_done_to_a_dispatch_is_done_by_whom_it_may(client, people, handed_on):
    form = {
        "person": people.minh.pk, "unit": people.first.pk, "text": "đang làm", "until": "05/12/2031", "reason": "thử",
        "internal_due": "05/12/2031", "answer_number": "1/SNV", "purpose": "information", "allow": "1",
    }  # fmt: skip
    wrong = []
    for who, person in enumerate(ROLES):
        client.force_login(getattr(people, person), backend="django.contrib.auth.backends.ModelBackend")
        for entry, cells in {**ACTS, **FILES}.items():
            name, _, move = entry.partition(":")
            for row, expected in zip(handed_on, cells, strict=True):
                task = row.tasks.get()
                known = {
                    "pk": task.pk if name in ("act", "decide") else row.pk, "move": move, "form": "xlsx",
                    "transfer_pk": row.transfers.first().pk, "extension_pk": task.extensions.get().pk,
                }  # fmt: skip
                with transaction.atomic():  # each on the dispatch as it was
                    ask = client.get if name in FILES else partial(client.post, data=form)
                    got = ask(_path(name, **known)).status_code
                    transaction.set_rollback(True)
                if got != expected[who]:
                    wrong.append((person, entry, row.number, got, expected[who]))
    assert not wrong


def test_a_page_of_the_office_opens_for_whom_it_may(client, people):
    wrong = []
    for who, person in enumerate(ROLES):
        client.force_login(getattr(people, person), backend="django.contrib.auth.backends.ModelBackend")
        for name, expected in OFFICE.items():
            pk = people.first.pk if name == "unit" else people.minh.pk
            got = client.get(_path(name, pk=pk, name="dang-cho", form="pdf")).status_code
            if got != expected[who]:
                wrong.append((person, name, got, expected[who]))
        for name, expected in POSTS.items():
            got = client.post(_path(name, pk=1, year=2031)).status_code
            if got != expected[who]:
                wrong.append((person, name, got, expected[who]))
    assert not wrong


def test_every_address_without_log_in_leads_to_the_door(client, people, three):
    for pattern in urlpatterns:
        if pattern.name in ("login", "logout"):
            continue
        path = _path(
            pattern.name,
            pk=three[0].pk,
            number=1,
            name="dang-cho",
            transfer_pk=1,
            extension_pk=1,
            move="start",
            form="pdf",
            year=2031,
        )
        answers = {method(path).status_code for method in (client.get, client.post)}
        assert answers <= {302, 405}, pattern.name
        assert 302 in answers


def test_another_method_than_the_pages_own_is_refused(client, people):
    client.force_login(people.dung, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post("/").status_code == 405
    assert client.get("/hop-den/tai-len/").status_code == 405
    assert client.delete("/van-ban/").status_code == 405
