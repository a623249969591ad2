"""What moved: shifts with both ends, meetings put off or called off, divisions inside a side."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from travaux.model import (
    ActGroup,
    Citation,
    EventStatus,
    EventType,
    Happening,
    Issue,
    Modality,
    Party,
    Position,
    Shift,
    Stance,
    Stand,
)
from travaux.views.brief.folds import Capped, cap
from travaux.views.brief.passages import Claim, Passages, phrase
from travaux.views.brief.stand import condition_claim, position_claim, recent_days
from travaux.views.index import Index
from travaux.views.news import News, find_news
from travaux.views.shown import clipped
from travaux.views.wording import (
    DIRECTIONS,
    EVENT_STATUSES,
    EVENTS,
    STATUSES,
    act_group,
    act_words,
    day_words,
    told_time,
    when_words,
)

_OPEN = 6  # of each list; the rest stands behind a fold
_MOST_SHIFTS = 30
_MOST_EVENTS = 20
_MOST_DIVISIONS = 20
_MOST_FRESH = 30
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
    issue: str  # empty where it is on none that is known
    earlier: End | None  # None where the same words tell both
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
class Fresh:
    """What is new in the last days of the record: a stand, a status of an issue, or an event."""

    day: str
    party: str
    issue: str
    group: str
    what: str
    words: Claim


@dataclass(frozen=True, slots=True)
class Changes:
    """The section on what changed; `since` is the first of the last days of the record, empty for a short one."""

    since: str
    fresh: Capped[Fresh]
    shifts: Capped[Change]
    fallen: Capped[Fallen]
    divisions: Capped[Division]


def find_changes(index: Index, passages: Passages) -> Changes:
    """Shifts, what is new and fallen events newest first, divisions by issue."""
    since = recent_days(index)
    fresh = [each for each in find_news(index, since) if each.when.first >= since and _is_fresh(each)] if since else []
    return Changes(
        day_words(since) if since else "",
        cap(fresh, lambda news: _read_fresh(index, news, passages), passages, first=_OPEN, most=_MOST_FRESH),
        cap(
            index.newest_shifts(),
            lambda shift: read_change(index, shift, passages),
            passages,
            first=_OPEN,
            most=_MOST_SHIFTS,
        ),
        cap(_fallen(index), lambda each: _read_fallen(index, each, passages), passages, first=4, most=_MOST_EVENTS),
        cap(
            _divisions(index),
            lambda pair: _read_division(index, pair, passages),
            passages,
            first=4,
            most=_MOST_DIVISIONS,
        ),
    )


def read_change(index: Index, shift: Shift, passages: Passages, width: int = _WORDS) -> Change:
    """A shift as the page tells it, with at most `width` characters of each end."""
    party, issue = index.parties.get(shift.party), index.issues.get(shift.issue or "")
    earlier, later = index.ends_of(shift)
    return Change(
        shift.direction,
        DIRECTIONS[shift.direction],
        clipped(party.name, 60) if party else "A side",
        clipped(issue.label, 90) if issue else "",
        None if shift.is_told_once else _shift_end(index, shift, shift.earlier, earlier, passages, width),
        _shift_end(index, shift, shift.later, later, passages, width),
    )


def read_end(index: Index, position: Position, passages: Passages, width: int = _WORDS) -> End:
    """A position with its act, words and day."""
    words = position_claim(position, passages, width)
    return End(
        position.act.group,
        act_words(position.act, position.modality),
        words,
        condition_claim(position, words, width),
        told_time(*index.times_of(position)),
    )


def _shift_end(
    index: Index, shift: Shift, end: Citation, position: Position | None, passages: Passages, width: int
) -> End:
    """One end, in all its words where they are few: that a goal is a longer-term one may stand beside its object."""
    if position is None:
        return _told_end(shift, end, passages, width)
    read, whole = read_end(index, position, passages, width), phrase(end.words, width + 1)
    if len(whole) > width:
        return read
    return replace(read, words=Claim(whole, read.words.passage), condition=None)


def _told_end(shift: Shift, end: Citation, passages: Passages, width: int) -> End:
    """An end where no position was read: its words, and the day."""
    when = shift.later_on if end == shift.later else shift.earlier_on
    words = Claim(phrase(end.words, width), passages.of_end(shift, end))
    return End(ActGroup.VIEW, "told", words, None, when_words(when) if when else "no date")


def _is_fresh(news: News) -> bool:
    """Whether it stands nowhere else on the page as new: shifts and reports have lists of their own."""
    match news.finding:
        case Stand(act=act):
            return act.group is not ActGroup.VIEW
        case Happening(status=status):
            return status is not EventStatus.POSSIBLE
        case Issue():
            return True
    return False


def _read_fresh(index: Index, news: News, passages: Passages) -> Fresh:
    words, group = Claim(phrase(news.words or "", _WORDS)), ""
    what = news.what or ""
    match news.finding:
        case Stand() as stand:
            held = index.positions_in(stand)
            words = position_claim(held[-1], passages, _WORDS) if held else words
            modality = held[-1].modality if held else Modality.MADE
            group, what = act_group(stand.act, modality), act_words(stand.act, modality)
        case Issue() as issue:
            what = STATUSES[issue.status].capitalize()
            words = Claim(words.words, passages.of_citation(issue.id, issue.status_basis, f"{issue.label}: {what}"))
        case Happening() as happening:
            version = index.newest_version(happening)
            status = "" if happening.status is EventStatus.HELD else f", {EVENT_STATUSES[happening.status]}"
            what = f"{EVENTS[happening.type].capitalize()}{status}"
            words = Claim(words.words, passages.of_event(version) if version else None)
    return Fresh(
        when_words(news.when), clipped(news.party or "", 60), clipped(news.issue or "", 90), group, what, words
    )


def _fallen(index: Index) -> list[Happening]:
    """What was put off or called off, newest first."""

    def order(each: Happening) -> tuple[int, str]:
        version = index.newest_version(each)
        published = index.published(version.article) if version else None
        day = each.date.last if each.date else published
        if day and published and each.date and each.date.first <= published:
            day = min(day, published)  # "this year" does not reach past its report
        return (-day.toordinal() if day else 0, each.id)

    fallen = (EventType.POSTPONE, EventType.CANCEL)
    found = (each for each in index.record.happenings if each.type in fallen or each.status is EventStatus.CALLED_OFF)
    return sorted(found, key=order)


def _read_fallen(index: Index, fallen: Happening, passages: Passages) -> Fallen:
    is_done = fallen.type in (EventType.POSTPONE, EventType.CANCEL)
    status = "" if is_done and fallen.status is EventStatus.HELD else EVENT_STATUSES[fallen.status]
    version = index.newest_version(fallen)
    published = index.published(version.article) if version else None
    day = told_time(fallen.date, version.dated if version else None)
    if published and day == "no date":
        day = f"reported {day_words(published)}"
    claim = Claim(phrase(version.basis.words, _WORDS), passages.of_event(version)) if version else Claim("")
    name = f"{EVENTS[fallen.type]}{', ' if is_done and status else ' ' if status else ''}{status}"
    return Fallen(name.capitalize(), claim, day)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Positions of two people of one side, one for and one against."""

    party: Party
    issue: Issue
    sides: tuple[tuple[str, Position], tuple[str, Position]]


