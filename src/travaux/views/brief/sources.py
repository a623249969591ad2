"""On whose word: kinds of source, the unnamed, those quoted most, and what only one outlet carries."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from travaux.model import SourceKind, Statement
from travaux.views.brief.passages import Claim, Passages, Source, phrase, source_of
from travaux.views.index import Index
from travaux.views.shown import clipped
from travaux.views.wording import ARTICLE_KINDS, SOURCE_KINDS, carried, counted

_MOST_SPEAKERS = 10
_MOST_UNNAMED = 12
_MOST_WIDE = 5
_MOST_ONLY = 3  # examples for each outlet
_MOST_OUTLETS = 20
MOST_REPORTS = 600
_WORDS = 150
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
    speakers: tuple[Speaker, ...]
    unnamed: tuple[Speaker, ...]
    more_unnamed: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """One outlet: its reports, its statements, and the utterances that no other outlet carries."""

    outlet: str
    reports: int
    copies: int
    statements: int
    only: int
    examples: tuple[tuple[str, Claim], ...]


@dataclass(frozen=True, slots=True)
class Wide:
    """An utterance that several reports carry."""

    speaker: str
    words: Claim
    carried: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the outlets have in common and what each has alone."""

    outlets: tuple[Coverage, ...]
    more_outlets: int
    wide: tuple[Wide, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One report in the list."""

    source: Source
    kind: str
    copies: tuple[str, ...]
    statements: int
    positions: int


def find_sources(index: Index, passages: Passages) -> Sources:
    """Shares of the kinds of source, and who speaks, the most quoted first."""
    statements = index.record.statements
    unnamed = _speakers(index, [each for each in statements if each.source_kind in _UNNAMED], passages, _MOST_UNNAMED)
    named = [each for each in statements if each.source_kind is SourceKind.NAMED and each.speaker]
    return Sources(
        len(statements),
        _shares(statements),
        _speakers(index, named, passages, _MOST_SPEAKERS)[0],
        unnamed[0],
        unnamed[1],
    )


def find_comparison(index: Index, passages: Passages) -> Comparison:
    """Empty where all reports come from one outlet: there is nothing to compare."""
    articles = index.record.articles
    outlets = sorted({article.outlet for article in articles if article.outlet})
    if len(outlets) < 2:
        return Comparison((), 0, ())
    only: defaultdict[str, list[Statement]] = defaultdict(list)
    said: Counter[str] = Counter()
    for statement in index.record.statements:
        carriers = _outlets(index, statement)
        own = index.articles.get(statement.article)
        if own and own.outlet:
            said[own.outlet] += 1
        if len(carriers) == 1:
            only[next(iter(carriers))].append(statement)
    reports = Counter(article.outlet for article in articles if article.outlet)
    copies = Counter(article.outlet for article in articles if article.outlet and index.copies_of(article.id))
    voices = {position.voice for position in index.record.positions if position.voice and position.issue}
    ranked = sorted(outlets, key=lambda outlet: (-reports[outlet], outlet))
    found = []
    for outlet in ranked[:_MOST_OUTLETS]:
        telling = index.newest_statements([each for each in only[outlet] if each.id in voices])
        examples = tuple(_example(each, passages) for each in telling[:_MOST_ONLY])
        found.append(
            Coverage(clipped(outlet, 80), reports[outlet], copies[outlet], said[outlet], len(only[outlet]), examples)
        )
    return Comparison(tuple(found), max(0, len(ranked) - _MOST_OUTLETS), _widest(index, passages))


def find_reports(index: Index) -> tuple[Report, ...]:
    """The reports, newest first, at most `MOST_REPORTS`."""
    statements = Counter(statement.article for statement in index.record.statements)
    positions = Counter(position.article for position in index.record.positions)
    articles = sorted(
        index.record.articles, key=lambda each: (-(each.published.toordinal() if each.published else 0), each.id)
    )
    found = []
    for article in articles[:MOST_REPORTS]:
        group = index.copies_of(article.id)
        others = [index.articles[each] for each in group.articles if each in index.articles] if group else []
        names = sorted({clipped(each.outlet or each.origin, 60) for each in others if each.id != article.id})
        found.append(
            Report(
                source_of(article),
                ARTICLE_KINDS[article.kind],
                tuple(names[:6]),
                statements[article.id],
                positions[article.id],
            )
        )
    return tuple(found)


def _shares(statements: tuple[Statement, ...]) -> tuple[Share, ...]:
    counts = Counter(statement.source_kind for statement in statements)
    total, start, shares = len(statements), 0, []
    for kind in (*SourceKind, None):
        count = counts[kind]
        if count:
            end = start + count
            left, right = round(1000 * start / total), round(1000 * end / total)
            name = SOURCE_KINDS[kind]
            shares.append(Share(kind or "none", name, count, round(100 * count / total), left, right - left))
            start = end
    return tuple(shares)


def _speakers(
    index: Index, statements: list[Statement], passages: Passages, most: int
) -> tuple[tuple[Speaker, ...], int]:
    """Those who are quoted most, and how many more there are."""
    groups: defaultdict[tuple[str, str | None, str | None], list[Statement]] = defaultdict(list)
    for each in statements:
        speaker = (each.speaker or (each.source.words if each.source else "no description")).strip()
        groups[speaker.casefold(), each.party, each.source_kind].append(each)
    ranked = sorted(groups.items(), key=lambda item: (-len(item[1]), [str(part) for part in item[0]]))
    found = []
    for (_, party_id, kind), said in ranked[:most]:
        said = index.newest_statements(said)
        name = said[0].speaker or (said[0].source.words if said[0].source else "no description")
        actor = index.actor_named(name)
        party = index.parties.get(party_id or (actor.speaks_for if actor else None) or "")
        terms: dict[str, Claim] = {}
        for each in said:
            if each.terms and each.terms.words.casefold() not in terms and len(terms) < 2:
                words = Claim(clipped(each.terms.words, _WORDS), passages.of_statement(each))
                terms[each.terms.words.casefold()] = words
        outlets = {article.outlet for each in said if (article := index.articles.get(each.article))}
        found.append(
            Speaker(
                Claim(clipped(name, 80), passages.of_statement(said[0])),
                clipped(actor.role or "", 80) if actor else "",
                clipped(party.name, 60) if party else "",
                SOURCE_KINDS[SourceKind(kind)] if kind else "",
                tuple(terms.values()),
                len(said),
                counted(len(outlets), "outlet"),
            )
        )
    return tuple(found), max(0, len(ranked) - most)


def _outlets(index: Index, statement: Statement) -> set[str]:
    group = index.witnesses_of(statement.id)
    ids = group.articles if group else (statement.article,)
    return {article.outlet for each in ids if (article := index.articles.get(each)) and article.outlet}


def _example(statement: Statement, passages: Passages) -> tuple[str, Claim]:
    return (
        clipped(statement.speaker or "somebody", 60),
        Claim(phrase(statement.content[0].words, _WORDS), passages.of_statement(statement)),
    )


def _widest(index: Index, passages: Passages) -> tuple[Wide, ...]:
    groups = [group for group in index.record.witnesses if group.independent > 1]
    groups.sort(key=lambda group: (-group.independent, -len(group.articles), group.id))
    found = []
    for group in groups[:_MOST_WIDE]:
        said = index.newest_statements([index.statements[id_] for id_ in group.statements if id_ in index.statements])
        if said:
            speaker, words = _example(said[-1], passages)
            found.append(Wide(speaker, words, carried(len(group.articles), group.independent)))
    return tuple(found)
