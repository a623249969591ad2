"""Quotations and the cues that stand beside them: who said what stands between the marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from travaux.attribution.clauses import read_lemma, read_subject
from travaux.attribution.cues import VERBS, CueKind
from travaux.attribution.finding import Attribution, merge
from travaux.model import Parse, Span, Token

# A quotation of fewer words is a term or a scare quote, unless its sentence hands it to a cue.
FEWEST_WORDS = 4
UNCUED = 0.75  # how often a paragraph of quotation is the last speaker's

_BROKEN_OFF = frozenset(",?!—–-…;")
_HANDING = frozenset({",", ":", "—", "–", "-", "--"})
_ENDS = frozenset({".", "!", "?"})


def snap(parse: Parse, attribution: Attribution) -> Attribution:
    """Let the content take in, whole, the quotations that it touches and that its cue is not a part of."""
    if attribution.cue is None or parse.quotation_at(attribution.cue.start) is not None:
        return attribution
    spans: list[Span] = []
    for run in attribution.content:
        start, end = run
        for offset in (run.start, run.end - 1):
            quotation = _around(parse, offset)
            if quotation is not None and not quotation.covers(attribution.cue):
                start, end = min(start, quotation.start), max(end, quotation.end)
        spans.append(Span(start, end))
    return replace(attribution, content=merge(spans))


def _around(parse: Parse, offset: int) -> Span | None:
    """The quotation that a border lies in, or whose mark it nearly touches."""
    for at in (offset, offset - 1, offset + 1):
        found = parse.quotation_at(at) if at >= 0 else None
        if found is not None:
            return found
    return None


def attach(parse: Parse, found: list[Attribution]) -> list[Attribution]:
    """Give every quotation that no attribution has yet to the cue beside it, or to the one before it."""
    found = sorted(found, key=lambda each: (each.verb, each.content))
    by_verb = {each.verb: number for number, each in enumerate(found)}
    owners = _Owners(found)
    verbs = [each.verb for each in found]
    last: tuple[int, int] | None = None  # the paragraph of the last quotation that has an attribution, and which
    for number, quotation in enumerate(parse.quotations):
        paragraph = parse.paragraph_at(quotation.start)
        owner = owners.of(quotation)
        if owner is not None:
            last = (paragraph, owner)
            continue
        if not _is_speech(parse, quotation):
            continue
        cue = _cue_after(parse, quotation, number) or _cue_before(parse, quotation, number)
        if cue is not None:
            existing = by_verb.get(cue.verb)
            if existing is not None:
                kept = found[existing]
                content = merge([*kept.content, quotation]) if kept.pattern in {"quotation", "clause"} else (quotation,)
                found[existing] = replace(kept, content=content, prior=cue.prior, pattern="quotation")
            else:
                by_verb[cue.verb] = existing = len(found)
                found.append(cue)
            last = (paragraph, existing)
        elif last is not None and _goes_on(parse, quotation, paragraph, last, found):
            kept = found[last[1]]
            found[last[1]] = replace(kept, content=merge([*kept.content, quotation]))
            last = (paragraph, last[1])
        elif _is_whole_paragraph(parse, quotation, paragraph):
            before = _last_source(parse, found, verbs, paragraph)
            if before is not None:
                found.append(replace(before, cue=None, content=(quotation,), prior=UNCUED, pattern="uncued"))
                last = (paragraph, len(found) - 1)
    return found


def go_on(parse: Parse, found: list[Attribution]) -> list[Attribution]:
    """Give quotations, and what was not heard of them, to those whose words go on in them.

    A quotation is to its end the words of whoever it begins to be; one that opens a sentence goes on with the
    attribution before it in its paragraph ("…," Vik said. "And …"), one that is a paragraph with the speaker of the
    paragraph before.
    """
    found = sorted(found, key=lambda each: (each.verb, each.content))
    owners = _Owners(found)
    verbs = [each.verb for each in found]
    places = [parse.tokens[verb].start for verb in verbs]
    cues = sorted(each.cue for each in found if each.cue is not None)
    for quotation in parse.quotations:
        if not _is_speech(parse, quotation):
            continue
        paragraph = parse.paragraph_at(quotation.start)
        held = owners.hold(quotation)
        owner = None
        if held:
            if len(held) == 1 and not _any_within(cues, quotation):
                (owner,) = held
        elif _is_whole_paragraph(parse, quotation, paragraph):
            before = _last_source(parse, found, verbs, paragraph)
            if before is not None:
                found.append(
                    replace(before, cue=None, content=(quotation,), prior=UNCUED, pattern="uncued", learned=False)
                )
        elif _opens_sentence(parse, quotation):
            at = bisect_left(places, quotation.start) - 1
            if at >= 0 and places[at] >= parse.paragraphs[paragraph].start:
                owner = at
        if owner is not None:
            found[owner] = replace(found[owner], content=merge([*found[owner].content, quotation]))
    return found


def _any_within(spans: list[Span], around: Span) -> bool:
    at = bisect_left(spans, around)
    return at < len(spans) and around.covers(spans[at])


def find_set_off(parse: Parse, found: list[Attribution]) -> list[Attribution]:
    """Paragraphs without marks that a cue and a colon hand over: Vik wrote: ¶ We will not sign."""
    taken = {each.verb for each in found}
    set_off = []
    for paragraph, after in zip(parse.paragraphs, parse.paragraphs[1:], strict=False):
        if parse.text[paragraph.end - 1] != ":" or parse.quotation_at(after.start) is not None:
            continue
        colon = parse.token_at(paragraph.end - 1)
        if colon is None:
            continue
        cues = [
            t for t in parse.sentence(colon.sentence) if _may_quote(parse, t) and parse.quotation_at(t.start) is None
        ]
        if cues and cues[-1].index not in taken:
            set_off.append(replace(_quoted(parse, cues[-1], after), prior=0.6))
    return set_off


class _Owners:
    """Which attribution's content holds a place, the first that does."""

    def __init__(self, found: list[Attribution]) -> None:
        runs = sorted((run.start, run.end, number) for number, each in enumerate(found) for run in each.content)
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._runs: list[tuple[int, int, int]] = []
        for start, end, number in runs:
            if self._runs and end <= self._runs[-1][1]:
                continue
            self._starts.append(start)
            self._ends.append(end)
            self._runs.append((start, end, number))

    def of(self, span: Span) -> int | None:
        at = bisect_right(self._starts, span.start) - 1
        if at >= 0 and self._runs[at][1] >= span.end:
            return self._runs[at][2]
        return None

    def hold(self, span: Span) -> set[int]:
        """Whose contents hold a part of it."""
        first, after = bisect_left(self._ends, span.start + 1), bisect_left(self._starts, span.end)
        return {number for _, _, number in self._runs[first:after]}


