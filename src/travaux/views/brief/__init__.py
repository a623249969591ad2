"""The brief: one HTML file that needs nothing else, in which every claim opens its passage."""

from __future__ import annotations

from datetime import datetime

from travaux.model import Record


def brief(record: Record, *, built: datetime | None = None, min_confidence: float | None = None) -> str:
    """A self-contained HTML page, see `page.brief`."""
    from travaux.views.brief.page import brief as write_page  # what only a page needs takes as long to load as the rest

    return write_page(record, built=built, min_confidence=min_confidence)
