"""How sure a reading is: one formula for every field of the head, the lists, the signature and the stamp.

Three things speak for a value: how well its words were read, how well it fits the grammar of its field, and whether
what is written elsewhere on the paper agrees. `extractors.confidence` maps the score to a probability, field by field.
"""

from __future__ import annotations

from extractors.confidence import calibrated

PEN = 0.88  # what is read from pen strokes is never as sure as print, however well two readers agree


def score(field: str, *, ocr: float, grammar: float = 1.0, agreement: float = 0.5, by_hand: bool = False) -> float:
    """The probability (0 to 1) that a value of `field` is right; each part is 0 to 1.

    `ocr` is the reader's confidence in the deciding words, `grammar` how well the value fits its form and tables,
    `agreement` what other places say: 0 they contradict, 0.5 they are silent, 1 they confirm.
    A value that others contradict or that fits no form stays doubtful, however clearly it was read. Curves are of
    print: what the pen wrote keeps its score.
    """
    ocr, grammar, agreement = (max(0.0, min(1.0, part)) for part in (ocr, grammar, agreement))
    read = 1 - (1 - ocr) * (0.9 - 0.5 * agreement)  # agreement makes up for poor reading
    made = read * grammar * (0.4 + 1.1 * agreement if agreement < 0.5 else 0.95 + 0.1 * (agreement - 0.5))
    return round(min(made, PEN), 3) if by_hand else calibrated(field, made)
