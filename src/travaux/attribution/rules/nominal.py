"""Attributions that rest on no verb: "according to", nouns and adjectives with a that-clause, transcripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from travaux.attribution.clauses import read_subject
from travaux.attribution.cues import ADJECTIVES, ATTITUDES, NOUNS, OF_NOUNS, VERBS
from travaux.attribution.finding import Attribution, find_tokens
from travaux.attribution.rules.complements import read_runs
from travaux.model import Parse, Span, Token

# VIK: We will sign. Names in capitals only: a heading such as "Fish: the facts" looks like the other kind.
_TURN = re.compile(r"[“\"]?([A-Z][A-Z.’'\-]+(?: [A-Z][A-Z.’'\-]+){0,4}(?: \([^)\n]{2,30}\))?):\s+(?=\S)")
FEWEST_TURNS = 3
# What web pages put in capitals before a colon, and nobody's name is.
_LABELS = frozenset(
    "STORY STORIES READ RELATED WINNER WINNERS LOSER LOSERS PHOTO PHOTOS VIDEO VIDEOS WATCH LISTEN MORE NOTE"
    " UPDATE UPDATED CORRECTION CAPTION GRAPHIC MAP CHART POLL QUIZ LIVE OPINION ANALYSIS COMMENTARY REVIEW FACT"
    " FACTS MYTH CLAIM VERDICT TIMELINE BACKGROUND SOURCE SOURCES LINK LINKS TAGS TOPICS POLITICS WORLD BUSINESS"
    " SPORT SPORTS PRO CON".split()
)
_POST = re.compile(r"[—–-] ?([^\n(—]{2,80}?) \(@\w+\),? (?=[A-Z][a-z]+ \d{1,2}, \d{4})")
# “We will not sign.” — Ann Vik, chief negotiator: words with their author behind or below them.
_SIGNED = re.compile(
    r"\s*(―|—|–|--)[^\S\n]?((?:[A-Z][\w.’'\-]*[^\S\n]){1,4}[A-Z][\w’'\-]+)(?=[^\S\n]*(?:,|\(|\.?$))", re.MULTILINE
)
# A line of words between marks, of whatever kind: the opening one is often the wrong one. Marks within may stand round
# a word, but "…," he said, "…" is no such line.
_QUOTED_LINE = re.compile(r"^[“”\"„«](?:(?![,.!?][”\"])[^\n])+?[,.!?]?[”\"»](?=[^\S\n]*(?:―|—|–|--))", re.MULTILINE)
_LINK = re.compile(r"\s*(?:https?://|pic\.twitter\.com/)\S+\s*$")
_POSSESSIVE = ("poss", "nmod")


def find_by_names(parse: Parse) -> Iterator[Attribution]:
    """Attributions by nouns, adjectives, "according to" and the turns of a transcript."""
    for token in find_tokens(parse):
        found = None
        if token.lemma in {"accord", "according"} and token.words.lower() == "according":
            found = _read_according(parse, token)
        elif token.pos == "NOUN" and token.lemma in NOUNS:
            found = _read_noun(parse, token)
        elif token.dep in {"acomp", "oprd", "attr"} and token.lemma in ADJECTIVES:
            found = _read_adjective(parse, token)
        if found is not None:
            yield found
    yield from _find_turns(parse)
    yield from _find_posts(parse)
    yield from _find_signed(parse)


def _read_according(parse: Parse, cue: Token) -> Attribution | None:
    """According to Vik, the port is closed. The port, according to Vik, is closed."""
    to = parse.child(cue.index, "prep")
    source = parse.child(to.index, "pobj") if to else None
    if to is None or source is None:
        return None
    head = parse.head(cue)
    while head.pos not in {"VERB", "AUX"} and head.head != head.index:
        head = parse.head(head)
    own = set(parse.subtree(cue.index))
    # Attached to a verb of saying that has a speaker of its own, the phrase names who relayed it.
    if head.lemma in VERBS and "quotation" in VERBS[head.lemma] and parse.child(head.index, "nsubj"):
        subject = parse.child(head.index, "nsubj")
        if subject is not None and head.lemma in {"say", "tell", "add", "write", "warn", "insist", "claim"}:
            return None
    first, after = parse.sentences[cue.sentence]
    if cue.index == first:
        tokens = [i for i in range(first, after) if i not in own]
    else:
        top = head
        while top.head != top.index and top.dep in {"conj", "xcomp"} and top.sentence == cue.sentence:
            top = parse.head(top)
        tokens = [i for i in parse.subtree(top.index) if i not in own]
    runs = read_runs(parse, tuple(tokens))
    if not runs:
        return None
    return Attribution(Span(cue.start, to.end), cue.index, source.index, runs, 0.85, "according")


def _read_noun(parse: Parse, noun: Token) -> Attribution | None:
    """The claim that the port is closed; fears of a walk-out; Norland's demand for a pause; its refusal to sign."""
    content: tuple[int, ...] = ()
    clause = next(
        (
            child
            for child in parse.children(noun.index)
            if child.dep in {"acl", "ccomp"} and child.pos in {"VERB", "AUX"} and _is_complete(parse, child)
        ),
        None,
    )
    if clause is not None:
        content = tuple(parse.subtree(clause.index))
    elif noun.lemma in OF_NOUNS:
        prep = next(
            (p for p in parse.children(noun.index) if p.dep == "prep" and p.lemma in OF_NOUNS[noun.lemma]), None
        )
        if prep is not None:
            content = tuple(i for i in parse.subtree(prep.index) if i != prep.index)
    if not content:
        return None
    source = _holder(parse, noun)
    if source is None and (clause is None or parse.child(clause.index, "mark") is None):
        return None  # a plan to sign is somebody's, or nothing that was said
    runs = read_runs(parse, content)
    if not runs:
        return None
    return Attribution(
        noun.span, noun.index, source.index if source else None, runs, 0.6 if clause is not None else 0.45, "noun"
    )


