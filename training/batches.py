"""Documents -> batches of windows with their targets, as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator

import torch
from torch import Tensor

from corpus import ACTS, EVENTS, PARTS, STATUSES, TAGS, Document, is_held
from targets import Example, Lessons, make_deeds, make_examples, make_stands, make_targets
from travaux.network.windows import FEATURES, LONGEST_WINDOW, Labels, Pieces

PIECES = 3072  # in a batch
WINDOWS = (96, 256)  # pieces of a window, drawn anew for every article and epoch


def make_batches(
    documents: list[Document],
    pieces: Pieces,
    labels: Labels,
    seed: int,
    lessons: Lessons | None,
    often: int = 1,
    most: int = PIECES,
) -> Iterator[list[Example]]:
    """All windows once, those of like length together, in random order; labelled reports `often` times.

    A batch has `most` pieces at most, those that pad it among them.
    """
    chance = random.Random(seed)
    examples = []
    for document in documents:
        longest = LONGEST_WINDOW if lessons else chance.randint(*WINDOWS)
        times = often if document.statements is not None and not is_held(document.name) else 1
        examples += list(make_examples(document, pieces, labels, longest, lessons)) * times
    examples.sort(key=lambda each: (len(each.window.pieces) // 16, chance.random()))
    batches: list[list[Example]] = [[]]
    for example in examples:
        longest = max((len(each.window.pieces) for each in (*batches[-1], example)), default=0)
        if batches[-1] and longest * (len(batches[-1]) + 1) > most:
            batches.append([])
        batches[-1].append(example)
    chance.shuffle(batches)
    return iter(batches)


def collate(batch: list[Example]) -> dict[str, Tensor]:
    """Padded tensors of a batch."""
    length = max(len(each.window.pieces) for each in batch)
    count = max(len(each.window.starts) for each in batch)
    out = {
        "pieces": torch.zeros(len(batch), length, dtype=torch.long),
        "mask": torch.zeros(len(batch), length, dtype=torch.long),
        "features": torch.zeros(len(batch), length, len(FEATURES), dtype=torch.long),
        "starts": torch.zeros(len(batch), count, dtype=torch.long),
        "real": torch.zeros(len(batch), count, dtype=torch.bool),
        "tags": torch.zeros(len(batch), count, TAGS),
        "pairs": torch.zeros(len(batch), 2, count, count),
        "cues": torch.zeros(len(batch), count, dtype=torch.bool),
        "told": torch.zeros(len(batch), count),
        "acts": torch.zeros(len(batch), count, len(ACTS) + 1),
        "parts": torch.zeros(len(batch), PARTS, count, count),
        "judged": torch.zeros(len(batch), count, dtype=torch.bool),
        "heard": torch.zeros(len(batch), count, dtype=torch.bool),
        "events": torch.zeros(len(batch), count, len(EVENTS) + 1),
        "statuses": torch.zeros(len(batch), count, len(STATUSES)),
        "watched": torch.zeros(len(batch), count, dtype=torch.bool),
        "marked": torch.zeros(len(batch), count, dtype=torch.bool),
    }
    for row, each in enumerate(batch):
        window, size = each.window, len(each.window.starts)
        out["pieces"][row, : len(window.pieces)] = torch.from_numpy(window.pieces)
        out["mask"][row, : len(window.pieces)] = 1
        out["features"][row, : len(window.pieces)] = torch.from_numpy(window.features)
        out["starts"][row, :size] = torch.from_numpy(window.starts)
        out["real"][row, :size] = True
        tags, pairs, cues = make_targets(each)
        out["tags"][row, :size] = torch.from_numpy(tags)
        out["pairs"][row, :, :size, :size] = torch.from_numpy(pairs)
        out["cues"][row, :size] = torch.from_numpy(cues)
        if each.told is not None:
            out["told"][row, :size] = torch.from_numpy(each.told)
            out["judged"][row, :size] = True
        if each.deeds is not None or (each.lesson is not None and each.lesson.events is not None):
            events, statuses = make_deeds(each)
            out["events"][row, :size] = torch.from_numpy(events)
            out["statuses"][row, :size] = torch.from_numpy(statuses)
            out["watched"][row, :size] = True
        if each.stands is not None or (each.lesson is not None and each.lesson.acts is not None):
            acts, parts = make_stands(each)
            out["acts"][row, :size] = torch.from_numpy(acts)
            out["parts"][row, :, :size, :size] = torch.from_numpy(parts)
            out["heard"][row, :size] = True
            inside = [stand.anchor for stand in each.stands or () if window.first <= stand.anchor < window.after]
            out["marked"][row, [anchor - window.first for anchor in inside]] = True
    return out
