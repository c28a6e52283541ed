"""Syllables of a name that a second witness sees under a seal; what it reads has no accents."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline import name_witness
from pipeline.found import Found
from pipeline.name_versions import Version
from pipeline.name_witness import completed
from pipeline.tesseract import RawWord
from tests.pipeline.spoken import spoken

Syllables = list[tuple[str, float]]

CASES: list[tuple[Syllables, list[str], list[str], list[str]]] = [
    # read with confidence, what each crop says, readings of other versions, the name
    ([("Văn", 0.97), ("Linh", 0.97)], ["duongvanlinh"] * 4, [], ["Dương", "Văn", "Linh"]),
    ([("Văn", 0.97), ("Linh", 0.97)], ["wvduongvanlinh", "duongvanlinh"] * 2, [], ["Dương", "Văn", "Linh"]),
    ([("Á", 0.3), ("Kim", 0.9), ("Huệ", 0.9)], ["maithikimhue"] * 4, [], ["Mai", "Thị", "Kim", "Huệ"]),
    ([("Tran", 0.3), ("Tiến", 0.9), ("Hạnh", 0.9)], ["trantienhanh"] * 4, [], ["Trần", "Tiến", "Hạnh"]),
    # one letter of a long family name may be another
    ([("Hữu", 0.97), ("Giang", 0.96)], ["nguyerhuugiang"] * 4, [], ["Nguyễn", "Hữu", "Giang"]),
    # what some reading of the same letters spells wins over the table
    ([("Á", 0.3), ("Thảo", 0.9)], ["dinhvietthao"] * 4, ["Viết"], ["Đinh", "Viết", "Thảo"]),
    # letters that were read so are spelt as names are
    ([("Trịnh", 0.93), ("Ôuang", 0.3), ("Nam", 0.97)], ["trinhquangnam"] * 4, ["Qúang"], ["Trịnh", "Quang", "Nam"]),
    ([("Trân", 0.44), ("Thị", 0.95), ("Tâm", 0.97)], ["tranthitam"] * 4, ["Trân"], ["Trần", "Thị", "Tâm"]),
    # syllables that are names, though not of the persons' table, are sure as well
    ([("Lê", 0.8), ("Ti", 0.3), ("Thêu", 0.94)], ["lethitheu"] * 4, [], ["Lê", "Thị", "Thêu"]),
    # a family name that was surely read stays
    ([("Siu", 0.8), ("Ông", 0.4), ("Bình", 0.9)], ["ticongbinh", "siucongbinh"] * 2, [], ["Siu", "Công", "Bình"]),
    # a short one that nobody else saw is told where the letters are clear
    ([("Hoàng", 0.97), ("Anh", 0.97)], ["lehoanganh"] * 4, [], ["Lê", "Hoàng", "Anh"]),
    ([("Á", 0.3), ("Văn", 0.9), ("Bh'riu", 0.9)], ["avanbhriu"] * 4, [], ["Á", "Văn", "Bh'riu"]),
    ([("Đồ", 0.3), ("Kzưỡp", 0.3), ("Dũng", 0.97)], ["dokzuopdung"] * 4, [], ["Đồ", "Kzưỡp", "Dũng"]),
    # of two family names of the same letters the one that was read
    ([("Lô", 0.5), ("Thi", 0.5), ("Ngân", 0.97)], ["lothingan"] * 4, ["Lô"], ["Lô", "Thị", "Ngân"]),
    # a syllable of no table that was read well stays
    ([("Kơ", 0.9), ("Sã", 0.93), ("Nam", 0.97)], ["kosanam"] * 4, [], ["Kơ", "Sã", "Nam"]),
    # strokes are no family name; a whole name is not shortened, nor told anew where it was read well
    ([("Hoàng", 0.97), ("Anh", 0.97)], ["xwhoanganh", "zhoanganh"] * 4, [], ["Hoàng", "Anh"]),
    ([("Bùi", 0.8), ("Hữu", 0.4), ("Kiên", 0.97)], ["xxtrukien"] * 4, [], ["Bùi", "Hữu", "Kiên"]),
    ([("Lê", 0.9), ("Hoàng", 0.9), ("Anh", 0.9)], ["vohoanganh"] * 4, ["Võ"], ["Lê", "Hoàng", "Anh"]),
]


@pytest.mark.parametrize(("read", "said", "seen", "name"), CASES)
def test_what_a_seal_hides(
    read: Syllables, said: list[str], seen: list[str], name: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_witness, "frames", lambda crop: spoken(said[int(crop[0, 0])]))
    crops = [np.full((1, 1), index, np.uint8) for index in range(len(said))]
    found = [Found(text, (100 + 60 * i, 0, 150 + 60 * i, 20), sure, 0) for i, (text, sure) in enumerate(read)]
    versions = [Version("vie", (RawWord(text, (0, 0, 50, 20), 0.9, 0),)) for text in seen]
    result = completed(found, versions, crops)
    assert [word.text for word in result] == name
    new = [word for word in result if word.text not in {text for text, _ in read}]
    assert all(word.confidence <= 0.5 for word in new), "it goes to review"