def _is_complete(parse: Parse, clause: Token) -> bool:
    """Has a "that" or "whether", or is an infinitive: "the fish that they caught" is neither."""
    for child in parse.children(clause.index):
        if child.dep == "mark" and child.lemma in {"that", "whether", "if"}:
            return True
        if child.index < clause.index and child.tag == "TO":
            return True
    return False


def _holder(parse: Parse, noun: Token) -> Token | None:
    """Whose claim it is: Vik's claim; the claim by Vik; Vik made the claim; concerns among envoys."""
    owner = parse.child(noun.index, *_POSSESSIVE)
    if owner is not None:
        return owner
    for child in parse.children(noun.index):
        if child.dep in {"prep", "agent"} and child.lemma in {"by", "from", "among", "within"}:
            return parse.child(child.index, "pobj")
    head = parse.head(noun)
    if noun.dep == "pobj" and head.head != head.index:
        head = parse.head(head)
    elif noun.dep not in {"dobj", "pobj", "conj"}:
        return None
    return read_subject(parse, head) if head.pos == "VERB" and head.lemma in ATTITUDES else None


def _read_adjective(parse: Parse, adjective: Token) -> Attribution | None:
    """Vik is confident that the port will open; was opposed to the plan."""
    copula = parse.head(adjective)
    subject = parse.child(copula.index, "nsubj", "nsubjpass")
    if subject is None or subject.lemma in {"it", "that", "this", "there", "which"}:
        return None
    clause = next(
        (
            child
            for at in (adjective.index, copula.index)
            for child in parse.children(at)
            if child.dep in {"ccomp", "xcomp", "advcl"}
            and child.index > adjective.index
            and (child.dep == "ccomp" or _is_complete(parse, child))
        ),
        None,
    )
    content: tuple[int, ...] = ()
    if clause is not None:
        content = tuple(parse.subtree(clause.index))
    else:
        prep = next(
            (
                p
                for p in parse.children(adjective.index)
                if p.dep == "prep" and p.lemma in {"about", "of", "to", "that", "with", "by"}
            ),
            None,
        )
        if prep is not None and prep.lemma in ADJECTIVES[adjective.lemma]:
            content = tuple(i for i in parse.subtree(prep.index) if i != prep.index)
    runs = read_runs(parse, content)
    if not runs:
        return None
    return Attribution(adjective.span, adjective.index, subject.index, runs, 0.6, "adjective")


