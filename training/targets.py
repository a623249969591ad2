"""What there is to learn of a window: what people marked, what another network says, or both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import (
    ACTS,
    EVENTS,
    PARTS,
    STATUSES,
    TAGS,
    Deed,
    Document,
    Gold,
    Stand,
    find_outer,
    is_held,
    make_pairs,
    make_tags,
)
from travaux.network.windows import LONGEST_WINDOW, Labels, Pieces, Window, find_windows

TRUST = 0.3  # how much a mark counts beside a lesson on the same text
MARKED = 0.3  # the same of the words of a statement in a report
LABELLED = 0.5  # the same of a label, for the act of a position or the type of an event
Floats = NDArray[np.float32]
Lessons = dict[str, list["Lesson"]]  # by document, in the order of its windows


@dataclass(frozen=True)
class Lesson:
    """Of a window: `tags` (T, 7); `cues` (C,), tokens that may be in a cue; `pairs` (C, 2, T), a byte for 0 to 1.

    `acts` (T, 16) and `events` (T, 15), where another network was asked for them: the chances of acts of positions and
    of types of events, the last of none.
    """

    tags: NDArray[np.float16]
    cues: NDArray[np.int64]
    pairs: NDArray[np.uint8]
    acts: NDArray[np.float16] | None = None
    events: NDArray[np.float16] | None = None


@dataclass(frozen=True)
class Example:
    """A window and what there is to learn of it: marks of people, a lesson.

    `tags` (T,) as PolNeAR has them, `trust` (T,) how much each counts beside a lesson, 0 to 1; `told` (T,), `stands`
    and `deeds` of a report that somebody read for them.
    """

    document: Document
    window: Window
    tags: NDArray[np.int64]
    trust: Floats
    lesson: Lesson | None
    told: NDArray[np.bool_] | None
    stands: tuple[Stand, ...] | None
    deeds: tuple[Deed, ...] | None


def make_examples(
    document: Document, pieces: Pieces, labels: Labels, longest: int = LONGEST_WINDOW, lessons: Lessons | None = None
) -> Iterator[Example]:
    """The windows of a document with their marks, and their lessons, which are of windows of full length."""
    count = len(document.parse.tokens)
    learned = document.statements is not None and not is_held(document.name)
    told = None
    if learned:
        told = np.zeros(count, np.bool_)
        told[[index for each in document.statements or () for index in each.content]] = True
    tags, trust = make_tags(_find_marks(document), count), _find_trust(document, count)
    windows = list(find_windows(document.parse, pieces, labels, longest))
    taught = lessons[document.name] if lessons else [None] * len(windows)
    for window, lesson in zip(windows, taught, strict=True):
        inside = slice(window.first, window.after)
        yield Example(
            document,
            window,
            tags[inside],
            trust[inside],
            lesson,
            told[inside] if told is not None else None,
            document.stands if learned else None,
            document.deeds if learned else None,
        )


def _find_marks(document: Document) -> list[Gold]:
    """The attributions that people marked in a document, those of PolNeAR's kind."""
    if document.gold or document.statements is None or is_held(document.name):
        return list(document.gold)
    return find_outer(document.statements)


def _find_trust(document: Document, count: int) -> Floats:
    """(count,): how much the mark of each token counts beside a lesson.

    A report has lessons, and statements: what is none of these may be an attribution all the same.
    """
    if document.gold:
        return np.full(count, TRUST, np.float32)
    trust = np.zeros(count, np.float32)
    for gold in _find_marks(document):
        trust[[*gold.source, *gold.cue, *gold.content]] = MARKED
    return trust


