"""Words of time of a report without a date, once the day is known on which it came out, or about when it did."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from travaux.model import Told, When
from travaux.times.clock import DAY, Clock
from travaux.times.rules import RULES
from travaux.times.tense import Clause, Tense

_RESOLVERS = {rule.name: rule.resolve for rules in RULES.values() for rule in rules}
# Of a report that came out on one of several days, the days that its words may mean; wider, they say nothing.
WIDEST = 31


def read_told(told: Told, published: date) -> When | None:
    """What the words mean if the report came out on a day."""
    clause = Clause(Tense(told.tense), told.direct)
    return _RESOLVERS[told.rule](dict(told.parts), Clock(published, clause))


def resolve(told: Told, published: When) -> When | None:
    """What the words mean if the report came out on one of the days: all that they may mean, where that hangs together.

    "Yesterday" of one of three days is one of three; a Friday that is this week's or last week's is none.
    """
    days = (published.first + n * DAY for n in range((published.last - published.first).days + 1))
    found = {read_told(told, day) for day in days}
    if None in found:
        return None
    meant = sorted(when for when in found if when is not None)
    apart = any(later.first - earlier.last > DAY for earlier, later in pairwise(meant))
    whole = When(meant[0].first, max(when.last for when in meant))
    return whole if len(meant) == 1 or not (apart or (whole.last - whole.first).days >= WIDEST) else None
