"""The passages behind the claims of a page: collected as claims are made, shown once each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from travaux.model import Article, Citation, Event, Position, Shift, Statement
from travaux.views.index import Index
from travaux.views.passage import Piece, read_passage
from travaux.views.shown import clipped, shown, shown_lines
from travaux.views.wording import (
    DIRECTIONS,
    EVENT_STATUSES,
    EVENTS,
    SOURCE_KINDS,
    act_words,
    day_words,
    estimate_words,
    told_time,
    when_words,
)

_MOST_WITNESSES = 8
_LONGEST = 300  # characters of a fact, a title, a name


@dataclass(frozen=True, slots=True)
class Claim:
    """Words on the page; `passage` is the fragment of the passage that they open, None where they rest on none."""

    words: str
    passage: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A report as a page names it. `address` is None unless it may be followed."""

    title: str
    outlet: str
    day: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One passage; `facts` are (name, value) pairs."""

    fragment: str
    heading: str
    facts: tuple[tuple[str, str], ...]
    source: Source
    pieces: tuple[Piece, ...]
    opens: bool
    closes: bool
    witnesses: tuple[tuple[Source, bool], ...]  # and whether it is a copy of the report shown
    unlisted: int
    finding: str


_OPENING, _CLOSING = "“", "”"
_MARKS = frozenset((_OPENING, _CLOSING, '"'))


def phrase(words: str, width: int) -> str:
    """Words as a line of the page has them: cut to `width`, without marks of quotation that lack their partner.

    A citation often begins or ends within a quotation; the passage that it opens shows the marks as they stand.
    """
    words = shown(words)
    kept = words if _MARKS.isdisjoint(words) else _without_lone(words)
    return clipped(kept.replace("**", "").strip(" ,;"), width)


def _without_lone(words: str) -> str:
    open_: list[int] = []
    lone: set[int] = set()
    for at, letter in enumerate(words):
        before, after = words[at - 1 : at], words[at + 1 : at + 2]
        opens = letter == _OPENING or (letter == '"' and not before.strip() and bool(after.strip()))
        if opens:
            open_.append(at)
        elif letter in (_CLOSING, '"'):
            if open_:
                open_.pop()
            else:
                lone.add(at)
    lone.update(open_)
    return "".join(letter for at, letter in enumerate(words) if at not in lone)


class Passages:
    """Gives a fragment for each claim and keeps the passage for the end of the page."""

    def __init__(self, index: Index):
        self._index = index
        self._shown: dict[str, Shown] = {}
        self._open: dict[str, int] = {}  # fragments that a line in the open refers to, with their numbers
        self._is_folded = False

    def all(self) -> tuple[Shown, ...]:
        """The passages that lines in the open refer to by their numbers, then those behind folds."""
        last = len(self._open) + 1
        return tuple(sorted(self._shown.values(), key=lambda each: self._open.get(each.fragment, last)))

    @contextmanager
    def folded(self) -> Iterator[None]:
        """Claims made in this block stand behind a fold: paper shows neither them nor their passages."""
        was, self._is_folded = self._is_folded, True
        try:
            yield
        finally:
            self._is_folded = was

    def prints(self, fragment: str) -> bool:
        """Whether a line that stands in the open refers to a passage."""
        return fragment in self._open

    def number(self, fragment: str | None) -> int | None:
        """The number of a passage, by which a printed page refers to it; none behind a fold."""
        return self._open.get(fragment or "")

    def of_position(self, position: Position) -> str | None:
        """The passage of a position: its basis marked, its object and condition marked more strongly."""
        fragment = f"p-{position.id}"
        if self._has(fragment):
            return fragment
        index, voice = self._index, self._index.voice_of(position)
        party = index.parties.get(position.party or "")
        issue = index.issues.get(position.issue or "")
        who = party.name if party else position.holder or "Somebody"
        on = f", on {issue.label}" if issue else ""
        facts = [
            ("held by", position.holder if party and position.holder != party.name else None),
            ("said by", voice.speaker if voice else "the report, in its own words"),
            ("kind of source", SOURCE_KINDS[voice.source_kind] if voice else None),
            ("on terms", voice.terms.words if voice and voice.terms else None),
            ("as of", told_time(position.as_of, position.dated) if position.as_of or position.dated else None),
            ("day", self._estimated(position)),
            ("stance", position.stance),
        ]
        inner = [part for part in (position.object, position.condition) if part]
        heading = f"{who}{on}: {act_words(position.act, position.modality)}"
        return self._add(fragment, position.id, heading, facts, [position.basis], inner, voice, position.confidence)

    def of_statement(self, statement: Statement) -> str | None:
        """The passage of a statement, what was said marked, on what terms it was said marked more strongly."""
        fragment = f"p-{statement.id}"
        if self._has(fragment):
            return fragment
        facts = [
            ("kind of source", SOURCE_KINDS[statement.source_kind]),
            ("on terms", statement.terms.words if statement.terms else None),
            ("said on", when_words(statement.said_on) if statement.said_on else None),
            ("day", self._estimated(statement)),
            ("manner", statement.manner),
        ]
        terms = [statement.terms] if statement.terms else []
        heading = f"{statement.speaker or 'Somebody'} says"
        return self._add(
            fragment, statement.id, heading, facts, statement.content, terms, statement, statement.confidence
        )

    def _estimated(self, finding: Position | Statement | Event) -> str | None:
        """What says when its report came out, where the day of a finding rests on that."""
        about = self._index.estimate_of(finding.article) if self._index.is_estimated(finding.id) else None
        return f"the report came out {estimate_words(about)}" if about else None

    def of_end(self, shift: Shift, end: Citation) -> str | None:
        """The passage of an end of a shift."""
        held = dict(zip((shift.earlier, shift.later), self._index.ends_of(shift), strict=True))[end]
        if held is not None:
            return self.of_position(held)
        which = "later" if end == shift.later else "earlier"
        return self.of_citation(shift.id, end, f"The {which} end of a shift: {DIRECTIONS[shift.direction]}")

    def of_event(self, event: Event) -> str | None:
        """The passage of an event."""
        fragment = f"p-{event.id}"
        if self._has(fragment):
            return fragment
        facts = [
            ("date", told_time(event.date, event.dated) if event.date or event.dated else None),
            ("day", self._estimated(event)),
            ("place", event.place),
            ("who", ", ".join(event.participants[:12]) or None),
        ]
        heading = f"{EVENTS[event.type].capitalize()}, {EVENT_STATUSES[event.status]}"
        return self._add(fragment, event.id, heading, facts, [event.basis], [], None, event.confidence)

    def of_citation(self, finding: str, citation: Citation | None, heading: str) -> str | None:
        """The passage of any other citation of a finding, None where it has none."""
        if citation is None:
            return None
        fragment = f"p-{finding}-{citation.start}"
        if self._has(fragment):
            return fragment
        return self._add(fragment, finding, heading, [], [citation], [], None, None)

    def source(self, article: Article) -> Source:
        """A report as the page names it."""
        return source_of(article)

    def _has(self, fragment: str) -> bool:
        """Whether a passage is on the page already; if so, this claim too refers to it."""
        if fragment not in self._shown:
            return False
        self._refer(fragment)
        return True

    def _refer(self, fragment: str) -> None:
        if not self._is_folded:
            self._open.setdefault(fragment, len(self._open) + 1)

    def _add(
        self,
        fragment: str,
        finding: str,
        heading: str,
        facts: Sequence[tuple[str, str | None]],
        cited: Sequence[Citation],
        inner: Sequence[Citation],
        voice: Statement | None,
        confidence: float | None,
    ) -> str | None:
        article = self._index.articles.get(cited[0].article)
        if article is None:
            return None
        passage = read_passage(article, cited, inner)
        others = self._witnesses(voice, article)
        known = [(name, clipped(value, _LONGEST)) for name, value in facts if value]
        if confidence is not None and confidence < 1:
            known.append(("confidence", f"{confidence:.2f}"))
        self._shown[fragment] = Shown(
            fragment,
            clipped(heading, _LONGEST),
            tuple(known),
            source_of(article),
            tuple(Piece(shown_lines(piece.text), piece.weight) for piece in passage.pieces),
            passage.opens,
            passage.closes,
            tuple(others[:_MOST_WITNESSES]),
            max(0, len(others) - _MOST_WITNESSES),
            finding,
        )
        self._refer(fragment)
        return fragment

    def _witnesses(self, voice: Statement | None, article: Article) -> list[tuple[Source, bool]]:
        group = self._index.witnesses_of(voice.id) if voice else None
        if group is None:
            return []
        copies = self._index.copies_of(article.id)
        alike = set(copies.articles) if copies else set()
        found = [self._index.articles[each] for each in group.articles if each in self._index.articles]
        others = [each for each in found if each.id != article.id]
        others.sort(key=lambda each: (each.id in alike, str(each.published or "9999"), each.outlet or "", each.id))
        return [(source_of(each), each.id in alike) for each in others]


def source_of(article: Article) -> Source:
    """A report as the page names it: its own words made fit to show, its address only where that is http or https."""
    address = (article.address or "").strip()
    followed = address.lower().startswith(("http://", "https://")) and len(address) < 2000
    return Source(
        clipped(article.title or article.origin, _LONGEST),
        clipped(article.outlet or "outlet not known", 80),
        day_words(article.published) if article.published else "no date",
        shown(address) if followed else None,
    )
