"""One finding by its id: the passage that it rests on, and the chain of how it came to be."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields

from travaux.model import (
    TYPES,
    Actor,
    Article,
    Citation,
    Copies,
    Estimate,
    Event,
    Happening,
    Interaction,
    Issue,
    Knot,
    Link,
    Modality,
    Outcome,
    Party,
    Position,
    Problem,
    Provenance,
    Record,
    Rule,
    Ruled,
    Shift,
    Stand,
    State,
    Statement,
    Witnesses,
)
from travaux.record import MERGER
from travaux.views.errors import ViewError
from travaux.views.index import Finding, Index
from travaux.views.passage import read_passage
from travaux.views.reviewed import change_words
from travaux.views.shown import clipped, shown, shown_lines
from travaux.views.wording import act_words, counted, estimate_words

_WIDTH = 88
_MARKS = {0: ("", ""), 1: ("⟦", "⟧"), 2: ("⟦", "⟧")}

_TYPES = {type_.noun: type_ for type_ in TYPES}
# By what rule the findings are made that carry none: those of bulletins, and those of the merge.
_RULES: dict[type, str] = {
    Interaction: "bulletin: parties beside a claim",
    Outcome: "bulletin: what the meeting did",
    Actor: "names of one person or body, joined across articles",
    Party: "who holds most positions, or the codebook",
    Issue: "the terms that most findings share, or the codebook",
    Link: "a position with a condition, and the issue that the condition speaks of",
    Happening: "events of one kind, time and company, joined across articles",
    Stand: "neighbouring positions of one act on one matter",
    Knot: "links that lead back to where they began",
    Rule: "words that make everything wait for the whole",
    Witnesses: "nearly the same words within days, by speakers who may be one",
    Copies: "shared runs of words",
    Estimate: "the days of reports that tell the same, and the weekdays that it names",
    Shift: "neighbouring stands of one holder on one matter",
}


def show(record: Record, id: str) -> str:  # noqa: A002 - the name of the argument on the command line
    """A finding as plain text: what it says, then its passages, the cited words between ⟦ and ⟧.

    `id` may be the start of an id where only one begins so; otherwise `ViewError`.
    """
    index = Index(record)
    finding = find_finding(index, id)
    lines = [headline(finding)]
    lines += _aligned(_facts(index, finding))
    for citations, inner in _passages(index, finding):
        article = index.articles.get(citations[0].article)
        if article:
            lines += ["", _reference(article), "", *_wrapped(_marked(article, citations, inner))]
    if isinstance(finding, Article):
        lines += ["", *_wrapped(clipped(finding.text, 1200))]
    return "\n".join(lines) + "\n"


def why(record: Record, id: str, ruled: Sequence[Ruled] = ()) -> str:  # noqa: A002
    """The chain behind a finding as plain text.

    Stage and rule with their version, statement, words; article with its hash and origin, models; what people ruled.
    """
    index = Index(record)
    finding = find_finding(index, id)
    readers = {made.article: made for made in record.provenance}
    lines = [headline(finding), *_aligned(_making(index, finding, readers))]
    for position in _positions_behind(index, finding):
        if position is not finding:
            lines += _resting_on(index, position)
        voice = index.voice_of(position)
        lines += _resting_on(index, voice) if voice else ["  rests on    the reporter's own words"]
    if isinstance(finding, Statement) and finding.within in index.statements:
        lines.append(f"  nested in   {headline(index.statements[finding.within])}")
    if isinstance(finding, Position | Statement | Event):
        lines.append(f"  confidence  {finding.confidence:.2f}")
    lines += [f"  words       {_place(citation)}" for citation in cited(finding)]
    for article in _articles_behind(index, finding):
        lines += ["", f"article {article.id}", *_aligned(_origin(index, article))]
        made = readers.get(article.id)
        if made:
            stale = "" if made.wording == article.wording else " (of an earlier wording)"
            lines.append(f"  read by     {shown(made.stages)}{stale}")
            lines += [f"  model       {shown(model)}" for model in made.models]
        lines += _aligned(("older", _version(each)) for each in index.older_of(article.id))
    if ruled:
        lines += ["", *(f"ruling        {_told_of(each)}" for each in ruled)]
    elif not isinstance(finding, Article):
        lines += ["", "ruling        none"]
    return "\n".join(lines) + "\n"


def _told_of(ruled: Ruled) -> str:
    """A ruling on one line; whether it stands, where it does not."""
    ruling = ruled.ruling
    changes = "; ".join(change_words(each) for each in ruling.correction)
    change = f" to {clipped(changes, 200)}" if changes else ""
    state = f" ({ruled.state})" if ruled.state is not State.STANDS else " (disputed)" if ruled.disputed else ""
    reason = f": {clipped(ruling.reason, 300)}" if ruling.reason else ""
    return f"{ruling.number}  {ruling.verdict}{change} by {shown(ruling.by)} on {ruling.at.date()}{state}{reason}"


def _making(index: Index, finding: Finding, readers: Mapping[str, Provenance]) -> Iterator[tuple[str, str]]:
    """Which stage made a finding, by which rule, in which version of the rules."""
    stage = _TYPES[type(finding)].stage
    yield ("made by", stage)
    if isinstance(finding, Article):
        return
    made = (readers[each.id].stages for each in _articles_behind(index, finding) if each.id in readers)
    versions = [MERGER] if stage.endswith("record") else dict.fromkeys(made)
    yield ("rule", ", ".join((_rule(index, finding) or "not on record", *versions)))


def _resting_on(index: Index, finding: Position | Statement) -> list[str]:
    rule = _rule(index, finding)
    return [f"  rests on    {headline(finding)}", *([f"    by rule   {shown(rule)}"] if rule else [])]


def _rule(index: Index, finding: Finding) -> str | None:
    match finding:
        case Statement(rule=rule, cue=cue):
            return f"{rule}, cue “{cue.words}”" if rule and cue else rule
        case Position(rule=rule) | Event(rule=rule):
            return rule
        case Problem(code="future-date"):
            return f"future-date, judged by {index.whole.today}"
        case Problem(code=code):
            return code
    return _RULES.get(type(finding))


def _name(finding: Finding) -> str:
    return _TYPES[type(finding)].name


def find_finding(index: Index, id: str) -> Finding:  # noqa: A002
    """The one finding whose id begins so; `ViewError` where there is none, or more than one."""
    wanted = id.strip().lower()
    if wanted in index.findings:
        return index.findings[wanted]
    found = sorted(key for key in index.findings if wanted and key.startswith(wanted))
    if len(found) == 1:
        return index.findings[found[0]]
    raise not_found(id, [(key, _name(index.findings[key])) for key in found[:4]], len(found))


def not_found(id: str, found: Sequence[tuple[str, str]], number: int) -> ViewError:  # noqa: A002
    """What is said of the start of an id that no finding has, or so many: the first few are named with their types."""
    if not number:
        return ViewError(f"no finding has an id that begins with {clipped(id, 40)!r}")
    some = ", ".join(f"{key} ({name})" for key, name in found)
    return ViewError(f"{counted(number, 'id')} begin with {clipped(id, 40)!r}: {some}{', …' * (number > len(found))}")


def headline(finding: Finding) -> str:
    """What a finding says, on one line, after its kind and id."""
    return f"{_name(finding)} {finding.id}  {clipped(_summary(finding), 110)}"


def cited(finding: Finding) -> list[Citation]:
    """All citations of a finding, in the order of its fields."""
    found = []
    for field in fields(finding):
        value = getattr(finding, field.name)
        values = value if isinstance(value, tuple) else (value,)
        found += [each for each in values if isinstance(each, Citation)]
    return found


def _summary(finding: Finding) -> str:
    match finding:
        case Article():
            return finding.title or finding.origin
        case Statement():
            return f"{finding.speaker or 'somebody'}: {' … '.join(part.words for part in finding.content)}"
        case Position():
            who = finding.holder or "somebody"
            return f"{who} {act_words(finding.act, finding.modality)}: {(finding.object or finding.basis).words}"
        case Event():
            return f"{finding.type}, {finding.status.replace('_', ' ')}: {finding.basis.words}"
        case Interaction():
            return f"{finding.source} {finding.kind.replace('_', ' ')} {finding.target}"
        case Outcome():
            return f"{finding.status.replace('_', ' ')}: {(finding.object or finding.basis).words}"
        case Actor() | Party():
            return finding.name
        case Issue():
            return f"{finding.label}, {finding.status.replace('_', ' ')}"
        case Link():
            return f"{finding.basis.words}"
        case Witnesses():
            return f"{counted(len(finding.articles), 'report')}, {finding.independent} independent"
        case Copies():
            return counted(len(finding.articles), "article")
        case Estimate():
            return estimate_words(finding)
        case Shift():
            return finding.direction
        case Happening():
            return f"{finding.type}, {finding.status.replace('_', ' ')}, {finding.date or 'no date'}"
        case Stand():
            return (
                f"{act_words(finding.act, Modality.MADE)}, {finding.since or 'no date'} to {finding.last or 'no date'}"
            )
        case Knot():
            return counted(len(finding.issues), "issue")
        case Rule():
            return finding.basis.words
        case Problem():
            return f"{finding.code}: {finding.message}"


def _facts(index: Index, finding: Finding) -> Iterator[tuple[str, str]]:
    """The fields that are no citations, with ids of parties, issues and articles as names."""
    for field in fields(finding):
        value = getattr(finding, field.name)
        if value is None or value == () or field.name in ("text", "confidence") or isinstance(value, Citation):
            continue
        values = value if isinstance(value, tuple) else (value,)
        if isinstance(values[0], Citation):
            continue
        if isinstance(finding, Estimate) and field.name == "findings":
            yield ("days by it", counted(len(values), "finding"))
            continue
        yield (field.name.replace("_", " "), ", ".join(_named(index, str(each)) for each in values))
    if isinstance(finding, Position | Event) and finding.dated:
        yield ("time in words", finding.dated.words)
    if index.is_estimated(finding.id):
        yield ("day", "by an estimate of when its report came out")
    if isinstance(finding, Position | Statement):
        statement = index.voice_of(finding) if isinstance(finding, Position) else finding
        reports, independent = index.carriers(statement)
        yield ("carried by", f"{counted(reports, 'report')}, {independent} independent")
    if isinstance(finding, Article):
        yield from (("older", _version(each)) for each in index.older_of(finding.id))


def _named(index: Index, value: str) -> str:
    if value in index.parties:
        return index.parties[value].name
    if value in index.issues:
        return index.issues[value].label
    if value in index.articles:
        return f"{value} ({_reference(index.articles[value])})"
    return value


def _passages(index: Index, finding: Finding) -> list[tuple[list[Citation], list[Citation]]]:
    """What to mark, one group a passage, with the words within it that matter most."""
    match finding:
        case Position():
            inner = [part for part in (finding.object, finding.condition) if part]
            return [([finding.basis], inner)]
        case Statement():
            return [(list(finding.content), [])]
        case Shift():
            ends = dict(zip((finding.earlier, finding.later), index.ends_of(finding), strict=True))
            return [([end], [held.object] if held and held.object else []) for end, held in ends.items()]
        case Witnesses():
            found = [index.statements.get(each) for each in finding.statements]
            return [(list(each.content), []) for each in found if each]
        case Link():
            return [([finding.basis], [finding.condition])]
        case Stand():
            return [([each.basis], []) for each in _positions_behind(index, finding)]
        case Happening():
            return [([index.events[each].basis], []) for each in finding.events]
        case Knot():
            links = {each.id: each for each in index.whole.links}
            return [([links[each].basis], [links[each].condition]) for each in finding.links]
    return [([each], []) for each in dict.fromkeys(cited(finding))]


def _marked(article: Article, cited_: list[Citation], inner: list[Citation]) -> str:
    # One pair of marks a run: nested ones would be no help on paper.
    passage = read_passage(article, cited_, [each for each in inner if not _covered(each, cited_)])
    words = "".join(_MARKS[piece.weight][0] + piece.text + _MARKS[piece.weight][1] for piece in passage.pieces)
    return ("" if passage.opens else "… ") + words + ("" if passage.closes else " …")


def _covered(citation: Citation, others: list[Citation]) -> bool:
    return any(each.article == citation.article and each.span.covers(citation.span) for each in others)


def _positions_behind(index: Index, finding: Finding) -> list[Position]:
    match finding:
        case Position():
            return [finding]
        case Link():
            ids: tuple[str, ...] = (finding.position,)
        case Shift() | Stand():
            ids = finding.positions
        case _:
            ids = ()
    return [index.positions[each] for each in ids if each in index.positions]


def _articles_behind(index: Index, finding: Finding) -> list[Article]:
    match finding:
        case Article():
            return [finding]
        case Stand():
            ids = [position.article for position in _positions_behind(index, finding)]
        case Knot():
            ids = [citation.article for group, _ in _passages(index, finding) for citation in group]
        case Witnesses() | Copies() | Happening():
            ids = list(finding.articles)
        case Estimate():
            ids = [finding.article, *finding.articles]
        case _:
            ids = [citation.article for citation in cited(finding)]
    return [index.articles[each] for each in dict.fromkeys(ids) if each in index.articles]


def _origin(index: Index, article: Article) -> Iterator[tuple[str, str]]:
    yield ("title", article.title or "not known")
    yield ("outlet", article.outlet or "not known")
    about = index.estimate_of(article.id)
    unknown = f"not known; {estimate_words(about)}" if about else "not known"
    yield ("published", str(article.published) if article.published else unknown)
    yield ("file", article.origin)
    if article.address:
        yield ("address", article.address)
    yield ("wording", article.wording)


def _version(article: Article) -> str:
    """A version of an article that gave way to a newer one."""
    updated = f", updated {article.updated}" if article.updated else ""
    return f"{article.published or 'no date'}{updated}, wording {article.wording}, {article.origin}"


def _reference(article: Article) -> str:
    parts = (article.title, article.outlet, str(article.published) if article.published else "no date")
    return " · ".join(clipped(part, 100) for part in parts if part) or shown(article.origin)


def _place(citation: Citation) -> str:
    return f"{citation.article} {citation.start}–{citation.end}  “{clipped(citation.words, 70)}”"


def _aligned(facts: Iterator[tuple[str, str]]) -> list[str]:
    return [f"  {name:<10}  {clipped(value, 300)}" for name, value in facts]


def _wrapped(words: str) -> list[str]:
    lines: list[str] = []
    for line in shown_lines(words).split("\n"):
        lines += [f"  {part}" for part in textwrap.wrap(line, _WIDTH)] or [""]
    return lines
