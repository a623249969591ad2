"""Readings -> Record. A pure function of a set: the order, the batches and repeats leave no trace."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from operator import attrgetter

from travaux.model import Article, Codebook, Problem, Reading, Record
from travaux.record.copies import find_copies
from travaux.record.dating import Calendar
from travaux.record.estimates import find_estimates
from travaux.record.frame import find_frame
from travaux.record.happenings import find_happenings
from travaux.record.issues import with_issues
from travaux.record.knots import find_knots
from travaux.record.links import find_links
from travaux.record.newcomers import actors_of
from travaux.record.origins import Origins
from travaux.record.package import find_rules
from travaux.record.placing import once
from travaux.record.shifts import find_shifts, find_shifts_of_terms, of_one_voice, without_reprints
from travaux.record.stands import find_stands
from travaux.record.status import with_status
from travaux.record.told import find_told_shifts
from travaux.record.witnesses import find_witnesses


def merge(
    articles: Iterable[Article],
    readings: Iterable[Reading],
    problems: Iterable[Problem],
    codebook: Codebook | None,
    today: date | None = None,
) -> Record:
    """What all readings say together, under the user's codebook if there is one.

    `today` is the day by which a date of publication lies in the future; None says it of no date. A large record is
    grown instead: see `growth`.
    """
    articles = once(articles)
    readings = sorted({reading.article: reading for reading in readings}.values(), key=attrgetter("article"))
    published: dict[str, date | None] = {article.id: article.published for article in articles}

    frame, (statements, held, events) = find_frame(articles, readings, codebook or Codebook())
    sides, agenda = frame.sides, frame.agenda
    positions = tuple(with_issues(held, statements, readings, agenda))
    copies = find_copies(articles)
    rules = once(find_rules(statements, positions, published, copies))
    origins = Origins(articles, copies, statements, frame.outlets)
    witnesses = find_witnesses(statements, published, origins, positions, rules, frame.usual)
    calendar = Calendar(find_estimates(articles, readings, statements, witnesses, copies), readings)
    estimates = calendar.signed((*statements, *positions, *events))
    statements, positions = tuple(calendar.date(statements)), tuple(calendar.date(positions))
    events = tuple(calendar.date(events))
    rules = once(find_rules(statements, positions, published, copies))
    one_voice = tuple(of_one_voice(positions, statements, sides))
    links = once(find_links(positions, agenda, articles, copies))

    return Record(
        title=frame.title,
        articles=articles,
        statements=statements,
        positions=positions,
        events=events,
        estimates=estimates,
        happenings=find_happenings(events, articles, origins, sides, frame.usual),
        interactions=once(each for reading in readings for each in reading.interactions),
        outcomes=once(each for reading in readings for each in reading.outcomes),
        actors=once([*sides.actors, *actors_of(readings, sides)]),
        parties=sides.parties,
        issues=with_status(agenda, positions, statements, readings, articles, sides),
        links=links,
        witnesses=witnesses,
        copies=copies,
        stands=once(find_stands(positions, published, agenda, witnesses, copies)),
        knots=once(find_knots(links, published)),
        rules=rules,
        shifts=once(
            [
                *find_told_shifts(readings, positions, published, sides, agenda, copies),
                *find_shifts(one_voice, published),
                *find_shifts_of_terms(without_reprints(one_voice, copies), links, published, agenda),
            ]
        ),
        problems=once(
            [
                *problems,
                *(each for reading in readings for each in reading.problems),
                *(future_date(article) for article in articles if lies_ahead(article.published, today)),
            ]
        ),
    )


def lies_ahead(published: date | None, today: date | None) -> bool:
    """Whether a report says that it came out after the day on which it was read."""
    return published is not None and today is not None and published > today


def future_date(article: Article) -> Problem:
    """What is said of a report that lies ahead; without the day by which it was judged, so that the words stay true."""
    message = f"The day of publication, {article.published}, lies in the future; it was kept."
    return Problem("future-date", message, article.origin)
