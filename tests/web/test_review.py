"""The review: what is confirmed, rejected, corrected, added, renamed and undone in the browser is in the record."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import travaux
from travaux.views import find_words
from travaux.web.app import create_app
from travaux.web.guard import Settings

SAMPLE = Path(__file__).parents[2] / "sample" / "coverage"
HERE = "http://127.0.0.1:8765"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("review") / "sample.travaux"
    travaux.build(*sorted(SAMPLE.iterdir())[:6], to=path).close()
    return path


@pytest.fixture
def record(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(built, tmp_path / "sample.travaux"))


class Desk:
    """Somebody at the desk, who sees pages and presses what stands there."""

    def __init__(self, record: Path, account: str = "ann") -> None:
        self.client = TestClient(create_app(str(record), Settings(account=account)), base_url=HERE)
        self.csrf = self.client.get("/api/session").json()["csrf"]
        self.record = record

    def get(self, address: str, status: int = 200) -> str:
        answer = self.client.get(address)
        assert answer.status_code == status, answer.text
        return answer.text

    def post(self, address: str, status: int = 200, **fields: Any) -> Any:
        answer = self.client.post(address, data={"csrf": self.csrf, **fields})
        assert answer.status_code == status, answer.text
        return answer

    def hidden(self, address: str) -> dict[str, str]:
        """The hidden fields of the first form that rules on the card of a page."""
        page = self.get(address)
        form = re.search(r'<form method="post" action="/review/rule".*?</form>', page, re.DOTALL)
        assert form
        fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0]))
        return {name: unescape(value) for name, value in fields.items() if name != "csrf"}

    def open(self) -> travaux.OpenRecord:
        return travaux.open_record(self.record)


@pytest.fixture
def desk(record: Path) -> Desk:
    return Desk(record)


def first(desk: Desk, field: str, **like: Any) -> Any:
    with desk.open() as opened:
        return next(
            each
            for each in getattr(opened.data, field)
            if all(getattr(each, name) == value for name, value in like.items())
        )


def test_the_queue_shows_the_words_in_their_place_and_what_was_made_of_them(desk: Desk) -> None:
    page = desk.get("/review")
    assert re.search(r'<mark class="w[12]">', page)
    assert "of " in page
    for key in ("j", "y", "n", "e", "m", "s"):
        assert f'data-key="{key}"' in page
    assert page.count('aria-current="true"') >= 2  # of the queue, and of the layers


def test_what_is_confirmed_is_kept_with_its_author_and_the_next_comes(desk: Desk) -> None:
    fields = desk.hidden("/review")
    answer = desk.post("/review/rule", **fields, verdict="confirmed")
    assert "Confirmed:" in answer.text
    assert desk.hidden("/review")["finding"] != fields["finding"]
    with desk.open() as opened:
        (ruled,) = opened.rulings()
    assert (ruled.ruling.finding, ruled.ruling.verdict, ruled.ruling.by) == (fields["finding"], "confirmed", "ann")
    assert "1 of " in desk.get("/review")


def test_what_is_rejected_is_gone_and_back_when_it_is_undone(desk: Desk) -> None:
    position = first(desk, "positions")
    fields = desk.hidden(f"/review?at={position.id}")
    answer = desk.post("/review/rule", **fields, verdict="rejected", reason="It is a joke.")
    assert "Rejected:" in answer.text
    with desk.open() as opened:
        assert position.id not in {each.id for each in opened.positions()}
    assert "Undone:" in desk.post("/review/undo", finding=position.id).text
    with desk.open() as opened:
        assert position.id in {each.id for each in opened.positions()}
        assert len(opened.rulings()) == 2, "nothing is taken off the record"
    desk.post("/review/undo", 404, finding=position.id)


def test_a_wrong_speaker_is_corrected(desk: Desk) -> None:
    with desk.open() as opened:
        statement = next(each for each in opened.statements() if each.speaker and each.speaker != "Senna Dorvald")
    fields = desk.hidden(f"/review?at={statement.id}")
    desk.post(
        "/review/rule", **fields, verdict="corrected", to_speaker="Senna Dorvald", reason="The next line says so."
    )
    with desk.open() as opened:
        (ruled,) = opened.rulings()
        assert {each.field: each.value for each in ruled.ruling.correction}["speaker"] == "Senna Dorvald"
        assert ruled.ruling.reason == "The next line says so."
        now = [each for each in opened.statements() if each.content == statement.content]
    assert [each.speaker for each in now] == ["Senna Dorvald"]


def test_corrections_that_say_nothing_or_nonsense_are_refused(desk: Desk) -> None:
    position = first(desk, "positions")
    fields = desk.hidden(f"/review?at={position.id}")
    desk.post("/review/rule", 422, **fields, verdict="corrected")
    desk.post("/review/rule", 422, **fields, verdict="corrected", to_act=str(position.act))
    assert desk.client.post(
        "/review/rule", data={"csrf": desk.csrf, **fields, "verdict": "corrected", "to_act": "sing"}
    ).status_code in (400, 422)
    answer = desk.post("/review/rule", 422, **fields, verdict="corrected", to_condition="words that nobody printed")
    assert "do not stand in the report" in answer.text
    desk.post("/review/rule", 422, **fields, verdict="corrected", to_condition="x" * 3000)
    with desk.open() as opened:
        assert opened.rulings() == ()


def test_what_changed_since_it_was_seen_is_not_ruled_on(desk: Desk) -> None:
    fields = desk.hidden("/review")
    desk.post("/review/rule", 400, **fields | {"seen": "0" * 16}, verdict="confirmed")


def test_a_ruling_leads_to_pages_of_the_review_alone(desk: Desk) -> None:
    fields = desk.hidden("/review") | {"next": "https://rebound.example/"}
    answer = desk.client.post(
        "/review/rule", data={"csrf": desk.csrf, **fields, "verdict": "confirmed"}, follow_redirects=False
    )
    assert answer.headers["location"].startswith("/review?did=")


def test_two_coders_have_a_queue_each_and_their_agreement_is_told(record: Path) -> None:
    ann, bo = Desk(record, "ann"), Desk(record, "bo")
    for _ in range(3):
        fields = ann.hidden("/review?layer=position")
        ann.post("/review/rule", **fields, verdict="confirmed")
        again = bo.hidden(f"/review?at={fields['finding']}")
        bo.post("/review/rule", **again, verdict="confirmed")
    page = ann.get("/review/accuracy")
    assert "Krippendorff" in page
    assert re.search(r"<th scope=\"row\">position</th>", page)


def test_words_that_were_missed_are_added_where_they_stand(desk: Desk) -> None:
    with desk.open() as opened:
        article = opened.data.articles[0]
    start = article.text.index(" ", 300) + 1
    end = article.text.index(".", start)
    span, words = f"{start}-{end}", article.text[start:end]
    assert words in unescape(desk.get(f"/review/add?article={article.id}&span={span}"))
    desk.post(
        "/review/add",
        article=article.id,
        span=span,
        words=words,
        layer="statement",
        statement_speaker="Joren Thale",
        statement_manner="indirect",
    )
    with desk.open() as opened:
        added = [each for each in opened.statements() if each.content[0].span == (start, end)]
    assert [each.speaker for each in added] == ["Joren Thale"]


def test_a_position_is_added_by_its_words_alone(desk: Desk) -> None:
    with desk.open() as opened:
        article = opened.data.articles[0]
        party = opened.data.parties[0].name
    words = article.text[200:240].strip()
    desk.post(
        "/review/add",
        article=article.id,
        words=words,
        layer="position",
        position_party=party,
        position_act="demand",
        position_stance="for",
        position_modality="made",
    )
    with desk.open() as opened:
        assert [each.act for each in opened.positions() if each.basis.words == words] == ["demand"]


def test_words_that_do_not_stand_there_are_not_added(desk: Desk) -> None:
    with desk.open() as opened:
        article = opened.data.articles[0]
    told = {"article": article.id, "layer": "statement"}
    desk.post("/review/add", 422, **told, words="nobody printed this")
    desk.post("/review/add", 422, **told, span="0-12", words="nobody printed this")
    desk.post("/review/add", 422, **told, span="5-5", words="x")
    desk.post("/review/add", 422, **told, span=f"0-{len(article.text) + 1}", words=article.text[:100])
    desk.post("/review/add", 404, **told | {"article": "0" * 16}, words="Norland")
    with desk.open() as opened:
        assert opened.rulings() == ()


def test_an_issue_gets_another_name_and_its_passages_are_listed(desk: Desk) -> None:
    with desk.open() as opened:
        issue = max(opened.data.issues, key=lambda each: len(opened.positions(issue=each.label)))
        number = len(opened.positions(issue=issue.label))
    page = desk.get(f"/review/names/issue/{issue.id}")
    assert f"{number} passage" in page
    assert page.count('href="/finding/') >= min(number, 30)
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen
    told = {"finding": issue.id, "seen": seen[1], "layer": "issue"}
    answer = desk.post("/review/rename", **told, name="fish of the strait")
    assert "new name" in answer.text
    assert "fish of the strait" in answer.text
    with desk.open() as opened:
        assert "fish of the strait" in {each.label for each in opened.issues()}
        assert issue.label not in {each.label for each in opened.issues()}


def test_two_issues_become_one(desk: Desk) -> None:
    with desk.open() as opened:
        own, other = sorted(opened.data.issues, key=lambda each: each.label)[:2]
    page = desk.get(f"/review/names/issue/{own.id}")
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen
    told = {"finding": own.id, "seen": seen[1], "layer": "issue"}
    desk.post("/review/merge", 422, **told, other="no such issue")
    assert "one from now on" in desk.post("/review/merge", **told, other=other.label).text
    with desk.open() as opened:
        assert other.label not in {each.label for each in opened.issues()}


def test_a_name_that_is_somebody_else_is_taken_out(desk: Desk) -> None:
    with desk.open() as opened:
        actor = next(each for each in opened.data.actors if len({*each.aliases} - {each.name}) > 0)
    alias = next(each for each in actor.aliases if each != actor.name)
    assert actor.name in desk.get("/review/names?layer=actor&words=" + actor.name.split()[0]).replace("&#39;", "'")
    page = desk.get(f"/review/names/actor/{actor.id}")
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen
    told = {"finding": actor.id, "seen": seen[1], "layer": "actor"}
    desk.post("/review/split", 422, **told)
    desk.post("/review/split", **told, part=alias)
    with desk.open() as opened:
        assert {each.name for each in opened.actors()} >= {actor.name, alias}


def test_rulings_are_listed_with_what_became_of_them(desk: Desk) -> None:
    desk.post("/review/rule", **desk.hidden("/review"), verdict="confirmed")
    page = desk.get("/review/rulings")
    assert "confirmed by" in page
    assert "Stand (1)" in page
    assert "There are none." in desk.get("/review/rulings?state=stale")


def test_the_api_tells_what_waits_what_was_ruled_and_how_right_it_was(desk: Desk) -> None:
    waiting = desk.client.get("/api/queue", params={"limit": 2}).json()
    assert len(waiting["items"]) == 2
    assert waiting["next"] == 2
    first = waiting["items"][0]
    assert first["data"]["id"] == first["id"]
    with travaux.open_record(desk.record) as record:
        assert [each.id for each in record.queue(limit=2).items] == [each["id"] for each in waiting["items"]]
        record.rule(first["id"], "reject", by="ann", seen=first["seen"], reason="nobody said so")
        layer = record.rulings()[0].ruling.layer
    (ruled,) = desk.client.get("/api/rulings").json()["items"]
    assert (ruled["number"], ruled["state"], ruled["data"]["finding"]) == (1, "stands", first["id"])
    assert ruled["data"]["reason"] == "nobody said so"
    assert desk.client.get("/api/rulings", params={"by": "bea"}).json()["total"] == 0
    by_layer = {(each["layer"], each["band"]): each for each in desk.client.get("/api/accuracy").json()}
    assert (by_layer[layer, None]["checked"], by_layer[layer, None]["right"]) == (1, 0)
    assert desk.client.get("/api/agreement").json() == []
    assert desk.client.get("/api/queue", params={"layer": "nonsense"}).status_code == 400


def test_words_are_found_nearest_to_where_they_are_looked_for(desk: Desk) -> None:
    with desk.open() as opened:
        article = opened.data.articles[0]
    places = [found.start() for found in re.finditer(" the ", article.text)]
    assert len(places) > 1
    for place in places:
        found = find_words(article, "the", place + 1)
        assert found is not None
        assert found.start == place + 1
    assert find_words(article, "") is None
    assert find_words(article, "nobody printed this") is None
