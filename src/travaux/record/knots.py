"""What waits for what waits for it: the knots of a negotiation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from travaux.model import Knot, Link

LONGEST = 4  # issues in a knot


def newest_of(links: Iterable[Link], published: Mapping[str, date | None]) -> tuple[Link, ...]:
    """Of one party's links on one issue the newest for each that it waits for: as many as `find_knots` asks for."""
    newest: dict[str, Link] = {}
    for link in sorted(links, key=lambda link: _newest(link, published)):
        if link.on and link.on != link.issue:
            newest.setdefault(link.on, link)
    return tuple(newest[on] for on in sorted(newest))


def find_knots(links: Iterable[Link], published: Mapping[str, date | None]) -> Iterator[Knot]:
    """The smallest rings of issues, each once: no part of one is a ring by itself.

    Of several links between two issues a party's that ties nothing else in the ring comes first, then the newest: where
    two parties put opposite conditions, both are shown.
    """
    ties: dict[str, dict[str, list[Link]]] = defaultdict(dict)
    for link in {each.id: each for each in links}.values():
        if link.issue and link.on and link.issue != link.on:
            ties[link.issue].setdefault(link.on, []).append(link)
    found: list[frozenset[str]] = []
    for ring in sorted(_rings(ties), key=lambda ring: (len(ring), ring)):
        issues = frozenset(ring)
        if not any(each <= issues for each in found):
            found.append(issues)
            yield Knot(ring, tuple(link.id for link in _chosen(ring, ties, published)))


def _rings(ties: dict[str, dict[str, list[Link]]]) -> Iterator[tuple[str, ...]]:
    """Every way that comes back to where it began, over later issues only: each ring from its first issue.

    But for those that go over two issues which are a ring by themselves: in a large record most do.
    """
    twos = {issue: {on for on in waited if issue in ties.get(on, ())} for issue, waited in ties.items()}
    for issue, others in twos.items():
        yield from ((issue, other) for other in others if issue < other)
    ways: list[tuple[str, ...]] = [(start,) for start in sorted(ties)]
    while ways:
        way = ways.pop()
        for next_ in ties.get(way[-1], ()):
            if next_ == way[0]:
                yield way
            elif next_ > way[0] and next_ not in way and len(way) < LONGEST and twos.get(next_, _NONE).isdisjoint(way):
                ways.append((*way, next_))


_NONE: frozenset[str] = frozenset()


def _chosen(
    ring: tuple[str, ...], ties: dict[str, dict[str, list[Link]]], published: Mapping[str, date | None]
) -> Iterator[Link]:
    tied: set[str | None] = set()
    for issue, on in zip(ring, (*ring[1:], ring[0]), strict=True):
        best = min(
            ties[issue][on], key=lambda link: (link.party is None or link.party in tied, *_newest(link, published))
        )
        tied.add(best.party)
        yield best


def _newest(link: Link, published: Mapping[str, date | None]) -> tuple[int, str]:
    day = link.as_of.last if link.as_of else published.get(link.basis.article)
    return (-day.toordinal() if day else 0, link.id)
