from __future__ import annotations

import pytest

from travaux.intake.headers import read_front_matter, read_header_lines


@pytest.mark.parametrize(
    ("text", "fields", "rest"),
    [
        (
            "Title: Quota talks: day two\nOutlet: Norland Courier\nDate: 2031-04-22\n\nVik refused.",
            {"title": "Quota talks: day two", "outlet": "Norland Courier", "published": "2031-04-22"},
            "\nVik refused.",
        ),
        (
            "\r\nURL: https://courier.example/q\r\nSource: Velm Herald\r\nUpdated:\r\n\r\nVik refused.",
            {"address": "https://courier.example/q", "outlet": "Velm Herald"},
            "\r\nVik refused.",
        ),
        ("Kind: readout\nAuthor: Ana Rell\nVik refused.", {"kind": "readout"}, "Vik refused."),
        ("Source: the ministry is not amused.\n\nVik refused.", {}, None),
        ("Warning: Vik refused.\nTitle: none", {}, None),
        ("Vik refused.\nDate: 2031-04-22", {}, None),
        ("", {}, None),
    ],
)
def test_header_lines_end_with_the_first_other_line(text: str, fields: dict[str, str], rest: str | None) -> None:
    header = read_header_lines(text)
    assert header.fields == fields
    assert text[header.start :] == (text if rest is None else rest)


@pytest.mark.parametrize(
    ("block", "fields", "problems"),
    [
        ('title: "Talks: day two"\ndate: 2031-04-22\nid: 7', {"title": "Talks: day two", "published": "2031-04-22"}, 0),
        (
            "title: Talks\ndate: \nurl: https://courier.example",
            {"title": "Talks", "address": "https://courier.example"},
            0,
        ),
        ("title: 2031\nmore: [1, {a: b}]", {"title": "2031"}, 0),
        ("title: Talks: day two\ndate: 2031-04-22", {"title": "Talks: day two", "published": "2031-04-22"}, 1),
        ("- a\n- b", {}, 1),
        ("title: \x00", {}, 1),
        ("[" * 5000, {}, 1),
        ("", {}, 0),
        ("title: &a [x, x]\noutlet: *a", {}, 2),
        ("date: [2031-04-22, 2031-04-23]\ntitle: Talks", {"title": "Talks"}, 1),
        ("title: !!python/object/apply:os.getcwd []\noutlet: Velm Herald", {"outlet": "Velm Herald"}, 0),
        ("title: Talks\noutlet: null\nurl: ~", {"title": "Talks"}, 0),
    ],
)
def test_front_matter_that_is_not_yaml_is_a_problem_and_the_text_is_kept(
    block: str, fields: dict[str, str], problems: int
) -> None:
    text = f"---\n{block}\n---\n\n# HEADING\n"
    header = read_front_matter(text)
    assert text[header.start :] == "\n# HEADING\n"
    assert [problem.code for problem in header.problems] == ["bad-front-matter"] * problems
    if "\x00" not in block:
        assert header.fields == fields


def test_front_matter_without_an_end_gives_up_its_lines_only() -> None:
    text = "---\ntitle: Talks\n\nVik refused."
    header = read_front_matter(text)
    assert header.fields == {"title": "Talks"}
    assert text[header.start :].strip() == "Vik refused."
    assert [problem.code for problem in header.problems] == ["bad-front-matter"]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert read_front_matter("---\n\nVik refused.").start == 0
