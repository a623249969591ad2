"""Each kind of finding as one flat table, for the terminal, a spreadsheet or a program."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from travaux.model import Article, Citation, Record, When
from travaux.views.errors import ViewError
from travaux.views.filter import Filter, narrowed
from travaux.views.index import Index
from travaux.views.matrix import Cell, Matrix, entry, matrix, matrix_of
from travaux.views.shown import clipped, shown
from travaux.views.wording import act_words, counted, spaced

Value: TypeAlias = str | int | float | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A flat table. A column `id` holds ids that `show` and `why` take."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def listing(record: Record, kind: str, filter: Filter = Filter()) -> Listing:  # noqa: A002, B008 - frozen
    """The findings of a kind that a filter keeps, one a row; `ViewError` for a kind that there is not."""
    if kind == "matrix":
        return _matrix(matrix(record, filter))
    if kind not in _LISTINGS:
        raise ViewError(f"no listing named {clipped(kind, 60)!r}: there is {', '.join(KINDS)}")
    asked = _LISTINGS[kind]
    index = narrowed(record, filter, *asked.narrowed.split())
    return Listing(tuple(asked.columns.split()), tuple(asked.find_rows(index)))


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
    words = (position.object or position.basis).words
    condition = f", {position.condition.words}" if position.condition else ""
    facts = [str(newest.date) if newest.date else None, newest.speaker, counted(newest.reports, "report")]
    more = f" (+{len(cell.entries) - 1} older)" if len(cell.entries) > 1 else ""
    return (
        f"{act_words(newest.act, position.modality)}: {clipped(words, 120)}{clipped(condition, 90)}"
        f" [{', '.join(fact for fact in facts if fact)}]{more}"
    )


def _positions(index: Index) -> Iterator[tuple[Value, ...]]:
    for position in index.newest(index.record.positions):
        weighed = entry(index, position)
        article = index.articles.get(position.article)
        yield (
            position.id,
            _text(index.when(position)),
            _party(index, position.party),
            _issue(index, position.issue),
            position.act,
            position.stance,
            position.modality,
            _words(position.object),
            _words(position.condition),
            position.holder,
            weighed.speaker,
            weighed.source_kind,
            weighed.reports,
            weighed.independent,
            _outlet(article),
            position.basis.words,
            position.confidence,
        )


def _statements(index: Index) -> Iterator[tuple[Value, ...]]:
    def order(each: tuple[When | None, str, tuple[Value, ...]]) -> tuple[int, str]:
        return (-each[0].last.toordinal() if each[0] else 0, each[1])

    rows = []
    for statement in index.record.statements:
        when = index.when_said(statement)
        reports, independent = index.carriers(statement)
        id_ = statement.id
        row: tuple[Value, ...] = (
            id_,
            _text(when),
            statement.speaker,
            _party(index, statement.party),
            statement.source_kind,
            statement.manner,
            " … ".join(part.words for part in statement.content),
            _words(statement.terms),
            reports,
            independent,
            _outlet(index.articles.get(statement.article)),
            statement.within,
            statement.confidence,
        )
        rows.append((when, id_, row))
    return (row for _, _, row in sorted(rows, key=order))


def _events(index: Index) -> Iterator[tuple[Value, ...]]:
    def order(row: tuple[Value, ...]) -> tuple[bool, str, str]:
        return (row[1] is None, str(row[1] or ""), str(row[0]))

    rows: list[tuple[Value, ...]] = [
        (
            event.id,
            _text(event.date),
            event.type,
            event.status,
            "; ".join(event.participants),
            event.place,
            _outlet(index.articles.get(event.article)),
            event.basis.words,
            event.confidence,
        )
        for event in index.record.events
    ]
    return iter(sorted(rows, key=order))


def _issues(index: Index) -> Iterator[tuple[Value, ...]]:
    counts = Counter(position.issue for position in index.record.positions)
    for row in matrix_of(index).rows:
        issue = row.issue
        yield (
            issue.id,
            issue.label,
            issue.status,
            _issue(index, issue.parent),
            issue.raised_by,
            counts[issue.id],
            sum(1 for cell in row.cells if cell.entries),
            "; ".join(issue.terms),
            _words(issue.status_basis),
        )


def _parties(index: Index) -> Iterator[tuple[Value, ...]]:
    positions = Counter(position.party for position in index.record.positions)
    statements = Counter(statement.party for statement in index.record.statements)
    people: defaultdict[str | None, list[str]] = defaultdict(list)
    for actor in sorted(index.record.actors, key=lambda actor: actor.name):
        people[actor.speaks_for].append(actor.name)
    for party in matrix_of(index).parties:
        yield (
            party.id,
            party.name,
            party.kind,
            positions[party.id],
            statements[party.id],
            "; ".join(people[party.id]),
            "; ".join(filter(None, (_party(index, coalition) for coalition in party.coalitions))),
            "; ".join(party.aliases),
        )


def _actors(index: Index) -> Iterator[tuple[Value, ...]]:
    said = Counter(statement.speaker for statement in index.record.statements)
    ranked = sorted(index.record.actors, key=lambda actor: (-said[actor.name], actor.name))
    for actor in ranked:
        party = _party(index, actor.speaks_for)
        yield (actor.id, actor.name, actor.role, party, actor.kind, said[actor.name], "; ".join(actor.aliases))


def _links(index: Index) -> Iterator[tuple[Value, ...]]:
    for link in index.record.links:
        sides = _party(index, link.party), _issue(index, link.issue), _issue(index, link.on)
        yield (link.id, _text(link.as_of), *sides, link.condition.words, link.basis.words)


def _shifts(index: Index) -> Iterator[tuple[Value, ...]]:
    for shift in index.record.shifts:
        ends = zip(index.ends_of(shift), (shift.earlier, shift.later), strict=True)
        words = [(end.object or end.basis).words if end else citation.words for end, citation in ends]
        yield (
            shift.id,
            _party(index, shift.party),
            _issue(index, shift.issue),
            shift.direction,
            *(_text(day) for day in (shift.earlier_on, shift.later_on)),
            *words,
        )


def _sources(index: Index) -> Iterator[tuple[Value, ...]]:
    counts = Counter((each.speaker, each.source_kind, each.party) for each in index.record.statements)
    for (speaker, kind, party), count in sorted(counts.items(), key=lambda each: (-each[1], str(each[0]))):
        actor = index.actor_named(speaker) if speaker else None
        yield (speaker, kind, actor.role if actor else None, _party(index, party), count)


def _articles(index: Index) -> Iterator[tuple[Value, ...]]:
    statements = Counter(statement.article for statement in index.record.statements)
    positions = Counter(position.article for position in index.record.positions)
    older = Counter(article.id for article in index.whole.older)
    for article in sorted(index.record.articles, key=lambda each: (str(each.published or "9999"), each.id)):
        copies = index.copies_of(article.id)
        yield (
            article.id,
            _text(article.published),
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


def _problems(index: Index) -> Iterator[tuple[Value, ...]]:
    for problem in sorted(index.record.problems, key=lambda each: (each.code, each.origin or "", each.id)):
        yield (problem.id, problem.code, problem.origin, problem.message, _words(problem.basis))


def _party(index: Index, id_: str | None) -> str | None:
    party = index.parties.get(id_) if id_ else None
    return party.name if party else None


def _issue(index: Index, id_: str | None) -> str | None:
    issue = index.issues.get(id_) if id_ else None
    return issue.label if issue else None


def _outlet(article: Article | None) -> str | None:
    return (article.outlet or article.origin) if article else None


def _words(citation: Citation | None) -> str | None:
    return citation.words if citation else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of listing: what makes its rows, its columns, and the fields of the record that a filter narrows for it.

    The columns that matter most come first: a narrow terminal drops columns from the end.
    """

    find_rows: Callable[[Index], Iterator[tuple[Value, ...]]]
    columns: str
    narrowed: str


