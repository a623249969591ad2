"""Travaux reads the coverage of a negotiation and keeps its record, every cell cited.

import travaux

record = travaux.build("coverage/")
record.matrix()
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["OpenRecord", "build", "check", "copy", "open_record", "read"]

if TYPE_CHECKING:
    from travaux.library import OpenRecord, build, check, copy, open_record, read


def __getattr__(name: str) -> Any:
    """Load the library when it is first used, so that `travaux --help` need not wait for it."""
    if name in __all__:
        import travaux.library

        return getattr(travaux.library, name)
    raise AttributeError(f"module 'travaux' has no attribute {name!r}")
