"""A party on an issue, week by week: what a large record keeps of it, so that a new report makes little of it anew.

A chapter is all that the reports of one week tell: it depends on these, and on who else tells the same. What they tell
of one matter over the weeks is joined to stands, and of a chapter that was written anew only those of its matters are
joined again that it tells otherwise than before. Weeks are those of publication, so that a report of today which looks
back adds to today's chapter. In a record that is merged at once stands are found over all of its time (`stands`), and
only there a matter is told by its first report in any week.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import NamedTuple

from travaux.model import Act, Copies, Glance, Glimpse, Held, Modality, Position, Stance, Stand, Statement, Witnesses
from travaux.record.glances import FEW, glimpses, held_words
from travaux.record.groups import Pair, connected
from travaux.record.stands import Matters, Piece, find_pieces, join_pieces
from travaux.record.tellers import Tellers

LOOKED_THROUGH = 8  # chapters for the newest entries
UNDATED = ""  # the week of reports without a date; it comes last


class Told(NamedTuple):
    """A piece of a stand with what is shown of it: ids of positions and articles, holders, words, where they come from.

    `piece` has no positions itself; `origins` are what tells its reports apart, see `Origins.ties`.
    """

    piece: Piece
    positions: tuple[str, ...]
    articles: tuple[str, ...]
    origins: tuple[Pair, ...]
    holders: tuple[str, ...]
    modality: Modality
    words: str
    dated: str | None


class Chapter(NamedTuple):
    """What the reports of a week tell of a party on an issue; `entries` as in `Glance`. What was said first leads."""

    positions: int
    entries: int
    newest: tuple[Glimpse, ...]
    told: tuple[Told, ...]


def week_of(day: date | None) -> str:
    """The week in which a report came out: 2031-W09."""
    if day is None:
        return UNDATED
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def in_order(weeks: Iterable[str]) -> list[str]:
    """Weeks from the first to the last, that of undated reports behind them."""
    return sorted(weeks, key=lambda week: (week == UNDATED, week))


def newest_first(weeks: Iterable[str]) -> list[str]:
    """Weeks from the last to the first, that of undated reports behind them."""
    held = in_order(weeks)
    dated = [week for week in held if week != UNDATED]
    return [*reversed(dated), *held[len(dated) :]]


def write_chapter(
    positions: Sequence[Position],
    published: dict[str, date | None],
    of_issue: frozenset[str],
    witnesses: Iterable[Witnesses],
    copies: Iterable[Copies],
    tellers: Tellers,
    voices: Callable[[list[str]], Mapping[str, Statement]],
) -> Chapter:
    """The chapter of a week's positions of one party on one issue. `voices` finds statements by their ids."""
    entries, newest = glimpses(positions, tellers, voices)
    pieces = find_pieces(positions, published, of_issue, witnesses, copies)
    told = sorted((_told(piece, tellers) for piece in pieces), key=said_first)
    return Chapter(len(positions), entries, newest, tuple(told))


def said_first(told: Told) -> tuple[date, date, tuple[str, ...]]:
    """By this the pieces of a chapter are in order."""
    since = told.piece.since
    return (since.first, since.last, told.positions) if since else (date.max, date.max, told.positions)


def _told(piece: Piece, tellers: Tellers) -> Told:
    articles = tellers.carriers_of(piece.positions)
    return Told(
        piece._replace(positions=()),
        tuple(each.id for each in piece.positions),
        tuple(sorted(articles)),
        tuple(sorted(tellers.ties_of(articles))),
        tuple(dict.fromkeys(each.holder for each in piece.positions if each.holder)),
        piece.positions[-1].modality,
        held_words(piece.positions[-1]),
        next((each.dated.words for each in piece.positions if each.dated), None),
    )


def join_chapters(party: str, issue: str, chapters: Mapping[str, Chapter]) -> tuple[tuple[Stand, ...], Glance]:
    """The stands of a party on an issue, and both at a glance, from its chapters by week."""
    matters, every = Matters(), defaultdict[int, list[Told]](list)
    for week in in_order(chapters):
        for at, told in sort_told(chapters[week].told, matters).items():
            every[at] += told
    stands = (stand_of(party, issue, run) for told in every.values() for run in runs_of(told))
    found = {stand.id: (stand, held) for stand, held in stands}
    ordered = [found[id_] for id_ in sorted(found)]
    glance = replace(outline_of(party, issue, chapters), stands=tuple(held for _, held in ordered))
    return tuple(stand for stand, _ in ordered), glance


def outline_of(party: str, issue: str, chapters: Mapping[str, Chapter]) -> Glance:
    """The same glance without stands, for which chapters need not say what is told."""
    return Glance(
        party,
        issue,
        sum(chapter.positions for chapter in chapters.values()),
        sum(chapter.entries for chapter in chapters.values()),
        find_newest(chapters[week].newest for week in newest_first(chapters)),
    )


def find_newest(chapters: Iterable[Iterable[Glimpse]]) -> tuple[Glimpse, ...]:
    """The newest few entries of the newest chapters, newest first; what was said again in the same words once."""
    found: dict[tuple[Act, Stance, str], Glimpse] = {}
    for entries in islice(chapters, LOOKED_THROUGH):
        for each in entries:
            position = each.position
            words = (position.object or position.basis).words.casefold()
            found.setdefault((position.act, position.stance, words), each)
        if len(found) >= FEW:
            break
    return tuple(found.values())[:FEW]


def sort_told(told: Iterable[Told], matters: Matters) -> dict[int, list[Told]]:
    """What a chapter tells by the number of the matter, after all chapters before it were sorted."""
    sorted_: dict[int, list[Told]] = {}
    for each in told:
        sorted_.setdefault(matters.place(each.piece.matter), []).append(each)
    return sorted_


def runs_of(told: Sequence[Told]) -> Iterator[tuple[Told, ...]]:
    """What is one stand each, of what all chapters tell of one matter."""
    for run in join_pieces([each.piece for each in told]):
        yield tuple(told[number] for number in run)


def stand_of(party: str, issue: str, run: Sequence[Told]) -> tuple[Stand, Held]:
    """One stand, and what is seen of it at a glance."""
    first, *_, last = (*run, run[-1])
    since = min((told.piece.since for told in run if told.piece.since), default=None)
    newest = max(
        (told.piece.last for told in run if told.piece.last), key=lambda day: (day.last, day.first), default=None
    )
    holders = tuple(dict.fromkeys(holder for told in run for holder in told.holders))
    positions = tuple(id_ for told in run for id_ in told.positions)
    stand = Stand(party, issue, first.piece.act, first.piece.stance, positions, holders, since, newest)
    held = Held(
        stand.id,
        stand.act,
        last.modality,
        since,
        newest,
        holders,
        len(positions),
        last.words,
        len({id_ for told in run for id_ in told.articles}),
        len(connected({tie for told in run for tie in told.origins})),
        None if since else next((told.dated for told in run if told.dated), None),
    )
    return stand, held
