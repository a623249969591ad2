"""Where a text names parties, and the shadow of the text in which each name is one mark."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from travaux.model import Span
from travaux.positions.bulletin.names import BODIES, fold, is_body, known_parties, read_party, read_unknown

MARK, TAIL, HIDDEN = "§", "~", "_"

_WORD = re.compile(r"[^\W_]+")
_JOINT = re.compile(r"\s+(?:&\s+)?|\s?[-/’'&]\s?|\.\s?(?=[A-Z]\b)")
_THE = re.compile(r"\b(?:[Tt]he|THE)\s+$")
_SMALL = frozenset("of the and d for with".split())
_INTRODUCED = re.compile(
    r"((?:[A-Z][\w’'-]+\s+|of\s+|the\s+|and\s+|for\s+"
    r"|on\s+){0,9}[A-Z][\w’'-]+)\s+\(([A-Z][A-Za-z-]{2,9})\)"
)
_LEADING = re.compile(r"^(?:(?:of|the|and|for|on|The|For|On|In)\s+)+")
_UNKNOWN = re.compile(r"[A-Z]{3,}(?:[-’'][A-Z]+)*(?:\s+(?:(?:OF|of)\s+(?:(?:THE|the)\s+)?)?[A-Z]{3,}(?:-[A-Z]+)*)*")
_RUN = re.compile(
    r"[A-Z]{3,}(?:(?:\s+|\s*[-&]\s*)(?:(?:of|for|on|to|and|the|in|a|OF|FOR|ON|TO|AND|THE|IN|A)\s+){0,2}[A-Z]{2,}){0,15}"
)
_COALITION = re.compile(
    r"\b(?:Group|Countries|States|Alliance|Coalition|Community|Nations|Bloc|League"
    r"|Forum of \w+)\b"
)

_BRACKETED = re.compile(r"\([^()]*\)")
_QUOTED = re.compile(r"\"[^\"]{1,600}\"|“[^”]{1,600}”|(?<![\w’'])['‘](?=[\w\[])[^'‘’]{1,300}['’](?!\w)")
_NO_PARTY_AFTER = re.compile(r"\s?\$|[-–]\w")
_NO_PARTY_BEFORE = re.compile(r"(?:[\w][-–]|[$(])$")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a party is named, with its article: "the PHILIPPINES"."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Shadow:
    """A text of the same length as the original, in which every party is `§~~~`, and brackets and quotations are `_`.

    Patterns over it see the grammar of a sentence and not its names; offsets are those of the original.
    """

    text: str
    marks: str
    mentions: Mapping[int, Mention]

    def names(self, start: int, end: int) -> tuple[str, ...]:
        """The parties named between two offsets, in text order, each once."""
        found: dict[str, None] = {}
        at = self.marks.find(MARK, start, end)
        while at >= 0:
            found.setdefault(self.mentions[at].name)
            at = self.marks.find(MARK, at + 1, end)
        return tuple(found)


@cache
def _by_first_word() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, name in known_parties().items():
        words = tuple(key.split())
        table.setdefault(words[0], []).append((words, name))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in table.items()}


def cast_shadow(text: str) -> Shadow:
    """Find every party named in a text and blank out what is no grammar."""
    introduced = find_introduced(text)
    mentions = find_mentions(text, introduced)
    marks = list(text.replace(MARK, HIDDEN).replace(TAIL, HIDDEN))
    for pattern in (_QUOTED, _BRACKETED):
        for hidden in pattern.finditer(text):
            for at in range(*hidden.span()):
                marks[at] = " " if pattern is _BRACKETED else HIDDEN
            if pattern is _QUOTED and hidden[0][-2] in ".!?":
                marks[hidden.end() - 2 : hidden.end()] = hidden[0][-2:]  # a sentence may end inside its quotation
    kept = {}
    for mention in mentions:
        start, end = mention.span
        if marks[start] != text[start]:
            continue  # inside brackets or a quotation
        marks[start:end] = [MARK, *TAIL * (end - start - 1)]
        kept[start] = mention
    return Shadow(text, "".join(marks), kept)


def find_introduced(text: str) -> dict[str, str]:
    """Acronyms that the text gives to coalitions: "the Coastal States Group (CSG)"; known names keep their own."""
    found: dict[str, str] = {}
    for match in _INTRODUCED.finditer(text):
        name, acronym = _LEADING.sub("", " ".join(match[1].split())), match[2]
        known = known_parties().get(fold(name))
        if (
            known is None
            and _COALITION.search(name)
            and not re.search(
                r"\b(?:United Nations|Fund|on|Expert|Working|Ad Hoc|Contact|Consultative|Advisory|Drafting"
                r"|Task)\b",
                name,
            )
        ):
            initials = "".join(word[0] for word in re.split(r"[\s-]+", name) if word[0].isupper())
            if initials.startswith(acronym.rstrip("s").upper()[:2]):
                known = name
        if known is not None and acronym not in BODIES and (acronym.isupper() or acronym.endswith("s")):
            found[acronym] = known
    return found


def find_mentions(text: str, introduced: Mapping[str, str]) -> tuple[Mention, ...]:
    """Parties in text order, none inside another: names of tables, introduced acronyms, unknown names in capitals."""
    found: list[Mention] = []
    table = _by_first_word()
    words = list(_WORD.finditer(text))
    index, reach = 0, 0
    while index < len(words):
        word = words[index]
        start = word.start()
        if start < reach or not word[0][0].isupper():
            index += 1
            continue
        end, name = start, introduced.get(word[0])
        if name is not None:
            end = word.end()
        else:
            for row, canonical in table.get(fold(word[0]), ()):
                last = _match_row(text, words, index, row)
                if last is not None and _is_written(text[start:last], canonical):
                    end, name = last, canonical
                    break
        if name is None and len(word[0]) >= 3 and word[0].isupper():
            run = _RUN.match(text, start)
            if run is not None and is_body(run[0]) and not _known_inside(run[0]):
                reach = run.end()  # "COUNCIL FOR LOCAL INITIATIVES" is no party, nor is any part of it
                index += 1
                continue
            unknown = _UNKNOWN.match(text, start)
            if unknown is not None and (named := read_unknown(" ".join(unknown[0].split()))) is not None:
                end, name = unknown.end(), named
        if (
            name is not None
            and not _NO_PARTY_AFTER.match(text, end)
            and not _NO_PARTY_BEFORE.search(text[max(0, start - 2) : start])
        ):
            article = _THE.search(text, max(0, start - 8), start)
            found.append(Mention(Span(article.start() if article else start, end), name))
            reach = end
        index += 1
    return tuple(found)


def _known_inside(words: str) -> bool:
    return any(fold(part) in known_parties() for part in re.split(r"\s+(?:AND|and)\s+", words))


def _match_row(text: str, words: list[re.Match[str]], index: int, row: tuple[str, ...]) -> int | None:
    if index + len(row) > len(words):
        return None
    for offset, expected in enumerate(row):
        word = words[index + offset]
        if fold(word[0]) != expected:
            return None
        if offset:
            before = words[index + offset - 1].end()
            if not _JOINT.fullmatch(text, before, word.start()):
                return None
    return words[index + len(row) - 1].end()


def _is_written(words: str, canonical: str) -> bool:
    """Whether a form is written as a name: every word with a capital, an acronym with nothing but capitals."""
    for part in _WORD.findall(words):
        if part[0].islower() and part not in _SMALL:
            return False
    return read_party(words) == canonical
