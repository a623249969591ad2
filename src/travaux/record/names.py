"""One name for each actor across articles: misspellings, last names and forms joined."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from travaux.model import ActorKind, Citation, Reading
from travaux.model.spelling import is_misspelling


@dataclass(frozen=True)
class Names:
    """What each article calls an actor -> what the record calls it.

    `aliases` are all forms of a name; `kinds` and `basis` (its first citation) go by the record's name.
    """

    canonical: dict[str, str]
    kinds: dict[str, ActorKind | None]
    aliases: dict[str, tuple[str, ...]]
    counts: dict[str, int]
    basis: dict[str, Citation]

    def of(self, name: str) -> str:
        """The record's name for an article's."""
        return self.canonical.get(name, name)

    @cached_property
    def _by_first_word(self) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        forms: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for name, aliases in self.aliases.items():
            for form in {*aliases, name}:
                words = tuple(_words(form))
                if words:
                    forms[words[0]].append((words, name))
        for found in forms.values():
            found.sort(key=lambda each: (-len(each[0]), -self.counts[each[1]], each[1]))
        return dict(forms)

    def inside(self, description: str) -> list[str]:
        """The actors whose names stand in a description, in order: "aides to Vo" has Ann Vo; longest forms first."""
        words = _words(description)
        found, at = [], 0
        while at < len(words):
            for form, name in self._by_first_word.get(words[at], ()):
                if tuple(words[at : at + len(form)]) == form:
                    found.append(name)
                    at += len(form) - 1
                    break
            at += 1
        return found


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[-.’'][^\W_]+)*\.?", re.sub(r"[’']s\b", "", text))


def join_names(readings: Iterable[Reading]) -> Names:
    """Join the names of all articles: a slip to the usual spelling, a last name to the one person who has it."""
    counts: Counter[str] = Counter()
    kinds: dict[str, Counter[ActorKind]] = defaultdict(Counter)
    aliases: dict[str, set[str]] = defaultdict(set)
    basis: dict[str, Citation] = {}
    for reading in readings:
        for name in reading.names:
            counts[name.name] += name.count
            aliases[name.name].update(name.aliases)
            if name.kind is not None:
                kinds[name.name][name.kind] += name.count
            if name.name not in basis or name.basis < basis[name.name]:
                basis[name.name] = name.basis
    kind = {name: _most(kinds[name]) for name in counts}
    canonical = _join_people(counts, kind)
    joined_aliases: dict[str, set[str]] = defaultdict(set)
    joined_counts: Counter[str] = Counter()
    for form in counts:
        whole = canonical.get(form, form)
        joined_aliases[whole] |= aliases[form] | {form}
        joined_counts[whole] += counts[form]
        basis[whole] = min(basis[whole], basis[form])
    return Names(
        canonical,
        {name: kind[name] for name in joined_counts},
        {name: tuple(sorted(forms)) for name, forms in joined_aliases.items()},
        dict(joined_counts),
        {name: basis[name] for name in joined_counts},
    )


def _most(votes: Counter[ActorKind]) -> ActorKind | None:
    return min(votes, key=lambda kind: (-votes[kind], kind)) if votes else None


def _join_people(counts: Counter[str], kinds: dict[str, ActorKind | None]) -> dict[str, str]:
    people = sorted(
        (name for name, kind in kinds.items() if kind is ActorKind.PERSON and " " in name),
        key=lambda name: (-counts[name], name),
    )
    by_last: dict[str, list[str]] = defaultdict(list)
    by_shape: dict[tuple[int, str], list[str]] = defaultdict(list)
    canonical: dict[str, str] = {}
    for name in people:
        words = name.replace("-", " ").split()
        shape = (len(words), words[0][:1] + words[-1][:1])
        usual = next((other for other in by_shape[shape] if is_misspelling(name, other)), None)
        if usual is None:
            by_shape[shape].append(name)
            by_last[words[-1]].append(name)
            if len(words) == 3 and all(len(word) <= 5 for word in words):
                by_last[words[0]].append(name)  # family names that come first: "Kim"
        else:
            canonical[name] = usual
    for name, kind in kinds.items():
        if " " not in name and kind in (ActorKind.PERSON, None):
            bearers = by_last.get(name, [])
            if len(bearers) == 1 or (len(bearers) > 1 and counts[bearers[0]] > 3 * counts[bearers[1]]):
                canonical[name] = bearers[0]
    return canonical
