"""Invented coverage and its readings are what a build would make of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from grown import Coverage, grow_record, read_stories, write_texts
from invented import TABLES
from stories import A_DAY, REPORTS, find_stories, put, retell
from travaux.intake import find_sources, read_article
from travaux.model import Citation
from travaux.pipeline import Models, read
from travaux.record import Store

STORIES = 7  # one of each weekday


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("grown")


@pytest.fixture(scope="module")
def coverage(folder: Path) -> Coverage:
    return read_stories(folder, STORIES)


def citations(noun: Any) -> Iterator[Citation]:
    if isinstance(noun, Citation):
        yield noun
    elif dataclasses.is_dataclass(noun):
        for field in dataclasses.fields(noun):
            yield from citations(getattr(noun, field.name))
    elif isinstance(noun, tuple):
        for each in noun:
            yield from citations(each)


def test_words_that_stand_for_one_another_are_as_long_and_in_one_table_only() -> None:
    assert [table for table, words in TABLES.items() if len({len(word) for word in words}) != 1] == []
    every = [word.lower() for words in TABLES.values() for word in words]
    assert len(every) == len(set(every))


def test_coverage_is_the_same_every_time_and_smaller_coverage_is_how_larger_begins() -> None:
    stories = find_stories(STORIES)
    some = [each.article for each in retell(stories, 150)]
    assert some == [each.article for each in islice(retell(find_stories(STORIES), 900), 150)]
    assert len({each.id for each in some}) == 150
    days = [each.published for each in some]
    assert days[0] is not None
    assert days[2 * A_DAY] is not None
    assert (days[2 * A_DAY] - days[0]).days == 2


def test_articles_are_as_long_as_reports_and_reprints_share_their_words() -> None:
    stories = find_stories(STORIES)
    assert all(290 <= len(report.article.text.split()) <= 720 for story in stories for report in story.reports)
    for story in stories:
        wire, reprint = (report.article.text for report in story.reports[:2])
        assert wire.startswith(reprint)


def test_every_word_that_is_cited_stands_where_it_is_cited(coverage: Coverage) -> None:
    found = 0
    for article, reading in coverage.grow(40):
        assert reading.article == article.id
        assert reading.wording == article.wording
        for each in citations(reading):
            assert each.article == article.id
            assert article.text[each.start : each.end] == each.words
            found += 1
    assert found > 1000


def test_what_rests_on_a_statement_names_it_by_its_new_id(coverage: Coverage) -> None:
    voices = 0
    for _, reading in coverage.grow(REPORTS * 4):
        said = {each.id for each in reading.statements}
        assert {each.within for each in reading.statements} <= said | {None}
        assert {each.voice for each in reading.positions} <= said | {None}
        voices += sum(each.voice is not None for each in reading.positions)
    assert voices > 20


def test_a_reading_in_other_words_is_close_to_a_reading_of_these_words(coverage: Coverage) -> None:
    models = Models.load()
    both = [(reading, read(article, models)) for article, reading in coverage.grow(REPORTS * 2)]
    for noun in ("statements", "positions", "names"):
        derived, real = (sum(len(getattr(pair[side], noun)) for pair in both) for side in (0, 1))
        assert derived == pytest.approx(real, rel=0.2)
    contents = [{each.content[0].words for each in one.statements} for pair in both for one in pair]
    shared = sum(len(derived & real) for derived, real in zip(contents[::2], contents[1::2], strict=True))
    assert shared > 0.6 * sum(map(len, contents[1::2]))


def test_an_article_is_taken_in_from_its_file_as_it_stands_in_the_record(coverage: Coverage, tmp_path: Path) -> None:
    articles = [article for article, _ in coverage.grow(REPORTS * 3)]
    write_texts(articles, tmp_path)
    sources, problems = find_sources([tmp_path])
    assert problems == ()
    assert [read_article(source).article for source in sources] == articles


def test_a_grown_record_is_made_once_and_merges(coverage: Coverage, folder: Path) -> None:
    path = grow_record(coverage, folder, 12)
    made = path.stat().st_mtime_ns
    assert grow_record(coverage, folder, 12).stat().st_mtime_ns == made
    store = Store.create(path)
    record = store.record()
    store.close()
    assert len(record.articles) == 12
    assert {party.name for party in record.parties} >= {"Norland", "Velmark"}
    assert record.witnesses
    assert record.copies


def test_words_are_put_for_whole_words_only() -> None:
    assert (
        put("Vesko's Veskoland, the ledger", {"Vesko": "Halsk", "ledger": "rebate"}) == "Halsk's Veskoland, the rebate"
    )
