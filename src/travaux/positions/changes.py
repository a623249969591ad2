"""Moves told outright: "backed off its demand", "reversed course", "no longer insists", "a departure from its stance"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from travaux.model import ActGroup, Citation, Direction, Manner, Modality, Move, Span, Token
from travaux.positions.acts import ADJECTIVES, VERBS
from travaux.positions.asserting import is_asserted
from travaux.positions.change_words import (
    AFTER_SPELL,
    AGREEING,
    ALONE,
    CHANGES,
    COURSES,
    DIFFERENT,
    DIFFERS,
    DIRECTIONS,
    ENDING,
    FIRST_TIME,
    FORMER,
    KINDS,
    LEAVES,
    REFERRING,
    RESTRAINT,
    RESUMING,
    THINGS,
    TURNED,
    TURNS,
    Change,
    Kind,
)
from travaux.positions.clauses import (
    SUBJECTS,
    clause_top,
    find_complements,
    is_negated,
    noun_phrase,
    read_clause,
    read_subject,
)
from travaux.positions.modality import is_hypothetical, is_question, read_modality
from travaux.positions.scene import Scene, read_holders, speaker_of
from travaux.positions.stands import HARD, SOFT, Stand, colour_of, matter_of, may_be_one_side

_OWN = frozenset("its his her their our my".split())
_REACH = 3  # sentences before a told change in which the earlier end may stand
_FAR = 9  # sentences before a turn in which its earlier end may stand, if it speaks of the same
_SHORTEST_STAND = 4  # words: "its demand for an apology" tells the earlier end, "its demand" does not


class _Told(NamedTuple):
    """A change: who, which way, the words that tell it, and those of its earlier end where they stand beside."""

    holders: tuple[str, ...]
    direction: Direction
    verb: Token
    told: Span
    rule: str
    earlier: Span | None = None


def find_told(scene: Scene, stands: Sequence[Stand]) -> Iterator[Move]:
    """Moves told outright, in text order."""
    for token in scene.parse.tokens:
        for read in (_read_verb, _read_course, _read_no_longer, _read_turn, _read_new_demand):
            told = read(scene, token)
            if told is not None:
                yield from _moves(scene, stands, told)
                break
    yield from _find_departures(scene, stands)
    yield from _find_after_spells(scene, stands)
    yield from _find_first_times(scene, stands)


def _moves(scene: Scene, stands: Sequence[Stand], told: _Told) -> Iterator[Move]:
    verb = told.verb.pos in ("VERB", "AUX")
    clause = read_clause(scene.parse, clause_top(scene.parse, told.verb.index)) if verb else told.told
    if clause is None:
        return
    for holder in told.holders:
        later = _later_end(scene, stands, told, holder) or scene.article.cite(clause)
        earlier = scene.article.cite(told.earlier) if told.earlier is not None else None
        if earlier is None:
            earlier = _what_was_before(scene, stands, told, holder, later)
        yield _move(scene, holder, told.direction, earlier or scene.article.cite(clause), later, told.told, told.rule)


def _move(
    scene: Scene, holder: str, direction: Direction, earlier: Citation, later: Citation, told: Span, rule: str
) -> Move:
    return Move(holder, direction, earlier, later, scene.article.cite(told), rule=rule)


# -- by verbs


def _is_done(scene: Scene, verb: Token) -> bool:
    """Told as a fact: not denied, asked, supposed, planned, or put into somebody's mouth by another."""
    parse = scene.parse
    return not (
        verb.pos not in ("VERB", "AUX")
        or not is_asserted(parse, verb)
        or is_negated(parse, verb.index)
        or read_modality(parse, verb.index) is not Modality.MADE
        or is_hypothetical(parse, clause_top(parse, verb.index))
        or is_question(parse, verb)
    )


def _holders(scene: Scene, verb: Token) -> tuple[str, ...]:
    """Who is told to have moved; in a quotation only the speaker's own side."""
    subject = read_subject(scene.parse, verb.index)
    holders = read_holders(scene, subject) if subject is not None else ()
    voice = scene.voice_of(verb.index)
    if voice is None or (voice.manner is not Manner.DIRECT and scene.parse.quotation_at(verb.start) is None):
        return holders
    speaker = speaker_of(scene, voice)
    return tuple(holder for holder in holders if speaker is not None and may_be_one_side(scene, holder, speaker))


