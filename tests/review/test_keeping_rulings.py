"""Rulings in a record: appended, never lost, by several people at once, on both databases."""

from __future__ import annotations

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import travaux
from travaux.cli import main
from travaux.library import OpenRecord
from travaux.model import (
    Act,
    ActorKind,
    Article,
    Codebook,
    CodedIssue,
    CodedParty,
    Manner,
    Name,
    Position,
    Reading,
    SourceKind,
    Span,
    Stance,
    Statement,
    TravauxError,
)
from travaux.record import Store
from travaux.record.checking import check
from travaux.review import ReviewError
from travaux.views import ViewError, listing, render

BOOK = Codebook(
    parties=(CodedParty("Norland", ("Ann Vo",)), CodedParty("Velmark", ("Ilse Marr",))),
    issues=(CodedIssue("fish quota", ("quota",)), CodedIssue("patrol boats", ("boats",))),
)
ACTS = (Act.REJECT, Act.DEMAND, Act.ACCEPT)
ABOUT = ("the quota", "the patrol boats")
HOLDERS = ("Ann Vo", "Ilse Marr", "Piet Orm")


def report(number: int) -> tuple[Article, Reading]:
    """A report in which three people take a stand each."""
    lines = [f"{who} spoke of {ABOUT[(number + at) % 2]} in report {number}." for at, who in enumerate(HOLDERS)]
    text = "\n\n".join(lines)
    article = Article(f"{number}.txt", text, outlet=f"Outlet {number}", published=date(2031, 3, 1 + number))
    statements, positions, names, start = [], [], [], 0
    for at, (who, line) in enumerate(zip(HOLDERS, lines, strict=True)):
        basis = article.cite(Span(start, start + len(line)))
        words = ABOUT[(number + at) % 2]
        about = text.index(words, start)
        said = Statement(None, None, (basis,), Manner.INDIRECT, who, SourceKind.NAMED, confidence=0.55 + 0.1 * at)
        object_ = article.cite(Span(about, about + len(words)))
        statements.append(said)
        names.append(Name(who, ActorKind.PERSON, (who,), 1, article.cite(Span(start, start + len(who)))))
        act = ACTS[(number + at) % 3]
        positions.append(Position(who, act, Stance.FOR, object_, None, basis, voice=said.id, confidence=0.55))
        start += len(line) + 2
    held = tuple(statements), tuple(positions)
    return article, Reading(article.id, article.wording, "r1", 9, *held, names=tuple(names))


def put(store: Store, numbers: Iterable[int]) -> None:
    for number in numbers:
        store.put_reading(*report(number))
    store.merge()


def make(place: str | Path, numbers: Iterable[int] = range(4), most: int = 500) -> OpenRecord:
    store = Store.create(place, most=most)
    store.put_codebook(BOOK)
    put(store, numbers)
    return OpenRecord(store)


def position(opened: OpenRecord, party: str = "Norland") -> str:
    return opened.positions(party=party)[0].id


@pytest.fixture
def talks(tmp_path: Path) -> Iterable[OpenRecord]:
    with make(tmp_path / "talks.travaux") as opened:
        yield opened


def test_rulings_are_numbered_and_kept_on_both_databases_and_copied(place: str, tmp_path: Path) -> None:
    with make(place) as opened:
        wrong, right = (each.id for each in opened.positions(party="Norland")[:2])
        opened.rule(wrong, "reject", by="Ann", reason="He spoke for himself.")
        opened.rule(right, "confirm", by="Bo")
        opened.undo(1, by="Ann")
        opened.rule(wrong, "correct", by="Ann", correction={"act": "offer", "object": "the quota"})
        opened.add_finding("position", opened.data.articles[0].id, {"basis": "0-20", "act": "demand"}, by="Bo")
        said = opened.rulings()
        assert [each.ruling.number for each in said] == [1, 2, 3, 4, 5]
        assert [each.state.value for each in said] == ["undone", "stands", "undone", "stands", "stands"]
        assert said[0].ruling.at.tzinfo is UTC
        reviewed = list(opened.export(reviewed=True))
    travaux.copy(place, tmp_path / "other.travaux")
    with travaux.open_record(tmp_path / "other.travaux") as other:
        assert other.rulings() == said
        assert list(other.export(reviewed=True)) == reviewed
    assert [promise.name for promise in check(place, anew=True) if promise.broken] == []


