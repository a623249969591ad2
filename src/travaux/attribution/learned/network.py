"""The weights that come with the package, run by onnxruntime: a Parse in, what the network says of its windows out."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from travaux.attribution.learned.confidence import FEATURES
from travaux.attribution.learned.decode import Floats
from travaux.attribution.learned.windows import Labels, Pieces, Window, find_windows
from travaux.model import Parse, TravauxError

WEIGHTS = Path(__file__).with_name("weights")
WEIGHTS_SETTING = "TRAVAUX_ATTRIBUTION_WEIGHTS"  # another folder, of one's own training
# What the package carries; a file of its own folder with other bytes was cut short or changed.
SHA256 = "ce47611e5a989cb7c2ebd43f2b190533cc8247eac1f6dbd0577bb61d5d1bcadc"
FILES = ("calibration.json", "labels.json", "reader.onnx", "tokenizer.json")
PIECES = 2048  # in one run of the network: more would not be faster


class WeightsError(TravauxError):
    """The weights are missing, or others than known; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Network:
    """Loaded weights. `version` goes into every reading that it makes."""

    version: str
    _session: Any
    _pieces: Pieces
    labels: Labels
    calibration: tuple[float, ...]  # weights of confidence.FEATURES

    def read(self, parse: Parse) -> Iterator[tuple[Window, Floats, Floats]]:
        """Each window with its tags (T, 7) and links (2, T, T), both logits; the same whatever was read before."""
        windows = sorted(find_windows(parse, self._pieces, self.labels), key=lambda each: len(each.pieces))
        results: list[tuple[Window, Floats, Floats]] = []
        batch: list[Window] = []
        for window in windows:
            if batch and len(window.pieces) * (len(batch) + 1) > PIECES:
                results += self._run(batch)
                batch = []
            batch.append(window)
        if batch:
            results += self._run(batch)
        return iter(sorted(results, key=lambda each: each[0].first))

    def _run(self, batch: list[Window]) -> Iterator[tuple[Window, Floats, Floats]]:
        length = max(len(each.pieces) for each in batch)
        count = max(len(each.starts) for each in batch)
        pieces = np.zeros((len(batch), length), np.int64)
        mask = np.zeros((len(batch), length), np.int64)
        features = np.zeros((len(batch), length, batch[0].features.shape[1]), np.int64)
        starts = np.zeros((len(batch), count), np.int64)
        for row, each in enumerate(batch):
            size = len(each.pieces)
            pieces[row, :size], mask[row, :size], features[row, :size] = each.pieces, 1, each.features
            starts[row, : len(each.starts)] = each.starts
        inputs = {"pieces": pieces, "mask": mask, "features": features, "starts": starts}
        tags, links = self._session.run(None, inputs)
        for row, each in enumerate(batch):
            size = len(each.starts)
            yield each, tags[row, :size], links[row, :, :size, :size]


def load_network() -> Network:
    """The package's weights, or those of the folder that the setting names; loaded once. Raises WeightsError."""
    named = os.environ.get(WEIGHTS_SETTING)
    return read_network(Path(named)) if named else read_network(WEIGHTS, SHA256)


@lru_cache(maxsize=2)
def read_network(folder: Path, expected: str | None = None, threads: int = 1) -> Network:
    """Weights from a folder. Raises WeightsError where files are missing, broken, or not the expected ones."""
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise WeightsError(
            f"The weights of the attribution reader are missing: {', '.join(missing)} in {folder}. Reinstall travaux,"
            f" or name a folder that holds them in {WEIGHTS_SETTING}."
        )
    found = digest(folder)
    if expected is not None and found != expected:
        raise WeightsError(
            f"The weights of the attribution reader in {folder} are not those that this version of travaux came with"
            f" (sha256 {found[:12]}… where {expected[:12]}… is known). Reinstall travaux; weights of your own belong in"
            f" another folder, named in {WEIGHTS_SETTING}."
        )
    try:
        session = _open(folder / "reader.onnx", threads)
        labels = Labels(**json.loads((folder / "labels.json").read_text(encoding="utf-8")))
        weights = json.loads((folder / "calibration.json").read_text(encoding="utf-8"))
        calibration = tuple(weights[name] for name in FEATURES)
        return Network(f"attribution-{found[:12]}", session, Pieces(folder / "tokenizer.json"), labels, calibration)
    except Exception as error:  # onnxruntime and tokenizers raise kinds of their own
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise WeightsError(f"The weights in {folder} can't be read ({first}). Make them anew, or others.") from error


def _open(path: Path, threads: int) -> Any:
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def digest(folder: Path) -> str:
    """sha256 of all that is read from a folder of weights."""
    hashed = hashlib.sha256()
    for name in FILES:
        hashed.update((folder / name).read_bytes())
    return hashed.hexdigest()