def _read_verb(scene: Scene, verb: Token) -> _Told | None:
    """ "dropped its demand for an apology", "reversed course", "relented" """
    if verb.lemma not in CHANGES and verb.lemma not in ALONE or not _is_done(scene, verb):
        return None
    rule = f"verb “{verb.lemma}”"
    if verb.lemma in ALONE:
        return _told(scene, ALONE[verb.lemma], verb, verb.span, rule)
    change, needs = CHANGES[verb.lemma]
    complements = find_complements(scene.parse, verb.index)
    stand = _stand_noun(scene, verb, change, needs, complements)
    if stand is None:
        return None
    kind = KINDS.get(stand.lemma, Kind.OPEN)
    if change is Change.DROP and "to" in complements:  # dropped its request to two boats
        change = Change.LESS
    told = Span(verb.start, max(verb.end, stand.end))
    whole = noun_phrase(scene.parse, stand.index)
    full = len(scene.parse.text[whole.start : whole.end].split()) >= _SHORTEST_STAND and stand.lemma in KINDS
    return _told(scene, DIRECTIONS[change, kind], verb, told, rule, whole if full and change is not Change.MORE else None)


def _told(
    scene: Scene,
    direction: Direction,
    verb: Token,
    told: Span,
    rule: str,
    earlier: Span | None = None,
) -> _Told | None:
    holders = _holders(scene, verb)
    return _Told(holders, direction, verb, told, rule, earlier) if holders else None


def _stand_noun(
    scene: Scene, verb: Token, change: Change, needs: str, complements: dict[str, Token]
) -> Token | None:
    """The stand that a verb of change is done to: one's own, by its owner, its adjective or its complement."""
    forms = needs.split()
    if any(form in complements for form in forms):
        found = [complements[form] for form in (*forms, "obj", "from", "on", "of") if form in complements]
        for noun in found:
            if change is Change.TURN:
                if noun.lemma in TURNED.get(verb.lemma, ()) or noun.words.lower() in TURNED.get(verb.lemma, ()):
                    return noun
                if verb.lemma not in ("reverse", "change", "switch", "shift") or noun.lemma not in KINDS:
                    continue
                if KINDS[noun.lemma] is not Kind.OPEN and verb.lemma != "reverse":
                    continue
            if noun.lemma in THINGS and change is not Change.DROP and "obj" in forms:
                continue
            if noun.lemma in KINDS and _is_own(scene, verb, noun):
                return noun
    return None


def _is_own(scene: Scene, verb: Token, noun: Token) -> bool:
    """ "its demand", "an earlier demand", "the demand that …", and nobody else's"""
    children = list(scene.parse.children(noun.index))
    owner = next((child for child in children if child.dep == "poss"), None)
    if owner is not None:
        if owner.words.lower() in _OWN:
            return True
        subject = read_subject(scene.parse, verb.index)
        return subject is not None and bool(set(read_holders(scene, owner)) & set(read_holders(scene, subject)))
    if any(child.words.lower() in FORMER for child in children):
        return True
    complement = any(child.dep in ("prep", "acl", "ccomp", "relcl") and child.index > noun.index for child in children)
    return complement and KINDS[noun.lemma] is Kind.HARD and noun.lemma not in ("threat", "claim", "resistance")


def _read_course(scene: Scene, verb: Token) -> _Told | None:
    """ "agreed to end its manoeuvres", "decided to resume its attacks": a practice implied, or one given up before"""
    if verb.lemma not in ENDING | RESUMING:
        return None
    thing = find_complements(scene.parse, verb.index).get("obj")
    if thing is None or not {thing.lemma, thing.words.lower()} & COURSES:
        return None
    governor = scene.parse.head(verb)
    if verb.lemma in RESUMING:
        doing = governor if verb.dep == "xcomp" and governor.lemma in ("decide", "agree", "begin") else verb
        if not _is_done(scene, doing):
            return None
        return _told(scene, Direction.HARDENED, doing, verb.span, f"verb “{verb.lemma}”")
    if verb.dep != "xcomp" or governor.lemma not in AGREEING or not _is_done(scene, governor):
        return None
    return _told(scene, Direction.SOFTENED, governor, Span(governor.start, verb.end), f"verb “{governor.lemma}”")


def _read_no_longer(scene: Scene, token: Token) -> _Told | None:
    """ "no longer insists on an apology" """
    if token.words.lower() != "longer" or not token.index or scene.parse.tokens[token.index - 1].words.lower() != "no":
        return None
    verb = scene.parse.head(token)
    if verb.lemma == "be":
        verb = scene.parse.child(verb.index, "acomp") or verb
    patterns = VERBS.get(verb.lemma) or ADJECTIVES.get(verb.lemma)
    if patterns is None or verb.lemma in ("want", "seek", "plan", "try", "look"):
        return None
    act = patterns[0][0]
    if act.group is ActGroup.VIEW or (verb.pos == "VERB" and read_modality(scene.parse, verb.index) is Modality.POSSIBLE):
        return None
    given = act.group is ActGroup.GIVE or act.hardness is None
    direction = Direction.HARDENED if given else Direction.DROPPED
    told = Span(scene.parse.tokens[token.index - 1].start, max(verb.end, token.end))
    return _told(scene, direction, verb, told, f"no longer “{verb.lemma}”")