def test_several_people_rule_at_once(place: str) -> None:
    with make(place, range(6)) as opened:
        ids = [each.id for each in opened.positions()]

    def rule(by: int) -> None:
        with travaux.open_record(place) as mine:
            for id_ in ids[by::2]:
                mine.rule(id_, "confirm", by=f"coder {by}")

    with ThreadPoolExecutor(4) as people:
        list(people.map(rule, (0, 1, 0, 1)))
    with travaux.open_record(place) as opened:
        said = opened.rulings()
        assert [each.ruling.number for each in said] == list(range(1, 2 * len(ids) + 1))
        assert {each.state.value for each in said} == {"stands"}


def test_a_removed_report_leaves_its_rulings_stale_and_they_stand_again_when_it_comes_back(talks: OpenRecord) -> None:
    article, _ = report(0)
    own = next(each.id for each in talks.positions() if each.article == article.id)
    talks.rule(own, "reject", by="Ann")
    talks.remove(article.id)
    assert [each.state.value for each in talks.rulings()] == ["stale"]
    assert talks.rulings()[0].words is None
    put(talks._store, [0])
    talks._forget()
    assert [each.state.value for each in talks.rulings()] == ["stands"]
    assert own not in {each.id for each in talks.positions()}
    assert own in {each.id for each in talks.data.positions}


def test_a_corrected_speaker_takes_the_positions_along(talks: OpenRecord) -> None:
    said = next(each for each in talks.statements() if each.speaker == "Ann Vo")
    before = talks.table("matrix", "json")
    resting = [each for each in talks.positions() if each.voice == said.id]
    talks.rule(said.id, "correct", by="Bo", correction={"speaker": "Ilse Marr"})
    now = [each for each in talks.positions() if each.voice == said.id]
    velmark = next(each.id for each in talks.parties() if each.name == "Velmark")
    assert [(each.holder, each.party) for each in now] == [("Ilse Marr", velmark)] * len(resting)
    assert talks.table("matrix", "json") != before
    assert "Ilse Marr" in talks.show(said.id)
    assert "corrected to speaker=Ilse Marr; party=Velmark by Bo" in talks.why(said.id)
    assert talks.brief() != ""


def test_a_corrected_finding_is_found_by_its_old_id_and_its_new_one(talks: OpenRecord) -> None:
    old = position(talks)
    talks.rule(old, "correct", by="Ann", correction={"act": "threaten"})
    (new,) = (each for each in talks.positions() if each.act is Act.THREATEN)
    assert new.id != old
    assert talks.show(old) == talks.show(new.id)
    talks.rule(new.id, "confirm", by="Bo")
    assert [each.ruling.finding for each in talks.rulings()] == [old, old]
    assert len(talks.rulings(finding=new.id)) == 2


def test_who_saw_what_is_there_no_more_is_told(talks: OpenRecord) -> None:
    (first,) = talks.queue(layer="position", limit=1).items
    talks.rule(first.id, "correct", by="Ann", correction={"act": "threaten"}, seen=first.seen)
    talks.rule(first.id, "reject", by="Bo", seen=first.seen)  # of what was found, though it was corrected meanwhile
    with pytest.raises(ReviewError, match="not any more what was seen"):
        talks.rule(first.id, "reject", by="Bo", seen="0123456789abcdef")


