"""All that one article yields by itself. Every finding carries the citations that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.model.parse import Told
from travaux.model.text import Citation, Identified, Span
from travaux.model.vocabulary import (
    Act,
    ActorKind,
    Direction,
    EventStatus,
    EventType,
    InteractionKind,
    Manner,
    Modality,
    OutcomeStatus,
    SourceKind,
    Stance,
)
from travaux.model.when import When


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the article names an actor, and the fullest name that it gives: "Kim" is "Kim Jong Un"."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Name:
    """An actor as one article knows it.

    `aliases` are all forms that the article uses, the full `name` among them; `count` the number of mentions.
    """

    name: str
    kind: ActorKind | None
    aliases: tuple[str, ...]
    count: int
    basis: Citation


@dataclass(frozen=True, slots=True)
class Affiliation:
    """One actor belongs to, leads or speaks for another, on the article's word.

    "North Korean leader Kim Jong Un": who="Kim Jong Un", role="leader", whom="North Korea".
    `whom` is None where only a title is given: "press secretary Sarah Sanders".
    """

    who: str
    role: str | None
    whom: str | None
    basis: Citation


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is who in one article: mentions in text order, and what the article says of each name."""

    mentions: tuple[Mention, ...]
    names: tuple[Name, ...]
    affiliations: tuple[Affiliation, ...]

    def name_of(self, name: str) -> Name | None:
        return next((each for each in self.names if each.name == name), None)

    def mentions_in(self, span: Span) -> tuple[Mention, ...]:
        return tuple(mention for mention in self.mentions if span.covers(mention.span))


@dataclass(frozen=True, slots=True)
class Statement(Identified):
    """Somebody's words or thought, as an article attributes them.

    `source` is the mention at the cue ("the official"), None in "it was reported"; `speaker` is who that is in this
    article ("a senior administration official", "Stephen Biegun"), None where it cannot be told.
    `content` has one citation per unbroken run of words, marks of quotation included, without "that".
    `within` is the id of the statement that this one is nested in. `terms` are the words that say on what terms an
    unnamed source spoke. `party` is filled in by the record. `rule` is the pattern that found the statement, or
    that the network found it. `dated` are the words that give the day, also where `said_on` is unknown since the report
    carries no date.
    """

    source: Citation | None
    cue: Citation | None
    content: tuple[Citation, ...]
    manner: Manner
    speaker: str | None
    source_kind: SourceKind | None
    said_on: When | None = None
    within: str | None = None
    terms: Citation | None = None
    confidence: float = 1.0
    party: str | None = None
    rule: str | None = None
    dated: Citation | None = None

    def _claim(self) -> tuple[str | None, ...]:
        return (
            "statement",
            self.content[0].article,
            self.source.words if self.source else None,
            self.cue.words if self.cue else None,
            *(part.words for part in self.content),
        )

    @property
    def article(self) -> str:
        return self.content[0].article


@dataclass(frozen=True, slots=True)
class Position(Identified):
    """What a party does about something: who, which act, toward what, on what condition.

    `holder` is who holds it in this article ("Mike Pence", "G-77/China"), None where an opponent or nobody is named;
    `voice` is the id of the statement that it rests on, None for the reporter's voice; `condition` is what must come
    true, with its connective where adjacent. `party` and `issue` are filled in by the record. `rule` is what found the
    position, with the word that it went by. `dated` are the words that give the time of an earlier stand ("in
    November"), and of any stand where `as_of` is unknown since the report carries no date.
    """

    holder: str | None
    act: Act
    stance: Stance
    object: Citation | None
    condition: Citation | None
    basis: Citation
    modality: Modality = Modality.MADE
    as_of: When | None = None
    voice: str | None = None
    confidence: float = 1.0
    party: str | None = None
    issue: str | None = None
    rule: str | None = None
    dated: Citation | None = None

    def _claim(self) -> tuple[str | None, ...]:
        object_ = self.object.words if self.object else None
        return ("position", self.article, self.holder, self.act, self.stance, object_, self.basis.words)

    @property
    def article(self) -> str:
        return self.basis.article