def _is_speech(parse: Parse, quotation: Span) -> bool:
    """Is a quotation long enough for speech, or handed to a cue, and no heading or title of a work?"""
    words = [token.words for token in parse.tokens_in(quotation) if token.words[0].isalnum()]
    if not words or all(word.isupper() for word in words):
        return False
    if len(words) >= FEWEST_WORDS:
        return True
    titled = all(word[0].isupper() for word in words)
    return _is_handed(parse, quotation) and not (titled and len(words) > 1)


def _is_whole_paragraph(parse: Parse, quotation: Span, paragraph: int) -> bool:
    whole = parse.paragraphs[paragraph]
    return quotation.start == whole.start and quotation.end >= whole.end - 1


def _last_source(parse: Parse, found: list[Attribution], verbs: list[int], paragraph: int) -> Attribution | None:
    """The last attribution of the paragraph before, if it has a source and stands in no other's words."""
    if not paragraph:
        return None
    before = parse.paragraphs[paragraph - 1]
    at = bisect_left(parse.tokens, before.end, key=lambda token: token.start)
    for number in range(bisect_left(verbs, at) - 1, -1, -1):
        each = found[number]
        if parse.tokens[each.verb].start < before.start:
            return None
        speaks = each.source is not None and each.pattern in {"clause", "quotation", "for", "to", "about"}
        if speaks and parse.quotation_at(parse.tokens[each.verb].start) is None:
            return each
    return None


def _opens_sentence(parse: Parse, quotation: Span) -> bool:
    before = parse.text[max(0, quotation.start - 6) : quotation.start].rstrip()
    return before.rstrip("\"”»’')")[-1:] in _ENDS