def _read_turn(scene: Scene, noun: Token) -> _Told | None:
    """ "said in a reversal that …" """
    if noun.lemma not in TURNS or noun.dep != "pobj" or scene.parse.head(noun).lemma != "in":
        return None
    before = scene.parse.tokens[noun.index - 1].words if noun.index else ""
    if noun.lemma == "face" and before != "-":
        return None
    verb = scene.parse.head(scene.parse.head(noun))
    if verb.pos != "VERB" or not _is_done(scene, verb):
        return None
    return _told(scene, Direction.REVERSED, verb, scene.parse.subtree_span(noun.head), f"noun “{noun.lemma}”")


def _read_new_demand(scene: Scene, noun: Token) -> _Told | None:
    """ "Norland's new demand" """
    if noun.lemma not in ("demand", "condition"):
        return None
    children = list(scene.parse.children(noun.index))
    owner = next((child for child in children if child.dep == "poss"), None)
    if owner is None or not any(child.words.lower() in ("new", "fresh", "additional", "further") for child in children):
        return None
    holders = read_holders(scene, owner)
    whole = noun_phrase(scene.parse, noun.index)
    if not holders or scene.parse.quotation_at(noun.start) is not None:
        return None
    clause = read_clause(scene.parse, noun.head) if scene.parse.head(noun).pos == "VERB" else None
    return _Told(holders, Direction.HARDENED, noun, whole, f"new “{noun.lemma}”", clause or whole)


# -- by nouns and times


def _find_departures(scene: Scene, stands: Sequence[Stand]) -> Iterator[Move]:
    """ "The move would mark a departure from its previous stance", "a different approach than demanding all at once" """
    parse = scene.parse
    for noun in parse.tokens:
        if noun.pos != "NOUN" or noun.lemma not in LEAVES | DIFFERS:
            continue
        earlier = _departed_from(scene, noun)
        if earlier is None:
            continue
        span = parse.subtree_span(earlier.index)
        told = Span(noun.start, span.start)
        later, holder = _what_departs(scene, stands, noun)
        if later is None or holder is None:
            continue
        hardness = [s.hardness for s in stands if s.place.span.overlaps(later.span) and s.hardness is not None]
        direction = _away_from(VERBS[earlier.lemma][0][0].hardness if earlier.lemma in VERBS else None, hardness)
        if direction is not None:
            yield _move(scene, holder, direction, scene.article.cite(span), later, told, f"noun “{noun.lemma}”")


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


def _what_departs(scene: Scene, stands: Sequence[Stand], noun: Token) -> tuple[Citation | None, str | None]:
    """The later end and who holds it: what the sentence tells before the noun, or what "the move" stands for."""
    parse = scene.parse
    verb = noun
    while verb.pos not in ("VERB", "AUX") and verb.head != verb.index:
        verb = parse.head(verb)
    subject = read_subject(parse, verb.index)
    if subject is not None and subject.lemma in REFERRING:
        first = subject.dep in SUBJECTS
        near = [s for s in stands if 0 < noun.sentence - s.sentence <= 2 and s.hardness is not None and first]
        last = max((s.sentence for s in near), default=0)
        best = min((s for s in near if s.sentence == last), key=lambda s: (s.hardness or 0, s.place.start), default=None)
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


def _find_after_spells(scene: Scene, stands: Sequence[Stand]) -> Iterator[Move]:
    """ "threatened to leave, after months of signalling openness" """
    parse = scene.parse
    for match in AFTER_SPELL.finditer(parse.text):
        after, unit = parse.token_at(match.start()), parse.token_at(match.start(1))
        if after is None or unit is None:
            continue
        below = [at for at in parse.subtree(after.index) if at >= unit.index]
        span = parse.span(unit.index, below[-1]) if below else unit.span
        hardness = colour_of(scene, span)
        holder_of = [s for s in stands if s.sentence == unit.sentence and not s.place.span.overlaps(span) and not s.mark]
        later = next((s for s in holder_of if s.hardness is not None and s.place.start < after.start), None)
        later = later or next((s for s in holder_of if s.hardness is not None), None)
        if hardness is None or later is None or later.hardness is None or _has_another(scene, span, later.holder):
            continue
        far = later.hardness >= HARD if hardness <= SOFT else later.hardness <= SOFT
        if far:
            direction = Direction.HARDENED if hardness <= SOFT else Direction.SOFTENED
            yield _move(scene, later.holder, direction, scene.article.cite(span), later.place, after.span, "after a spell")


