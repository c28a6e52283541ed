"""Every page with who opens it, in an office that has been lived in: for pictures, axe, hostile texts."""

from __future__ import annotations

from types import SimpleNamespace

from tracking.handling import opened
from tracking.keeping import put_in_trash
from tracking.models import SavedFilter
from tracking.spelling import learn

SPELLINGS = (
    ("SO NOl VU BlNH MINH", "Sở Nội vụ tỉnh Bình Minh", "lan"), ("BAN TCTU", "Ban Tổ chức Tỉnh ủy Bình Minh", "dung"),
    ("VP TINH UY", "Văn phòng Tỉnh ủy Bình Minh", "lan"), ("VP TINH UY", "Văn phòng Tỉnh ủy Bình Minh", "dung"),
)  # fmt: skip
NO_PAGES = {
    "chart", "page_image", "searchable", "original", "edxml_file", "slip_file", "stamp_file", "report_file",
}  # fmt: skip
"""What answers with a file."""


def lived_in(office: SimpleNamespace) -> SimpleNamespace:
    """Something in the trash, spellings proposed and agreed on, papers opened, a filter saved."""
    put_in_trash(dispatch_id=office.dispatches["80-KH/TU"].pk, by=office.lan, reason="quét hai lần")
    for spelling, value, by in SPELLINGS:
        learn(field="issuer", spelling=spelling, value=value, by=getattr(office, by))
    for who in (office.dung, office.minh, office.binh):
        opened(dispatch=office.dispatches["1002-CV/TU"], by=who)
    SavedFilter.objects.create(user=office.minh, page="pending", name="Việc khẩn của tôi", query="khan=1")
    return office


def every_page(office: SimpleNamespace) -> dict[str, tuple[str, str]]:
    """The pages by the name of their picture: who opens it (`-`: nobody is logged in), and its address."""
    sample, late = office.dispatches["1002-CV/TU"], office.dispatches["3451/UBND-NC"]
    urgent = office.dispatches["12/CĐ-UBND"]
    return {
        "dang-nhap": ("-", "/dang-nhap/"), "viec-can-lam": ("dung", "/"), "viec-cua-toi": ("minh", "/"),
        "loc": ("dung", "/?cua=tatca&khan=1"), "van-ban-den": ("lan", "/van-ban/"),
        "khong-thay": ("lan", "/van-ban/?tim=khong+co+chu+nay"), "khong-co-trang": ("minh", "/van-ban/999999/"),
        "van-ban": ("dung", f"/van-ban/{sample.pk}/"), "trang": ("dung", f"/van-ban/{sample.pk}/trang/1/"),
        "kiem-tra-danh-sach": ("lan", "/kiem-tra/"), "kiem-tra": ("lan", f"/van-ban/{sample.pk}/kiem-tra/"),
        "viec": ("minh", f"/viec/{late.tasks.get().pk}/"), "viec-lanh-dao": ("dung", f"/viec/{urgent.tasks.get().pk}/"),
        "hop-den": ("lan", "/hop-den/"), "bieu-do": ("dung", "/bieu-do/"), "lich": ("dung", "/lich/"),
        "phieu": ("dung", f"/van-ban/{late.pk}/phieu/"), "nguoi-dung": ("root", "/nguoi-dung/"),
        "them-nguoi-dung": ("root", "/nguoi-dung/them/"), "sua-nguoi-dung": ("root", f"/nguoi-dung/{office.minh.pk}/"),
        "don-vi": ("root", "/don-vi/them/"), "sua-don-vi": ("root", f"/don-vi/{office.first.pk}/"),
        "toi": ("minh", "/toi/"), "mat-khau": ("minh", "/toi/mat-khau/"), "huong-dan": ("lan", "/huong-dan/"),
        "luot-mo": ("dung", f"/van-ban/{sample.pk}/luot-mo/"), "ai-da-mo": ("dung", "/luot-mo/"),
        "tu-choi": ("minh", "/hop-den/"), "thung-rac": ("lan", "/thung-rac/"), "cach-viet": ("dung", "/cach-viet/"),
        "nhap-so": ("lan", "/so/nhap/"), "so-sach": ("lan", "/so/"), "co-quan": ("root", "/co-quan/"),
        "ngay-nghi": ("lan", "/ngay-nghi/?nam=2027"),
    }  # fmt: skip
