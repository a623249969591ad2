"""The mean of the weights of some runs, as a run of its own: mean.py RUN RUN... --to FOLDER.

Of runs that began with the same weights; their mean often reads better than each.
[Wortsman et al. 2022, Model soups]
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch


def main() -> None:
    """Read, add up, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--shares", type=float, nargs="*", help="what each counts for; the same, if left out")
    args = parser.parse_args()
    shares = args.shares or [1 / len(args.runs)] * len(args.runs)
    if len(shares) != len(args.runs):
        parser.error("--shares needs a number for each run")
    states = [torch.load(run / "weights.pt") for run in args.runs]
    mean = {
        name: sum(share * state[name] for share, state in zip(shares, states, strict=True))
        if value.is_floating_point()
        else value
        for name, value in states[0].items()
    }
    args.to.mkdir(parents=True, exist_ok=True)
    torch.save(mean, args.to / "weights.pt")
    shutil.copyfile(args.runs[0] / "labels.json", args.to / "labels.json")


if __name__ == "__main__":
    main()
