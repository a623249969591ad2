"""Labels made by reading, kept as places: labels.py place DRAFT... | count | agree.

A draft has the words, and lies outside of the repository; what is kept has the text's path and hash, and offsets.

    labels.py place drafts/talks/*.draft --shared ../shared     check drafts, keep them as places
    labels.py count                                             what is there
    labels.py agree --shared ../shared                          how far two readers of the same reports agree
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LABELS = Path(__file__).with_name("labels")
FIELDS = {
    "S": ("speaker", "speaker_kind", "party", "form", "said_on", "mention", "cue", "content"),
    "P": ("party", "holder", "act", "stance", "modality", "as_of", "evidence", "object", "condition"),
    "E": ("type", "status", "date", "participants", "place", "evidence"),
}
KINDS = {"S": "statements", "P": "positions", "E": "events"}
WORDED = ("content", "evidence", "object", "condition", "cue", "mention")  # fields that become places
VALUES = {
    "speaker_kind": "named unnamed collective document",
    "form": "direct indirect mixed",
    "act": "demand call_for condition offer commit accept concede reject rule_out threaten deny expect express_doubt "
    "praise criticise",
    "stance": "for against neutral",
    "modality": "made intended possible hypothetical negated",
    "type": "announce talk meet agree vote sanction sign postpone ease visit strike cancel walk_out test",
    "status": "happened planned ongoing possible ruled_out",
}
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?$")
_NEAR = 600  # characters between a cue and its content
_GAP = re.compile(r"\s*(?:…|\.\.\.)\s*")


class DraftError(ValueError):
    """A line of a draft that does not fit its text; the message says why."""


def place(draft: str, source: str, text: str) -> tuple[dict[str, Any], list[str]]:
    """A draft's lines as places in the text, and what is wrong with the others."""
    labels: dict[str, Any] = {
        "source": source,
        "sha256": hashlib.sha256(text.encode("utf-8")).hexdigest(),
        **{kind: [] for kind in KINDS.values()},
    }
    wrong = []
    after = dict.fromkeys(FIELDS, 0)
    for number, line in enumerate(draft.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        letter, *values = (part.strip() for part in line.split(" | "))
        try:
            entry = _read_line(letter, values, text, after.get(letter, 0))
        except DraftError as error:
            wrong.append(f"line {number}: {error}: {line[:90]}")
            continue
        main = entry["content" if letter == "S" else "evidence"]
        after[letter] = main[0]
        labels[KINDS[letter]].append(entry)
    return labels, wrong


def _read_line(letter: str, values: list[str], text: str, after: int) -> dict[str, Any]:
    fields = FIELDS.get(letter)
    if fields is None:
        raise DraftError("begins with none of S, P, E")
    if len(values) != len(fields):
        raise DraftError(f"{len(values)} fields where {letter} has {len(fields)} ({', '.join(fields)})")
    entry: dict[str, Any] = {}
    given = dict(zip(fields, values, strict=True))
    main = "content" if letter == "S" else "evidence"
    at = find_words(given[main], text, after)
    for field, value in given.items():
        if field == main:
            entry[field] = list(at)
        elif value in {"-", ""}:
            entry[field] = [] if field == "participants" else None
        elif field in WORDED:
            entry[field] = list(find_near(value, text, at))
        elif field == "participants":
            entry[field] = [each.strip() for each in value.split(";") if each.strip()]
        elif field in VALUES and value not in VALUES[field].split():
            raise DraftError(f"{field} {value!r} is none of {VALUES[field]}")
        elif field in {"said_on", "as_of", "date"} and not _DATE.match(value):
            raise DraftError(f"{field} {value!r} is no date like 2031-04-21, 2031-04 or 2031")
        else:
            entry[field] = value
    return entry


def find_words(words: str, text: str, after: int) -> tuple[int, int]:
    """Where words stand: the first place from `after` on, else from the start. "…" stands for all between two ends."""
    for start in (after, 0):
        found = _find(words, text, start)
        if found:
            return found
    raise DraftError(f"not in the text: {words[:60]!r}")


def find_near(words: str, text: str, main: tuple[int, int]) -> tuple[int, int]:
    """The place of words nearest to the main ones of a line, within some sentences of them."""
    places = []
    start = max(0, main[0] - _NEAR)
    while (found := _find(words, text, start)) and found[0] <= main[1] + _NEAR:
        places.append(found)
        start = found[0] + 1
    if not places:
        raise DraftError(f"not near the rest: {words[:60]!r}")
    return min(places, key=lambda place: max(place[0] - main[1], main[0] - place[1], 0))


def _find(words: str, text: str, start: int) -> tuple[int, int] | None:
    first, *last = _GAP.split(words) if _GAP.search(words.strip(" .…")) else [words]
    opening = _pattern(first).search(text, start)
    if opening is None:
        return None
    if not last:
        return opening.span()
    closing = _pattern(last[-1]).search(text, opening.end())
    return (opening.start(), closing.end()) if closing and closing.end() - opening.start() < 3000 else None


def _pattern(words: str) -> re.Pattern[str]:
    """Words as they stand, whatever the marks and spaces; at the edges of words."""
    parts = []
    for part in re.findall(r"\s+|[\"“”]|['‘’]|[-–—]|[^\s\"“”'‘’–—-]+", words.strip()):
        special = {'"': '["“”]', "“": '["“”]', "”": '["“”]', "'": "['‘’]", "‘": "['‘’]", "’": "['‘’]"}
        dash = "[-–—]" if part in "-–—" else None
        parts.append(r"\s+" if part.isspace() else special.get(part) or dash or re.escape(part))
    edge = r"(?<!\w)" if words.strip()[:1].isalnum() else ""
    after = r"(?!\w)" if words.strip()[-1:].isalnum() else ""
    return re.compile(edge + "".join(parts) + after)


def find_source(draft: Path, shared: Path) -> Path:
    """The report that a draft in drafts/<negotiation>/<report>.draft is of."""
    found = shared / "coverage" / draft.parent.name / f"{draft.stem}.txt"
    if not found.is_file():
        raise DraftError(f"there is no {found}")
    return found


def count(folder: Path) -> Iterator[str]:
    """A line for each negotiation: reports, and what is labelled in them."""
    total: Counter[str] = Counter()
    yield f"{'':24} reports statements positions conditions events"
    for negotiation in sorted(path for path in folder.iterdir() if path.is_dir()):
        here: Counter[str] = Counter()
        for path in negotiation.glob("*.json"):
            labels = json.loads(path.read_text(encoding="utf-8"))
            here["reports"] += 1
            here.update({kind: len(labels[kind]) for kind in KINDS.values()})
            here["conditions"] += sum(each["condition"] is not None for each in labels["positions"])
        total += here
        yield _row(negotiation.name, here)
    yield _row("all", total)


def _row(name: str, counted: Counter[str]) -> str:
    names = ("reports", "statements", "positions", "conditions", "events")
    return f"{name:24} " + " ".join(f"{counted[each]:{len(each)}d}" for each in names)


def main() -> None:
    """Place drafts, or count what is there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    placing = commands.add_parser("place", help="check drafts and keep them as places")
    placing.add_argument("drafts", type=Path, nargs="+")
    placing.add_argument("--shared", type=Path, required=True)
    placing.add_argument("--to", type=Path, default=LABELS / "news")
    counting = commands.add_parser("count", help="what is there")
    counting.add_argument("--of", type=Path, default=LABELS / "news")
    args = parser.parse_args()
    if args.command == "count":
        print("\n".join(count(args.of)))
        return
    failed = False
    for draft in args.drafts:
        path = find_source(draft, args.shared)
        text = path.read_bytes().decode("utf-8")
        labels, wrong = place(draft.read_text(encoding="utf-8"), str(path.relative_to(args.shared)), text)
        failed |= bool(wrong)
        print(f"{draft.name}: " + ", ".join(f"{len(labels[kind])} {kind}" for kind in KINDS.values()))
        print("".join(f"  {each}\n" for each in wrong), end="")
        if not wrong:
            out = args.to / draft.parent.name / f"{draft.stem}.json"
            out.parent.mkdir(parents=True, exist_ok=True)
            out.write_text(json.dumps(labels, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.exit(failed)


if __name__ == "__main__":
    main()
