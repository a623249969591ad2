"""What the network says of events, laid over a text; and which of two voices for one word counts."""

from __future__ import annotations

import numpy as np
import pytest

from travaux.language import Language
from travaux.model import Article, Cast, EventStatus, EventType
from travaux.network import Seen, SeenWindow
from travaux.positions.events.finding import FEATURES, find_events, find_triggers
from travaux.positions.events.watched import Watched, watch
from travaux.positions.scene import set_scene

TYPES, STATUSES = (EventType.MEET, EventType.TALK, EventType.AGREE), (EventStatus.HELD, EventStatus.PLANNED)
TEXT = "The two delegations met again. Norland agreed to meet Velmark. They left."


def make_seen(words: list[str], told: dict[str, tuple[EventType, float]], weights: dict[str, float]) -> Seen:
    events = np.full((len(words), len(TYPES) + 1), -9.0, np.float32)
    events[:, -1] = 9.0
    for word, (type_, chance) in told.items():
        events[words.index(word)] = -9.0
        events[words.index(word), [TYPES.index(type_), -1]] = np.log([chance, 1 - chance])
    statuses = np.tile(np.array([[0.0, 3.0]], np.float32), (len(words), 1))
    nothing = np.zeros((len(words), 7), np.float32)
    window = SeenWindow(0, nothing, nothing, nothing[:, 0], nothing, {}, events, statuses)
    return Seen((window,), (), tuple(TYPES), tuple(STATUSES), {"events": weights, "dates": {}})


@pytest.fixture
def read(language: Language):
    article = Article("report.txt", TEXT)
    parse = language.parse(article)
    words = [token.words for token in parse.tokens]

    def make(told: dict[str, tuple[EventType, float]], **weights: float):
        seen = make_seen(words, told, dict.fromkeys(FEATURES, 0.0) | weights)
        return article, parse, seen

    return make


def test_chances_types_and_statuses_are_those_of_the_windows(read):
    _, parse, seen = read({"left": (EventType.TALK, 0.8)})
    watched: Watched = watch(parse, seen)
    index = [token.words for token in parse.tokens].index("left")
    assert watched.triggers(0.5) == [index]
    assert watched.chance(index) == pytest.approx(0.8, abs=0.01)
    assert (watched.type(index), watched.status(index)) == (EventType.TALK, EventStatus.PLANNED)
    assert watched.share(index, EventType.VOTE) == 0.0


def test_a_word_is_a_trigger_once_for_each_type_that_a_voice_gives_it(read):
    article, parse, seen = read({"met": (EventType.MEET, 0.8)})
    scene = set_scene(article, parse, Cast((), (), ()), ())
    found = [(each.type, each.rule) for each in find_triggers(scene, watch(parse, seen)) if each.token.words == "met"]
    assert found == [(EventType.MEET, "network, “meet”"), (EventType.TALK, "verb “meet”")]


@pytest.mark.parametrize(("chance", "type_"), [(0.9, EventType.MEET), (0.7, EventType.TALK)])
def test_of_two_types_of_a_word_that_of_the_rule_counts_unless_the_network_is_sure(read, chance, type_):
    article, parse, seen = read({"met": (EventType.MEET, chance)}, watched=1.0)
    events = [e for e in find_events(article, parse, Cast((), (), ()), seen) if "delegations" in e.basis.words]
    assert [each.type for each in events] == [type_]


def test_an_agreement_to_meet_is_a_meeting(read):
    article, parse, seen = read({"agreed": (EventType.AGREE, 0.9)}, watched=1.0)
    assert not [e for e in find_events(article, parse, Cast((), (), ()), seen) if e.type is EventType.AGREE]