def _is_handed(parse: Parse, quotation: Span) -> bool:
    before = parse.text[max(0, quotation.start - 3) : quotation.start].rstrip()
    inside = parse.text[quotation.start : quotation.end].rstrip("\"”»’'")
    return before[-1:] in {",", ":"} or inside[-1:] == ","


def _gap(parse: Parse, start: int, end: int) -> tuple[Token, ...]:
    return parse.tokens_in(Span(start, end)) if start < end else ()


def _cue_after(parse: Parse, quotation: Span, number: int) -> Attribution | None:
    """ "…," Vik said. The cue stands in the rest of the sentence that the quotation ends in."""
    end = parse.paragraphs[parse.paragraph_at(quotation.start)].end
    if number + 1 < len(parse.quotations):
        end = min(end, parse.quotations[number + 1].start)
    inside = parse.text[quotation.start : quotation.end].rstrip("\"”»’'")
    after = parse.text[quotation.end : end].lstrip()
    if inside[-1:] not in _BROKEN_OFF and after[:1] not in {",", "—", "–", "-"}:
        return None
    for token in _gap(parse, quotation.end, end):
        if token.words in _ENDS or token.words in {"but", "while", "though"}:
            return None
        if _may_quote(parse, token):
            return _quoted(parse, token, quotation)
    return None


def _cue_before(parse: Parse, quotation: Span, number: int) -> Attribution | None:
    """Vik said: "…". The cue stands in the sentence that leads up to the quotation, or ends the paragraph before it."""
    paragraph = parse.paragraph_at(quotation.start)
    start = parse.paragraphs[paragraph].start
    if quotation.start == start and paragraph and parse.text[parse.paragraphs[paragraph - 1].end - 1] == ":":
        start = parse.paragraphs[paragraph - 1].start
    if number:
        start = max(start, parse.quotations[number - 1].end)
    gap = _gap(parse, start, quotation.start)
    if not gap or gap[-1].words in _ENDS:
        return None
    handed = gap[-1].words in _HANDING or gap[-1].words == "that"
    best = None
    for token in gap:
        if token.words in _ENDS and token.index != gap[-1].index:
            best = None
        elif _may_quote(parse, token):
            best = token
    if best is not None and (handed or gap[-1].index - best.index <= 2):
        return _quoted(parse, best, quotation)
    # A name and a colon: Vik, and the quotation.
    if gap[-1].words == ":" and len(gap) > 1 and gap[-2].pos in {"PROPN", "NOUN"}:
        name = gap[-2]
        while parse.head(name).index != name.index and parse.head(name).pos == "PROPN" and name.dep == "compound":
            name = parse.head(name)
        owner = parse.child(name.index, "poss") if name.pos == "NOUN" else None
        source = owner.index if owner is not None else name.index
        return Attribution(gap[-1].span, gap[-1].index, source, (quotation,), 0.7, "colon")
    return None


def _quoted(parse: Parse, verb: Token, quotation: Span) -> Attribution:
    subject = read_subject(parse, verb)
    return Attribution(verb.span, verb.index, subject.index if subject else None, (quotation,), 0.95, "quotation")


def _may_quote(parse: Parse, token: Token) -> bool:
    if token.pos != "VERB":
        return False
    forms = VERBS.get(read_lemma(parse, token))
    return forms is not None and forms.get("quotation") is CueKind.SPEECH


def _goes_on(parse: Parse, quotation: Span, paragraph: int, last: tuple[int, int], found: list[Attribution]) -> bool:
    """ "…," Vik said. "And …": a quotation that begins a sentence right after an attributed one."""
    content = found[last[1]].content[-1]
    between = parse.text[content.end : quotation.start]
    cue = found[last[1]].cue
    if paragraph == last[0]:
        if cue is not None and content.end <= cue.start:
            between = parse.text[cue.end : quotation.start]
        return len(between) < 200 and between.rstrip()[-1:] in {".", ",", ":", "", "—", "…"}
    if paragraph != last[0] + 1:
        return False
    unclosed = parse.text[content.start : content.end].rstrip()[-1:] not in "\"”»’'"
    starts = quotation.start == parse.paragraphs[paragraph].start
    whole = quotation.end >= parse.paragraphs[paragraph].end - 1
    return starts and (unclosed or whole)
