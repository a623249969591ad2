"""One name for each actor across articles: misspellings, last names and forms joined."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from travaux.model import ActorKind, Citation, Reading
from travaux.model.spelling import is_demonym_of, is_misspelling, is_short_for

OFTENER = 3  # a last name that stands alone so much oftener than with a first is no person's: "Brask", "Metro Brask"


@dataclass(frozen=True)
class Names:
    """What each article calls an actor -> what the record calls it.

    `aliases` are all forms of a name; `kinds` and `basis` (its first citation) go by the record's name. Where these are
    the names of some articles only (`partial`), others are led to one of them that they are a form of.
    """

    canonical: dict[str, str]
    kinds: dict[str, ActorKind | None]
    aliases: dict[str, tuple[str, ...]]
    counts: dict[str, int]
    basis: dict[str, Citation]
    partial: bool = False

    def of(self, name: str) -> str:
        """The record's name for an article's."""
        known = self.canonical.get(name)
        if known is None:
            known = self._nearest(name) if self.partial and name not in self.counts else name
        return known

    def _nearest(self, name: str) -> str:
        """The name of which another is a form: in capitals, with a slip, or the last name of one person alone."""
        usual = self._by_folded.get(name.casefold())
        if usual is not None:
            return usual
        words = name.replace("-", " ").split()
        if not words or not all(word[0].isupper() for word in words):
            return name
        if len(words) > 1:
            alike = self._by_shape.get((len(words), words[0][:1] + words[-1][:1]), ())
            return next((other for other in alike if is_misspelling(name, other)), name)
        bearers = self._by_last.get(name, [])
        alone = len(bearers) == 1 or (len(bearers) > 1 and self.counts[bearers[0]] > 3 * self.counts[bearers[1]])
        return bearers[0] if alone else name

    @cached_property
    def _by_folded(self) -> dict[str, str]:
        return {name.casefold(): name for name in sorted(self.counts, key=lambda name: (self.counts[name], name))}

    @cached_property
    def _people(self) -> list[str]:
        """People by their full names, the most often named first."""
        full = (name for name in self.counts if self.kinds[name] is ActorKind.PERSON and " " in name)
        return sorted(full, key=lambda name: (-self.counts[name], name))

    @cached_property
    def _by_shape(self) -> dict[tuple[int, str], list[str]]:
        shapes: dict[tuple[int, str], list[str]] = defaultdict(list)
        for name in self._people:
            words = name.replace("-", " ").split()
            shapes[len(words), words[0][:1] + words[-1][:1]].append(name)
        return dict(shapes)

    @cached_property
    def _by_last(self) -> dict[str, list[str]]:
        last: dict[str, list[str]] = defaultdict(list)
        for name in self._people:
            last[name.split()[-1]].append(name)
        return dict(last)

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
    canonical = _join_capitals(counts)
    rest: Counter[str] = Counter()
    for form, count in counts.items():
        rest[canonical.get(form, form)] += count
    canonical |= _join_people(rest, kind) | _join_states(rest, kind) | _join_initials(rest, kind)
    canonical = {form: canonical.get(whole, whole) for form, whole in canonical.items()}
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


def _join_capitals(counts: Counter[str]) -> dict[str, str]:
    """A name written in capitals, as bulletins do, is the same name written as usual."""
    usual: dict[str, str] = {}
    for name in sorted(counts, key=lambda name: (name.isupper(), -counts[name], name)):
        usual.setdefault(name.casefold(), name)
    return {name: usual[name.casefold()] for name in counts if usual[name.casefold()] != name}


def _join_initials(counts: Counter[str], kinds: dict[str, ActorKind | None]) -> dict[str, str]:
    """The Brask Fisheries Board and the BFB, where one body alone has these initials."""
    whole: dict[str, list[str]] = defaultdict(list)
    for name in sorted(counts):
        words = [word for word in re.split(r"[ -]", name) if word[:1].isupper()]
        if len(words) > 1 and kinds[name] not in (ActorKind.PERSON, ActorKind.STATE, None):
            whole["".join(word[0] for word in words)].append(name)
    return {
        name: whole[name][0]
        for name in counts
        if name.isupper() and kinds[name] not in (ActorKind.STATE, ActorKind.PERSON) and len(whole.get(name, ())) == 1
    }


def _join_states(counts: Counter[str], kinds: dict[str, ActorKind | None]) -> dict[str, str]:
    """Adjectives and peoples of states that no list knows: "Norlandic" is Norland, also where no article has both."""
    single = sorted(name for name in counts if " " not in name and len(name) >= 4 and name in kinds)
    by_start: dict[str, list[str]] = defaultdict(list)
    for name in single:
        by_start[name[:4].casefold()].append(name)
    canonical = {}
    for group in by_start.values():
        for name in group:
            for base in group:
                if ActorKind.STATE in (kinds[name], kinds[base]) and is_demonym_of(name, base):
                    canonical[name] = base
                    kinds[base] = ActorKind.STATE
                    break
    return {name: canonical.get(base, base) for name, base in canonical.items()}


def _most(votes: Counter[ActorKind]) -> ActorKind | None:
    return min(votes, key=lambda kind: (-votes[kind], kind)) if votes else None


def _join_people(counts: Counter[str], kinds: dict[str, ActorKind | None]) -> dict[str, str]:
    people = sorted(
        (name for name in counts if kinds[name] is ActorKind.PERSON and " " in name),
        key=lambda name: (-counts[name], name),
    )
    by_last: dict[str, list[str]] = defaultdict(list)
    by_shape: dict[tuple[int, str], list[str]] = defaultdict(list)
    canonical: dict[str, str] = {}
    plain: dict[tuple[str, str], str] = {}  # first and last name -> the usual form without initials between
    for name in people:
        words = name.split()
        if len(words) == 2:
            plain.setdefault((words[0], words[1]), name)
    for name in people:
        words = name.split()
        whole = plain.get((words[0], words[-1]))
        if len(words) == 3 and whole is not None and len(words[1].strip(".")) == 1:
            canonical[name] = whole  # "Ann B. Vo" is "Ann Vo"
            continue
        words = name.replace("-", " ").split()
        shape = (len(words), words[0][:1] + words[-1][:1])
        usual = next((other for other in by_shape[shape] if is_misspelling(name, other)), None)
        usual = usual or next((other for other in by_last[words[-1]] if is_short_for(words[0], other.split()[0])), None)
        if usual is None:
            by_shape[shape].append(name)
            by_last[words[-1]].append(name)
            if len(words) == 3 and all(len(word) <= 5 for word in words):
                by_last[words[0]].append(name)  # family names that come first: "Kim"
        else:
            canonical[name] = usual
    for name in counts:
        if " " not in name and kinds[name] in (ActorKind.PERSON, None):
            bearers = by_last.get(name, [])
            alone = len(bearers) == 1 or (len(bearers) > 1 and counts[bearers[0]] > 3 * counts[bearers[1]])
            if alone and (kinds[name] is not None or counts[name] <= OFTENER * counts[bearers[0]]):
                canonical[name] = bearers[0]
    return {name: canonical.get(whole, whole) for name, whole in canonical.items()}
