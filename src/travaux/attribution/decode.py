"""What the network says of a window -> attributions as token ranges: spans from its tags, joined by its links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from travaux.network import Floats

Ints = NDArray[np.int64]

SOURCE, CUE, CONTENT = 1, 2, 3
SWITCH = 0.5  # what it costs, as a log probability, to go from one role to another between two tokens
BEGINS = 0.5  # the least probability by which a span begins where another of its role ends
LINKED = 0.65  # the least mean probability by which a content belongs to a cue
SOURCED = 0.3  # and a source to it
GAP = 2  # tokens without a role that part one content no more


@dataclass(frozen=True, slots=True)
class Found:
    """Token ranges in a window; `confidence` as the network has it, 0 to 1.

    `told` is the mean logit of the content's tokens to be a part of what a reader of news takes for somebody's words.
    """

    source: range | None
    cue: range
    content: tuple[range, ...]
    confidence: float
    told: float


@dataclass(frozen=True, slots=True)
class _Span:
    tokens: range
    sure: float


def decode(tags: Floats, links: Floats, told: Floats) -> list[Found]:
    """Tags (T, 7), links (2, T, T) and what is told (T,), all logits -> attributions in the order of their cues.

    Every content goes to the cue that it is linked with most, every cue to its source; without a content it is none.
    """
    sources, cues, contents = _find_spans(tags)
    if not cues or not contents:
        return []
    near = 1 / (1 + np.exp(-links))
    to_content, to_source = _score(near[1], cues, contents), _score(near[0], cues, sources)
    owner = to_content.argmax(axis=0)
    found = []
    for number, cue in enumerate(cues):
        own = [k for k in range(len(contents)) if owner[k] == number and to_content[number, k] >= LINKED]
        if not own:
            continue
        best = int(to_source[number].argmax()) if sources else 0
        source = sources[best].tokens if sources and to_source[number, best] >= SOURCED else None
        sure = cue.sure * max(contents[k].sure * float(to_content[number, k]) for k in own)
        content = _join([contents[k].tokens for k in own])
        words = np.concatenate([told[run.start : run.stop] for run in content])
        found.append(Found(source, cue.tokens, content, sure, float(words.mean())))
    return found


def _find_spans(tags: Floats) -> tuple[list[_Span], list[_Span], list[_Span]]:
    """Sources, cues and contents: runs of tokens of one role, as the likeliest path has them."""
    spans: tuple[list[_Span], list[_Span], list[_Span]] = ([], [], [])
    if len(tags):
        exp = np.exp(tags - tags.max(axis=1, keepdims=True))
        chances = exp / exp.sum(axis=1, keepdims=True)
        roles = np.concatenate([chances[:, :1], chances[:, 1::2] + chances[:, 2::2]], axis=1)
        path = _follow(roles)
        for run in _runs(path, chances):
            role = path[run.start]
            if role:
                spans[role - 1].append(_Span(run, float(roles[run.start : run.stop, role].mean())))
    return spans


def _follow(roles: Floats) -> Ints:
    """Viterbi: the likeliest role of every token, (T, 4) -> (T,), where each change of role costs SWITCH."""
    chances = np.log(np.maximum(roles, 1e-6))
    stays: Ints = chances.argmax(axis=1)
    if not stays.any():
        return stays
    # Four roles are too few for arrays: plain numbers take a fifth of the time, and come to the same.
    rows = chances.astype(np.float64).tolist()
    score, back = rows[0], []
    for row in rows[1:]:
        best = max(range(4), key=score.__getitem__)
        switched = score[best] - SWITCH
        came = [role if (score[role], best) > (switched, role) else best for role in range(4)]
        back.append(came)
        score = [(score[role] if came[role] == role else switched) + row[role] for role in range(4)]
    path = [max(range(4), key=score.__getitem__)]
    for came in reversed(back):
        path.append(came[path[-1]])
    return np.array(path[::-1], np.int64)


def _runs(path: Ints, chances: Floats) -> Iterator[range]:
    first = 0
    for at in range(1, len(path) + 1):
        role = path[at] if at < len(path) else 0
        if at == len(path) or role != path[first] or (role and chances[at, 2 * role - 1] > BEGINS):
            yield range(first, at)
            first = at


def _score(near: Floats, cues: list[_Span], spans: list[_Span]) -> Floats:
    """(cues, spans): the mean link of a cue's tokens to a span's."""
    scores = np.zeros((len(cues), len(spans)), np.float32)
    for row, cue in enumerate(cues):
        summed = np.concatenate([[0], near[cue.tokens.start : cue.tokens.stop].mean(axis=0).cumsum()])
        for column, span in enumerate(spans):
            scores[row, column] = (summed[span.tokens.stop] - summed[span.tokens.start]) / len(span.tokens)
    return scores


def _join(runs: list[range]) -> tuple[range, ...]:
    """Runs that a mark or two part, made one."""
    joined: list[range] = []
    for run in runs:
        if joined and run.start - joined[-1].stop <= GAP:
            joined[-1] = range(joined[-1].start, run.stop)
        else:
            joined.append(run)
    return tuple(joined)
