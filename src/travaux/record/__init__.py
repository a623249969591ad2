"""What all readings say together: the merge, and the database that holds it."""

from travaux.record.database import StoreError
from travaux.record.issues import Agenda, agenda_of
from travaux.record.merge import merge
from travaux.record.origins import Origins
from travaux.record.store import MERGER, Store
from travaux.record.terms import stems_of

__all__ = ["MERGER", "Agenda", "Origins", "Store", "StoreError", "agenda_of", "merge", "stems_of"]
