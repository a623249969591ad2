"""What the brief puts where: short lines first, the rest behind folds, nothing said twice."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from crowded_table import MATTERS, article, build_crowd, cite, held, record

from travaux.model import Act, Knot, Link, Record
from travaux.views import brief
from travaux.views.brief.folds import cap
from travaux.views.brief.links import find_links
from travaux.views.brief.passages import Passages
from travaux.views.brief.stand import find_standing, order_entries, position_claim
from travaux.views.index import Index
from travaux.views.matrix import entry, matrix


@pytest.fixture(scope="module")
def crowded() -> Record:
    return build_crowd()


def test_an_empty_record_makes_a_page_that_says_what_it_lacks() -> None:
    page = brief(Record("Cod talks"))
    for words in ("no dates", "No position in these reports", "No move of a side", "No issue has been made out"):
        assert words in page
    assert "The record holds no report." in page
    assert '<article class="passage"' not in page


def test_more_than_four_sides_share_the_last_column(crowded: Record) -> None:
    index = Index(crowded)
    standing = find_standing(index, matrix(crowded), Passages(index))
    assert [each.name for each in standing.columns] == ["Norland", "Velmark", "Skerry"]
    assert [each.name for each in standing.others] == ["Estey", "Orrin", "Tarn"]
    assert [cell.party.name for cell in standing.rows[0].others] == ["Estey", "Orrin", "Tarn"]


def test_issues_past_the_first_ten_stand_behind_a_fold_and_none_is_lost(crowded: Record) -> None:
    index = Index(crowded)
    standing = find_standing(index, matrix(crowded), Passages(index))
    assert len(standing.rows) == 10
    assert {row.label for row in (*standing.rows, *standing.folded)} == set(MATTERS)
    assert "4 more issues" in brief(crowded)


def test_paper_has_the_passages_of_open_lines_only_numbered_in_the_order_of_the_page(crowded: Record) -> None:
    page = brief(crowded)
    printed = re.findall(r'<article class="passage" id="([^"]+)" tabindex', page)
    folded = re.findall(r'<article class="passage" id="([^"]+)" data-folded', page)
    numbers = [int(number) for number in re.findall(r'<span class="n">(\d+)</span>', page)]
    assert numbers == list(range(1, len(printed) + 1))
    assert folded and len(printed) + len(folded) == len(crowded.positions)


def test_a_list_folds_no_single_line() -> None:
    passages = Passages(Index(Record("Cod talks")))
    assert cap("abcde", str, passages, first=4, most=9).first == tuple("abcde")
    capped = cap("abcdefgh", str, passages, first=4, most=6)
    assert (capped.first, capped.folded, capped.rest, len(capped)) == (tuple("abcd"), tuple("ef"), 2, 8)


def test_a_comment_does_not_hide_the_position_that_it_comments_on() -> None:
    demand = article(1, "Norland demands a larger share of the catch.")
    offer = article(2, "Norland offers weekly reports of its landings.")
    again = article(3, "Norland demands half of all the cod.")
    praise = article(4, "Norland praises the tone of the talks.")
    positions = [
        held(demand, Act.DEMAND, "a larger share of the catch", "Norland", "quota 1"),
        held(offer, Act.OFFER, "weekly reports of its landings", "Norland", "quota 1"),
        held(again, Act.DEMAND, "half of all the cod", "Norland", "quota 1"),
        held(praise, Act.PRAISE, "the tone of the talks", "Norland", "quota 1"),
    ]
    index = Index(record(positions, [demand, offer, again, praise]))
    newest = [entry(index, each) for each in index.newest(positions)]
    first, rest = order_entries(newest)
    assert [each.act for each in first] == [Act.DEMAND, Act.OFFER]
    assert first[0].position is positions[2]
    assert [each.act for each in rest] == [Act.PRAISE, Act.DEMAND]
    assert order_entries(newest[:1]) == (newest[:1], [])


@pytest.mark.parametrize(
    ("sentence", "object_", "shown"),
    [
        ("Norland could agree to freeze its fleet.", "freeze", "Norland could agree to freeze its fleet."),
        ("Velmark says that it will take this.", "this", "Velmark says that it will take this."),
        ("Velmark rejects a second survey of the bed.", "a second survey", "a second survey"),
        ("Velmark asks for quiet.", None, "Velmark asks for quiet."),
    ],
)
def test_an_object_of_a_word_or_two_is_shown_in_its_clause(sentence: str, object_: str | None, shown: str) -> None:
    report = article(1, sentence)
    position = held(report, Act.ACCEPT, object_, "Norland", "quota 1")
    assert position_claim(position, Passages(Index(record([position], [report])))).words == shown


def test_a_long_condition_is_not_said_twice() -> None:
    clause = "when the delegates of the two sides have counted " + "every box in every harbour of the strait " * 5
    report = article(1, f"Norland talks on {clause.strip()}.")
    position = held(report, Act.CONDITION, clause.strip(), "Norland", "quota 1", clause.strip())
    link = Link(position.id, position.party, None, None, cite(report, clause.strip()), position.basis, None)
    index = Index(record([position], [report], links=(link,)))
    passages = Passages(index)
    (side,) = find_links(index, {"Norland": 0}, passages).sides
    (waiting,) = side.conditions.first
    assert side.name == "Norland"
    assert (waiting.before.words, waiting.after.words) == ("", "")


def test_a_ring_of_conditions_is_told_as_a_sentence() -> None:
    matters = MATTERS[:3]
    text = "Norland signs the " + ", then the ".join(matters) + " only if all is settled."
    report = article(1, text)
    positions = [held(report, Act.CONDITION, f"the {matter}", "Norland", matter) for matter in matters]
    links = tuple(
        Link(
            position.id, position.party, position.issue, after.issue, cite(report, "only if all"), position.basis, None
        )
        for position, after in zip(positions, (*positions[1:], positions[0]), strict=True)
    )
    ring = Knot(tuple(each.issue for each in positions if each.issue), tuple(each.id for each in links))
    index = Index(replace(record(positions, [report], links=links), knots=(ring,)))
    drawing = find_links(index, {"Norland": 0}, Passages(index))
    (tie,) = drawing.knots
    knot = tie.sentence
    assert [side for side, _ in tie.conditions] == ["Norland"] * 3
    assert all(node.is_knotted for node in drawing.nodes)
    assert all(edge.is_knotted for edge in drawing.edges)
    onward = dict(zip(matters, (*matters[1:], matters[0]), strict=True))
    first = knot.split(" waits for ")[0].lower()
    second, third = onward[first], onward[onward[first]]
    assert knot == f"{first.capitalize()} waits for {second}, {second} for {third}, and {third} for {first}."


def test_one_early_report_does_not_press_the_timeline_into_a_corner() -> None:
    reports = [article(day, f"Norland rejects quota {day} in the strait.") for day in (-900, *range(30))]
    positions = [
        held(report, Act.REJECT, f"quota {report.text.split()[3]}", "Norland", "quota 1") for report in reports
    ]
    page = brief(record(positions, reports))
    assert "1 report of earlier days not drawn." in page
