"""An event that one article tells twice counts once, at the telling that says most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from travaux.model import Event, EventStatus, EventType
from travaux.positions.events.words import NOUN_EVENTS

_FIRST = frozenset({"first", "inaugural"})
_TO_COME = (EventStatus.PLANNED, EventStatus.POSSIBLE)
MOST = 300  # an article that tells more than this of one type is a list; its items are not compared with one another


def merge_events(found: Sequence[Event]) -> tuple[Event, ...]:
    """Each event once, at the telling that says most, with what the others add."""
    kept: dict[EventType, list[Event]] = defaultdict(list)
    seconds = {event.type for event in found if event.status in _TO_COME and "second" in _words(event)}
    for event in sorted(found, key=lambda e: (-_told(e), e.basis.start)):
        others = kept[event.type]
        number = next(
            (n for n, other in enumerate(others[:MOST]) if _same_event(event, other, only_first=event.type in seconds)),
            None,
        )
        if number is None:
            others.append(event)
        else:
            first = others[number]
            dated = first if _has_time(first) else event
            place = first.place or event.place
            others[number] = replace(first, date=dated.date, dated=dated.dated, place=place)
    events = [event for others in kept.values() for event in others]
    return tuple(sorted(events, key=lambda e: (e.basis.start, e.basis.end, e.type)))


def _told(event: Event) -> int:
    dated = int(_has_time(event)) if event.date is None else 3 if event.date.granularity == "day" else 2
    return dated + (event.place is not None) + min(2, len(event.participants))


def _same_event(event: Event, other: Event, *, only_first: bool) -> bool:
    """Same type, nothing that speaks against it, and no one in the one who is not in the other.

    Where `only_first`, one of their type was held so far.
    """
    if event.type is not other.type:
        return False
    if event.basis.span.overlaps(other.basis.span):
        return True
    if event.place is not None and other.place is not None and event.place != other.place:
        return False
    if (
        _is_first(event, only_first)
        and _is_first(other, only_first)
        and (_within(event, other) or _within(other, event))
    ):
        return event.date is None or other.date is None or event.date.meets(other.date)
    both_dated = _has_time(event) and _has_time(other)
    if both_dated and not _may_be_one_time(event, other):
        return False
    if event.type is EventType.ANNOUNCE:
        shared = set(event.participants) & set(other.participants)
        return both_dated and bool(shared) and bool(_nouns(event) & _nouns(other))
    if both_dated:
        return True
    if event.type in (EventType.CANCEL, EventType.WALK_OUT):
        return _within(event, other) or _within(other, event)
    if event.type in (EventType.MEET, EventType.TALK, EventType.VOTE, EventType.VISIT):
        if event.place is not None and other.place is None and not event.participants:
            return False
        vague = event.place is None and not _has_time(event)
        return _within(event, other) and (event.status is other.status or vague)
    return event.status is other.status and _within(event, other)


def _nouns(event: Event) -> set[str]:
    return {word.rstrip("s") for word in _words(event)} & set(NOUN_EVENTS)


def _within(event: Event, other: Event) -> bool:
    return set(event.participants) <= set(other.participants)


def _is_first(event: Event, only_first: bool) -> bool:
    """What was the first of its kind, of which there is one; if a second is to come, the last as well."""
    words = _words(event)
    last = only_first and "last" in words and (event.dated is None or "last" not in event.dated.words.lower())
    return event.status is EventStatus.HELD and (last or not _FIRST.isdisjoint(words))


def _words(event: Event) -> list[str]:
    return event.basis.words.lower().split()


def _has_time(event: Event) -> bool:
    return event.date is not None or event.dated is not None


def _may_be_one_time(one: Event, other: Event) -> bool:
    """Days that overlap; of words without days, the same."""
    if one.date is not None and other.date is not None:
        return one.date.meets(other.date)
    return one.date is other.date and one.dated is not None and one.dated.words == (other.dated or one.dated).words
