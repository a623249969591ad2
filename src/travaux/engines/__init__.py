"""Where readings are run: in this process, or in several."""

from travaux.engines.processes import run

__all__ = ["run"]
