"""Write a run's weights as the package carries them: export.py --base MODEL_FOLDER --run FOLDER --to FOLDER.

ONNX with 8-bit weights, the tokenizer, and what the numbers stand for.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from corpus import ACTS, EVENTS, STATUSES
from model import Reader, load_reader
from travaux.attribution import confidence
from travaux.positions import weighing
from travaux.positions.events import finding as events

INPUTS = ("pieces", "mask", "features", "starts")
SHIPPED = 2  # parts of a position: evidence and object; conditions are better read by rules
OPSET = 17


def write_network(model: Reader, path: Path) -> None:
    """The network in full precision."""
    batch = (
        torch.ones(2, 24, dtype=torch.long),
        torch.ones(2, 24, dtype=torch.long),
        torch.ones(2, 24, len(model.features), dtype=torch.long),
        torch.arange(12).repeat(2, 1),
    )
    torch.onnx.export(
        model,
        batch,
        str(path),
        input_names=list(INPUTS),
        output_names=["tags", "links", "told", "acts", "parts", "events", "statuses"],
        dynamic_axes={
            "pieces": {0: "windows", 1: "length"},
            "mask": {0: "windows", 1: "length"},
            "features": {0: "windows", 1: "length"},
            "starts": {0: "windows", 1: "tokens"},
            "tags": {0: "windows", 1: "tokens"},
            "links": {0: "windows", 2: "tokens", 3: "tokens"},
            "told": {0: "windows", 1: "tokens"},
            "acts": {0: "windows", 1: "tokens"},
            "events": {0: "windows", 1: "tokens"},
            "statuses": {0: "windows", 1: "tokens"},
            "parts": {0: "windows", 2: "tokens", 3: "tokens"},
        },
        opset_version=OPSET,
        dynamo=False,
    )


def quantize(whole: Path, path: Path) -> None:
    """8 bits for what the encoder multiplies with and looks up; the heads keep theirs, being small."""
    ready = path.with_suffix(".ready")
    quant_pre_process(whole, ready, skip_symbolic_shape=True)
    graph = onnx.load(ready).graph
    heads = [node.name for node in graph.node if node.op_type == "MatMul" and not node.name.startswith("/encoder")]
    # Seven of the eight bits, for processors that add up products of bytes in 16 bits.
    quantize_dynamic(
        ready, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True, nodes_to_exclude=heads
    )
    ready.unlink()


def main() -> None:
    """Export, quantize, and say how large it came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--weights", default="weights.pt")
    args = parser.parse_args()
    model = load_reader(args.base, args.run / args.weights)
    model.parts = model.parts.first(SHIPPED)
    args.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        write_network(model, whole)
        quantize(whole, args.to / "reader.onnx")
    tokenizer = json.loads((args.base / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["padding"] = tokenizer["truncation"] = None
    (args.to / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    labels = json.loads((args.run / "labels.json").read_text(encoding="utf-8"))
    labels |= {"acts": ACTS, "events": EVENTS, "statuses": STATUSES}
    (args.to / "labels.json").write_text(json.dumps(labels, indent=0) + "\n", encoding="utf-8")
    unfitted = {
        "statements": dict.fromkeys(confidence.FEATURES, 0.0),
        "positions": dict.fromkeys(weighing.FEATURES, 0.0),
        "events": dict.fromkeys(events.FEATURES, 0.0),
        "dates": {},
    }
    (args.to / "calibration.json").write_text(json.dumps(unfitted, indent=1) + "\n", encoding="utf-8")
    print("Now fit the confidence (calibrate.py), and put the sha256 that it prints into network/running.py.")
    for path in sorted(args.to.iterdir()):
        print(path.name, path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
