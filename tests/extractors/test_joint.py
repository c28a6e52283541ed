"""Papers of several bodies: who issued them together, and which bodies stand above one another all the same."""

import pytest

from tests.extractors.reading_texts import read, reasons

TOLD = [
    ("SỞ GIÁO DỤC VÀ ĐÀO TẠO -\nBẢO HIỂM XÃ HỘI TỈNH YÊN BÁI", "Yên Bái", "Số: 845/HDLN-SGDĐT-BHXH",
     "Sở Giáo dục và Đào tạo - Bảo hiểm xã hội tỉnh Yên Bái", None),
    ("CÔNG AN TỈNH -\nVIỆN KIỂM SÁT NHÂN DÂN TỈNH LÀO CAI", "Lào Cai", "Số: 21/KHLN-CA-VKS",
     "Công an tỉnh - Viện kiểm sát nhân dân tỉnh Lào Cai", None),
    ("SỞ Y TẾ - BẢO HIỂM XÃ HỘI\nTỈNH ĐẮK LẮK", "Đắk Lắk", "Số: 12/HD-SYT-BHXH",
     "Sở Y tế - Bảo hiểm xã hội tỉnh Đắk Lắk", None),
    ("SỞ Y TẾ\nBẢO HIỂM XÃ HỘI TỈNH ĐẮK LẮK", "Đắk Lắk", "Số: 12/HDLN-SYT-BHXH",
     "Sở Y tế - Bảo hiểm xã hội tỉnh Đắk Lắk", None),  # one under the other: the number names both
    ("UBND TỈNH ĐỒNG NAI\nSỞ TÀI CHÍNH - SỞ XÂY DỰNG", "Đồng Nai", "Số: 45/HDLS-STC-SXD",
     "Sở Tài chính - Sở Xây dựng tỉnh Đồng Nai", "UBND tỉnh Đồng Nai"),
    ("BỘ TÀI CHÍNH - BỘ NỘI VỤ", "Hà Nội", "Số: 71/2014/TTLT-BTC-BNV", "Bộ Tài chính - Bộ Nội vụ", None),
    ("BỘ Y TẾ\nBỘ TÀI CHÍNH", "Hà Nội", "Số: 41/2014/TTLT-BYT-BTC", "Bộ Y tế - Bộ Tài chính", None),
    ("TÒA ÁN NHÂN DÂN - VIỆN KIỂM SÁT NHÂN DÂN\n- CÔNG AN TỈNH LÀO CAI", "Lào Cai", "Số: 2/QCLN-TAND-VKSND-CA",
     "Tòa án nhân dân - Viện kiểm sát nhân dân - Công an tỉnh Lào Cai", None),
    ("LIÊN NGÀNH\nSỞ NỘI VỤ - SỞ TÀI CHÍNH", "Sơn La", "Số: 12/LN-SNV-STC",
     "Sở Nội vụ - Sở Tài chính tỉnh Sơn La", None),
    ("SỞ GD&ĐT - TỈNH ĐOÀN BẮC GIANG", "Bắc Giang", "Số: 3/CTrPH-SGDĐT-TĐTN",
     "Sở Giáo dục và Đào tạo - Tỉnh đoàn Bắc Giang", None),
    ("CÔNG AN TỈNH LÀO CAI - SỞ GIAO THÔNG VẬN TẢI", "Lào Cai", "Số: 33/KHLN-SGTVT-CAT",
     "Công an tỉnh Lào Cai - Sở Giao thông vận tải tỉnh Lào Cai", None),
]  # fmt: skip


@pytest.mark.parametrize(("authority", "at", "number", "name", "parent"), TOLD)
def test_bodies_that_issue_together(authority: str, at: str, number: str, name: str, parent: str | None) -> None:
    doc = read({"authority": authority, "place_date": f"{at}, ngày 05 tháng 6 năm 2015", "number": number})
    assert (doc._.issuer.value, doc._.issuer.parent) == (name, parent)
    assert doc._.issuer.confidence >= 0.9
    assert reasons(doc, "issuer") == ""


@pytest.mark.parametrize(
    ("authority", "number", "name"),
    [
        ("SỞ Y TẾ - BẢO HIỂM XÃ HỘI\nTỈNH ĐẮK LẮK", "Số: 12/SYT-NVY", "Sở Y tế - Bảo hiểm xã hội tỉnh Đắk Lắk"),
        ("SỞ Y TẾ\nBẢO HIỂM XÃ HỘI TỈNH ĐẮK LẮK", "Số: 12/SYT-NVY", "Sở Y tế - Bảo hiểm xã hội tỉnh Đắk Lắk"),
        ("BAN DÂN VẬN HUYỆN ỦY -\nỦY BAN MTTQ HUYỆN EA KAR", "Số 3-KHLT/BDV-MTTQ",
         "Ban Dân vận Huyện ủy - Ủy ban MTTQ huyện Ea Kar"),  # not in the tables
    ],
)  # fmt: skip
def test_who_may_have_issued_together_is_asked_about(authority: str, number: str, name: str) -> None:
    doc = read({"authority": authority, "place_date": "Đắk Lắk, ngày 05 tháng 6 năm 2015", "number": number})
    assert (doc._.issuer.value, doc._.issuer.parent) == (name, None)
    assert doc._.issuer.confidence < 0.9
    assert reasons(doc, "issuer")


