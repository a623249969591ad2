"""The statements that are one utterance told by several reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, combinations

from travaux.model import (
    Act,
    ActGroup,
    Article,
    Copies,
    Manner,
    Position,
    Rule,
    SourceKind,
    Span,
    Statement,
    When,
    Witnesses,
)
from travaux.model.spelling import is_misspelling
from travaux.record.groups import Pair, agreeing
from travaux.record.origins import Origins
from travaux.record.tellings import Rarity, Telling, find_tellings, is_verbatim, likeness

FEW = 16  # words in more sentences than this, of one week or side, find no others
APART = 3  # days between two reports of one utterance
SLACK = timedelta(days=1)  # by which reports of one day differ: the sun does not set everywhere at once
VAGUE = 35  # a time of more days than this tells no utterance from another
VERBATIM, LONG_VERBATIM, LONG = 0.65, 0.8, 8  # how alike two sentences of nearly the same words are; of so many words


# -- which statements are one utterance


@dataclass(frozen=True, eq=False)
class _Voice:
    """A statement as it is compared with others: its tellings, and the days within which it was uttered."""

    id: str
    statement: Statement
    tellings: tuple[Telling, ...]
    uttered: When | None
    acts: frozenset[Act]
    gives_rule: bool

    @property
    def side(self) -> str | None:
        """The party, None for what may be anybody's; an outlet speaks for none."""
        return None if self.statement.source_kind is SourceKind.OUTLET else self.statement.party


_Unit = tuple[_Voice, Telling]

# How alike two tellings must be: of one speaker, of one side, of nobody knows whom.
_SAME_SPEAKER, _SAME_SIDE, _UNKNOWN = 0.4, 0.5, 0.65
_REPORTED = 0.1  # more where neither gives the speaker's own words
_LATER = 0.1  # more where reports that do not say when came out days apart
_SAME_ACT = 0.2  # less where both were read as the same offer or refusal,
_TOLD_ONCE = frozenset({ActGroup.GIVE, ActGroup.REFUSE})  # since demands are made again every day
_SAME_ARTICLE = 0.6  # no less in one report, which says much that is alike of one matter


def find_witnesses(
    statements: Sequence[Statement],
    articles: Sequence[Article],
    copies: Sequence[Copies],
    positions: Sequence[Position] = (),
    rules: Sequence[Rule] = (),
) -> tuple[Witnesses, ...]:
    """Statements that are one utterance: speakers and days that may be one, and words that are alike.

    Also within one article, where a lead is told again below. Words are alike that share rare words or a quotation;
    fewer will do where both were read as one act (`positions`), and any where both give the rule of the package.
    `independent` counts as `Origins.count` does.
    """
    voices = _voices(statements, articles, positions, rules)
    held = {voice.statement.id: voice.statement for voice in voices}
    alike = _alike(voices, Rarity([stem for each in voice.tellings for stem in each.stems] for voice in voices))
    origins = Origins(articles, copies, statements)
    found = []
    for group in agreeing(alike, lambda a, b: _may_be_one(held[a], held[b])):
        told = [held[id_] for id_ in group]
        carriers = tuple(sorted({each.article for each in told}))
        found.append(Witnesses(group, carriers, origins.count(carriers, told)))
    return tuple(sorted(found, key=lambda each: each.id))


def _voices(
    statements: Sequence[Statement], articles: Sequence[Article], positions: Sequence[Position], rules: Sequence[Rule]
) -> list[_Voice]:
    published = {article.id: article.published for article in articles}
    acts: dict[str, set[Act]] = defaultdict(set)
    for position in positions:
        if position.voice and position.act.group in _TOLD_ONCE:
            acts[position.voice].add(position.act)
    ruling: dict[str, list[Span]] = defaultdict(list)
    for rule in rules:
        ruling[rule.basis.article].append(rule.basis.span)
    return [
        _Voice(
            each.id,
            each,
            find_tellings(" ".join(part.words for part in each.content), quoted=each.manner is Manner.DIRECT),
            _uttered(each, published.get(each.article)),
            frozenset(acts[each.id]),
            any(part.span.overlaps(span) for span in ruling[each.article] for part in each.content),
        )
        for each in _without_relays(statements)
    ]


def _without_relays(statements: Sequence[Statement]) -> list[Statement]:
    """All but what an outlet is only said to report where the statement that it reports stands beside it."""
    nested = {each.within for each in statements}
    return [each for each in statements if each.source_kind is not SourceKind.OUTLET or each.id not in nested]


def _uttered(statement: Statement, published: date | None) -> When | None:
    """The days within which a statement was made; without a word of the report, those before it came out."""
    said = statement.said_on
    if said and (said.last - said.first).days < VAGUE:
        return said
    return When(published - timedelta(days=APART), published) if published else None


def _may_be_one(a: Statement, b: Statement) -> bool:
    """Nothing speaks against one utterance: not the party, not the name, not the day. An outlet speaks for no party."""
    if SourceKind.OUTLET not in (a.source_kind, b.source_kind):
        if a.party and b.party and a.party != b.party:
            return False
        if _has_name(a) and _has_name(b) and a.speaker != b.speaker and not _may_be_one_name(a, b):
            return False
    return not (a.said_on and b.said_on) or a.said_on.meets(b.said_on, SLACK)


def _has_name(statement: Statement) -> bool:
    """Whether the source is called by name: "Ann Vik", "Velmark", "the Velmark delegation"; not "officials"."""
    if statement.source_kind in (SourceKind.UNNAMED_OFFICIAL, SourceKind.UNNAMED_CLOSE):
        return False
    return bool(statement.speaker) and any(word[0].isupper() for word in (statement.speaker or "").split())


