"""An article as a sheet to read: its text cut where marks begin and end, with notes on what was found beside it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from travaux.model import Article, Estimate, Event, Interaction, Outcome, Position, Record, Span, Statement
from travaux.views.index import Index
from travaux.views.matrix import entry
from travaux.views.said import ON_WHOSE_WORD, Said, phrase_of, say
from travaux.views.shown import clipped
from travaux.views.wording import EVENT_STATUSES, EVENTS, INTERACTIONS, OUTCOMES, act_group, carried, when_words

_BREAK = re.compile(r"\n[^\S\n]*(?:\n\s*)+")
_WORDS = 110
_FAR = 3_000  # code points; no sentence is as long
_Told: TypeAlias = Statement | Position | Event | Interaction | Outcome

# What is marked, each with the class of its marks.
KINDS = ("position", "statement", "event", "outcome", "interaction")
HERE = "here"  # the id of the place that a reader was led to by nothing but its place


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks. `ids` are the findings over it, `opens` those that begin here."""

    text: str
    ids: tuple[str, ...]
    opens: tuple[str, ...]
    kinds: tuple[str, ...]
    group: str


@dataclass(frozen=True, slots=True)
class Note:
    """One finding as it stands beside the text; `is_alone` where no other report is known to carry it.

    `says` are the words of a position; `under` is whether it rests on the statement above it.
    """

    id: str
    kind: str
    what: str
    who: str
    party: tuple[str, str] | None
    issue: tuple[str, str] | None
    said: Said | None
    words: str
    carried: str
    is_alone: bool
    confidence: float | None
    under: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, and the notes on what begins in it."""

    start: int
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Twin:
    """Another report: `shared` counts the utterances that both carry, `is_copy` where most of the wording is one."""

    article: Article
    shared: int
    is_copy: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article to read. `alone` are the notes on statements that no other report is known to carry.

    `spans` are the places of each finding in the text, by id.
    """

    article: Article
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    spans: dict[str, tuple[Span, ...]]
    twins: tuple[Twin, ...]
    counts: dict[str, int]
    alone: tuple[Note, ...]
    has_twins: bool
    estimate: Estimate | None
    older: tuple[Article, ...]
    issues: tuple[tuple[str, str, int], ...]


def find_sheet(record: Record, id_: str, place: Span | None = None) -> Sheet | None:
    """The article of this id, None where the record has none; `place` is marked besides what was found."""
    index = Index(record)
    article = index.articles.get(id_)
    if article is None:
        return None
    told = _told_in(record, id_)
    notes = _notes(index, told)
    marks = [(span, each.id, kind, _group(each)) for kind, each in told for span in _spans(each)]
    marks += [(place, HERE, HERE, "")] if place else []
    begins = {mark[1]: mark[0].start for mark in sorted(marks, reverse=True)}
    issues = Counter(each.issue for kind, each in told if isinstance(each, Position) and each.issue in index.issues)
    return Sheet(
        article,
        tuple(_paragraphs(article.text, marks, notes, begins)),
        tuple(notes),
        {each.id: tuple(_spans(each)) for _, each in told},
        twins := _twins(index, article),
        dict(Counter(kind for kind, _ in told)),
        tuple(note for note in notes if note.kind == "statement" and note.is_alone),
        bool(twins),
        index.estimate_of(id_),
        tuple(index.older_of(id_)),
        tuple((issue, index.issues[issue].label, count) for issue, count in issues.most_common() if issue),
    )


def _told_in(record: Record, id_: str) -> list[tuple[str, _Told]]:
    fields: dict[str, Iterable[_Told]] = {
        "statement": record.statements,
        "position": record.positions,
        "event": record.events,
        "outcome": record.outcomes,
        "interaction": record.interactions,
    }
    return [(kind, each) for kind, held in fields.items() for each in held if each.article == id_]


def _spans(told: _Told) -> list[Span]:
    return [part.span for part in told.content] if isinstance(told, Statement) else [told.basis.span]


def _group(told: _Told) -> str:
    return act_group(told.act, told.modality) if isinstance(told, Position) else ""


def _notes(index: Index, told: Sequence[tuple[str, _Told]]) -> list[Note]:
    """By place; what rests on a statement follows it, and a statement in the words of a position that rests on none."""
    statements = {each.id: each for _, each in told if isinstance(each, Statement)}
    bare = [each for _, each in told if isinstance(each, Position) and each.voice not in statements]
    over = _Over([(each.basis.span, each.id) for each in bare])
    held: defaultdict[str | None, list[tuple[int, int, str, Note]]] = defaultdict(list)
    for kind, each in told:
        start = _spans(each)[0]
        above = each.voice if isinstance(each, Position) and each.voice in statements else None
        above = over.around(start) if isinstance(each, Statement) else above
        note = _note(index, kind, each, under=above is not None)
        held[above].append((start.start, KINDS.index(kind), each.id, note))

    def ordered(id_: str | None) -> Iterator[Note]:
        for *_, own, note in sorted(held.pop(id_, []), key=lambda each: each[:3]):
            yield note
            yield from ordered(own)

    return list(ordered(None))


