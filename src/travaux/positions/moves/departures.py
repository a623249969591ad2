"""Moves told by a noun or a time: "a departure from its stance", "after months of openness", "for the first time"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from travaux.model import Citation, Direction, Move, Span, Token
from travaux.positions.acts import VERBS
from travaux.positions.clauses import SUBJECTS, clause_top, is_negated, read_clause, read_subject
from travaux.positions.moves.holdings import HARD, SOFT, Holding, colour_of
from travaux.positions.moves.words import (
    AFTER_SPELL,
    DIFFERENT,
    DIFFERS,
    FIRST_TIME,
    FORMER,
    KINDS,
    LEAVES,
    REFERRING,
    TURNS,
)
from travaux.positions.scene import Scene, read_holders

_BEFORE = 2  # sentences back to what "that" or "the move" stands for


def find_departures(scene: Scene, stands: Sequence[Holding]) -> Iterator[Move]:
    """Moves told by a noun of leaving, by a spell that ended, by what is done for the first time."""
    yield from _find_leaves(scene, stands)
    yield from _find_turns(scene, stands)
    yield from _find_after_spells(scene, stands)
    yield from _find_first_times(scene, stands)


def _move(
    scene: Scene, holder: str, direction: Direction, earlier: Citation, later: Citation, told: Span, rule: str
) -> Move:
    return Move(holder, direction, earlier, later, scene.article.cite(told), rule=rule)


def _find_leaves(scene: Scene, stands: Sequence[Holding]) -> Iterator[Move]:
    """ "The move marks a departure from its previous stance", "a different approach than demanding all at once" """
    parse = scene.parse
    for noun in parse.tokens:
        if noun.pos != "NOUN" or noun.lemma not in LEAVES | DIFFERS:
            continue
        earlier = _departed_from(scene, noun)
        if earlier is None:
            continue
        span = parse.subtree_span(earlier.index)
        told = Span(noun.start, len(parse.text[: span.start].rstrip()))
        later, holder = _what_departs(scene, stands, noun)
        if later is None or holder is None:
            continue
        hardness = [s.hardness for s in stands if s.place.span.overlaps(later.span) and s.hardness is not None]
        direction = _away_from(VERBS[earlier.lemma][0][0].hardness if earlier.lemma in VERBS else None, hardness)
        if direction is not None:
            yield _move(scene, holder, direction, scene.article.cite(span), later, told, f"noun “{noun.lemma}”")


def _find_turns(scene: Scene, stands: Sequence[Holding]) -> Iterator[Move]:
    """ "That was a reversal for Norland, which had signalled that it would sign" """
    parse = scene.parse
    for noun in parse.tokens:
        subject = parse.child(noun.head, *SUBJECTS) if noun.lemma in TURNS and noun.dep == "attr" else None
        whose = next((c for c in parse.children(noun.index) if c.dep == "prep" and c.lemma in ("for", "by")), None)
        inner = parse.child(whose.index, "pobj") if whose is not None else None
        if subject is None or inner is None or subject.lemma not in REFERRING:
            continue
        before = [s for s in stands if 0 < noun.sentence - s.sentence <= _BEFORE and s.hardness is not None]
        for holder in read_holders(scene, inner):
            here = [s for s in stands if s.sentence == noun.sentence and s.mark is not None]
            later = before[-1].place if before else scene.article.cite(parse.sentence_span(noun.sentence))
            yield _move(scene, holder, Direction.REVERSED, here[0].place if here else later, later, noun.span, "a turn")


def _away_from(earlier: int | None, later: Sequence[int]) -> Direction | None:
    """The way from or to the one end of which it is known how hard it is; of several later ones the softest tells."""
    if earlier is not None and (earlier <= SOFT or earlier >= HARD):
        return Direction.HARDENED if earlier <= SOFT else Direction.SOFTENED
    if not later:
        return None
    return Direction.SOFTENED if min(later) <= SOFT else Direction.HARDENED


def _departed_from(scene: Scene, noun: Token) -> Token | None:
    """The earlier stand: "its previous stance" of "a departure from its previous stance"."""
    parse = scene.parse
    if noun.lemma in DIFFERS:
        if not any(child.words.lower() in DIFFERENT for child in parse.children(noun.index)):
            return None
        after = parse.tokens[noun.index + 1 : noun.index + 3]
        than = next((token for token in after if token.words.lower() in ("than", "from")), None)
        return parse.child(than.index, "pobj", "pcomp", "advcl") if than is not None else None
    out = next((c for c in parse.children(noun.index) if c.dep == "prep" and c.lemma == "from"), None)
    inner = parse.child(out.index, "pobj") if out is not None else None
    if inner is None:
        return None
    former = any(child.words.lower() in FORMER for child in parse.children(inner.index))
    return inner if former or (inner.lemma in KINDS and parse.child(inner.index, "poss")) else None


def _what_departs(scene: Scene, stands: Sequence[Holding], noun: Token) -> tuple[Citation | None, str | None]:
    """The later end and who holds it: what the sentence tells before the noun, or what "the move" stands for."""
    parse = scene.parse
    verb = noun
    while verb.pos not in ("VERB", "AUX") and verb.head != verb.index:
        verb = parse.head(verb)
    subject = read_subject(parse, verb.index)
    if subject is not None and subject.lemma in REFERRING:
        first = subject.dep in SUBJECTS
        near = [s for s in stands if 0 < noun.sentence - s.sentence <= _BEFORE and s.hardness is not None and first]
        last = max((s.sentence for s in near), default=0)
        best = min(
            (s for s in near if s.sentence == last), key=lambda s: (s.hardness or 0, s.place.start), default=None
        )
        return (best.place, best.holder) if best is not None else (None, None)
    before = [
        token
        for token in parse.sentence(noun.sentence)
        if token.index < noun.index and token.pos in ("VERB", "AUX") and parse.child(token.index, *SUBJECTS)
    ]
    for token in reversed(before):
        top = parse.tokens[clause_top(parse, token.index)]
        who = parse.child(top.index, *SUBJECTS)
        holders = read_holders(scene, who) if who is not None else ()
        span = read_clause(parse, top.index)
        if holders and span is not None and top.dep in ("ROOT", "conj", "ccomp"):
            return scene.article.cite(Span(span.start, min(span.end, _dash_before(scene, noun)))), holders[0]
    return None, None


_DASH = re.compile(r"\s*[—–,-]+\s*$")


def _dash_before(scene: Scene, noun: Token) -> int:
    """Where the words before an aside end: "he will wait" of "he will wait — a different approach than …"."""
    start = scene.parse.tokens[scene.parse.subtree(noun.index)[0]].start
    match = _DASH.search(scene.parse.text, 0, start)
    return match.start() if match else start


def _find_after_spells(scene: Scene, stands: Sequence[Holding]) -> Iterator[Move]:
    """ "threatened to leave, after months of signalling openness" """
    parse = scene.parse
    for match in AFTER_SPELL.finditer(parse.text):
        after, unit = parse.token_at(match.start()), parse.token_at(match.start(1))
        if after is None or unit is None:
            continue
        below = [at for at in parse.subtree(after.index) if at >= unit.index]
        span = parse.span(unit.index, below[-1]) if below else unit.span
        hardness = colour_of(scene, span)
        told = [s for s in stands if s.sentence == unit.sentence and not s.mark and s.hardness is not None]
        apart = [s for s in told if s.place.start < after.start or s.place.start >= span.end]
        later = next((s for s in apart if s.place.start < after.start), apart[0] if apart else None)
        if hardness is None or later is None or later.hardness is None or _has_another(scene, span, later.holder):
            continue
        if later.hardness >= HARD if hardness <= SOFT else later.hardness <= SOFT:
            direction = Direction.HARDENED if hardness <= SOFT else Direction.SOFTENED
            place = later.place
            if place.span.overlaps(span):  # "threatened to leave" of "threatened to leave after months of openness"
                place = scene.article.cite(Span(place.start, parse.tokens[after.index - 1].end))
            yield _move(scene, later.holder, direction, scene.article.cite(span), place, after.span, "after a spell")


def _has_another(scene: Scene, span: Span, holder: str) -> bool:
    """ "after weeks of Norland's demands" is no move of Velmark's."""
    return any(mention.name != holder for mention in scene.mentions_in(span)[:1])


