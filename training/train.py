"""Train the reader of attributions and positions: train.py CORPUS --base MODEL_FOLDER --run FOLDER [--epochs N].

CORPUS holds train/ and dev/ in PolNeAR's format. What is trained is kept in the run's folder every few minutes; the
same command goes on from there.
"""

from __future__ import annotations

import argparse
import json
import pickle
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from batches import PIECES, collate, make_batches
from corpus import Document, add_labels, read_corpus, read_reports
from labels import LABELS
from model import Reader, round_encoder
from travaux.network.windows import FEATURES, Labels, Pieces

HEAD_RATE, FALL = 1e-3, 0.85  # of what is new; from layer to layer downwards
WHICH = 0.2  # weight of which act a position has, or which type an event, beside whether there is one
WARMUP = 0.05
DECAY = 0.998  # of the running average of the weights, which is what is kept
NAMES = ("tags", "links", "told", "acts", "parts", "events", "statuses")
LOSSES = (1.0, 10.0, 1.0, 2.0, 3.0, 2.0, 0.1)  # what each counts for
FORGET = 0.1  # how often a window is read without its features
HIDE = 0.2  # at most so many of its pieces are hidden, with --hide: no two readings of a text are alike


def make_labels(documents: list[Document]) -> Labels:
    """Numbers of the tags and labels of the grammar, the frequent ones first."""
    tags = Counter(token.tag for document in documents for token in document.parse.tokens)
    deps = Counter(token.dep for document in documents for token in document.parse.tokens)
    return Labels(
        {tag: number for number, (tag, _) in enumerate(tags.most_common(FEATURES["tag"] - 1), 1)},
        {dep: number for number, (dep, _) in enumerate(deps.most_common(FEATURES["dep"] - 1), 1)},
    )


def find_loss(model: Reader, batch: dict[str, Tensor]) -> tuple[Tensor, ...]:
    """Losses of what NAMES has."""
    with torch.autocast("cpu", torch.bfloat16):  # many times as fast, where the processor has it
        tags, links, told, acts, parts, events, statuses = model(
            batch["pieces"], batch["mask"], batch["features"], batch["starts"]
        )
    real = batch["real"]
    tag_loss = functional.cross_entropy(tags.float()[real], batch["tags"][real])
    rows = batch["cues"].nonzero(as_tuple=True)
    known = real[rows[0]].unsqueeze(1).expand(-1, 2, -1)
    chosen, wanted = links.float()[rows[0], :, rows[1]][known], batch["pairs"][rows[0], :, rows[1]][known]
    link_loss = functional.binary_cross_entropy_with_logits(chosen, wanted) if len(chosen) else links.sum() * 0
    judged = batch["judged"]
    told_loss = told.sum() * 0
    if judged.any():
        told_loss = functional.binary_cross_entropy_with_logits(told.float()[judged], batch["told"][judged])
    event_losses = find_event_losses(events, statuses, batch)
    return tag_loss, link_loss, told_loss, *find_position_losses(acts, parts, batch), *event_losses


