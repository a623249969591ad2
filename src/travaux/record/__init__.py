"""What all readings say together: the merge, and the database that holds it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from travaux.record.address import Address, FileAddress, read_address
from travaux.record.chapters import Chapter, join_chapters, outline_of, week_of, write_chapter
from travaux.record.errors import StoreError
from travaux.record.glances import glance_at, held, held_words, lines_of
from travaux.record.issues import Agenda, agenda_of
from travaux.record.kept import Copied, Promise
from travaux.record.stands import find_stands
from travaux.record.tellers import Tellers
from travaux.record.terms import stems_of
from travaux.record.versions import MERGER
from travaux.record.wanted import NO_DAYS, Days, Wanted

if TYPE_CHECKING:
    from travaux.record.memory import Memory, Remembering
    from travaux.record.merging import merge
    from travaux.record.opened import State
    from travaux.record.parts import Newest
    from travaux.record.singles import Reports
    from travaux.record.store import Store

__all__ = [
    "MERGER",
    "NO_DAYS",
    "Address",
    "Agenda",
    "Chapter",
    "Copied",
    "Days",
    "FileAddress",
    "Memory",
    "Newest",
    "Promise",
    "Remembering",
    "Reports",
    "State",
    "Store",
    "StoreError",
    "Tellers",
    "Wanted",
    "agenda_of",
    "find_stands",
    "glance_at",
    "held",
    "held_words",
    "join_chapters",
    "lines_of",
    "merge",
    "outline_of",
    "read_address",
    "stems_of",
    "week_of",
    "write_chapter",
]


_LATER = {  # loaded when they are first used: views need neither database nor merge, and who looks need not wait
    "Memory": "memory",
    "Newest": "parts",
    "Remembering": "memory",
    "Reports": "singles",
    "State": "opened",
    "Store": "store",
    "merge": "merging",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module 'travaux.record' has no attribute {name!r}")
    return getattr(import_module(f"travaux.record.{_LATER[name]}"), name)
