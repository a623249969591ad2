"""Who backs, resists, joins or speaks for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.model import Act, InteractionKind, Span, Stance
from travaux.positions.bulletin.claims import Claim
from travaux.positions.bulletin.mentions import Shadow
from travaux.positions.bulletin.names import adjectives, read_adjective

Pair = tuple[InteractionKind, str, str, Span]

_NOUN = (
    r"(?:counter-?)?(?:proposals?|positions?|suggestions?|amendments?|requests?|concerns?"
    r"|views?|calls?|text|language|interventions?|statements?"
    r"|submissions?|formulation|wording|comments?|recommendations?|initiative|draft|approach"
    r"|objections?|reservations?|opposition|preference|support|opinion|idea|option|paper"
    r"|interpretation)"
)
_THEIRS = re.compile(
    rf"(?P<party>§~*)(?:['’]s?)?\s+(?:\w+\s+){{0,2}}?{_NOUN}\b|(?:proposal|position|amendment"
    rf"|suggestion|text|language|statement|views?|intervention|request"
    rf"|concern)s?\s+(?:\w+\s+)?(?:by|of|from)\s+(?P<by>§~*)"
)
_WHOLE = re.compile(r"(?:the\s+)?(?P<party>§~*)(?:(?:,?\s+and\s+|,\s+)§~*)*(?:\s+(?:on|in|that|and)\b|$)")
_ADJECTIVE = re.compile(
    rf"(?:(?:the|a|an)\s+)?(?:\w+\s+)?(?P<adjective>{'|'.join(adjectives())})\s+(?:\w+\s+)?{_NOUN}\b"
)
_RESPONSE = re.compile(r"\b(?:[Ii]n\s+response\s+to|[Rr]esponding\s+to|[Rr]egarding|[Oo]n)\s+")
_BACKING = frozenset((Act.SUPPORT, Act.ACCEPT, Act.PRAISE))
_TABLED = frozenset((Act.PROPOSE, Act.CALL_FOR, Act.REQUEST, Act.DEMAND, Act.OFFER))
_RESISTING = frozenset((Act.REJECT, Act.RULE_OUT, Act.DOUBT, Act.CRITICISE, Act.OPPOSE))


def find_pairs(shadow: Shadow, claims: list[Claim]) -> Iterator[Pair]:
    """Relations in text order, each once in a sentence; the evidence is that of the claim."""
    seen: set[tuple[Span, InteractionKind, str, str]] = set()
    for claim in claims:
        for kind, source, target in _of_claim(shadow, claim):
            key = (claim.sentence, kind, source, target)
            if source != target and key not in seen:
                seen.add(key)
                yield kind, source, target, claim.evidence


def _of_claim(shadow: Shadow, claim: Claim) -> Iterator[tuple[InteractionKind, str, str]]:
    head = claim.head
    if claim.named:
        for speaker, group in head.behalf:
            yield InteractionKind.ON_BEHALF_OF, speaker, group
        for holder in head.holders:
            for companion in head.companions:
                yield InteractionKind.WITH, holder, companion
    if claim.named or claim.supporters != head.supporters or claim.opponents != head.opponents:
        for kind, others in ((InteractionKind.SUPPORT, claim.supporters), (InteractionKind.OPPOSE, claim.opponents)):
            for other in others:
                for holder in head.holders:
                    yield kind, other, holder
    yield from _toward(shadow, claim)


def _toward(shadow: Shadow, claim: Claim) -> Iterator[tuple[InteractionKind, str, str]]:
    """Relations to the parties whose proposal or position is what a claim is about."""
    act = claim.content.act
    if act in _BACKING:
        kind = InteractionKind.SUPPORT
    elif act in _RESISTING and claim.content.stance is Stance.AGAINST:
        kind = InteractionKind.OPPOSE
    else:
        return
    targets = _targets(shadow, claim)
    for holder in claim.head.joint:
        for target in targets:
            if target not in claim.head.joint:
                yield kind, holder, target


def _targets(shadow: Shadow, claim: Claim) -> tuple[str, ...]:
    if claim.antecedent is not None:
        return claim.antecedent.head.holders if claim.antecedent.content.act in _TABLED else ()
    place = claim.place
    marks = shadow.marks
    whole = _WHOLE.match(marks, *place)
    if whole is not None:
        return shadow.names(whole.start(), whole.end())
    span = Span(place.start, min(place.end, place.start + 60))
    match = _THEIRS.search(marks, *span)
    if match is not None and not re.search(r"\b(?:that|to|which)\s", marks[span.start : match.start()]):
        at = match.span("party") if match["party"] else match.span("by")
        return shadow.names(*at)
    adjective = _ADJECTIVE.match(marks, *span)
    if adjective is not None:
        name = read_adjective(adjective["adjective"])
        return (name,) if name else ()
    start = claim.evidence.start
    response = _RESPONSE.match(marks, start, claim.evidence.end)
    if (
        response is not None
        and (match := _THEIRS.match(marks, response.end(), claim.evidence.end)) is not None
        and match["party"]
    ):
        return shadow.names(*match.span("party"))
    return ()
