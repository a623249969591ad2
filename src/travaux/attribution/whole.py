"""Contents as the network hears them -> whole ones: no half of a name, no clause without its subject."""

from __future__ import annotations

from dataclasses import replace

from travaux.attribution.finding import Attribution, merge
from travaux.model import Parse, Span, Token

_BESIDE = frozenset({"compound", "amod", "nummod", "poss", "det", "nmod"})  # what stands before its noun
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_FARTHEST = 12  # tokens: what is farther away was left out for some other reason


def reach(parse: Parse, run: range) -> range:
    """A run of tokens with the noun that its last word stands before or governs: not "to back GOP", nor "right in"."""
    if not run:
        return run
    token = parse.tokens[run[-1]]
    last = _governed(parse, token)
    whole = last is not None and token.index < last <= token.index + _FARTHEST
    return range(run.start, last + 1) if last is not None and whole else run


def _governed(parse: Parse, token: Token) -> int | None:
    if token.dep in _BESIDE:
        return token.head
    behind = [child.index for child in parse.children(token.index) if child.index > token.index]
    return parse.subtree(behind[0])[-1] if token.pos == "ADP" and behind else None


def add_subject(parse: Parse, found: list[Attribution]) -> list[Attribution]:
    """With the subject that a cue parts from its verb: The port, Vik said, would open."""
    taken = [span for each in found for span in (*each.content, *((each.cue,) if each.cue else ()))]
    return [_with_subject(parse, each, taken) if each.learned else each for each in found]


def _with_subject(parse: Parse, attribution: Attribution, taken: list[Span]) -> Attribution:
    cue, source, content = attribution.cue, attribution.mention, attribution.content[0]
    if cue is None or source is None:
        return attribution
    start, end = min(cue.start, source.start), max(cue.end, source.end)
    if not parse.text[:start].rstrip().endswith(",") or parse.text[end : content.start].strip(" \"“'") != ",":
        return attribution
    for token in parse.tokens_in(content):
        subject = parse.child(token.index, *_SUBJECTS)
        if subject is not None:
            span = parse.subtree_span(subject.index)
            parted = subject.tag not in {"WDT", "WP"} and parse.text[span.end : start].strip() == ","
            if parted and not any(span.overlaps(other) for other in taken):
                return replace(attribution, content=merge([span, *attribution.content]))
            break
    return attribution
