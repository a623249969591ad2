"""Labels kept as places become gold with words, or one clear error."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import tasks
from tasks import UNSEEN_POSITIONS
from unseen import (
    LabelError,
    find_folder,
    find_labels,
    passage_gold,
    report_gold,
    write_passages,
    write_reports,
)

BENCH = Path(__file__).resolve().parents[2] / "bench"

BULLETIN = (
    "# QUOTAS\r\n\r\nNORLAND agreed. VELMARK proposed a levy on boats – if “fair” – and NORLAND agreed."
    " The group deferred the levy on boats.\r\n\r\nNORLAND agreed.\r\n"
)
SOURCE = "enb/7/index.md"


def place(text: str, words: str, nth: int = 0) -> list[int]:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return [at, at + len(words)]


def position(evidence: list[int], object_: list[int], condition: list[int] | None = None) -> dict[str, Any]:
    return {
        "holders": ["Velmark"],
        "on_behalf_of": [],
        "act": "propose",
        "stance": "for",
        "object": object_,
        "evidence": evidence,
        "condition": condition,
    }


def passage_labels(**changed: Any) -> dict[str, Any]:
    start = BULLETIN.index("NORLAND")
    return {
        "source": SOURCE,
        "sha256": hashlib.sha256(BULLETIN.encode()).hexdigest(),
        "passage": [start, BULLETIN.index("\r\n\r\nNORLAND agreed.\r\n")],
        "positions": [
            position(
                place(BULLETIN, "VELMARK proposed a levy on boats – if “fair” –"),
                place(BULLETIN, "a levy on boats"),
                place(BULLETIN, "if “fair”"),
            )
        ],
        "interactions": [
            {"from": "Velmark", "to": "Norland", "type": "with", "evidence": place(BULLETIN, "VELMARK proposed")}
        ],
        "outcomes": [
            {
                "status": "deferred",
                "object": place(BULLETIN, "the levy on boats"),
                "evidence": place(BULLETIN, "The group deferred the levy on boats."),
            }
        ],
        **changed,
    }


def lay_out(root: Path, labels: dict[str, Any]) -> tuple[Path, Path]:
    """A folder of labels and a shared folder with their text."""
    text = root / "shared" / SOURCE
    text.parent.mkdir(parents=True)
    text.write_bytes(BULLETIN.encode())
    (root / "labels").mkdir()
    (root / "labels" / "seven.json").write_text(json.dumps(labels), encoding="utf-8")
    return root / "labels", root / "shared"


def test_places_of_a_passage_become_words(tmp_path: Path) -> None:
    labels, shared = lay_out(tmp_path, passage_labels())
    write_passages(labels, shared, tmp_path / "gold")
    gold = json.loads((tmp_path / "gold" / "seven.json").read_text(encoding="utf-8"))
    (held,) = gold["positions"]
    assert (held["holders"], held["act"], held["issue"]) == (["Velmark"], "propose", "")
    assert held["object"] == "a levy on boats"
    assert held["evidence"] == "VELMARK proposed a levy on boats – if “fair” –"
    assert held["condition"] == "if “fair”"
    assert gold["interactions"][0]["evidence"] == "VELMARK proposed"
    assert gold["outcomes"][0]["object"] == "the levy on boats"
    assert gold["source"] == SOURCE


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        (BULLETIN, passage_labels()["passage"]),
        (BULLETIN, [BULLETIN.index("NORLAND"), len(BULLETIN)]),
        ("Vik sat. " * 30 + "Vik stood. " + "Vik sat. " * 30, [9 * 25, 9 * 45]),  # its edges repeat themselves
        ("Orsa left.", [0, 10]),
    ],
)
def test_a_passage_is_found_at_its_place_by_its_first_and_last_words(text: str, passage: list[int]) -> None:
    labels = passage_labels(passage=passage, positions=[], interactions=[], outcomes=[])
    gold = passage_gold("seven", labels, text)
    start = text.find(gold["start_text"])  # as the scorer does it
    assert [start, text.find(gold["end_text"], start) + len(gold["end_text"])] == passage


def test_a_passage_that_no_words_tell_from_an_earlier_one_is_refused() -> None:
    labels = passage_labels(passage=place(BULLETIN, "NORLAND agreed.", nth=2))
    with pytest.raises(LabelError, match=r"^seven: the words of the passage stand in its text before it too"):
        passage_gold("seven", labels, BULLETIN)


def test_evidence_that_repeats_earlier_words_takes_more_words_with_it() -> None:
    passage = [BULLETIN.index("NORLAND"), len(BULLETIN)]
    repeated = [
        {"from": "a", "to": "b", "type": "with", "evidence": place(BULLETIN, "NORLAND agreed.", nth)}
        for nth in range(3)
    ]
    labels = passage_labels(passage=passage, positions=[], outcomes=[], interactions=repeated)
    found = [each["evidence"] for each in passage_gold("seven", labels, BULLETIN)["interactions"]]
    assert [BULLETIN.find(words, *passage) for words in found] == [each["evidence"][0] for each in repeated]
    assert found[0] == "NORLAND agreed."


@pytest.mark.parametrize("lost", [[5, 5], [9, 5], [0, 5], [20, 9000]])
def test_a_place_outside_the_passage_is_refused(lost: list[int]) -> None:
    labels = passage_labels(interactions=[{"from": "a", "to": "b", "type": "with", "evidence": lost}])
    with pytest.raises(LabelError, match=f"^seven: the place {lost[0]}-{lost[1]} is not within"):
        passage_gold("seven", labels, BULLETIN)


def test_another_text_than_was_labelled_is_one_clear_error(tmp_path: Path) -> None:
    labels, shared = lay_out(tmp_path, passage_labels())
    (shared / SOURCE).write_bytes(BULLETIN.encode() + b" ")
    with pytest.raises(LabelError) as error:
        write_passages(labels, shared, tmp_path / "gold")
    assert str(error.value) == "seven.json: its text enb/7/index.md is not the one that was labelled (sha256 differs)"


def test_a_text_that_is_not_there_is_one_clear_error(tmp_path: Path) -> None:
    labels, shared = lay_out(tmp_path, passage_labels())
    (shared / SOURCE).unlink()
    with pytest.raises(LabelError, match=r"seven\.json: its text enb/7/index.md cannot be read"):
        write_passages(labels, shared, tmp_path / "gold")


def test_the_bench_names_a_text_that_is_not_there_and_ends_with_status_2(tmp_path: Path) -> None:
    (tmp_path / "eval").mkdir()
    done = subprocess.run(
        [sys.executable, str(BENCH / "run.py"), "--shared", str(tmp_path), "--task", "unseen positions"],
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 2
    assert done.stderr.startswith("unseen positions: ") and done.stderr.count("\n") == 1


REPORT = "Title: Boats\nDate: 2031-04-22\n\n“We will not sign,” Vik said on Monday, if Velmark stays.\n"


def report_labels() -> dict[str, Any]:
    return {
        "source": "coverage/boats/one.txt",
        "sha256": hashlib.sha256(REPORT.encode()).hexdigest(),
        "statements": [
            {
                "speaker": "Vik",
                "speaker_kind": "named",
                "party": None,
                "form": "direct",
                "said_on": "2031-04-21",
                "content": place(REPORT, "We will not sign"),
            }
        ],
        "positions": [
            {
                "party": "Norland",
                "holder": "Vik",
                "act": "reject",
                "issue": "boats",
                "as_of": None,
                "evidence": place(REPORT, "We will not sign"),
                "condition": place(REPORT, "if Velmark stays"),
            }
        ],
        "events": [],
    }


def test_places_of_a_report_become_words_with_its_header_counted_in() -> None:
    gold = report_gold("one", report_labels(), REPORT)
    (said,), (held,) = gold["statements"], gold["positions"]
    assert (said["speaker"], said["party"], said["content"]) == ("Vik", None, "We will not sign")
    assert (held["evidence"], held["condition"]) == ("We will not sign", "if Velmark stays")
    assert gold["events"] == []


def test_reports_are_written_by_negotiation_with_their_parties(tmp_path: Path) -> None:
    labels, shared = tmp_path / "labels" / "boats", tmp_path / "shared"
    labels.mkdir(parents=True)
    parties = {"negotiation": "boats", "parties": [{"name": "Norland", "aliases": ["Norla"]}]}
    (labels / "record.json").write_text(json.dumps(parties), encoding="utf-8")
    (labels / "one.json").write_text(json.dumps(report_labels()), encoding="utf-8")
    text = shared / "coverage" / "boats" / "one.txt"
    text.parent.mkdir(parents=True)
    text.write_bytes(REPORT.encode())
    write_reports(tmp_path / "labels", shared, tmp_path / "gold")
    written = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in (tmp_path / "gold/boats").iterdir()}
    assert written["record.json"] == parties
    assert written["one.json"]["statements"][0]["content"] == "We will not sign"
    assert set(written) == {"record.json", "one.json"}


def test_a_report_is_built_with_all_of_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "coverage" / "boats"
    folder.mkdir(parents=True)
    for name in ("b.txt", "a.txt", "README.md"):
        (folder / name).touch()
    assert [path.name for path in find_folder("coverage/boats/b.txt", tmp_path)] == ["a.txt", "b.txt"]


def strings(content: Any) -> list[str]:
    """All strings of a JSON content that are values."""
    if isinstance(content, dict):
        return [words for value in content.values() for words in strings(value)]
    if isinstance(content, list):
        return [words for value in content for words in strings(value)]
    return [content] if isinstance(content, str) else []


def test_the_labels_in_the_repository_hold_names_and_places_but_no_sentences() -> None:
    paths = [*find_labels(BENCH / "unseen" / "enb"), *find_labels(BENCH / "unseen" / "news")]
    assert paths
    for path in paths:
        content = json.loads(path.read_text(encoding="utf-8"))
        assert len(content["sha256"]) == 64
        assert all(len(words.split()) < 14 for words in strings(content)), path.name


def test_every_labelled_report_has_the_parties_of_its_negotiation() -> None:
    for path in find_labels(BENCH / "unseen" / "news"):
        parties = json.loads(path.with_name("record.json").read_text(encoding="utf-8"))["parties"]
        assert parties and all(party["name"] for party in parties), path.parent.name


def test_a_digest_changes_with_a_label_and_not_with_where_the_folders_lie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digests = []
    for home, status in (("a", "deferred"), ("z", "deferred"), ("m", "agreed")):
        bench, shared = tmp_path / home, tmp_path / f"{home}-shared"
        (bench / "unseen" / "enb").mkdir(parents=True)
        labels = passage_labels()
        labels["outcomes"][0]["status"] = status
        (bench / "unseen" / "enb" / "seven.json").write_text(json.dumps(labels), encoding="utf-8")
        (shared / "enb" / "7").mkdir(parents=True)
        (shared / SOURCE).write_bytes(BULLETIN.encode())
        monkeypatch.setattr(tasks, "BENCH", bench)
        monkeypatch.setattr(tasks, "UNSEEN", bench / "unseen")
        digests.append(UNSEEN_POSITIONS.digest(shared))
    assert digests[0] == digests[1] != digests[2]


def test_evidence_that_repeats_earlier_words_to_the_end_of_the_text_stays_as_it_is() -> None:
    text = "Vik sat. Vik sat."
    labels = {"statements": [], "events": [], "positions": [{"evidence": [9, 17]}]}
    assert report_gold("a.json", labels, text)["positions"] == [{"evidence": "Vik sat."}]