def _divisions(index: Index) -> list[_Pair]:
    """Opposite stances among different people of one side on one issue, the newest stand of each person."""
    newest: defaultdict[tuple[str, str], dict[str, tuple[str, Position]]] = defaultdict(dict)
    for party in index.record.parties:
        for issue in index.record.issues:
            for position in index.positions_of(party.id, issue.id):
                if position.act.group is not ActGroup.VIEW and position.stance is not Stance.NEUTRAL:
                    name = _holder(index, position, party.name)
                    newest[party.id, issue.id].setdefault(_plain(name), (name, position))
    found = []
    for (party_id, issue_id), by_holder in newest.items():
        party, issue = index.parties[party_id], index.issues[issue_id]
        roles = tuple(
            _plain(actor.role) for actor in index.record.actors if actor.role and actor.speaks_for == party_id
        )
        pair = _opposed(by_holder, party.name, roles)
        if pair:
            found.append(_Pair(party, issue, (by_holder[pair[0]], by_holder[pair[1]])))
    return sorted(found, key=lambda each: (each.party.name, each.issue.label))


def _read_division(index: Index, pair: _Pair, passages: Passages) -> Division:
    (who, stand), (other, against) = pair.sides
    return Division(
        clipped(pair.party.name, 60),
        clipped(pair.issue.label, 90),
        (
            (clipped(who, 70), read_end(index, stand, passages)),
            (clipped(other, 70), read_end(index, against, passages)),
        ),
    )


def _opposed(by_holder: dict[str, tuple[str, Position]], party: str, roles: tuple[str, ...]) -> tuple[str, str] | None:
    """The first two holders, one for and one against.

    The party as a whole is no holder of a division, nor is a bare office: the president may be the one named above.
    """
    sides: dict[Stance, str] = {}
    for who, (name, position) in by_holder.items():
        if name != party and not who.endswith(roles):
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


def _plain(name: str) -> str:
    """A name without what spelling varies: Senna-Dorvald and Senna Dorvald are not divided."""
    return " ".join(re.findall(r"\w+", name.casefold()))
