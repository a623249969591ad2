"""Lists that show their first lines, fold the next, and count what the page leaves out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from travaux.views.opening import Opening

Given = TypeVar("Given")
Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Capped(Generic[Line]):
    """`first` stand open, `folded` behind a fold; `rest` more are in the record only."""

    first: tuple[Line, ...] = ()
    folded: tuple[Line, ...] = ()
    rest: int = 0

    def __len__(self) -> int:
        return len(self.first) + len(self.folded) + self.rest


def cap(
    given: Sequence[Given], read: Callable[[Given], Line], passages: Opening, *, first: int, most: int
) -> Capped[Line]:
    """Read the first lines in the open and those up to `most` behind a fold, where paper does not show them.

    A fold that would hide a single line is not worth the click.
    """
    if len(given) == first + 1:
        first += 1
    opened = tuple(read(each) for each in given[:first])
    with passages.folded():
        folded = tuple(read(each) for each in given[first:most])
    return Capped(opened, folded, max(0, len(given) - len(opened) - len(folded)))
