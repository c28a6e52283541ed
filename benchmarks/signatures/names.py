"""Made-up names of signers: of the tables, of the peoples of the highlands, and of any syllables."""

from __future__ import annotations

import csv
import random
import unicodedata
from importlib import resources

from extractors.folding import TONES
from extractors.gazetteer import DATA
from extractors.syllables import ONSETS, RHYMES
from pipeline.name_reader import spelled

TITLES = ("ThS. ", "TS. ", "BS. ", "PGS.TS. ", "BSCKII. ", "Ths ", "Luật sư ")
HIGHLAND = (
    *("Y", "A", "K'", "H'", "Kpă", "Ksor", "Rơ", "Châm", "Siu", "Rah", "Lan", "Niê", "Kđăm", "Mlô", "Ayun", "Êban"),
    *("Blơ", "Hmok", "Byă", "Nay", "Ra", "Đinh", "Bríu", "Pơloong", "A", "Lăng"),
)
"""Syllables of names of the Central Highlands."""


def _column(name: str, text: str) -> list[str]:
    return [row[name] for row in csv.DictReader(text.splitlines())]


class Names:
    """Makes names by the random numbers that it is given."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.families = _column("name", (DATA / "family_names.csv").read_text("utf-8"))
        table = resources.files("pipeline").joinpath("data/name_syllables.csv").read_text("utf-8")
        self.own = _column("name", table)
        self.weights = [1 + 3 ** int(step) / 12 for step in _column("last", table)]
        self.onsets, self.rhymes = ONSETS.split("|"), RHYMES.split()

    def text(self) -> str:
        """A name, at times with a title before it, in capitals, or of the peoples of the highlands."""
        rng = self.rng
        if rng.random() < 0.05:
            return " ".join(self.highland() for _ in range(rng.randint(2, 4)))
        rank = min(int(rng.expovariate(1 / 20)), len(self.families) - 1)
        family = self.families[rank] if rng.random() < 0.55 else rng.choice(self.families)
        count = rng.choices([1, 2, 3], [0.12, 0.68, 0.2])[0]
        name = " ".join([family, *(self.syllable() for _ in range(count))])
        if rng.random() < 0.06:
            name = name.upper()
        return rng.choice(TITLES) + name if rng.random() < 0.05 else name

    def syllable(self) -> str:
        """A given name of the tables, at times with another tone, or any syllable of the language."""
        rng = self.rng
        if rng.random() < 0.65:
            own = rng.choices(self.own, self.weights)[0]
            return self.toned(own) if rng.random() < 0.15 else own
        return rng.choice(self.own) if rng.random() < 0.4 else self.any_syllable()

    def any_syllable(self) -> str:
        """An onset, a rhyme and a tone: what the tables lack."""
        rng = self.rng
        rhyme = rng.choice(self.rhymes)
        stopped = rhyme.endswith(("c", "ch", "p", "t"))
        tone = rng.choice("\u0301\u0323" if stopped else ("", *TONES))
        vowels = [i for i, letter in enumerate(rhyme) if letter not in "bcdghjklmnpqrstvx"]
        at = vowels[-2] if len(vowels) > 1 and vowels[-1] == len(rhyme) - 1 and rhyme[-1] in "aiouy" else vowels[-1]
        at = next((i for i in vowels if rhyme[i] in "êôơâ"), at)
        onset = rng.choice(self.onsets) if rng.random() < 0.9 else ""
        return unicodedata.normalize("NFC", onset + rhyme[: at + 1] + tone + rhyme[at + 1 :]).capitalize()

    def toned(self, syllable: str) -> str:
        """A syllable with a tone that may not be its own: its marks must be seen, for it need not be a name."""
        letters = spelled(syllable)
        at = next((i for i, letter in enumerate(letters) if letter in TONES), None)
        if at is None or letters.endswith(("c", "ch", "p", "t")):
            return syllable
        other = letters[:at] + self.rng.choice(("", *TONES)) + letters[at + 1 :]
        return unicodedata.normalize("NFC", other)

    def highland(self) -> str:
        rng = self.rng
        if rng.random() < 0.5:
            return rng.choice(HIGHLAND)
        letters = rng.choice(["b", "bl", "kr", "hm", "s", "kl", "j", "w", "p", "đ", "k", "h", "r", "l", "n", "m"])
        letters += rng.choice("aăâeêioôơuư") + rng.choice(
            ["", "", "n", "ng", "h", "k", "l", "m", "p", "r", "t", "o", "i"]
        )
        return letters.capitalize()
