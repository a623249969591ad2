"""Copies of one report, and the statements that are one utterance told by several."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
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
from travaux.record.groups import UNLIKE, Pair, agreeing, connected
from travaux.record.origins import Origins
from travaux.record.tellings import Telling, find_tellings, likeness

SHINGLE = 8  # words
COPIED = 0.4  # share of the shorter article's shingles that make it a copy
FEWEST_COPIED = 16  # shared shingles: fewer are one quotation that two briefs carry
MOST_BEARERS = 40  # a run of words in more articles than this is a formula, not a copy
FEW = 24  # words in more sentences than this, of one week or side, find no others
APART = 3  # days between an utterance and a report that does not say when it was
FARTHEST = timedelta(days=7)  # by which reports may be wrong about that; what is farther apart is said twice
SLACK = timedelta(days=1)  # by which reports of one day differ: the sun does not set everywhere at once
VAGUE = 35  # a time of more days than this tells no utterance from another

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def find_copies(articles: Sequence[Article]) -> tuple[Copies, ...]:
    """Groups of articles of which each shares much of its wording with another, by shared runs of eight words."""
    shingles = {article.id: _shingles(article.text) for article in articles}
    bearers: dict[int, list[str]] = defaultdict(list)
    for id_ in sorted(shingles):
        for shingle in shingles[id_]:
            bearers[shingle].append(id_)
    shared: Counter[tuple[str, str]] = Counter()
    for ids in bearers.values():
        if 1 < len(ids) <= MOST_BEARERS:
            shared.update(combinations(ids, 2))
    pairs = [
        (a, b)
        for (a, b), n in shared.items()
        if n >= FEWEST_COPIED and n >= COPIED * min(len(shingles[a]), len(shingles[b]))
    ]
    return tuple(sorted((Copies(group) for group in connected(pairs)), key=lambda copies: copies.id))


def _shingles(text: str) -> set[int]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return {_hash(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


def _hash(words: list[str]) -> int:
    """Strings' own hashes differ from run to run, but only equality within one run counts here."""
    return hash(tuple(words))


# -- which statements are one utterance


@dataclass(frozen=True, eq=False)
class _Voice:
    """A statement as it is compared with others: its tellings, and the days within which it was uttered.

    `named` where the source is called by name; `relays` are the parties whose words it tells itself.
    """

    id: str
    statement: Statement
    tellings: tuple[Telling, ...]
    published: date | None
    uttered: When | None
    named: bool
    relays: frozenset[str]
    acts: frozenset[Act]
    gives_rule: bool

    @property
    def side(self) -> str | None:
        """The party, None for what may be anybody's; an outlet speaks for none."""
        return None if self.statement.source_kind is SourceKind.OUTLET else self.statement.party


_Unit = tuple[_Voice, Telling]

# What speaks for one utterance beside the words, in log odds [training/witnesses.py].
_ONE_NAME, _ONE_SIDE, _ONE_DAY, _OTHER_DAYS, _ONE_REPORT, _ANY = 1.15, 0.5, 1.4, -1.48, -0.98, -10.75
_ONE_ACT = 1.6  # where both were read as the same offer or refusal, by hand: too rare to be learned;
_TOLD_ONCE = frozenset({ActGroup.GIVE, ActGroup.REFUSE})  # since demands are made again every day
_MOST = _ONE_NAME + _ONE_SIDE + _ONE_DAY + _ONE_ACT + _ANY
_RULE = 1.0  # of two tellings of the rule of the package, whatever their words


