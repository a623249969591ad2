"""Articles with their attributions in brat standoff (PolNeAR's format) -> parses with a label for every token."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from travaux.attribution.learned.windows import Labels, Pieces, Window, find_windows
from travaux.language import Language
from travaux.model import Article, Parse

ROLES = ("source", "cue", "content")
_SPAN = re.compile(r"(T\d+)\t(\w+) ([\d ;]+)\t")
_RELATION = re.compile(r"E\d+\t(\S.*)")
_ROLE = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")


@dataclass(frozen=True)
class Gold:
    """One attribution: the token indexes of each role, sorted; a role may be empty."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]


@dataclass(frozen=True)
class Document:
    """A parsed article and what people marked in it."""

    name: str
    parse: Parse
    gold: tuple[Gold, ...]


@dataclass(frozen=True)
class Example:
    """A window and its targets: `tags` (T,), `pairs` (2, T, T): for each cue token the tokens of source and content."""

    window: Window
    tags: NDArray[np.int64]
    pairs: NDArray[np.bool_]
    cues: NDArray[np.bool_]


def read_corpus(folder: Path, cache: Path) -> list[Document]:
    """All articles of a split, parsed; kept in `cache`, since parsing takes minutes."""
    kept = cache / f"{folder.name}.pickle"
    if kept.is_file():
        return pickle.loads(kept.read_bytes())  # type: ignore[no-any-return]
    language = Language.load()
    documents = []
    for path in sorted((folder / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        parse = language.parse(Article(path.stem, text))
        files = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        gold = tuple(read_attributions(files[0].read_text(encoding="utf-8"), parse)) if files else ()
        documents.append(Document(path.stem, parse, gold))
    cache.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps(documents))
    return documents


def read_attributions(standoff: str, parse: Parse) -> Iterator[Gold]:
    """The E lines of one .ann file, their character spans turned into the tokens that they touch."""
    places: dict[str, list[tuple[int, int]]] = {}
    relations = []
    for line in standoff.splitlines():
        if span := _SPAN.match(line):
            places[span[1]] = [(int(a), int(b)) for a, b in (each.split() for each in span[3].split(";"))]
        elif relation := _RELATION.match(line):
            relations.append(relation[1])
    starts = [token.start for token in parse.tokens]
    ends = [token.end for token in parse.tokens]
    for relation in relations:
        roles: dict[str, set[int]] = {role: set() for role in ROLES}
        for role, id_ in _ROLE.findall(relation):
            for start, end in places.get(id_, ()):
                first, after = int(np.searchsorted(ends, start, "right")), int(np.searchsorted(starts, end, "left"))
                roles[role.lower()].update(range(first, after))
        yield Gold(*(tuple(sorted(roles[role])) for role in ROLES))


def runs(tokens: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Half-open runs of neighbouring indexes."""
    if not tokens:
        return
    first = before = tokens[0]
    for index in tokens[1:]:
        if index != before + 1:
            yield first, before + 1
            first = index
        before = index
    yield first, before + 1


def make_tags(document: Document) -> NDArray[np.int64]:
    """0 outside, then 1 + 2 x role for a first token and 2 + 2 x role for a further one."""
    tags = np.zeros(len(document.parse.tokens), np.int64)
    for gold in document.gold:
        for role, name in enumerate(ROLES):
            for first, after in runs(getattr(gold, name)):
                tags[first] = 1 + 2 * role
                tags[first + 1 : after] = 2 + 2 * role
    return tags


def make_examples(document: Document, pieces: Pieces, labels: Labels, longest: int) -> Iterator[Example]:
    """The windows of a document with their targets."""
    tags = make_tags(document)
    for window in find_windows(document.parse, pieces, labels, longest):
        size = window.after - window.first
        pairs, cues = np.zeros((2, size, size), np.bool_), np.zeros(size, np.bool_)
        for gold in document.gold:
            inside = [i - window.first for i in gold.cue if window.first <= i < window.after]
            for role, tokens in enumerate((gold.source, gold.content)):
                there = [i - window.first for i in tokens if window.first <= i < window.after]
                if inside and there:
                    pairs[role][np.ix_(inside, there)] = True
            cues[inside] = True
        yield Example(window, tags[window.first : window.after], pairs, cues)
