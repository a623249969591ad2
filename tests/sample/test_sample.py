"""The sample by itself: invented, complete, and in agreement with what a careful reader found in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

SAMPLE = Path(__file__).resolve().parents[2] / "sample"
REPORTS = {path.stem: path for path in sorted((SAMPLE / "coverage").iterdir())}
EXPECTED = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((SAMPLE / "expected").glob("*.json"))
    if path.stem != "record"
}
RECORD = json.loads((SAMPLE / "expected" / "record.json").read_text(encoding="utf-8"))

EMPTY = "2025-05-02_velpress_communique"
HOSTILE = "2025-05-01_corrin-lantern_past-midnight"
WIRE = "2025-03-12_strait-wire_marigold-crew"
CORRECTION = "2025-03-13_strait-wire_marigold-crew-corrected"
REPRINT = "2025-03-13_corrin-lantern_marigold-men"

NEWS_ACTS = {
    *("accept", "call_for", "commit", "concede", "condition", "criticise", "demand", "deny", "expect"),
    *("express_doubt", "offer", "praise", "reject", "rule_out", "threaten"),
}
BULLETIN_ACTS = NEWS_ACTS | {"propose", "request", "support", "report"}
EVENT_TYPES = {
    *("agree", "announce", "cancel", "ease", "meet", "postpone", "sanction", "sign", "strike", "talk", "test"),
    *("visit", "vote", "walk_out"),
}
EVENT_STATUSES = {"happened", "planned", "ongoing", "possible", "ruled_out"}
ISSUE_STATUSES = {"open", "agreed", "bracketed", "contested", "off_the_table"}


class Visible(HTMLParser):
    """The words of a page that a reader sees; `paragraphs` are those of its <p> elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.paragraphs: list[str] = []
        self._hidden = 0
        self._in_paragraph = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in {"script", "style"}
        if tag == "p":
            self._in_paragraph = True
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"script", "style"}
        if tag == "p":
            self._in_paragraph = False

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        self.words.append(data)
        if self._in_paragraph:
            self.paragraphs[-1] += data


def text_of(stem: str) -> str:
    """The text after its header, or a page without its tags and with single spaces."""
    path = REPORTS[stem]
    raw = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        return " ".join(visible(raw).split())
    if path.suffix == ".md":
        return raw.split("\n---\n", 1)[1]
    return raw.split("\n\n", 1)[1] if re.match(r"Title: ", raw) else raw


def visible(page: str) -> str:
    parser = Visible()
    parser.feed(page)
    return "".join(parser.words)


def story_of(stem: str) -> str:
    """The text without the menus, banners and footers of a page."""
    path = REPORTS[stem]
    if path.suffix != ".html":
        return text_of(stem)
    parser = Visible()
    parser.feed(path.read_text(encoding="utf-8"))
    return "\n".join(parser.paragraphs)


def quoted(found: Any) -> Iterator[str]:
    """Every string of an expected reading that has to stand in its text."""
    keys = {"content", "sentence", "evidence", "condition", "object"}
    if isinstance(found, list):
        for item in found:
            yield from quoted(item)
    elif isinstance(found, dict):
        for key, value in found.items():
            if isinstance(value, str) and key in keys:
                yield value
            else:
                yield from quoted(value)


def passages(found: Any) -> Iterator[tuple[str, str]]:
    """Every {file, text} of the expected record, however deep."""
    if isinstance(found, list):
        for item in found:
            yield from passages(item)
    elif isinstance(found, dict):
        if set(found) == {"file", "text"}:
            yield found["file"], found["text"]
        else:
            for value in found.values():
                yield from passages(value)


def files_named(found: Any) -> Iterator[str]:
    """Every stem that the expected record names, in whatever place."""
    if isinstance(found, str):
        if re.fullmatch(r"2025-\d\d-\d\d_[a-z0-9_-]+", found):
            yield found
    elif isinstance(found, list):
        for item in found:
            yield from files_named(item)
    elif isinstance(found, dict):
        for key, value in found.items():
            yield from files_named(key)
            yield from files_named(value)


def test_every_report_has_an_expected_reading_and_every_reading_a_report() -> None:
    assert list(EXPECTED) == list(REPORTS)
    assert sorted(RECORD["articles"]) == list(REPORTS)


