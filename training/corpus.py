"""Articles with their attributions in brat standoff (PolNeAR's format) -> parses with a label for every token.

And reports without any, for a network to learn from what another one says of them.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from travaux.intake import Source, find_sources, read_article
from travaux.language import Language
from travaux.model import Article, EventStatus, EventType, Parse
from travaux.network.windows import Window
from travaux.positions.events.finding import known_types

ROLES = ("source", "cue", "content")
TAGS = 1 + 2 * len(ROLES)
ACTS = (
    "demand call_for condition offer commit accept concede reject rule_out threaten deny expect doubt praise criticise"
).split()
EVENTS = tuple(EventType)
STATUSES = tuple(EventStatus)
_STATUS_NAMES = {"happened": EventStatus.HELD}  # in the labels -> in travaux
_ACT_NAMES = {"express_doubt": "doubt"}  # in the labels -> in travaux
PARTS = 3  # of a position: evidence, object, condition
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
class Stand:
    """One position: its act as a number of ACTS, the token that its clause hangs on, and the tokens of each part."""

    act: int
    anchor: int
    parts: tuple[tuple[int, ...], ...]  # evidence, object, condition


@dataclass(frozen=True)
class Deed:
    """One event: type and status as numbers of EVENTS and STATUSES, the token that tells it, its words, its date."""

    type: int
    status: int
    anchor: int
    evidence: tuple[int, ...]
    date: str | None


@dataclass(frozen=True)
class Document:
    """A parsed article and what people marked in it, by the guidelines of PolNeAR, or by ours."""

    name: str
    parse: Parse
    gold: tuple[Gold, ...]
    statements: tuple[Gold, ...] | None = None  # by ours, as labels.py keeps them; None: nobody read it for them
    stands: tuple[Stand, ...] | None = None  # positions, likewise
    deeds: tuple[Deed, ...] | None = None  # events, likewise


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


def read_reports(folder: Path, without: list[Path], cache: Path) -> list[Document]:
    """Reports below a folder, parsed and kept in `cache`; those that have labels in one of `without` are left out."""
    for labels in without:
        if not any(labels.rglob("*.json")):
            raise ValueError(f"{labels} holds no labels, so that nothing would be left out for them")
    labelled = {path.stem for labels in without for path in labels.rglob("*.json")}
    kept = cache / f"{folder.name}.pickle"
    if kept.is_file():
        documents: list[Document] = pickle.loads(kept.read_bytes())
    else:
        language = Language.load()
        taken = (read_article(source).article for source in find_sources([folder])[0])
        documents = [Document(each.origin, language.parse(each), ()) for each in taken if each]
        cache.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(documents))
    documents = [each for each in documents if each.name.endswith(".txt")]
    chosen = [each for each in documents if Path(each.name).stem not in labelled]
    print(f"{folder.name}: {len(chosen)} reports, {len(documents) - len(chosen)} left out, having labels", flush=True)
    return chosen


def add_labels(documents: list[Document], labels: Path, shared: Path) -> list[Document]:
    """The documents, with the statements and positions that careful readers found in some of them (training/labels)."""
    kept = {}
    for path in labels.rglob("*.json"):
        content = json.loads(path.read_text(encoding="utf-8"))
        kept[Path(content["source"]).relative_to("coverage").as_posix()] = content
    return [_add(each, kept[each.name], shared) if each.name in kept else each for each in documents]


def _add(document: Document, labels: dict[str, Any], shared: Path) -> Document:
    file = shared / labels["source"]
    if hashlib.sha256(file.read_bytes()).hexdigest() != labels["sha256"]:
        raise ValueError(f"{labels['source']} is not the text that was labelled (sha256 differs)")
    taken = read_article(Source(document.name, file))
    places = [taken.place(token.start) for token in document.parse.tokens]

    def tokens(span: list[int] | None) -> tuple[int, ...]:
        start, end = span or (0, 0)
        return tuple(index for index, at in enumerate(places) if at is not None and start <= at < end)

    statements = (
        Gold(tokens(each["mention"]), tokens(each["cue"]), content)
        for each in labels["statements"]
        if (content := tokens(each["content"]))
    )
    stands = (
        Stand(
            ACTS.index(_ACT_NAMES.get(each["act"], each["act"])),
            find_anchor(document.parse, evidence),
            (evidence, *others),
        )
        for each in labels["positions"]
        if (evidence := tokens(each["evidence"]))
        for others in [(tokens(each["object"]), tokens(each["condition"]))]
    )
    deeds = (
        Deed(
            EVENTS.index(EventType(each["type"])),
            STATUSES.index(EventStatus(_STATUS_NAMES.get(each["status"], each["status"]))),
            find_trigger(document.parse, evidence, EventType(each["type"])),
            evidence,
            each["date"],
        )
        for each in labels["events"]
        if (evidence := tokens(each["evidence"]))
    )
    return replace(document, statements=tuple(statements), stands=tuple(stands), deeds=tuple(deeds))


def find_anchor(parse: Parse, run: tuple[int, ...]) -> int:
    """The token that a clause hangs on: its verb, if it has one."""
    inside = set(run)
    tops = [index for index in run if parse.tokens[index].head not in inside or parse.tokens[index].head == index]
    return next((index for index in tops if parse.tokens[index].pos in {"VERB", "AUX"}), tops[0])


def find_trigger(parse: Parse, run: tuple[int, ...], type_: EventType) -> int:
    """The word that tells an event: one that the rules know for its type, the verb of the clause before any other."""
    top = find_anchor(parse, run)
    return next((at for at in (top, *run) if type_ in known_types(parse.tokens[at])), top)


def is_held(name: str) -> bool:
    """Of one labelled report in ten the statements are not learned from: the confidence is fitted on these."""
    return int(hashlib.sha256(name.encode("utf-8")).hexdigest(), 16) % 10 == 0


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


def find_outer(statements: tuple[Gold, ...]) -> list[Gold]:
    """Those that are no words within another's words: PolNeAR marks none of these."""
    contents = [set(each.content) for each in statements]
    return [
        each
        for each in statements
        if not any(each.cue and content.issuperset((*each.cue, *each.content)) for content in contents)
    ]


def make_tags(golds: Iterable[Gold], count: int) -> NDArray[np.int64]:
    """(count,): 0 outside, then 1 + 2 x role for a first token and 2 + 2 x role for a further one."""
    tags = np.zeros(count, np.int64)
    for gold in golds:
        for role, name in enumerate(ROLES):
            for first, after in runs(getattr(gold, name)):
                tags[first] = 1 + 2 * role
                tags[first + 1 : after] = 2 + 2 * role
    return tags


def make_pairs(golds: Iterable[Gold], window: Window) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """(2, T, T): for each token of a cue those of source and content, as 1; and (T,), which tokens are in a cue."""
    size = window.after - window.first
    pairs, cues = np.zeros((2, size, size), np.float32), np.zeros(size, np.bool_)
    for gold in golds:
        inside = [i - window.first for i in gold.cue if window.first <= i < window.after]
        for role, tokens in enumerate((gold.source, gold.content)):
            there = [i - window.first for i in tokens if window.first <= i < window.after]
            if inside and there:
                pairs[role][np.ix_(inside, there)] = 1
        cues[inside] = True
    return pairs, cues