_LISTINGS: dict[str, _Kind] = {
    "positions": _Kind(
        _positions,
        "id date party issue act stance modality object condition holder speaker source_kind reports independent outlet"
        " basis confidence",
        "positions",
    ),
    "statements": _Kind(
        _statements,
        "id date speaker party source_kind manner content terms reports independent outlet within confidence",
        "statements",
    ),
    "events": _Kind(_events, "id date type status participants place outlet basis confidence", "events"),
    "issues": _Kind(
        _issues, "id issue status parent raised_by positions parties terms status_basis", "issues positions"
    ),
    "parties": _Kind(
        _parties, "id party kind positions statements people coalitions aliases", "parties positions statements"
    ),
    "problems": _Kind(_problems, "id code origin message words", "problems"),
    "actors": _Kind(_actors, "id actor role speaks_for kind statements aliases", "actors statements"),
    "links": _Kind(_links, "id date party issue waits_for condition basis", "links"),
    "shifts": _Kind(_shifts, "id party issue direction from_date to_date from_words to_words", "shifts"),
    "sources": _Kind(_sources, "speaker source_kind role party statements", "statements"),
    "articles": _Kind(
        _articles,
        "id date outlet title kind statements positions copies older origin address",
        "articles statements positions",
    ),
}
KINDS = ("matrix", *_LISTINGS)
