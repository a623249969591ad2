"""Write the table of United States legislators: legislators.py FOLDER, the unpacked npm package us-legislators.

It holds the public-domain data of github.com/unitedstates/congress-legislators, as of July 2015. Kept are name and
party of those who sat since 1990, but for who changed sides.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

from travaux.actors.legislators import TABLE

SINCE = "1990"
PARTIES = {"Democrat": "Democrats", "Republican": "Republicans"}


def main() -> None:
    """Read both files of the package, write one line for each last name and party."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder / "data"
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in ("legislators-historical.json", "legislators-current.json"):
        for each in json.loads((folder / name).read_text(encoding="utf-8")):
            last = each["terms"][-1]
            sides = {term.get("party") for term in each["terms"] if term["end"] >= SINCE}
            if last["end"] >= SINCE and len(sides) == 1 and last.get("party") in PARTIES:
                firsts = {each["name"][key] for key in ("first", "nickname") if each["name"].get(key)}
                found[each["name"]["last"], PARTIES[last["party"]]] |= firsts
    lines = (f"{last}\t{party}\t{' '.join(sorted(firsts))}\n" for (last, party), firsts in sorted(found.items()))
    TABLE.write_text("".join(lines), encoding="utf-8")
    print(f"{TABLE}: {len(found)} lines")


if __name__ == "__main__":
    main()
