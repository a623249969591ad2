"""The weights that come with the package, run by onnxruntime: a Parse in, what the network says of its windows out."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from travaux.model import Parse, TravauxError
from travaux.network.windows import Labels, Pieces, find_windows

WEIGHTS = Path(__file__).with_name("weights")
Floats = NDArray[np.float32]
WEIGHTS_SETTING = "TRAVAUX_ATTRIBUTION_WEIGHTS"  # another folder, of one's own training
# What the package carries; a file of its own folder with other bytes was cut short or changed.
SHA256 = "c21eb0b1eae0693bdf6ea82bfe00e83f559119493bd216d676e1d4b809e77971"
NOUNS = ("statements", "positions", "events", "dates")  # what is weighed
UNLIKELY = 5.0  # how far the logit of no act may be above that of the likeliest, for a token that may carry one
FILES = ("calibration.json", "labels.json", "reader.onnx", "tokenizer.json")


class WeightsError(TravauxError):
    """The weights are missing, or others than known; the message says what to do."""


@dataclass(frozen=True, slots=True)
class SeenWindow:
    """What the network says of a window of T tokens from `first` on, all logits.

    `tags` (T, 7): outside, then begin and inside of source, cue, content. `links` (2, T, T): of the cue that a token is
    in, which tokens are its source's, and which its content's. `told` (T,): a part of what somebody said, as a careful
    reader of news takes it. `acts` (T, 16): the act of the position whose clause hangs on a token, last for none.
    `parts`, each (2, T): of the position that hangs on a token, which tokens are its evidence's, and which are its
    object's; only of tokens that may carry one, since T times T of them would fill the memory. `events` (T, 15): the
    type of the event that a token tells, last for none. `statuses` (T, 6): how far that event has come.
    """

    first: int
    tags: Floats
    links: Floats
    told: Floats
    acts: Floats
    parts: dict[int, Floats]
    events: Floats
    statuses: Floats


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network says of a Parse, the names of its kinds, and the weights of confidence: of what, by feature."""

    windows: tuple[SeenWindow, ...]
    acts: tuple[str, ...]
    events: tuple[str, ...]
    statuses: tuple[str, ...]
    calibration: dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Network:
    """Loaded weights. `version` goes into every reading that it makes."""

    version: str
    _session: Any
    _pieces: Pieces
    labels: Labels
    acts: tuple[str, ...]
    events: tuple[str, ...]
    statuses: tuple[str, ...]
    calibration: dict[str, dict[str, float]]

    def read(self, parse: Parse) -> Seen:
        """What it says of every window.

        One window at a time: 8-bit arithmetic takes its scale from all that it is given, so that a window's figures
        would depend on its neighbours; and padded ones take longer.
        """
        windows = []
        for window in find_windows(parse, self._pieces, self.labels):
            inputs = {
                "pieces": window.pieces[None],
                "mask": np.ones_like(window.pieces)[None],
                "features": window.features[None],
                "starts": window.starts[None],
            }
            tags, links, told, acts, parts, events, statuses = (logits[0] for logits in self._session.run(None, inputs))
            carriers = np.flatnonzero(acts[:, -1] - acts[:, :-1].max(axis=1) < UNLIKELY).tolist()
            kept = {at: parts[:, at].copy() for at in carriers}
            windows.append(SeenWindow(window.first, tags, links, told, acts, kept, events, statuses))
        return Seen(tuple(windows), self.acts, self.events, self.statuses, self.calibration)


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
        known = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        labels = Labels(known["tags"], known["deps"])
        fitted = json.loads((folder / "calibration.json").read_text(encoding="utf-8"))
        acts, events, statuses = (tuple(known[kind]) for kind in ("acts", "events", "statuses"))
        calibration = {noun: dict(fitted[noun]) for noun in NOUNS}
        return Network(
            f"attribution-{found[:12]}",
            session,
            Pieces(folder / "tokenizer.json"),
            labels,
            acts,
            events,
            statuses,
            calibration,
        )
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