def _may_be_one_name(a: Statement, b: Statement) -> bool:
    """Two names of one party, of which one is misspelt or no person's: "Velmark", "its envoy Ann Vik"."""
    if not a.party or a.party != b.party:
        return False
    both_people = a.source_kind is b.source_kind is SourceKind.NAMED
    return not both_people or is_misspelling(a.speaker or "", b.speaker or "")


# -- pairs that may be one, found by what few sentences of a week have in common


def _alike(voices: Sequence[_Voice], rarity: Rarity) -> dict[Pair, float]:
    """How alike two statements are in those of their sentences that are most alike, for those that may be one."""
    alike: dict[Pair, float] = {}
    for (a, one), (b, other) in _candidates(voices):
        score = _score(a, b, one, other, rarity) if a is not b and _may_be_one(a.statement, b.statement) else 0.0
        if score:
            pair = (min(a.id, b.id), max(a.id, b.id))
            alike[pair] = max(score, alike.get(pair, 0.0))
    return alike


def _candidates(voices: Sequence[_Voice]) -> Iterator[tuple[_Unit, _Unit]]:
    units = [(voice, telling) for voice in voices for telling in voice.tellings]
    weeks: dict[int, list[_Unit]] = defaultdict(list)
    undated: set[str] = set()
    for voice, telling in units:
        for week in _weeks(voice.uttered) if voice.uttered else ():
            weeks[week].append((voice, telling))
        if voice.uttered is None:
            undated |= telling.keys
    for told in weeks.values():
        yield from ((told[a], told[b]) for a, b in _sharing(told))
    yield from ((units[a], units[b]) for a, b in _sharing(units, undated))
    yield from combinations([(voice, voice.tellings[0]) for voice in voices if voice.gives_rule], 2)


def _weeks(uttered: When) -> range:
    return range(uttered.first.toordinal() // 7, (uttered.last + SLACK).toordinal() // 7 + 1)


def _sharing(units: Sequence[_Unit], among: Set[str] | None = None) -> list[tuple[int, int]]:
    """Pairs of sentences, by number, that may be of one side and have words or runs in common which few have.

    `among` are the words and runs that are looked at, all by default.
    """
    bearers: dict[str, list[int]] = defaultdict(list)
    for number, (_, telling) in enumerate(units):
        for key in telling.keys if among is None else telling.keys & among:
            bearers[key].append(number)
    sides = [voice.side for voice, _ in units]
    quoted = [telling.quoted for _, telling in units]
    shared = Counter(pair for numbers in bearers.values() if len(numbers) > 1 for pair in _of_one_side(numbers, sides))
    return [(a, b) for (a, b), count in shared.items() if count > 1 or quoted[a] or quoted[b]]


def _of_one_side(numbers: Sequence[int], sides: Sequence[str | None]) -> Iterator[tuple[int, int]]:
    """Pairs of few: of each party, of what may be anybody's, and of the one with the other."""
    if len(numbers) <= FEW:
        return ((a, b) for a, b in combinations(numbers, 2) if sides[a] == sides[b] or None in (sides[a], sides[b]))
    parted: dict[str | None, list[int]] = defaultdict(list)
    for number in numbers:
        parted[sides[number]].append(number)
    return chain.from_iterable(combinations(own, 2) for own in parted.values() if len(own) <= FEW)


# -- how alike they are


def _score(a: _Voice, b: _Voice, one: Telling, other: Telling, rarity: Rarity) -> float:
    """How alike two sentences of statements that may be one are; 0 where that is not enough for one utterance."""
    enough = _enough(a, b)
    if enough is None:
        return 0.0
    if a.gives_rule and b.gives_rule and _is_one_source(a.statement, b.statement):
        return VERBATIM
    if a.statement.manner is b.statement.manner is Manner.INDIRECT:
        enough += _REPORTED
    score = likeness(one, other, rarity)
    if score < VERBATIM and is_verbatim(one, other):
        score = VERBATIM if min(len(one.words), len(other.words)) < LONG else LONG_VERBATIM
    return score if score >= enough else 0.0


def _enough(a: _Voice, b: _Voice) -> float | None:
    """How alike two sentences must be to be one utterance; None where they cannot be, being of two times or places."""
    if _is_part_of(a, b) or not (a.uttered is None or b.uttered is None or a.uttered.meets(b.uttered, SLACK)):
        return None
    close = _is_close(a, b)
    if _has_name(a.statement) and a.statement.speaker == b.statement.speaker:
        enough = _SAME_SPEAKER
    elif _is_one_side(a.statement, b.statement):
        enough = _SAME_SIDE
    else:
        enough = _UNKNOWN
    enough += 0.0 if close else _LATER
    if a.statement.article == b.statement.article:
        return max(enough, _SAME_ARTICLE)
    return enough - (_SAME_ACT if close and a.acts & b.acts else 0.0)


def _is_part_of(a: _Voice, b: _Voice) -> bool:
    """Whether one stands in the other, as told or in the text."""
    if a.statement.article != b.statement.article:
        return False
    nested = b.id == a.statement.within or a.id == b.statement.within
    return nested or any(x.span.overlaps(y.span) for x in a.statement.content for y in b.statement.content)


def _is_one_source(a: Statement, b: Statement) -> bool:
    """One name, or two descriptions that name nobody of one side."""
    return _is_one_side(a, b) and (a.speaker == b.speaker or not (_has_name(a) or _has_name(b)))


def _is_one_side(a: Statement, b: Statement) -> bool:
    return a.party is not None and a.party == b.party


def _is_close(a: _Voice, b: _Voice) -> bool:
    """Whether two statements are told of one day, or by reports that came out within a day of one another."""
    if a.uttered is None or b.uttered is None or (a.statement.said_on and b.statement.said_on):
        return True
    return abs(a.uttered.last - b.uttered.last) <= SLACK
