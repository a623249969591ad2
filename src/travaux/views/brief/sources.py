"""On whose word: kinds of source, the unnamed, those quoted most, and the reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from travaux.model import Article, SourceKind, Statement
from travaux.views.brief.folds import Capped, cap
from travaux.views.brief.passages import Claim, Source, source_of
from travaux.views.index import Index
from travaux.views.opening import Opening
from travaux.views.shown import clipped
from travaux.views.wording import ARTICLE_KINDS, SOURCE_KINDS, counted

_OPEN, _MOST_SPEAKERS = 8, 30
_OPEN_REPORTS, MOST_REPORTS = 10, 600
_WORDS = 150
_GLOSSED = {SourceKind.COLLECTIVE: "collective: a body or “officials”"}
_UNNAMED = (SourceKind.UNNAMED_OFFICIAL, SourceKind.UNNAMED_CLOSE)


@dataclass(frozen=True, slots=True)
class Share:
    """How many statements come from one kind of source; `start` and `width` are per mille of the bar."""

    kind: str
    name: str
    count: int
    percent: int
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is quoted; `terms` are words on what terms an unnamed one spoke."""

    name: Claim
    role: str
    party: str
    kind: str
    terms: tuple[Claim, ...]
    count: int
    outlets: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The section on sources."""

    statements: int
    shares: tuple[Share, ...]
    speakers: Capped[Speaker]
    unnamed: Capped[Speaker]


@dataclass(frozen=True, slots=True)
class Report:
    """One report in the list."""

    source: Source
    kind: str
    copies: tuple[str, ...]
    statements: int
    positions: int


def find_sources(index: Index, passages: Opening) -> Sources:
    """Shares of the kinds of source, and who speaks, the most quoted first."""
    statements = index.record.statements
    return Sources(
        len(statements),
        _shares(statements),
        _speakers(
            index, [each for each in statements if each.source_kind is SourceKind.NAMED and each.speaker], passages
        ),
        _speakers(index, [each for each in statements if each.source_kind in _UNNAMED], passages),
    )


def find_reports(index: Index, passages: Opening) -> Capped[Report]:
    """The reports, newest first, at most `MOST_REPORTS`."""
    statements = Counter(statement.article for statement in index.record.statements)
    positions = Counter(position.article for position in index.record.positions)
    articles = sorted(
        index.record.articles, key=lambda each: (-(each.published.toordinal() if each.published else 0), each.id)
    )

    def read(article: Article) -> Report:
        group = index.copies_of(article.id)
        others = [index.articles[each] for each in group.articles if each in index.articles] if group else []
        names = sorted({clipped(each.outlet or each.origin, 60) for each in others if each.id != article.id})
        return Report(
            source_of(article),
            ARTICLE_KINDS[article.kind],
            tuple(names[:6]),
            statements[article.id],
            positions[article.id],
        )

    return cap(articles, read, passages, first=_OPEN_REPORTS, most=MOST_REPORTS)


def _shares(statements: tuple[Statement, ...]) -> tuple[Share, ...]:
    counts = Counter(statement.source_kind for statement in statements)
    total, start, shares = len(statements), 0, []
    for kind in (*SourceKind, None):
        count = counts[kind]
        if count:
            end = start + count
            left, right = round(1000 * start / total), round(1000 * end / total)
            name = _GLOSSED.get(kind, SOURCE_KINDS[kind])
            shares.append(Share(kind or "none", name, count, round(100 * count / total), left, right - left))
            start = end
    return tuple(shares)


def _speakers(index: Index, statements: list[Statement], passages: Opening) -> Capped[Speaker]:
    """Those who are quoted, the most quoted first."""
    groups: defaultdict[tuple[str, str | None, str | None], list[Statement]] = defaultdict(list)
    for each in statements:
        groups[_name(each).strip().casefold(), each.party, each.source_kind].append(each)
    ranked = sorted(groups.items(), key=lambda item: (-len(item[1]), [str(part) for part in item[0]]))

    def read(group: tuple[tuple[str, str | None, str | None], list[Statement]]) -> Speaker:
        (_, party_id, kind), said = group
        said = index.newest_statements(said)
        name = _name(said[0])
        actor = index.actor_named(name)
        party = index.parties.get(party_id or (actor.speaks_for if actor else None) or "")
        terms: dict[str, Claim] = {}
        for each in said:
            if each.terms and each.terms.words.casefold() not in terms and len(terms) < 2:
                words = Claim(clipped(each.terms.words, _WORDS), passages.of_statement(each))
                terms[each.terms.words.casefold()] = words
        reports = {each.article for each in said}
        outlets = {article.outlet for id_ in reports if (article := index.articles.get(id_))}
        return Speaker(
            Claim(clipped(name, 80), passages.of_statement(said[0])),
            clipped(actor.role or "", 80) if actor else "",
            clipped(party.name, 60) if party else "",
            SOURCE_KINDS[SourceKind(kind)] if kind else "",
            tuple(terms.values()),
            len(said),
            counted(len(outlets), "outlet") if all(outlets) else counted(len(reports), "report"),
        )

    return cap(ranked, read, passages, first=_OPEN, most=_MOST_SPEAKERS)


def _name(statement: Statement) -> str:
    return statement.speaker or (statement.source.words if statement.source else "no description")
