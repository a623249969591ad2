from __future__ import annotations

from pathlib import Path

import pytest

from travaux.intake import IntakeError, read_codebook
from travaux.model import ActorKind, Codebook, CodedCoalition, CodedIssue, CodedParty, CodedPerson

BOOK = """
title = "The quota talks"

[[parties]]
name = "Norland"
aliases = ["Harbour", "the North", "Harbour"]
kind = "state"

[[parties.people]]
name = "Ana Vik"
aliases = ["Vik"]
role = "chief negotiator"

[[parties]]
name = "Velmark"

[[coalitions]]
name = "Coastal Five"
members = ["Norland", "Holm"]

[[issues]]
label = "quota"
terms = ["quota", "catch limit"]

[[issues]]
label = "inspection"
parent = "quota"
"""


def _write(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "codebook.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_codebook_is_read_as_it_is_written(tmp_path: Path) -> None:
    person = CodedPerson("Ana Vik", ("Vik",), "chief negotiator")
    norland = CodedParty("Norland", ("Harbour", "the North"), ActorKind.STATE, (person,))
    assert read_codebook(_write(tmp_path, BOOK)) == Codebook(
        "The quota talks",
        (norland, CodedParty("Velmark")),
        (CodedCoalition("Coastal Five", ("Norland", "Holm")),),
        (CodedIssue("quota", ("quota", "catch limit")), CodedIssue("inspection", (), "quota")),
    )


def test_an_empty_codebook_leaves_all_to_be_inferred(tmp_path: Path) -> None:
    assert read_codebook(_write(tmp_path, b"\xef\xbb\xbf")) == Codebook()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("title = \n", ["not TOML", "line 1"]),
        ("party = []", ["unknown key 'party'", "did you mean 'parties'?"]),
        ('[[parties]]\nnmae = "Norland"', ["parties[1]", "unknown key 'nmae'", "did you mean 'name'?"]),
        ('[[parties]]\naliases = ["North"]', ["parties[1]", "name is missing"]),
        ('[[parties]]\nname = " "', ["parties[1]", "name is missing"]),
        ('[[parties]]\nname = "Norland"\naliases = "North"', ["parties[1] (Norland)", "aliases must be a list"]),
        ('[[parties]]\nname = "Norland"\nkind = "realm"', ["'realm' is no kind of party", "state"]),
        ("[[parties]]\nname = 7", ["name must be text", "a number"]),
        ('[parties]\nname = "Norland"', ["parties must be a list of tables", "[[parties]]"]),
        ('[[parties]]\nname = "N"\n[parties.people]\nname = "V"', ["people must be a list", "[[parties.people]]"]),
        ('[[parties]]\nname = "N"\n[[parties.people]]\nrole = "x"', ["parties[1] (N) people[1]", "name is missing"]),
        ('[[parties]]\nname = "N"\n[[parties]]\nname = "n"', ["'n' stands there twice"]),
        ('[[issues]]\nlabel = "quota"\nparent = "qouta"', ["'qouta' is no issue here", "did you mean 'quota'?"]),
        ('[[issues]]\nlabel = "a"\nparent = "b"\n[[issues]]\nlabel = "b"\nparent = "a"', ["circle"]),
        (b"title = '\xe9'", ["not UTF-8"]),
        ("a = " + "[" * 5000, ["not TOML"]),
    ],
)
def test_a_fault_is_named_with_its_place_and_a_remedy(tmp_path: Path, content: str | bytes, words: list[str]) -> None:
    with pytest.raises(IntakeError) as caught:
        read_codebook(_write(tmp_path, content))
    message = str(caught.value)
    assert message.isprintable()
    assert [word for word in ["codebook.toml", *words] if word not in message] == []


def test_a_codebook_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="could not be read"):
        read_codebook(tmp_path / "gone.toml")
    with pytest.raises(IntakeError, match="could not be read"):
        read_codebook(tmp_path)