def make_targets(example: Example) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Probabilities of tags (T, 7) and links (2, T, T), and the tokens (T,) whose links are learned."""
    window, lesson = example.window, example.lesson
    tags = np.eye(TAGS, dtype=np.float32)[example.tags]
    pairs, cues = make_pairs(_find_marks(example.document), window)
    if lesson is None:
        return tags, pairs, cues
    trust = example.trust[:, None]
    tags = trust * tags + (1 - trust) * lesson.tags.astype(np.float32)
    for cue, taught in zip(lesson.cues, lesson.pairs.astype(np.float32) / 255, strict=True):
        own = example.trust[cue] if cues[cue] else 0.0
        mixed = own * pairs[:, cue] + (1 - own) * taught
        if not example.document.gold:  # a statement ends with its sentence, PolNeAR's content does not
            mixed[1] = np.maximum(pairs[1, cue], taught[1])
        pairs[:, cue] = mixed
    cues[lesson.cues] = True
    return tags, pairs, cues


def make_stands(example: Example) -> tuple[Floats, Floats]:
    """Acts (T, 16), the last for none, and parts (3, T, T): for the anchor of each position its parts' tokens, as 1.

    Acts are those of the labels, or of the lesson, or of both half and half.
    """
    window = example.window
    size = window.after - window.first
    acts, parts = np.zeros((size, len(ACTS) + 1), np.float32), np.zeros((PARTS, size, size), np.float32)
    for stand in example.stands or ():
        at = stand.anchor - window.first
        if not 0 <= at < size:
            continue
        acts[at, stand.act] += 1
        for number, tokens in enumerate(stand.parts):
            parts[number, at, [index - window.first for index in tokens if 0 <= index - window.first < size]] = 1
    taught = example.lesson.acts if example.lesson is not None else None
    return _mix(acts, taught, is_labelled=example.stands is not None), parts


def make_deeds(example: Example) -> tuple[Floats, Floats]:
    """Events (T, 15), the last for none, and statuses (T, 6), all 0 where there is no event that is labelled."""
    window = example.window
    size = window.after - window.first
    events, statuses = np.zeros((size, len(EVENTS) + 1), np.float32), np.zeros((size, len(STATUSES)), np.float32)
    for deed in example.deeds or ():
        at = deed.anchor - window.first
        if 0 <= at < size:
            events[at, deed.type] += 1
            statuses[at, deed.status] += 1
    taught = example.lesson.events if example.lesson is not None else None
    mixed = _mix(events, taught, is_labelled=example.deeds is not None)
    return mixed, statuses / np.maximum(statuses.sum(1, keepdims=True), 1)


def _mix(counts: Floats, taught: NDArray[np.float16] | None, *, is_labelled: bool) -> Floats:
    """Chances (T, K + 1), the last of none: of how often a label names each kind, of a lesson, or of both."""
    counts[counts.sum(1) == 0, -1] = 1
    chances: Floats = counts / counts.sum(1, keepdims=True)
    if taught is None:
        return chances
    own = LABELLED if is_labelled else 0.0
    return own * chances + (1 - own) * taught.astype(np.float32)


def blend(earlier: list[Lesson], later: list[Lesson], tags: float, links: float) -> Iterator[Lesson]:
    """Lessons of the same windows, on their logits; the later ones hold these times `tags` and `links` already.

    Links are kept of the tokens that both take for a cue's, perhaps.
    """
    for old, new in zip(earlier, later, strict=True):
        chances = _weigh(old.tags.astype(np.float32), new.tags.astype(np.float32), tags)
        cues, mine, theirs = np.intersect1d(old.cues, new.cues, return_indices=True)
        yes, no = (
            _weigh(each(old.pairs[mine]), each(new.pairs[theirs]), links)
            for each in (lambda pairs: (pairs + 0.5) / 256, lambda pairs: 1 - (pairs + 0.5) / 256)
        )
        yield replace(
            old,
            tags=(chances / chances.sum(-1, keepdims=True)).astype(np.float16),
            cues=cues,
            pairs=(yes / (yes + no) * 255).round().astype(np.uint8),
        )


def _weigh(earlier: NDArray[Any], later: NDArray[Any], weight: float) -> NDArray[Any]:
    """Chances, not yet summing to 1."""
    weighed: NDArray[Any] = (earlier + 1e-6) ** (1 - weight) * (later + 1e-6)
    return weighed
