"""Does the clause that holds some words look back or ahead?"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from travaux.model import Parse, Span, Token


class Tense(Enum):
    """Where a clause looks; OPEN where neither can be told."""

    PAST = "past"
    FUTURE = "future"
    PLANNED = "planned"  # what was to come when it was told: "they were to meet on Monday"
    OPEN = "open"


class Clause(NamedTuple):
    """`direct` where the words belong to the verb itself, not to a noun below it ("talks in April")."""

    tense: Tense
    direct: bool


OPEN = Clause(Tense.OPEN, False)

# Verbs and nouns that set a time for something to come, whatever their own tense.
SCHEDULING = frozenset(
    {
        "schedule",  # The vote was scheduled for Thursday.
        "slate",  # The vote was slated for Thursday.
        "plan",  # The vote was planned for Thursday.
        "set",  # The vote was set for Thursday.
        "expect",  # The envoy was expected on Thursday.
        "due",  # The envoy was due on Thursday.
        "postpone",  # The vote was postponed to Thursday.
        "delay",  # The vote was delayed until Thursday.
        "reschedule",  # The vote was rescheduled for Thursday.
        "extend",  # The truce was extended to Thursday.
        "deadline",  # The panel set a deadline of Thursday.
        "poise",  # The two are poised to sign on Thursday.
    }
)
SCHEDULED_BY = frozenset({"for", "to", "until", "till", "by", "of"})
# A date in the object of these may be that of what is announced: "they agreed on talks in April".
ANNOUNCING = frozenset(
    {"agree", "announce", "call", "demand", "invite", "offer", "promise", "propose", "suggest", "want"}
)
# After these an infinitive tells what did, or did not, happen.
CARRIED_OUT = frozenset(
    {"appear", "begin", "cease", "continue", "decline", "fail", "manage", "refuse", "seem", "start", "try"}
)
LASTED = frozenset({"last", "run", "hold", "continue", "stay", "remain", "wait", "sit", "serve", "rule"})
RETURNING = frozenset({"be", "bring", "call", "come", "fly", "get", "go", "move", "pull", "return", "send"})
BETWEEN_VERB_AND_DATE = frozenset({"on", "in", "late", "early", "later", "earlier", "here", "there", "back"})

MAX_CLIMB = 12


def read_clause(parse: Parse, span: Span) -> Clause:
    """The tense of the clause that holds a span, from the verb right before it, or else from the verb above it."""
    inside = list(parse.tokens_in(span))
    if not inside:
        token = parse.token_at(span.start)
        inside = [token] if token else []
    if not inside:
        return OPEN
    before = _before(parse, inside[0])
    if before is not None and (clause := _from_preposition(parse, before)):
        return clause
    if _is_aftermath(parse, inside[-1]):
        return Clause(Tense.PAST, False)
    near = _verb_before(parse, inside[0])
    if near is not None:
        return _clause_of(parse, near, True)
    return _from_above(parse, inside)


def _before(parse: Parse, token: Token) -> Token | None:
    first = parse.sentences[token.sentence][0]
    return parse.tokens[token.index - 1] if token.index > first else None


def _from_preposition(parse: Parse, word: Token) -> Clause | None:
    governor = parse.head(word)
    if word.lemma == "in" and _is_looking_back(parse, word):
        return Clause(Tense.PAST, True)
    match word.lemma:
        case "since":
            return Clause(Tense.PAST, True)
        case "until" | "till":
            ranged = any(child.lemma == "from" for child in parse.children(governor.index))
            lasted = (ranged or governor.lemma in LASTED) and _tense(parse, governor) is Tense.PAST
            return Clause(Tense.PAST if lasted else Tense.FUTURE, True)
    if word.lemma in SCHEDULED_BY:
        while governor.dep in ("prep", "agent", "pcomp") and governor.head != governor.index:
            governor = parse.head(governor)
        if governor.lemma in SCHEDULING:
            return Clause(Tense.OPEN if _is_long_set(parse, governor) else Tense.FUTURE, True)
    if word.lemma == "by" and _is_deadline(parse, word):
        return Clause(Tense.FUTURE, True)
    return Clause(Tense.FUTURE, True) if _is_ahead_of(parse, word) else None


def _is_looking_back(parse: Parse, word: Token) -> bool:
    """ "They agreed to meet back in March", but not "they will be back in March"."""
    before = parse.tokens[max(0, word.index - 2) : word.index]
    return [token.lemma for token in before[1:]] == ["back"] and before[0].lemma not in RETURNING


def _is_deadline(parse: Parse, by: Token) -> bool:
    """ "An answer by Friday" looks ahead; "by Friday he had left" and "he had left by Friday" look back."""
    at = parse.head(by)
    while at.pos not in ("VERB", "AUX") and at.head != at.index:
        at = parse.head(at)
    fronted = by.index < at.index
    return not fronted and not any(child.lemma == "have" for child in _helpers(parse, at))


def _is_ahead_of(parse: Parse, word: Token) -> bool:
    return word.lemma == "of" and word.index > 0 and parse.tokens[word.index - 1].lemma == "ahead"


def _is_aftermath(parse: Parse, last: Token) -> bool:
    """ "They are tired after Friday's vote", but not "they will be tired after it"."""
    after = parse.head(parse.head(last))
    if last.dep != "poss" or after.lemma != "after":
        return False
    at = after
    while at.pos not in ("VERB", "AUX") and at.head != at.index:
        at = parse.head(at)
    return all(helper.tag != "MD" for helper in _helpers(parse, at))


def _verb_before(parse: Parse, token: Token) -> Token | None:
    """The verb that stands right before the date, small words apart: "said late on", "met in"."""
    first = parse.sentences[token.sentence][0]
    at = token.index - 1
    while at >= first and token.index - at <= 3 and parse.tokens[at].words.lower() in BETWEEN_VERB_AND_DATE:
        at -= 1
    if at < first:
        return None
    found = parse.tokens[at]
    return found if found.pos == "VERB" else None


def _from_above(parse: Parse, inside: list[Token]) -> Clause:
    numbers = {token.index for token in inside}
    at = next((token for token in inside if token.head not in numbers), inside[0])
    direct = True
    for _ in range(MAX_CLIMB):
        if at.head == at.index and at.pos not in ("VERB", "AUX"):
            return OPEN
        if at.index not in numbers and at.pos in ("VERB", "AUX") and at.dep not in ("aux", "auxpass", "prep"):
            return _clause_of(parse, at, direct)
        if at.index not in numbers and at.pos in ("NOUN", "PROPN"):
            direct = False
            if at.lemma in SCHEDULING and at.index > inside[-1].index:
                return Clause(Tense.FUTURE, False)
        if at.head == at.index:
            return OPEN
        at = parse.head(at)
    return OPEN


def _clause_of(parse: Parse, verb: Token, direct: bool) -> Clause:
    """The present tense says nothing of the date of a noun ("the April truce is holding"), and little of its own."""
    tense = _tense(parse, verb)
    if tense is Tense.FUTURE and any(word.tag in ("VBZ", "VBP") for word in (verb, *_helpers(parse, verb))):
        return Clause(tense if direct else Tense.OPEN, False)
    return Clause(tense, direct and verb.lemma not in ANNOUNCING)


def _helpers(parse: Parse, verb: Token) -> list[Token]:
    return [child for child in parse.children(verb.index) if child.dep in ("aux", "auxpass")]


def _tense(parse: Parse, verb: Token, climbed: int = 0) -> Tense:
    helpers = _helpers(parse, verb)
    words = {helper.words.lower() for helper in helpers}
    lemmas = {helper.lemma for helper in helpers}
    modal = next((helper for helper in helpers if helper.tag == "MD"), None)
    if modal is not None:
        return _modal(parse, verb, modal, lemmas)
    if "to" in words:
        return _infinitive(parse, verb, climbed)
    if words & {"has", "have", "had", "'ve", "’ve", "did"}:
        return Tense.PAST
    if verb.lemma in SCHEDULING and verb.tag == "VBN":
        return Tense.FUTURE
    if words & {"was", "were"}:
        return Tense.PAST
    if words & {"is", "are", "am", "'s", "’s", "'re", "’re", "be", "do", "does"}:
        return Tense.FUTURE
    if verb.tag == "VBD":
        return Tense.PAST
    if verb.tag in ("VBZ", "VBP"):
        return Tense.FUTURE
    leans = verb.dep in ("conj", "advcl", "xcomp", "acl", "pcomp")
    if verb.dep == "pcomp" and parse.head(verb).lemma in ("after", "since"):
        return Tense.PAST
    if verb.tag in ("VB", "VBG") and verb.dep != "ROOT" and leans and climbed < MAX_CLIMB:
        return _above(parse, verb, climbed)
    if verb.tag == "VBN":
        return Tense.PAST if verb.dep != "conj" or climbed >= MAX_CLIMB else _above(parse, verb, climbed)
    return Tense.FUTURE if verb.tag == "VB" else Tense.OPEN


def _modal(parse: Parse, verb: Token, modal: Token, lemmas: set[str]) -> Tense:
    """ "Could not agree on Thursday" and "may have met on Thursday" look back; other modals look ahead.

    What would have been may lie on either side.
    """
    negated = parse.child(verb.index, "neg") is not None
    if "have" in lemmas and modal.words.lower() == "would":
        return Tense.OPEN
    if "have" in lemmas and modal.lemma != "will":
        return Tense.PAST
    return Tense.PAST if modal.words.lower() == "could" and negated else Tense.FUTURE


def _infinitive(parse: Parse, verb: Token, climbed: int) -> Tense:
    governor = parse.head(verb)
    if climbed >= MAX_CLIMB or governor.index == verb.index:
        return Tense.FUTURE
    if governor.lemma in CARRIED_OUT:
        return _tense(parse, governor, climbed + 1)
    if _is_long_set(parse, governor):
        return Tense.OPEN
    above = _above(parse, verb, climbed)
    return Tense.PLANNED if above in (Tense.PAST, Tense.PLANNED) else Tense.FUTURE


def _is_long_set(parse: Parse, scheduling: Token) -> bool:
    """ "Had been due on Monday": what was to come when something else happened, so that it may well lie behind."""
    verb = parse.head(scheduling) if scheduling.dep == "acomp" else scheduling
    return scheduling.lemma in SCHEDULING and any(child.words.lower() == "had" for child in _helpers(parse, verb))


def _above(parse: Parse, verb: Token, climbed: int) -> Tense:
    at = parse.head(verb)
    while at.pos not in ("VERB", "AUX") and at.head != at.index and climbed < MAX_CLIMB:
        at = parse.head(at)
        climbed += 1
    return _tense(parse, at, climbed + 1) if at.pos in ("VERB", "AUX") and at.index != verb.index else Tense.OPEN
