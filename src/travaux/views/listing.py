"""Each kind of finding as one flat table, for the terminal, a spreadsheet or a program."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from travaux.model import Knot, Record, When
from travaux.record import held_words
from travaux.views.coverage import outlet_details, outlet_lines
from travaux.views.errors import ViewError
from travaux.views.filter import Filter, narrowed
from travaux.views.history import stand_lines, timeline_lines
from travaux.views.index import Index
from travaux.views.matrix import Cell, Matrix, entry, matrix, ordered_issues, ranked_parties
from travaux.views.news import news_lines
from travaux.views.package import package_lines, verdict
from travaux.views.rows import Line, issue_label, outlet_name, party_name, text_of, words_of
from travaux.views.shown import clipped, shown
from travaux.views.wording import act_words, counted, period_words, spaced

ROWS = 200  # of a table, where no limit is given


@dataclass(frozen=True, slots=True)
class Listing:
    """A flat table. A column `id` holds ids that `show` and `why` take.

    `details` are what JSON has of each row besides, none or as many as rows; `footer` is a line below the table.
    `telling` are columns of words without which a row tells nothing: where they have no room they stand below it.
    """

    columns: tuple[str, ...]
    rows: tuple[Line, ...]
    details: tuple[Mapping[str, object], ...] = ()
    footer: str = ""
    telling: tuple[str, ...] = ()


def listing(record: Record, kind: str, filter: Filter = Filter()) -> Listing:  # noqa: A002, B008 - frozen
    """The findings of a kind that a filter keeps, one a row; `ViewError` for a kind that there is not."""
    asked = _LISTINGS[check_kind(kind)]
    columns, telling = tuple(asked.columns.split()), tuple(asked.telling.split())
    match kind:
        case "matrix":
            return _matrix(matrix(record, filter))
        case "changes":  # by the days on which things became so, not by those of each telling
            rows = tuple(news_lines(record, filter))
            return Listing(columns, rows, footer="" if rows else _days(Index(record)), telling=telling)
    index = narrowed(record, filter, *asked.narrowed.split())
    rows = tuple(asked.find_rows(index))
    if not rows and filter != Filter():
        return Listing(columns, rows, footer=_days(index))
    match kind:
        case "compare":
            return Listing(columns, rows, details=tuple(outlet_details(index)))
        case "package":
            return Listing(columns, rows, footer=verdict(index), telling=telling)
    return Listing(columns, rows, telling=telling)


def _days(index: Index) -> str:
    """Of which days there is anything: what tells a filter that fits nothing from a slip in its dates."""
    period = index.whole.period
    return f"The reports of this record are of {period_words(*period)}." if period else ""


def check_kind(kind: str) -> str:
    """A kind of listing, if it is one; else `ViewError`."""
    if kind not in _LISTINGS:
        raise ViewError(f"no listing named {clipped(kind, 60)!r}: there is {', '.join(KINDS)}")
    return kind


def some_of(found: Listing, limit: int | None, offset: int = 0) -> Listing:
    """At most so many rows of a listing, after the first few; a line below says of how many."""
    end = len(found.rows) if limit is None else offset + limit
    if offset == 0 and end >= len(found.rows):
        return found
    rows = found.rows[offset:end]
    which = f"Rows {offset + 1:,} to {offset + len(rows):,} of" if rows else "There are"
    cut = f"{which} {counted(len(found.rows), 'row')}; --limit and --offset give others, the formats json and csv all."
    footer = f"{cut} {found.footer}" if found.footer else cut
    return replace(found, rows=rows, details=found.details[offset:end], footer=footer)


def _matrix(table: Matrix) -> Listing:
    rows = (
        ("  " * row.depth + row.issue.label, spaced(row.issue.status), *map(_cell, row.cells)) for row in table.rows
    )
    return Listing(("issue", "status", *(shown(party.name) for party in table.parties)), tuple(rows))


def _cell(cell: Cell) -> str | None:
    if not cell.entries:
        return None
    newest = cell.entries[0]
    position = newest.position
    words = held_words(position)
    condition = f", {position.condition.words}" if position.condition else ""
    facts = [str(newest.date) if newest.date else None, newest.speaker, counted(newest.reports, "report")]
    older = len(cell.entries) - 1 + cell.older
    more = f" (+{older} older)" if older else ""
    return (
        f"{act_words(newest.act, position.modality)}: {clipped(words, 120)}{clipped(condition, 90)}"
        f" [{', '.join(fact for fact in facts if fact)}]{more}"
    )


def _positions(index: Index) -> Iterator[Line]:
    for position in index.newest(index.record.positions):
        weighed = entry(index, position)
        article = index.articles.get(position.article)
        yield (
            position.id,
            text_of(index.when(position)),
            party_name(index, position.party),
            issue_label(index, position.issue),
            position.act,
            position.stance,
            position.modality,
            words_of(position.object),
            words_of(position.condition),
            position.holder,
            weighed.speaker,
            weighed.source_kind,
            weighed.reports,
            weighed.independent,
            outlet_name(article),
            position.basis.words,
            position.confidence,
        )


def _statements(index: Index) -> Iterator[Line]:
    def order(each: tuple[When | None, str, Line]) -> tuple[int, str]:
        return (-each[0].last.toordinal() if each[0] else 0, each[1])

    rows = []
    for statement in index.record.statements:
        when = index.when_said(statement)
        reports, independent = index.carriers(statement)
        id_ = statement.id
        row: Line = (
            id_,
            text_of(when),
            statement.speaker,
            party_name(index, statement.party),
            statement.source_kind,
            statement.manner,
            " … ".join(part.words for part in statement.content),
            words_of(statement.terms),
            reports,
            independent,
            outlet_name(index.articles.get(statement.article)),
            statement.within,
            statement.confidence,
        )
        rows.append((when, id_, row))
    return (row for _, _, row in sorted(rows, key=order))


def _events(index: Index) -> Iterator[Line]:
    def order(row: Line) -> tuple[bool, str, str]:
        return (row[1] is None, str(row[1] or ""), str(row[0]))

    rows: list[Line] = [
        (
            event.id,
            text_of(event.date),
            event.type,
            event.status,
            "; ".join(event.participants),
            event.place,
            outlet_name(index.articles.get(event.article)),
            event.basis.words,
            event.confidence,
        )
        for event in index.record.events
    ]
    return iter(sorted(rows, key=order))


def _issues(index: Index) -> Iterator[Line]:
    known = {party.id for party in index.record.parties}
    for issue, _ in ordered_issues(index):
        yield (
            issue.id,
            issue.label,
            issue.status,
            issue_label(index, issue.parent),
            issue.raised_by,
            index.by_issue[issue.id],
            sum(1 for party, on in index.counts if on == issue.id and party in known),
            "; ".join(issue.terms),
            words_of(issue.status_basis),
        )


def _parties(index: Index) -> Iterator[Line]:
    statements = Counter(statement.party for statement in index.record.statements)
    people: defaultdict[str | None, list[str]] = defaultdict(list)
    for actor in sorted(index.record.actors, key=lambda actor: actor.name):
        people[actor.speaks_for].append(actor.name)
    for party in ranked_parties(index):
        yield (
            party.id,
            party.name,
            party.kind,
            index.by_party[party.id],
            statements[party.id],
            "; ".join(people[party.id]),
            "; ".join(filter(None, (party_name(index, coalition) for coalition in party.coalitions))),
            "; ".join(party.aliases),
        )


def _actors(index: Index) -> Iterator[Line]:
    said = Counter(statement.speaker for statement in index.record.statements)
    ranked = sorted(index.record.actors, key=lambda actor: (-said[actor.name], actor.name))
    for actor in ranked:
        party = party_name(index, actor.speaks_for)
        yield (actor.id, actor.name, actor.role, party, actor.kind, said[actor.name], "; ".join(actor.aliases))


def _links(index: Index) -> Iterator[Line]:
    knots = {id_: " → ".join(_ring(index, knot)) for knot in reversed(index.whole.knots) for id_ in knot.links}
    for link in index.record.links:
        sides = party_name(index, link.party), issue_label(index, link.issue), issue_label(index, link.on)
        yield (link.id, text_of(link.as_of), *sides, link.condition.words, link.basis.words, knots.get(link.id))


def _ring(index: Index, knot: Knot) -> list[str]:
    return [issue_label(index, id_) or "?" for id_ in (*knot.issues, knot.issues[0])]


def _shifts(index: Index) -> Iterator[Line]:
    for shift in index.newest_shifts():
        held = index.ends_of(shift)
        yield (
            shift.id,
            party_name(index, shift.party),
            issue_label(index, shift.issue),
            shift.direction,
            *(text_of(day) for day in (shift.earlier_on, shift.later_on)),
            None if shift.is_told_once else shift.earlier.words,
            shift.later.words,
            words_of(shift.told),
            *(words_of(end.dated) if end and not end.as_of else None for end in held),
        )


def _sources(index: Index) -> Iterator[Line]:
    counts = Counter((each.speaker, each.source_kind, each.party) for each in index.record.statements)
    for (speaker, kind, party), count in sorted(counts.items(), key=lambda each: (-each[1], str(each[0]))):
        actor = index.actor_named(speaker) if speaker else None
        yield (speaker, kind, actor.role if actor else None, party_name(index, party), count)


def _articles(index: Index) -> Iterator[Line]:
    statements = Counter(statement.article for statement in index.record.statements)
    positions = Counter(position.article for position in index.record.positions)
    older = Counter(article.id for article in index.whole.older)
    for article in sorted(index.record.articles, key=lambda each: (str(each.published or "9999"), each.id)):
        copies = index.copies_of(article.id)
        yield (
            article.id,
            text_of(article.published),
            text_of(about.published) if (about := index.estimate_of(article.id)) else None,
            article.outlet,
            article.title,
            article.kind,
            statements[article.id],
            positions[article.id],
            len(copies.articles) - 1 if copies else 0,
            older[article.id],
            article.origin,
            article.address,
        )


def _problems(index: Index) -> Iterator[Line]:
    for problem in sorted(index.record.problems, key=lambda each: (each.code, each.origin or "", each.id)):
        yield (problem.id, problem.code, problem.origin, problem.message, words_of(problem.basis))


def _no_rows(index: Index) -> Iterator[Line]:
    raise AssertionError("made from the whole record")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of listing: what makes its rows, its columns, and the fields of the record that a filter narrows for it.

    The columns that matter most come first: a narrow terminal drops columns from the end. `telling` is
    what `Listing` has by this name.
    """

    find_rows: Callable[[Index], Iterator[Line]]
    columns: str
    narrowed: str
    telling: str = ""


