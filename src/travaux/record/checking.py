"""Whether a record keeps what the design promises: one line for each promise, with what breaks it."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import msgspec
from sqlalchemy import inspect, select
from sqlalchemy.exc import DatabaseError, OperationalError

from travaux.model import MERGED, TYPES, Article, Citation, Heading, Held, Problem, Ruling
from travaux.record.database import Database
from travaux.record.errors import StoreError
from travaux.record.kept import Promise
from travaux.record.older import Older
from travaux.record.rows import Rows
from travaux.record.schema import (
    ARTICLE,
    FINDING,
    HEADING,
    HELD,
    METADATA,
    OLDER,
    PENDING,
    PROBLEM,
    READING,
    RULING,
    SENTENCE,
    VERSION,
)
from travaux.record.sentences import Sentences, sentences_of
from travaux.record.shelf import TIMED, days_of
from travaux.record.upkeep import Upkeep
from travaux.record.versions import encode, unpack, version_of

NAMED = 5  # of what breaks a promise, as many are named
_SOME = 200  # articles or findings in memory
_NOUNS: dict[str, type[Any]] = {type_.name: type_.noun for type_ in TYPES}
# Which findings a field names by their ids; what is not known is None.
_NAMES: dict[tuple[str, str], str] = {
    ("actor", "speaks_for"): "party",
    ("happening", "events"): "event",
    ("issue", "parent"): "issue",
    ("knot", "issues"): "issue",
    ("knot", "links"): "link",
    ("link", "issue"): "issue",
    ("link", "on"): "issue",
    ("link", "party"): "party",
    ("link", "position"): "position",
    ("party", "coalitions"): "party",
    ("position", "issue"): "issue",
    ("position", "party"): "party",
    ("position", "voice"): "statement",
    ("rule", "party"): "party",
    ("shift", "issue"): "issue",
    ("shift", "party"): "party",
    ("shift", "positions"): "position",
    ("stand", "issue"): "issue",
    ("stand", "party"): "party",
    ("stand", "positions"): "position",
    ("statement", "party"): "party",
    ("statement", "within"): "statement",
    ("witnesses", "statements"): "statement",
}
_OF_ARTICLES = (("copies", "articles"), ("happening", "articles"), ("witnesses", "articles"))

_Item = TypeVar("_Item")
_Fault: TypeAlias = str | None  # None for each thing that is as it must be


def check(place: str | Path, *, anew: bool = False) -> list[Promise]:
    """All promises, in the order in which one builds on the other. Raises StoreError where there is no record.

    `anew` merges all readings once more and compares, which takes as long as a merge does.
    """
    database = Database.open(place)
    promises = _PROMISES | (_ANEW if anew else {})
    try:
        with database.reading() as rows:
            return [_kept(name, says, find(database, rows)) for name, (says, find) in promises.items()]
    finally:
        database.close()


def _kept(name: str, says: str, found: Iterator[_Fault]) -> Promise:
    checked, faults = 0, []
    try:
        for fault in found:
            checked += 1
            if fault is not None:
                faults.append(fault)
    except StoreError:
        raise
    except OperationalError:
        raise  # a server that went away, a file that is locked
    except DatabaseError as error:
        faults.append(f"it could not be read to the end: {error.orig}")
    except (msgspec.MsgspecError, zlib.error, ValueError) as error:
        faults.append(f"it could not be read to the end: {error}")
    return Promise(name, says, checked, len(faults), tuple(faults[:NAMED]))


def _database(database: Database, rows: Rows) -> Iterator[_Fault]:
    yield from database.faults() or (None,)


def _tables(database: Database, rows: Rows) -> Iterator[_Fault]:
    held = inspect(database.connection)
    if database.format < VERSION:
        return  # the next build brings it forward
    names = set(held.get_table_names())
    for table in METADATA.sorted_tables:
        columns = {each["name"] for each in held.get_columns(table.name)} if table.name in names else set()
        missing = [column.name for column in table.columns if column.name not in columns]
        yield f"table {table.name}: without {', '.join(missing)}" if missing else None
    yield from (f"view {name}: no record has any" for name in held.get_view_names())


def _articles(database: Database, rows: Rows) -> Iterator[_Fault]:
    details = ("published", "outlet", "kind") if database.format > 2 else ()
    columns = (ARTICLE.c.id, ARTICLE.c.wording, ARTICLE.c.body, *(ARTICLE.c[name] for name in details))
    for id_, wording, body, *held in rows.each(select(*columns)):
        article = msgspec.json.decode(body, type=Article)
        same = [(one, getattr(article, name)) for one, name in zip(held, details, strict=True)]
        same = [(one, str(found) if found is not None else None) for one, found in same]
        yield _differs(f"article {id_}", (id_, article.id), (wording, article.wording), *same)


def _headings(database: Database, rows: Rows) -> Iterator[_Fault]:
    """What listings show of an article without its text."""
    if database.format < 3:
        return
    both = select(ARTICLE.c.id, ARTICLE.c.body, HEADING.c.body).outerjoin(HEADING)
    for id_, body, heading in rows.each(both):
        right = Heading.of(msgspec.json.decode(body, type=Article))
        same = heading is not None and msgspec.json.decode(heading, type=Heading) == right
        yield None if same else f"article {id_}: its heading is not that of the article"


def _older(database: Database, rows: Rows) -> Iterator[_Fault]:
    if database.format < 2:
        return
    standing = {id_ for (id_,) in rows.each(select(ARTICLE.c.id))}
    for id_, version, body, packed in rows.each(
        select(OLDER.c.article, OLDER.c.version, OLDER.c.body, OLDER.c.reading)
    ):
        article, reading = msgspec.json.decode(body, type=Article), unpack(packed)
        same = (id_, article.id), (version, version_of(article)), (reading.wording, article.wording)
        named = f"version {version} of article {id_}"
        yield f"{named}: no version of it stands" if id_ not in standing else _differs(named, *same)


def _readings(database: Database, rows: Rows) -> Iterator[_Fault]:
    wordings: dict[str, str] = dict(map(tuple, rows.each(select(ARTICLE.c.id, ARTICLE.c.wording))))
    for id_, wording, reader, body in rows.each(
        select(READING.c.article, READING.c.wording, READING.c.reader, READING.c.body)
    ):
        reading = unpack(body)
        same = (id_, reading.article), (wording, reading.wording), (reader, reading.reader)
        yield _differs(f"reading of article {id_}", *same, (wording, wordings.pop(id_, None)))
    yield from (f"article {id_}: it has no reading" for id_ in sorted(wordings))


def _read_citations(database: Database, rows: Rows) -> Iterator[_Fault]:
    for some in _in_parts(rows.each(select(READING.c.body).order_by(READING.c.article))):
        yield from _misquoted(
            rows, ((f"reading of article {each.article}", each) for each in map(unpack, _first(some)))
        )
    if database.format < 2:
        return
    for body, packed in rows.each(select(OLDER.c.body, OLDER.c.reading)):
        article = msgspec.json.decode(body, type=Article)
        for each in citations(unpack(packed)):
            yield _misquotes(f"older reading of article {article.id}", each, article.text)


def _citations(database: Database, rows: Rows) -> Iterator[_Fault]:
    by_article, due = select(FINDING.c.type, FINDING.c.id, FINDING.c.body), _due(database, rows)
    for some in _in_parts(rows.each(by_article.order_by(FINDING.c.article, FINDING.c.id))):
        yield from _misquoted(rows, ((f"{type_} {id_}", _noun(type_, body)) for type_, id_, body in some), due)


def _findings(database: Database, rows: Rows) -> Iterator[_Fault]:
    """Each is what its row says; one must have a citation, or stand for others that have."""
    every = select(FINDING.c.type, FINDING.c.id, FINDING.c.article, FINDING.c.party, FINDING.c.issue, FINDING.c.body)
    for type_, id_, article, party, issue, body in rows.each(every):
        if type_ not in _NOUNS:
            yield f"{type_} {id_}: there is no such type"
            continue
        noun = _noun(type_, body)
        same = [(article, noun.article)] if hasattr(noun, "article") else []
        same += [(held, getattr(noun, name, held)) for name, held in (("party", party), ("issue", issue))]
        yield _differs(f"{type_} {id_}", (id_, noun.id), *same)


def _days(database: Database, rows: Rows) -> Iterator[_Fault]:
    """By which days what is told of a time is looked up; a merge that is due makes them anew."""
    if Upkeep(database, Older(database)).is_due():
        return
    published = dict(map(tuple, rows.each(select(ARTICLE.c.id, ARTICLE.c.published))))
    columns = (FINDING.c.type, FINDING.c.id, FINDING.c.first, FINDING.c.last, FINDING.c.body)
    for type_, id_, *days, body in rows.each(select(*columns).where(FINDING.c.type.in_(TIMED))):
        noun = _noun(type_, body)
        day = published.get(noun.later.article) if type_ == "shift" else None
        right = days_of(noun, date.fromisoformat(day) if day else None).values()
        yield _differs(f"{type_} {id_}", *zip(days, right, strict=True))
    for id_, *days, body in rows.each(select(HELD.c.id, HELD.c.first, HELD.c.last, HELD.c.body)):
        right = days_of(msgspec.json.decode(body, type=Held)).values()
        yield _differs(f"stand {id_} at a glance", *zip(days, right, strict=True))


def _names(database: Database, rows: Rows) -> Iterator[_Fault]:
    """What a finding names is there."""
    due = _due(database, rows)
    every = select(FINDING.c.type, FINDING.c.id, FINDING.c.body)
    for some in _in_parts(rows.each(every)):
        named: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for type_, id_, body in some:
            noun = _noun(type_, body)
            for field in fields(noun) if is_dataclass(noun) else ():
                target = "article" if (type_, field.name) in _OF_ARTICLES else _NAMES.get((type_, field.name))
                held = getattr(noun, field.name)
                for each in () if target is None or held is None else held if isinstance(held, tuple) else (held,):
                    named[str(target)][each].append(f"{type_} {id_}")
        for target, by in named.items():
            there = _present(rows, target, by) | (due if target == "article" else set())
            for id_, where in by.items():
                yield from (None if id_ in there else f"{each}: there is no {target} {id_}" for each in where)


def _due(database: Database, rows: Rows) -> set[str]:
    """Articles that changed or went since the findings were made: what rests on them is not seen until it is anew."""
    return {id_ for (id_,) in rows.each(select(PENDING.c.article))} if database.format > 2 else set()


def _present(rows: Rows, type_: str, ids: Iterable[str]) -> set[str]:
    if type_ == "article":
        return {id_ for (id_,) in rows.with_keys(select(ARTICLE.c.id), ARTICLE.c.id, ids)}
    of_type = select(FINDING.c.id).where(FINDING.c.type == type_)
    return {id_ for (id_,) in rows.with_keys(of_type, FINDING.c.id, ids)}


def _problems(database: Database, rows: Rows) -> Iterator[_Fault]:
    for id_, origin, body in rows.each(select(PROBLEM.c.id, PROBLEM.c.origin, PROBLEM.c.body)):
        problem = msgspec.json.decode(body, type=Problem)
        yield _differs(f"problem {id_}", (id_, problem.id), (origin, problem.origin))


def _rulings(database: Database, rows: Rows) -> Iterator[_Fault]:
    for number, finding, body in rows.each(select(RULING.c.number, RULING.c.finding, RULING.c.body)):
        yield _differs(f"ruling {number}", (finding, msgspec.json.decode(body, type=Ruling).finding))


def _search(database: Database, rows: Rows) -> Iterator[_Fault]:
    """Every sentence is found by its own words; where they were never made, who searches first makes them."""
    sentences = Sentences(rows)
    if database.format < VERSION or not sentences.are_complete:
        return
    left = {number for (number,) in rows.each(select(SENTENCE.c.number))}
    for some in _in_parts(rows.each(select(ARTICLE.c.body).order_by(ARTICLE.c.id))):
        for article in (msgspec.json.decode(body, type=Article) for (body,) in some):
            own = list(sentences_of(article))
            missing = [each for each in own if each.number not in left]
            left.difference_update(each.number for each in own)
            unfound = [each for each in own[:1] if not sentences.is_found(each)]
            yield (
                f"article {article.id}: {len(missing)} sentences missing"
                if missing
                else (f"article {article.id}: its first sentence is not found" if unfound else None)
            )
    yield from (f"sentence {number}: it is of no article" for number in sorted(left))


def _merge(database: Database, rows: Rows) -> Iterator[_Fault]:
    """What is not current must be known to be due: then whoever looks next makes it anew."""
    upkeep = Upkeep(database, Older(database))
    if upkeep.is_due():
        return
    merged = upkeep.merged()
    held = {(row.type, row.id): row.body for row in rows.each(select(FINDING.c.type, FINDING.c.id, FINDING.c.body))}
    for type_ in MERGED:
        for noun in getattr(merged, type_.field):
            named, body = f"{type_.name} {noun.id}", held.pop((type_.name, noun.id), None)
            yield None if body == encode(noun) else f"{named}: {'missing' if body is None else 'not as merged'}"
    yield from (f"{type_} {id_}: a merge does not give it" for type_, id_ in sorted(held))


# name -> what is promised, and what finds one None for each thing that keeps it and one line for each that does not.
_PROMISES: dict[str, tuple[str, Callable[[Database, Rows], Iterator[_Fault]]]] = {
    "database": ("the database itself finds no fault with it", _database),
    "tables": ("it has the tables of its format, and no views", _tables),
    "articles": ("ids and wordings are those of the texts", _articles),
    "headings": ("what listings show of an article is the article's", _headings),
    "older": ("older versions are kept beside one that stands", _older),
    "readings": ("every article has a reading of the wording that is held", _readings),
    "read citations": ("what readings cite stands there, character for character", _read_citations),
    "findings": ("ids and look-ups are those of what was found", _findings),
    "days": ("what is told of a time is found by its days", _days),
    "citations": ("what findings cite stands there, character for character", _citations),
    "names": ("whatever a finding names is in the record", _names),
    "problems": ("ids are those of what was wrong", _problems),
    "search": ("every sentence can be found by its words", _search),
    "rulings": ("each is on the finding that it names", _rulings),
}
_ANEW = {"merge": ("findings are what a merge of all readings gives, unless one is due", _merge)}


def citations(noun: Any) -> Iterator[Citation]:
    """All citations in a noun, however deep."""
    if isinstance(noun, Citation):
        yield noun
    elif isinstance(noun, tuple):
        for each in noun:
            yield from citations(each)
    elif is_dataclass(noun):
        for field in fields(noun):
            yield from citations(getattr(noun, field.name))


def _misquoted(rows: Rows, nouns: Iterable[tuple[str, Any]], due: Container[str] = frozenset()) -> Iterator[_Fault]:
    cited = [(named, each) for named, noun in nouns for each in citations(noun)]
    ids = sorted({each.article for _, each in cited})
    found = rows.with_keys(select(ARTICLE.c.id, ARTICLE.c.body), ARTICLE.c.id, ids)
    texts = {id_: msgspec.json.decode(body, type=Article).text for id_, body in found}
    for named, each in cited:
        yield None if each.article in due else _misquotes(named, each, texts.get(each.article))


def _misquotes(named: str, cited: Citation, text: str | None) -> _Fault:
    if text is None:
        return f"{named}: it cites article {cited.article}, which is not there"
    if 0 <= cited.start < cited.end and text[cited.start : cited.end] == cited.words:
        return None
    return f"{named}: its words do not stand at {cited.start} to {cited.end} of article {cited.article}"


def _differs(named: str, *pairs: tuple[Any, Any]) -> _Fault:
    wrong = [f"{held} is not {found}" for held, found in pairs if held != found]
    return f"{named}: {'; '.join(wrong)}" if wrong else None


def _noun(type_: str, body: bytes) -> Any:
    return msgspec.json.decode(body, type=_NOUNS.get(type_, Any))


def _first(rows: Iterable[Any]) -> Iterator[Any]:
    return (row[0] for row in rows)


def _in_parts(items: Iterator[_Item]) -> Iterator[list[_Item]]:
    while some := list(islice(items, _SOME)):
        yield some
