"""A made-up office with people and dispatches, for the tests of the pages and for their pictures.

Days are counted from today, so that there is always something late, due today and due soon. Names are made up.
"""

# ruff: noqa: E501 - tables of made-up papers and addresses read better in rows
from __future__ import annotations

import hashlib
from datetime import date, timedelta
from functools import cache, partial
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from extractors.record import (
    Arrival,
    Citation,
    Deadline,
    Directive,
    Dispatch,
    IssuerReading,
    KindReading,
    Reading,
    Recipient,
    Review,
    Signer,
    Source,
)
from pipeline.settings import settings
from tests.desk.papers import Paper

PASSWORD = "mat-khau-dai-2024"


@cache
def hashed() -> str:
    """The one password of all made-up people; hashing it is slow by design, so it is done once."""
    return make_password(PASSWORD)


def people() -> SimpleNamespace:
    """Lan the clerk, Minh and Hoa in Phòng Tổ chức (head: Bình), Tú in Phòng Cải cách, Dũng the leader, root."""
    from tracking.models import Office, Role, Unit, User

    Office.objects.update_or_create(
        pk=1, defaults={"name": "Sở Nội vụ tỉnh Bình Minh", "own_names": ["Sở Nội vụ"], "groups": ["các sở"], "place": "tỉnh Bình Minh"},
    )  # fmt: skip
    first = Unit.objects.create(name="Phòng Tổ chức, biên chế", short_name="TCBC")
    second = Unit.objects.create(name="Phòng Cải cách hành chính", short_name="CCHC")
    registry = Unit.objects.create(name="Văn phòng", short_name="VP")

    def person(username: str, name: str, role: Role, unit: Unit | None) -> User:
        return User.objects.create(
            username=username, email=f"{username}@so.test", password=hashed(), full_name=name, role=role, unit=unit
        )

    found = SimpleNamespace(
        first=first, second=second, registry=registry,
        lan=person("lan", "Nguyễn Thị Lan", Role.CLERK, registry),
        minh=person("minh", "Trần Văn Minh", Role.SPECIALIST, first),
        hoa=person("hoa", "Lê Thị Hoa", Role.SPECIALIST, first),
        binh=person("binh", "Phạm Bình", Role.UNIT_HEAD, first),
        tu=person("tu", "Đỗ Anh Tú", Role.SPECIALIST, second),
        dung=person("dung", "Võ Tiến Dũng", Role.LEADER, None),
        root=person("root", "Quản Trị", Role.ADMIN, None),
    )  # fmt: skip
    first.head = found.binh
    first.save()
    return found


