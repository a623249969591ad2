"""Where readings are run: in this process, or in several."""

from travaux.engines.processes import WorkerDied, run

__all__ = ["WorkerDied", "run"]
