from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from travaux.intake import Limits, Source, Taken, read_article
from travaux.intake.characters import clean_characters, restore

Take = Callable[..., Taken]
TEXT = "Date: 2031-04-22\n\nVik rejected the quota."


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (TEXT, []),
        ("\ufeff" + TEXT, []),
        (TEXT.encode("utf-16"), []),
        (TEXT.encode("utf-32"), []),
        (TEXT.replace("\n", "\r\n"), []),
        (TEXT.replace("\n", "\r\r\n"), ["control-characters"]),
        (TEXT.replace("\n", "\r"), ["control-characters"]),
        (TEXT.encode("utf-16-le"), ["not-utf-8"]),
        (TEXT.encode("utf-16-be"), ["not-utf-8"]),
        (TEXT.encode() + " “Café” déjà".encode("cp1252") + " “So”".encode(), ["not-utf-8"]),
        ("URL: https://norland.example:99999999/\n" + TEXT, ["bad-address"]),
        ('URL: https://norland.example/"><script>\n' + TEXT, ["bad-address"]),
        (TEXT.encode() + " “Café”".encode("cp1252"), ["not-utf-8"]),
        (TEXT.encode() + " “Café”".encode() + b"\xe2\x80", ["not-utf-8"]),
        (TEXT + "\u202e\u200b", ["control-characters"]),
        (TEXT + " \x1b[31mred\x07", ["control-characters"]),
        (TEXT.replace("2031", "2999"), []),  # what lies in the future is for the record to say, by its own day
        (TEXT.replace("2031-04-22", "soon"), ["bad-date"]),
        ("Vik rejected the quota.", ["no-date"]),
        (TEXT + "\n" + "x" * 5_000_000, []),
        ("Kind: poem\n" + TEXT, ["bad-kind"]),
        ("URL: ftp://norland.example\n" + TEXT, ["bad-address"]),
    ],
)
def test_a_text_with_a_fault_is_read_and_the_fault_told(take: Take, content: str | bytes, codes: list[str]) -> None:
    taken = take(content)
    assert [problem.code for problem in taken.problems] == codes
    assert all(problem.origin == "report.txt" for problem in taken.problems)
    assert taken.article is not None
    assert taken.article.text.startswith("Vik rejected the quota.")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        ("Title: Talks\nDate: 2031-04-22\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not-text"),
        (b"Vik rejected\x00 the quota.", "not-text"),
        (bytes(range(1, 32)) * 20, "not-text"),
        (b"\xff\xfe\x00", "not-text"),
    ],
)
def test_what_is_no_report_gives_no_article_but_a_problem(take: Take, content: bytes, code: str) -> None:
    taken = take(content)
    assert taken.article is None
    assert code in [problem.code for problem in taken.problems]


def test_a_file_beyond_the_limit_is_not_read(take: Take) -> None:
    taken = take("x" * 101, limits=Limits(bytes=100))
    assert (taken.article, [problem.code for problem in taken.problems]) == (None, ["too-large"])


def test_a_file_that_vanished_or_is_none_is_unreadable(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    for path in (tmp_path / "gone.txt", tmp_path, pipe):
        taken = read_article(Source("a.txt", path))
        assert (taken.article, [problem.code for problem in taken.problems]) == (None, ["unreadable"])


def test_utf_8_and_windows_1252_in_one_file_are_both_read(take: Take) -> None:
    taken = take("Vik said “no”".encode() + b" at the Caf\xe9 d\xe9j\xe0 \x93vu\x94 on that day. " + b"She left. " * 20)
    assert taken.article is not None
    assert taken.article.text.startswith("Vik said “no” at the Café déjà “vu” on that day.")


@pytest.mark.parametrize(
    "order", ["\x1b[31m", "\x1b[0m", "\x1b[2J", "\x1b[?25l", "\x1b]0;title\x07", "\x1b]8;;x\x1b\\", "\x1b(B", "\x1bc"]
)
def test_an_order_to_a_terminal_leaves_the_text_whole(order: str) -> None:
    assert clean_characters(f"Vik {order}left [31m away].").text == "Vik left [31m away]."


def test_titles_are_one_short_line_that_is_safe_to_show(take: Take) -> None:
    article = take(f'---\ntitle: "Talks\\n\\e[31m \\u202E{"x" * 900}"\n---\n{TEXT}', "a.md").article
    assert article is not None
    assert article.title is not None
    assert article.title.isprintable()
    assert len(article.title) == 500


def test_places_are_those_of_the_file_where_hidden_characters_were_removed(take: Take) -> None:
    taken = take("Vik re\u200bjected\u202e\u202d the quota.\n\nADVERTISEMENT\n\nShe\u2060 left.")
    assert taken.article is not None
    text = taken.article.text
    assert text == "Vik rejected the quota.\n\nShe left."
    original = "Vik re\u200bjected\u202e\u202d the quota.\n\nADVERTISEMENT\n\nShe\u2060 left."
    places = [taken.place(index) for index in range(len(text))]
    assert "".join(original[place] for place in places if place is not None) == text
    assert taken.place(len(text)) is None


_NAMES = st.sampled_from(["a.txt", "a.md", "a.html"])
_PARTS = st.sampled_from(
    [
        "---\n",
        "Title: ",
        "Date: 2031-04-22\n",
        "\n\n",
        "Posted at ",
        "By Ana Vik",
        "HARBOUR (NWS) — ",
        "<p>",
        "<div",
        "\u202e",
        "# ",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    content=st.binary(max_size=300)
    | st.lists(st.text(max_size=20) | _PARTS, max_size=12).map(lambda p: "".join(p).encode("utf-8", "replace")),
    name=_NAMES,
)
def test_no_bytes_at_all_make_reading_fail(content: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        taken = read_article(Source(name, path))
        assert taken == read_article(Source(name, path))
    assert taken.article is not None or taken.problems
    if taken.article is not None:
        text = taken.article.text
        assert text.strip() == text != ""
        assert clean_characters(text).text == text
        text.encode()


@given(text=st.text(st.sampled_from("ab\u200b\u202e\n"), max_size=30))
def test_removed_characters_never_move_a_place(text: str) -> None:
    from travaux.model import Span

    shown = clean_characters(text)
    pieces = restore((Span(0, len(shown.text)),) if shown.text else (), shown.removed)
    assert "".join(text[slice(*piece)] for piece in pieces) == shown.text
