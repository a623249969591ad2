"""The shipped weights as a run to begin with: thaw.py --base MODEL_FOLDER --to RUN_FOLDER [--weights FOLDER].

What export.py rounded to 8 bits stays rounded: `train.py --start RUN_FOLDER/weights.pt --rounded` goes on from there.
What is not shipped, the parts of conditions, begins anew.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from model import Reader
from travaux.network.running import WEIGHTS

_ROUNDING = ("_scale", "_zero_point")  # how the export names what belongs to rounded weights


def read_weights(path: Path) -> dict[str, NDArray[np.float32]]:
    """The floats of a quantized network by the names that they have in `Reader`, of matrices (out, in)."""
    graph = onnx.load(path).graph
    kept = {each.name: numpy_helper.to_array(each) for each in graph.initializer}

    def read(name: str) -> NDArray[np.float32]:
        base = name.removesuffix("_quantized")
        if base == name:
            return kept[name]
        return (kept[name].astype(np.float32) - kept[f"{base}_zero_point"]) * kept[f"{base}_scale"]

    named = [name for name in kept if not name.startswith(("/", "onnx::")) and not name.endswith(_ROUNDING)]
    found = {name.removesuffix("_quantized"): read(name) for name in named}
    for node in graph.node:  # the matrices, whose names the export lost, have those of where they are multiplied with
        weight = next((each for each in node.input if each.startswith("onnx::") and not each.endswith(_ROUNDING)), None)
        if weight and node.op_type in {"MatMul", "MatMulInteger"}:
            place = node.name.strip("/").removesuffix("_quant").removesuffix("/MatMul")
            found[f"{place.replace('/', '.')}.weight"] = read(weight).T
    return found


def thaw(model: Reader, found: dict[str, NDArray[np.float32]]) -> None:
    """Put the weights into a network."""
    state = model.state_dict()
    for name, value in found.items():
        whole = state[name]
        part = torch.from_numpy(np.array(value))
        whole[: len(part)] = part  # of the parts of positions fewer are shipped than learned
        state[name] = whole
    model.load_state_dict(state)


def main() -> None:
    """Write a run's folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    model = Reader(args.base)
    thaw(model, read_weights(args.weights / "reader.onnx"))
    args.to.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), args.to / "weights.pt")
    labels = json.loads((args.weights / "labels.json").read_text(encoding="utf-8"))
    (args.to / "labels.json").write_text(json.dumps({key: labels[key] for key in ("tags", "deps")}), encoding="utf-8")


if __name__ == "__main__":
    main()