def _find_first_times(scene: Scene, stands: Sequence[Holding]) -> Iterator[Move]:
    """ "It is the first time that Velmark has agreed to inspections" """
    parse = scene.parse
    for match in FIRST_TIME.finditer(parse.text):
        time = parse.token_at(match.end() - 1)
        told = Span(*match.span())
        denied = time is not None and is_negated(parse, time.head)
        if time is None or denied or parse.quotation_at(time.start) is not None:
            continue
        clause = parse.child(time.index, "relcl", "ccomp", "acl") or (
            parse.child(time.head, "ccomp", "relcl", "acl") if parse.head(time).lemma == "be" else None
        )
        if clause is not None:
            span = read_clause(parse, clause.index)
            here = [s for s in stands if span is not None and span.covers(s.place.span)]
            subject = read_subject(parse, clause.index)
            holders = read_holders(scene, subject) if subject is not None else ()
            given = _says_yes(scene, clause) or any(s.hardness is not None and s.hardness <= SOFT for s in here)
            if span is not None and holders and given:
                own = [s for s in stands if s.own and _is_above(scene, s.place, time)]
                referring = parse.child(time.head, *SUBJECTS)
                refers = referring is not None and referring.lemma in REFERRING
                own = own[:1] if refers else []
                later = own[0].place if own else scene.article.cite(span)
                holder = own[0].holder if own else holders[0]
                yield _move(scene, holder, Direction.SOFTENED, later, later, told, "first time")


def _is_above(scene: Scene, place: Citation, token: Token) -> bool:
    """In the paragraph before."""
    return scene.parse.paragraph_at(token.start) - scene.parse.paragraph_at(place.start) == 1


def _says_yes(scene: Scene, verb: Token) -> bool:
    thing = scene.parse.child(verb.index, "dobj", "intj", "npadvmod")
    return verb.lemma == "say" and thing is not None and thing.words.lower() == "yes"
