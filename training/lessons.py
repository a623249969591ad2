"""What one network says of texts, kept for another to learn: lessons.py CORPUS --base FOLDER --run FOLDER --to FILE.

A lesson holds what the network believes of every token, not only what it would choose: of texts that nobody has marked
as well. [Hinton, Vinyals and Dean 2015, Distilling the Knowledge in a Neural Network]
"""

from __future__ import annotations

import argparse
import json
import pickle
import time
from pathlib import Path

import numpy as np
import torch

from corpus import Document, read_corpus, read_reports
from model import Reader
from targets import Lesson, Lessons
from travaux.attribution.learned.windows import Labels, Pieces, Window, find_windows

_MAYBE = 0.05  # the least probability of a token to be in a cue, for its links to be kept


def read_window(model: Reader, window: Window) -> Lesson:
    """What the network believes of a window, as probabilities."""
    inputs = (window.pieces, np.ones_like(window.pieces), window.features, window.starts)
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        tags, links = model(*(torch.from_numpy(each)[None] for each in inputs))
    chances = torch.softmax(tags[0].float(), -1)
    cues = (chances[:, 3] + chances[:, 4] > _MAYBE).nonzero().squeeze(1)
    pairs = torch.sigmoid(links[0].float()[:, cues]).permute(1, 0, 2)
    return Lesson(chances.numpy().astype(np.float16), cues.numpy(), (pairs * 255).round().numpy().astype(np.uint8))


def read_all(model: Reader, documents: list[Document], pieces: Pieces, labels: Labels) -> Lessons:
    """The lessons of all windows, with progress."""
    begun = time.monotonic()
    lessons: Lessons = {}
    for number, document in enumerate(documents, 1):
        windows = find_windows(document.parse, pieces, labels)
        lessons[document.name] = [read_window(model, window) for window in windows]
        if number % 50 == 0:
            print(f"{number}/{len(documents)} {time.monotonic() - begun:.0f} s", flush=True)
    return lessons


def main() -> None:
    """Read everything that there is to learn from."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--reports", type=Path, help="a folder of unmarked reports")
    parser.add_argument("--without", type=Path, nargs="*", default=[], help="folders of labels that measure")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    args = parser.parse_args()
    labels = Labels(**json.loads((args.run / "labels.json").read_text(encoding="utf-8")))
    model = Reader(args.base)
    model.load_state_dict(torch.load(args.run / "weights.pt"))
    model.eval()
    cache = args.run.parent / "cache"
    documents = read_corpus(args.corpus / "train", cache)
    if args.reports:
        documents += read_reports(args.reports, args.without, cache)
    args.to.write_bytes(pickle.dumps(read_all(model, documents, Pieces(args.base / "tokenizer.json"), labels)))


if __name__ == "__main__":
    main()
