"""What words on a page lead to: whoever draws a page says where, whoever makes its parts only asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from travaux.model import Citation, Event, Position, Shift, Statement


class Opening(Protocol):
    """Gives for a finding that which opens its passage, None where nothing does."""

    def of_position(self, position: Position) -> str | None:
        """The passage of a position."""
        ...

    def of_statement(self, statement: Statement) -> str | None:
        """The passage of a statement."""
        ...

    def of_event(self, event: Event) -> str | None:
        """The passage of an event."""
        ...

    def of_end(self, shift: Shift, end: Citation) -> str | None:
        """The passage of one end of a shift."""
        ...

    def of_citation(self, finding: str, citation: Citation | None, heading: str) -> str | None:
        """The passage of any other citation of a finding."""
        ...

    def folded(self) -> AbstractContextManager[None]:
        """What is asked for in this block stands behind a fold."""
        ...


class ById:
    """Opens a finding by its id, as pages do that have an address for each."""

    def of_position(self, position: Position) -> str | None:
        """The passage of a position."""
        return position.id

    def of_statement(self, statement: Statement) -> str | None:
        """The passage of a statement."""
        return statement.id

    def of_event(self, event: Event) -> str | None:
        """The passage of an event."""
        return event.id

    def of_end(self, shift: Shift, end: Citation) -> str | None:
        """The shift: both of its ends."""
        return shift.id

    def of_citation(self, finding: str, citation: Citation | None, heading: str) -> str | None:
        """The passage of any other citation of a finding."""
        return finding if citation is not None else None

    @contextmanager
    def folded(self) -> Iterator[None]:
        """Folds make no difference."""
        yield
