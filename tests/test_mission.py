"""The mission's rows H1-H18 on the two reports that it comes from: docs/mission.md says what is found, and is true."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from travaux import pipeline
from travaux.model import (
    Act,
    ActGroup,
    Direction,
    EventStatus,
    EventType,
    IssueStatus,
    Modality,
    Record,
    SourceKind,
    Statement,
)

ROOT = Path(__file__).parent.parent
REPORTS = ROOT.parent / "shared" / "hanoi"
PAGE = ROOT / "docs" / "mission.md"

pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the two reports lie beside the repository, not in it")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    path = tmp_path_factory.mktemp("records") / "hanoi.travaux"
    return pipeline.build([REPORTS], path, today=date(2026, 1, 1)).record()


def contents(record: Record, words: str) -> list[Statement]:
    return [s for s in record.statements if any(words in part.words for part in s.content)]


def issues(record: Record, *stems: str) -> set[str]:
    return {issue.id for issue in record.issues if any(stem in issue.label for stem in stems)}


def unnamed(record: Record) -> set[str]:
    kinds = (SourceKind.UNNAMED_OFFICIAL, SourceKind.UNNAMED_CLOSE)
    return {s.speaker for s in record.statements if s.source_kind in kinds and s.speaker}


def h1(record: Record) -> bool:
    names = {party.name for party in record.parties}
    people = {actor.name: actor for actor in record.actors}
    kim = people.get("Kim Jong Un")
    return names == {"North Korea", "United States"} and kim is not None and "Kim Jung Un" in kim.aliases


def h2(record: Record) -> bool:
    return sum(issue.raised_by == "Donald Trump" for issue in record.issues) >= 4


def h3(record: Record) -> bool:
    return any(i.status is IssueStatus.CONTESTED and "denuclear" in i.label for i in record.issues)


def h4(record: Record) -> bool:
    missing = [p for p in record.positions if p.act is Act.COMMIT and "timeline" in p.basis.words]
    return bool(missing) and all(p.modality is Modality.NEGATED for p in missing)


def h5(record: Record) -> bool:
    softened = [s for s in record.shifts if s.direction is Direction.SOFTENED]
    return any(s.issue in issues(record, "accounting", "declaration") for s in softened)


def h6(record: Record) -> bool:
    relief, arms = issues(record, "sanction"), issues(record, "denuclear")
    linked = any(link.issue in relief and link.on in arms for link in record.links)
    return linked and any(s.issue in relief and s.direction is Direction.SOFTENED for s in record.shifts)


def h7(record: Record) -> bool:
    told = {s.id for words in ("nothing is agreed to", "Nothing will be agreed to") for s in contents(record, words)}
    return any(told >= set(w.statements) and len(w.articles) == 2 for w in record.witnesses if w.statements)


def h8(record: Record) -> bool:
    off = [i for i in record.issues if i.status is IssueStatus.OFF_THE_TABLE]
    return any("troop" in issue.label and issue.status_basis for issue in off)


def h9(record: Record) -> bool:
    made = [p for p in record.positions if p.act.group is ActGroup.GIVE and "war exercises" in p.basis.words]
    return any(p.as_of is not None and str(p.as_of).startswith("2018-06") for p in made)


def h10(record: Record) -> bool:
    could = [p for p in record.positions if p.modality is Modality.POSSIBLE and "peace declaration" in p.basis.words]
    return any(p.act is Act.OFFER and p.voice is None for p in could)


def h11(record: Record) -> bool:
    said = {s.id for s in record.statements if s.speaker == "Stephen Biegun"}
    said |= {s.id for s in record.statements if s.within in said}
    north = {party.id for party in record.parties if party.name == "North Korea"}
    return any(p.voice in said and p.party in north for p in record.positions)


def h12(record: Record) -> bool:
    wanted = [p for p in record.positions if "very big bites" in p.basis.words]
    refused = [p for p in record.positions if "incremental steps" in p.basis.words]
    return any(p.act.group is ActGroup.WANT for p in wanted) and any(p.act.group is ActGroup.REFUSE for p in refused)


def h13(record: Record) -> bool:
    meets = [e for e in record.events if e.type in (EventType.MEET, EventType.TALK) and e.date is not None]
    planned = any(e.status is EventStatus.PLANNED and "2019-02-25" in str(e.date) for e in meets)
    held = [e for e in meets if e.status is EventStatus.HELD and str(e.date)[:4] == "2018"]
    return planned and any("Singapore" in (e.place or "") for e in held)


def h14(record: Record) -> bool:
    return 6 <= len(unnamed(record)) <= 11 and any(s.terms for s in record.statements)


def h15(record: Record) -> bool:
    us = {party.id for party in record.parties if party.name == "United States"}
    inside = [p for p in record.positions if p.party in us and p.act in (Act.DOUBT, Act.CRITICISE)]
    return any("advisers" in (p.holder or "") for p in inside) and any("Biegun" in p.basis.words for p in inside)


def h16(record: Record) -> bool:
    low = any(p.act is Act.DOUBT and "low expectations" in p.basis.words for p in record.positions)
    return low and any(p.act is Act.PRAISE and "mere existence" in p.basis.words for p in record.positions)


def h17(record: Record) -> bool:
    shared = {id_ for each in record.witnesses for id_ in each.statements}
    return bool(shared) and len({s.article for s in record.statements if s.id not in shared}) == 2


def h18(record: Record) -> bool:
    left = ("Posted at", "last updated", "Source: CNN", "CNN —")
    clean = not any(words in article.text for article in record.articles for words in left)
    dated = {article.published for article in record.articles} == {date(2019, 2, 21), None}
    return clean and dated and "CNN" in {article.outlet for article in record.articles}


CHECKS: dict[str, Callable[[Record], bool]] = {
    f"H{n}": check
    for n, check in enumerate(
        (h1, h2, h3, h4, h5, h6, h7, h8, h9, h10, h11, h12, h13, h14, h15, h16, h17, h18), start=1
    )
}


def rows() -> Iterator[tuple[str, bool]]:
    for row in re.finditer(r"^\| (H\d+) \|.*\| (found|not yet) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE):
        yield row.group(1), row.group(2) == "found"


@pytest.mark.parametrize("row", CHECKS)
def test_the_page_tells_the_truth_of_each_row(record: Record, row: str) -> None:
    assert dict(rows())[row] == CHECKS[row](record)


def test_the_page_has_every_row_once() -> None:
    assert [row for row, _ in rows()] == list(CHECKS)
