"""Write a run's weights as the package carries them: export.py --base MODEL_FOLDER --run FOLDER --to FOLDER.

ONNX with 8-bit weights, the tokenizer, and what the numbers stand for. Most products of matrices are dynamically
quantized, with one scale for all activations: fast. What the wide layers give back has outliers that such a scale
loses; these have a scale for every 64 values (MatMulNBits), which costs time and no accuracy.
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
from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig, MatMulNBitsQuantizer
from onnxruntime.quantization.shape_inference import quant_pre_process

from model import Reader

INPUTS = ("pieces", "mask", "features", "starts")
OPSET = 17
BLOCK = 64
_OUTLIERS = ("/output/dense",)  # what follows the wide layers; "/attention/output/dense" is none of them


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
        output_names=["tags", "links"],
        dynamic_axes={
            "pieces": {0: "windows", 1: "length"},
            "mask": {0: "windows", 1: "length"},
            "features": {0: "windows", 1: "length"},
            "starts": {0: "windows", 1: "tokens"},
            "tags": {0: "windows", 1: "tokens"},
            "links": {0: "windows", 2: "tokens", 3: "tokens"},
        },
        opset_version=OPSET,
        dynamo=False,
    )


def quantize(whole: Path, path: Path) -> None:
    """8 bits for what the network multiplies with and looks up."""
    ready, half = path.with_suffix(".ready"), path.with_suffix(".half")
    quant_pre_process(whole, ready, skip_symbolic_shape=True)
    graph = onnx.load(ready).graph
    constant = {each.name for each in graph.initializer}
    plain = [
        node.name
        for node in graph.node
        if node.op_type == "Gather"
        or (
            node.op_type == "MatMul"
            and node.input[1] in constant
            and node.name.startswith("/encoder")
            and not _is_outlier(node.name)
        )
    ]
    quantize_dynamic(ready, half, weight_type=QuantType.QInt8, per_channel=True, nodes_to_quantize=plain)
    config = DefaultWeightOnlyQuantConfig(block_size=BLOCK, is_symmetric=True, accuracy_level=4, bits=8)
    blocks = MatMulNBitsQuantizer(onnx.load(half), algo_config=config)
    blocks.process()
    blocks.model.save_model_to_file(str(path))
    ready.unlink()
    half.unlink()


def _is_outlier(name: str) -> bool:
    return any(part in name for part in _OUTLIERS) and "attention" not in name


def main() -> None:
    """Export, quantize, and say how large it came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--weights", default="weights.pt")
    args = parser.parse_args()
    state = torch.load(args.run / args.weights)
    model = Reader(args.base)
    model.load_state_dict(state.get("average", state))
    model.eval()
    args.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        write_network(model, whole)
        quantize(whole, args.to / "reader.onnx")
    tokenizer = json.loads((args.base / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["padding"] = tokenizer["truncation"] = None
    (args.to / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    labels = json.loads((args.run / "labels.json").read_text(encoding="utf-8"))
    (args.to / "labels.json").write_text(json.dumps(labels, indent=0) + "\n", encoding="utf-8")
    print("Now fit the confidence (calibrate.py), and put the sha256 that it prints into learned/network.py.")
    for path in sorted(args.to.iterdir()):
        print(path.name, path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
