"""Article, Parse and Cast -> Statements."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from travaux.attribution.borders import trim
from travaux.attribution.circumstances import read_day, read_terms
from travaux.attribution.finding import Attribution
from travaux.attribution.nominal import find_by_names
from travaux.attribution.quotations import attach, find_set_off, snap
from travaux.attribution.sources import read_source_span
from travaux.attribution.speakers import Speakers
from travaux.attribution.verbs import find_by_verbs
from travaux.model import Article, Cast, Manner, Parse, Span, Statement

# What may be nested in another's words: Vik said that Norland believes, expects, promised.
_NESTED = frozenset({"clause", "quotation", "infinitive", "naming", "according"})


def find_statements(article: Article, parse: Parse, cast: Cast) -> tuple[Statement, ...]:
    """All that an article attributes to somebody, in the order of the cues; none twice."""
    found = find_attributions(parse)
    speakers = Speakers(parse, cast, found)
    statements: list[Statement] = []
    for attribution in found:
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
    return _nest(statements, find_outer(found))


def _nest(statements: list[Statement], outer: list[int | None]) -> tuple[Statement, ...]:
    """Name the outer statement of each; a speaker's wish or thought within the same speaker's words is left out."""

    def standing(number: int | None) -> int | None:
        while number is not None and is_own(number):
            number = outer[number]
        return number

    def is_own(number: int) -> bool:
        around = outer[number]
        speaker = statements[number].speaker
        return around is not None and speaker is not None and speaker == statements[around].speaker

    nested: dict[str, Statement] = {}
    for number, statement in enumerate(statements):
        if not is_own(number):
            around = standing(outer[number])
            within = statements[around].id if around is not None else None
            nested.setdefault(statement.id, replace(statement, within=within))
    return tuple(nested.values())


def find_attributions(parse: Parse) -> list[Attribution]:
    """Attributions by grammar and by layout, before anybody is named, in the order of their cues."""
    found = [snap(parse, attribution) for attribution in (*find_by_verbs(parse), *find_by_names(parse))]
    found = attach(parse, trim(parse, found))
    found += find_set_off(parse, found)
    found = sorted((each for each in found if each.content), key=lambda each: (each.verb, each.content))
    outer = find_outer(found)
    return [each for each, number in zip(found, outer, strict=True) if _stands(parse, each, found, number)]


def _stands(parse: Parse, each: Attribution, found: list[Attribution], outer: int | None) -> bool:
    """Nested attributions count where they name another source and give its words, not its doings."""
    if outer is None:
        return True
    if each.pattern not in _NESTED or each.source is None:
        return False
    subject, speaker = parse.tokens[each.source], found[outer].source
    return speaker is None or subject.lemma != parse.tokens[speaker].lemma


def find_outer(found: list[Attribution]) -> list[int | None]:
    """For each attribution the innermost other one whose content holds its cue."""
    runs = sorted(
        ((run, number) for number, each in enumerate(found) for run in each.content),
        key=lambda item: (item[0].start, -item[0].end, item[1]),
    )
    outer: list[int | None] = [None] * len(found)
    cues = sorted((each.cue or each.content[0], number) for number, each in enumerate(found))
    open_: list[tuple[Span, int]] = []
    at = 0
    for cue, number in cues:
        while at < len(runs) and runs[at][0].start <= cue.start:
            open_.append(runs[at])
            at += 1
        open_ = [item for item in open_ if item[0].end > cue.start]
        longest = max(run.end - run.start for run in found[number].content)
        # An outer content is longer than any that stands in it, so that no two can hold each other.
        holding = [item for item in open_ if item[0].covers(cue) and item[0].end - item[0].start > longest]
        if holding and found[number].cue is not None:
            outer[number] = min(holding, key=lambda item: (item[0].end - item[0].start, item[1]))[1]
    return outer


def read_manner(parse: Parse, attribution: Attribution) -> Manner:
    """Direct where all content stands between marks, mixed where some does; marks round the cue itself don't count."""
    quoted = total = 0
    for run in attribution.content:
        total += run.end - run.start
        at = max(0, bisect_right(parse.quotations, run.start, key=lambda span: span.start) - 1)
        for quotation in parse.quotations[at:]:
            if quotation.start >= run.end:
                break
            if quotation.end > run.start and not (attribution.cue and quotation.covers(attribution.cue)):
                quoted += min(quotation.end, run.end) - max(quotation.start, run.start)
    if not quoted:
        return Manner.INDIRECT
    return Manner.DIRECT if quoted >= total - 2 * len(attribution.content) else Manner.MIXED
