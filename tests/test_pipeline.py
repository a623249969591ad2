"""The pipeline: what a reading says of how it was made, and what a build says of how far it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from travaux import pipeline
from travaux.model import Article, ArticleKind

TODAY = date(2031, 6, 1)
REPORT = (
    "Outlet: Norland Courier\nDate: 2031-04-22\n\n"
    "Norland Foreign Minister Ann Vo said that Velmark must withdraw {} boats."
)

OPENING = "Norland Foreign Minister Ann Vik and Velmark envoy Jon Oda lead the talks. "

RULES = [
    ("Vik insisted that Velmark withdraw its boats.", "word “insist”"),
    ("Norland did not accept the quota, Vik said.", "word “accept”, negated"),
    ("Norland repeated its demand for a ban on trawlers.", "noun “demand”"),
    ("Vik told reporters that the boats must leave the bank.", "clause of “leave”: duty or future"),
    ("Vik met Oda in Halden on Monday.", "verb “meet”"),
    ("A second round of talks in Halden on 6 May is planned.", "network, “talk”"),
]


@pytest.mark.parametrize(("sentence", "rule"), RULES)
def test_a_position_or_event_names_the_rule_and_the_word_that_found_it(
    models: pipeline.Models, report: Callable[..., Article], sentence: str, rule: str
) -> None:
    reading = pipeline.read(report(OPENING + sentence), models)
    found = (*reading.positions, *reading.events)
    assert [each.rule for each in found if each.basis.start >= len(OPENING)] == [rule]


def test_a_statement_names_the_pattern_that_found_it(models: pipeline.Models, report: Callable[..., Article]) -> None:
    reading = pipeline.read(report("Ann Vo said that Velmark expects the boats to leave."), models)
    assert [each.rule for each in reading.statements] == ["network, clause", "clause"]


def test_a_bulletin_s_position_names_whose_part_it_is(models: pipeline.Models, report: Callable[..., Article]) -> None:
    words = "NORLAND, supported by ESTEY and opposed by VELMARK, proposed a joint control room."
    reading = pipeline.read(report(words, kind=ArticleKind.BULLETIN), models)
    assert {(each.holder, each.rule) for each in reading.positions} == {
        ("Norland", "bulletin: who speaks"),
        ("Estey", "bulletin: who backs a speaker"),
        ("Velmark", "bulletin: who resists a speaker"),
    }


def test_files_that_stand_in_the_record_already_say_nothing_of_the_pace() -> None:
    assert pipeline.Progress(total=100, done=90, words=0, seconds=2.0).seconds_left is None
    assert pipeline.Progress(total=100, done=90, read=10, seconds=20.0).seconds_left == 20.0


def test_a_build_that_goes_on_counts_what_it_skips_as_done_but_not_as_read(tmp_path: Path) -> None:
    for n in range(4):
        (tmp_path / f"{n}.txt").write_text(REPORT.format(n + 2))
    path = tmp_path / "talks.travaux"
    pipeline.build(sorted(tmp_path.glob("[0-2].txt")), path, today=TODAY).close()
    seen: list[pipeline.Progress] = []
    pipeline.build([tmp_path], path, today=TODAY, watch=seen.append).close()
    *files, merging = seen
    assert [(each.done, each.read) for each in files] == [(1, 0), (2, 0), (3, 0), (4, 1)]
    assert [each.seconds_left for each in files] == [None, None, None, 0.0]
    assert [each.merged for each in files] == [None] * 4
    assert (merging.done, merging.merged) == (4, 0.0)


def test_the_same_input_and_day_give_the_same_bytes_and_another_day_only_other_problems(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT.format("its"))

    def build(name: str, today: date) -> pipeline.Store:
        return pipeline.build([tmp_path / "a.txt"], tmp_path / name, today=today)

    with_day, again, before = build("1", TODAY), build("2", date(2099, 1, 1)), build("3", date(2031, 4, 21))
    assert with_day.record().problems == again.record().problems == ()
    assert [each.code for each in before.record().problems] == ["future-date"]
    assert before.record().statements == with_day.record().statements