def test_there_are_enough_reports_outlets_and_formats() -> None:
    assert len(REPORTS) >= 18
    outlets = {article["outlet"] for article in RECORD["articles"].values() if article["outlet"]}
    assert len(outlets) >= 5
    assert {path.suffix for path in REPORTS.values()} == {".txt", ".html", ".md"}
    assert {article["kind"] for article in RECORD["articles"].values()} == {"news", "bulletin"}


def test_the_reports_span_two_months() -> None:
    days = sorted(article["published"] for article in RECORD["articles"].values() if article["published"])
    assert (days[0], days[-1]) == ("2025-03-03", "2025-05-02")
    assert all(re.fullmatch(r"2025-0[345]-\d\d", day) for day in days)


@pytest.mark.parametrize("stem", sorted(set(REPORTS) - {EMPTY, HOSTILE}))
def test_a_report_has_between_200_and_700_words(stem: str) -> None:
    assert 200 <= len(story_of(stem).split()) <= 700


@pytest.mark.parametrize("stem", sorted(EXPECTED))
def test_what_is_expected_stands_in_the_text_word_for_word(stem: str) -> None:
    text = text_of(stem)
    assert [words for words in quoted(EXPECTED[stem]) if words not in text] == []
    for shift in EXPECTED[stem]["shifts"]:
        assert shift["from"] in text
        assert shift["to"] in text


@pytest.mark.parametrize("stem", sorted(EXPECTED))
def test_a_condition_and_an_object_belong_to_their_position(stem: str) -> None:
    for position in EXPECTED[stem]["positions"]:
        assert position["condition"] is None or position["condition"] in text_of(stem)
        assert position["issue"] in EXPECTED[stem]["issues"]
        assert position["party"] in EXPECTED[stem]["parties"]


@pytest.mark.parametrize("stem", sorted(EXPECTED))
def test_expected_readings_use_the_words_of_the_guidelines(stem: str) -> None:
    reading = EXPECTED[stem]
    assert {found["speaker_kind"] for found in reading["statements"]} <= {
        "named",
        "unnamed",
        "collective",
        "document",
    }
    assert {found["form"] for found in reading["statements"]} <= {"direct", "indirect", "mixed"}
    assert {found["act"] for found in reading["positions"]} <= NEWS_ACTS
    assert {found["type"] for found in reading["events"]} <= EVENT_TYPES
    assert {found["status"] for found in reading["events"]} <= EVENT_STATUSES
    days = [found["said_on"] for found in reading["statements"]]
    days += [found["as_of"] for found in reading["positions"]] + [found["date"] for found in reading["events"]]
    assert [day for day in days if day and not re.fullmatch(r"\d{4}(-\d\d){0,2}", day)] == []


@pytest.mark.parametrize("stem", sorted(EXPECTED))
def test_the_sides_are_those_of_the_record(stem: str) -> None:
    names = {party["name"] for party in RECORD["parties"]}
    reading = EXPECTED[stem]
    found = {item["party"] for kind in ("statements", "positions", "shifts") for item in reading[kind]}
    assert found - {None} <= names
    for position in reading.get("bulletin", {}).get("positions", []):
        assert {*position["holders"], *position["on_behalf_of"]} <= names
        assert position["act"] in BULLETIN_ACTS


def test_only_bulletins_are_coded_as_bulletins() -> None:
    bulletins = {stem for stem, article in RECORD["articles"].items() if article["kind"] == "bulletin"}
    assert {stem for stem, reading in EXPECTED.items() if "bulletin" in reading} == bulletins


def test_every_passage_of_the_record_stands_in_its_report() -> None:
    found = list(passages(RECORD))
    assert len(found) > 60
    assert [(stem, words) for stem, words in found if words not in text_of(stem)] == []
    assert set(files_named(RECORD)) <= set(REPORTS)


def test_every_row_of_the_mission_has_its_reports() -> None:
    assert list(RECORD["mission"]) == [f"H{row}" for row in range(1, 19)]
    for row, mission in RECORD["mission"].items():
        assert mission["files"], row
        assert isinstance(mission["yet"], bool)
        assert {passage["file"] for passage in mission["evidence"]} <= set(mission["files"])