def _has_another(scene: Scene, span: Span, holder: str) -> bool:
    """ "after weeks of Norland's demands" is no move of Velmark's."""
    return any(mention.name != holder for mention in scene.mentions_in(span)[:1])


def _find_first_times(scene: Scene, stands: Sequence[Stand]) -> Iterator[Move]:
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
            here = [s for s in stands if s.sentence == time.sentence and s.place.start > time.start]
            span = read_clause(parse, clause.index)
            subject = read_subject(parse, clause.index)
            holders = read_holders(scene, subject) if subject is not None else ()
            given = _says_yes(scene, clause) or any(s.hardness is not None and s.hardness <= SOFT for s in here)
            if span is not None and holders and given:
                own = [s for s in stands if s.own and _is_above(scene, s.place, time)]
                referring = parse.child(time.head, *SUBJECTS)
                refers = referring is not None and referring.lemma in REFERRING
                later = own[0].place if own and refers else scene.article.cite(span)
                yield _move(scene, holders[0], Direction.SOFTENED, later, later, told, "first time")


def _is_above(scene: Scene, place: Citation, token: Token) -> bool:
    """In the paragraph before."""
    return scene.parse.paragraph_at(token.start) - scene.parse.paragraph_at(place.start) == 1


def _says_yes(scene: Scene, verb: Token) -> bool:
    thing = scene.parse.child(verb.index, "dobj", "intj", "npadvmod")
    return verb.lemma == "say" and thing is not None and thing.words.lower() == "yes"


# -- ends in other sentences


def _later_end(scene: Scene, stands: Sequence[Stand], told: _Told, holder: str) -> Citation | None:
    """Where the words that tell a change do not say to what: what followed a turn, or the demand that is new."""
    if told.direction is Direction.REVERSED:
        return _what_followed(scene, told.verb, holder)
    if told.verb.pos == "VERB":
        return None
    asked = [
        stand
        for stand in stands
        if stand.holder == holder and stand.hardness is not None and stand.hardness >= HARD
        if 0 < told.verb.sentence - stand.sentence <= _REACH
    ]
    return asked[-1].place if asked else None


def _what_followed(scene: Scene, verb: Token, holder: str) -> Citation | None:
    """What one who turned then does or says: joined to the verb of turning, or said in the next sentence."""
    parse = scene.parse
    for child in parse.children(verb.index):
        joined = child.dep in ("conj", "advcl") and child.pos == "VERB" and child.index > verb.index
        if joined and parse.child(child.index, *SUBJECTS) is None and child.tag != "VB":
            span = parse.subtree_span(child.index)
            return scene.article.cite(span) if len(parse.tokens_in(span)) > 2 else None
    if parse.tokens[clause_top(parse, verb.index)].dep != "ROOT":
        return None
    for statement in scene.statements:
        said = statement.content[0]
        first = parse.token_at(said.start)
        if first is not None and first.sentence == verb.sentence + 1 and statement.manner is Manner.DIRECT:
            if speaker_of(scene, statement) == holder:
                return said
    return None


def _what_was_before(
    scene: Scene, stands: Sequence[Stand], told: _Told, holder: str, later: Citation
) -> Citation | None:
    """The stand that was left: one told as an earlier one just before; of a turn one on the same matter farther back."""
    sentence = told.verb.sentence
    mine = [
        stand
        for stand in stands
        if stand.place.start < told.told.start
        and not stand.place.span.overlaps(later.span)
        and not stand.place.span.overlaps(told.told)
        and (may_be_one_side(scene, stand.holder, holder) or (stand.mark is not None and stand.sentence == sentence))
    ]
    close = [stand for stand in mine if sentence - stand.sentence <= _REACH and stand.hardness is not None]
    marked = [stand for stand in close if stand.mark is not None]
    if marked:
        return marked[-1].place
    if told.verb.lemma in RESUMING | {"decide"}:
        pledged = [stand for stand in mine if _restrains(scene, stand)]
        return pledged[-1].place if pledged else None
    if told.direction is not Direction.REVERSED or later.span.covers(told.told):
        return None
    matter = matter_of(scene, later.span, holder)
    near = [(len(matter & s.matter), s.place.start, s) for s in mine if sentence - s.sentence <= _FAR]
    best = max(near, key=lambda each: each[:2], default=None)
    return best[2].place if best is not None and best[0] else None


def _restrains(scene: Scene, stand: Stand) -> bool:
    """ "promised to halt its attacks" """
    lemmas = {token.lemma for token in scene.parse.tokens_in(stand.place.span)}
    courses = {*lemmas, *(token.words.lower() for token in scene.parse.tokens_in(stand.place.span))}
    return bool(lemmas & RESTRAINT) and bool(courses & (COURSES | {"violence"}))
