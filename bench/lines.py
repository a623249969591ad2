"""What the scorers read: one JSON object an article, made of the library's nouns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from travaux.model import Act, Article, Citation, Event, Position, Reading, Record, Span, Statement, When
from travaux.views import Filter, select

Line = dict[str, Any]

# The gold readings' names of acts that go by another name here, or that the gold does not tell apart.
BULLETIN_ACTS = {Act.DOUBT: "express_doubt", Act.OPPOSE: "reject"}
NEWS_ACTS = {
    Act.DOUBT: "express_doubt",
    Act.OPPOSE: "reject",
    Act.PROPOSE: "call_for",
    Act.REQUEST: "call_for",
    Act.SUPPORT: "call_for",
}
# An act that the gold of news has no name for: what is merely reported is a statement there, no position.
NO_NEWS_ACT = frozenset({Act.REPORT})

# PolNeAR's contents begin with the word that opens their clause.
_OPENER = re.compile(r"\b(?:that|whether|if),?\s+$", re.IGNORECASE)
_STOP = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSen)(?<!\bRep)(?<!\bGov)[.!?][”\"’']?\s")
_MARKS = "“”\"‘’'«»„"


# -- who said what, as spans of a file


def attribution_line(name: str, text: str, statements: Iterable[Statement]) -> Line:
    """Statements as source, cue and content spans; `text` is the whole file.

    PolNeAR nests nothing: words within another's words are a part of those, and no line of their own. Nor does it
    part those who speak together, and without a cue there is no attribution.
    """
    joint: dict[tuple[Any, ...], list[Statement]] = {}
    for each in statements:
        if each.within is None and each.cue is not None:
            joint.setdefault((each.cue, each.content), []).append(each)
    return {
        "article": name,
        "attributions": [
            {
                "source": [span for each in group for span in _spans(each.source)],
                "cue": _spans(group[0].cue),
                "content": [list(open_clause(text, part.span)) for part in group[0].content],
            }
            for group in joint.values()
        ],
    }


def _spans(citation: Citation | None) -> list[list[int]]:
    return [[citation.start, citation.end]] if citation else []


def open_clause(text: str, span: Span) -> Span:
    """The span with the "that", "whether" or "if" that stands right before it."""
    opener = _OPENER.search(text, max(0, span.start - 12), span.start)
    return Span(opener.start(), span.end) if opener else span


# -- who stands where in a bulletin, as spans of a file


def position_line(source: str, reading: Reading, place: Callable[[Citation], Span | None]) -> Line:
    """Positions, interactions and outcomes of a bulletin; `place` gives a citation's span in the file, None if lost."""
    return {
        "source": source,
        "positions": _by_holders(reading.positions, place),
        "interactions": [
            {"from": each.source, "to": each.target, "type": str(each.kind), "span": list(span)}
            for each in reading.interactions
            if (span := place(each.basis))
        ],
        "outcomes": [
            {"status": str(each.status), "span": list(span)} for each in reading.outcomes if (span := place(each.basis))
        ],
    }


def _by_holders(positions: Iterable[Position], place: Callable[[Citation], Span | None]) -> list[Line]:
    """One entry for what several hold in the same words."""
    found: dict[tuple[Any, ...], Line] = {}
    for position in positions:
        evidence = place(position.basis)
        if evidence is None or position.holder is None:
            continue
        object_ = place(position.object) if position.object else None
        condition = place(position.condition) if position.condition else None
        act = BULLETIN_ACTS.get(position.act, str(position.act))
        entry = found.setdefault(
            (evidence, object_, act, position.stance, condition),
            {
                "holders": [],
                "on_behalf_of": [],
                "act": act,
                "stance": str(position.stance),
                "object_span": object_ and list(object_),
                "evidence_span": list(evidence),
                "condition_span": condition and list(condition),
            },
        )
        if position.holder not in entry["holders"]:
            entry["holders"].append(position.holder)
    return list(found.values())


