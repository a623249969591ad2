"""What people said of findings, what waits for them, and how far they agree, as listings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from travaux.model import (
    Accuracy,
    Agreement,
    Article,
    Change,
    Citation,
    Event,
    Position,
    Queue,
    Ruled,
    Statement,
)
from travaux.views.listing import Listing
from travaux.views.shown import shown


def change_words(change: Change) -> str:
    """What a field should be: speaker=Ann Vo."""
    words = " … ".join(each.words for each in change.cited) if change.cited else change.value
    return f"{change.field}={'not known' if words is None else shown(words)}"


def words_of_finding(finding: Any) -> str:
    """The words of a finding, or the name of what is one."""
    match finding:
        case Statement():
            return f"{finding.speaker or 'somebody'}: {' … '.join(part.words for part in finding.content)}"
        case Position():
            return f"{finding.holder or 'somebody'}, {finding.act}: {(finding.object or finding.basis).words}"
        case Event():
            return f"{finding.type}, {finding.status}: {finding.basis.words}"
        case Article():
            return finding.title or finding.origin
    for name in ("name", "label", "basis", "later", "content"):
        value = getattr(finding, name, None)
        if isinstance(value, Citation):
            return value.words
        if isinstance(value, str):
            return value
    return ""


def queue_listing(queue: Queue) -> Listing:
    """What waits for a ruling, the weightiest first; a line below tells how far the work has come."""
    rows = tuple(
        (
            each.id,
            each.layer,
            words_of_finding(each.finding),
            getattr(each.finding, "confidence", None),
            each.reports,
            round(each.weight, 3),
            each.verdict,
            "; ".join(each.ruled) or None,
            each.seen,
        )
        for each in queue.items
    )
    done = (f"{each.layer} {each.ruled:,} of {each.findings:,}" for each in queue.progress)
    footer = f"Ruled on: {', '.join(done)}." + (" More wait; --offset gives them." if queue.more else "")
    return Listing(
        _words("id layer words confidence reports weight verdict ruled_by seen"),
        rows,
        footer=footer,
        telling=("words",),
    )


def rulings_listing(ruled: Iterable[Ruled]) -> Listing:
    """Rulings in the order in which they were given, with what became of them."""
    rows = tuple(
        (
            each.ruling.id,
            each.ruling.number,
            f"{each.ruling.at:%Y-%m-%dT%H:%M:%SZ}",
            each.ruling.by,
            each.ruling.verdict,
            each.state,
            "yes" if each.disputed else None,
            each.ruling.layer or None,
            each.ruling.finding,
            "; ".join(map(change_words, each.ruling.correction)) or None,
            "; ".join(each.ruling.others) or None,
            each.ruling.reason,
            each.words,
            each.ruling.undoes,
        )
        for each in ruled
    )
    columns = _words("id number at by verdict state disputed layer finding correction others reason words undoes")
    return Listing(columns, rows, telling=("correction", "words"))


def agreement_listing(found: Iterable[Agreement]) -> Listing:
    """How far those agree who ruled on the same findings."""
    rows = tuple((each.layer, each.coders, each.findings, _rounded(each.alpha), each.same) for each in found)
    return Listing(_words("layer coders findings alpha same"), rows)


def accuracy_listing(found: Iterable[Accuracy]) -> Listing:
    """How much of what was checked was right."""
    rows = tuple(
        (
            each.layer,
            each.band or "all",
            each.checked,
            each.right,
            _rounded(each.right / each.checked),
            _rounded(each.low),
            _rounded(each.high),
        )
        for each in found
    )
    footer = "low and high are the ends of Wilson's interval at 95 %."
    return Listing(_words("layer confidence checked right share low high"), rows, footer=footer)


def _words(names: str) -> tuple[str, ...]:
    return tuple(names.split())


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
