"""Who speaks for a party: the people and bodies that the coverage gives it, and how often each is quoted."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from travaux.model import Actor, SourceKind
from travaux.views.index import Index


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who is quoted for a party; `actor` is None for one without a name."""

    name: str
    actor: Actor | None
    said: int
    kinds: tuple[SourceKind | None, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Who is quoted, most first; who belongs to the party and is not; and how many statements by kind of source."""

    voices: tuple[Voice, ...]
    silent: tuple[Actor, ...]
    statements: int
    by_kind: tuple[tuple[SourceKind | None, int], ...]
    reports: int | None = None  # that were looked through, the newest; None where all were


def find_people(index: Index, party: str) -> People:
    """The people of a party, by id, in what an index holds."""
    said = [each for each in index.record.statements if each.party == party]
    counts = Counter(each.speaker for each in said)
    kinds: defaultdict[str | None, Counter[SourceKind | None]] = defaultdict(Counter)
    for each in said:
        kinds[each.speaker][each.source_kind] += 1
    voices = [
        Voice(name, index.actor_named(name), count, tuple(kind for kind, _ in kinds[name].most_common()))
        for name, count in sorted(counts.items(), key=lambda each: (-each[1], each[0] or ""))
        if name
    ]
    quoted = {voice.actor.id for voice in voices if voice.actor}
    own = [each for each in index.whole.actors if each.speaks_for == party and each.id not in quoted]
    by_kind = Counter(each.source_kind for each in said).most_common()
    return People(tuple(voices), tuple(sorted(own, key=lambda each: each.name)), len(said), tuple(by_kind))
