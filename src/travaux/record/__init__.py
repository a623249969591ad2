"""What all readings say together: the merge, and the database that holds it."""

from travaux.record.merge import merge
from travaux.record.store import Store, StoreError

__all__ = ["Store", "StoreError", "merge"]
