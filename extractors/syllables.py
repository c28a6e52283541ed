"""Whether letters make Vietnamese syllables: how a text layer, or an OCR reading, is known to be Vietnamese at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from extractors.folding import TONES

_TONE_ON_GLIDE = re.compile(f"qu[{TONES}][aeiouy]")
ONSETS = "b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x"
RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây e ec em en eng eo ep
et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan
oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn
ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh uêu ui um un ung uơ up ut uy uya uych uyên
uyêt uynh uyt uyu uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm
yên yêng yêt yêu uc uăc uăm uăn uăng uăt uac uach uai uan uang uanh uat uay uao ue uen ueo uet uyn uyp
"""
_SYLLABLE = re.compile(f"^(?:(?:{ONSETS})?(?:{'|'.join(sorted(RHYMES.split(), key=len, reverse=True))})|quynh|quyt)$")


_OF_OTHERS = re.compile("^[bcdđghjklmnprstwy]{0,2}[aăâeêioôơuưy]{1,3}(?:ch|ng|nh|[chklmnprtuy])?$")


@lru_cache(maxsize=20_000)
def is_of_others(text: str) -> bool:
    """Whether letters could be a syllable of the names of peoples with languages of their own: two consonants before
    its vowels, `l`, `h`, `k` or `r` after them, and no tone (`Blơ`, `Wơn`, `Kđăm`, `Mah`, `Rươl`)."""
    parts = unicodedata.normalize("NFD", text.lower())
    toned = any(c in TONES for c in parts)
    return not toned and _OF_OTHERS.match(unicodedata.normalize("NFC", parts)) is not None


@lru_cache(maxsize=20_000)
def is_syllable(text: str) -> bool:
    """Whether letters without punctuation could be one Vietnamese syllable: an onset, a rhyme, one tone at most."""
    parts = unicodedata.normalize("NFD", text.lower())
    if sum(c in TONES for c in parts) > 1 or _TONE_ON_GLIDE.search(parts):
        return False
    bare = unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES))
    return bool(_SYLLABLE.match(bare))


def syllable_rate(texts: Iterable[str]) -> float:
    """The part (0 to 1) of the words of two letters or more that are syllables; 1 where there are none.

    Words in capitals are left out: abbreviations stand among them.
    """
    judged = good = 0
    for text in texts:
        core = text.strip("\"“”‘’'()[]<>.,;:!?…-–/*")
        if len(core) < 2 or not core.isalpha() or (len(core) > 1 and core.isupper()):
            continue
        judged += 1
        good += is_syllable(core)
    return good / judged if judged else 1.0
