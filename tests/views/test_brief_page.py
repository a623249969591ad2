"""What the brief puts where: short lines first, the rest behind folds, nothing said twice."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from crowded_table import MATTERS, article, build_crowd, cite, held, record

from travaux.model import Act, Knot, Link, Record, When
from travaux.views import brief
from travaux.views.brief.agenda import find_agenda
from travaux.views.brief.changes import find_changes
from travaux.views.brief.coverage import find_comparison
from travaux.views.brief.folds import cap
from travaux.views.brief.history import find_histories
from travaux.views.brief.links import find_links
from travaux.views.brief.passages import Passages
from travaux.views.brief.stand import find_standing, order_entries, position_claim
from travaux.views.brief.timeline import find_timeline
from travaux.views.index import Index
from travaux.views.matrix import entry, matrix
from travaux.views.package import verdict


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


def test_the_package_opens_with_its_rule_on_whose_word_and_whether_it_closes(talks: Record) -> None:
    index = Index(talks)
    agenda = find_agenda(index, matrix(talks), frozenset(), Passages(index))
    ((words, by),) = agenda.rules
    assert (words.words, by) == ("Nothing counts until all of it is signed", "Jonas Aker (Velmark), 1 April 2031")
    assert "does not close" in agenda.outcome
    page = brief(talks)
    assert "“Nothing counts until all of it is signed”" in page
    assert "the Velmark foreign ministry, 11 March 2031" in page
    assert "No report on record says under which rule" in brief(replace(talks, rules=()))


def test_each_side_has_a_chart_of_its_stands_with_its_shifts_and_what_it_took_last(talks: Record) -> None:
    index = Index(talks)
    passages = Passages(index)
    histories = find_histories(index, find_standing(index, matrix(talks), passages).parties, passages)
    assert histories is not None
    assert (histories.first, histories.last) == ("4 March 2031", "20 April 2031")
    by_label = {each.label: each for each in (*histories.issues.first, *histories.issues.folded)}
    velmark, norland = by_label["observers on board"].charts[:2]
    assert norland and velmark
    assert sorted(bar.group for bar in norland.bars) == ["give", "want", "want"]
    assert [turn.title for turn in norland.turns] == ["hardened, 18 April 2031"]
    assert norland.newest and norland.newest.words.words == "Observers must be allowed on board by night"
    limit = by_label["catch limit"].charts[1]
    assert limit and limit.newest and limit.newest.days == "since 4 March 2031, two times, last 20 April 2031"
    assert by_label["seabed survey"].charts[1] is None  # the other side says nothing of it


def test_a_longer_stand_is_a_longer_bar_and_all_charts_run_over_the_same_days(talks: Record) -> None:
    index = Index(talks)
    passages = Passages(index)
    histories = find_histories(index, find_standing(index, matrix(talks), passages).parties, passages)
    assert histories is not None
    charts = [chart for each in (*histories.issues.first, *histories.issues.folded) for chart in each.charts if chart]
    bars = {bar.title: bar for chart in charts for bar in chart.bars}
    long = next(bar for title, bar in bars.items() if "since 4 March 2031, two times" in title)
    day = next(bar for title, bar in bars.items() if "patrol vessels home" in title)
    assert long.x == day.x
    assert long.width > 30 * day.width
    assert len({chart.summary.split(" from ")[1].split(":")[0] for chart in charts}) == 1


def test_stands_of_one_day_are_no_history(talks: Record) -> None:
    day = date(2031, 3, 4)
    one = tuple(replace(each, published=day) for each in talks.articles)
    told = replace(talks, articles=one, positions=tuple(replace(each, as_of=None) for each in talks.positions))
    stands = tuple(replace(each, since=When.day(day), last=When.day(day)) for each in talks.stands)
    assert "do not span days enough" in brief(replace(told, stands=stands))


def test_without_dated_stands_there_is_no_chart(talks: Record) -> None:
    undated = replace(talks, stands=tuple(replace(each, since=None, last=None) for each in talks.stands))
    assert "do not span days enough" in brief(undated)


def test_reports_that_differ_on_an_event_are_told_with_each_version(talks: Record) -> None:
    both = next(each for each in talks.happenings if len(each.events) == 2)
    moved = {
        each.id: replace(each, date=When.day(date(2031, 5, 7))) for each in talks.events if each.id == both.events[0]
    }
    record = replace(
        talks,
        events=tuple(moved.get(each.id, each) for each in talks.events),
        happenings=tuple(
            replace(each, differing=("date",)) if each.id == both.id else each for each in talks.happenings
        ),
    )
    index = Index(record)
    passages = Passages(index)
    timeline = find_timeline(index, find_standing(index, matrix(record), passages).parties, passages)
    assert timeline is not None
    told = next(each for each in timeline.listed if each.versions)
    assert {each.words for each in told.versions} == {"6 May 2031", "7 May 2031"}
    assert "reports differ" in brief(record)


def test_outlets_are_compared_by_whose_words_they_give_and_on_which_issues(talks: Record) -> None:
    index = Index(talks)
    comparison = find_comparison(index, {"Norland": 0, "Velmark": 1}, Passages(index))
    mail = next(each for each in comparison.outlets.first if each.outlet == "Velmark Mail")
    assert (mail.reports, mail.copies, mail.statements, mail.only) == (1, 1, 2, 0)
    assert [(side.name, side.percent, side.x, side.width) for side in mail.room] == [
        ("Norland", 50, 0.0, 100.0),
        ("Velmark", 50, 100.0, 100.0),
    ]
    assert comparison.issues[0] == "catch limit"
    spread = next(each for each in comparison.spread if each.outlet == "Velmark Mail")
    assert spread.cells[0] == (100, 4)
    assert spread.cells[1:] == (None,) * (len(comparison.issues) - 1)


def test_the_page_tells_what_is_new_in_the_last_days_and_no_repeated_stand(talks: Record) -> None:
    index = Index(talks)
    changes = find_changes(index, Passages(index))
    assert changes.since == "14 April 2031"
    told = {each.words.words for each in (*changes.fresh.first, *changes.fresh.folded)}
    assert {"Observers must be allowed on board by night", "open two harbours"} <= told
    assert "any catch above 18,000 tonnes" not in told  # repeated on 20 April, held since March
    assert all(each.words.passage for each in changes.fresh.first)


def test_a_shift_that_one_clause_tells_shows_it_once_with_its_day(talks: Record) -> None:
    index = Index(talks)
    found = find_changes(index, Passages(index)).shifts
    told = next(each for each in (*found.first, *found.folded) if each.party == "Norland" and not each.issue)
    assert told.earlier is None
    assert (told.later.words.words, told.later.day) == ("Norland hardened its line on Friday", "18 April 2031")
    said = re.findall(r'class="claim"[^>]*>(?:<bdi>)?Norland hardened its line on Friday<', brief(talks))
    assert len(said) == 2  # at the head of the page, and in the section


def test_an_end_of_a_shift_has_all_its_words_and_its_words_of_time(talks: Record) -> None:
    shift = next(each for each in talks.shifts if each.positions)
    index = Index(talks)
    earlier, _ = index.ends_of(shift)
    assert earlier
    unknown = replace(earlier, as_of=None, dated=earlier.basis)
    record = replace(talks, positions=tuple(unknown if each is earlier else each for each in talks.positions))
    index = Index(record)
    found = find_changes(index, Passages(index)).shifts
    ends = [each.earlier for each in (*found.first, *found.folded) if each.earlier]
    assert shift.earlier.words in {end.words.words for end in ends}
    assert any(end.day.startswith("“") for end in ends)


def test_a_brief_of_reports_without_outlets_compares_the_reports(talks: Record) -> None:
    nameless = replace(talks, articles=tuple(replace(each, outlet=None) for each in talks.articles))
    index = Index(nameless)
    comparison = find_comparison(index, {}, Passages(index))
    assert comparison.is_by_report
    assert len(comparison.outlets) == len(talks.articles)
    assert "No two outlets are known, so reports are compared" in brief(nameless)
    one = (replace(talks.articles[0], outlet="Strait Wire"), *nameless.articles[1:])
    assert not re.search(r"in \d outlets", brief(replace(talks, articles=one)))
    single = replace(nameless, articles=nameless.articles[:1], statements=(), positions=())
    assert "nothing can be compared" in brief(single)


def test_a_bare_object_of_a_long_condition_gives_way_to_its_clause() -> None:
    told = article(
        1, f"Norland is weighing, {'after long days of talks in Melis ' * 8}, an offer of cod if boats leave."
    )
    basis = cite(told, told.text[:-1])
    position = replace(
        held(told, Act.OFFER, "an offer", "Norland", "quota 1"), basis=basis, condition=cite(told, "if boats leave")
    )
    link = Link(position.id, position.party, position.issue, None, cite(told, "if boats leave"), basis, None)
    index = Index(record([position], [told], links=(link,)))
    (side,) = find_links(index, {}, Passages(index)).sides
    (waiting,) = side.conditions.first
    assert waiting.before.words.startswith("… ")
    assert waiting.before.words.endswith(", an offer of cod ")
    assert (waiting.lead, waiting.condition.words) == ("", "if boats leave")


def test_a_rule_that_is_quoted_in_its_report_is_quoted_once(talks: Record) -> None:
    rule = talks.rules[0]
    source = next(each for each in talks.articles if each.id == rule.basis.article)
    quoted = replace(source, text=source.text.replace(rule.basis.words, f'"{rule.basis.words}"'))
    basis = replace(rule.basis, words=f'"{rule.basis.words}"', end=rule.basis.end + 2)
    changed = replace(talks, articles=tuple(quoted if each is source else each for each in talks.articles))
    index = Index(replace(changed, rules=(replace(rule, basis=basis),)))
    assert f"“{rule.basis.words.strip('.')}”" in verdict(index)
    ((words, _),) = find_agenda(index, matrix(talks), frozenset(), Passages(index)).rules
    assert words.words == rule.basis.words.strip(".")


def test_what_was_put_off_some_time_in_a_year_is_no_newer_than_its_report(talks: Record) -> None:
    index = Index(talks)
    newest, *others = find_changes(index, Passages(index)).fallen.first
    assert newest.day != others[-1].day
    fallen = {each.id: each for each in talks.happenings}
    words = {id_: event.basis.words for id_ in fallen if (event := index.newest_version(fallen[id_]))}
    last = next(fallen[id_] for id_, told in words.items() if told == others[-1].words.words)
    vague = replace(last, date=When.year(2031))
    index = Index(replace(talks, happenings=tuple(vague if each is last else each for each in talks.happenings)))
    assert find_changes(index, Passages(index)).fallen.first[0].words == newest.words


def test_what_was_held_is_new_without_a_word_on_its_status(talks: Record) -> None:
    index = Index(talks)
    fresh = find_changes(index, Passages(index)).fresh
    assert not any(each.what.endswith(", held") for each in (*fresh.first, *fresh.folded))
