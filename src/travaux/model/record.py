"""What all readings say together."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from travaux.model.article import Article
from travaux.model.findings import Event, Interaction, Outcome, Position, Problem, Statement
from travaux.model.glances import Glance
from travaux.model.text import Citation, Identified
from travaux.model.vocabulary import Act, ActorKind, Direction, EventStatus, EventType, IssueStatus, Stance, Verdict
from travaux.model.when import When


@dataclass(frozen=True, slots=True)
class Actor(Identified):
    """A person or body across articles. `speaks_for` is the id of a party, None where nothing says so."""

    name: str
    kind: ActorKind | None
    aliases: tuple[str, ...]
    role: str | None
    speaks_for: str | None
    basis: Citation

    def _claim(self) -> tuple[str | None, ...]:
        return ("actor", self.name)


@dataclass(frozen=True, slots=True)
class Party(Identified):
    """A side: what it is called in the coverage, and the coalitions that it belongs to (ids of parties)."""

    name: str
    aliases: tuple[str, ...]
    kind: ActorKind | None
    coalitions: tuple[str, ...]
    basis: Citation | None

    def _claim(self) -> tuple[str | None, ...]:
        return ("party", self.name)


@dataclass(frozen=True, slots=True)
class Issue(Identified):
    """A matter under negotiation, named by the coverage's own words."""

    label: str
    terms: tuple[str, ...]
    parent: str | None
    status: IssueStatus
    status_basis: Citation | None
    raised_by: str | None  # who put it on the agenda, where a report says so
    basis: Citation | None
    status_by: str | None = None  # on whose word it stands so: a person or a side; None for the reporter's
    status_on: When | None = None

    def _claim(self) -> tuple[str | None, ...]:
        return ("issue", self.label)


@dataclass(frozen=True, slots=True)
class Link(Identified):
    """One thing is made to depend on another: `issue` waits for `on`. Issues are ids, None where not known."""

    position: str
    party: str | None
    issue: str | None
    on: str | None
    condition: Citation
    basis: Citation
    as_of: When | None

    def _claim(self) -> tuple[str | None, ...]:
        return ("link", self.position, self.condition.words)


@dataclass(frozen=True, slots=True)
class Witnesses(Identified):
    """The statements that are one and the same utterance, and how independent the reports that carry it are.

    `independent` counts groups of articles without a copy, an outlet or a relayed outlet in common.
    """

    statements: tuple[str, ...]
    articles: tuple[str, ...]
    independent: int

    def _claim(self) -> tuple[str | None, ...]:
        return ("witnesses", *self.statements)


@dataclass(frozen=True, slots=True)
class Copies(Identified):
    """Articles of which each shares most of its wording with another: a wire story and its reprints."""

    articles: tuple[str, ...]

    def _claim(self) -> tuple[str | None, ...]:
        return ("copies", *self.articles)


@dataclass(frozen=True, slots=True)
class Estimate(Identified):
    """About when a report came out that does not say so: on one of the days of `published`, as far as others tell.

    `articles` are the dated reports that it rests on, none where the report itself names the days of what it tells.
    `findings` are the ids of what has its day by it: what the report tells in words that count from its own day.
    """

    article: str
    published: When
    articles: tuple[str, ...]
    findings: tuple[str, ...] = ()

    def _claim(self) -> tuple[str | None, ...]:
        return ("estimate", self.article)


@dataclass(frozen=True, slots=True)
class Happening(Identified):
    """One event, as one report or several tell it; its versions stay in `events` (ids).

    The other fields are what most reports say, the latest where they are as many; a planned event is held once a later
    report says so. `differing` names the fields in which the versions contradict one another: date, place,
    number, status.
    """

    events: tuple[str, ...]
    articles: tuple[str, ...]
    independent: int
    type: EventType
    status: EventStatus
    participants: tuple[str, ...]
    place: str | None
    date: When | None
    differing: tuple[str, ...]

    def _claim(self) -> tuple[str | None, ...]:
        return ("happening", *self.events)


@dataclass(frozen=True, slots=True)
class Stand(Identified):
    """What a party holds on an issue over a time: positions of one act and matter, however often they are repeated.

    `positions` are ids, in the order of their days; `since` and `last` the days of the first and the newest, None
    where no day is known; `holders` who spoke for it.
    """

    party: str
    issue: str
    act: Act
    stance: Stance
    positions: tuple[str, ...]
    holders: tuple[str, ...]
    since: When | None
    last: When | None

    def _claim(self) -> tuple[str | None, ...]:
        return ("stand", *self.positions)


@dataclass(frozen=True, slots=True)
class Shift(Identified):
    """A party's stand that moved: the words of its earlier and its later end, and the days on which they were held.

    `positions` are the ids of those that the ends are, none where no position was read there; `told` are the words that
    tell the shift outright, None where it is seen from the two ends alone.
    """

    party: str
    issue: str | None
    direction: Direction
    earlier: Citation
    later: Citation
    earlier_on: When | None
    later_on: When | None
    positions: tuple[str, ...] = ()
    told: Citation | None = None

    @property
    def is_told_once(self) -> bool:
        """Whether the same words tell both ends: "raised its offer"."""
        return self.earlier == self.later

    def _claim(self) -> tuple[str | None, ...]:
        ends = [f"{end.article} {end.start} {end.end}" for end in (self.earlier, self.later)]
        return ("shift", self.party, self.direction, *ends)