def test_the_readme_tells_for_every_row_where_it_is() -> None:
    readme = (SAMPLE / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (H\d+) \| [^|]+ \| ([^|]+) \|$", readme, re.MULTILINE))
    assert list(rows) == list(RECORD["mission"])
    for row, cell in rows.items():
        assert set(re.findall(r"`([^`]+)`", cell)) == {REPORTS[stem].name for stem in RECORD["mission"][row]["files"]}


def test_what_must_leave_the_text_is_in_the_file() -> None:
    for stem, article in RECORD["articles"].items():
        raw = REPORTS[stem].read_text(encoding="utf-8")
        assert [words for words in article["not_in_text"] if words not in raw] == []
        assert bool(article["not_in_text"]) != (stem == EMPTY)


def test_what_must_leave_the_text_is_in_no_expected_finding() -> None:
    for stem, article in RECORD["articles"].items():
        words = list(quoted(EXPECTED[stem]))
        assert [gone for gone in article["not_in_text"] if any(gone in found for found in words)] == []


def test_a_correction_has_the_address_of_what_it_corrects_and_another_figure() -> None:
    wire, correction = (REPORTS[stem].read_text(encoding="utf-8") for stem in (WIRE, CORRECTION))
    address = re.compile(r"^URL: (.+)$", re.MULTILINE)
    assert address.findall(wire) == address.findall(correction)
    assert RECORD["articles"][WIRE]["replaced_by"] == CORRECTION
    assert RECORD["problems"][WIRE] == "superseded"
    assert RECORD["articles"][CORRECTION]["updated"] > RECORD["articles"][WIRE]["published"]
    assert "nine crew members" in text_of(WIRE)
    assert "eleven crew members" in text_of(CORRECTION)


def test_no_two_other_reports_share_an_address() -> None:
    address = re.compile(r"^(?:URL|url): (.+)$|rel=\"canonical\" href=\"([^\"]+)\"", re.MULTILINE)
    found = []
    for stem in set(REPORTS) - {CORRECTION}:
        match = address.search(REPORTS[stem].read_text(encoding="utf-8"))
        if match:
            found.append(match[1] or match[2])
    assert len(found) == len(set(found))


def test_a_reprint_holds_nothing_that_the_wire_story_does_not() -> None:
    wire = set(pairwise(text_of(WIRE).split()))
    cut = set(pairwise(story_of(REPRINT).split()))
    assert len(cut & wire) / len(cut) > 0.7
    assert len(wire - cut) / len(wire) > 0.2
    assert RECORD["copies"] == [sorted([CORRECTION, REPRINT])]


def test_two_reports_contradict_each_other() -> None:
    conflicts = [pair for pair in RECORD["witness_pairs"] if pair["agreement"] == "same_with_conflict"]
    assert len(conflicts) >= 2
    assert all(pair["a"]["file"] != pair["b"]["file"] for pair in conflicts)


def test_the_hostile_report_tries_everything_and_stays_small() -> None:
    page = REPORTS[HOSTILE].read_text(encoding="utf-8")
    for trick in ("<script", "javascript:", "onerror=", "onload=", "\u202e", "\x07", "\x1b", "&lt;script&gt;", "data:"):
        assert trick in page, trick
    assert len(page) < 20_000
    assert len(EXPECTED[HOSTILE]["statements"]) > 3


def test_the_empty_report_is_empty() -> None:
    assert REPORTS[EMPTY].stat().st_size == 0
    assert not any(EXPECTED[EMPTY].values())


def test_the_agenda_has_an_issue_of_every_status() -> None:
    assert {item["status"] for item in RECORD["agenda"]} == ISSUE_STATUSES
    assert {item["issue"] for item in RECORD["agenda"]} <= set(RECORD["issues"])
    assert {cell["issue"] for cell in RECORD["matrix"]} <= set(RECORD["issues"])


def test_one_side_softens_and_the_other_hardens() -> None:
    moves = {(shift["party"], shift["direction"]) for shift in RECORD["shifts"]}
    assert {("Norland", "softened"), ("Velmark", "hardened")} <= moves


def test_no_real_state_is_named() -> None:
    states = [name for code, name in Locale("en").territories.items() if len(code) == 2]
    named = re.compile(r"\b(?:" + "|".join(map(re.escape, states)) + r")\b")
    for path in sorted(SAMPLE.rglob("*")):
        if path.is_file():
            assert named.findall(path.read_text(encoding="utf-8")) == [], path.name