def test_issues_are_renamed_merged_and_split(talks: OpenRecord) -> None:
    quota, boats = (next(i.id for i in talks.issues() if i.label == label) for label in ("fish quota", "patrol boats"))
    on_quota = {each.id for each in talks.positions(issue="fish quota")}
    on_boats = {each.id for each in talks.positions(issue="patrol boats")}
    talks.rule(quota, "rename", by="Ann", correction={"label": "catch"})
    assert {each.id for each in talks.positions(issue="catch")} == on_quota
    assert {each.id for each in talks.positions(issue="fish quota")} == on_quota  # its old name still leads there
    merged = talks.rule(
        "catch" and next(i.id for i in talks.issues() if i.label == "catch"), "merge", by="Ann", others=[boats]
    )
    assert {each.id for each in talks.positions(issue="catch")} == on_quota | on_boats
    assert [each.label for each in talks.issues()] == ["catch"]
    talks.undo(merged.number, by="Ann")
    talks.rule(boats, "split", by="Ann", others=["patrol"], correction={"label": "patrols"})
    assert {each.id for each in talks.positions(issue="patrols")} == on_boats
    with pytest.raises(ReviewError, match="merge the two"):
        talks.rule(boats, "rename", by="Ann", correction={"label": "catch"})
    with pytest.raises(ReviewError, match="with itself"):
        talks.rule(boats, "merge", by="Ann", others=[boats])


def test_actors_are_merged_and_split(talks: OpenRecord) -> None:
    talks.rule(
        next(each.id for each in talks.data.actors if each.name == "Ann Vo"),
        "merge",
        by="Ann",
        others=[next(each.id for each in talks.data.actors if each.name == "Ilse Marr")],
    )
    assert {each.speaker for each in talks.statements()} == {"Ann Vo", "Piet Orm"}
    assert talks.positions(party="Velmark") == ()


def test_the_queue_has_doubt_first_and_what_is_done_no_more(talks: OpenRecord) -> None:
    queue = talks.queue(limit=5)
    assert [each.weight for each in queue.items] == sorted((each.weight for each in queue.items), reverse=True)
    assert queue.more
    first = queue.items[0]
    talks.rule(first.id, "confirm", by="Ann", seen=first.seen)
    assert first.id not in {each.id for each in talks.queue(limit=500).items}
    assert first.id in {each.id for each in talks.queue(limit=500, by="Bo").items}
    assert first.id not in {each.id for each in talks.queue(limit=500, by="Ann").items}
    assert [each.id for each in talks.queue(ruled=True).items] == [first.id]
    pages = [talks.queue(limit=3, offset=offset) for offset in range(0, 30, 3)]
    seen = [each.id for page in pages for each in page.items]
    assert len(seen) == len(set(seen)) == len(talks.queue(limit=500).items)
    (progress,) = (each for each in talks.queue().progress if each.layer == first.layer)
    assert (progress.ruled, progress.findings) == (1, 12)
    assert {each.layer for each in talks.queue(party="Norland").items} <= {"position", "statement"}
    with pytest.raises(ViewError, match="no party named"):
        talks.queue(party="Nowhere")
    with pytest.raises(ReviewError, match="no layer 'nonsense'"):
        talks.queue(layer="nonsense")


def test_labels_have_places_and_no_text(talks: OpenRecord) -> None:
    talks.rule(position(talks), "correct", by="Ann", correction={"act": "offer"})
    talks.rule(position(talks, "Velmark"), "reject", by="Ann")
    lines = [json.loads(line) for line in talks.labels()]
    assert {line["verdict"] for line in lines} == {"corrected", "rejected"}
    assert [line["right"] for line in lines] == [False, False]
    texts = {each.id: each for each in talks.data.articles}
    for line in lines:
        assert texts[line["article"]].wording == line["wording"]
        assert all(0 <= start < stop for spans in line["spans"].values() for start, stop in spans)
        assert "spoke of" not in json.dumps(line)


HOSTILE = ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "'; DROP TABLE ruling; --", "%s%n", "ſ\u0130 \U0001f600"]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_kept_as_they_are(talks: OpenRecord, words: str) -> None:
    talks.rule(position(talks), "reject", by=words, reason=words)
    (said,) = talks.rulings()
    assert (said.ruling.by, said.ruling.reason) == (words, words)
    runner = CliRunner()
    for format_ in ("table", "json", "csv"):
        shown = runner.invoke(main, ["rulings", talks.address, "--format", format_])
        assert shown.exit_code == 0
        assert "\n=" not in shown.output
        assert ",=" not in shown.output


