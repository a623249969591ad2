"""Moves told by a verb: "backed off its demand", "reversed course", "no longer insists", "agreed to end its ban"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from travaux.model import ActGroup, Direction, Manner, Modality, Move, Parse, Span, Token
from travaux.positions.acts import ADJECTIVES, VERBS
from travaux.positions.asserting import is_asserted
from travaux.positions.clauses import clause_top, find_complements, is_negated, noun_phrase, read_clause, read_subject
from travaux.positions.modality import is_hypothetical, is_question, read_modality
from travaux.positions.moves.ends import Told, find_earlier_end, find_later_end
from travaux.positions.moves.holdings import Holding, may_be_one_side
from travaux.positions.moves.words import (
    AGREEING,
    ALONE,
    CHANGES,
    COURSES,
    DIRECTIONS,
    ENDING,
    FORMER,
    KINDS,
    RESUMING,
    THINGS,
    TURNED,
    TURNS,
    Change,
    Kind,
)
from travaux.positions.scene import Scene, read_holders, speaker_of

_OWN = frozenset("its his her their our my".split())
_COMMON = frozenset("threat claim resistance requirement request".split())  # often not the subject's own
_SUPPOSING = frozenset("if unless whether until once".split())
_SHORTEST_STAND = 4  # words: "its demand for an apology" tells the earlier end, "its demand" does not


def find_changes(scene: Scene, stands: Sequence[Holding]) -> Iterator[Move]:
    """Moves told by a verb, in text order."""
    for token in scene.parse.tokens:
        for read in (_read_verb, _read_course, _read_no_longer, _read_turn, _read_new_demand):
            told = read(scene, token)
            if told is not None:
                yield from _moves(scene, stands, told)
                break


def _moves(scene: Scene, stands: Sequence[Holding], told: Told) -> Iterator[Move]:
    verb = told.verb.pos in ("VERB", "AUX")
    clause = read_clause(scene.parse, clause_top(scene.parse, told.verb.index)) if verb else told.told
    if clause is None:
        return
    for holder in told.holders:
        later = find_later_end(scene, stands, told, holder) or scene.article.cite(clause)
        earlier = scene.article.cite(told.earlier) if told.earlier is not None else None
        if earlier is None:
            earlier = find_earlier_end(scene, stands, told, holder, later)
        before = earlier or scene.article.cite(clause)
        yield Move(holder, told.direction, before, later, scene.article.cite(told.told), rule=told.rule)


def _is_done(scene: Scene, verb: Token) -> bool:
    """Told as a fact: not denied, asked, supposed, planned, or put into somebody's mouth by another."""
    parse = scene.parse
    return not (
        verb.pos not in ("VERB", "AUX")
        or not (is_asserted(parse, verb) or _is_after_all(parse, verb))
        or is_negated(parse, verb.index)
        or read_modality(parse, verb.index) is not Modality.MADE
        or is_hypothetical(parse, clause_top(parse, verb.index))
        or is_question(parse, verb)
        or any(c.words.lower() in _SUPPOSING for c in parse.children(verb.index) if c.dep in ("mark", "advmod"))
    )


def _is_after_all(parse: Parse, verb: Token) -> bool:
    """ "signalled a yes before reversing course" """
    before = parse.head(verb)
    above = parse.head(before)
    return verb.dep == "pcomp" and before.lemma == "before" and above.tag == "VBD" and is_asserted(parse, above)


def _holders(scene: Scene, verb: Token) -> tuple[str, ...]:
    """Who is told to have moved; in a quotation only the speaker's own side."""
    subject = read_subject(scene.parse, verb.index)
    holders = read_holders(scene, subject) if subject is not None else ()
    voice = scene.voice_of(verb.index)
    if voice is None or (voice.manner is not Manner.DIRECT and scene.parse.quotation_at(verb.start) is None):
        return holders
    speaker = speaker_of(scene, voice)
    return tuple(holder for holder in holders if speaker is not None and may_be_one_side(scene, holder, speaker))


def _read_verb(scene: Scene, verb: Token) -> Told | None:
    """ "dropped its demand for an apology", "reversed course", "relented" """
    if (verb.lemma not in CHANGES and verb.lemma not in ALONE) or not _is_done(scene, verb):
        return None
    rule = f"verb “{verb.lemma}”"
    complements = find_complements(scene.parse, verb.index)
    if verb.lemma in ALONE and "obj" not in complements and scene.parse.child(verb.index, "nsubj") is not None:
        return _told(scene, ALONE[verb.lemma], verb, verb.span, rule)
    if verb.lemma not in CHANGES:
        return None
    change, needs = CHANGES[verb.lemma]
    stand = _stand_noun(scene, verb, change, needs, complements)
    if stand is None:
        return None
    kind = KINDS.get(stand.lemma, Kind.OPEN)
    if change is Change.DROP and "to" in complements:  # dropped its request to two boats
        change = Change.LESS
    told = Span(verb.start, max(verb.end, stand.end))
    whole = noun_phrase(scene.parse, stand.index)
    full = len(scene.parse.text[whole.start : whole.end].split()) >= _SHORTEST_STAND and stand.lemma in KINDS
    return _told(
        scene, DIRECTIONS[change, kind], verb, told, rule, whole if full and change is not Change.MORE else None
    )


def _told(
    scene: Scene,
    direction: Direction,
    verb: Token,
    told: Span,
    rule: str,
    earlier: Span | None = None,
) -> Told | None:
    holders = _holders(scene, verb)
    return Told(holders, direction, verb, told, rule, earlier) if holders else None


def _stand_noun(scene: Scene, verb: Token, change: Change, needs: str, complements: dict[str, Token]) -> Token | None:
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
            if noun.lemma in KINDS and _is_own(scene, verb, noun, change):
                return noun
    return None


def _is_own(scene: Scene, verb: Token, noun: Token, change: Change) -> bool:
    """ "its demand", "an earlier demand", "the demand that …", and nobody else's"""
    children = list(scene.parse.children(noun.index))
    owner = next((child for child in children if child.dep == "poss"), None)
    if owner is not None:
        if owner.words.lower() in _OWN:
            return True
        subject = read_subject(scene.parse, verb.index)
        return subject is not None and bool(set(read_holders(scene, owner)) & set(read_holders(scene, subject)))
    if any(child.words.lower() in FORMER | {"that"} for child in children if child.dep in ("amod", "det")):
        return True
    if change is Change.MORE or noun.lemma in _COMMON:
        return False  # "raised objections to the plan"
    complement = any(child.dep in ("prep", "acl", "ccomp", "relcl") and child.index > noun.index for child in children)
    return complement and KINDS[noun.lemma] is Kind.HARD


def _read_course(scene: Scene, verb: Token) -> Told | None:
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


def _read_no_longer(scene: Scene, token: Token) -> Told | None:
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
    modality = read_modality(scene.parse, verb.index)
    given = act.group is ActGroup.GIVE or act.hardness is None
    if act.group is ActGroup.VIEW or modality is Modality.POSSIBLE or (given and modality is not Modality.MADE):
        return None
    direction = Direction.HARDENED if given else Direction.DROPPED
    told = Span(scene.parse.tokens[token.index - 1].start, max(verb.end, token.end))
    return _told(scene, direction, verb, told, f"no longer “{verb.lemma}”")


def _read_turn(scene: Scene, noun: Token) -> Told | None:
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


def _read_new_demand(scene: Scene, noun: Token) -> Told | None:
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
    return Told(holders, Direction.HARDENED, noun, whole, f"new “{noun.lemma}”", clause or whole)