def stored(
    number: str = "1002-CV/TU", *, issuer: str = "Tỉnh ủy Bình Minh", subject: str = "kiểm điểm và đánh giá, xếp loại chất lượng năm 2026",
    kind: tuple[str, str] = ("CV", "Công văn"), asked: str = "hoàn thành kiểm điểm, đánh giá, xếp loại chất lượng các tập thể, cá nhân năm 2026",
    due_in: int | None = 10, bound: str = "by", urgency: str | None = None, circulation: str | None = None,
    issued_ago: int = 12, arrival: int | None = None, doubts: tuple[tuple[str, str], ...] = (), cites: tuple[str, ...] = (),
    asks: str = "reply", addressee: str = "Các sở, ban, ngành", signer: str = "Trần Quốc An", draw: bool = True, by_hand: bool = False,
) -> Any:  # fmt: skip
    """A dispatch as intake, reading and loading leave it, with its page drawn and every field's place on it."""
    from tracking.ledger import DjangoLedger
    from tracking.load import load

    today = timezone.localdate()
    issued, arrived = today - timedelta(days=issued_ago), today - timedelta(days=max(issued_ago - 3, 0))
    due = today + timedelta(days=due_in) if due_in is not None else None
    paper = Paper()
    _header(paper, number, issuer, subject, issued, urgency, circulation, arrival, arrived)
    body = paper.write(f"Kính gửi: {addressee}", 150, 250, name="addressee", size=13)
    _body(paper, body + 18, asked, due, bound, cites, signer)
    at = paper.places

    def read(name: str, value: str, **more: Any) -> dict[str, Any]:
        sure = 0.62 if any(field == name for field, _ in doubts) else 0.97
        return {"value": value, "text": more.pop("text", value), "where": at.get(name, ()), "confidence": sure, **more}

    sha256 = hashlib.sha256(f"{number}{issuer}{subject}".encode()).hexdigest()
    deadline = ()
    if due is not None:
        stated = due + timedelta(days=1) if bound == "before" else due
        text = f"{'trước' if bound == 'before' else 'chậm nhất'} ngày {stated:%d/%m/%Y}"
        deadline = (
            Deadline(
                **read("deadline", stated.isoformat(), text=text),
                bound=bound,
                stated=stated.isoformat(),
                due=due.isoformat(),
            ),
        )
    record = Dispatch(
        source=Source(name=f"{number.replace('/', '_')}.pdf", sha256=sha256, pages=1, text_from="ocr"),
        system=Reading(**read("", "party" if "/TU" in number else "state")), kind=KindReading(**read("kind", kind[0]), name=kind[1]),
        number=Reading(**read("number", number, by_hand=by_hand)), issuer=IssuerReading(**read("issuer", issuer)),
        issued_on=Reading(**read("issued_on", issued.isoformat(), text=f"ngày {issued:%d} tháng {issued:%m} năm {issued:%Y}")),
        issued_at=Reading(**read("issued_at", "Bình Minh")), subject=Reading(**read("subject", subject)),
        recipients=(Recipient(**read("addressee", addressee), role="addressee"), Recipient(**read("copy", "Ban Tổ chức Tỉnh ủy"), role="copy")),
        citations=tuple(Citation(**read(f"cites-{n}", c), kind="Kế hoạch", role="implements" if n == 0 else "mention") for n, c in enumerate(cites)),
        deadlines=deadline,
        directives=(Directive(**read("asked", asked), action=asked, assignees=("các sở, ban, ngành",), deadline=0 if deadline else None),) if asked else (),
        signer=Signer(**read("signer", signer), title="Phó Bí thư", authority="TM"),
        arrival=Arrival(office=Reading(**read("stamp", "Sở Nội vụ tỉnh Bình Minh")), number=Reading(**read("arrival.number", str(arrival))), date=Reading(**read("arrival.date", arrived.isoformat(), text=f"{arrived:%d/%m/%Y}"))) if arrival else None,
        urgency=Reading(**read("urgency", urgency)) if urgency else None,
        circulation=Reading(**read("circulation", circulation)) if circulation else None,
        asks=asks, review=tuple(Review(field=field, reason=reason) for field, reason in doubts),
    )  # fmt: skip
    claim = DjangoLedger().claim(
        sha256=sha256, name=record.source.name, size=240_000, inbox_path=settings().inbox_folder / record.source.name,
        archive_path=settings().archive / record.source.name,
    )  # fmt: skip
    if draw:
        paper.save(settings().copies / sha256)
    return load(record, file_id=claim.id, pages=[paper.page()])


