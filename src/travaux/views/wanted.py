"""How much of a record each listing looks into: one that holds no more gives the same rows."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.model import Record
from travaux.record import Wanted
from travaux.views.asked import find_issue, find_party
from travaux.views.filter import Filter, with_children
from travaux.views.index import Index
from travaux.views.listing import check_kind


@dataclass(frozen=True, slots=True)
class _Reads:
    """Fields of a record: `whole` ones, those `placed` with a party or on an issue, and what is `behind` these.

    `glances` are enough where no filters are given but these.
    """

    whole: str = ""
    placed: str = ""
    behind: str = ""
    glances: frozenset[str] | None = None
    stands: bool = False


_CELL = frozenset(("party", "issue"))
_DAYS = frozenset(("since", "until"))
_NOTHING = frozenset[str]()
_READS: dict[str, _Reads] = {
    "matrix": _Reads("", "positions", "statements witnesses copies articles", _CELL),
    "positions": _Reads("", "positions", "statements witnesses articles"),
    "history": _Reads("", "stands positions", "witnesses copies articles", _CELL, stands=True),
    "issues": _Reads("", "positions", "", _NOTHING),
    "package": _Reads("rules", "positions", "", _NOTHING),
    "shifts": _Reads("", "shifts", "positions articles"),
    "links": _Reads("links knots"),
    "parties": _Reads("statements actors", "positions", "", _NOTHING),
    "statements": _Reads("statements witnesses articles"),
    "sources": _Reads("statements actors"),
    "actors": _Reads("statements actors"),
    "events": _Reads("events articles"),
    "problems": _Reads("problems"),
    "timeline": _Reads("happenings shifts events articles"),
    "changes": _Reads("shifts happenings events articles", "stands positions", "", _DAYS, stands=True),
    "articles": _Reads("articles statements positions copies estimates older"),
    "compare": _Reads("articles statements positions witnesses copies"),
}
# Listings of what positions are and make, and where filters look for them, and which of these.
_OF_POSITIONS = frozenset("matrix positions history issues package links shifts".split())
_TOLD_IN = {
    "positions": frozenset(Filter.__dataclass_fields__),
    "statements": frozenset(("speaker", "source_kind")),
    "events": frozenset(("act",)),
    "articles": frozenset(("since", "until")),
}
_RAISED = frozenset(("issues", "package"))  # these are found by who raised them, too
# In the others all that is told in the same words is looked into, unless only days are asked of what has its own.
_TOLD = frozenset("positions statements events articles actors".split())
_OF_ITS_DAY = frozenset(("since", "until", "min_confidence"))
_WITHOUT_DAYS = frozenset(("actors", "parties"))


def wanted(kind: str, filter: Filter, record: Record) -> Wanted:  # noqa: A002
    """What a listing looks into. `record` need hold no more than parties and issues.

    Raises `ViewError` for a kind that there is not, and for a party or an issue that the record does not know.
    """
    reads = _READS[check_kind(kind)]
    full = wanted_in_full(kind, filter, record)
    if reads.glances is None or not _asked(filter) <= reads.glances:
        return full
    whole = frozenset(reads.whole.split())
    return Wanted(whole, glances=True, stands=reads.stands, party=full.party, issues=full.issues)


def wanted_in_full(kind: str, filter: Filter, record: Record) -> Wanted:  # noqa: A002
    """The same without glances, which hold the newest few positions only."""
    asked, reads, index = _asked(filter), _READS[kind], Index(record)
    party = find_party(index, filter.party).id if filter.party is not None else None
    issues = with_children(record, find_issue(index, filter.issue)) if filter.issue is not None else None
    whole, placed = frozenset(reads.whole.split()), frozenset(reads.placed.split())
    if kind not in _OF_POSITIONS:
        return Wanted(whole | placed | _told(kind, asked))
    told = {field for field, names in _TOLD_IN.items() if asked & names}
    told |= {"actors"} if kind in _RAISED and asked else set()
    behind = frozenset(reads.behind.split()) | told
    return Wanted(whole | (behind & {"actors"}), placed, behind - whole - placed, party=party, issues=issues)


def _asked(filter: Filter) -> set[str]:  # noqa: A002
    return {name for name in Filter.__dataclass_fields__ if getattr(filter, name) is not None}


def _told(kind: str, asked: set[str]) -> frozenset[str]:
    """What a filter looks into for a listing of anything but positions."""
    asked = asked - {"since", "until"} if kind == "changes" else asked
    if not asked:
        return frozenset()
    if asked <= _OF_ITS_DAY and kind not in _WITHOUT_DAYS:
        return frozenset(("articles",))
    return _TOLD
