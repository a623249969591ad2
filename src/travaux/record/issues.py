"""What is on the table: issues found from what positions are about, named by the coverage's own words."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from travaux.model import (
    ActGroup,
    ActorKind,
    Citation,
    Codebook,
    Issue,
    IssueStatus,
    Position,
    Reading,
    Statement,
    Term,
    Topic,
)
from travaux.record.parties import Sides
from travaux.record.terms import is_table_word, stem, stems_of

OBJECT, BASIS, STATED = 1.0, 0.4, 0.15  # what a term counts in a position's object, its basis, a statement
TOPIC = 3.0  # an item of a stated agenda counts as so many positions
FEWEST_STATED = 3  # what a single position is about must be spoken of in more statements than this
STATED_AGENDA = 6  # items of stated agendas that become issues though no finding speaks of them yet
LONGEST_LABEL = 7  # words
VIEWED = 0.5  # a view says less of what is on the table than a demand, an offer or a refusal
STRONG, STRONG_SHARE = 12, 0.002  # a term of two words with so many findings, or such a share, stands by itself
PAIR = 2.5  # what a term of two words is worth beside one of a single word: it says more
FEWEST_ON_TOP, MOST_ON_TOP = 9, 30
LEAST = 1.1  # an issue of less is noise
FULLER = 0.4  # an issue of one word is called by two where so much of its support has both
OVERLAP = 0.5  # of two candidates that share so much of their support, only the better is an issue

_Stems = frozenset[str]


@dataclass(frozen=True)
class Agenda:
    """The issues of a record, and how words lead to one of them."""

    issues: tuple[Issue, ...]
    stems: tuple[tuple[str, tuple[_Stems, ...]], ...]  # per issue: id, sets of stems

    def match(self, *texts: str | _Stems) -> str | None:
        """The id of the issue that words speak of, the first text that speaks of any deciding.

        Of several issues the one with the most stems in the words wins, then the one with the lower id.
        """
        for text in texts:
            found = self._sizes(text)
            if found:
                return min(found)[1]
        return None

    def spoken_of(self, text: str) -> tuple[str, ...]:
        """The ids of all issues that words speak of, that of most stems first."""
        return tuple(id_ for _, id_ in sorted(self._sizes(text)))

    def _sizes(self, text: str | _Stems) -> list[tuple[int, str]]:
        """Issues that words speak of, each with the number of its stems there, negative."""
        stems = stems_of(text) if isinstance(text, str) else text
        sizes: dict[str, int] = {}
        for stem_ in stems:
            for id_, each in self._by_stem.get(stem_, ()):
                if len(each) > sizes.get(id_, 0) and each <= stems:
                    sizes[id_] = len(each)
        return [(-size, id_) for id_, size in sizes.items()]

    @cached_property
    def _by_stem(self) -> dict[str, list[tuple[str, _Stems]]]:
        """The sets of stems, each under one of its own: most words are of no issue, and need not be held to all."""
        found: dict[str, list[tuple[str, _Stems]]] = {}
        for id_, sets in self.stems:
            for each in sets:
                if each:
                    found.setdefault(min(each), []).append((id_, each))
        return found


def find_agenda(
    positions: Sequence[Position],
    statements: Sequence[Statement],
    readings: Sequence[Reading],
    sides: Sides,
    codebook: Codebook,
) -> Agenda:
    """The issues. A codebook's are the only ones, matched by their terms."""
    return _coded(codebook) if codebook.issues else _found(positions, statements, readings, sides)


def with_issues(
    positions: Iterable[Position], statements: Iterable[Statement], readings: Iterable[Reading], agenda: Agenda
) -> Iterator[Position]:
    """Positions with the issue that they speak of: by their words, their statement's, or the heading above."""
    headings = _headings(readings)
    voices = {statement.id: statement for statement in statements}
    for position in positions:
        about = [position.object.words] if position.object else []
        said = [" ".join(part.words for part in voices[position.voice].content)] if position.voice in voices else []
        issue = agenda.match(*about, position.basis.words, *said, _heading_above(position, headings))
        yield replace(position, issue=issue)


def _headings(readings: Iterable[Reading]) -> dict[str, list[Topic]]:
    """Per article, its own headings in text order."""
    return {
        reading.article: sorted((t for t in reading.topics if t.by is None), key=lambda topic: topic.basis)
        for reading in readings
    }


def _heading_above(position: Position, headings: dict[str, list[Topic]]) -> str:
    above = [topic for topic in headings.get(position.article, ()) if topic.basis.start <= position.basis.start]
    return above[-1].label if above else ""


# -- found in the coverage


@dataclass(frozen=True)
class _Candidate:
    """A set of stems that may name an issue: which findings speak of it, how much each counts, and its wordings."""

    stems: _Stems
    support: dict[str, float]
    forms: Counter[str]

    @property
    def worth(self) -> float:
        table = sum(map(is_table_word, self.stems))
        return (PAIR if len(self.stems) > 1 else 1.0) * 0.5**table


