"""On whose word: kinds of source, the unnamed, those quoted most, and what only one outlet carries."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from travaux.model import Article, SourceKind, Statement, Witnesses
from travaux.views.brief.folds import Capped, cap
from travaux.views.brief.passages import Claim, Passages, Source, phrase, source_of
from travaux.views.index import Index
from travaux.views.shown import clipped
from travaux.views.wording import ARTICLE_KINDS, SOURCE_KINDS, carried, counted

_OPEN, _MOST_SPEAKERS = 8, 30
_OPEN_WIDE, _MOST_WIDE = 5, 20
_MOST_ONLY = 2  # examples for each outlet
_OPEN_OUTLETS, _MOST_OUTLETS = 6, 40
_OPEN_REPORTS, MOST_REPORTS = 10, 600
_WORDS = 150
_FEWEST = 4  # words that an example has
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

    outlets: Capped[Coverage]
    wide: Capped[Wide]


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
    return Sources(
        len(statements),
        _shares(statements),
        _speakers(
            index, [each for each in statements if each.source_kind is SourceKind.NAMED and each.speaker], passages
        ),
        _speakers(index, [each for each in statements if each.source_kind in _UNNAMED], passages),
    )


def find_comparison(index: Index, passages: Passages) -> Comparison:
    """Empty where all reports come from one outlet: there is nothing to compare."""
    articles = index.record.articles
    outlets = sorted({article.outlet for article in articles if article.outlet})
    if len(outlets) < 2:
        return Comparison(Capped(), Capped())
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

    def read(outlet: str) -> Coverage:
        telling = index.newest_statements([each for each in only[outlet] if each.id in voices and _tells(each)])
        examples = tuple(_example(each, passages) for each in telling[:_MOST_ONLY])
        return Coverage(clipped(outlet, 80), reports[outlet], copies[outlet], said[outlet], len(only[outlet]), examples)

    wide = _widest(index, passages)
    return Comparison(cap(ranked, read, passages, first=_OPEN_OUTLETS, most=_MOST_OUTLETS), wide)


def find_reports(index: Index, passages: Passages) -> Capped[Report]:
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


def _speakers(index: Index, statements: list[Statement], passages: Passages) -> Capped[Speaker]:
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
        outlets = {article.outlet for each in said if (article := index.articles.get(each.article))}
        return Speaker(
            Claim(clipped(name, 80), passages.of_statement(said[0])),
            clipped(actor.role or "", 80) if actor else "",
            clipped(party.name, 60) if party else "",
            SOURCE_KINDS[SourceKind(kind)] if kind else "",
            tuple(terms.values()),
            len(said),
            counted(len(outlets), "outlet"),
        )

    return cap(ranked, read, passages, first=_OPEN, most=_MOST_SPEAKERS)


def _name(statement: Statement) -> str:
    return statement.speaker or (statement.source.words if statement.source else "no description")


def _outlets(index: Index, statement: Statement) -> set[str]:
    group = index.witnesses_of(statement.id)
    ids = group.articles if group else (statement.article,)
    return {article.outlet for each in ids if (article := index.articles.get(each)) and article.outlet}


def _example(statement: Statement, passages: Passages) -> tuple[str, Claim]:
    return (
        clipped(statement.speaker or "somebody", 60),
        Claim(phrase(statement.content[0].words, _WORDS), passages.of_statement(statement)),
    )


def _widest(index: Index, passages: Passages) -> Capped[Wide]:
    groups = [group for group in index.record.witnesses if group.independent > 1 and _newest_telling(index, group)]
    groups.sort(key=lambda group: (-group.independent, -len(group.articles), group.id))

    def read(group: Witnesses) -> Wide:
        speaker, words = _example(_newest_telling(index, group)[-1], passages)
        return Wide(speaker, words, carried(len(group.articles), group.independent))

    return cap(groups, read, passages, first=_OPEN_WIDE, most=_MOST_WIDE)


def _newest_telling(index: Index, group: Witnesses) -> list[Statement]:
    said = [index.statements[id_] for id_ in group.statements if id_ in index.statements]
    return index.newest_statements([each for each in said if _tells(each)])


def _tells(statement: Statement) -> bool:
    """Whether the words of a statement say something when they stand by themselves."""
    return len(statement.content[0].words.split()) >= _FEWEST
