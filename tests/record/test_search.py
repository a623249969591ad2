"""Sentences found by their words, alike in both databases."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from travaux.library import OpenRecord
from travaux.model import Act, Article, Citation, Manner, Position, Reading, SourceKind, Span, Stance, Statement
from travaux.record import Store, StoreError
from travaux.record.checking import check
from travaux.record.mentions import Mention, told_in
from travaux.record.sentences import sentences_of, words_of
from travaux.views import ViewError

TEXT = """Norland's boats stay

Ann Vo said that the patrol boats would stay. "Not one of our boats leaves," she told Mr. Oda. The quota was cut by 4.5
percent, the U.S. envoy said! Café owners in Port Señal cheered… Квота мала.

The boats and the quota are one matter, and whoever wants the boats gone must first talk of the quota."""
ADDRESS = "https://courier.example/vo"
Rows: TypeAlias = list[dict[str, Any]]


def article(text: str = TEXT, origin: str = "a.txt", day: int = 9, **fields: object) -> Article:
    return Article(origin, text, published=date(2031, 3, day), **fields)  # type: ignore[arg-type]


def reading(of: Article) -> Reading:
    """As if somebody had read that Ann Vo rejects that the boats go."""
    words = "the patrol boats would stay"
    if words not in of.text:
        return Reading(of.id, of.wording, "r1", 12)
    content = cite(of, words)
    said = Statement(cite(of, "Ann Vo"), cite(of, "said"), (content,), Manner.INDIRECT, "Ann Vo", SourceKind.NAMED)
    held = Position("Ann Vo", Act.REJECT, Stance.AGAINST, None, None, content, voice=said.id)
    return Reading(of.id, of.wording, "r1", 12, (said,), (held,))


def cite(of: Article, words: str) -> Citation:
    at = of.text.index(words)
    return of.cite(Span(at, at + len(words)))


def stored(place: str, articles: Sequence[Article]) -> Store:
    store = Store.create(place)
    for each in articles:
        store.put_reading(each, reading(each))
    return store


def found(store: Store, words: str, most: int = 50) -> list[str]:
    texts = {each.id: each.text for each in store.articles()}
    return [texts[place.article][place.start : place.stop] for place in store.search(words, most)]


def test_a_text_is_cut_where_sentences_end_and_every_word_stands_in_one() -> None:
    cut = [TEXT[each.start : each.stop] for each in sentences_of(article())]
    assert cut[:4] == [
        "Norland's boats stay",
        "Ann Vo said that the patrol boats would stay.",
        '"Not one of our boats leaves," she told Mr. Oda.',
        "The quota was cut by 4.5\npercent, the U.S. envoy said!",
    ]
    assert "".join("".join(cut).split()) == "".join(TEXT.split())


def test_a_text_without_an_end_is_cut_into_pieces() -> None:
    pieces = list(sentences_of(article("quota " * 900)))
    assert len(pieces) == 6
    assert all(each.stop - each.start <= 1000 for each in pieces)
    assert len(list(sentences_of(article("q" * 2500)))) == 3


@pytest.mark.parametrize(
    ("words", "forms"),
    [
        ("Norland's boats", ["norland", "boat"]),
        ("QUOTAS quota Quota’s", ["quota"]),
        ("Señal cafés naïve", ["senal", "cafe", "naiv"]),
        ("4.5 percent", ["4", "5", "percent"]),
        ('" OR NOT * ) --', ["or", "not"]),
        ("!?…", []),
    ],
)
def test_words_are_brought_to_one_form(words: str, forms: list[str]) -> None:
    assert words_of(words) == forms


def test_no_word_is_anything_but_letters_and_digits() -> None:
    every = "".join(map(chr, range(0x2FF0))) + "\U0001f600\ud800 квота 配额 \u0660"
    assert [word for word in words_of(every) if not word.isascii() or not word.isalnum()] == []


def test_a_sentence_is_found_by_all_its_words_in_any_order_and_form_the_shortest_first(place: str) -> None:
    store = stored(place, [article()])
    boats = [
        "Norland's boats stay",
        "Ann Vo said that the patrol boats would stay.",
        '"Not one of our boats leaves," she told Mr. Oda.',
        TEXT[TEXT.index("The boats and") :],
    ]
    assert found(store, "boat") == found(store, "BOATS") == boats
    assert found(store, "staying patrol") == boats[1:2]
    assert found(store, "cafe SENAL") == ["Café owners in Port Señal cheered…"]
    assert found(store, "квота") == ["Квота мала."]
    assert found(store, "boats mackerel") == []
    store.close()


@pytest.mark.parametrize(
    "words",
    ['"', "'", "boats OR quota", "boats* ", "NEAR(boats quota)", "words : boats", "boats & !quota", "a'b\\c | <->"],
)
def test_nothing_that_is_typed_is_read_as_a_query(place: str, words: str) -> None:
    store = stored(place, [article("The boats or the quota."), article("Boats, words, near a quota; b, c.", "b.txt")])
    if words_of(words):
        assert len(found(store, words)) <= 2
        assert found(store, "boats OR quota") == ["The boats or the quota."]
    else:
        with pytest.raises(StoreError, match="no words to look for"):
            found(store, words)
    store.close()


def test_both_databases_find_the_same_in_the_same_order_and_go_on_where_they_stopped(
    schema: str, tmp_path: Path
) -> None:
    many = [article(f"{TEXT} Report {n}. The {'long ' * (n % 7)}quota.", f"{n}.txt") for n in range(30)]
    one, other = stored(schema, many), stored(str(tmp_path / "talks.travaux"), many[::-1])
    for words in ("boats", "the quota", "report", "vo said", "long quota"):
        everything = one.search(words, 1000)
        assert everything == other.search(words, 1000)
        assert len(everything) > 20
        for store in (one, other):
            pages, after = [], -1
            while page := store.search(words, 7, after):
                pages += page
                after = page[-1].number
            assert pages == everything
    one.close()
    other.close()


def test_what_is_corrected_or_removed_is_found_as_it_stands(place: str) -> None:
    old, new = article(address=ADDRESS), article("The boats went home.", day=12, address=ADDRESS)
    store = stored(place, [new, old])
    assert found(store, "boats") == ["The boats went home."]
    store.remove([new])
    assert len(found(store, "boats")) == 4
    store.remove([old])
    assert store.search("boats", 10) == []
    assert [promise for promise in check(place) if promise.broken] == []
    store.close()


def test_sentences_that_were_lost_are_missed_by_a_check_and_made_anew_when_they_are_cut_otherwise(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = stored(place, [article()])
    store._database.connection.exec_driver_sql("DELETE FROM sentence WHERE start > 0")
    (broken,) = [promise for promise in check(place) if promise.broken]
    assert (broken.name, broken.faults[0].split(": ")[1]) == ("search", "6 sentences missing")
    monkeypatch.setattr("travaux.record.sentences.INDEXER", "sentences-2")
    assert len(found(store, "boats")) == 4
    assert [promise for promise in check(place) if promise.broken] == []
    store.close()


def test_a_record_that_can_not_be_written_to_is_searched_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "talks.travaux"
    stored(str(path), [article()]).close()
    lock = sqlite3.connect(path, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    store = Store.open(path)
    assert len(found(store, "boats")) == 4
    store.close()
    lock.close()


# -- as a user sees it


@pytest.fixture
def ask(place: str) -> Callable[..., Rows]:
    later = article(f"{TEXT} More.", "b.txt", 12, outlet="Velmark Post")
    record = OpenRecord(stored(place, [article(), later, article("Boats left.", "c.txt", 20)]))
    return lambda words, **filters: json.loads(record.search(words, "json", **filters))


def test_a_sentence_is_shown_with_what_is_told_in_it(ask: Callable[..., Rows]) -> None:
    first, second = ask("patrol boats")
    assert {first["speaker"], second["speaker"]} == {"Ann Vo"}
    assert {first["act"], second["act"]} == {"reject"}
    assert {first["date"], second["date"]} == {"2031-03-09", "2031-03-12"}
    assert first["words"] == "Ann Vo said that the patrol boats would stay."
    assert first["id"] in first["findings"]
    (bare,) = ask("boats left")
    assert (bare["id"], bare["findings"], bare["speaker"]) == (bare["article"], [], None)


def test_a_filter_keeps_the_sentences_in_which_something_fits(ask: Callable[..., Rows]) -> None:
    assert len(ask("boats")) == 9
    assert len(ask("boats", speaker="vo")) == 2
    assert len(ask("boats", act="reject", since=date(2031, 3, 10))) == 1
    assert len(ask("boats", since=date(2031, 3, 13))) == 1
    assert ask("boats", act="demand") == []
    assert len(ask("boats", limit=3)) == 3


def test_a_limit_that_cuts_says_that_there_is_more(place: str) -> None:
    record = OpenRecord(stored(place, [article()]))
    assert "There are more" in record.search("boats", limit=2)
    assert "There are more" not in record.search("boats", limit=4)
    record.close()


@pytest.mark.parametrize("words", ["boats", "mackerel"])
def test_a_name_that_is_not_known_is_said_whether_or_not_anything_is_found(
    ask: Callable[..., Rows], words: str
) -> None:
    with pytest.raises(ViewError, match="no party named 'Osten'"):
        ask(words, party="Osten")


def test_what_a_sentence_tells_brings_along_who_said_it_and_what_else_is_told_in_that() -> None:
    """A claim in the second sentence of somebody's words, which begin in the first and tell a meeting in the third."""
    mentions = (
        Mention("statement", "words", ((0, 20), (40, 60))),
        Mention("position", "claim", ((22, 38),), "words"),
        Mention("position", "other", ((70, 80),), "words"),
        Mention("event", "meeting", ((75, 90),)),
        Mention("statement", "apart", ((100, 120),)),
        Mention("position", "apart too", ((101, 110),), "apart"),
    )
    assert told_in(mentions, [(21, 39)]) == {"claim", "words", "other"}
    assert told_in(mentions, [(70, 72)]) == {"other", "words", "meeting", "claim"}
    assert told_in(mentions, [(120, 130)]) == set()
    assert told_in(mentions, [(119, 130), (95, 99)]) == {"apart", "apart too"}
