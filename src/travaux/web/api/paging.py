"""What all lists of the API have in common: how they are paged, and how faults are told."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from fastapi import Query

from travaux.web.api import shapes

_Shape = TypeVar("_Shape", bound=shapes.Shape)
FAULTS: dict[int | str, dict[str, Any]] = {
    400: {"model": shapes.Fault, "description": "A party, issue, act or kind that the record does not know."},
    404: {"model": shapes.Fault, "description": "There is nothing of this name."},
    422: {"model": shapes.Fault, "description": "A parameter that was not understood."},
    503: {"model": shapes.Fault, "description": "The record cannot be read just now."},
}
Limit = Annotated[int, Query(ge=1, le=200, description="at most so many")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="leave out the first")]


def as_page(items: list[_Shape], limit: int, offset: int) -> shapes.Page[_Shape]:
    """Some of these, and where those begin that follow."""
    some = items[offset : offset + limit]
    end = offset + len(some)
    return shapes.Page(items=some, total=len(items), next=end if some and end < len(items) else None)
