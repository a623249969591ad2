"""What moved: shifts with both ends, meetings put off or called off, divisions inside a side."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from travaux.model import ActGroup, Event, EventStatus, EventType, Position, Shift, Stance
from travaux.views.brief.passages import Claim, Passages, phrase
from travaux.views.brief.stand import position_claim
from travaux.views.index import Index
from travaux.views.shown import clipped
from travaux.views.wording import DIRECTIONS, EVENT_STATUSES, EVENTS, act_words, day_words, when_words

_MOST_SHIFTS = 16
_MOST_EVENTS = 10
_MOST_DIVISIONS = 6
_WORDS = 150


@dataclass(frozen=True, slots=True)
class End:
    """One end of a shift."""

    group: str
    act: str
    words: Claim
    condition: Claim | None
    day: str


@dataclass(frozen=True, slots=True)
class Change:
    """A shift of one party on one issue."""

    direction: str
    name: str
    party: str
    issue: str
    earlier: End
    later: End


@dataclass(frozen=True, slots=True)
class Fallen:
    """A meeting or another event that was put off, called off or ruled out."""

    what: str
    words: Claim
    day: str


@dataclass(frozen=True, slots=True)
class Division:
    """Two people of one side who take opposite stances on one issue."""

    party: str
    issue: str
    sides: tuple[tuple[str, End], tuple[str, End]]


@dataclass(frozen=True, slots=True)
class Changes:
    """The section on what changed; the counts are of what the page leaves out."""

    shifts: tuple[Change, ...]
    more_shifts: int
    fallen: tuple[Fallen, ...]
    divisions: tuple[Division, ...]


def find_changes(index: Index, passages: Passages) -> Changes:
    """Shifts and fallen events newest first, divisions by issue."""
    shifts = newest_shifts(index)
    return Changes(
        tuple(read_change(index, shift, passages) for shift in shifts[:_MOST_SHIFTS]),
        max(0, len(shifts) - _MOST_SHIFTS),
        tuple(_fallen(index, passages)),
        tuple(_divisions(index, passages)),
    )


def newest_shifts(index: Index) -> list[Shift]:
    """Shifts of which both ends are at hand, the one with the newest later end first."""

    def order(shift: Shift) -> tuple[int, str]:
        day = index.day(index.positions[shift.later])
        return (-day.toordinal() if day else 0, shift.id)

    ends = index.positions.keys()
    return sorted((each for each in index.record.shifts if each.earlier in ends and each.later in ends), key=order)


def read_change(index: Index, shift: Shift, passages: Passages) -> Change:
    """A shift as the page tells it."""
    party, issue = index.parties.get(shift.party), index.issues.get(shift.issue)
    return Change(
        shift.direction,
        DIRECTIONS[shift.direction],
        clipped(party.name, 60) if party else "A side",
        clipped(issue.label, 90) if issue else "a matter",
        read_end(index, index.positions[shift.earlier], passages),
        read_end(index, index.positions[shift.later], passages),
    )


def read_end(index: Index, position: Position, passages: Passages) -> End:
    """A position with its act, words and day."""
    words = position_claim(position, passages, _WORDS)
    condition = None
    if position.condition and phrase(position.condition.words, _WORDS).casefold() not in words.words.casefold():
        condition = Claim(phrase(position.condition.words, _WORDS), words.passage)
    when = index.when(position)
    return End(
        position.act.group,
        act_words(position.act, position.modality),
        words,
        condition,
        when_words(when) if when else "no date",
    )


def _fallen(index: Index, passages: Passages) -> list[Fallen]:
    found: dict[tuple[str, str], Event] = {}
    for event in index.record.events:
        if event.status is EventStatus.CALLED_OFF or event.type in (EventType.POSTPONE, EventType.CANCEL):
            found.setdefault((event.type, str(event.date)), event)

    def order(event: Event) -> tuple[int, str]:
        day = event.date.last if event.date else index.published(event.article)
        return (-day.toordinal() if day else 0, event.id)

    fallen = []
    for event in sorted(found.values(), key=order)[:_MOST_EVENTS]:
        published = index.published(event.article)
        is_done = event.type in (EventType.POSTPONE, EventType.CANCEL)
        what = EVENTS[event.type] if is_done else f"{EVENTS[event.type]} {EVENT_STATUSES[event.status]}"
        day = when_words(event.date) if event.date else f"reported {day_words(published)}" if published else ""
        claim = Claim(phrase(event.basis.words, _WORDS), passages.of_event(event))
        fallen.append(Fallen(what.capitalize(), claim, day))
    return fallen


def _divisions(index: Index, passages: Passages) -> list[Division]:
    """Opposite stances among different people of one side on one issue, the newest stand of each person."""
    newest: defaultdict[tuple[str, str], dict[str, Position]] = defaultdict(dict)
    for party in index.record.parties:
        for issue in index.record.issues:
            for position in index.positions_of(party.id, issue.id):
                if position.act.group is not ActGroup.VIEW and position.stance is not Stance.NEUTRAL:
                    newest[party.id, issue.id].setdefault(_holder(index, position, party.name), position)
    found = []
    for (party_id, issue_id), by_holder in newest.items():
        party, issue = index.parties[party_id], index.issues[issue_id]
        pair = _opposed(by_holder, party.name)
        if pair:
            sides = tuple((clipped(who, 70), read_end(index, by_holder[who], passages)) for who in pair)
            found.append(Division(clipped(party.name, 60), clipped(issue.label, 90), (sides[0], sides[1])))
    found.sort(key=lambda each: (each.party, each.issue))
    return found[:_MOST_DIVISIONS]


def _opposed(by_holder: dict[str, Position], party: str) -> tuple[str, str] | None:
    """The first two holders, one for and one against; the party as a whole is no holder of a division."""
    sides: dict[Stance, str] = {}
    for who, position in by_holder.items():
        if who != party:
            sides.setdefault(position.stance, who)
    if Stance.FOR in sides and Stance.AGAINST in sides:
        return sides[Stance.FOR], sides[Stance.AGAINST]
    return None


def _holder(index: Index, position: Position, party: str) -> str:
    """Who holds a position, under one name: an alias is its actor, and an alias of the party the party."""
    name = position.holder or party
    actor = index.actor_named(name)
    if actor:
        return actor.name
    alias_of = index.party_named(name)
    return alias_of.name if alias_of else name
