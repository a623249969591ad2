"""A party on an issue, month by month: what a large record keeps of it, so that a new report makes little of it anew.

A chapter is all that the reports of one month tell: it depends on these, and on who else tells the same. Joining the
chapters is work for as many pieces as there are, not for as many positions. Months are those of publication, so that a
report of today which looks back adds to today's chapter. In a record that is merged at once stands are found over all
of its time (`stands`), and only there a matter is told by its first report in any month.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from travaux.model import Copies, Glance, Glimpse, Held, Position, Stand, Statement, Witnesses
from travaux.record.glances import FEW, glimpses, held_words
from travaux.record.groups import Pair, connected
from travaux.record.stands import Piece, find_pieces, join_pieces
from travaux.record.tellers import Tellers

UNDATED = ""  # the month of reports without a date; it comes last


class Told(NamedTuple):
    """A piece of a stand with what is shown of it: ids of positions and articles, holders, words, where they come from.

    `piece` has no positions itself; `origins` are what tells its reports apart, see `Origins.ties`.
    """

    piece: Piece
    positions: tuple[str, ...]
    articles: tuple[str, ...]
    origins: tuple[Pair, ...]
    holders: tuple[str, ...]
    words: str
    dated: str | None


class Chapter(NamedTuple):
    """What the reports of a month tell of a party on an issue; `entries` as in `Glance`."""

    positions: int
    entries: int
    newest: tuple[Glimpse, ...]
    told: tuple[Told, ...]


def month_of(day: date | None) -> str:
    """The month in which a report came out."""
    return day.isoformat()[:7] if day else UNDATED


def in_order(months: Iterable[str]) -> list[str]:
    """Months from the first to the last, that of undated reports behind them."""
    return sorted(months, key=lambda month: (month == UNDATED, month))


def write_chapter(
    positions: Sequence[Position],
    published: dict[str, date | None],
    of_issue: frozenset[str],
    witnesses: Iterable[Witnesses],
    copies: Iterable[Copies],
    tellers: Tellers,
    voices: Callable[[list[str]], Mapping[str, Statement]],
) -> Chapter:
    """The chapter of a month's positions of one party on one issue. `voices` finds statements by their ids."""
    entries, newest = glimpses(positions, tellers, voices)
    pieces = find_pieces(positions, published, of_issue, witnesses, copies)
    return Chapter(len(positions), entries, newest, tuple(_told(piece, tellers) for piece in pieces))


def _told(piece: Piece, tellers: Tellers) -> Told:
    articles = tellers.carriers_of(piece.positions)
    return Told(
        piece._replace(positions=()),
        tuple(each.id for each in piece.positions),
        tuple(sorted(articles)),
        tuple(sorted(tellers.ties_of(articles))),
        tuple(dict.fromkeys(each.holder for each in piece.positions if each.holder)),
        held_words(piece.positions[-1]),
        next((each.dated.words for each in piece.positions if each.dated), None),
    )


def join_chapters(party: str, issue: str, chapters: Mapping[str, Chapter]) -> tuple[tuple[Stand, ...], Glance]:
    """The stands of a party on an issue, and both at a glance, from its chapters by month."""
    ordered = [chapters[month] for month in in_order(chapters)]
    found = dict(sorted(((stand.id, (stand, held)) for stand, held in _stands(party, issue, ordered))))
    newest = tuple(each for chapter in _newest_first(chapters) for each in chapter.newest)[:FEW]
    glance = Glance(
        party,
        issue,
        sum(chapter.positions for chapter in ordered),
        sum(chapter.entries for chapter in ordered),
        newest,
        tuple(held for _, held in found.values()),
    )
    return tuple(stand for stand, _ in found.values()), glance


def _newest_first(chapters: Mapping[str, Chapter]) -> Iterator[Chapter]:
    dated = [month for month in in_order(chapters) if month != UNDATED]
    yield from (chapters[month] for month in reversed(dated))
    yield from (chapters[month] for month in chapters if month == UNDATED)


def _stands(party: str, issue: str, chapters: Iterable[Chapter]) -> Iterator[tuple[Stand, Held]]:
    every = [told for chapter in chapters for told in chapter.told]
    for run in join_pieces(told.piece for told in every):
        yield _stand(party, issue, [every[number] for number in run])


def _stand(party: str, issue: str, run: Sequence[Told]) -> tuple[Stand, Held]:
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
