"""Article, Parse and Cast -> Statements."""

from __future__ import annotations

from travaux.attribution.circumstances import read_day, read_terms
from travaux.attribution.finding import Attribution
from travaux.attribution.nominal import find_by_names
from travaux.attribution.quotations import attach, snap
from travaux.attribution.borders import trim
from travaux.attribution.speakers import Speakers, read_source_span
from travaux.attribution.verbs import find_by_verbs
from travaux.model import Article, Cast, Manner, Parse, Span, Statement


def find_statements(article: Article, parse: Parse, cast: Cast) -> tuple[Statement, ...]:
    """All that an article attributes to somebody, in the order of the cues; none twice."""
    found = find_attributions(parse)
    speakers = Speakers(parse, cast, found)
    outer = find_outer(found)
    statements: list[Statement] = []
    ids: dict[str, str] = {}
    kept: list[Statement] = []
    for number, attribution in enumerate(found):
        speaker = speakers.resolve(attribution)
        source = read_source_span(parse, attribution.source) if attribution.source is not None else None
        statements.append(
            Statement(
                source=article.cite(source) if source else None,
                cue=article.cite(attribution.cue) if attribution.cue else None,
                content=tuple(article.cite(run) for run in attribution.content),
                manner=read_manner(parse, attribution),
                speaker=speaker.words,
                source_kind=speaker.kind,
                said_on=read_day(parse, attribution, article.published),
                terms=read_terms(article, parse, attribution, speaker.kind),
                confidence=attribution.prior,
            )
        )
    return _nest(statements, outer)


def _nest(statements: list[Statement], outer: list[int | None]) -> tuple[Statement, ...]:
    from dataclasses import replace

    found: dict[str, Statement] = {}
    for statement, number in zip(statements, outer, strict=True):
        within = statements[number].id if number is not None else None
        found.setdefault(statement.id, replace(statement, within=within))
    return tuple(found.values())


def find_attributions(parse: Parse) -> list[Attribution]:
    """Attributions by grammar and by layout, before anybody is named, in the order of their cues."""
    found = [snap(parse, attribution) for attribution in (*find_by_verbs(parse), *find_by_names(parse))]
    found = attach(parse, trim(parse, found))
    found = sorted((each for each in found if each.content), key=lambda each: (each.verb, each.content))
    outer = find_outer(found)
    return [each for each, number in zip(found, outer, strict=True) if _stands(parse, each, found, number)]


# What may be nested in another's words: Vik said that Norland believes, expects, promised.
_NESTED = frozenset({"clause", "quotation", "infinitive", "naming", "according"})


def _stands(parse: Parse, each: Attribution, found: list[Attribution], outer: int | None) -> bool:
    """Nested attributions count where they name another source and give its words, not its doings."""
    if outer is None:
        return True
    if each.pattern not in _NESTED or each.source is None:
        return False
    subject, speaker = parse.tokens[each.source], found[outer].source
    if subject.lemma in {"i", "we", "you"}:
        return False
    return speaker is None or subject.lemma != parse.tokens[speaker].lemma


def find_outer(found: list[Attribution]) -> list[int | None]:
    """For each attribution the innermost other one whose content holds its cue."""
    runs = sorted(
        ((run, number) for number, each in enumerate(found) for run in each.content),
        key=lambda item: (item[0].start, -item[0].end),
    )
    outer: list[int | None] = [None] * len(found)
    cues = sorted((each.cue if each.cue is not None else each.content[0], number) for number, each in enumerate(found))
    open_: list[tuple[Span, int]] = []
    at = 0
    for cue, number in cues:
        while at < len(runs) and runs[at][0].start <= cue.start:
            open_.append(runs[at])
            at += 1
        open_ = [item for item in open_ if item[0].end > cue.start]
        holding = [item for item in open_ if item[0].covers(cue) and item[1] != number]
        if holding:
            outer[number] = min(holding, key=lambda item: (item[0].end - item[0].start, item[1]))[1]
    return outer


def read_manner(parse: Parse, attribution: Attribution) -> Manner:
    """Direct where all content stands between marks, mixed where some does; the quotation round the cue is no mark."""
    quoted = total = 0
    for run in attribution.content:
        total += run.end - run.start
        offset = run.start
        while offset < run.end:
            quotation = parse.quotation_at(offset)
            if quotation is None:
                offset = _next_quotation(parse, offset, run.end)
                continue
            if attribution.cue is None or not quotation.covers(attribution.cue):
                quoted += min(quotation.end, run.end) - max(quotation.start, run.start)
            offset = quotation.end
    if not quoted:
        return Manner.INDIRECT
    return Manner.DIRECT if quoted >= total - 2 * len(attribution.content) else Manner.MIXED


def _next_quotation(parse: Parse, offset: int, end: int) -> int:
    from bisect import bisect_right

    at = bisect_right(parse.quotations, offset, key=lambda span: span.start)
    return min(end, parse.quotations[at].start) if at < len(parse.quotations) else end
