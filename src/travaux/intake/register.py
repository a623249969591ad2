"""Whether a text is a news report or a bulletin: a chronicle of a session in the meeting's own register."""

from __future__ import annotations

import re
from collections import Counter

from travaux.model import ArticleKind

_READ = 40_000  # characters; the register shows long before
_REACH = 60  # characters from a name to its verb
_SUBJECTS, _NAMES, _SUBJECT_SHARE = (
    5,
    5,
    0.003,
)  # names in capitals that report, distinct ones, and their share of words
_SESSION_KINDS, _SESSION_SHARE = 5, 0.015  # different words of a session, and their share of all words

_NAME = re.compile(r"(?<![\w-])(?:[A-Z][A-Z]|G-?\d+/[A-Z])[A-Z’'/&.-]*(?: [A-Z][A-Z][A-Z’'-]*)*(?!\w)")
_VERB = re.compile(  # NORLAND, supported by VELMARK, proposed deleting the paragraph.
    r"\b(?:said|noted|proposed|called|urged|supported|opposed|stressed|suggested|highlighted|emphasi[sz]ed|objected"
    r"|requested|asked|stated|expressed|welcomed|underscored|recommended|preferred|favou?red|reported|presented"
    r"|introduced|identified|explained|lamented|queried|questioned|cautioned|warned|added)\b|[.\n]"
)
_SESSION_WORDS = frozenset({  # Delegates met in a contact group on the draft decision; the Chair adjourned the plenary.
    "delegates", "delegations", "plenary", "chair", "co-chair", "co-chairs", "draft", "agenda", "secretariat",
    "subsidiary", "brackets", "bracketed", "rapporteur", "adjourned", "convened", "paragraph", "decision", "session",
    "consultations", "group", "parties", "adopted",
})  # fmt: skip
_WORD = re.compile(r"[\w-]+")


def read_register(text: str) -> ArticleKind:
    """BULLETIN where names in capitals report one after the other, or where the words of a session crowd; else NEWS."""
    text = text[:_READ]
    words = Counter(_WORD.findall(text.lower()))
    total = words.total()
    names = [match.group() for match in _NAME.finditer(text) if _reports(text, match.end())]
    if len(names) >= max(_SUBJECTS, _SUBJECT_SHARE * total) and len(set(names)) >= _NAMES:
        return ArticleKind.BULLETIN
    counts = [words[word] for word in _SESSION_WORDS if words[word]]
    if len(counts) >= _SESSION_KINDS and sum(counts) >= _SESSION_SHARE * total:
        return ArticleKind.BULLETIN
    return ArticleKind.NEWS


def _reports(text: str, end: int) -> bool:
    """Whether a verb of reporting follows soon, in the same sentence."""
    match = _VERB.search(text, end, end + _REACH)
    return match is not None and match.group() not in ".\n"
