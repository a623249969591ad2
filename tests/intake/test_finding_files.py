from __future__ import annotations

import os
from pathlib import Path

import pytest

from travaux.intake import IntakeError, find_sources


def _write(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Norland rejected the quota.")


def _found(*paths: Path | str) -> tuple[list[str], list[tuple[str, str | None]]]:
    sources, problems = find_sources(paths)
    return [source.origin for source in sources], [(problem.code, problem.origin) for problem in problems]


def test_a_folder_gives_its_reports_in_order_and_without_hidden_ones(tmp_path: Path) -> None:
    _write(tmp_path, "b.txt", "a/c.HTML", "a/b.md", ".git/x.txt", ".hidden.txt", "d.markdown", "e.htm")
    assert _found(tmp_path) == (["a/b.md", "a/c.HTML", "b.txt", "d.markdown", "e.htm"], [])


def test_a_file_given_itself_goes_by_its_bare_name(tmp_path: Path) -> None:
    _write(tmp_path, "a/b.txt")
    assert _found(tmp_path / "a" / "b.txt") == (["b.txt"], [])


def test_a_file_of_another_kind_is_a_problem(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", "b.pdf", "c")
    assert _found(tmp_path) == (["a.txt"], [("unknown-kind", "b.pdf"), ("unknown-kind", "c")])


def test_a_file_given_twice_is_read_once_whatever_the_order(tmp_path: Path) -> None:
    _write(tmp_path, "a/b.txt")
    expected = (["a/b.txt"], [("duplicate-path", "b.txt")])
    assert _found(tmp_path, tmp_path / "a" / "b.txt") == expected
    assert _found(tmp_path / "a" / "b.txt", tmp_path) == expected


def test_files_of_one_name_from_two_folders_are_told_apart(tmp_path: Path) -> None:
    _write(tmp_path, "north/a.txt", "south/a.txt", "south/b.txt")
    expected = (["b.txt", "north/a.txt", "south/a.txt"], [])
    assert _found(tmp_path / "north", tmp_path / "south") == expected
    assert _found(tmp_path / "south", tmp_path / "north") == expected


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    _write(tmp_path, "a/b.txt")
    (tmp_path / "a" / "round").symlink_to(tmp_path, target_is_directory=True)
    origins, problems = _found(tmp_path)
    assert origins == ["a/b.txt"]
    assert problems == [("duplicate-path", "a/round")]


def test_a_link_that_leads_nowhere_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "b.txt")
    assert ("unreadable", "a.txt") in _found(tmp_path)[1]
    assert ("unreadable", "b.txt") in _found(tmp_path)[1]


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    assert _found(tmp_path) == ([], [("nothing-to-read", None)])


@pytest.mark.parametrize("name", ["gone", "gone\n\x1b[31m", "x" * 5000, "nul\x00"])
def test_a_path_that_does_not_exist_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(IntakeError) as caught:
        find_sources([str(tmp_path / name)])
    assert str(caught.value).isprintable()
    assert "check the path" in str(caught.value)


def test_names_of_files_are_safe_to_show_and_never_absolute(tmp_path: Path) -> None:
    (tmp_path / "a\n\x1b[31m.txt").write_text("x")
    (tmp_path / "\u202etxt.txt").write_text("x")
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))).write_text("x")
    origins = _found(tmp_path)[0]
    assert len(origins) == 3
    for origin in origins:
        assert origin.isprintable() and not origin.startswith("/")
        origin.encode()


def test_a_folder_given_again_by_another_path_is_one_problem(tmp_path: Path) -> None:
    folder = tmp_path / "coverage"
    (folder / "wire").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text("Vik rejected the quota.")
    (tmp_path / "link").symlink_to(folder)
    sources, problems = find_sources([folder, folder / "wire" / "..", tmp_path / "link"])
    assert [source.origin for source in sources] == ["a.txt", "b.txt", "c.txt"]
    assert [(problem.code, problem.origin) for problem in problems] == [("duplicate-path", "coverage")]