def _find_turns(parse: Parse) -> Iterator[Attribution]:
    """The turns of an interview or a debate; a single one is more likely a heading.

    A turn goes on in the paragraphs before the next one, if these open with a mark of quotation where it does; without
    marks only in a transcript, where turns are most of the text.
    """
    turns: list[tuple[int, Attribution]] = []
    for number, paragraph in enumerate(parse.paragraphs):
        turn = _TURN.match(parse.text, paragraph.start, paragraph.end)
        name = parse.token_at(turn.end(1) - 1) if turn else None
        if turn is None or name is None or _is_note(parse, Span(turn.end(), paragraph.end)):
            continue
        if not _LABELS.isdisjoint(turn[1].split()):
            continue
        cue = Span(turn.end(1), turn.end(1) + 1)
        content = (Span(turn.end(), paragraph.end),)
        turns.append((number, Attribution(cue, name.index, name.index, content, 0.8, "turn")))
    if len(turns) < FEWEST_TURNS:
        return
    is_transcript = len(turns) >= len(parse.paragraphs) / 2
    for (number, each), (after, _) in pairwise(turns):
        marked = _is_marked(parse, number)
        end = next((at for at in range(number + 1, after) if _is_marked(parse, at) is not marked), after)
        behind = range(number + 1, end)
        said = [span for at in behind if not _is_note(parse, span := parse.paragraphs[at])]
        yield replace(each, content=(*each.content, *said)) if marked or is_transcript else each
    yield turns[-1][1]


def _is_note(parse: Parse, span: Span) -> bool:
    """(APPLAUSE)"""
    return parse.text[span.start : span.end].isupper()


def _is_marked(parse: Parse, paragraph: int) -> bool:
    return parse.text[parse.paragraphs[paragraph].start] in '"“'


def _find_signed(parse: Parse) -> Iterator[Attribution]:
    """Quotations that begin a line and have their author's name behind a dash."""
    lines = {Span(*line.span()) for line in _QUOTED_LINE.finditer(parse.text)}
    starts = {line.start for line in lines}
    for quotation in sorted({each for each in parse.quotations if each.start not in starts} | lines):
        signed = _SIGNED.match(parse.text, quotation.end)
        name = parse.token_at(signed.end(2) - 1) if signed else None
        if (
            signed is not None
            and name is not None
            and parse.text[max(0, quotation.start - 1) : quotation.start] in {"", "\n"}
        ):
            yield Attribution(Span(*signed.span(1)), name.index, name.index, (quotation,), 0.9, "signed")


def _find_posts(parse: Parse) -> Iterator[Attribution]:
    """Posts set into a page with their author: We will sign. — Ann Vik (@annvik) March 3, 2031."""
    for post in _POST.finditer(parse.text):
        paragraph = parse.paragraphs[parse.paragraph_at(post.start())]
        start = paragraph.start
        end = post.start()
        link = _LINK.search(parse.text, start, end)
        end = link.start() if link else end
        name = parse.token_at(post.end(1) - 1)
        while end > start and parse.text[end - 1].isspace():
            end -= 1
        if name is not None and start < end and any(c.isalpha() for c in parse.text[start:end]):
            cue = Span(post.start(), post.start() + 1)
            yield Attribution(cue, name.index, name.index, (Span(start, end),), 0.85, "post")