_LISTINGS: dict[str, _Kind] = {
    "matrix": _Kind(_no_rows, "", "positions"),
    "positions": _Kind(
        _positions,
        "id date party issue act stance modality object condition holder speaker source_kind reports independent outlet"
        " basis confidence",
        "positions",
        "object condition",
    ),
    "statements": _Kind(
        _statements,
        "id date speaker party source_kind manner content terms reports independent outlet within confidence",
        "statements",
        "content",
    ),
    "events": _Kind(_events, "id date type status participants place outlet basis confidence", "events", "basis"),
    "issues": _Kind(
        _issues,
        "id issue status parent raised_by positions parties terms status_basis",
        "issues positions",
    ),
    "parties": _Kind(
        _parties,
        "id party kind positions statements people coalitions aliases",
        "parties positions statements",
    ),
    "problems": _Kind(_problems, "id code origin message words", "problems"),
    "actors": _Kind(_actors, "id actor role speaks_for kind statements aliases", "actors statements"),
    "history": _Kind(
        stand_lines,
        "id since party issue act modality words last positions reports independent holders dated",
        "stands",
        "words dated",
    ),
    "timeline": _Kind(
        timeline_lines,
        "id date what status participants issue words place reports independent differing dated",
        "happenings shifts",
        "words dated",
    ),
    "changes": _Kind(_no_rows, "id date kind what who issue words", "", "issue words"),
    "package": _Kind(package_lines, "id issue status by date words", "issues positions rules", "words"),
    "links": _Kind(_links, "id date party issue waits_for condition basis knot", "links", "basis"),
    "shifts": _Kind(
        _shifts,
        "id party issue direction from_date to_date from_words to_words told from_dated to_dated",
        "shifts",
        "from_words to_words from_dated to_dated",
    ),
    "compare": _Kind(
        outlet_lines,
        "outlet report articles copies statements only_here words_of mostly_on",
        "articles statements positions",
    ),
    "sources": _Kind(_sources, "speaker source_kind role party statements", "statements"),
    "articles": _Kind(
        _articles,
        "id date about outlet title kind statements positions copies older origin address",
        "articles statements positions",
    ),
}
KINDS = tuple(_LISTINGS)
