"""A record made by hand, put into a database as a merge would leave it."""

from __future__ import annotations

from travaux.library import OpenRecord
from travaux.model import Record
from travaux.model.article import Heading
from travaux.record import MERGER, Store
from travaux.record.schema import ARTICLE, HEADING, READING, RULING
from travaux.record.versions import encode


def keep(record: Record, place: str) -> OpenRecord:
    """The record in a new database at this place."""
    store = Store.create(place)
    with store._database.writing() as rows:
        for each in record.articles:
            details = {"published": str(each.published) if each.published else None, "outlet": each.outlet}
            body = {"id": each.id, "wording": each.wording, "body": encode(each), "kind": each.kind.value}
            rows.put(ARTICLE, [body | details])
            rows.put(HEADING, [{"article": each.id, "body": encode(Heading.of(each))}])
        for made in record.provenance:
            row = {"article": made.article, "wording": made.wording, "reader": made.reader}
            rows.put(READING, [row | {"body": b""}])
        for number, ruling in enumerate(record.rulings):
            rows.put(RULING, [{"number": number, "finding": ruling.finding, "body": encode(ruling)}])
        for older in record.older:
            store._older.put(older, "r1", b"")
        store._upkeep._put(record)
        store._upkeep.put_meta(merged=MERGER, **({"today": str(record.today)} if record.today else {}))
    return OpenRecord(store)