def _header(paper: Paper, number: str, issuer: str, subject: str, issued: date, urgency: str | None, circulation: str | None, arrival: int | None, arrived: date) -> None:  # fmt: skip
    party = "/TU" in number
    motto = "ĐẢNG CỘNG SẢN VIỆT NAM" if party else "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    paper.write(issuer.upper(), 60, 60, name="issuer", style="Bold", size=12, width=190, centre=True)
    paper.write(motto, 290, 60, style="Bold", size=11.5, width=260, centre=True)
    if not party:
        paper.write("Độc lập - Tự do - Hạnh phúc", 290, 78, style="Bold", size=11.5, width=260, centre=True)
    paper.write("*" if party else "________", 60, 96, width=190, centre=True)
    paper.write(f"Số {number}" if party else f"Số: {number}", 60, 112, name="number", size=12.5, width=190, centre=True)
    paper.write(
        f"Bình Minh, ngày {issued:%d} tháng {issued:%m} năm {issued:%Y}",
        290,
        112,
        name="issued_on",
        style="Italic",
        width=260,
        centre=True,
    )
    paper.write(f"Về việc {subject}", 60, 136, name="subject", style="Italic", size=11.5, width=200, centre=True)
    if urgency:
        paper.write(urgency, 300, 150, name="urgency", style="Bold", size=15, width=110, centre=True, ink=90)
    if circulation:
        paper.write(circulation, 300, 180, name="circulation", style="Bold", size=12, width=130, centre=True, ink=90)
    if arrival:
        paper.write("SỞ NỘI VỤ TỈNH BÌNH MINH", 430, 150, name="stamp", style="Bold", size=8.5, width=130, ink=110)
        paper.write(f"ĐẾN  Số: {arrival}", 430, 166, name="arrival.number", size=11, ink=110)
        paper.write(f"Ngày: {arrived:%d/%m/%Y}", 430, 184, name="arrival.date", size=11, ink=110)


def _body(
    paper: Paper, y: float, asked: str, due: date | None, bound: str, cites: tuple[str, ...], signer: str
) -> None:
    for n, cited in enumerate(cites):
        y = paper.write(f"Thực hiện Kế hoạch số {cited} về công tác tổ chức, cán bộ;", 75, y, name=f"cites-{n}")
    y = paper.write(
        "Trong thời gian qua, các cơ quan, đơn vị, địa phương đã nghiêm túc triển khai nhiệm vụ được giao; tuy nhiên, tiến độ ở một số nơi còn chậm, việc tổng hợp, báo cáo chưa đầy đủ.",
        75,
        y + 4,
    )
    y = paper.write(f"Để bảo đảm thời gian và chất lượng, yêu cầu các sở, ban, ngành {asked}", 75, y + 4, name="asked")
    if due is not None:
        stated = due + timedelta(days=1) if bound == "before" else due
        y = paper.write(
            f"và gửi báo cáo về cơ quan ban hành {'trước' if bound == 'before' else 'chậm nhất'} ngày {stated:%d/%m/%Y}.",
            75,
            y,
            name="deadline",
        )
    y = paper.write("Trong quá trình thực hiện, nếu có vướng mắc, kịp thời phản ánh để xem xét, hướng dẫn.", 75, y + 4)
    paper.write("Nơi nhận:", 75, y + 40, style="BoldItalic", size=11)
    paper.write("- Ban Tổ chức Tỉnh ủy (để b/c),", 75, y + 56, name="copy", size=10.5)
    paper.write("- Như trên, - Lưu VP.", 75, y + 72, size=10.5)
    paper.write("T/M BAN THƯỜNG VỤ", 330, y + 40, style="Bold", width=200, centre=True)
    paper.write("PHÓ BÍ THƯ", 330, y + 58, style="Bold", width=200, centre=True)
    paper.write(signer, 330, y + 128, name="signer", style="Bold", width=200, centre=True)


