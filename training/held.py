"""How well the labelled reports are read that the network did not learn from: held.py --shared FOLDER [--learned].

Builds a record of each negotiation, all of its reports, by what is installed or what TRAVAUX_ATTRIBUTION_WEIGHTS names,
and scores it against training/labels: one report in ten. These choose; bench/unseen measures.
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
    for folder in sorted(path for path in (labels / "news").iterdir() if path.is_dir()):
        parties: set[str] = set()
        (out / folder.name).mkdir()
        for path in sorted(folder.glob("*.json")):
            if is_held(f"{folder.name}/{path.stem}.txt") is learned:
                continue
            gold = report_gold(path.name, *read_labels(path, shared))
            (out / folder.name / path.name).write_text(json.dumps(gold), encoding="utf-8")
            parties |= {each["party"] for kind in ("statements", "positions") for each in gold[kind] if each["party"]}
            stems[folder.name].append(path.stem)
        known = [{"name": name, "aliases": aliases.get(name, [])} for name in sorted(parties)]
        (out / folder.name / "record.json").write_text(json.dumps({"parties": known}), encoding="utf-8")
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
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        (out / "gold").mkdir()
        lines = []
        for negotiation, stems in write_gold(args.labels, args.shared, out / "gold", learned=args.learned).items():
            lines += list(read_reports(args.shared / "coverage" / negotiation, stems))
            print(f"{negotiation}: {len(stems)} reports", file=sys.stderr, flush=True)
        scorer = args.shared / "eval" / "score_record.py"
        scored = score(scorer, lines, "PRED", "--gold", str(out / "gold"), "--json")
        show(f"{len(lines)} reports", scored)


if __name__ == "__main__":
    main()
