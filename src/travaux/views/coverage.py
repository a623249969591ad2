"""What each outlet carries: its reports, the utterances that it alone has, whose words, on which issues."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from travaux.model import Statement
from travaux.views.index import Index
from travaux.views.rows import Line, issue_label, party_name

_NAMED = 4  # parties and issues of an outlet that a row names


@dataclass(frozen=True, slots=True)
class Carried:
    """What one outlet carries; `outlet` is None for reports of which it is not known.

    `report` is the title of the one report that this is of, where no two outlets are known and reports are compared.

    `said` has one statement of each utterance, however often the outlet prints it; `only` are those of them that no
    other outlet is known to carry. `parties` and `issues` are ids with how many utterances and positions, most first.
    """

    outlet: str | None
    articles: int
    copies: int
    said: tuple[Statement, ...]
    only: tuple[Statement, ...]
    parties: tuple[tuple[str, int], ...]
    issues: tuple[tuple[str, int], ...]
    report: str | None = None

    @property
    def is_known(self) -> bool:
        """Whether it can be said what it alone carries."""
        return bool(self.outlet or self.report)


def compare(index: Index) -> list[Carried]:
    """The outlets, those with the most reports first, then by name; the reports, where no two outlets are known."""
    said: defaultdict[str | None, dict[str, Statement]] = defaultdict(dict)
    for statement in index.record.statements:
        group = index.witnesses_of(statement.id)
        said[_key(index, statement.article)].setdefault(group.id if group else statement.id, statement)
    issues: defaultdict[str | None, Counter[str]] = defaultdict(Counter)
    for position in index.record.positions:
        if position.issue:
            issues[_key(index, position.article)][position.issue] += 1
    reports = Counter(_key(index, article.id) for article in index.record.articles)
    copies = Counter(_key(index, article.id) for article in index.record.articles if index.copies_of(article.id))
    found = []
    for key in sorted(reports, key=lambda each: (each is None, -reports[each], each or "")):
        held = tuple(said[key].values())
        report = None if index.tells_outlets_apart else index.articles.get(key or "")
        found.append(
            Carried(
                (report.outlet or None) if report else key,
                reports[key],
                copies[key],
                held,
                tuple(each for each in held if key and carriers(index, each) == {key}),
                _most(Counter(each.party for each in held if each.party), partial(party_name, index)),
                _most(issues[key], partial(issue_label, index)),
                (report.title or report.origin) if report else None,
            )
        )
    return found


def carriers(index: Index, statement: Statement) -> set[str]:
    """The outlets, as far as they are known, that carry an utterance; the ids of reports, where those are compared."""
    group = index.witnesses_of(statement.id)
    ids = group.articles if group else (statement.article,)
    return {outlet for each in ids if (outlet := _key(index, each))}


def outlet_lines(index: Index) -> Iterator[Line]:
    """A row for each outlet."""
    for each in compare(index):
        parties = [f"{party_name(index, id_)} {count / len(each.said):.0%}" for id_, count in each.parties]
        issues = [f"{issue_label(index, id_)} {count}" for id_, count in each.issues]
        yield (
            each.outlet,
            each.report,
            each.articles,
            each.copies,
            len(each.said),
            len(each.only) if each.is_known else None,
            _some(parties),
            _some(issues),
        )


def outlet_details(index: Index) -> Iterator[dict[str, object]]:
    """What a row has no room for: every party and issue with its count, and the ids of what an outlet alone carries."""
    for each in compare(index):
        yield {
            "said_by": {party_name(index, id_) or id_: count for id_, count in each.parties},
            "positions_on": {issue_label(index, id_) or id_: count for id_, count in each.issues},
            "only_here_ids": [statement.id for statement in each.only],
        }


def _key(index: Index, article: str) -> str | None:
    """What carries a report's findings: its outlet, None where that is not known; or the report itself, by its id."""
    found = index.articles.get(article)
    if not index.tells_outlets_apart:
        return article
    return (found.outlet or None) if found else None


def _most(counts: Counter[str], name: Callable[[str], str | None]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda each: (-each[1], name(each[0]) or "", each[0])))


def _some(names: list[str]) -> str | None:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return "; ".join(names[:_NAMED]) + more or None
