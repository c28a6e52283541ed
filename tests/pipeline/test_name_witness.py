"""Syllables of a name that a second witness sees under a seal; `letters` is what it reads, without accents."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline import name_witness
from pipeline.found import Found
from pipeline.name_versions import Version
from pipeline.name_witness import completed
from pipeline.tesseract import RawWord

Syllables = list[tuple[str, float]]

CASES: list[tuple[Syllables, list[str], list[str], list[str]]] = [
    # read with confidence, what each crop says, readings of other versions, the name
    ([("Văn", 0.97), ("Linh", 0.97)], ["duongvanlinh"] * 4, [], ["Dương", "Văn", "Linh"]),
    ([("Văn", 0.97), ("Linh", 0.97)], ["wvduongvanlinh", "duongvanlinh", "duongvanlinh"], [], ["Dương", "Văn", "Linh"]),
    ([("Á", 0.3), ("Kim", 0.9), ("Huệ", 0.9)], ["maithikimhue"] * 3, [], ["Mai", "Thị", "Kim", "Huệ"]),
    ([("Tran", 0.3), ("Tiến", 0.9), ("Hạnh", 0.9)], ["trantienhanh"] * 3, [], ["Trần", "Tiến", "Hạnh"]),
    # one letter of a long family name may be another
    ([("Hữu", 0.97), ("Giang", 0.96)], ["nguyerhuugiang"] * 3, [], ["Nguyễn", "Hữu", "Giang"]),
    # what some reading of the same letters spells wins over the table
    ([("Á", 0.3), ("Thảo", 0.9)], ["dinhvietthao"] * 3, ["Viết"], ["Đinh", "Viết", "Thảo"]),
    # too few say so; nobody else saw a short name; a whole name is not shortened
    ([("Văn", 0.97), ("Linh", 0.97)], ["duongvanlinh", "vanlinh", "vanlinh"], [], ["Văn", "Linh"]),
    ([("Hoàng", 0.97), ("Anh", 0.97)], ["lahoanganh"] * 5, [], ["Hoàng", "Anh"]),
    ([("Hoàng", 0.97), ("Anh", 0.97)], ["lehoanganh"] * 5, ["Lê"], ["Lê", "Hoàng", "Anh"]),
    ([("Bùi", 0.8), ("Hữu", 0.4), ("Kiên", 0.97)], ["xxtrukien"] * 4, [], ["Bùi", "Hữu", "Kiên"]),
    ([("Lê", 0.9), ("Hoàng", 0.9), ("Anh", 0.9)], ["vohoanganh"] * 4, ["Võ"], ["Lê", "Hoàng", "Anh"]),
]


@pytest.mark.parametrize(("read", "said", "seen", "name"), CASES)
def test_what_a_seal_hides(
    read: Syllables, said: list[str], seen: list[str], name: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_witness, "letters", lambda crop: said[int(crop[0, 0])])
    crops = [np.full((1, 1), index, np.uint8) for index in range(len(said))]
    found = [Found(text, (100 + 60 * i, 0, 150 + 60 * i, 20), sure, 0) for i, (text, sure) in enumerate(read)]
    versions = [Version("vie", (RawWord(text, (0, 0, 50, 20), 0.9, 0),)) for text in seen]
    result = completed(found, versions, crops)
    assert [word.text for word in result] == name
    new = [word for word in result if word.text not in {text for text, _ in read}]
    assert all(word.confidence <= 0.5 for word in new), "it goes to review"
