"""What must come true first: conditional clauses and phrases, with their connective."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from travaux.model import Act, Parse, Span, Token


@dataclass(frozen=True, slots=True)
class Condition:
    """`strict` where the act itself is to make one thing depend on another ("only if", "until", "unless").

    `to_come` where its own tense says that it has not come true yet: "once the boats are back".
    """

    span: Span
    strict: bool
    to_come: bool = False


# Conjunctions that open a conditional clause, and whether they make the dependence itself the point.
CONJUNCTIONS: dict[str, bool] = {
    "if": False,  # Norland will sign if the boats leave.
    "unless": True,  # Norland will not sign unless the boats leave.
    "until": True,  # Norland will not sign until the boats leave.
    "till": True,
    "once": False,  # Norland will sign once the boats have left.
    "provided": False,  # Norland will sign provided the boats leave.
    "providing": False,
    "before": True,  # The boats must leave before Norland signs.
    "when": False,  # Norland will sign when the boats have left.
    "after": False,  # only after: see below
    "while": True,  # Norland will not sign while the boats are there.
    "otherwise": False,
}

# Phrases that open one. The words up to the end of the noun phrase or clause behind them are taken with them.
PHRASES: tuple[tuple[str, bool], ...] = (
    ("in exchange for", False),  # Velmark offered a pause in exchange for fuel.
    ("in return for", False),  # Velmark offered a pause in return for fuel.
    ("as a prerequisite for", True),  # Norland wants a census as a prerequisite for talks.
    ("as a precondition for", True),  # Norland wants a census as a precondition for talks.
    ("as a precondition to", True),
    ("as a condition for", True),
    ("as a condition of", True),
    ("on condition that", False),  # Velmark agreed on condition that the count is public.
    ("on the condition that", False),
    ("contingent on", True),  # Aid is contingent on inspections.
    ("contingent upon", True),
    ("conditional on", True),  # Aid is conditional on inspections.
    ("conditioned on", True),
    ("dependent on", True),  # A pause is dependent on guarantees.
    ("dependent upon", True),
    ("subject to", False),  # Velmark would sign, subject to a vote.
    ("provided that", False),  # Norland will sign provided that the boats leave.
    ("as soon as", False),  # Norland will sign as soon as the boats leave.
    ("as long as", False),  # Norland will wait as long as the boats stay away.
    ("so long as", False),
    ("only when", True),  # Sanctions end only when the boats leave.
    ("only if", True),  # Sanctions end only if the boats leave.
    ("only after", True),  # Sanctions end only after the boats leave.
    ("only once", True),
    ("only as part of", True),  # Norland would pay only as part of a pact.
    ("only with", True),
    ("only through", True),
    ("only under", True),
    ("if and when", False),
    ("under the right conditions", False),
    ("barring", False),  # The port stays shut barring a deal.
    ("not before", True),
    ("even if", False),  # listed so that it is known for what it is not
    ("in the absence of", False),
    ("in the event of", False),  # Velmark will close the port in the event of a strike.
    ("in the event that", False),
    ("in case", False),
    ("without", True),  # No deal without inspections.
    ("pending", False),  # The port stays shut pending a census.
)

_PHRASE = re.compile(r"\b(" + "|".join(re.escape(words) for words, _ in PHRASES) + r")\b", re.IGNORECASE)
_STRICT = dict(PHRASES)
_ONLY_BY = frozenset({"only as part of", "only with", "only through", "only under"})
_NOT_CONDITIONS = frozenset(("even if",))
_ONLY = re.compile(r"\bonly\s+$", re.IGNORECASE)
_ONLY_BEFORE = re.compile(r"\bonly\b(?:\s+\w+){1,5}\s+$", re.IGNORECASE)  # "only works if"
_FUTURE = re.compile(
    r"\b(will|would|can|could|should|must|may|might|shall|has to|have to|need|until|ready|willing)\b|[’']ll\b",
    re.IGNORECASE,
)
_WISHES = frozenset({"want", "demand", "insist", "require"})
_DUTY = re.compile(r"\b(must|have to|has to|had to|should only|can only)\b", re.IGNORECASE)
_AS_A_MATTER_OF_COURSE = re.compile(r"\s+(?:fail|delay|question|doubt|exception|warning|hesitation)\b", re.IGNORECASE)
# Openers that are conditions only of something to come, or beside a denial.
_ONLY_OF_WHAT_COMES = frozenset("before when once after pending".split())
_OF_PRESENTS = frozenset({"once", "after"})  # conditions, too, where their own tense says that it is to come
_ONLY_OF_A_DENIAL = frozenset("without".split())
_PROVIDED = frozenset({"provided", "providing"})
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
# Nouns of time that open a clause as "when" does: Velmark will sign the day the boats leave.
_MOMENTS = frozenset({"day", "moment", "minute", "instant", "hour"})
_DENIAL = re.compile(
    r"\b(no|not|never|nothing|cannot|impossible|unlikely|hardly|little|reluctant|refuse\w*|reject\w*)\b|n[’']t\b",
    re.IGNORECASE,
)
_FIRST_WITHOUT = re.compile(r"\W*(?:that |and |but )?without\b", re.IGNORECASE)
_TIME_UNTIL = re.compile(
    r"(until|till|before|after|when)\s+(the\s+)?(next|late|early|last|this|mid|now|then|recently|\d|mon|tue|wed|thu|fri"
    r"|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|end of|midnight|noon)",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w+")
# Turns of phrase that name nothing to come true: "as soon as possible", "until further notice".
_EMPTY = re.compile(
    r"as (?:soon|long) as (?:possible|feasible)|until further notice|if (?:not|so)",
    re.IGNORECASE,
)


def find_conditions(parse: Parse, sentence: Span) -> tuple[Condition, ...]:
    """Conditions in a stretch of text, in text order, none inside another."""
    text = parse.text[sentence.start : sentence.end]
    found: list[Condition] = []
    for match in _PHRASE.finditer(text):
        words = match.group(1).lower()
        opener = parse.token_at(sentence.start + match.start())
        if words == "barring" and opener is not None and opener.dep != "prep":
            continue  # "a law barring boats"
        if words in _ONLY_BY and not _FUTURE.search(text):
            continue  # "came only with a demand"
        if words == "without" and _AS_A_MATTER_OF_COURSE.match(text, match.end()):
            continue
        if words in _NOT_CONDITIONS or opener is None or not _holds(words.split()[0], text):
            continue
        span = _phrase_span(parse, opener, sentence.start + match.end())
        if span is not None:
            first = words == "without" and _DENIAL.search(text) is None
            found.append(Condition(_clip(span, sentence), _STRICT[words] and not first))
    for token in parse.tokens_in(sentence):
        word = token.words.lower()
        opens = token.dep in ("mark", "advmod", "prep") or (word == "provided" and _follows_comma(parse, token))
        if word not in CONJUNCTIONS or not opens:
            continue
        to_come = word in _OF_PRESENTS and _is_present(parse, token)
        if not (to_come or _is_wished(parse, token) or _holds(word, text)):
            continue
        if any(each.span.start <= token.start < each.span.end for each in found):
            continue
        if word == "while" and not _is_barred(parse, token):
            continue
        clause = _conjunction_span(parse, token)
        if clause is None or not _is_condition(parse, token, clause):
            continue
        only = _ONLY.search(parse.text[sentence.start : token.start])
        if word == "after" and not (only or to_come or _DUTY.search(text)):
            continue
        start = sentence.start + only.start() if only else clause.start
        strict = only is not None or (
            word == "if" and _ONLY_BEFORE.search(parse.text[sentence.start : token.start]) is not None
        )
        found.append(Condition(_clip(Span(start, clause.end), sentence), CONJUNCTIONS[word] or strict, to_come))
    found.extend(_inverted(parse, sentence))
    found.extend(_moments(parse, sentence))
    found.sort(key=lambda each: (each.span.start, -each.span.end))
    outer: list[Condition] = []
    for each in found:
        if not outer or each.span.start >= outer[-1].span.end:
            outer.append(each)
    return tuple(each for each in outer if _says_something(parse.text[each.span.start : each.span.end]))


def _says_something(words: str) -> bool:
    return len(_WORDS.findall(words)) > 1 and _EMPTY.fullmatch(words) is None


def _inverted(parse: Parse, sentence: Span) -> Iterator[Condition]:
    """ "Should the boats return, Norland will seize them"."""
    for token in parse.tokens_in(sentence):
        if token.words.lower() != "should" or token.dep != "aux":
            continue
        verb = parse.head(token)
        subject = parse.child(verb.index, "nsubj", "nsubjpass")
        if verb.dep not in ("advcl", "ccomp") or subject is None or not token.index < subject.index < verb.index:
            continue
        below = [at for at in parse.subtree(verb.index) if at >= token.index]
        yield Condition(_clip(_trim(parse, parse.span(below[0], below[-1])), sentence), False)


def _moments(parse: Parse, sentence: Span) -> Iterator[Condition]:
    """ "Velmark will sign the day the boats leave"."""
    for token in parse.tokens_in(sentence):
        if token.lemma not in _MOMENTS or token.dep != "npadvmod" or not _is_to_come(parse, parse.head(token)):
            continue
        article, clause = parse.child(token.index, "det"), parse.child(token.index, "relcl")
        if article is None or article.lemma != "the" or clause is None or clause.tag not in ("VBZ", "VBP"):
            continue
        below = [at for at in parse.subtree(token.index) if at >= article.index]
        yield Condition(_clip(_trim(parse, parse.span(below[0], below[-1])), sentence), False)


def _is_to_come(parse: Parse, verb: Token) -> bool:
    return any(_FUTURE.fullmatch(each.words) for each in parse.children(verb.index) if each.dep == "aux")


def _is_barred(parse: Parse, opener: Token) -> bool:
    """ "will not talk while they shoot", but not "did not talk, while others did"."""
    verb = parse.head(parse.head(opener))
    denied = parse.child(verb.index, "neg") is not None
    return denied and _is_to_come(parse, verb) and not _follows_comma(parse, opener)


def _is_wished(parse: Parse, opener: Token) -> bool:
    """ "wants the boats gone before it signs": to come, without a word of the future."""
    verb = parse.head(opener)
    above = {parse.head(verb).lemma, parse.head(parse.head(verb)).lemma}
    return opener.words.lower() == "before" and opener.dep == "mark" and bool(above & _WISHES)


def _is_present(parse: Parse, opener: Token) -> bool:
    """ "once the boats are back", "after they leave": told of what has not come, for it is in the present tense."""
    verb = parse.head(opener)
    finite = (verb, *(each for each in parse.children(verb.index) if each.dep in ("aux", "auxpass")))
    return opener.dep in ("mark", "advmod") and any(each.tag in ("VBZ", "VBP") for each in finite)


def _follows_comma(parse: Parse, token: Token) -> bool:
    return token.index > 0 and parse.tokens[token.index - 1].words == ","


def _holds(word: str, text: str) -> bool:
    if word in _ONLY_OF_A_DENIAL:
        return bool(_DENIAL.search(text) or (_FIRST_WITHOUT.match(text) and _FUTURE.search(text)))
    if word in _ONLY_OF_WHAT_COMES:
        return bool(_FUTURE.search(text))
    return True


def is_open(condition: str, clause: str) -> bool:
    """Whether a clause lets what stands behind it be a condition: "when they left" only of something to come."""
    return _holds(condition.split()[0].lower(), clause)


def find_terms(parse: Parse, clause: Span, condition: Condition, act: Act) -> Span | None:
    """The words for what must come true for a clause to hold.

    "They must leave before we sign" has them in the clause itself, where the dependence is the point; "will not sign
    before they leave" as everywhere behind the connective.
    """
    span = condition.span
    text = parse.text
    if not text[span.start : span.end].lower().startswith("before") or _DENIAL.search(text, clause.start, span.start):
        return span
    if act is not Act.CONDITION:
        return None  # "must be signed before the harvest"
    return _trim(parse, Span(clause.start, span.start)) if clause.start < span.start else span


def _is_condition(parse: Parse, opener: Token, clause: Span) -> bool:
    """Not a date ("until Friday"), not an indirect question ("asked if ...", "don't know if ...")."""
    if _TIME_UNTIL.match(parse.text[opener.start : clause.end]):
        return False
    if opener.words.lower() == "if" and opener.index:
        before = parse.tokens[opener.index - 1]
        if before.words.lower() in ("even", "as", "what"):
            return False
        verb = parse.head(opener)
        return not (verb.dep == "ccomp" and verb.index > opener.index)
    return True


def _conjunction_span(parse: Parse, opener: Token) -> Span | None:
    if opener.words.lower() in _PROVIDED and (whole := _provided_span(parse, opener)) is not None:
        return whole
    if opener.dep == "prep":
        inner = parse.child(opener.index, "pobj", "pcomp")
        if parse.child(opener.index, "npadvmod") is not None or (inner is not None and inner.pos == "PRON"):
            return None  # "five miles before landing", "the matter before us"
        whole = parse.subtree_span(opener.index)
        dated = inner is not None and inner.dep == "pobj" and any(whole.overlaps(time.span) for time in parse.times)
        told = inner is not None or opener.words.lower() == "provided"
        return whole if told and not dated else None
    verb = opener if opener.words.lower() == "provided" and opener.dep != "mark" else parse.head(opener)
    if verb.index < opener.index or verb.dep not in (
        "advcl",
        "ccomp",
        "relcl",
        "ROOT",
        "conj",
        "dep",
        "pcomp",
        "xcomp",
    ):
        return None
    if verb.dep == "relcl" and opener.words.lower() in ("when", "after", "before"):
        return None  # "on Friday, when the council meets"
    below = [at for at in parse.subtree(verb.index) if at >= opener.index]
    return _trim(parse, parse.span(below[0], _before_main_clause(parse, verb, below)))


def _provided_span(parse: Parse, opener: Token) -> Span | None:
    """To the end of the clause that follows, by its marks: parsers do not know what to hang it on."""
    _, after = parse.sentences[opener.sentence]
    end = opener.index + 1
    while end < after and parse.tokens[end].pos != "PUNCT":
        end += 1
    words = parse.tokens[opener.index + 1 : end]
    finite = any(verb.tag in _FINITE and subject.pos in ("NOUN", "PRON", "PROPN") for subject, verb in pairwise(words))
    return parse.span(opener.index, end - 1) if finite else None


def _before_main_clause(parse: Parse, verb: Token, below: list[int]) -> int:
    """The last token of a conditional clause; one that heads its sentence has swallowed the main clause behind it."""
    if verb.dep not in ("ROOT", "ccomp"):
        return below[-1]
    comma = next((at for at in below if at > verb.index and parse.tokens[at].words in (",", ";")), None)
    return comma - 1 if comma is not None else below[-1]


def _phrase_span(parse: Parse, opener: Token, after: int) -> Span | None:
    """From the opener to the end of what hangs on its last word."""
    last = parse.token_at(after - 1)
    if last is None:
        return None
    holder = last
    if parse.child(last.index, "pobj", "pcomp", "ccomp") is None and last.dep in ("mark", "advmod"):
        holder = parse.head(last)
    below = [at for at in parse.subtree(holder.index) if at >= opener.index]
    if not below or parse.tokens[below[-1]].end <= after:
        return None
    return _trim(parse, Span(opener.start, parse.tokens[below[-1]].end))


def _trim(parse: Parse, span: Span) -> Span:
    start, end = span.start, span.end
    while end > start and parse.text[end - 1] in ' ,;:.—–-\n"”':
        end -= 1
    while start < end and parse.text[start] == " ":
        start += 1
    return Span(start, end)


def _clip(span: Span, limits: Span) -> Span:
    return Span(max(span.start, limits.start), min(span.end, limits.end))
