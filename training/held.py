"""How well the labelled reports are read that the network did not learn from: held.py --shared FOLDER [--learned].

Builds a record of each negotiation, all of its reports, by what is installed or what TRAVAUX_ATTRIBUTION_WEIGHTS names,
and scores it against training/labels: one report in ten of `news`, and all of `unlearned`. These choose; bench/unseen
measures.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import travaux
from agree import Line, score, show
from corpus import is_held
from labels import LABELS

sys.path.append(str(Path(__file__).resolve().parents[1] / "bench"))
from lines import record_lines
from unseen import read_labels, report_gold


def write_gold(labels: Path, shared: Path, out: Path, *, learned: bool = False) -> dict[str, list[str]]:
    """Labelled reports as gold in `out`; their stems by negotiation."""
    aliases = json.loads((labels / "parties.json").read_text(encoding="utf-8"))
    stems: dict[str, list[str]] = defaultdict(list)
    parties: dict[str, set[str]] = defaultdict(set)
    for path in sorted((labels / "news").glob("*/*.json")) + sorted((labels / "unlearned").glob("*/*.json")):
        negotiation = path.parent.name
        is_new = path.parent.parent.name == "unlearned" or is_held(f"{negotiation}/{path.stem}.txt")
        if is_new is learned:
            continue
        gold = report_gold(path.name, *read_labels(path, shared))
        (out / negotiation).mkdir(exist_ok=True)
        (out / negotiation / path.name).write_text(json.dumps(gold), encoding="utf-8")
        named = (each["party"] for kind in ("statements", "positions") for each in gold[kind])
        parties[negotiation] |= {name for name in named if name}
        stems[negotiation].append(path.stem)
    for negotiation, names in parties.items():
        known = [{"name": name, "aliases": aliases.get(name, [])} for name in sorted(names)]
        (out / negotiation / "record.json").write_text(json.dumps({"parties": known}), encoding="utf-8")
    return stems


def read_reports(folder: Path, stems: list[str]) -> Iterator[Line]:
    """What is read of some reports, by a record of all reports of their folder."""
    with travaux.build(folder) as record:
        names = {each.id: Path(each.origin).stem for each in record.data.articles}
        wanted = {id_: f"{folder.name}/{stem}" for id_, stem in names.items() if stem in stems}
        yield from record_lines(record.data, wanted)


def main() -> None:
    """Build, score, print F1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--learned", action="store_true", help="the reports that it did learn from, instead")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep what was read and the gold here")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        out = args.keep or Path(name)
        out.mkdir(parents=True, exist_ok=True)
        (out / "gold").mkdir()
        lines = []
        for negotiation, stems in write_gold(args.labels, args.shared, out / "gold", learned=args.learned).items():
            lines += list(read_reports(args.shared / "coverage" / negotiation, stems))
            print(f"{negotiation}: {len(stems)} reports", file=sys.stderr, flush=True)
        (out / "read.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        scorer = args.shared / "eval" / "score_record.py"
        scored = score(scorer, lines, "PRED", "--gold", str(out / "gold"), "--json")
        show(f"{len(lines)} reports", scored)


if __name__ == "__main__":
    main()
