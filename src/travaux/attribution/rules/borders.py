"""Where a content ends: what the reporter adds after a comma is no part of it."""

from __future__ import annotations

from dataclasses import replace

from travaux.attribution.clauses import is_set_off, read_lemma, read_outer_speech
from travaux.attribution.cues import VERBS
from travaux.attribution.finding import Attribution
from travaux.model import Parse, Span, Token

FEWEST_LEFT = 2  # words behind such a phrase that are too few for a content of their own
_DASHES = frozenset({"—", "–", "--"})
_JOINING = frozenset({"and", "but"})
_CONCEDING = frozenset({"while", "though", "although", "whereas"})
_CONTRASTING = _CONCEDING | {"as", "but", "and"}


def trim(parse: Parse, found: list[Attribution]) -> list[Attribution]:
    """Cut what follows the words of a content: ", adding that …", ", according to …", " — though he had no figures"."""
    return [replace(each, content=_trim(parse, each)) if each.cue is not None else each for each in found]


def _trim(parse: Parse, attribution: Attribution) -> tuple[Span, ...]:
    runs: list[Span] = []
    for run in attribution.content:
        runs.extend(_cut(parse, attribution, run))
    return tuple(runs)


def _cut(parse: Parse, attribution: Attribution, run: Span) -> list[Span]:
    tokens = parse.tokens_in(run)
    for place, token in enumerate(tokens[2:], 2):
        if not _may_cut(tokens[place - 1], token) or parse.quotation_at(token.start) is not None:
            continue
        before = tokens[place - 1].words
        if _is_addition(parse, token):
            return [Span(run.start, _end_before(tokens, place))]
        if before in _JOINING and run.start > parse.tokens[attribution.verb].start and _is_joined(parse, token):
            return [Span(run.start, _end_before(tokens, place - 1))]
        if before in _DASHES and run.start > parse.tokens[attribution.verb].start and _is_remark(tokens[place:]):
            return [Span(run.start, _end_before(tokens, place))]
        if before == "," and _is_others(parse, token, attribution):
            return [Span(run.start, _end_before(tokens, place))]
        if before == "," and token.words == "according":
            return _without_relay(parse, run, tokens, place)
    return [run]


def _may_cut(before: Token, token: Token) -> bool:
    return token.tag == "VBG" or before.words in {",", *_DASHES, *_JOINING}


def _without_relay(parse: Parse, run: Span, tokens: tuple[Token, ...], place: int) -> list[Span]:
    """What stands before and behind ", according to the Courier,"."""
    own = parse.subtree(tokens[place].index)
    kept = [Span(run.start, _end_before(tokens, place))]
    rest = [token for token in tokens if token.index > own[-1]]
    while rest and rest[0].words in {",", "and", "that"}:
        rest.pop(0)
    return [*kept, Span(rest[0].start, run.end)] if len(rest) > FEWEST_LEFT else kept


def _end_before(tokens: tuple[Token, ...], place: int) -> int:
    """Where the words before a place end, a mark of quotation included and a comma or dash not."""
    last = place - 1
    while last > 0 and tokens[last].words in {",", *_DASHES}:
        last -= 1
    return tokens[last].end


def _is_addition(parse: Parse, token: Token) -> bool:
    """A participle of saying after a comma: its subject is the speaker."""
    if token.tag != "VBG" or token.dep not in {"advcl", "conj", "dep", "acl"} or not is_set_off(parse, token):
        return False
    return read_lemma(parse, token) in VERBS


def _is_joined(parse: Parse, token: Token) -> bool:
    """Vik said that the port was closed and warned of delays: the second verb has the first one's subject."""
    return token.dep == "conj" and read_outer_speech(parse, token) is not None


def _is_remark(tokens: tuple[Token, ...]) -> bool:
    """Vik said that the port was closed — though she gave no day: not what stands between two dashes."""
    return tokens[0].lemma in _CONCEDING and not any(token.words in _DASHES for token in tokens)


def _is_others(parse: Parse, token: Token, attribution: Attribution) -> bool:
    """Vik said that the port was closed, while others said …: a clause with a speaker of its own."""
    if token.lemma not in _CONTRASTING or token.start < parse.tokens[attribution.verb].start:
        return False
    verb = parse.head(token)
    return (
        verb.index > token.index
        and verb.dep in {"advcl", "conj"}
        and "quotation" in VERBS.get(verb.lemma, ())
        and parse.child(verb.index, "nsubj") is not None
        and parse.child(verb.index, "ccomp") is not None
    )
