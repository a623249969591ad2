"""What is decided once for all articles: who is who, which sides there are, and what is on the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from travaux.model import Article, ArticleKind, Codebook, Reading
from travaux.record.happenings import find_endings, find_told, weights_of
from travaux.record.issues import Agenda, find_agenda
from travaux.record.names import join_names
from travaux.record.newcomers import parties_of
from travaux.record.origins import find_outlets
from travaux.record.parties import Sides, find_sides, party_home
from travaux.record.placing import Placed, place
from travaux.record.tellings import find_usual
from travaux.record.witnesses import tellings_of

GROWN = 0.1  # by so much a record has to grow for another frame
OUTLYING = 200  # one day of publication in so many may be a mistake


@dataclass(frozen=True)
class Frame:
    """The sides and the issues of a record, decided on all of its articles or on a sample of them.

    Of a small record all decide, of a larger one those with the lowest ids. These are digests, so they are drawn at
    random, and the same whatever came first. They are drawn from what was published before some week, see
    `settled_before`: then what comes in from day to day changes nothing.
    """

    title: str
    sides: Sides
    agenda: Agenda
    outlets: frozenset[str]  # their names
    usual: frozenset[int]  # keys that too many statements have for finding others by them

    def sides_for(self, readings: Iterable[Reading], outlets: Mapping[str, str | None]) -> Sides:
        """The sides, and how these articles lead to them, which may have had no part in deciding."""
        if not self.sides.names.partial:
            return self.sides
        homes, newcomers = {}, {}
        for reading in readings:
            if reading.article in outlets:
                home = self.sides.grounds.home_of(reading, outlets[reading.article], self.sides.names)
                party = party_home(home, self.sides.party_of) if home else None
                if party is not None:
                    homes[reading.article] = party
            newcomers[reading.article] = parties_of(reading, self.sides)
        return replace(self.sides, homes=homes, newcomers=newcomers)


def settled_before(days: Mapping[date, int], most: int) -> date | None:
    """The Monday before which what came out decides alone, by how many articles came out on each day.

    It is the first by which half of `most` had come out, then each by which a tenth more had than by the last one: so
    the frame, and all that rests on it, is made anew once a week at first, and more rarely the larger a record is; or
    when older coverage is filled in. None where there is no such Monday. The last days may lie in the future by
    mistake, and tell of none.
    """
    weeks: Counter[date] = Counter()
    for day, number in days.items():
        weeks[monday_of(day)] += number
    known = weeks.total() - weeks.total() // OUTLYING
    settled, needed, before = None, most / 2, 0
    for week in sorted(weeks):
        if needed <= before < known:
            settled, needed = week, before * (1 + GROWN)
        before += weeks[week]
    return settled


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def find_frame(
    articles: Sequence[Article],
    readings: Sequence[Reading],
    codebook: Codebook,
    *,
    partial: bool = False,
) -> tuple[Frame, Placed]:
    """The frame of these articles and what they tell by it; `partial` where others have no part in deciding it."""
    outlets = outlets_of(articles)
    names = replace(join_names(readings), partial=partial)
    sides = find_sides(readings, names, codebook, outlets)
    found = place(readings, sides)
    statements, positions, events = found
    agenda = find_agenda(positions, statements, readings, sides, codebook)
    title = codebook.title or _title(sides, agenda.issues[0].label if agenda.issues else None)
    tellings = [telling.weights for statement in statements for telling in tellings_of(statement)]
    told = list(find_told(events, articles, sides, frozenset()))
    endings = [weights_of(each.told.marks) for each in find_endings(told)]
    usual = frozenset().union(*map(find_usual, (tellings, [each.weights for each in told], endings)))
    return Frame(title, sides, agenda, find_outlets(articles, statements), usual), found


def outlets_of(articles: Iterable[Article]) -> dict[str, str | None]:
    """The outlet of each article of news; in the others, bulletins, every party speaks under its own name."""
    return {article.id: article.outlet for article in articles if article.kind is not ArticleKind.BULLETIN}


def _title(sides: Sides, issue: str | None) -> str:
    """Named after the two parties that hold most, until a codebook gives a better title."""
    sizes = Counter({party.name: sides.names.counts.get(party.name, 0) for party in sides.parties})
    first = sorted(sizes, key=lambda name: (-sizes[name], name))[:2]
    return " and ".join(first) if first else issue or "Untitled negotiation"
