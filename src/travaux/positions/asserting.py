"""Is a word said of its subject, or only named: "rejects" in "Norland rejects it", not in "a call to reject it"."""

from __future__ import annotations

from travaux.model import Parse, Token
from travaux.positions.clauses import SUBJECTS, auxiliaries

# What may stand over an infinitive or a gerund that still tells what its subject does.
_TRANSPARENT = frozenset(
    """
    begin start continue keep seem appear consider weigh mull contemplate ready prepared set likely expect go come
    remain plan intend decide prepare move proceed rush hop hope stand work use happen
    """.split()
)
# Prepositions before a gerund that tells what somebody does: "by agreeing to a pause", "in rejecting the plan".
_TELLING = frozenset("by in after".split())
_BACKGROUND = frozenset("as".split())
_DUTY = frozenset("must should ought".split())


def is_asserted(parse: Parse, verb: Token) -> bool:
    """Finite, or hanging on something that leaves it a fact: "is weighing backing off", "by agreeing to a pause"."""
    at = verb
    for _ in range(5):
        helpers = [a.words.lower() for a in auxiliaries(parse, at.index)]
        if set(helpers) & _DUTY:
            return False
        if at.dep == "conj" and not helpers and parse.child(at.index, *SUBJECTS) is None:
            at = parse.head(at)
            continue
        if at.tag == "VBP" and _is_subjunctive(parse, at):
            return False
        if at.tag in ("VBD", "VBZ", "VBP", "MD"):
            return not _is_background(parse, at)
        if helpers and helpers != ["to"]:
            return not _is_background(parse, at)
        if at.dep == "ROOT":
            return at.tag != "VB" and "to" not in helpers
        governor = parse.head(at)
        if at.dep in ("xcomp", "acomp", "attr", "oprd"):
            if governor.lemma not in _TRANSPARENT and at.dep == "xcomp":
                return False
            at = governor
            continue
        if "to" in helpers or at.tag == "VB":
            return False
        if at.dep == "pcomp":
            return governor.lemma in _TELLING
        return at.dep in ("advcl", "acl", "ccomp", "dep", "parataxis") and at.tag in ("VBG", "VBN")
    return False


def _is_subjunctive(parse: Parse, verb: Token) -> bool:
    """ "a demand that it give up its claim"."""
    subject = parse.child(verb.index, *SUBJECTS)
    return subject is not None and subject.words.lower() in ("it", "he", "she")


def _is_background(parse: Parse, verb: Token) -> bool:
    """ "As Norland presses for a date, rifts have opened": known before, told in passing."""
    mark = parse.child(verb.index, "mark")
    return verb.dep == "advcl" and mark is not None and mark.words.lower() in _BACKGROUND
