"""Rulings in the order in which they were given, laid over the findings that they are on: which of them stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from travaux.model import Ruling, State, Verdict
from travaux.review.claims import claim
from travaux.review.errors import ReviewError
from travaux.review.fields import cited_by, corrected, made

GROUPING = frozenset((Verdict.MERGED, Verdict.SPLIT, Verdict.RENAMED))


@dataclass(frozen=True, slots=True)
class Said:
    """An author's last word on a finding: where it led, None where the finding is rejected, and how."""

    verdict: Verdict
    outcome: Any


@dataclass(slots=True)
class Ledger:
    """What became of rulings.

    `ends` has what each finding is after them, by its id: None where it is rejected. `said` has the last word of each
    author on it, `found` what was found by machine, `added` what was not; `versions` what each was at some time, by
    claim. `grouping` are those that merge, split and rename, in order.
    """

    rulings: tuple[Ruling, ...]
    states: dict[str, State] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)
    ends: dict[str, Any] = field(default_factory=dict)
    layers: dict[str, str] = field(default_factory=dict)
    said: dict[str, dict[str, Said]] = field(default_factory=dict)
    added: dict[str, Any] = field(default_factory=dict)
    versions: dict[str, dict[str, Any]] = field(default_factory=dict)
    grouping: list[Ruling] = field(default_factory=list)

    def is_disputed(self, finding: str) -> bool:
        """Whether authors differ on a finding."""
        return len({_claimed(each.outcome) for each in self.said.get(finding, {}).values()}) > 1


def settle(rulings: Iterable[Ruling], found: Mapping[str, Any], wordings: Mapping[str, str]) -> Ledger:
    """What rulings come to. `found` are the findings that they are on, by id; `wordings` those of articles by id.

    A ruling holds for the claim that its author saw: what was found, or what an earlier ruling made of it. Where that
    is not there any more it is stale. Of those that are left the last one counts, whoever gave it.
    """
    ordered = tuple(sorted(rulings, key=lambda each: each.number))
    ledger = Ledger(ordered)
    undone = _undone(ordered)
    chains: defaultdict[str, list[Ruling]] = defaultdict(list)
    for each in ordered:
        ledger.layers[each.finding] = each.layer
        if each.verdict is Verdict.UNDONE or each.id in undone:
            ledger.states[each.id] = State.UNDONE
        elif each.verdict in GROUPING:
            ledger.states[each.id] = State.STANDS  # as long as `group` finds what it names
            ledger.grouping.append(each)
        else:
            chains[each.finding].append(each)
    for id_, chain in chains.items():
        _follow(ledger, id_, chain, found.get(id_), wordings)
    return ledger


def _undone(rulings: Iterable[Ruling]) -> set[str]:
    """The ids of what was taken back: not where that was taken back in turn."""
    undone: set[str] = set()
    for each in reversed(tuple(rulings)):
        if each.verdict is Verdict.UNDONE and each.undoes and each.id not in undone:
            undone.add(each.undoes)
    return undone


def _follow(ledger: Ledger, id_: str, chain: list[Ruling], found: Any, wordings: Mapping[str, str]) -> None:
    """Lay the rulings on one finding over it, one after the other."""
    seen = {claim(found): found} if found is not None else {}
    above: dict[str | None, str] = {}  # from the claim that a correction made to that which it corrected
    end, last = found, None
    holding: list[tuple[Ruling, Any]] = []
    for each in chain:
        outcome = _outcome(each, seen, wordings)
        if outcome is _STALE:
            ledger.states[each.id] = State.STALE
            continue
        if outcome is not None:
            key = claim(outcome)
            if each.verdict is Verdict.CORRECTED and key not in seen:
                above[key] = each.seen
            if each.verdict is Verdict.ADDED and found is None:
                ledger.added[id_] = outcome
            seen.setdefault(key, outcome)
        end, last = outcome, each
        holding.append((each, outcome))
        ledger.said.setdefault(id_, {})[each.by] = Said(_kind(each, outcome, found), outcome)
    if found is not None:
        ledger.found[id_] = found
    if last is None:
        return
    ledger.ends[id_] = end
    own = _claimed(end)
    standing: set[str | None] = {own}
    at = own
    while at in above:
        at = above[at]
        standing.add(at)
    for each, outcome in holding:
        led = _claimed(outcome)
        leads = led == own or (led in standing and each.verdict is Verdict.CORRECTED)
        ledger.states[each.id] = State.STANDS if leads else State.OVERRULED
    ledger.versions[id_] = seen


def _claimed(finding: Any) -> str | None:
    return claim(finding) if finding is not None else None


_STALE = object()


def _outcome(ruling: Ruling, seen: Mapping[str, Any], wordings: Mapping[str, str]) -> Any:
    """What a ruling makes of what its author saw; `_STALE` where that is not there, or the words that it cites."""
    if any(wordings.get(cited.article) != ruling.wording for cited in cited_by(ruling.correction)):
        return _STALE
    try:
        if ruling.verdict is Verdict.ADDED:
            return made(ruling.layer, ruling.correction)
        if ruling.seen not in seen:
            return _STALE
        if ruling.verdict is Verdict.REJECTED:
            return None
        if ruling.verdict is Verdict.CORRECTED:
            return corrected(ruling.layer, seen[ruling.seen], ruling.correction)
        return seen[ruling.seen]
    except (ReviewError, TypeError):  # of a field or a word that this version does not know
        return _STALE


def _kind(ruling: Ruling, outcome: Any, found: Any) -> Verdict:
    """What an author says of what was found, whatever he said it of."""
    if outcome is None:
        return Verdict.REJECTED
    if found is None:
        return Verdict.ADDED
    return Verdict.CONFIRMED if claim(outcome) == claim(found) else Verdict.CORRECTED