@dataclass(frozen=True, slots=True)
class Event(Identified):
    """Something that was, is or may be done around the talks. `rule` is what found it, with the word it went by.

    `dated` are the words that give its time, also where `date` is unknown since the report carries no date.
    """

    type: EventType
    status: EventStatus
    participants: tuple[str, ...]
    place: str | None
    date: When | None
    basis: Citation
    confidence: float = 1.0
    rule: str | None = None
    dated: Citation | None = None

    def _claim(self) -> tuple[str | None, ...]:
        return ("event", self.article, self.type, self.basis.words)

    @property
    def article(self) -> str:
        return self.basis.article


@dataclass(frozen=True, slots=True)
class Move:
    """A stand that moved, as the article itself tells it: "backed off its earlier demand", "in June … only; now …".

    `earlier` and `later` are the words of both ends, the same where one clause tells both; `told` the words that say
    that it moved, None where only the times do. `earlier_on` and `later_on` are the days of the ends.
    """

    holder: str | None
    direction: Direction
    earlier: Citation
    later: Citation
    told: Citation | None = None
    earlier_on: When | None = None
    later_on: When | None = None
    rule: str | None = None

    @property
    def article(self) -> str:
        return self.later.article


@dataclass(frozen=True, slots=True)
class Interaction(Identified):
    """One party backs, resists, joins or speaks for another, in a bulletin's register."""

    kind: InteractionKind
    source: str
    target: str
    basis: Citation

    def _claim(self) -> tuple[str | None, ...]:
        return ("interaction", self.article, self.kind, self.source, self.target, self.basis.words)

    @property
    def article(self) -> str:
        return self.basis.article


@dataclass(frozen=True, slots=True)
class Outcome(Identified):
    """What the meeting itself did with a matter."""

    status: OutcomeStatus
    object: Citation | None
    basis: Citation

    def _claim(self) -> tuple[str | None, ...]:
        return ("outcome", self.article, self.status, self.basis.words)

    @property
    def article(self) -> str:
        return self.basis.article


@dataclass(frozen=True, slots=True)
class Topic:
    """A matter that the article itself puts on the agenda: a heading, or an item of a stated list.

    `by` is who put it there, None for the article's own headings.
    """

    label: str
    by: str | None
    basis: Citation


@dataclass(frozen=True, slots=True)
class Term:
    """What positions and statements speak of: a noun phrase, whole or in part, as it stands in the text.

    "withdrawal of the Norland boats" gives the terms "withdrawal", "boats" and, as `head` and `modifier`, both.
    """

    head: str  # lower case, as written: "withdrawal"
    modifier: str | None  # lower case: "boats", None where the head stands alone
    words: str  # as it would be said by itself: "boats withdrawal" is "withdrawal of boats" here
    span: Span


@dataclass(frozen=True, slots=True)
class Problem(Identified):
    """What could not be read or resolved, where, and what to do about it."""

    code: str  # stable, lower case with hyphens: "not-text", "no-date"
    message: str
    origin: str | None = None
    basis: Citation | None = None

    def _claim(self) -> tuple[str | None, ...]:
        return ("problem", self.code, self.origin, self.message, self.basis.words if self.basis else None)


@dataclass(frozen=True, slots=True)
class Reading:
    """A pure function of (article, models, codebook). `reader` names the stages and models that made it.

    `told` are the words of time whose days the record may find, where the article carries no date.
    """

    article: str
    wording: str
    reader: str
    words: int
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    events: tuple[Event, ...] = ()
    moves: tuple[Move, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    topics: tuple[Topic, ...] = ()
    terms: tuple[Term, ...] = ()
    names: tuple[Name, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    problems: tuple[Problem, ...] = ()
    told: tuple[Told, ...] = ()