class _Over:
    """Which of several spans, each with an id, is around another: the one that begins last."""

    def __init__(self, spans: Iterable[tuple[Span, str]]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span, _ in self._spans]

    def around(self, inner: Span) -> str | None:
        for at in range(bisect_right(self._starts, inner.start) - 1, -1, -1):
            span, id_ = self._spans[at]
            if span.covers(inner):
                return id_
            if inner.start - span.start > _FAR:
                break
        return None


def _note(index: Index, kind: str, told: _Told, *, under: bool) -> Note:
    party = issue = said = None
    what = who = words = borne = ""
    is_alone = False
    match told:
        case Position():
            said = say(entry(index, told), _WORDS)
            what, party, issue = said.act, told.party, told.issue
            who = "" if told.party else clipped(told.holder or "", 60)
            words = said.words
        case Statement():
            reports, independent = index.carriers(told)
            who, party = clipped(told.speaker or "somebody", 70), told.party
            what = ON_WHOSE_WORD[told.source_kind]
            words = phrase_of(told.content[0].words, _WORDS)
            borne, is_alone = carried(reports, independent), reports == 1
        case Event():
            what = f"{EVENTS[told.type]}, {EVENT_STATUSES[told.status]}"
            when = when_words(told.date) if told.date else ""
            who = clipped(", ".join(told.participants), 80)
            words = ", ".join(filter(None, (clipped(told.place or "", 40), when))) or phrase_of(
                told.basis.words, _WORDS
            )
        case Outcome():
            what, words = OUTCOMES[told.status], phrase_of((told.object or told.basis).words, _WORDS)
        case Interaction():
            who, what, words = clipped(told.source, 60), INTERACTIONS[told.kind], clipped(told.target, 60)
    return Note(
        told.id,
        kind,
        what,
        who,
        (party, index.parties[party].name) if party and party in index.parties else None,
        (issue, index.issues[issue].label) if issue and issue in index.issues else None,
        said,
        words,
        borne,
        is_alone,
        getattr(told, "confidence", None),
        under,
    )


def _paragraphs(
    text: str, marks: Sequence[tuple[Span, str, str, str]], notes: Sequence[Note], begins: dict[str, int]
) -> Iterable[Paragraph]:
    ends = [(found.start(), found.end()) for found in _BREAK.finditer(text)] + [(len(text), len(text))]
    start = len(text) - len(text.lstrip())
    edges = sorted({edge for span, *_ in marks for edge in span if 0 <= edge <= len(text)})
    placed: list[tuple[int, int, list[Note]]] = []
    for end, following in ends:
        if start < end:
            placed.append((start, end, []))
        start = following
    _place(placed, notes, begins)
    ordered, waiting, live = sorted(marks), 0, list[tuple[Span, str, str, str]]()
    for start, end, own in placed:
        cuts = [start, *(edge for edge in _between(edges, start, end)), end]
        pieces = []
        for left, right in pairwise(cuts):
            live = [mark for mark in live if mark[0].end > left]
            while waiting < len(ordered) and ordered[waiting][0].start < right:
                live.append(ordered[waiting])
                waiting += 1
            over = [mark for mark in live if mark[0].start <= left and mark[0].end >= right]
            pieces.append(_piece(text[left:right], over, left, begins))
        yield Paragraph(start, tuple(pieces), tuple(own))


def _between(edges: Sequence[int], start: int, end: int) -> Sequence[int]:
    return edges[bisect_right(edges, start) : bisect_left(edges, end)]


def _place(placed: Sequence[tuple[int, int, list[Note]]], notes: Sequence[Note], begins: dict[str, int]) -> None:
    """Each note beside the paragraph in which the words begin; one that rests on another beside that."""
    starts = [start for start, _, _ in placed]
    at = 0
    for note in notes:
        if not note.under:
            at = max(0, bisect_right(starts, begins.get(note.id, 0)) - 1)
        if placed:
            placed[at][2].append(note)


def _piece(text: str, over: Sequence[tuple[Span, str, str, str]], left: int, begins: dict[str, int]) -> Piece:
    ids = tuple(dict.fromkeys(mark[1] for mark in over))
    kinds = tuple(dict.fromkeys(mark[2] for mark in over))
    group = next((mark[3] for mark in reversed(over) if mark[3]), "")  # the innermost begins last
    return Piece(text, ids, tuple(id_ for id_ in ids if begins[id_] == left), kinds, group)


def _twins(index: Index, article: Article) -> tuple[Twin, ...]:
    """Reports that share its wording or its utterances, copies first, then those that share most."""
    copies = index.copies_of(article.id)
    reprints = set(copies.articles) - {article.id} if copies else set[str]()
    shared = Counter(
        other for group in index.record.witnesses for other in group.articles if article.id in group.articles
    )
    others = [id_ for id_ in reprints | shared.keys() if id_ != article.id and id_ in index.articles]
    found = (Twin(index.articles[id_], shared[id_], id_ in reprints) for id_ in others)
    return tuple(sorted(found, key=lambda twin: (not twin.is_copy, -twin.shared, twin.article.id)))
