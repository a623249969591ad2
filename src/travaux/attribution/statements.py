"""Article, Parse and Cast -> Statements."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from travaux.attribution.anonymity import Anonymity, add_terms, find_anonymity, without_anonymity
from travaux.attribution.clauses import read_subject
from travaux.attribution.confidence import FEATURES, describe
from travaux.attribution.contents import Contents
from travaux.attribution.days import read_day
from travaux.attribution.finding import Attribution
from travaux.attribution.learned import find_learned
from travaux.attribution.rules import find_ruled, go_on, is_unsaid
from travaux.attribution.sources import Speaker, read_source_span
from travaux.attribution.speakers import Speakers
from travaux.attribution.whole import add_subject
from travaux.model import Article, Cast, Manner, Parse, Span, Statement
from travaux.network import Seen, weigh

# What may be nested in another's words: Vik said that Norland believes, expects, promised.
_NESTED = frozenset({"clause", "quotation", "infinitive", "naming", "according"})
# What a page shows by its layout: a transcript, a post, a quotation with its author below.
_LAYOUT = frozenset({"turn", "post", "signed"})
_RELATIVE = frozenset({"WDT", "WP", "WRB"})
_PLAIN = frozenset({"put", "colon"})
UNSAID = 0.3  # at most so much confidence in "declined to say", or in what the writer says in person


def find_statements(article: Article, parse: Parse, cast: Cast, seen: Seen) -> tuple[Statement, ...]:
    """All that an article attributes to somebody, in the order of the cues; none twice."""
    found = without_anonymity(parse, find_attributions(parse, seen))
    speakers = Speakers(parse, cast, found)
    joint, spoken = _resolve(article, parse, found, speakers)
    outer = find_outer(found)
    return _nest(_carry_days(parse, add_terms(article, parse, joint, spoken), outer), outer)


def _resolve(
    article: Article, parse: Parse, found: list[Attribution], speakers: Speakers
) -> tuple[list[list[Statement]], list[tuple[Anonymity, Speaker]]]:
    """Who each source is, and each that spoke on terms of anonymity: asked in text order, as pronouns need it."""
    joint: list[list[Statement]] = []
    spoken: list[tuple[Anonymity, Speaker]] = []
    asked = sorted(find_anonymity(parse, found), key=lambda each: each.place, reverse=True)
    for attribution in found:
        while asked and asked[-1].place < attribution.verb:
            spoken.append((asked[-1], speakers.who(asked.pop().head)))
        joint.append(_read(article, parse, attribution, speakers.resolve(attribution)))
    spoken += [(each, speakers.who(each.head)) for each in reversed(asked)]
    return joint, sorted(spoken, key=lambda item: item[0].span)


def _carry_days(parse: Parse, joint: list[list[Statement]], outer: list[int | None]) -> list[list[Statement]]:
    """What one speaker goes on to say has the day of what came before: Vik said on Monday …, and then she added.

    It holds within a paragraph and from one paragraph to the next, for what is not nested in others' words.
    """
    carried = list(joint)
    last: tuple[int, Statement] | None = None
    for number, statements in enumerate(joint):
        if outer[number] is not None:
            continue
        statement = statements[0]
        paragraph = parse.paragraph_at((statement.cue or statement.content[0]).start)
        if statement.dated is None and last is not None and paragraph - last[0] <= 1 and _is_told(parse, statement):
            before = last[1]
            if statement.speaker is not None and statement.speaker == before.speaker:
                carried[number] = [replace(each, said_on=before.said_on, dated=before.dated) for each in statements]
        if carried[number][0].dated is not None:
            last = (paragraph, carried[number][0])
    return carried


def _read(
    article: Article, parse: Parse, attribution: Attribution, speakers: tuple[tuple[int | None, Speaker], ...]
) -> list[Statement]:
    """One statement for each of the joint speakers, with the same content."""
    day = read_day(parse, attribution, article.published)
    manner = read_manner(parse, attribution)
    statements = []
    for head, speaker in speakers:
        source = attribution.mention if len(speakers) == 1 else None
        if source is None and head is not None:
            source = read_source_span(parse, head, alone=len(speakers) > 1)
        statements.append(
            Statement(
                source=article.cite(source) if source else None,
                cue=article.cite(attribution.cue) if attribution.cue else None,
                content=tuple(article.cite(run) for run in attribution.content),
                manner=manner,
                speaker=speaker.words,
                source_kind=speaker.kind,
                said_on=day.when if day is not None and day.told is None else None,
                dated=article.cite(day.span) if day is not None else None,
                confidence=attribution.prior,
                rule=f"network, {attribution.pattern}" if attribution.learned else attribution.pattern,
            )
        )
    return statements


def _is_told(parse: Parse, statement: Statement) -> bool:
    """In the tense of a tale: what somebody says, or has said, may be of any day."""
    verb = parse.token_at(statement.cue.start) if statement.cue is not None else None
    if verb is None:
        return statement.cue is None
    return verb.tag in {"VBD", "VBG"} and not any(t.lemma == "have" for t in parse.children(verb.index))


def _nest(joint: list[list[Statement]], outer: list[int | None]) -> tuple[Statement, ...]:
    """Name the outer statement of each; the same speaker's, or nobody's, within it is left out."""

    def is_own(number: int) -> bool:
        around = outer[number]
        if around is None:
            return False
        return joint[number][0].speaker in {None, *(each.speaker for each in joint[around])}

    def standing(number: int | None) -> int | None:
        while number is not None and is_own(number):
            number = outer[number]
        return number

    nested: dict[str, Statement] = {}
    for number, statements in enumerate(joint):
        if is_own(number):
            continue
        around = standing(outer[number])
        within = joint[around][0].id if around is not None else None
        for statement in statements:
            nested.setdefault(statement.id, replace(statement, within=within))
    return tuple(nested.values())


def find_attributions(parse: Parse, seen: Seen) -> list[Attribution]:
    """Attributions before anybody is named, in the order of their cues: what the network finds, and what rules add.

    The network knows no attribution within another's words, no layout (turns of a transcript, signed quotations) and no
    "put it mildly:"; nor always that somebody plainly "said" something or stands with a colon before a quotation.
    """
    ruled = find_ruled(parse)
    layout = [each for each in ruled if each.pattern in _LAYOUT]
    learned = [_weigh(parse, each, features, seen) for each, features in find_weighable(parse, seen, ruled)]
    known = Contents(parse, learned)
    plain = [each for each in ruled if _is_plain(parse, each) and not known.touch(each)]
    found = go_on(parse, add_subject(parse, [*layout, *learned, *plain]))
    outer_words = Contents(parse, found)
    found += [each for each in ruled if outer_words.hold(each)]
    found.sort(key=lambda each: (each.verb, each.content))
    outer = find_outer(found)
    return [each for each, number in zip(found, outer, strict=True) if _stands(parse, each, found, number)]


def _is_plain(parse: Parse, ruled: Attribution) -> bool:
    if ruled.pattern != "clause":
        return ruled.pattern in _PLAIN
    verb = parse.tokens[ruled.verb]
    if ruled.source is None or verb.lemma != "say" or parse.quotation_at(verb.start) is not None:
        return False
    # "The deal he said he made" tells of the deal, where "which he said he made" tells of what he said.
    return verb.dep != "relcl" or any(token.tag in _RELATIVE for token in parse.tokens[verb.head : verb.index])


def find_weighable(
    parse: Parse, seen: Seen, ruled: list[Attribution]
) -> Iterator[tuple[Attribution, tuple[float, ...]]]:
    """What the network finds where no layout tells it, with what its confidence is weighed by."""
    by_rules = Contents(parse, ruled)
    by_layout = Contents(parse, [each for each in ruled if each.pattern in _LAYOUT])
    for each in find_learned(parse, seen):
        if not by_layout.touch(each):
            sourced = _with_source(parse, each)
            yield sourced, describe(parse, sourced, agreed=by_rules.agree(sourced))


def _with_source(parse: Parse, learned: Attribution) -> Attribution:
    """With the subject of its verb where the network found no source: "…," he said, adding that …"""
    verb = parse.tokens[learned.verb]
    if learned.source is not None or verb.pos != "VERB":
        return learned
    subject = read_subject(parse, verb)
    if subject is None or any(run.covers(subject.span) for run in learned.content):
        return learned
    return replace(learned, source=subject.index)


def _weigh(parse: Parse, learned: Attribution, features: tuple[float, ...], seen: Seen) -> Attribution:
    """With the confidence that the network and the rules give together; little in what nobody else is said to say."""
    chance = weigh(FEATURES, features, seen.calibration["statements"])
    if is_unsaid(parse, parse.tokens[learned.verb]) or _is_writers(parse, learned):
        chance = min(chance, UNSAID)
    return replace(learned, prior=round(chance, 3))


def _is_writers(parse: Parse, attribution: Attribution) -> bool:
    """A columnist's own view: "I believe", outside of quotation marks."""
    if attribution.source is None:
        return False
    source = parse.tokens[attribution.source]
    return source.words.lower() in {"i", "we", "you"} and parse.quotation_at(source.start) is None


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