def seeded(*, draw: bool = True) -> SimpleNamespace:
    """The whole office: people, some twenty dispatches in every state, files stopped, tasks on their way."""
    from tracking import correcting
    from tracking.models import Event, Task
    from tracking.tasks import services

    who, add = people(), partial(stored, draw=draw)
    rows = [
        add("80-KH/TU", kind=("KH", "Kế hoạch"), subject="công tác tổ chức, cán bộ năm 2026", due_in=None, asked="", asks="information", issued_ago=60, arrival=640),
        add(cites=("80-KH/TU", "25-HD/BTCTW"), due_in=26, bound="before", arrival=11098, issued_ago=20, doubts=(("number", "Số viết tay: đọc được «1002», có thể là «1007»."), ("arrival.date", "Ngày trên dấu đến mờ, chỉ đọc được một phần.")), by_hand=True),
        add("12/CĐ-UBND", kind=("CĐ", "Công điện"), issuer="Ủy ban nhân dân tỉnh Bình Minh", subject="chủ động ứng phó bão số 9", asked="trực ban 24/24 giờ, báo cáo tình hình thiệt hại về Văn phòng UBND tỉnh", due_in=1, urgency="HỎA TỐC", issued_ago=1, arrival=11120),
        add("3451/UBND-NC", issuer="Ủy ban nhân dân tỉnh Bình Minh", subject="rà soát vị trí việc làm trong các cơ quan hành chính", asked="rà soát, báo cáo danh mục vị trí việc làm", due_in=-6, issued_ago=25, arrival=11015),
        add("2210/BNV-CCVC", issuer="Bộ Nội vụ", subject="báo cáo số lượng, chất lượng cán bộ, công chức", asked="báo cáo số lượng, chất lượng cán bộ, công chức cấp xã", due_in=-1, urgency="KHẨN", issued_ago=15, arrival=11040),
        add("415/STC-QLNS", issuer="Sở Tài chính tỉnh Bình Minh", subject="lập dự toán ngân sách năm 2027", asked="lập dự toán ngân sách năm 2027 gửi về Sở Tài chính tổng hợp", due_in=0, issued_ago=9, arrival=11066),
        add("88/TTr-TTT", kind=("TTr", "Tờ trình"), issuer="Thanh tra tỉnh Bình Minh", subject="thành lập đoàn thanh tra công vụ", asked="cử người tham gia đoàn thanh tra công vụ", due_in=2, issued_ago=4, arrival=11101),
        add("517/SYT-TCCB", issuer="Sở Y tế tỉnh Bình Minh", subject="góp ý dự thảo đề án sắp xếp đơn vị sự nghiệp", asked="góp ý dự thảo đề án sắp xếp đơn vị sự nghiệp y tế", due_in=3, issued_ago=5, arrival=11098 + 5),
        add("66/GM-UBND", kind=("GM", "Giấy mời"), issuer="Ủy ban nhân dân tỉnh Bình Minh", subject="họp đánh giá chỉ số cải cách hành chính", asked="dự họp đánh giá chỉ số cải cách hành chính", due_in=4, asks="attendance", issued_ago=3, arrival=11110),
        add("129-TB/TU", kind=("TB", "Thông báo"), subject="kết luận của Thường trực Tỉnh ủy về công tác cán bộ", asked="tham mưu phương án nhân sự trình Ban Thường vụ", due_in=12, circulation="LƯU HÀNH NỘI BỘ", issued_ago=6, arrival=11099),
        add("901/UBND-KSTT", issuer="Ủy ban nhân dân tỉnh Bình Minh", subject="nâng cao chất lượng giải quyết thủ tục hành chính", asked="báo cáo kết quả giải quyết thủ tục hành chính", due_in=19, issued_ago=8, doubts=(("issued_on", "Ngày và tháng viết tay, chưa chắc."),)),
        add("77/SNV-VP", issuer="Ủy ban nhân dân huyện An Phú", subject="xin ý kiến về biên chế giáo viên", asked="trả lời về chỉ tiêu biên chế giáo viên năm học tới", due_in=None, issued_ago=7, doubts=(("issuer", "Tên cơ quan không có trong danh mục; kiểm tra lại."), ("number", "Ký hiệu «SNV» không khớp với cơ quan ban hành."))),
        add("140/KH-UBND", kind=("KH", "Kế hoạch"), issuer="Ủy ban nhân dân tỉnh Bình Minh", subject="triển khai dịch vụ công trực tuyến toàn trình", asked="xây dựng kế hoạch triển khai dịch vụ công trực tuyến", due_in=40, issued_ago=10, arrival=11071),
    ]  # fmt: skip
    by_number = {row.number: row for row in rows}
    spread = [
        ("3451/UBND-NC", who.first, who.minh), ("2210/BNV-CCVC", who.first, who.hoa), ("415/STC-QLNS", who.registry, None),
        ("88/TTr-TTT", who.first, who.binh), ("517/SYT-TCCB", who.first, who.minh), ("66/GM-UBND", who.second, who.tu),
        ("129-TB/TU", who.first, who.binh), ("140/KH-UBND", who.second, who.tu), ("1002-CV/TU", who.first, who.minh),
    ]  # fmt: skip
    for number, unit, person in spread:
        for task in Task.objects.filter(dispatch=by_number[number]):
            services.assign(
                task_id=task.pk, by=who.dung, unit=unit, person=person, comment="Tham mưu, báo cáo trước hạn."
            )
    work = Task.objects.filter(dispatch=by_number["3451/UBND-NC"]).first()
    services.note(
        task_id=work.pk, by=who.minh, text="Đã nhận báo cáo của 9/12 phòng; còn 3 phòng chưa gửi.", percent=70
    )
    ask = Task.objects.filter(dispatch=by_number["517/SYT-TCCB"]).first()
    services.ask_extension(
        task_id=ask.pk,
        by=who.minh,
        until=(ask.due or timezone.localdate()) + timedelta(days=5),
        reason="Chờ ý kiến của Phòng Cải cách hành chính.",
    )
    for number in ("3451/UBND-NC", "415/STC-QLNS", "12/CĐ-UBND"):
        correcting.confirm(dispatch_id=by_number[number].pk, by=who.lan)
    _history(who, 70 if draw else 10)
    _stopped()
    Event.objects.create(at=timezone.now(), by=who.lan, code="uploaded", text=f"{who.lan}: tải tệp lên hộp đến.")
    return SimpleNamespace(**vars(who), dispatches=by_number, rows=rows)


