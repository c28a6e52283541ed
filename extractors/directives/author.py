"""Who writes a paper, and to whom."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.folding import fold, key


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes: the folded name of the `issuer`, whom the paper addresses, whether it only `tells` (báo cáo).

    `named` are the folded names of all that it is sent to.
    """

    issuer: str = ""
    addressees: tuple[str, ...] = ()
    tells: bool = False
    named: tuple[str, ...] = ()

    def is_issuer(self, who: str) -> bool:
        """Whether `who` names the issuer, perhaps by its initials and without its place (`BHXH tỉnh`)."""
        name = _in_full(who, self.issuer)
        return bool(self.issuer) and (name == self.issuer or self.issuer.startswith(name + " "))


def _in_full(who: str, issuer: str) -> str:
    """The folded name of `who`, whose initials stand for the first words of the issuer's."""
    head, _, rest = who.partition(" ")
    named = issuer.split()[: len(head)]
    short = head.isupper() and len(head) > 1 and "".join(word[0] for word in named) == fold(head)
    return " ".join([*named, key(rest)]).strip() if short else key(who)
