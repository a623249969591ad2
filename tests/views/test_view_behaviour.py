import csv
import io
import json
import re
from dataclasses import replace

import pytest
from fisheries_talks import build_record

from travaux.model import (
    Act,
    Article,
    Issue,
    IssueStatus,
    Manner,
    Party,
    Position,
    Record,
    SourceKind,
    Span,
    Stance,
    Statement,
    Witnesses,
)
from travaux.views import Filter, ViewError, brief, export_jsonl, listing, matrix, render, select, show, why


def test_the_newest_position_of_a_cell_stands_first(talks: Record) -> None:
    cell = matrix(talks).cell("Velmark", "patrol vessels")
    assert cell is not None
    days = [str(entry.date) for entry in cell.entries]
    assert len(days) == 3
    assert days == sorted(days, reverse=True)


def test_one_utterance_told_by_two_reports_is_one_line_of_its_cell(talks: Record) -> None:
    cell = matrix(talks).cell("Velmark", "catch limit")
    assert cell is not None
    told = next(entry for entry in cell.entries if entry.act is Act.CONDITION)
    assert [entry.act for entry in cell.entries] == [Act.ACCEPT, Act.CONDITION]
    assert (told.reports, told.independent, len(told.repeats)) == (2, 1, 1)
    found = listing(talks, "matrix")
    row = next(row for row in found.rows if row[0] == "catch limit")
    words = str(row[found.columns.index("Velmark")])
    assert words.endswith("(+1 older)")  # the other line, not the other report


def test_two_demands_of_one_utterance_stay_two_though_a_second_report_tells_both() -> None:
    articles = [Article(f"{n}.txt", "Boats must go. Pay first.", outlet=f"Paper {n}") for n in (1, 2)]
    party, issue = Party("Norland", (), None, (), None), Issue("boats", (), None, IssueStatus.OPEN, None, None, None)
    statements, positions = [], []
    for article in articles:
        parts = [article.cite(Span(0, 13)), article.cite(Span(15, 24))]
        said = Statement(None, None, tuple(parts), Manner.DIRECT, "Ann Vo", SourceKind.NAMED, party=party.id)
        statements.append(said)
        positions += [
            Position("Ann Vo", Act.DEMAND, Stance.FOR, part, None, part, voice=said.id, party=party.id, issue=issue.id)
            for part in parts
        ]
    group = Witnesses(tuple(each.id for each in statements), tuple(each.id for each in articles), 2)
    record = Record(
        "Talks",
        tuple(articles),
        tuple(statements),
        tuple(positions),
        parties=(party,),
        issues=(issue,),
        witnesses=(group,),
    )
    cell = matrix(record).cell("Norland", "boats")
    assert cell is not None
    assert [(entry.reports, len(entry.repeats)) for entry in cell.entries] == [(2, 1), (2, 1)]


def test_the_chain_names_the_rule_with_its_version_the_models_and_the_origin(talks: Record) -> None:
    made = replace(talks.positions[0], rule="word “insist”")
    voice = replace(talks.statements[0], rule="clause", cue=talks.statements[0].content[0])
    resting = replace(made, voice=voice.id)
    record = replace(talks, positions=(resting,), statements=(voice,))
    chain = why(record, resting.id)
    article = next(each for each in talks.articles if each.id == resting.article)
    assert "rule        word “insist”, stages-1\n" in chain
    assert f"by rule   clause, cue “{voice.content[0].words}”\n" in chain
    assert "model       tiny_parser-3.8\n" in chain
    assert f"file        {article.origin}\n" in chain
    assert f"wording     {article.wording}\n" in chain
    assert "ruling" in chain


def test_every_finding_that_the_record_makes_has_a_rule(talks: Record) -> None:
    for finding in (*talks.links, *talks.shifts, *talks.witnesses, *talks.parties, *talks.issues, *talks.actors):
        chain = why(talks, finding.id)
        assert re.search(r"rule        \w.+, merge-\d+\n", chain)
    assert "rule        bulletin" in why(talks, talks.outcomes[0].id)


def test_an_unknown_party_is_answered_with_the_nearest_name(talks: Record) -> None:
    with pytest.raises(ViewError, match="Velmark"):
        select(talks, Filter(party="Velmarc"))


def test_the_export_is_canonical(talks: Record) -> None:
    lines = list(export_jsonl(talks))
    assert lines == list(export_jsonl(build_record()))
    keys = [(each["type"], each["id"]) for each in map(json.loads, lines)]
    assert keys == sorted(keys)


def test_no_cell_of_a_csv_is_a_formula(talks: Record) -> None:
    rows = csv.reader(io.StringIO(render(listing(talks, "positions"), "csv", 80), newline=""))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_a_passage_and_its_chain_are_told_by_the_start_of_an_id(talks: Record) -> None:
    position = talks.positions[0]
    assert "⟦" in show(talks, position.id[:12])
    assert "wording" in why(talks, position.id)


def test_hostile_text_neither_runs_nor_turns_a_line_round(talks: Record) -> None:
    page = brief(talks)
    assert page.count("<script") == 1
    assert "<img" not in page
    assert 'href="javascript:' not in page
    assert "\u202e" not in page


def test_every_claim_opens_a_passage_of_the_page(talks: Record) -> None:
    page = brief(talks)
    opened = set(re.findall(r'href="#(p-[0-9a-f-]+)"', page))
    held = re.findall(r'<article class="passage" id="([^"]+)"', page)
    assert opened and opened <= set(held)
    assert len(held) == len(set(held))


def test_the_words_that_give_a_time_are_shown_with_a_finding(talks: Record) -> None:
    position = next(each for each in talks.positions if each.object)
    dated = replace(position, dated=position.object)
    record = replace(talks, positions=tuple(dated if each is position else each for each in talks.positions))
    assert position.object
    assert re.search(rf"time in words +{re.escape(position.object.words[:20])}", show(record, position.id))
    assert "time in words" not in show(talks, position.id)