def _history(who: SimpleNamespace, number: int) -> None:
    """Weeks of work that is done, for the charts."""
    from tracking.models import Dispatch as Row
    from tracking.models import Task, TaskState

    now = timezone.now()
    for n in range(number):
        came = now - timedelta(days=(n * 37) % 80 + 3)
        row = Row.objects.create(
            number=f"{200 + n}/STC-VP", number_key=f"cu-{n}", issuer="Sở Tài chính tỉnh Bình Minh", issuer_key="so tai chinh tinh binh minh",
            subject="báo cáo định kỳ", kind_name="Công văn", arrived_on=came.date(), review_state="confirmed", confirmed_at=came,
        )  # fmt: skip
        if n % 5:
            due = came.date() + timedelta(days=7)
            closed = came + timedelta(days=9 if n % 7 == 0 else 4)
            Task.objects.create(
                dispatch=row, title="Báo cáo định kỳ", state=TaskState.DONE, lead_unit=who.first if n % 2 else who.second, person=who.minh if n % 2 else who.tu,
                issuer_due=due, closed_at=min(closed, now), closed_by=who.minh, answer_number=f"{n}/SNV-VP",
            )  # fmt: skip


def _stopped() -> None:
    """One corrupt file, one with a secrecy mark, one that is being read."""
    from tracking.ledger import DjangoLedger

    ledger = DjangoLedger()
    for n, (name, code, reason) in enumerate(
        [
            (
                "Quyet dinh 15 ban scan.pdf",
                "corrupt",
                "Tệp hỏng hoặc bị cắt cụt. Chép lại từ máy quét hoặc xin lại bản gốc, rồi thả lại.",
            ),
            (
                "a41f0c.pdf",
                "secrecy_mark",
                "Đã dừng: trang có dấu chỉ mức độ mật. Xử lý theo quy định về bí mật nhà nước và gỡ tệp khỏi máy này.",
            ),
            ("Bao cao quy III.tif", "", ""),
        ]
    ):
        sha256 = hashlib.sha256(f"stopped {n}".encode()).hexdigest()
        place = settings().quarantine / name
        claim = ledger.claim(
            sha256=sha256, name=name, size=1000, inbox_path=settings().inbox_folder / name, archive_path=place
        )
        if code:
            ledger.quarantined(claim.id, code=code, reason=reason, path=place)