@dataclass(frozen=True, slots=True)
class Knot(Identified):
    """Issues of which each waits for the next, and the last for the first. `links` are ids, in the same order."""

    issues: tuple[str, ...]
    links: tuple[str, ...]

    def _claim(self) -> tuple[str | None, ...]:
        return ("knot", *self.issues)


@dataclass(frozen=True, slots=True)
class Rule(Identified):
    """On what terms the package closes, as somebody said it: nothing is agreed until everything is."""

    speaker: str | None
    party: str | None
    as_of: When | None
    basis: Citation

    def _claim(self) -> tuple[str | None, ...]:
        return ("rule", self.basis.article, self.basis.words)


@dataclass(frozen=True, slots=True)
class Change:
    """What a field of a finding should be: `value` as text, or the words that are `cited`; neither, where not known."""

    field: str
    value: str | None = None
    cited: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling(Identified):
    """What a person says of a finding: appended, never overwritten.

    `finding` is its id, `layer` its type, `seen` the digest of it as it was seen, so that a ruling on one that changed
    is stale. `others` are what a merge or a split names: ids, names, terms. `wording` is that of the article in which
    `correction` cites words. `undoes` is the id of the ruling that is taken back. `number` counts the rulings of a
    record, from 1; `at` is UTC.
    """

    finding: str
    seen: str
    verdict: Verdict
    correction: tuple[Change, ...]
    by: str
    reason: str | None
    at: datetime
    layer: str = ""
    others: tuple[str, ...] = ()
    wording: str | None = None
    undoes: str | None = None
    number: int = 0

    def _claim(self) -> tuple[str | None, ...]:
        changes = (
            part for each in self.correction for part in (each.field, each.value, *(c.words for c in each.cited))
        )
        said = (self.finding, self.seen, self.verdict, self.by, self.at.isoformat(), self.undoes)
        return ("ruling", *said, *self.others, *changes)


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made a reading, for the chain behind a finding: `reader` is the stages and the models, with "+" between."""

    article: str
    wording: str
    reader: str

    @property
    def stages(self) -> str:
        return self.reader.partition("+")[0]

    @property
    def models(self) -> tuple[str, ...]:
        return tuple(self.reader.split("+")[1:])


@dataclass(frozen=True, slots=True)
class Record:
    """A whole record in memory, as views see it. Every tuple is sorted by the id of what it holds.

    `parties`, `issues` and the rest refer to one another by id; `Index` in `views` looks them up. `today` is the day
    by which the last build judged what lies in the future; `older` are versions of articles that gave way to a newer
    one (several may have one id), of which no finding comes. `glances` are there instead of positions and stands where
    what is asked can be seen from them; else None.
    """

    title: str
    articles: tuple[Article, ...] = ()
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    events: tuple[Event, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    actors: tuple[Actor, ...] = ()
    parties: tuple[Party, ...] = ()
    issues: tuple[Issue, ...] = ()
    links: tuple[Link, ...] = ()
    witnesses: tuple[Witnesses, ...] = ()
    copies: tuple[Copies, ...] = ()
    shifts: tuple[Shift, ...] = ()
    happenings: tuple[Happening, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    stands: tuple[Stand, ...] = ()
    knots: tuple[Knot, ...] = ()
    rules: tuple[Rule, ...] = ()
    problems: tuple[Problem, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    provenance: tuple[Provenance, ...] = field(default=())
    older: tuple[Article, ...] = ()
    today: date | None = None
    glances: tuple[Glance, ...] | None = None

    @property
    def period(self) -> tuple[date, date] | None:
        """The first and the last day of publication."""
        days = [article.published for article in self.articles if article.published]
        return (min(days), max(days)) if days else None

    @property
    def closes(self) -> bool | None:
        """Whether the package closes under its stated rule; None where nobody stated one or there is nothing to agree.

        Sub-issues and what is off the table keep nothing open.
        """
        statuses = {issue.status for issue in self.issues if issue.parent is None} - {IssueStatus.OFF_THE_TABLE}
        return statuses == {IssueStatus.AGREED} if self.rules and statuses else None


@dataclass(frozen=True, slots=True)
class FindingType:
    """One type of what a record holds: its name, its noun, the field of `Record` that holds it, and who makes it."""

    name: str
    noun: type[Any]
    field: str
    stage: str


# Sorted by name: the order of the export.
TYPES: tuple[FindingType, ...] = (
    FindingType("actor", Actor, "actors", "actors, joined across articles by the record"),
    FindingType("article", Article, "articles", "intake"),
    FindingType("copies", Copies, "copies", "record"),
    FindingType("estimate", Estimate, "estimates", "record"),
    FindingType("event", Event, "events", "positions"),
    FindingType("happening", Happening, "happenings", "record"),
    FindingType("interaction", Interaction, "interactions", "positions"),
    FindingType("issue", Issue, "issues", "record"),
    FindingType("knot", Knot, "knots", "record"),
    FindingType("link", Link, "links", "record"),
    FindingType("outcome", Outcome, "outcomes", "positions"),
    FindingType("party", Party, "parties", "record"),
    FindingType("position", Position, "positions", "positions"),
    FindingType("problem", Problem, "problems", "the stage that met it"),
    FindingType("rule", Rule, "rules", "record"),
    FindingType("ruling", Ruling, "rulings", "review"),
    FindingType("shift", Shift, "shifts", "record"),
    FindingType("stand", Stand, "stands", "record"),
    FindingType("statement", Statement, "statements", "attribution"),
    FindingType("witnesses", Witnesses, "witnesses", "record"),
)
# What a merge makes anew: all but what was taken in and what a person said of it.
MERGED = tuple(each for each in TYPES if each.noun not in (Article, Ruling))
