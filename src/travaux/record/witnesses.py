"""The statements that are one utterance told by several reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from travaux.model import (
    Act,
    ActGroup,
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
from travaux.record.groups import UNLIKE, find_groups
from travaux.record.kin import find_ties, key
from travaux.record.origins import Origins
from travaux.record.tellings import Telling, find_tellings, likeness

APART = 3  # days between an utterance and a report that does not say when it was
FARTHEST = timedelta(days=7)  # by which reports may be wrong about that; what is farther apart is said twice
SLACK = timedelta(days=1)  # by which reports of one day differ: the sun does not set everywhere at once
VAGUE = 35  # a time of more days than this tells no utterance from another
DOUBT = 0.3  # how much the pairs of two groups may speak against one
PERIOD = 14  # days within which others that may be one are looked for at once


@dataclass(frozen=True, eq=False)
class Voice:
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
    def article(self) -> str:
        """In which it stands."""
        return self.statement.article

    @cached_property
    def keys(self) -> frozenset[int]:
        """What finds others that may be one: telling words, two at a time where one alone tells little."""
        found = {key for telling in self.tellings for key in telling.keys}
        return frozenset(found | {_RULE_KEY} if self.gives_rule else found)

    @property
    def weeks(self) -> Sequence[int]:
        """The periods in which others are looked for, none for any."""
        if self.uttered is None:
            return ()
        return range(self.uttered.first.toordinal() // PERIOD, (self.uttered.last + FARTHEST).toordinal() // PERIOD + 1)


_RULE_KEY = key("the rule of the package")

# What speaks for one utterance beside the words, in log odds, by the same regression.
_ONE_NAME, _ONE_SIDE, _ONE_DAY, _OTHER_DAYS, _ONE_REPORT, _ANY = 1.15, 0.5, 1.4, -1.48, -0.98, -10.75
_ONE_ACT = 1.6  # where both were read as the same offer or refusal, by hand: too rare to be learned;
_TOLD_ONCE = frozenset({ActGroup.GIVE, ActGroup.REFUSE})  # since demands are made again every day
_MOST = _ONE_NAME + _ONE_SIDE + _ONE_DAY + _ONE_ACT + _ANY
_RULE = 1.0  # of two tellings of the rule of the package, whatever their words


def find_witnesses(
    statements: Sequence[Statement],
    published: Mapping[str, date | None],
    origins: Origins,
    positions: Sequence[Position] = (),
    rules: Sequence[Rule] = (),
) -> tuple[Witnesses, ...]:
    """Statements that are one utterance: speakers and days that may be one, and words that are alike.

    Also within one article, where a lead is told again below. Whether two are one depends on these two and on no
    others, but that pairs are looked for among statements of one week that share a telling word with few. Fewer words
    will do where both were read as one act (`positions`), and any where both give the rule of the package.
    `independent` counts as `Origins.count` does.
    """
    voices = find_voices(statements, published, positions, rules)
    held = {voice.id: voice for voice in voices}
    groups = find_groups(held, find_ties(voices, score), score, may_be_one, DOUBT)
    return tuple(sorted((as_witnesses([held[id_] for id_ in group], origins) for group in groups), key=_id))


def as_witnesses(told: Sequence[Voice], origins: Origins) -> Witnesses:
    """The statements of one utterance, with the reports that carry it."""
    carriers = tuple(sorted({each.article for each in told}))
    return Witnesses(
        tuple(each.id for each in told), carriers, origins.count(carriers, [each.statement for each in told])
    )


def _id(witnesses: Witnesses) -> str:
    return witnesses.id


def find_voices(
    statements: Sequence[Statement],
    published: Mapping[str, date | None],
    positions: Iterable[Position],
    rules: Iterable[Rule],
) -> list[Voice]:
    """Statements as they are compared; of each article all statements, positions and rules must be given."""
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
        as_voice(
            each,
            published.get(each.article),
            frozenset(relays.get(each.id, ())),
            frozenset(acts.get(each.id, ())),
            any(part.span.overlaps(span) for span in ruling.get(each.article, ()) for part in each.content),
        )
        for each in _without_relays(statements)
    ]


def as_voice(
    statement: Statement, published: date | None, relays: frozenset[str], acts: frozenset[Act], gives_rule: bool
) -> Voice:
    """A statement as it is compared with others."""
    return Voice(
        statement.id,
        statement,
        find_tellings(" ".join(part.words for part in statement.content), quoted=statement.manner is Manner.DIRECT),
        published,
        _uttered(statement, published),
        _has_name(statement),
        relays,
        acts,
        gives_rule,
    )


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


def may_be_one(a: Voice, b: Voice) -> bool:
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


# -- how alike they are


def score(a: Voice, b: Voice) -> float:
    """What speaks for it that two statements are one utterance, by their sentences that are most alike, in log odds."""
    if not may_be_one(a, b) or not _may_be_one_time(a, b):
        return UNLIKE
    words = [said for one in a.tellings for other in b.tellings if (said := likeness(one, other)) is not None]
    best = max(words) + _beside_words(a, b) if words else UNLIKE
    if a.gives_rule and b.gives_rule and _is_one_source(a, b) and _may_be_one_time(a, b, SLACK):
        best = max(best, _RULE)
    return max(best, UNLIKE)


def _beside_words(a: Voice, b: Voice) -> float:
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


def _may_be_one_time(a: Voice, b: Voice, slack: timedelta = FARTHEST) -> bool:
    """No part of one another, and not said so far apart that it was said twice."""
    if a.statement.article == b.statement.article and _is_part_of(a.statement, b.statement):
        return False
    return a.uttered is None or b.uttered is None or a.uttered.meets(b.uttered, slack)


def _is_part_of(a: Statement, b: Statement) -> bool:
    """Whether one of two statements of a report stands in the other, as told or in the text."""
    nested = b.id == a.within or a.id == b.within
    return nested or any(x.span.overlaps(y.span) for x in a.content for y in b.content)


def _is_relay(a: Voice, b: Voice) -> bool:
    """Whether one tells words of the other's side: "Velmark would lift it", "Vik said that Velmark would lift it"."""
    return a.statement.party in b.relays or b.statement.party in a.relays


def _is_one_source(a: Voice, b: Voice) -> bool:
    """One name, or two descriptions that name nobody of one side."""
    if not _is_one_side(a.statement, b.statement):
        return False
    return a.statement.speaker == b.statement.speaker or not (a.named or b.named)


def _is_one_side(a: Statement, b: Statement) -> bool:
    return a.party is not None and a.party == b.party
