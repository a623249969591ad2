"""What a question looks into, so that no more of a record need be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from travaux.model import When


class Days(NamedTuple):
    """A run of days; None where it has no such end. `begun` is the day before which nothing in it may have begun."""

    since: date | None = None
    until: date | None = None
    begun: date | None = None

    def has(self, when: When) -> bool:
        """Whether a time is among them."""
        since = max(filter(None, (self.since, self.begun)), default=date.min)
        return when.last >= since and when.first <= (self.until or date.max) and when.first >= (self.begun or date.min)


NO_DAYS = Days(date.max, date.min)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Fields of `Record`. Parties and issues are always there, and the first and the last article; texts never are.

    `whole` fields hold all that there is; `placed` ones what is of the party and of any of the issues, by id, where
    they are named, on no issue where these are empty, and in reports of these `weeks`, in a record that tells weeks;
    `behind` ones what the former rest on. Where there are `glances` they stand for positions, where `stands` is set for
    stands too. Where a party or an issue is named, the positions of `also`, by id, and the articles of `beside` are
    held like those: what people put there. `newest` is how many there are at most of each `placed` field, those from
    the newest reports, in a record that tells weeks; those up to the week of `until`, where that is named.

    `dated` fields (happenings, shifts, stands) hold what has a day among `days`, as have stands of glances where these
    are named; and happenings of which a report of `told_in` tells, or that are made of any of `also`, with all that
    these are made of. Stands are those of the party and the issues that are named.
    """

    whole: frozenset[str] = frozenset()
    placed: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    glances: bool = False
    stands: bool = False
    party: str | None = None
    issues: frozenset[str] | None = None
    weeks: frozenset[str] | None = None
    also: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    newest: int | None = None
    until: date | None = None
    dated: frozenset[str] = frozenset()
    days: Days | None = None
    told_in: frozenset[str] = frozenset()

    @property
    def is_narrow(self) -> bool:
        """Whether what is placed is less than all that there is."""
        return any(each is not None for each in (self.party, self.issues, self.newest, self.days))