def find_witnesses(
    statements: Sequence[Statement],
    articles: Sequence[Article],
    copies: Sequence[Copies],
    positions: Sequence[Position] = (),
    rules: Sequence[Rule] = (),
) -> tuple[Witnesses, ...]:
    """Statements that are one utterance: speakers and days that may be one, and words that are alike.

    Also within one article, where a lead is told again below. Whether two are one depends on these two and on no
    others, but that pairs are looked for among statements of one week that share a telling word with few. Fewer words
    will do where both were read as one act (`positions`), and any where both give the rule of the package.
    `independent` counts as `Origins.count` does.
    """
    voices = _voices(statements, articles, positions, rules)
    held = {voice.id: voice for voice in voices}
    origins = Origins(articles, copies, statements)
    found = []
    for group in agreeing(_alike(voices), lambda a, b: _may_be_one(held[a], held[b])):
        told = [held[id_].statement for id_ in group]
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
    relays: dict[str | None, set[str]] = defaultdict(set)
    for each in statements:
        if each.party and each.source_kind is not SourceKind.OUTLET:
            relays[each.within].add(each.party)
    return [
        _Voice(
            each.id,
            each,
            find_tellings(" ".join(part.words for part in each.content), quoted=each.manner is Manner.DIRECT),
            published.get(each.article),
            _uttered(each, published.get(each.article)),
            _has_name(each),
            frozenset(relays.get(each.id, ())),
            frozenset(acts.get(each.id, ())),
            any(part.span.overlaps(span) for span in ruling.get(each.article, ()) for part in each.content),
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


def _has_name(statement: Statement) -> bool:
    """Whether the source is called by name: "Ann Vik", "Velmark", "the Velmark delegation"; not "officials"."""
    if statement.source_kind in (SourceKind.UNNAMED_OFFICIAL, SourceKind.UNNAMED_CLOSE):
        return False
    return any(word[0].isupper() for word in (statement.speaker or "").split())


def _may_be_one(a: _Voice, b: _Voice) -> bool:
    """Nothing speaks against one utterance: not the party, not the name, not the day. An outlet speaks for no party."""
    one, other = a.statement, b.statement
    if SourceKind.OUTLET not in (one.source_kind, other.source_kind):
        if one.party and other.party and one.party != other.party:
            if not _is_relay(a, b):
                return False
        elif a.named and b.named and one.speaker != other.speaker and not _may_be_one_name(one, other):
            return False
    return not (one.said_on and other.said_on) or one.said_on.meets(other.said_on, SLACK)


def _may_be_one_name(a: Statement, b: Statement) -> bool:
    """Two names of one party, of which one is misspelt or no person's: "Velmark", "its envoy Ann Vik"."""
    if not a.party or a.party != b.party:
        return False
    both_people = a.source_kind is b.source_kind is SourceKind.NAMED
    return not both_people or is_misspelling(a.speaker or "", b.speaker or "")


# -- pairs that may be one, found by what few sentences of a week have in common


def _alike(voices: Sequence[_Voice]) -> dict[Pair, float]:
    """How alike two statements are in those of their sentences that are most alike, for those that are one."""
    alike: dict[Pair, float] = {}
    for (a, one), (b, other) in _candidates(voices):
        words = likeness(one, other)
        if words is None or words + _MOST <= UNLIKE or a is b:
            continue
        score = words + _beside_words(a, b)
        pair = (min(a.id, b.id), max(a.id, b.id))
        if score > alike.get(pair, UNLIKE) and _may_be_one(a, b) and _may_be_one_time(a, b):
            alike[pair] = score
    for a, b in combinations([voice for voice in voices if voice.gives_rule], 2):
        if _is_one_source(a, b) and _may_be_one(a, b) and _may_be_one_time(a, b, SLACK):
            pair = (min(a.id, b.id), max(a.id, b.id))
            alike[pair] = max(_RULE, alike.get(pair, _RULE))
    return alike


def _candidates(voices: Sequence[_Voice]) -> Iterator[tuple[_Unit, _Unit]]:
    units = [(voice, telling) for voice in voices for telling in voice.tellings]
    weeks: dict[int | None, list[int]] = defaultdict(list)
    undated = [number for number, (voice, _) in enumerate(units) if voice.uttered is None]
    for number, (voice, _) in enumerate(units):
        for week in _weeks(voice.uttered) if voice.uttered else ():
            weeks[week].append(number)
    seen: set[tuple[int, int]] = set()
    for week in weeks.values():
        seen.update(_sharing(units, week))
    if undated:
        seen.update(_sharing(units, range(len(units)), frozenset(undated)))
    return ((units[a], units[b]) for a, b in sorted(seen))


def _weeks(uttered: When) -> range:
    return range(uttered.first.toordinal() // 7, (uttered.last + FARTHEST).toordinal() // 7 + 1)


def _sharing(
    units: Sequence[_Unit], numbers: Sequence[int], among: frozenset[int] | None = None
) -> Iterator[tuple[int, int]]:
    """Pairs of sentences, by number, that may be of one side and of which one's telling words stand in the other.

    Words that many have find none. `among` are sentences of which each pair has one, any by default.
    """
    keyed: dict[str, list[int]] = defaultdict(list)
    bearers: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        if among is None or number in among:
            for key in units[number][1].keys:
                keyed[key].append(number)
    for number in numbers:
        for key in units[number][1].stems & keyed.keys():
            bearers[key].append(number)
    for key, having in bearers.items():
        for own, others in _of_one_side(keyed[key], having, units):
            yield from ((min(a, b), max(a, b)) for a in own for b in others if a != b)


def _of_one_side(
    keyed: Sequence[int], bearers: Sequence[int], units: Sequence[_Unit]
) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """Few as they are; of many those of each side, and of none, as far as they are few."""
    if len(bearers) <= FEW:
        yield keyed, bearers
        return
    parted: dict[str | None, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for place, numbers in enumerate((keyed, bearers)):
        for number in numbers:
            parted[units[number][0].side][place].append(number)
    yield from (each for each in parted.values() if len(each[1]) <= FEW)


# -- how alike they are


def _beside_words(a: _Voice, b: _Voice) -> float:
    """What speaks for one utterance beside the words, in log odds."""
    one, other = a.statement, b.statement
    score = _ANY
    if _is_one_side(one, other) or _is_relay(a, b):
        score += _ONE_SIDE
    if a.named and one.speaker == other.speaker:
        score += _ONE_NAME
    if a.published is None or b.published is None or abs(a.published - b.published) <= SLACK:
        score += _ONE_DAY
    if a.uttered and b.uttered and not a.uttered.meets(b.uttered):
        score += _OTHER_DAYS
    elif a.acts & b.acts:
        score += _ONE_ACT
    return score + (_ONE_REPORT if one.article == other.article else 0.0)


def _may_be_one_time(a: _Voice, b: _Voice, slack: timedelta = FARTHEST) -> bool:
    """No part of one another, and not said so far apart that it was said twice."""
    if a.statement.article == b.statement.article and _is_part_of(a.statement, b.statement):
        return False
    return a.uttered is None or b.uttered is None or a.uttered.meets(b.uttered, slack)


def _is_part_of(a: Statement, b: Statement) -> bool:
    """Whether one of two statements of a report stands in the other, as told or in the text."""
    nested = b.id == a.within or a.id == b.within
    return nested or any(x.span.overlaps(y.span) for x in a.content for y in b.content)


def _is_relay(a: _Voice, b: _Voice) -> bool:
    """Whether one tells words of the other's side: "Velmark would lift the ban", "Vik said that Velmark would lift it"."""
    return a.statement.party in b.relays or b.statement.party in a.relays


def _is_one_source(a: _Voice, b: _Voice) -> bool:
    """One name, or two descriptions that name nobody of one side."""
    if not _is_one_side(a.statement, b.statement):
        return False
    return a.statement.speaker == b.statement.speaker or not (a.named or b.named)


def _is_one_side(a: Statement, b: Statement) -> bool:
    return a.party is not None and a.party == b.party
