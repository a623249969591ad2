"""Standoff labels -> tokens, on an invented article."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from corpus import (
    ACTS,
    EVENTS,
    STATUSES,
    Deed,
    Document,
    Gold,
    Stand,
    add_labels,
    find_anchor,
    is_held,
    make_tags,
    read_attributions,
    read_corpus,
    read_reports,
    runs,
)
from targets import Example, Lesson, blend, make_deeds, make_examples, make_stands, make_targets
from travaux.language import Language
from travaux.model import Article, EventStatus, EventType, Parse
from travaux.network.running import WEIGHTS, load_network
from travaux.network.windows import Pieces

TEXT = "“The port,” Vik said, “is closed.” Brandt doubts it.\n\nOsten waits."
STANDOFF = """T1\tSource 12 15\tVik
T2\tCue 16 20\tsaid
T3\tContent 0 11;22 34\t“The port,” “is closed.”
T4\tAttribution 16 20\tsaid
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
T5\tCue 42 48\tdoubts
T6\tContent 49 51\tit
T7\tAttribution-no-source 42 48\tdoubts
E2\tAttribution-no-source:T7 Content:T6 Cue:T5
# a note
cut column
"""


def _words(parse: object, gold: Gold) -> list[list[str]]:
    return [
        [parse.tokens[i].words for i in getattr(gold, role)]  # type: ignore[attr-defined]
        for role in ("source", "cue", "content")
    ]


def test_spans_become_the_tokens_that_they_touch(language: Language) -> None:
    parse = language.parse(Article("a", TEXT))
    first, second = read_attributions(STANDOFF, parse)
    assert _words(parse, first) == [["Vik"], ["said"], ["“", "The", "port", ",", "”", "“", "is", "closed", ".", "”"]]
    assert _words(parse, second) == [[], ["doubts"], ["it"]]


def test_a_slip_inside_of_a_word_takes_the_whole_word(language: Language) -> None:
    parse = language.parse(Article("a", TEXT))
    (gold,) = read_attributions("T1\tCue 17 19\tai\nE1\tAttribution:T1 Cue:T1\n", parse)
    assert _words(parse, gold) == [[], ["said"], []]


def test_runs_are_half_open() -> None:
    assert list(runs((1, 2, 5))) == [(1, 3), (5, 6)]
    assert list(runs(())) == []


def test_a_corpus_is_parsed_once_and_targets_follow_the_windows(tmp_path: Path) -> None:
    (tmp_path / "train" / "text").mkdir(parents=True)
    (tmp_path / "train" / "attributions").mkdir()
    (tmp_path / "train" / "text" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "train" / "attributions" / "a_x.ann").write_text(STANDOFF, encoding="utf-8")
    (tmp_path / "train" / "attributions" / "a_y.ann").write_text("", encoding="utf-8")  # only the first counts
    (document,) = read_corpus(tmp_path / "train", tmp_path / "cache")
    assert (tmp_path / "cache" / "train.pickle").is_file()
    assert read_corpus(tmp_path / "train", tmp_path / "cache") == [document]
    tags = make_tags(document.gold, len(document.parse.tokens))
    assert [int(tags[token.index]) for token in document.parse.tokens if token.words in {"Vik", "said", "The"}] == [
        6,
        1,
        3,
    ]
    examples = list(make_examples(document, Pieces(WEIGHTS / "tokenizer.json"), load_network().labels, 20))
    assert len(examples) == 2
    said = next(t.index for t in document.parse.tokens if t.words == "said")
    wanted, pairs, cues = make_targets(examples[0])
    assert wanted.argmax(axis=1).tolist() == tags[: len(wanted)].tolist()
    assert cues[said]
    assert pairs[0, said].sum() == 1
    assert pairs[1, said].sum() == 10
    assert not make_targets(examples[1])[2].any()


def test_a_lesson_counts_beside_what_people_marked_and_alone_where_they_marked_nothing(language: Language) -> None:
    parse = language.parse(Article("a", TEXT))
    pieces, labels = Pieces(WEIGHTS / "tokenizer.json"), load_network().labels
    size = len(parse.tokens)
    said = next(t.index for t in parse.tokens if t.words == "said")
    unsure = np.full((size, 7), 1 / 7, np.float16)
    lesson = Lesson(unsure, np.array([said]), np.full((1, 2, size), 255, np.uint8))
    gold = tuple(read_attributions(STANDOFF, parse))
    for marks, surer in ((gold, True), ((), False)):
        (example,) = make_examples(Document("a", parse, marks), pieces, labels, lessons={"a": [lesson]})
        tags, pairs, cues = make_targets(example)
        assert np.allclose(tags.sum(axis=1), 1, atol=0.01)
        assert (tags[said, 3] > 0.3) is np.bool_(surer)
        assert (pairs[0, said].min() < 1) is np.bool_(surer)
        assert cues[said]


def test_reports_that_measure_are_not_learned_from(tmp_path: Path) -> None:
    (tmp_path / "talks").mkdir()
    for name in ("one", "two"):
        (tmp_path / "talks" / f"{name}.txt").write_text(f"Vik said it is late. {name}", encoding="utf-8")
    (tmp_path / "labels" / "talks").mkdir(parents=True)
    (tmp_path / "labels" / "talks" / "two.json").write_text("{}", encoding="utf-8")
    for _ in ("parsed", "kept"):
        chosen = read_reports(tmp_path / "talks", [tmp_path / "labels"], tmp_path / "cache")
        assert [Path(each.name).stem for each in chosen] == ["one"]


def _label(folder: Path, words: str, text: str) -> Path:
    at, left = text.index(words), text.find("Brandt left")
    content = {
        "source": "coverage/talks/one.txt",
        "sha256": hashlib.sha256(text.encode("utf-8")).hexdigest(),
        "statements": [{"mention": [13, 20], "cue": [21, 25], "content": [at, at + len(words)]}],
        "positions": [{"act": "deny", "evidence": [at, at + len(words)], "object": [at, at + 2], "condition": None}],
        "events": [
            {"type": "visit", "status": "happened", "evidence": [left, left + len("Brandt left")], "date": "2031-04-21"}
        ],
    }
    folder.mkdir(parents=True)
    (folder / "one.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def test_labels_become_the_tokens_of_what_was_told(tmp_path: Path) -> None:
    talks = tmp_path / "coverage" / "talks"
    talks.mkdir(parents=True)
    text = "Title: Late\n\nAnn Vik said that it is late. Brandt left.\n"
    (talks / "one.txt").write_text(text, encoding="utf-8")
    documents = read_reports(tmp_path / "coverage", [], tmp_path / "cache")
    labels = _label(tmp_path / "labels" / "talks", "it is late", text)
    (document,) = add_labels(documents, labels, tmp_path)
    assert [_words(document.parse, each) for each in document.statements or ()] == [
        [["Ann", "Vik"], ["said"], ["it", "is", "late"]]
    ]
    assert add_labels(documents, tmp_path / "none", tmp_path) == documents
    (deed,) = document.deeds or ()
    assert document.parse.tokens[deed.anchor].words == "left"
    assert (EVENTS[deed.type], STATUSES[deed.status]) == (EventType.VISIT, EventStatus.HELD)
    (stand,) = document.stands or ()
    words = [[document.parse.tokens[i].words for i in part] for part in stand.parts]
    assert (ACTS[stand.act], words) == ("deny", [["it", "is", "late"], ["it"], []])
    assert document.parse.tokens[stand.anchor].words == "is"


def test_a_position_is_learned_at_the_word_that_its_clause_hangs_on(language: Language) -> None:
    parse = language.parse(Article("a", TEXT))
    anchor = find_anchor(parse, (13, 14, 15))
    assert parse.tokens[anchor].words == "doubts"
    document = Document("talks/1.txt", parse, (), (), (Stand(11, anchor, ((13, 14, 15), (15,), ())),))
    pieces, labels = Pieces(WEIGHTS / "tokenizer.json"), load_network().labels
    (example,) = make_examples(document, pieces, labels)
    acts, parts = make_stands(example)
    assert acts[anchor, 11] == 1
    assert acts[:, -1].sum() == len(parse.tokens) - 1
    assert [int(part.sum()) for part in parts] == [3, 1, 0]
    assert parts[0, anchor, 13:16].all()


def test_labels_of_another_text_are_refused(tmp_path: Path) -> None:
    talks = tmp_path / "coverage" / "talks"
    talks.mkdir(parents=True)
    (talks / "one.txt").write_text("Ann Vik said that it is late.", encoding="utf-8")
    documents = read_reports(tmp_path / "coverage", [], tmp_path / "cache")
    labels = _label(tmp_path / "labels" / "talks", "late", "Ann Vik said that it is very late.")
    with pytest.raises(ValueError, match="sha256"):
        add_labels(documents, labels, tmp_path)


def test_folders_of_labels_without_labels_are_a_slip(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no labels"):
        read_reports(tmp_path, [tmp_path / "misspelt"], tmp_path / "cache")


def test_one_labelled_report_in_ten_is_held_back(language: Language) -> None:
    names = [f"talks/{number}.txt" for number in range(200)]
    held = [name for name in names if is_held(name)]
    assert 10 < len(held) < 35
    parse = language.parse(Article("a", TEXT))
    pieces, labels = Pieces(WEIGHTS / "tokenizer.json"), load_network().labels
    for name, learned in ((held[0], False), (next(name for name in names if name not in held), True)):
        (example,) = make_examples(Document(name, parse, (), statements=(Gold((4,), (5,), (1, 2)),)), pieces, labels)
        assert (example.told is not None) is learned


def test_a_statement_of_a_report_counts_beside_its_lesson_and_only_there(language: Language) -> None:
    parse = language.parse(Article("a", TEXT))
    pieces, labels = Pieces(WEIGHTS / "tokenizer.json"), load_network().labels
    size = len(parse.tokens)
    vik, said = (next(t.index for t in parse.tokens if t.words == word) for word in ("Vik", "said"))
    unsure = np.full((size, 7), 1 / 7, np.float16)
    lesson = Lesson(unsure, np.array([said]), np.full((1, 2, size), 102, np.uint8))
    name = next(each for each in (f"talks/{number}.txt" for number in range(20)) if not is_held(each))
    told = (Gold((vik,), (said,), (1, 2)), Gold((2,), (1,), (2,)))  # the second within the words of the first
    document = Document(name, parse, (), told, ())
    (example,) = make_examples(document, pieces, labels, lessons={name: [lesson]})
    tags, pairs, _ = make_targets(example)
    assert tags[[vik, said, 1, 2]].argmax(axis=1).tolist() == [1, 3, 5, 6]
    assert np.allclose(tags[[0, -1]], 1 / 7, atol=0.001)
    assert np.allclose(pairs[:, said, [vik, 1, size - 1]], [[0.58, 0.28, 0.28], [0.4, 1, 0.4]], atol=0.001)


def hear(parse: Parse, kinds: int, at: int, kind: int) -> np.ndarray:
    """What a network is sure of: one kind at one token, and none at any other."""
    heard = np.zeros((len(parse.tokens), kinds + 1), np.float16)
    heard[:, -1] = 1
    heard[at, [kind, -1]] = 1, 0
    return heard


def taught(document: Document, **heard: np.ndarray) -> Example:
    """The one window of a document, with a lesson that knows nothing but what is heard."""
    size = len(document.parse.tokens)
    unsure, none = np.full((size, 7), 1 / 7, np.float16), np.zeros((0, 2, size), np.uint8)
    lesson = Lesson(unsure, np.array([], np.int64), none, **heard)
    pieces, labels = Pieces(WEIGHTS / "tokenizer.json"), load_network().labels
    (example,) = make_examples(document, pieces, labels, lessons={document.name: [lesson]})
    return example


def test_what_another_network_hears_counts_beside_labels_and_alone_without_them(language: Language) -> None:
    parse = language.parse(Article("a", TEXT))
    stands = (Stand(11, 14, ((13, 14, 15), (15,), ())),)
    for known, demand in ((stands, 0.5), (None, 1.0)):
        document = Document("talks/1.txt", parse, (), () if known else None, known)
        acts, _ = make_stands(taught(document, acts=hear(parse, len(ACTS), 14, 0)))
        assert np.allclose(acts[14, [0, 11]], [demand, 1 - demand], atol=0.001)


def test_events_that_another_network_hears_count_likewise(language: Language) -> None:
    parse = language.parse(Article("a", TEXT))
    deeds = (Deed(5, 0, 14, (13, 14), None),)
    for known, meeting in ((deeds, 0.5), (None, 1.0)):
        document = Document("talks/1.txt", parse, (), () if known else None, None, known)
        events, statuses = make_deeds(taught(document, events=hear(parse, len(EVENTS), 14, 3)))
        assert np.allclose(events[14, [3, 5]], [meeting, 1 - meeting], atol=0.001)
        assert statuses[14].sum() == bool(known)


def test_lessons_of_several_networks_are_weighed_on_their_logits() -> None:
    earlier = Lesson(
        np.array([[0.8, 0.2], [0.5, 0.5]], np.float16), np.array([0, 1]), np.full((2, 2, 2), 204, np.uint8)
    )
    half = np.array([[0.5, 0.5], [2 / 3, 1 / 3]], np.float16)  # of odds 1 and 4, weighed a half
    later = Lesson(half, np.array([1]), np.full((1, 2, 2), 85, np.uint8))  # of odds 1/4
    (lesson,) = blend([earlier], [later], 0.5, 0.5)
    assert np.allclose(lesson.tags, [[2 / 3, 1 / 3], [2 / 3, 1 / 3]], atol=0.01)
    assert lesson.cues.tolist() == [1]
    assert np.allclose(lesson.pairs / 255, 0.5, atol=0.01)
