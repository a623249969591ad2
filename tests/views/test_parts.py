"""What a question reads of a record: by index, no more than it needs, and with the same answer as from the whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from kept import keep
from sqlalchemy import event, select

from travaux.library import OpenRecord
from travaux.model import TYPES, Estimate, Heading, Record, Ruling, Verdict, When
from travaux.record import Wanted
from travaux.record.schema import FINDING
from travaux.views import KINDS, Filter, ViewError, listing, matrix, render, show, some_of, wanted, why

MARCH, APRIL, MAY = date(2031, 3, 20), date(2031, 4, 1), date(2031, 5, 1)
ASKED: list[dict[str, Any]] = [
    {},
    {"party": "Velmark"},
    {"issue": "catch limit"},
    {"issue": "observers"},
    {"party": "Velmark", "issue": "patrol vessels"},
    {"party": "Norland", "issue": "observers", "act": "demand"},
    {"party": "Norland", "since": MARCH},
    {"issue": "observers", "source_kind": "unnamed_official"},
    {"act": "refuse"},
    {"act": "talk"},
    {"speaker": "Aker"},
    {"speaker": "the chair"},
    {"source_kind": "unnamed_official"},
    {"since": APRIL},
    {"until": MARCH},
    {"min_confidence": 0.85},
    {"party": "ESTEY", "until": date(2031, 1, 1)},
]


@pytest.fixture(scope="module")
def talks(talks: Record) -> Record:
    """The invented record, in which others tell about when one report came out."""
    first, *others = talks.articles
    told = tuple(each.id for each in talks.positions if each.article == first.id)
    about = Estimate(first.id, When.month(2031, 4), tuple(sorted(each.id for each in others[:2])), told)
    return replace(talks, estimates=(about,))


BIG = ("finding", "article", "heading", "reading", "older", "member", "note", "mark", "tie")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def opened(
    request: pytest.FixtureRequest, talks: Record, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OpenRecord]:
    """The invented record in a database."""
    if request.param == "sqlite":
        place = str(tmp_path_factory.mktemp("parts") / "talks.travaux")
    else:
        place = request.getfixturevalue("new_schema")()
    made = keep(talks, place)
    yield made
    made.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_listing_is_the_same_from_the_part_that_it_looks_into(opened: OpenRecord, talks: Record, kind: str) -> None:
    for asked in ASKED:
        if kind == "changes":
            asked = {"since": MARCH, **asked, "until": asked.get("until") and MAY}
        expected = render(listing(talks, kind, Filter(**asked)), "json")
        assert opened.table(kind, "json", **asked) == expected, asked
    assert "data" not in opened.__dict__


def test_every_finding_is_shown_and_explained_from_the_part_behind_it(opened: OpenRecord, talks: Record) -> None:
    for type_ in TYPES:
        for finding in getattr(talks, type_.field) if type_.noun is not Ruling else ():
            assert opened.show(finding.id) == show(talks, finding.id)
            if finding.id in {ruling.finding for ruling in talks.rulings}:
                assert "confirmed by I. Berg on 2031-05-01 (stale): read twice" in opened.why(finding.id[:15])
            else:
                assert opened.why(finding.id[:15]) == why(talks, finding.id[:15])
    assert "data" not in opened.__dict__


@pytest.mark.parametrize("start", ["", "0", "a", "zz", "' OR 1 --", "ÿ", "0123456789abcdef", "\ud800"])
def test_the_start_of_no_id_or_of_several_is_refused_in_the_same_words(
    opened: OpenRecord, talks: Record, start: str
) -> None:
    for ask, view in ((opened.show, show), (opened.why, why)):
        with pytest.raises(ViewError) as expected:
            view(talks, start)
        with pytest.raises(ViewError) as found:
            ask(start)
        assert str(found.value) == str(expected.value)


@pytest.mark.parametrize("kind", KINDS)
def test_no_listing_reads_the_text_of_a_report(opened: OpenRecord, kind: str) -> None:
    part = opened._store.part(wanted(kind, Filter(since=APRIL), opened._store.part(Wanted())))
    assert all(isinstance(each, Heading) for each in part.articles)


def test_a_table_has_so_many_rows_and_says_of_how_many(opened: OpenRecord, talks: Record) -> None:
    whole = listing(talks, "positions")
    cut = some_of(whole, 3, 2)
    assert cut.rows == whole.rows[2:5]
    assert f"Rows 3 to 5 of {len(whole.rows)} rows" in cut.footer
    assert opened.table("positions", limit=3, offset=2) == render(cut, "table")
    assert json.loads(opened.table("positions", "json", limit=2)) == json.loads(render(whole, "json"))[:2]
    assert some_of(whole, len(whole.rows)) is whole
    assert f"There are {len(whole.rows)} rows" in opened.table("positions", offset=1000)
    compared = some_of(listing(talks, "compare"), 1, 1)
    assert len(compared.details) == len(compared.rows) == 1


def test_a_table_without_a_limit_ends_somewhere_and_the_other_formats_do_not(
    opened: OpenRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("travaux.views.ROWS", 2)
    assert "Rows 1 to 2 of" in opened.table("positions")
    assert len(json.loads(opened.table("positions", "json"))) > 2
    assert "Rows 1 to 2 of" not in opened.table("positions", limit=500)


def test_the_matrix_of_a_large_record_has_the_newest_of_each_cell_and_of_one_cell_all(
    talks: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("travaux.record.glances.FEW", 1)
    with keep(talks, str(tmp_path / "talks.travaux")) as small:
        whole = matrix(talks)
        assert small.matrix() == whole
        with small._store._database.writing():
            small._store._upkeep.put_meta(grown="as if it were large")
        seen = small.matrix()
        for row, full in zip(seen.rows, whole.rows, strict=True):
            for cell, all_ in zip(row.cells, full.cells, strict=True):
                assert [each.position for each in cell.entries] == [each.position for each in all_.entries[:1]]
                assert len(cell.entries) + cell.older == len(all_.entries)
        assert any(cell.older for row in seen.rows for cell in row.cells)
        (crowded, *_) = (cell for row in seen.rows for cell in row.cells if cell.older)
        asked = {"party": crowded.party.name, "issue": crowded.issue.label}
        assert small.matrix(**asked) == matrix(talks, Filter(**asked))


@contextmanager
def plans(opened: OpenRecord) -> Iterator[list[str]]:
    """How SQLite finds what is asked meanwhile, a line for each table."""
    connection = opened._store._database.connection
    found: list[str] = []

    def explain(db: Any, cursor: Any, statement: str, parameters: Any, *rest: Any) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            lines = cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
            found.extend(line[3] for line in lines)

    event.listen(connection, "before_cursor_execute", explain)
    try:
        yield found
    finally:
        event.remove(connection, "before_cursor_execute", explain)


QUESTIONS: dict[str, Callable[[OpenRecord, Record], object]] = {
    "matrix": lambda opened, talks: opened.table("matrix"),
    "matrix of a party": lambda opened, talks: opened.table("matrix", party="Velmark"),
    "matrix of days": lambda opened, talks: opened.table("matrix", party="Velmark", since=APRIL),
    "history": lambda opened, talks: opened.table("history", party="Velmark", issue="patrol vessels"),
    "history of days": lambda opened, talks: opened.table("history", party="Norland", issue="observers", since=APRIL),
    "history of a speaker": lambda opened, talks: opened.table("history", issue="observers", speaker="Lind"),
    "positions": lambda opened, talks: opened.table("positions", party="Norland", issue="catch limit"),
    "positions of an act": lambda opened, talks: opened.table("positions", issue="catch limit", act="refuse"),
    "shifts": lambda opened, talks: opened.table("shifts", party="Norland", issue="observers"),
    "issues": lambda opened, talks: opened.table("issues"),
    "package": lambda opened, talks: opened.table("package"),
    "show": lambda opened, talks: opened.show(talks.stands[0].id),
    "why": lambda opened, talks: opened.why(talks.witnesses[0].id[:14]),
}


def asked_of(talks: Record, path: Path, question: str) -> list[str]:
    opened = keep(talks, str(path))
    with plans(opened) as found:
        QUESTIONS[question](opened, talks)
    opened.close()
    assert found
    return found


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_asked_of_a_record_with_rulings_is_found_by_index(talks: Record, tmp_path: Path, question: str) -> None:
    """What they touch is looked up once more, and no more than that."""
    without = asked_of(replace(talks, rulings=()), tmp_path / "without.travaux", question)
    rejected = tuple(replace(each, verdict=Verdict.REJECTED) for each in talks.rulings)
    ruled = asked_of(replace(talks, rulings=rejected), tmp_path / "talks.travaux", question)
    assert [line for line in ruled if any(line.startswith(f"SCAN {table}") for table in BIG)] == []
    assert len(without) < len(ruled) < 3 * len(without) + 30


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_asked_of_a_party_or_an_issue_is_found_by_index(talks: Record, tmp_path: Path, question: str) -> None:
    found = asked_of(replace(talks, rulings=()), tmp_path / "talks.travaux", question)
    assert [line for line in found if any(line.startswith(f"SCAN {table}") for table in BIG)] == []
    by_type_alone = [line for line in found if line.startswith("SEARCH finding") and line.endswith("(type=?)")]
    small = 2 * 2 + ("whole" in question or question == "package")  # parties and issues for the names, and for the part
    assert len(by_type_alone) <= small, found


def test_a_question_without_an_index_would_be_told(talks: Record, tmp_path: Path) -> None:
    opened = keep(talks, str(tmp_path / "talks.travaux"))
    with plans(opened) as found:
        opened._store._rows.all(select(FINDING.c.id).where(FINDING.c.body == b"nothing"))
    opened.close()
    assert any(line.startswith("SCAN finding") for line in found)
