from __future__ import annotations

import numpy as np

from travaux.attribution.decode import decode

OUT, B_SOURCE, I_SOURCE, B_CUE, I_CUE, B_CONTENT, I_CONTENT = range(7)


def _logits(tags: list[int], links: dict[int, tuple[list[int], list[int]]]) -> tuple[np.ndarray, ...]:
    """Sure tags, and for each cue token its source's and its content's tokens; what is told rises with the place."""
    size = len(tags)
    sure = np.full((size, 7), -5.0, np.float32)
    sure[np.arange(size), tags] = 5.0
    near = np.full((2, size, size), -5.0, np.float32)
    for cue, parts in links.items():
        for role, tokens in enumerate(parts):
            near[role, cue, tokens] = 5.0
    return sure, near, np.arange(size, dtype=np.float32)


def test_spans_are_joined_by_links_not_by_nearness() -> None:
    tags = [B_CONTENT, I_CONTENT, B_SOURCE, B_CUE, B_CONTENT, B_SOURCE, B_CUE]
    found = decode(*_logits(tags, {3: ([2], [0, 1]), 6: ([5], [4])}))
    assert [(each.source, each.cue, each.content) for each in found] == [
        (range(2, 3), range(3, 4), (range(2),)),
        (range(5, 6), range(6, 7), (range(4, 5),)),
    ]
    assert all(0.9 < each.confidence <= 1 for each in found)


def test_a_content_on_both_sides_of_its_cue_is_one() -> None:
    tags = [B_CONTENT, I_CONTENT, OUT, B_SOURCE, B_CUE, B_CONTENT, I_CONTENT]
    (found,) = decode(*_logits(tags, {4: ([3], [0, 1, 5, 6])}))
    assert found.content == (range(2), range(5, 7))
    assert found.told == (0 + 1 + 5 + 6) / 4


def test_a_mark_parts_no_content() -> None:
    (found,) = decode(*_logits([B_CUE, B_CONTENT, OUT, B_CONTENT], {0: ([], [1, 3])}))
    assert found.content == (range(1, 4),)


def test_a_new_beginning_parts_neighbouring_spans() -> None:
    found = decode(*_logits([B_CUE, B_CONTENT, B_CONTENT, B_CUE], {0: ([], [1]), 3: ([], [2])}))
    assert [(each.cue, each.content) for each in found] == [
        (range(1), (range(1, 2),)),
        (range(3, 4), (range(2, 3),)),
    ]


def test_a_single_doubtful_token_breaks_no_span() -> None:
    tags, links, told = _logits([B_CUE, B_CONTENT, I_CONTENT, I_CONTENT, I_CONTENT], {0: ([], [1, 2, 3, 4])})
    tags[3] = [0.1, -5, -5, -5, -5, -5, 0.0]  # as likely outside as inside
    (found,) = decode(tags, links, told)
    assert found.content == (range(1, 5),)


def test_what_no_cue_claims_is_nobodys() -> None:
    assert decode(*_logits([B_SOURCE, B_CUE, B_CONTENT], {1: ([0], [])})) == []
    assert decode(*_logits([B_SOURCE, OUT, B_CONTENT], {})) == []
    assert decode(*_logits([B_SOURCE, B_CUE, OUT], {1: ([0], [])})) == []
    assert decode(np.zeros((0, 7), np.float32), np.zeros((2, 0, 0), np.float32), np.zeros(0, np.float32)) == []


def test_a_source_that_is_not_linked_is_left_out() -> None:
    (found,) = decode(*_logits([B_SOURCE, B_CUE, B_CONTENT], {1: ([], [2])}))
    assert found.source is None
