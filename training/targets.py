"""What there is to learn of a window: what people marked, what another network says, or both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus import ACTS, PARTS, TAGS, Document, Stand, is_held, make_pairs, make_tags
from travaux.network.windows import LONGEST_WINDOW, Labels, Pieces, Window, find_windows

TRUST = 0.3  # how much a mark counts beside a lesson on the same text
LABELLED = 0.5  # the same of a label, for the act of a position
Floats = NDArray[np.float32]
Lessons = dict[str, list["Lesson"]]  # by document, in the order of its windows


@dataclass(frozen=True)
class Lesson:
    """Of a window: `tags` (T, 7); `cues` (C,), tokens that may be in a cue; `pairs` (C, 2, T), a byte for 0 to 1.

    `acts` (T, 16), where another network was asked for them: the chances of acts of positions, the last of none.
    """

    tags: NDArray[np.float16]
    cues: NDArray[np.int64]
    pairs: NDArray[np.uint8]
    acts: NDArray[np.float16] | None = None


@dataclass(frozen=True)
class Example:
    """A window and what there is to learn of it: the marks of people as tags (T,) and what is told (T,); a lesson."""

    document: Document
    window: Window
    tags: NDArray[np.int64]
    lesson: Lesson | None
    told: NDArray[np.bool_] | None
    stands: tuple[Stand, ...] | None


def make_examples(
    document: Document, pieces: Pieces, labels: Labels, longest: int = LONGEST_WINDOW, lessons: Lessons | None = None
) -> Iterator[Example]:
    """The windows of a document with their marks, and their lessons, which are of windows of full length."""
    tags = make_tags(document)
    told = stands = None
    if document.told is not None and not is_held(document.name):
        told = np.zeros(len(tags), np.bool_)
        told[[index for content in document.told for index in content]] = True
        stands = document.stands
    windows = list(find_windows(document.parse, pieces, labels, longest))
    taught = lessons[document.name] if lessons else [None] * len(windows)
    for window, lesson in zip(windows, taught, strict=True):
        inside = slice(window.first, window.after)
        yield Example(document, window, tags[inside], lesson, told[inside] if told is not None else None, stands)


def make_targets(example: Example) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Probabilities of tags (T, 7) and links (2, T, T), and the tokens (T,) whose links are learned."""
    window, lesson = example.window, example.lesson
    tags = np.eye(TAGS, dtype=np.float32)[example.tags]
    pairs, cues = make_pairs(example.document, window)
    if lesson is None:
        return tags, pairs, cues
    trust = TRUST if example.document.gold else 0.0  # a report has lessons only
    tags = trust * tags + (1 - trust) * lesson.tags.astype(np.float32)
    for cue, taught in zip(lesson.cues, lesson.pairs.astype(np.float32) / 255, strict=True):
        own = trust if cues[cue] else 0.0
        pairs[:, cue] = own * pairs[:, cue] + (1 - own) * taught
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
    acts[acts.sum(1) == 0, -1] = 1
    acts /= acts.sum(1, keepdims=True)
    taught = example.lesson.acts if example.lesson is not None else None
    if taught is None:
        return acts, parts
    own = LABELLED if example.stands is not None else 0.0
    return own * acts + (1 - own) * taught.astype(np.float32), parts
