from __future__ import annotations

from dataclasses import replace

import pytest

from travaux.model import ActorKind, Citation, Name, Reading
from travaux.record.names import join_names


def _reading(article: str, *names: str) -> Reading:
    return Reading(
        article=article,
        wording=article,
        reader="r",
        words=100,
        statements=(),
        positions=(),
        events=(),
        interactions=(),
        outcomes=(),
        topics=(),
        terms=(),
        names=tuple(
            Name(name, ActorKind.PERSON, (name,), 3 - at, Citation(article, at, at + 1, "x"))
            for at, name in enumerate(names)
        ),
        affiliations=(),
        problems=(),
    )


@pytest.mark.parametrize(
    ("forms", "name"),
    [
        (("Chuck Vik", "Charles Vik"), "Chuck Vik"),
        (("Richard Brandt", "Dick Brandt"), "Richard Brandt"),
        (("Charles B. Vik", "Chuck Vik"), "Charles B. Vik"),
        (("Ann Vik", "Ann B. Vik"), "Ann Vik"),
    ],
)
def test_forms_of_a_first_name_are_one_person(forms: tuple[str, str], name: str) -> None:
    names = join_names([_reading("a", forms[0]), _reading("b", "Osten", forms[1])])
    assert {names.of(form) for form in forms} == {name}
    assert set(forms) <= set(names.aliases[name])


def test_other_first_names_are_other_people() -> None:
    names = join_names([_reading("a", "Chuck Vik", "Ann Vik", "Richard Vik")])
    assert [names.of(name) for name in ("Chuck Vik", "Ann Vik", "Richard Vik")] == [
        "Chuck Vik",
        "Ann Vik",
        "Richard Vik",
    ]


def test_initials_are_the_one_body_that_has_them() -> None:
    body = _reading("a", "Brask Fisheries Board", "BFB", "BOB")
    body = replace(body, names=tuple(replace(each, kind=ActorKind.BODY) for each in body.names))
    names = join_names([body])
    assert names.of("BFB") == "Brask Fisheries Board"
    assert names.of("BOB") == "BOB"
