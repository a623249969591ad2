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
SHA256 = "607f6c7be4e9c73278e4d6af3cb7b5aa139b6614e32acc22f337a276d5a18975"
FILES = ("calibration.json", "labels.json", "reader.onnx", "tokenizer.json")


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

    def read(self, parse: Parse) -> Iterator[tuple[Window, Floats, Floats, Floats]]:
        """Each window with its tags (T, 7), links (2, T, T) and what is told (T,), all logits.

        One at a time: 8-bit arithmetic takes its scale from all that it is given, so that a window's figures would
        depend on its neighbours; and padded ones take longer.
        """
        for window in find_windows(parse, self._pieces, self.labels):
            inputs = {
                "pieces": window.pieces[None],
                "mask": np.ones_like(window.pieces)[None],
                "features": window.features[None],
                "starts": window.starts[None],
            }
            tags, links, told = self._session.run(None, inputs)
            yield window, tags[0], links[0], told[0]


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
