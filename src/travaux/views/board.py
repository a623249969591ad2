"""A part of the matrix as a screen has room for it: some issues by some parties, read without the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from travaux.model import Issue, Party, Record
from travaux.record import Wanted
from travaux.views.filter import Filter, narrowed
from travaux.views.matrix import Row, ordered_issues, ranked_parties, row_of
from travaux.views.wanted import wanted_in_full

_MOST = 4_000  # positions that are read for one screen, beyond which it has fewer issues
_SEEN = frozenset(("party", "issue"))  # filters that are answered from glances


@dataclass(frozen=True, slots=True)
class Board:
    """Some rows and columns of the matrix. `held` counts the positions of a party, by id, in all of the record, `loose`
    those on no issue.

    `all_parties` and `all_issues` are those of which some would be shown on one screen or another; `next_row` is the
    first row of the next screen, None on the last.
    """

    parties: tuple[Party, ...]
    rows: tuple[Row, ...]
    held: dict[str, int]
    loose: dict[str, int]
    all_parties: int
    all_issues: int
    next_row: int | None
    next_column: int | None
    unplaced: int


def find_board(
    glances: Record,
    read: Callable[[Wanted], Record],
    filter: Filter,  # noqa: A002 - as everywhere
    *,
    first_row: int = 0,
    rows: int = 12,
    first_column: int = 0,
    columns: int = 5,
) -> Board:
    """Rows and columns in the order of the whole matrix. `read` gets what glances do not tell: what filters look into.

    Where a filter asks for more than a party or an issue, what it leaves out is an empty cell, and the order stays.
    """
    seen = narrowed(glances, Filter(party=filter.party, issue=filter.issue), "positions")
    parties = [party for party in ranked_parties(seen) if seen.by_party[party.id]]
    issues = [each for each in ordered_issues(seen) if seen.by_issue[each[0].id]]
    shown_parties = parties[first_column : first_column + columns]
    few = issues[first_row : first_row + rows]
    if all(getattr(filter, name) is None for name in Filter.__dataclass_fields__ if name not in _SEEN):
        index = seen
    else:
        few = _within(few, seen.by_issue)
        names = frozenset(issue.id for issue, _ in few)
        wanted = replace(wanted_in_full("matrix", filter, glances), issues=names)
        index = narrowed(read(wanted), filter, "positions")
    held = {party.id: seen.by_party[party.id] for party in shown_parties}
    end, right = first_row + len(few), first_column + len(shown_parties)
    return Board(
        tuple(shown_parties),
        tuple(row_of(index, issue, depth, shown_parties) for issue, depth in few),
        held,
        {party.id: seen.counts[party.id, None] for party in shown_parties},
        len(parties),
        len(issues),
        end if end < len(issues) else None,
        right if right < len(parties) else None,
        sum(seen.counts.values()) - sum(count for cell, count in seen.counts.items() if all(cell)),
    )


def _within(issues: Sequence[tuple[Issue, int]], counts: Counter[str | None]) -> list[tuple[Issue, int]]:
    """The first few on which there are no more positions than can be read at once; one at least."""
    kept: list[tuple[Issue, int]] = []
    total = 0
    for each in issues:
        total += counts[each[0].id]
        if kept and total > _MOST:
            break
        kept.append(each)
    return kept