def _found(
    positions: Sequence[Position], statements: Sequence[Statement], readings: Sequence[Reading], sides: Sides
) -> Agenda:
    """The terms that most findings share, taken one after the other with the findings that each explains."""
    candidates = _without_explained(
        _candidates(positions, statements, readings, _stems_of_names(sides)), len(positions)
    )
    most = max(FEWEST_ON_TOP, min(MOST_ON_TOP, round(math.sqrt(len(positions)))))
    chosen: list[_Candidate] = []
    open_ = candidates
    taken: set[str] = set()
    while len(chosen) < most and open_:
        scored = [(_score(each, taken), sorted(each.stems), each) for each in open_]
        score, _, best = max(scored, key=lambda each: each[:2])
        if score < LEAST:
            break
        chosen.append(best)
        taken |= set(best.support)
        open_ = [each for score, _, each in scored if score >= LEAST and not _says_the_same(each, best)]
    terms = [_terms_of(each, chosen, candidates) for each in chosen]
    named: dict[str, set[str]] = {}  # two terms may come out with one label: they are one issue
    for each, words in zip(chosen, terms, strict=True):
        named.setdefault(_label(each, candidates), set()).update(words)
    issues = [
        Issue(label, tuple(sorted(words)), None, IssueStatus.OPEN, None, None, None) for label, words in named.items()
    ]
    return _with_stated(agenda_of(issues), readings, sides)


def agenda_of(issues: Iterable[Issue]) -> Agenda:
    """Issues with the sets of stems that their label and terms make, whether found or the codebook's."""
    held = tuple(issues)
    sets = (tuple(sorted({stems_of(words) for words in (i.label, *i.terms)}, key=sorted)) for i in held)
    return Agenda(held, tuple((issue.id, tuple(filter(None, each))) for issue, each in zip(held, sets, strict=True)))


def _terms_of(one: _Candidate, chosen: Sequence[_Candidate], candidates: Sequence[_Candidate]) -> tuple[str, ...]:
    """The wordings by which an issue is known: its own, and those of its single words that speak of no other."""
    by_stems = {each.stems: each for each in candidates}
    sets = (one.stems, *_single_words(one, chosen, candidates))
    return tuple(sorted({_wording(by_stems[stems]) for stems in sets}))


def _with_stated(agenda: Agenda, readings: Sequence[Reading], sides: Sides) -> Agenda:
    """Add what somebody put on the agenda and no issue covers: it is on the table before anyone takes a stand on it."""
    stated = (topic for reading in readings for topic in reading.topics if sides.named(topic.by))
    added: dict[str, Issue] = {}
    known = {issue.id for issue in agenda.issues}
    for topic in sorted(stated, key=lambda topic: topic.basis):
        label = _shortened(topic.label)
        stems = stems_of(label)
        if len(added) < STATED_AGENDA and stems and agenda.match(stems_of(topic.label)) is None:
            issue = Issue(label, (label,), None, IssueStatus.OPEN, None, None, None)
            if issue.id not in known:
                added.setdefault(issue.id, issue)
    return agenda_of((*agenda.issues, *added.values()))


def _shortened(label: str) -> str:
    """The first words of an item, without a preposition left hanging."""
    words = label.split()[:LONGEST_LABEL]
    while len(words) > 1 and len(label.split()) > len(words) and not stems_of(words[-1]):
        words.pop()
    return " ".join(words)


def _single_words(one: _Candidate, chosen: Sequence[_Candidate], candidates: Sequence[_Candidate]) -> list[_Stems]:
    """The nouns of a term of two words that by themselves speak of no other issue: "sanctions" of sanctions relief."""
    heads = {each.stems for each in candidates if len(each.stems) == 1}
    alone = [frozenset({word}) for word in sorted(one.stems)] if len(one.stems) > 1 else []
    others = [each.stems for each in chosen if each is not one]
    return [w for w in alone if w in heads and not any(w <= each for each in others) and not any(map(is_table_word, w))]


def _without_explained(candidates: Sequence[_Candidate], findings: int) -> list[_Candidate]:
    """Single words without the findings that a strong term of two words explains: "emissions" without their trading."""
    least = max(STRONG, STRONG_SHARE * findings)
    explained: dict[str, set[str]] = defaultdict(set)
    for each in candidates:
        if len(each.stems) > 1 and len(each.support) >= least:
            for word in each.stems:
                explained[word] |= each.support.keys()
    return [
        replace(each, support={id_: n for id_, n in each.support.items() if id_ not in explained[min(each.stems)]})
        if len(each.stems) == 1
        else each
        for each in candidates
    ]


def _score(candidate: _Candidate, taken: set[str]) -> float:
    return candidate.worth * sum(weight for id_, weight in candidate.support.items() if id_ not in taken)


def _says_the_same(one: _Candidate, other: _Candidate) -> bool:
    if one.stems == other.stems or one.stems < other.stems:
        return True
    shared = len(one.support.keys() & other.support.keys())
    return bool(one.stems & other.stems) and shared > OVERLAP * min(len(one.support), len(other.support))


