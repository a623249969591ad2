"""The brief: one HTML file that needs nothing else, in which every claim opens its passage."""

from __future__ import annotations

from datetime import datetime

from travaux.model import Record

__all__ = ["brief"]


def brief(record: Record, *, built: datetime | None = None, min_confidence: float | None = None) -> str:
    """A self-contained HTML page: no other file, no network, and readable with scripts off.

    `built` is printed in the head line. The same record and time give the same page. What is less sure than
    `min_confidence` is left out (views.Filter).
    """
    from travaux.views.brief.page import write_page  # templates are slow to load, and no listing needs them

    return write_page(record, built=built, min_confidence=min_confidence)