ONE = [
    ("SỞ LAO ĐỘNG -\nTHƯƠNG BINH VÀ XÃ HỘI", "Số: 12/SLĐTBXH-VP",
     "Sở Lao động - Thương binh và Xã hội tỉnh Lào Cai", None),
    ("UBND HUYỆN BÁT XÁT\nPHÒNG TÀI CHÍNH - KẾ HOẠCH", "Số: 12/TCKH", "Phòng Tài chính - Kế hoạch huyện Bát Xát",
     "UBND huyện Bát Xát"),
    ("CÔNG AN TỈNH LÀO CAI\nCÔNG AN HUYỆN BÁT XÁT", "Số: 12/CAH", "Công an huyện Bát Xát", "Công an tỉnh Lào Cai"),
    ("BẢO HIỂM XÃ HỘI VIỆT NAM\nBẢO HIỂM XÃ HỘI TỈNH LÀO CAI", "Số: 12/BHXH-KHTC", "Bảo hiểm xã hội tỉnh Lào Cai",
     "Bảo hiểm xã hội Việt Nam"),
    ("VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO\nVIỆN KIỂM SÁT NHÂN DÂN TỈNH LÀO CAI", "Số: 12/VKS-P1",
     "Viện kiểm sát nhân dân tỉnh Lào Cai", "Viện kiểm sát nhân dân tối cao"),
    ("TỈNH ĐOÀN LÀO CAI\nHUYỆN ĐOÀN BÁT XÁT", "Số 12-CV/HĐTN", "Huyện đoàn Bát Xát", "Tỉnh đoàn Lào Cai"),
    ("SỞ Y TẾ LÀO CAI\nTRUNG TÂM KIỂM SOÁT BỆNH TẬT", "Số: 12/SYT-KSBT", "Trung tâm Kiểm soát bệnh tật tỉnh Lào Cai",
     "Sở Y tế tỉnh Lào Cai"),
]  # fmt: skip


@pytest.mark.parametrize(("authority", "number", "name", "parent"), ONE)
def test_a_body_under_another_issues_alone(authority: str, number: str, name: str, parent: str | None) -> None:
    doc = read({"authority": authority, "place_date": "Lào Cai, ngày 05 tháng 6 năm 2020", "number": number})
    assert (doc._.issuer.value, doc._.issuer.parent) == (name, parent)


HEAD = {"authority": "SỞ Y TẾ -\nBẢO HIỂM XÃ HỘI TỈNH LONG AN", "number": "Số: 12/HDLN-SYT-BHXH"}
SIGNED = [
    ("TM. LIÊN NGÀNH\nGIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO\n\nMa Văn Thọ",
     ("Ma Văn Thọ", "Giám đốc Sở Giáo dục và Đào tạo", "TM", "Liên ngành"), ""),
    ("TM. LIÊN NGÀNH\nPHÓ GIÁM ĐỐC CÔNG AN TỈNH\n\nLê Hoàng Vinh",
     ("Lê Hoàng Vinh", "Phó Giám đốc Công an tỉnh", "TM", "Liên ngành"), ""),
    ("GIÁM ĐỐC SỞ Y TẾ\n\nNguyễn Văn An\nGIÁM ĐỐC BẢO HIỂM XÃ HỘI TỈNH\n\nTrần Thị Bình",
     ("Nguyễn Văn An", "Giám đốc Sở Y tế", None, None), "Trần Thị Bình"),
    ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nTrần Thị Bình\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nNguyễn Văn An",
     ("Trần Thị Bình", "Phó Giám đốc", "KT", None), "Nguyễn Văn An"),
    ("GIÁM ĐỐC\n\nTrần Thị Bình Nguyễn Văn An", ("Trần Thị Bình", "Giám đốc", None, None), "Nguyễn Văn An"),
    ("GIÁM ĐỐC\n\nNguyễn Thị Hồng Lê Mai", ("Nguyễn Thị Hồng Lê Mai", "Giám đốc", None, None), ""),
]  # fmt: skip


@pytest.mark.parametrize(("signature", "signer", "other"), SIGNED)
def test_who_signs_for_several_bodies(signature: str, signer: tuple[str | None, ...], other: str) -> None:
    doc = read({**HEAD, "signature": signature})
    found = doc._.signer
    assert (found.value, found.title, found.authority, found.on_behalf_of) == signer
    assert (other in reasons(doc, "signer")) if other else reasons(doc, "signer") == ""
