"""A brief that lies among the reports is no report."""

from __future__ import annotations

from pathlib import Path

from travaux.intake import Source, read_article
from travaux.model import Record
from travaux.views import brief


def test_a_brief_is_refused_with_a_word(tmp_path: Path) -> None:
    path = tmp_path / "brief.html"
    path.write_text(brief(Record("Quota talks")), encoding="utf-8")
    taken = read_article(Source("brief.html", path))
    assert taken.article is None
    assert [problem.code for problem in taken.problems] == ["own-page"]
