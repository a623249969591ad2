"""About when a report without a date came out: by its twins, which tell the same words, and by the days it names."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from travaux.model import Article, Copies, Estimate, Manner, Reading, Statement, Told, When, Witnesses
from travaux.times import read_told

DAY = timedelta(days=1)
REACH = 7  # days from a twin's, or from one named in full, within which a report is looked for
SURE = 0.9  # the chance that the days of an estimate are to have
WIDEST = 31  # days; of what may have come out on any of more, nothing is known
FEWEST = 2  # utterances that must speak for the days where neither a copy nor a day named in full does
NEAR = 2  # days from them within which a twin speaks for them
NARROW = 7  # days of a time that tells when words were uttered

# Shares of reports whose date is known (docs/history.md says of which). How many days apart two of them came out that
# tell one utterance, or are copies.
_APART, _APART_COPIED = {0: 0.40, 1: 0.21, 2: 0.06, 3: 0.02}, {0: 0.70, 1: 0.13, 2: 0.02}
# How many days a weekday that stands by itself lies behind the report, or ahead of it, by the tense.
_WEEKDAYS = {
    "past": (0.41, 0.31, 0.11, 0.08, 0.04, 0.02, 0.03),
    "future": (0.33, 0.36, 0.13, 0.10, 0.04, 0.02, 0.02),
}
# How many days after the last utterance whose day it names in full a report came out; some are filed late.
_AFTER = {-1: 0.15, 0: 0.55, 1: 0.10, 2: 0.05, 3: 0.05, 4: 0.05, 5: 0.03, 6: 0.02}
# How often a clue is none: older words told again, or words alike by chance. Then each of ANY days is as likely.
_QUOTED, _REPORTED, _COPIED, _IN_FULL, _WEEKDAY, _ANY = 0.3, 0.55, 0.1, 0.3, 0.05, 60
# What each clue of several counts that twins give: what two reports share comes in heaps.
_ONE_OF_MANY = 0.5


@dataclass(frozen=True)
class _Clue:
    """What speaks for some days: how likely each is by it, how often that is wrong, and the dated twins that say so."""

    likely: Callable[[date], float]
    doubt: float
    counts: float = 1.0
    twins: tuple[tuple[str, date], ...] = ()
    sure: tuple[date, ...] = ()  # near which the report is, by this clue alone

    def weigh(self, day: date) -> float:
        return self.counts * math.log(self.doubt / _ANY + (1 - self.doubt) * self.likely(day))


def find_estimates(
    articles: Iterable[Article],
    readings: Iterable[Reading],
    statements: Sequence[Statement],
    witnesses: Iterable[Witnesses],
    copies: Iterable[Copies],
) -> tuple[Estimate, ...]:
    """Of each report without a date the fewest days in a row on one of which it came out, with a chance of SURE.

    None where too little of it is told by others, or where these disagree.
    """
    published = {article.id: article.published for article in articles}
    told = {reading.article: reading.told for reading in readings if published.get(reading.article) is None}
    clues: dict[str, list[_Clue]] = defaultdict(list)
    for article, clue in (
        *_of_copies(copies, told, published),
        *_of_witnesses(witnesses, {each.id: each for each in statements}, told, published),
        *_of_days_in_full(statements, told),
    ):
        clues[article].append(clue)
    for article, held in clues.items():
        held += _of_weekdays(told[article])
    found = (_estimate(article, held) for article, held in clues.items())
    return tuple(sorted((each for each in found if each is not None), key=lambda each: each.id))


# -- what speaks for some days

_Words = Mapping[str, tuple[Told, ...]]
_Published = Mapping[str, date | None]


def _of_copies(copies: Iterable[Copies], told: _Words, published: _Published) -> Iterator[tuple[str, _Clue]]:
    for group in copies:
        twins = _dated(group.articles, published)
        shares = [_shares(day, _APART_COPIED) for _, day in twins]
        for article in group.articles if twins else ():
            if article in told:
                yield article, _Clue(_mean(shares), _COPIED, 1.0, twins, tuple(day for _, day in twins))


def _of_witnesses(
    witnesses: Iterable[Witnesses], uttered: Mapping[str, Statement], told: _Words, published: _Published
) -> Iterator[tuple[str, _Clue]]:
    """One clue for each utterance that dated reports tell as well; the day that they give it may fit our words."""
    for group in witnesses:
        twins = _dated(group.articles, published)
        held = [uttered[id_] for id_ in group.statements]
        for article in group.articles if twins else ():
            if article not in told:
                continue
            ours = [each for each in held if each.article == article]
            theirs = {id_: [each for each in held if each.article == id_] for id_, _ in twins}
            words = next((each for one in ours if (each := _words_of(one, told[article])) is not None), None)
            shares = []
            for id_, day in twins:
                said_on = theirs[id_][0].said_on
                if words is not None and said_on is not None and (said_on.last - said_on.first).days < NARROW:
                    shares.append(_fitting(words, said_on))
                else:
                    shares.append(_shares(day, _APART))
            quoted = _is_quoted(ours) and _is_quoted(each for one in theirs.values() for each in one)
            yield article, _Clue(_mean(shares), _QUOTED if quoted else _REPORTED, _ONE_OF_MANY, twins)


def _of_days_in_full(statements: Iterable[Statement], told: _Words) -> Iterator[tuple[str, _Clue]]:
    """The last day on which somebody spoke, where the report names it with its year."""
    last: dict[str, date] = {}
    for each in statements:
        if each.article in told and each.said_on is not None and each.said_on.granularity == "day":
            last[each.article] = max(each.said_on.first, last.get(each.article, each.said_on.first))
    for article, named in last.items():
        after = {named + n * DAY: share for n, share in _AFTER.items()}
        yield article, _Clue(lambda day, after=after: after.get(day, 0.0), _IN_FULL, sure=(named,))  # type: ignore[misc]


def _of_weekdays(told: Iterable[Told]) -> Iterator[_Clue]:
    """The weekdays that a report names by themselves, each once: most lie next to it."""
    for words in {(each.parts, each.tense): each for each in told if each.rule == "weekday"}.values():
        if words.tense in _WEEKDAYS:
            yield _Clue(_by_weekday(words), _WEEKDAY)


def _dated(articles: Iterable[str], published: _Published) -> tuple[tuple[str, date], ...]:
    return tuple((each, day) for each in articles if (day := published.get(each)) is not None)


def _is_quoted(statements: Iterable[Statement]) -> bool:
    return any(each.manner is not Manner.INDIRECT for each in statements)


def _words_of(statement: Statement, told: Iterable[Told]) -> Told | None:
    """The words of time that date a statement, if they are waiting for the day of its report."""
    if statement.said_on is not None or statement.dated is None:
        return None
    return next((each for each in told if each.span == statement.dated.span), None)


# -- how likely a day is


def _shares(near: date, shares: Mapping[int, float]) -> Callable[[date], float]:
    return lambda day: shares.get(abs((day - near).days), 0.0)


def _mean(shares: Sequence[Callable[[date], float]]) -> Callable[[date], float]:
    return lambda day: math.fsum(share(day) for share in shares) / len(shares)


def _fitting(words: Told, said_on: When) -> Callable[[date], float]:
    """By how well the words fit the day on which others say that it was uttered: few look back further than a day."""

    def likely(day: date) -> float:
        meant, back = read_told(words, day), (day - said_on.last).days
        fits = meant is not None and meant.meets(said_on) and 0 <= back < len(_WEEKDAYS["past"])
        return _WEEKDAYS["past"][back] if fits else 0.0

    return likely


def _by_weekday(words: Told) -> Callable[[date], float]:
    def likely(day: date) -> float:
        meant = read_told(words, day)
        return _WEEKDAYS[words.tense][abs((day - meant.first).days)] if meant is not None else 0.0

    return likely


# -- the days that are left


def _estimate(article: str, clues: Sequence[_Clue]) -> Estimate | None:
    anchors = {day for clue in clues for day in (*(day for _, day in clue.twins), *clue.sure)}
    days = sorted({near + n * DAY for near in anchors for n in range(-REACH, REACH + 1)})
    weights = {day: math.fsum(clue.weigh(day) for clue in clues) for day in days}
    highest = max(weights.values())
    chances = {day: math.exp(weight - highest) for day, weight in weights.items()}
    run = _shortest_run(chances, SURE * math.fsum(chances.values()))
    if run is None:
        return None
    near = When(run.first - NEAR * DAY, run.last + NEAR * DAY)
    speaking = [clue for clue in clues if any(near.first <= day <= near.last for _, day in clue.twins)]
    sure = any(near.first <= day <= near.last for clue in clues for day in clue.sure)
    if not sure and len(speaking) < FEWEST:
        return None
    twins = {id_ for clue in speaking for id_, day in clue.twins if near.first <= day <= near.last}
    return Estimate(article, run, tuple(sorted(twins)))


def _shortest_run(chances: Mapping[date, float], enough: float) -> When | None:
    """The fewest days in a row that have enough chance together, the likeliest of those, the earliest."""
    best: tuple[int, float, date] | None = None
    for first in chances:
        held = 0.0
        for n in range(WIDEST):
            held += chances.get(first + n * DAY, 0.0)
            if held >= enough:
                found = n, -held, first
                best = min(found, best) if best is not None else found
                break
    return When(best[2], best[2] + best[0] * DAY) if best is not None else None
