from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from corpus import is_held
from held import read_reports, write_gold

TEXT = "Title: Late\nDate: 2031-04-22\n\nNorland's envoy Ann Vik said that the boats must leave.\n"


@pytest.fixture
def stems(tmp_path: Path) -> tuple[str, str]:
    """Two labelled reports, the first of them held back; their texts and labels."""
    names = [f"r{number}" for number in range(60)]
    held = next(name for name in names if is_held(f"talks/{name}.txt"))
    learned = next(name for name in names if not is_held(f"talks/{name}.txt"))
    at = TEXT.index("the boats")
    for name in (held, learned):
        report = tmp_path / "coverage" / "talks" / f"{name}.txt"
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(TEXT, encoding="utf-8")
        labels = {
            "source": f"coverage/talks/{name}.txt",
            "sha256": hashlib.sha256(TEXT.encode("utf-8")).hexdigest(),
            "statements": [{"speaker": "Ann Vik", "party": "Norland", "content": [at, at + 20]}],
            "positions": [],
            "events": [],
        }
        (tmp_path / "labels" / "news" / "talks").mkdir(parents=True, exist_ok=True)
        (tmp_path / "labels" / "news" / "talks" / f"{name}.json").write_text(json.dumps(labels), encoding="utf-8")
    (tmp_path / "labels" / "parties.json").write_text('{"Norland": ["the kingdom"]}', encoding="utf-8")
    return held, learned


@pytest.mark.parametrize("learned", [False, True])
def test_reports_that_were_learned_from_and_others_are_scored_apart(
    tmp_path: Path, stems: tuple[str, str], learned: bool
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    found = write_gold(tmp_path / "labels", tmp_path, out, learned=learned)
    assert found == {"talks": [stems[learned]]}
    (gold,) = [path for path in (out / "talks").iterdir() if path.name != "record.json"]
    assert json.loads(gold.read_text(encoding="utf-8"))["statements"][0]["content"] == "the boats must leave"
    known = json.loads((out / "talks" / "record.json").read_text(encoding="utf-8"))
    assert known == {"parties": [{"name": "Norland", "aliases": ["the kingdom"]}]}


def test_a_report_is_read_with_all_others_of_its_negotiation(tmp_path: Path, stems: tuple[str, str]) -> None:
    (line,) = read_reports(tmp_path / "coverage" / "talks", [stems[0]])
    assert line["article"] == f"talks/{stems[0]}"
    assert [each["speaker"] for each in line["statements"]] == ["Ann Vik"]


def test_reports_read_last_are_held_back_as_well(tmp_path: Path, stems: tuple[str, str]) -> None:
    labels = tmp_path / "labels"
    (labels / "unlearned" / "talks").mkdir(parents=True)
    learned = f"{stems[1]}.json"
    (labels / "news" / "talks" / learned).rename(labels / "unlearned" / "talks" / learned)
    out = tmp_path / "out"
    out.mkdir()
    assert write_gold(labels, tmp_path, out) == {"talks": list(stems)}
    assert write_gold(labels, tmp_path, out, learned=True) == {}
