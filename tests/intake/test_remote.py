"""Files behind URLs: which there are, what they are called in the record, and how they come."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from travaux.intake import IntakeError, Limits, clean_url, find_sources, is_url, read_article

REPORT = "Outlet: Norland Courier\nDate: 2031-04-22\n\nNorland rejected the quota.\n"


@pytest.fixture
def folder(tmp_path: Path) -> str:
    pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'travaux[cloud]'")
    for name in ("b.txt", "a/c.md", "a/who?#.txt", ".hidden.txt", ".git/x.txt", "d.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(REPORT)
    return tmp_path.as_uri()


def test_a_url_gives_its_reports_by_their_urls_and_without_hidden_ones(folder: str) -> None:
    sources, problems = find_sources([folder])
    assert [source.origin for source in sources] == [f"{folder}/{name}" for name in ("a/c.md", "a/who?#.txt", "b.txt")]
    assert [(problem.code, problem.origin) for problem in problems] == [("unknown-kind", f"{folder}/d.pdf")]


def test_wildcards_choose(folder: str) -> None:
    assert [source.origin for source in find_sources([f"{folder}/**/*.md"])[0]] == [f"{folder}/a/c.md"]
    assert [source.origin for source in find_sources([f"{folder}/*.txt"])[0]] == [f"{folder}/b.txt"]


def test_a_file_given_twice_is_read_once(folder: str) -> None:
    sources, problems = find_sources([f"{folder}/b.txt", f"{folder}/*.txt"])
    assert [source.origin for source in sources] == [f"{folder}/b.txt"]
    assert [(problem.code, problem.origin) for problem in problems] == [("duplicate-path", f"{folder}/b.txt")]


def test_an_article_behind_a_url_is_that_of_the_file_also_after_a_journey(folder: str, tmp_path: Path) -> None:
    source = pickle.loads(pickle.dumps(find_sources([f"{folder}/b.txt"])[0][0]))
    taken, local = read_article(source), read_article(find_sources([tmp_path / "b.txt"])[0][0])
    assert taken.article is not None
    assert local.article is not None
    assert (taken.article.text, taken.article.outlet) == (local.article.text, "Norland Courier")
    assert taken.article.id == local.article.id


def test_a_file_that_is_too_large_empty_or_gone_is_a_problem(folder: str, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    sources = {source.name: source for source in find_sources([folder])[0]}
    assert [each.code for each in read_article(sources["b.txt"], Limits(bytes=20)).problems] == ["too-large"]
    assert [each.code for each in read_article(sources["empty.txt"]).problems] == ["empty"]
    (tmp_path / "b.txt").unlink()
    assert [(each.code, each.origin) for each in read_article(sources["b.txt"]).problems] == [
        ("unreadable", f"{folder}/b.txt")
    ]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("file:///nowhere/at/all", "There is no file at file:///nowhere/at/all"),
        ("nosuch://talks/a.txt", "Protocol not known: nosuch"),
        ("zip://a.txt::file:///talks.zip", "chained URLs are not read"),
        ("ftp://ann:secret@127.0.0.1:9/talks", "ftp://127.0.0.1:9/talks: could not be reached"),
    ],
)
def test_a_url_that_leads_nowhere_is_said_so_and_without_its_password(url: str, said: str) -> None:
    pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'travaux[cloud]'")
    with pytest.raises(IntakeError) as raised:
        find_sources([url])
    assert said in str(raised.value)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("s3://talks/2031/a.txt", "s3://talks/2031/a.txt"),
        ("s3://KEY:secret@talks/a b.txt", "s3://talks/a b.txt"),
        ("sftp://ann@host:22/a#b.txt", "sftp://host:22/a#b.txt"),
        ("s3://K:s@talks/who?.txt", "s3://talks/who?.txt"),
        ("https://ann:secret@host", "https://host"),
        ("https://host/a.html?id=3", "https://host/a.html?id=3"),
        ("https://host/a.html?id=3&X-Amz-Signature=0f&X-Amz-Credential=K", "https://host/a.html?id=3"),
        ("https://host/a.html?sv=2031&sig=0f", "https://host/a.html"),
    ],
)
def test_an_origin_holds_no_credentials(url: str, shown: str) -> None:
    assert is_url(url)
    assert clean_url(url) == shown


def test_without_fsspec_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(IntakeError, match=r"pip install 'travaux\[cloud\]'"):
        find_sources(["s3://talks/a.txt"])


def test_paths_are_read_without_what_urls_shards_and_clusters_need(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    script = (
        "import sys, travaux.pipeline\nfrom travaux.intake import find_sources, read_article\n"
        f"assert read_article(find_sources([{str(tmp_path)!r}])[0][0]).article\n"
        "print(sorted({'fsspec', 'ray', 'pyarrow', 's3fs'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout == "[]\n"
