"""Positions that rules found and what the network says of them, with a network that says what a test wants it to."""

from __future__ import annotations

import pytest

from travaux.model import Act, Stance


def test_a_rules_position_that_the_network_does_not_hear_is_left_out(desk) -> None:
    text = "Norland rejected the quota."
    assert not desk.heard(text, {})
    (found,) = desk.heard(text, {"rejected": ("reject", 0.8)})
    assert (found.holder, found.act, found.confidence) == ("Norland", Act.REJECT, pytest.approx(0.8, abs=0.01))


def test_an_act_gives_way_where_the_network_hears_another(desk) -> None:
    (found,) = desk.heard("Norland rejected the quota.", {"rejected": ("criticise", 0.9)})
    assert (found.act, found.stance) == (Act.CRITICISE, Stance.AGAINST)
    assert found.rule == "word “reject”; act by the network"


def test_an_act_that_the_network_was_not_taught_is_kept_where_it_hears_its_kind(desk) -> None:
    (found,) = desk.heard("Norland proposed a commission.", {"proposed": ("call_for", 0.9)})
    assert found.act is Act.PROPOSE


def test_what_only_the_network_hears_is_the_speakers_in_somebodys_words(desk) -> None:
    text = "“The quota smells of old fish,” Ann Vo said."
    content = "The quota smells of old fish"
    (found,) = desk.heard(text, {"smells": ("criticise", 0.7)}, content, smells=["quota"])
    assert (found.holder, found.act, found.object and found.object.words) == ("Ann Vo", Act.CRITICISE, "quota")
    assert found.rule == "network, clause of “smell”"
    assert found.basis.words == content


def test_what_only_the_network_hears_is_the_subjects_in_the_writers_voice(desk) -> None:
    (found,) = desk.heard("Norland smells a rat in the quota.", {"smells": ("criticise", 0.7)})
    assert found.holder == "Norland"
    assert not desk.heard("Something smells in the quota.", {"smells": ("criticise", 0.7)})


def test_an_object_is_the_longest_run_without_the_marks_at_its_ends(desk) -> None:
    text = "Norland smells a rat, the old quota, in it."
    assert desk.objects(text, "smells", ["rat", ",", "the", "old", "quota"]) == "rat, the old quota"
    assert desk.objects(text, "smells", ["Norland", "old", "quota", "."]) == "old quota"
    assert desk.objects(text, "smells", []) is None


def test_evidence_is_the_run_round_its_word_within_the_sentence_and_the_content(desk) -> None:
    text = "Vik said Norland smells a rat. Velmark left."
    run = ["said", "Norland", "smells", "a", "rat", ".", "Velmark"]
    assert desk.clause(text, "smells", run) == "said Norland smells a rat"
    assert desk.clause(text, "smells", run, within="Norland smells a rat") == "Norland smells a rat"
    assert desk.clause(text, "smells", ["Vik", "a", "rat"]) is None


def test_a_question_is_no_position(desk) -> None:
    assert not desk.heard("Does Norland smell a rat in the quota?", {"smell": ("criticise", 0.9)})


def test_a_word_of_little_chance_leaves_a_rules_act_as_it_is(desk) -> None:
    (found,) = desk.heard("Norland rejected the quota.", {"quota": ("criticise", 0.9)})
    assert (found.act, found.stance) == (Act.REJECT, Stance.AGAINST)


def test_a_clause_is_no_condition_of_itself(desk) -> None:
    text = "“We will sign when the quota smells of fresh fish,” Ann Vo said."
    content = "We will sign when the quota smells of fresh fish"
    found = desk.heard(text, {"sign": ("call_for", 0.9), "smells": ("reject", 0.9)}, content)
    assert [each.condition for each in found if each.act is Act.REJECT] == [None]