def _candidates(
    positions: Sequence[Position], statements: Sequence[Statement], readings: Sequence[Reading], names: _Stems
) -> list[_Candidate]:
    support: dict[_Stems, dict[str, float]] = defaultdict(dict)
    forms: dict[_Stems, Counter[str]] = defaultdict(Counter)
    terms = _Terms(readings)
    for position in positions:
        id_ = position.id
        for span, weight in ((position.object, OBJECT), (position.basis, BASIS)):
            for term in terms.inside(span):
                weighed = weight * (VIEWED if position.act.group is ActGroup.VIEW else 1.0)
                _support(support, forms, term, id_, weighed, names)
    for statement in statements:
        id_ = statement.id
        for part in statement.content:
            for term in terms.inside(part):
                _support(support, forms, term, id_, STATED, names)
    taken = {position.id for position in positions}
    stated = {statement.id for statement in statements}
    for reading in readings:
        for topic in reading.topics:
            if topic.by is not None:
                for term in terms.inside(topic.basis):
                    _support(support, forms, term, topic.basis.words, TOPIC, names)
    return [
        _Candidate(stems, held, forms[stems])
        for stems, held in support.items()
        if len(held.keys() & taken) > 1 or len(held.keys() & stated) > FEWEST_STATED
    ]


def _support(
    support: dict[_Stems, dict[str, float]],
    forms: dict[_Stems, Counter[str]],
    term: Term,
    finding: str,
    weight: float,
    names: _Stems,
) -> None:
    stems = _matter_of(term.head, term.modifier)
    if stems is None or stems & names:
        return
    held = support[stems]
    held[finding] = max(weight, held.get(finding, 0.0))
    forms[stems][term.words] += 1


@lru_cache(maxsize=100_000)
def _matter_of(head: str, modifier: str | None) -> _Stems | None:
    """The stems of a term; None where it says nothing of what is negotiated."""
    words = [word for word in (head, modifier) if word]
    says_nothing = is_table_word(stem(head)) and (modifier is None or is_table_word(stem(modifier)))
    return None if says_nothing or not all(map(stems_of, words)) else frozenset(map(stem, words))


class _Terms:
    """The terms of all articles, by place."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._held = {reading.article: sorted(reading.terms, key=lambda term: term.span) for reading in readings}

    def inside(self, place: Citation | None) -> list[Term]:
        if place is None:
            return []
        held = self._held.get(place.article, [])
        first = bisect_left(held, place.start, key=lambda term: term.span.start)
        found = []
        for term in held[first:]:
            if term.span.start >= place.end:
                break
            if term.span.end <= place.end:
                found.append(term)
        return found


def _stems_of_names(sides: Sides) -> _Stems:
    """Stems of the names of parties and people: who is no what."""
    forms = {form for party in sides.parties for form in (party.name, *party.aliases)}
    people = (actor for actor in sides.actors if actor.kind is ActorKind.PERSON and actor.role)
    forms |= {form for actor in people for form in (actor.name, *actor.aliases)}
    return frozenset(each for form in forms for each in stems_of(form))


def _label(candidate: _Candidate, candidates: Sequence[_Candidate]) -> str:
    """The most usual wording; of a single word, with the word that most often goes with it: "boats" of patrol."""
    fuller = [
        each
        for each in candidates
        if candidate.stems < each.stems
        and len(each.support.keys() & candidate.support.keys()) >= FULLER * len(candidate.support)
    ]
    best = max(fuller, key=lambda each: (len(each.support), sorted(each.stems)), default=candidate)
    return _wording(best)


def _wording(candidate: _Candidate) -> str:
    """Its most usual form."""
    return min(candidate.forms, key=lambda words: (-candidate.forms[words], len(words), words))


# -- as the codebook has them


def _coded(codebook: Codebook) -> Agenda:
    ids = {each.label: Issue(each.label, (), None, IssueStatus.OPEN, None, None, None).id for each in codebook.issues}
    return agenda_of(
        Issue(
            each.label,
            tuple(sorted(each.terms)),
            ids.get(each.parent) if each.parent else None,
            *(IssueStatus.OPEN, None, None, None),
        )
        for each in codebook.issues
    )


def raised(
    agenda: Agenda, readings: Iterable[Reading], sides: Sides
) -> dict[tuple[str, str], tuple[str | None, Citation]]:
    """Issue and article -> who put it on the agenda there, and where: a stated agenda goes before a heading."""
    found: dict[tuple[str, str], tuple[str | None, Citation]] = {}
    for reading in readings:
        for topic in reading.topics:
            issue = agenda.match(topic.label)
            origin = (sides.named(topic.by), topic.basis)
            if issue is not None:
                place = (issue, reading.article)
                found[place] = min(origin, found.get(place, origin), key=lambda each: rank(*each))
    return found


def rank(by: str | None, basis: Citation) -> tuple[bool, Citation]:
    """What somebody states goes before what only stands in a heading."""

    return (by is None, basis)