@pytest.mark.parametrize(
    ("verdict", "more", "says"),
    [
        ("reject", {"by": ""}, "needs the name"),
        ("reject", {"by": "x" * 101}, "101 characters"),
        ("reject", {"reason": "x" * 2001}, "2,001 characters"),
        ("reject", {"reason": "a\x1b[2Jb"}, "control characters"),
        ("reject", {"reason": "a\ud800"}, "control characters"),
        ("reject", {"by": "a\u202eb"}, "control characters"),
        ("reject", {"correction": {"act": "offer"}}, "takes no field"),
        ("shrug", {}, "no verdict 'shrug'"),
        ("added", {}, "not said of a finding"),
        ("correct", {}, "at least one"),
        ("correct", {"correction": {"actt": "offer"}}, "did you mean act"),
        ("correct", {"correction": {"act": "shrug"}}, "act can't be 'shrug'"),
        ("correct", {"correction": {"act": ""}}, "act must be told"),
        ("correct", {"correction": {"party": "Nowhere"}}, "no party named 'Nowhere'"),
        ("correct", {"correction": {"issue": "fish quotas"}}, "there is fish quota"),
        ("correct", {"correction": {"object": "nowhere to be found"}}, "stands nowhere"),
        ("correct", {"correction": {"object": "9999-10000"}}, "no words at"),
        ("correct", {"correction": {"as_of": "soon"}}, "is no day"),
        ("correct", {"correction": {"as_of": "2031-13"}}, "is no day"),
        ("correct", {"correction": {"holder": "x" * 1001}}, "1,001 characters"),
        ("merge", {"others": []}, "cannot be merged"),
        ("rename", {"correction": {"label": "x"}}, "cannot be renamed|no field"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is(
    talks: OpenRecord, verdict: str, more: dict[str, object], says: str
) -> None:
    with pytest.raises(ReviewError, match=says):
        talks.rule(position(talks), verdict, **{"by": "Ann", **more})  # type: ignore[arg-type]
    assert talks.rulings() == ()


def test_what_is_named_wrongly_is_said(talks: OpenRecord) -> None:
    own = position(talks)
    talks.rule(own, "reject", by="Ann")
    for which, by, says in ((1, "Bo", "only its author"), (2, "Ann", "no ruling"), ("' OR 1=1", "Ann", "no ruling")):
        with pytest.raises(ReviewError, match=says):
            talks.undo(which, by=by)
    for id_ in ("", "ffff", "'; --", "%", own[:1] if own[:1] else "", "\x00"):
        with pytest.raises(TravauxError):
            talks.rule(id_ if id_ != own[:1] else "zz", "reject", by="Ann")
    with pytest.raises(ReviewError, match="was published"):
        talks.rule(talks.data.articles[0].id, "reject", by="Ann")
    with pytest.raises(ReviewError, match="needs basis"):
        talks.add_finding("position", talks.data.articles[0].id, {"act": "offer"}, by="Ann")
    with pytest.raises(ReviewError, match="cannot be added"):
        talks.add_finding("event", talks.data.articles[0].id, {"basis": "0-5"}, by="Ann")
    assert len(talks.rulings()) == 1


def test_the_commands_rule_and_undo(talks: OpenRecord) -> None:
    run, own = CliRunner().invoke, position(talks)
    say = ["rule", talks.address, own]
    assert "ruling 1, position" in run(main, [*say, "correct", "act=offer", "--by", "Ann"]).output
    assert run(main, ["rule", talks.address, "1", "undo", "--by", "Ann"]).exit_code == 0
    article = talks.data.articles[0].id
    added = run(main, ["rule", talks.address, article, "add", "position", "basis=0-30", "act=offer", "--by", "Ann"])
    assert added.exit_code == 0, added.output
    assert run(main, [*say, "reject"]).exit_code == 2  # nobody says so
    assert run(main, [*say, "reject", "because", "--by", "Ann"]).exit_code == 2
    wrong = run(main, [*say, "correct", "act=shrug", "--by", "Ann"])
    assert (wrong.exit_code, wrong.output.count("\n")) == (2, 1)
    assert "Ruled on: position" in run(main, ["review", talks.address]).output
    states = json.loads(run(main, ["rulings", talks.address, "--format", "json"]).output)
    assert [each["state"] for each in states] == ["undone", "undone", "stands"]
    assert run(main, ["agreement", talks.address]).exit_code == 0
    assert run(main, ["agreement", talks.address, "--accuracy", "--format", "csv"]).exit_code == 0
    reviewed = run(main, ["export", talks.address, "--reviewed"]).output
    assert reviewed.count('"rule":"added by hand"') == 1


def test_a_large_record_shows_rulings_in_its_glances(tmp_path: Path) -> None:
    """Of one that is larger than what decides its frame, cells are made anew only where rulings touch them."""
    with make(tmp_path / "talks.travaux", range(9), most=3) as opened:
        assert opened._store.is_large
        first, second = opened.positions(party="Norland", issue="fish quota")[:2]
        opened.rule(first.id, "reject", by="Ann")
        opened.rule(second.id, "correct", by="Ann", correction={"party": "Velmark", "issue": "patrol boats"})
        opened._forget()
        seen = {kind: opened.table(kind, "json") for kind in ("matrix", "history", "issues", "parties", "package")}
        cell = opened.matrix().cell("Norland", "fish quota")
        assert cell is not None
        assert first.id not in {each.position.id for each in cell.entries}
        assert "data" not in opened.__dict__
        whole = opened.reviewed
        for kind, table in seen.items():
            if kind != "matrix":  # of which a large record gives the newest few
                assert table == render(listing(whole, kind), "json"), kind


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_sequence_of_rulings_adds_and_removals_loses_a_ruling(data: st.DataObject) -> None:
    most = data.draw(st.sampled_from([500, 3]))
    opened, unruled = make(Path(":memory:"), range(4), most), make(Path(":memory:"), range(4), most)
    given_: list[str] = []
    there = set(range(4))
    for step in data.draw(
        st.lists(st.sampled_from(["confirm", "reject", "correct", "undo", "add", "remove", "merge"]))
    ):
        found = opened.data.positions
        match step:
            case "add":
                number = data.draw(st.integers(0, 6))
                for each in (opened, unruled):
                    put(each._store, [number])
                    each._forget()
                there.add(number)
            case "remove" if len(there) > 1:
                number = data.draw(st.sampled_from(sorted(there)))
                for each in (opened, unruled):
                    each.remove(report(number)[0].id)
                there.discard(number)
            case "merge":
                with opened._store._database.writing():
                    opened._store._upkeep.put_meta(merged="an older version")  # all is made anew
                opened._forget()
            case "undo" if given_:
                opened.undo(data.draw(st.sampled_from(given_)), by="Ann")
            case "confirm" | "reject" | "correct" if found:
                id_ = data.draw(st.sampled_from([each.id for each in found]))
                act = data.draw(st.sampled_from(list(Act)))
                try:
                    ruling = opened.rule(id_, step, by="Ann", correction={"act": act} if step == "correct" else None)
                except ReviewError as error:
                    assert "says so already" in str(error)
                    continue
                given_.append(ruling.id)
        ids = [each.ruling.id for each in opened.rulings()]
        assert [id_ for id_ in ids if id_ in given_] == given_
        assert [each.ruling.number for each in opened.rulings()] == list(range(1, len(ids) + 1))
    assert [line for line in opened.export() if '"type":"ruling"' not in line] == list(unruled.export())
    assert opened.table("matrix", "json") and opened.table("history", "json")
    at = datetime(2031, 1, 1, tzinfo=UTC)
    assert opened.rule(opened.data.positions[0].id, "confirm", by="Bo", at=at).at == at