# -- what a report says, as words


def record_lines(record: Record, names: dict[str, str], min_confidence: float | None = None) -> list[Line]:
    """A record as one line for each article that `names` (article id -> name) names, in the order of the names.

    Without a confidence, what a reader is shown who asks for none.
    """
    record = select(record, Filter(min_confidence=min_confidence))
    parties = {party.id: party.name for party in record.parties}
    lines: dict[str, Line] = {}
    for article in record.articles:
        if article.id in names:
            name = names[article.id]
            lines[name] = {
                "article": name,
                "statements": _statements(article, record.statements, parties),
                "positions": _positions(article, record.positions, parties),
                "events": _events(article, record.events),
            }
    return [lines[name] for name in sorted(lines)]


def history_line(negotiation: str, record: Record) -> Line:
    """What a record says across its articles: passages that are one statement or event, and shifts."""
    files = {article.id: Path(article.origin).stem for article in record.articles}
    told = {each.id: (each.article, " ".join(part.words for part in each.content)) for each in record.statements}
    told |= {event.id: (event.article, event.basis.words) for event in record.events}
    parties = {party.id: party.name for party in record.parties}
    groups = [each.statements for each in record.witnesses] + [each.events for each in record.happenings]
    return {
        "negotiation": negotiation,
        "witnesses": [
            [{"file": files[article], "text": words} for article, words in (told[id_] for id_ in group)]
            for group in groups
            if len(group) > 1
        ],
        "shifts": [
            {
                "party": parties.get(shift.party),
                "from": {"file": files[shift.earlier.article], "text": shift.earlier.words},
                "to": {"file": files[shift.later.article], "text": shift.later.words},
                "direction": str(shift.direction),
            }
            for shift in record.shifts
        ],
    }


def _statements(article: Article, statements: Iterable[Statement], parties: dict[str, str]) -> list[Line]:
    return [
        {"speaker": each.speaker, "party": parties.get(each.party or ""), "content": words}
        for each in statements
        if each.article == article.id
        for part in find_runs(article.text, each.content)
        if (words := unquoted(part.words))
    ]


def find_runs(text: str, content: Iterable[Citation]) -> list[Citation]:
    """The parts of a content that the gold has as statements: of a sentence that its attribution cuts, the longest."""
    sentences: list[list[Citation]] = []
    for part in content:
        if sentences and not _STOP.search(text, sentences[-1][-1].end - 2, part.start):
            sentences[-1].append(part)
        else:
            sentences.append([part])
    return [max(parts, key=lambda each: len(each.words)) for parts in sentences]


def _positions(article: Article, positions: Iterable[Position], parties: dict[str, str]) -> list[Line]:
    """Positions of a party; those that are nobody's stand in no matrix."""
    return [
        {
            "party": parties[each.party],
            "act": NEWS_ACTS.get(each.act, str(each.act)),
            "evidence": each.basis.words,
            "condition": each.condition.words if each.condition else None,
        }
        for each in positions
        if each.article == article.id and each.party in parties and each.act not in NO_NEWS_ACT
    ]


def _events(article: Article, events: Iterable[Event]) -> list[Line]:
    return [
        {"type": str(each.type), "date": each.date and calendar_words(each.date), "evidence": each.basis.words}
        for each in events
        if each.article == article.id
    ]


def unquoted(words: str) -> str:
    """The words of a direct quotation without the marks round it; marks inside indirect speech stay."""
    if words[:1] in _MARKS and words[:1].strip():
        words = words[1:]
        if words[-1:] in _MARKS:
            words = words[:-1]
    return words.strip()


def calendar_words(when: When) -> str | None:
    """A day, month or year; of a week or another run of days the month, or else the year, that holds it."""
    first, last = when.first, when.last
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return first.strftime("%Y-%m")
    if when.granularity == "week":
        return first.strftime("%Y-%m")
    return first.strftime("%Y") if first.year == last.year else None