def find_position_losses(acts: Tensor, parts: Tensor, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
    """Losses of the acts of positions, where somebody or some network knows them, and of the parts of labelled ones."""
    heard, marked = batch["heard"], batch["marked"].nonzero(as_tuple=True)
    act_loss, part_loss = acts.sum() * 0, parts.sum() * 0
    if heard.any():
        act_loss = find_kind_loss(acts.float()[heard], batch["acts"][heard])
    if len(marked[0]):
        known = batch["real"][marked[0]].unsqueeze(1).expand(-1, parts.shape[1], -1)
        chosen, wanted = parts.float()[marked[0], :, marked[1]][known], batch["parts"][marked[0], :, marked[1]][known]
        part_loss = functional.binary_cross_entropy_with_logits(chosen, wanted)
    return act_loss, part_loss


def find_event_losses(events: Tensor, statuses: Tensor, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
    """Losses of the events of labelled reports, and of their statuses."""
    watched = batch["watched"]
    if not watched.any():
        return events.sum() * 0, statuses.sum() * 0
    there = batch["statuses"].sum(-1) > 0
    status_loss = statuses.sum() * 0
    if there.any():
        status_loss = functional.cross_entropy(statuses.float()[there], batch["statuses"][there])
    return find_kind_loss(events.float()[watched], batch["events"][watched]), status_loss


def find_kind_loss(said: Tensor, wanted: Tensor) -> Tensor:
    """Of tokens (N, K + 1) that few are of any of K kinds: whether one is, and apart from that which."""
    chance = 1 - wanted[:, -1:]
    which = -(wanted[:, :-1] * functional.log_softmax(said[:, :-1], -1)).sum()
    return functional.cross_entropy(said, wanted) + WHICH * which / chance.sum().clamp(min=1.0)


def hide(batch: Tensor, mask: int) -> None:
    """Replace pieces (B, L) by the one that stands for any: of each window another part, up to HIDE."""
    chance = torch.rand(len(batch), 1) * HIDE
    inner = torch.zeros_like(batch, dtype=torch.bool)
    inner[:, 1:-1] = (batch[:, 1:-1] > 0) & (batch[:, 2:] > 0)  # neither what opens nor what closes a window
    batch[(torch.rand(batch.shape) < chance) & inner] = mask


def make_optimizer(model: Reader, top: float, *, words: bool) -> torch.optim.Optimizer:
    """AdamW with a rate that falls layer by layer; the pieces' own table stays as it is, if not `words`."""
    model.encoder.embeddings.word_embeddings.weight.requires_grad_(words)
    layers = len(model.encoder.encoder.layer)
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, weight in model.named_parameters():
        if not weight.requires_grad:
            continue
        if name.startswith("encoder.encoder.layer."):
            rate = top * FALL ** (layers - 1 - int(name.split(".")[3]))
        elif name.startswith("encoder."):
            rate = top * FALL**layers
        else:
            rate = HEAD_RATE
        decay = 0.01 if weight.ndim > 1 and "LayerNorm" not in name else 0.0
        groups.setdefault((rate, decay), []).append(weight)
    return torch.optim.AdamW(
        [
            {"params": weights, "lr": rate, "base": rate, "weight_decay": decay}
            for (rate, decay), weights in groups.items()
        ],
        betas=(0.9, 0.98),
        fused=True,
    )


def main() -> None:
    """Train, from where the run's folder left off."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--base", type=Path, required=True, help="folder of MiniLM-L6 (safetensors and tokenizer.json)")
    parser.add_argument("--run", type=Path, required=True, help="where checkpoints and the log go")
    parser.add_argument("--epochs", type=float, default=5.0)
    parser.add_argument("--rate", type=float, default=3e-4, help="of the top layer; 3e-4 suits MiniLM, 1e-4 MPNet")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lessons", type=Path, help="what another network says of these texts (lessons.py)")
    parser.add_argument("--reports", type=Path, help="a folder of reports that only the lessons speak of")
    parser.add_argument("--without", type=Path, nargs="*", default=[], help="folders of labels that measure")
    parser.add_argument("--labels", type=Path, default=LABELS / "news", help="what readers found in the reports")
    parser.add_argument("--start", type=Path, help="weights of another run to begin with")
    parser.add_argument("--often", type=int, default=1, help="how often a labelled report is read in an epoch")
    parser.add_argument("--pieces", type=int, default=PIECES, help="of a batch (default: %(default)s)")
    parser.add_argument("--labelled", action="store_true", help="learn from the labelled reports only")
    parser.add_argument(
        "--marked",
        action="store_true",
        help="what people marked alone: articles of CORPUS twice, labelled reports once",
    )
    parser.add_argument("--leave", nargs="*", default=[], help="negotiations of whose reports nothing is learned")
    parser.add_argument("--words", action="store_true", help="learn the table of word pieces too")
    parser.add_argument("--hide", action="store_true", help="hide some of the pieces, others each time")
    parser.add_argument("--rounded", action="store_true", help="compute as the exported network will, in 8 bits")
    args = parser.parse_args()
    if args.reports and not (args.lessons or args.labelled):
        parser.error("--reports needs --lessons, or --labelled: nothing else tells what there is to learn of them")
    args.run.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    cache = args.run.parent / "cache"
    documents = read_corpus(args.corpus / "train", cache)
    labels = make_labels(documents)
    lessons = pickle.loads(args.lessons.read_bytes()) if args.lessons else None
    if args.reports:
        documents += add_labels(read_reports(args.reports, args.without, cache), args.labels, args.reports.parent)
    if args.marked:
        documents = [each for each in documents for _ in range(times_marked(each))]
    if args.labelled:
        documents = [each for each in documents if each.statements is not None]
    documents = [each for each in documents if each.name.split("/")[0] not in args.leave]
    (args.run / "labels.json").write_text(json.dumps({"tags": labels.tags, "deps": labels.deps}))
    pieces = Pieces(args.base / "tokenizer.json")
    hidden = Tokenizer.from_file(str(args.base / "tokenizer.json")).token_to_id("[MASK]")
    model = Reader(args.base)
    if args.start:
        strange = model.load_state_dict(torch.load(args.start), strict=False).unexpected_keys
        if strange:
            parser.error(f"{args.start} is of another network: {', '.join(strange)}")
    if args.rounded:
        round_encoder(model)
    model.train()
    optimizer = make_optimizer(model, args.rate, words=args.words)
    average = {name: value.detach().clone() for name, value in model.state_dict().items()}
    kept = args.run / "checkpoint.pt"
    done, epoch, skip = 0.0, 0, 0
    if kept.is_file():
        state = torch.load(kept)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        average, epoch, skip = state["average"], state["epoch"], state["batch"]
    step = 0
    begun = saved = time.monotonic()
    losses: list[list[float]] = []
    while epoch < args.epochs:
        drawn = args.seed * 1000 + epoch
        batches = list(make_batches(documents, pieces, labels, drawn, lessons, args.often, args.pieces))
        for number, batch in enumerate(batches):
            if number < skip:
                continue
            done = (epoch + number / len(batches)) / args.epochs
            if done >= 1:
                break
            pace = min(1.0, done / WARMUP) * (1 - done) if done else 0.001
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * pace
            tensors = collate(batch)
            forget = torch.rand(len(batch)) < FORGET
            tensors["features"][forget] = 0
            if args.hide:
                hide(tensors["pieces"], hidden)
            each = find_loss(model, tensors)
            sum((weight * loss for weight, loss in zip(LOSSES, each, strict=True)), torch.zeros(())).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            keep = min(DECAY, done * args.epochs * len(batches) / (10 + done * args.epochs * len(batches)))
            for name, value in model.state_dict().items():
                if value.dtype.is_floating_point:
                    average[name].lerp_(value, 1 - keep)
            losses.append([loss.item() for loss in each])
            if step % 25 == 0:
                means = " ".join(
                    f"{name} {mean:.4f}" for name, mean in zip(NAMES, np.mean(losses[-25:], 0), strict=True)
                )
                print(f"epoch {epoch} {number + 1}/{len(batches)} {means} {time.monotonic() - begun:.0f} s", flush=True)
            if time.monotonic() - saved > 240:
                save(kept, model, optimizer, average, epoch, number + 1)
                saved = time.monotonic()
        epoch, skip = epoch + 1, 0
        save(kept, model, optimizer, average, epoch, 0)
    torch.save(average, args.run / "weights.pt")
    print("done", flush=True)


def times_marked(document: Document) -> int:
    """How often a text counts where only that of people does."""
    if document.gold:
        return 2
    return int(document.statements is not None)


def save(
    path: Path, model: Reader, optimizer: torch.optim.Optimizer, average: dict[str, Tensor], epoch: int, batch: int
) -> None:
    """Keep the state of a run, whole or not at all."""
    state = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "average": average,
        "epoch": epoch,
        "batch": batch,
    }
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)


if __name__ == "__main__":
    main()
