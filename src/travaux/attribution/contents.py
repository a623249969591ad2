"""Whose words a token is: the contents of attributions by the tokens in them."""

from __future__ import annotations

from collections.abc import Iterable

from travaux.attribution.finding import Attribution
from travaux.model import Parse, Span

SAME = 0.5  # contents that have so much in common are the same one, read twice


class Contents:
    """The contents of some attributions of one article, to be asked about others."""

    def __init__(self, parse: Parse, found: Iterable[Attribution]) -> None:
        self._parse = parse
        self._contents: list[set[int]] = []
        self._at: dict[int, set[int]] = {}
        self._cues: set[int] = set()
        for number, each in enumerate(found):
            content = self._tokens(each.content)
            self._contents.append(content)
            for index in content:
                self._at.setdefault(index, set()).add(number)
            self._cues |= self._cue(each)

    def agree(self, other: Attribution) -> bool:
        """Is one of them about the same as another one's?"""
        own = self._tokens(other.content)
        near = {number for index in own for number in self._at.get(index, ())}
        return any(len(own & self._contents[n]) >= SAME * len(own | self._contents[n]) for n in near)

    def touch(self, other: Attribution) -> bool:
        """Does another one's content share a token with one of them?"""
        return any(index in self._at for index in self._tokens(other.content))

    def hold(self, other: Attribution) -> bool:
        """Do cue and content of another one stand within one of them, as words within somebody's words?"""
        cue = self._cue(other)
        if not cue or cue & self._cues:
            return False
        around = [self._at.get(index, set()) for index in cue | self._tokens(other.content)]
        return bool(set.intersection(*around))

    def _cue(self, attribution: Attribution) -> set[int]:
        return self._tokens((attribution.cue,) if attribution.cue else ())

    def _tokens(self, spans: tuple[Span, ...]) -> set[int]:
        return {token.index for span in spans for token in self._parse.tokens_in(span)}
