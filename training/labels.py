"""Labels made by reading, kept as places: labels.py place DRAFT... | count.

A draft has the words, and lies outside of the repository; what is kept has the text's path and hash, and offsets. The
draft of a report is drafts/<negotiation>/<report>.draft; that of a bulletin's passage begins with a line that says
which it is: # passage enb/<bulletin>/index.md <start> <end>.

    labels.py place drafts/talks/*.draft --shared ../shared     check drafts, keep them as places
    labels.py count                                             what is there
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from travaux.positions.bulletin import read_party

Labels = dict[str, Any]
LABELS = Path(__file__).with_name("labels")
FIELDS = {
    "S": ("speaker", "speaker_kind", "party", "form", "said_on", "mention", "cue", "content"),
    "P": ("party", "holder", "act", "stance", "modality", "as_of", "evidence", "object", "condition"),
    "E": ("type", "status", "date", "participants", "place", "evidence"),
    # of bulletins
    "B": ("holders", "on_behalf_of", "act", "stance", "object", "condition", "evidence"),
    "I": ("type", "from", "to", "evidence"),
    "O": ("status", "object", "evidence"),
}
REPORT = {"S": "statements", "P": "positions", "E": "events"}
PASSAGE = {"B": "positions", "I": "interactions", "O": "outcomes"}
PARTIES = frozenset({"holders", "on_behalf_of", "from", "to"})
LISTS = frozenset({"participants", "holders", "on_behalf_of"})
WORDED = ("content", "evidence", "object", "condition", "cue", "mention")  # fields that become places
_NEWS_ACTS = (
    "demand call_for condition offer commit accept concede reject rule_out threaten deny expect express_doubt praise"
    " criticise"
)
VALUES = {
    ("S", "speaker_kind"): "named unnamed collective document",
    ("S", "form"): "direct indirect mixed",
    ("P", "act"): _NEWS_ACTS,
    ("P", "stance"): "for against neutral",
    ("P", "modality"): "made intended possible hypothetical negated",
    ("E", "type"): "announce talk meet agree vote sanction sign postpone ease visit strike cancel walk_out test",
    ("E", "status"): "happened planned ongoing possible ruled_out",
    ("B", "act"): f"{_NEWS_ACTS} propose request support report",
    ("B", "stance"): "for against neutral",
    ("I", "type"): "support oppose with on_behalf_of",
    ("O", "status"): "agreed adopted deferred no_agreement bracketed forwarded",
}
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?$")
_NEAR = 1500  # characters between a cue and its content
_PASSAGE = re.compile(r"# passage (\S+) (\d+) (\d+)\n")
_SMALL = 2  # words in lower case that a name may have
_PLACED = frozenset({"source", "sha256", "passage"})
_GAP = re.compile(r"\s*(?:…|\.\.\.)\s*")


class DraftError(ValueError):
    """A line of a draft that does not fit its text; the message says why."""


def place(draft: str, source: str, text: str, passage: tuple[int, int] | None = None) -> tuple[Labels, list[str]]:
    """A draft's lines as places in the text, and what is wrong with the others."""
    kinds = PASSAGE if passage else REPORT
    labels: Labels = {"source": source, "sha256": hashlib.sha256(text.encode("utf-8")).hexdigest()}
    labels |= {"passage": list(passage)} if passage else {}
    labels |= {kind: [] for kind in kinds.values()}
    first, end = passage or (0, len(text))
    wrong = []
    after = dict.fromkeys(kinds, first)
    for number, line in enumerate(draft.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        letter, *values = (part.strip() for part in line.split(" | "))
        try:
            if letter not in kinds:
                raise DraftError(f"begins with none of {', '.join(kinds)}")
            entry = _read_line(letter, values, text[:end], first, after[letter])
        except DraftError as error:
            wrong.append(f"line {number}: {error}: {line[:90]}")
            continue
        after[letter] = entry[_main(letter)][0]
        labels[kinds[letter]].append(entry)
    return labels, wrong


def _main(letter: str) -> str:
    return "content" if letter == "S" else "evidence"


def _read_line(letter: str, values: list[str], text: str, first: int, after: int) -> Labels:
    fields = FIELDS[letter]
    if len(values) != len(fields):
        raise DraftError(f"{len(values)} fields where {letter} has {len(fields)} ({', '.join(fields)})")
    entry: Labels = {}
    given = dict(zip(fields, values, strict=True))
    if given[_main(letter)] in {"-", ""}:
        raise DraftError(f"{_main(letter)} is empty")
    at = find_words(given[_main(letter)], text, after, first)
    for field, value in given.items():
        known = VALUES.get((letter, field))
        if field == _main(letter):
            entry[field] = list(at)
        elif value in {"-", ""} and known:
            raise DraftError(f"{field} is none of {known}")
        elif value in {"-", ""}:
            entry[field] = [] if field in LISTS else None
        elif field in WORDED:
            entry[field] = list(find_near(value, text, at, first, outside=field in {"cue", "mention"}))
        elif field in LISTS:
            entry[field] = [_name(field, each.strip()) for each in value.split(";") if each.strip()]
        elif field in PARTIES:
            entry[field] = _name(field, value)
        elif field in {"speaker", "holder"} and _cut(value) != value:
            found = _find(value, text, first)
            entry[field] = list(found) if found else _cut(value)
        elif known and value not in known.split():
            raise DraftError(f"{field} {value!r} is none of {known}")
        elif field in {"said_on", "as_of", "date"} and not _is_date(value):
            raise DraftError(f"{field} {value!r} is no date like 2031-04-21, 2031-04 or 2031")
        else:
            entry[field] = value
    return entry


def _name(field: str, name: str) -> str:
    """A party of a bulletin by the name that it has in all of them; another as it is written, cut."""
    return (read_party(name) if field in PARTIES else None) or _cut(name)


def _cut(name: str) -> str:
    """A name as it is; of a long description, which are words of the text, no more than its first four."""
    words = name.split()
    described = sum(word[:1].islower() for word in words) > _SMALL
    return " ".join(words[:4]) if described and len(words) > 4 else name


def _is_date(words: str) -> bool:
    try:
        return bool(_DATE.match(words) and date.fromisoformat(f"{words}-01-01"[:10]))
    except ValueError:
        return False


def find_words(words: str, text: str, after: int, first: int = 0) -> tuple[int, int]:
    """Where words stand: the first place from `after` on, else from `first`. "…" stands for all between two ends."""
    for start in (after, first):
        found = _find(words, text, start)
        if found:
            return found
    raise DraftError(f"not in the text: {words[:60]!r}")


def find_near(
    words: str, text: str, main: tuple[int, int], first: int = 0, *, outside: bool = False
) -> tuple[int, int]:
    """The place of words nearest to the main ones of a line; `outside` of them, if they stand there too."""
    places = []
    start = max(first, main[0] - _NEAR)
    while (found := _find(words, text, start)) and found[0] <= main[1] + _NEAR:
        places.append(found)
        start = found[0] + 1
    if not places:
        raise DraftError(f"not near the rest: {words[:60]!r}")

    def far(place: tuple[int, int]) -> tuple[bool, int]:
        apart = max(place[0] - main[1], main[0] - place[1])
        return outside and apart < 0, max(apart, 0)

    return min(places, key=far)


def _find(words: str, text: str, start: int) -> tuple[int, int] | None:
    first, *last = [part for part in _GAP.split(words) if part]  # the text may have marks like these of its own
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


def find_source(draft: Path, shared: Path) -> tuple[Path, tuple[int, int] | None]:
    """The text that a draft is of, and the passage where it is of one."""
    named = _PASSAGE.match(draft.read_text(encoding="utf-8"))
    found = shared / named[1] if named else shared / "coverage" / draft.parent.name / f"{draft.stem}.txt"
    if not found.is_file():
        raise DraftError(f"there is no {found}")
    return found, (int(named[2]), int(named[3])) if named else None


def count(folder: Path) -> Iterator[str]:
    """A line for each negotiation: reports, and what is labelled in them."""
    total: Counter[str] = Counter()
    yield f"{'':24} reports statements positions conditions events"
    for negotiation in sorted(path for path in folder.iterdir() if path.is_dir()):
        here: Counter[str] = Counter()
        for path in negotiation.glob("*.json"):
            labels = json.loads(path.read_text(encoding="utf-8"))
            here["reports"] += 1
            here.update({kind: len(labels[kind]) for kind in REPORT.values()})
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
    placing.add_argument("--to", type=Path, help="default: labels/news or labels/enb beside this script")
    counting = commands.add_parser("count", help="what is there")
    counting.add_argument("--of", type=Path, default=LABELS / "news")
    args = parser.parse_args()
    if args.command == "count":
        print("\n".join(count(args.of)))
        return
    failed = False
    for draft in args.drafts:
        path, passage = find_source(draft, args.shared)
        text = path.read_bytes().decode("utf-8")
        labels, wrong = place(draft.read_text(encoding="utf-8"), str(path.relative_to(args.shared)), text, passage)
        failed |= bool(wrong)
        print(
            f"{draft.name}: " + ", ".join(f"{len(each)} {kind}" for kind, each in labels.items() if kind not in _PLACED)
        )
        print("".join(f"  {each}\n" for each in wrong), end="")
        if not wrong:
            to = args.to or LABELS / ("enb" if passage else "news")
            out = to / ("" if passage else draft.parent.name) / f"{draft.stem}.json"
            out.parent.mkdir(parents=True, exist_ok=True)
            out.write_text(json.dumps(labels, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.exit(failed)


if __name__ == "__main__":
    main()
