"""Where readings are run: in this process, in several, or on a Ray cluster; and the shards in which they travel."""

from travaux.engines.processes import WorkerDied, run
from travaux.engines.ray import EngineError, find_ray, run_on_ray
from travaux.engines.shards import Row, ShardError, ShardWriter, key_of, read_shard

__all__ = [
    "EngineError",
    "Row",
    "ShardError",
    "ShardWriter",
    "WorkerDied",
    "find_ray",
    "key_of",
    "read_shard",
    "run",
    "run_on_ray",
]
