"""The record as people left it: the same from the parts that a question looks into as from the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from kept import keep

from travaux.library import OpenRecord
from travaux.model import Record
from travaux.views import KINDS, Filter, brief, export_jsonl, listing, render

ASKED: list[dict[str, Any]] = [
    {},
    {"party": "Velmark"},
    {"party": "Norland"},
    {"issue": "catch limit"},
    {"issue": "observers"},
    {"party": "Velmark", "issue": "patrol vessels"},
    {"party": "Norland", "issue": "observers", "act": "demand"},
    {"act": "refuse"},
    {"speaker": "Aker"},
    {"since": date(2031, 4, 1)},
    {"min_confidence": 0.85},
]
Say = Callable[[OpenRecord, Record], object]


def _first(talks: Record, party: str, issue: str) -> str:
    return _all(talks, party, issue)[0]


def _all(talks: Record, party: str, issue: str) -> list[str]:
    side = next(each.id for each in talks.parties if each.name == party)
    matter = _issue(talks, issue)
    return [each.id for each in talks.positions if (each.party, each.issue) == (side, matter)]


def _issue(talks: Record, label: str) -> str:
    return next(each.id for each in talks.issues if label in (each.label, *each.terms))


def _reject(opened: OpenRecord, talks: Record) -> object:
    return opened.rule(_first(talks, "Velmark", "patrol vessels"), "reject", by="Ann")


def _act(opened: OpenRecord, talks: Record) -> object:
    return opened.rule(_first(talks, "Norland", "observers"), "correct", by="Ann", correction={"act": "reject"})


def _moved(opened: OpenRecord, talks: Record) -> object:
    change = {"party": "Norland", "issue": "observers"}
    return opened.rule(_first(talks, "Velmark", "patrol vessels"), "correct", by="Ann", correction=change)


def _statement_rejected(opened: OpenRecord, talks: Record) -> object:
    voice = next(each.voice for each in talks.positions if each.voice and each.party and each.issue)
    return opened.rule(voice, "reject", by="Ann")


def _speaker(opened: OpenRecord, talks: Record) -> object:
    said = {each.id: each for each in talks.statements}
    voice = next(
        each.voice
        for each in talks.positions
        if each.voice and each.party and each.issue and each.holder == said[each.voice].speaker
    )
    return opened.rule(voice, "correct", by="Ann", correction={"speaker": "Velmark"})


def _added(opened: OpenRecord, talks: Record) -> object:
    article = talks.articles[0]
    fields = {"basis": "0-40", "act": "demand", "holder": "Norland", "issue": "observers"}
    return opened.add_finding("position", article.id, fields, by="Ann")


def _said(opened: OpenRecord, talks: Record) -> object:
    return opened.add_finding("statement", talks.articles[0].id, {"content": "0-40", "speaker": "Norland"}, by="Ann")


def _renamed(opened: OpenRecord, talks: Record) -> object:
    return opened.rule(_issue(talks, "observers"), "rename", by="Ann", correction={"label": "watchers at sea"})


def _merged(opened: OpenRecord, talks: Record) -> object:
    return opened.rule(_issue(talks, "catch limit"), "merge", by="Ann", others=[_issue(talks, "observers")])


def _split(opened: OpenRecord, talks: Record) -> object:
    issue = next(each for each in talks.issues if each.label == "catch limit")
    position = next(each for each in talks.positions if each.issue == issue.id and each.object)
    term = position.object.words.split()[-1] if position.object else ""
    return opened.rule(issue.id, "split", by="Ann", others=[term], correction={"label": "a matter apart"})


def _no_issue(opened: OpenRecord, talks: Record) -> object:
    return opened.rule(_issue(talks, "observers"), "reject", by="Ann")


def _actors(opened: OpenRecord, talks: Record) -> object:
    one = next(each for each in talks.actors if each.speaks_for)
    other = next(each for each in talks.actors if each.speaks_for not in (None, one.speaks_for))
    return opened.rule(one.id, "merge", by="Ann", others=[other.id])


def _event(opened: OpenRecord, talks: Record) -> object:
    opened.rule(talks.events[0].id, "reject", by="Ann")
    return opened.rule(talks.events[-1].id, "correct", by="Ann", correction={"status": "called_off"})


def _renamed_then_merged(opened: OpenRecord, talks: Record) -> object:
    _renamed(opened, talks)
    return opened.rule(_issue(talks, "catch limit"), "merge", by="Ann", others=[_issue(talks, "observers")])


def _several(opened: OpenRecord, talks: Record) -> object:
    for say in (_moved, _act, _speaker, _added, _event, _renamed):
        say(opened, talks)
    return None


SAYINGS: list[Say] = [
    _reject,
    _act,
    _moved,
    _statement_rejected,
    _speaker,
    _added,
    _said,
    _renamed,
    _merged,
    _split,
    _no_issue,
    _actors,
    _event,
    _renamed_then_merged,
    _several,
]


@pytest.fixture
def opened(talks: Record, tmp_path: Path) -> Iterator[OpenRecord]:
    made = keep(replace(talks, rulings=()), str(tmp_path / "talks.travaux"))
    yield made
    made.close()


@pytest.mark.parametrize("say", SAYINGS, ids=lambda say: say.__name__.strip("_"))
def test_what_is_ruled_is_the_same_in_every_listing_from_a_part_as_from_the_whole(
    opened: OpenRecord, talks: Record, say: Say
) -> None:
    before = {kind: opened.table(kind, "json") for kind in KINDS if kind != "changes"}
    found = list(opened.export())
    say(opened, talks)
    assert [line for line in opened.export() if '"type":"ruling"' not in line] == found
    assert any(opened.table(kind, "json") != table for kind, table in before.items())
    reviewed = opened.reviewed
    opened._forget()
    asked = (
        [*ASKED, {"issue": "watchers at sea"}] if any(i.label == "watchers at sea" for i in reviewed.issues) else ASKED
    )
    known = {name for each in reviewed.issues for name in (each.label, *each.terms)}
    for kind in KINDS:
        for filters in asked:
            if filters.get("issue") not in (None, *known):
                continue
            filters = {"since": date(2031, 3, 20), **filters} if kind == "changes" else filters
            expected = render(listing(reviewed, kind, Filter(**filters)), "json")
            assert opened.table(kind, "json", **filters) == expected, (kind, filters)
    assert "data" not in opened.__dict__
    assert brief(reviewed)
    assert list(export_jsonl(reviewed))


def test_without_rulings_nothing_is_laid_over_anything(opened: OpenRecord) -> None:
    assert opened.reviewed is opened.data
    assert opened.rulings() == ()
    assert opened.agreement() == ()
    assert opened.accuracy() == ()
    assert list(opened.labels()) == []
