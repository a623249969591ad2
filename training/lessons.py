"""What networks say of texts, kept for another to learn: lessons.py CORPUS --of BASE RUN TAGS LINKS --to FILE.

A lesson holds what the networks believe of every token, not only what they would choose: of texts that nobody has
marked as well. Several may speak, each with its weight in tags and in links, on their logits.
[Hinton, Vinyals and Dean 2015, Distilling the Knowledge in a Neural Network]
"""

from __future__ import annotations

import argparse
import json
import pickle
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from batches import collate
from corpus import Document, read_corpus, read_reports
from model import Reader, load_reader
from targets import Lesson, Lessons, blend, make_examples
from travaux.network.windows import Labels, Pieces

_MAYBE = 0.05  # the least probability of a token to be in a cue, for its links to be kept


@dataclass(frozen=True)
class Speaker:
    """A trained network and its weight in tags and in links."""

    model: Reader
    pieces: Pieces
    labels: Labels
    tags: float
    links: float


def load_speaker(base: str, run: str, tags: str, links: str) -> Speaker:
    """A run's weights, ready to read."""
    model = load_reader(Path(base), Path(run) / "weights.pt")
    labels = Labels(**json.loads((Path(run) / "labels.json").read_text(encoding="utf-8")))
    return Speaker(model, Pieces(Path(base) / "tokenizer.json"), labels, float(tags), float(links))


def read_document(speakers: list[Speaker], document: Document) -> list[Lesson]:
    """The lessons of a document's windows, which are the same for all networks."""
    said = [_read(speaker, document) for speaker in speakers]
    lessons = []
    for window in zip(*said, strict=True):
        tags, links, *_ = (sum(part[1:], part[0]) for part in zip(*window, strict=True))
        chances = torch.softmax(tags, -1)
        cues = (chances[:, 3] + chances[:, 4] > _MAYBE).nonzero().squeeze(1)
        pairs = torch.sigmoid(links[:, cues]).permute(1, 0, 2)
        bytes_ = (pairs * 255).round().numpy().astype(np.uint8)
        lessons.append(Lesson(chances.numpy().astype(np.float16), cues.numpy(), bytes_))
    return lessons


def add_acts(hearer: Speaker, document: Document, lessons: list[Lesson], share: float) -> Iterator[Lesson]:
    """The lessons of a document's windows with what a network hears of positions and of events.

    It counts `share`, on the logits, where a lesson has some already.
    """
    for lesson, (_, _, acts, events) in zip(lessons, _read(hearer, document), strict=True):
        yield replace(lesson, acts=_hear(lesson.acts, acts, share), events=_hear(lesson.events, events, share))


def _hear(earlier: NDArray[np.float16] | None, logits: Tensor, share: float) -> NDArray[np.float16]:
    said = torch.log_softmax(logits, -1)
    if earlier is not None:
        said = share * said + (1 - share) * torch.log(torch.from_numpy(earlier).float() + 1e-6)
    return torch.softmax(said, -1).numpy().astype(np.float16)


def _read(speaker: Speaker, document: Document) -> list[tuple[Tensor, Tensor, Tensor, Tensor]]:
    """Weighted logits of tags and links of each window, and those of acts and events."""
    examples = list(make_examples(document, speaker.pieces, speaker.labels))
    if not examples:
        return []
    batch = collate(examples)
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        tags, links, _, acts, _, events, _ = speaker.model(
            batch["pieces"], batch["mask"], batch["features"], batch["starts"]
        )
    sizes = [len(each.window.starts) for each in examples]
    return [
        (
            tags[row, :size].float() * speaker.tags,
            links[row, :, :size, :size].float() * speaker.links,
            acts[row, :size].float(),
            events[row, :size].float(),
        )
        for row, size in enumerate(sizes)
    ]


def main() -> None:
    """Read everything that there is to learn from."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--of", nargs=4, action="append", default=[], metavar=("BASE", "RUN", "TAGS", "LINKS"))
    parser.add_argument("--reports", type=Path, help="a folder of unmarked reports")
    parser.add_argument("--without", type=Path, nargs="*", default=[], help="folders of labels that measure")
    parser.add_argument(
        "--acts",
        nargs=3,
        metavar=("BASE", "RUN", "SHARE"),
        help="whose acts and events are kept, and how much they count beside those of earlier lessons",
    )
    parser.add_argument(
        "--onto", type=Path, help="lessons that were kept before, which count for the rest of the weights of --of"
    )
    parser.add_argument("--cache", type=Path, required=True, help="of parses")
    parser.add_argument("--to", type=Path, required=True)
    args = parser.parse_args()
    if not args.of and not args.onto:
        parser.error("name a network with --of, or earlier lessons with --onto")
    speakers = [load_speaker(*each) for each in args.of]
    documents = read_corpus(args.corpus / "train", args.cache)
    if args.reports:
        documents += read_reports(args.reports, args.without, args.cache)
    tags, links = sum(each.tags for each in speakers), sum(each.links for each in speakers)
    if args.onto and not (tags <= 1 and links <= 1):
        parser.error("beside earlier lessons the weights of --of must be less than 1 together")
    hearer = load_speaker(*args.acts[:2], "1", "1") if args.acts else None
    begun = time.monotonic()
    lessons: Lessons = pickle.loads(args.onto.read_bytes()) if args.onto else {}
    for number, document in enumerate(documents, 1):
        if speakers:
            said = read_document(speakers, document)
            lessons[document.name] = list(blend(lessons[document.name], said, tags, links)) if args.onto else said
        if hearer:
            lessons[document.name] = list(add_acts(hearer, document, lessons[document.name], float(args.acts[2])))
        if number % 50 == 0:
            print(f"{number}/{len(documents)} {time.monotonic() - begun:.0f} s", flush=True)
    args.to.write_bytes(pickle.dumps(lessons))


if __name__ == "__main__":
    main()
