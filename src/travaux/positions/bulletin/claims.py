"""Claims: what each clause says that its parties hold, before it is told apart holder by holder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from travaux.model import Act, Span, Stance
from travaux.positions.bulletin.clauses import IsVerb, Move, find_moves, read_last
from travaux.positions.bulletin.heads import LIST, SPEAKERS, TEXTS, Head, read_modifiers, read_speakers
from travaux.positions.bulletin.judgements import Content, read_judgement
from travaux.positions.bulletin.mentions import MARK, Shadow
from travaux.positions.bulletin.objects import read_content
from travaux.positions.bulletin.verbs import FOR, Form, Reading, Verb

_TRAILING = re.compile(r"\s*,\s+(?:but\s+|and\s+)?(?=(?:strongly\s+)?(?:supported|opposed|backed|seconded)\s+by\s)")
_CHAIR_PROPOSED = re.compile(r"\b(?:propos|suggest|present|introduc|distribut)\w+")
_BRACKET = re.compile(r"\s*\([^()]*\)(?=\s*(?:[.,;]|$|and\b|but\b))")
_ANAPHOR = re.compile(
    r"(?:(?:this|the|that|these|those|such)\s+)(?:\w+\s+)?(?:proposals?|suggestions?"
    r"|amendments?|idea|addition|deletion|request|change|insertion|approach|formulation)$"
    r"|(?:this|it|these|that|them|the\s+(?:proposal|suggestion|idea))$"
)
_PROPOSAL_NOUN = (
    r"(?:counter-?)?(?:proposals?|suggestions?|requests?|calls?|amendments?|recommendation"
    r"|initiative|offer|submission|intervention|plan|reservations?|text)"
)
_EMBEDDED = re.compile(
    rf"(?P<party>§~*)\s+(?P<noun>{_PROPOSAL_NOUN}|position"
    rf"|concerns?)\s*(?P<mods>,\s+(?:supported|opposed)\s+by\s+[^.;]*?,)?\s+(?P<link>that|to"
    rf"|for|on|regarding|about|calling\s+for|requesting|over)\s+"
)
_POSSESSED = re.compile(
    r"(?P<party>§~*)['’]s?\s+(?P<noun>(?:counter-?)?(?:proposals?|suggestions?|requests?"
    r"|calls?|amendments?|concerns?|opposition|support|preference|insistence|reservations?"
    r"|objections?))"
    r"(?P<mods>,\s+(?:supported|opposed)\s+by\s+[^.;]*?,)?\s+(?P<link>that|to|for|on|about|over|regarding|with)\s+"
)
_PROPOSED_BY = re.compile(
    rf"\b(?:changes?|amendments?|text|language|wording|additions?|modifications?|paragraphs?"
    rf"|proposals?|formulation|insertion|sentence|footnote|reference"
    rf"|deletion)\s+(?P<verb>(?:proposed|suggested|requested|introduced|put\s+forward|made"
    rf"|submitted|tabled)\s+)?(?:by|from)\s+(?P<list>{LIST})\s+(?P<link>on|to|that|regarding"
    rf"|for|which|(?=(?:clarify|stat|add|delet|specify|indicat|call|replac|includ|referr)ing\b))\s*"
)
# What a text of somebody's says is a proposal: "The EU proposal includes ...", "A draft by A and B states that ...".
_TEXT_SAYS = re.compile(
    rf"(?:(?P<party>§~*)(?:['’]s?)?\s+(?:(?:draft|written|revised|joint|new|own|original)\s+)?{TEXTS}"
    rf"|\b{TEXTS}\s+(?:by|from|of)\s+(?P<list>{LIST}))(?P<mods>,\s+(?:supported|opposed)\s+by\s+[^.;]*?,)?"
    r"\s+(?:also\s+|further\s+|would\s+)?(?P<verb>call(?:s|ed)?\s+for|(?:require|include|stipulate|propose|envisage)[sd]?"
    r"|(?:allow|provide)(?:s|d|ed)?\s+for|state[sd]?\s+that|suggest(?:s|ed)?|seeks?|sought|contain(?:s|ed)?"
    r"|establish(?:es|ed)?|set(?:s)?\s+out):?\s+"
)
_TEXT_OPENS = re.compile(r"(?:(?:The|A|An)\s+(?:\w+\s+){0,2})?" + _TEXT_SAYS.pattern)
# What is done "at the request of Norland", "as proposed by Velmark", "following requests by Samoa, ...".
_ASKED = re.compile(
    r"(?:[Aa]t\s+the\s+(?P<noun>request|insistence|suggestion)\s+of|[Aa]s\s+(?P<verb>requested|proposed|suggested)\s+by"
    r"|[Ff]ollowing\s+(?:an?\s+|the\s+)?(?P<nouns>requests?|proposals?|suggestions?)\s+(?:by|from))"
    r"\s+(?P<list>§~*(?:(?:,\s+(?:and\s+)?|\s+and\s+)§~*)*)"
)
# "This was supported by Norland, and opposed by Velmark": what stands before the verb is what it is about.
_BY_THEM = (
    r"(?:(?P<for>supported|backed|endorsed|welcomed|favou?red|seconded)|(?P<against>opposed|rejected|resisted|contested))"
    rf"\s+by\s+(?P<list>{SPEAKERS}|{LIST})"
)
_BACKED = re.compile(rf"\b(?:was|were|is|are)\s+(?:(?:also|strongly|later|further)\s+)?{_BY_THEM}")
_AND_BACKED = re.compile(rf",?\s+(?:and|but)\s+{_BY_THEM}")
_LAST_BORDER = re.compile(r".*(?:[,;:]\s|\bthat\s)", re.DOTALL)
_THIS = re.compile(
    r"(?:this|it|these|which|(?:the|this|that)\s+(?:\w+\s+)?(?:proposal|suggestion|idea|request|amendment)s?)$", re.I
)
_AND_BY = re.compile(rf",?\s+and\s+(?P<verb>)by\s+(?P<list>{LIST})\s+(?P<link>on|to|that|regarding|for)\s+")
# A sentence that tells what happens or was said by others, not what the last speaker goes on to want.
_TOLD = re.compile(r"\b(?:will|said|noted|stressed|supported|opposed|proposed|agreed|called|asked|requested)\b")
# A wish of its own, not one that something or somebody else tells: "The quota should fall."
_OWN_WISH = re.compile(
    r"(?i:(?!it\b|one\b|some\b|several\b|many\b|others?\b|submissions\b|comments\b|views\b))"
    r"(?:(?!(?i:that|whether|how|if|what|which|who|delegates?|participants?|reports?|papers?|documents?)\b)[^.;:])*?"
    r"\b(?:should|must|cannot|needs?\s+to|would\s+be\s+needed)\b"
)
# The ports should pay, not the navy.
_POLE = re.compile(
    r",\s+(?:and\s+|but\s+)?not\s+(?=(?:to|the|an?|in|on|for|from|as|by|through|with|its|their)\b|§|[A-Z])"
)
_POLAR = frozenset({Act.CALL_FOR, Act.DEMAND, Act.PROPOSE, Act.SUPPORT, Act.REQUEST})
_ASKING = {"request": Act.REQUEST, "insist": Act.DEMAND, "propos": Act.PROPOSE, "suggest": Act.PROPOSE}
_NOUN_ACTS = {
    "proposal": (Act.PROPOSE, FOR), "suggestion": (Act.PROPOSE, FOR), "amendment": (Act.PROPOSE, FOR),
    "recommendation": (Act.PROPOSE, FOR), "initiative": (Act.PROPOSE, FOR), "submission": (Act.PROPOSE, FOR),
    "request": (Act.REQUEST, FOR), "call": (Act.CALL_FOR, FOR), "insistence": (Act.DEMAND, FOR),
    "concern": (Act.DOUBT, Stance.AGAINST), "reservation": (Act.DOUBT, Stance.AGAINST),
    "opposition": (Act.REJECT, Stance.AGAINST), "objection": (Act.REJECT, Stance.AGAINST),
    "support": (Act.SUPPORT, FOR), "preference": (Act.SUPPORT, FOR),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """One act toward one object. `evidence` and the spans in `content` are offsets in the article.

    `named`: the sentence itself names the head. `supporters` and `opponents` are those toward this object.
    """

    sentence: Span
    evidence: Span
    head: Head
    content: Content
    named: bool
    supporters: tuple[str, ...]
    opponents: tuple[str, ...]
    antecedent: Claim | None = None
    told: bool = False  # the sentence tells what became of it, and may hold an outcome
    pole: bool = False  # what another claim sets its object against: nobody means it by "this proposal"

    @property
    def place(self) -> Span:
        """Where the object stands, or the evidence where there is none."""
        return self.content.object or self.evidence


def find_claims(shadow: Shadow, sentences: list[Span], is_verb: IsVerb) -> list[Claim]:
    """The claims of one paragraph, in text order."""
    found: list[Claim] = []
    recent: list[Claim] = []  # what "this proposal" can mean
    last: Head | None = None
    for sentence in sentences:
        moves = find_moves(shadow, sentence, last, is_verb)
        claims = _read_claims(shadow, sentence, moves, recent)
        claims.extend(_read_embedded(shadow, sentence, claims, found))
        claims.extend(_read_further(shadow, sentence, moves, claims, found, last))
        found.extend(claims)
        if any(move.head is None for move in moves) and _CHAIR_PROPOSED.search(shadow.marks, *sentence):
            recent = []
        recent = recent + claims
        said = [claim for claim in claims if not claim.told]
        if said and not moves and _TEXT_OPENS.match(shadow.marks, *sentence):
            last = said[-1].head  # "The proposal by A and B includes … They …"
        else:
            last = read_last(shadow, sentence, moves, last)
    return found


def _read_further(
    shadow: Shadow, sentence: Span, moves: list[Move], claims: list[Claim], earlier: list[Claim], last: Head | None
) -> list[Claim]:
    """What a speaker goes on to want in a sentence that names nobody: "The quota should fall."."""
    said = earlier[-1] if earlier else None
    if moves or claims or last is None or said is None or said.head.holders != last.holders:
        return []
    if MARK in shadow.marks[sentence.start : sentence.end] or _TOLD.search(shadow.marks, *sentence):
        return []
    end = sentence.end - (shadow.marks[sentence.end - 1] in ".;:!?")
    if _OWN_WISH.match(shadow.marks, sentence.start, end) is None:
        return []
    content = read_judgement(shadow.marks, sentence.start, end, Act.REPORT)
    if content.act in {Act.REPORT, Act.EXPECT} or content.object is None:
        return []
    return [Claim(sentence, sentence, replace(last, supporters=(), opponents=()), content, False, (), ())]


def _read_claims(shadow: Shadow, sentence: Span, moves: list[Move], earlier: list[Claim]) -> list[Claim]:
    found: list[Claim] = []
    acting = [move for move in moves if move.form is not None and move.head is not None]
    named = False
    for move in acting:
        named = named or move.named
        claim = _read_claim(shadow, sentence, moves, move, earlier + found, named)
        if claim is not None:
            found.extend(_split_poles(shadow.marks, claim))
    return found


def _split_poles(marks: str, claim: Claim) -> Iterator[Claim]:
    """A claim, and what it sets its object against: "the port should pay, not the ships" is a call and a refusal."""
    content = claim.content
    pole = _POLE.search(marks, *content.object) if content.object is not None else None
    if pole is None or content.object is None or content.act not in _POLAR or content.stance is not FOR:
        yield claim
        return
    wanted, refused = Span(content.object.start, pole.start()), Span(pole.end(), content.object.end)
    yield replace(claim, content=replace(content, object=wanted))
    yield replace(claim, content=Content(Act.REJECT, Stance.AGAINST, refused), pole=True)


def _read_claim(
    shadow: Shadow, sentence: Span, moves: list[Move], move: Move, earlier: list[Claim], named: bool
) -> Claim | None:
    form, head = move.form, move.head
    assert form is not None and head is not None
    supporters, opponents = head.supporters, head.opponents
    trailing = _TRAILING.search(shadow.marks, form.end, move.end)
    end = move.end
    if trailing is not None:
        after, names, spoken, _ = read_modifiers(shadow, trailing.start())
        head = replace(head, behalf=(*head.behalf, *spoken))
        supporters += names.get("support", ())
        opponents += names.get("oppose", ())
        if after >= move.end - 2:
            end = trailing.start()
    content = read_content(shadow.marks, form, end, repeated=move.repeated)
    antecedent = None
    if content.object is None:
        if (
            form.verb.act not in {Act.REJECT, Act.SUPPORT, Act.ACCEPT, Act.DOUBT}
            or form.verb.reading is not Reading.PLAIN
        ):
            return None
        antecedent = _antecedent(earlier)
        if antecedent is not None and antecedent.sentence != sentence:
            content = replace(content, object=antecedent.content.object)
            antecedent = None  # "NORLAND objected." after another's sentence names no opponent
    elif _ANAPHOR.match(shadow.marks, *content.object):
        antecedent = _antecedent(earlier)
    if antecedent is not None and antecedent.content.object is not None:
        content = replace(content, object=antecedent.content.object)
    elif content.object is not None:
        content = replace(content, object=_with_bracket(shadow, content.object, end))
    if form.verb.reading is not Reading.PLAIN:
        antecedent = None  # what was noted about a proposal is not said to whoever made it
    return Claim(
        sentence, _evidence(shadow, sentence, moves, move), head, content, named, supporters, opponents, antecedent
    )


def _with_bracket(shadow: Shadow, place: Span, end: int) -> Span:
    """An object with the bracket that closes it, which the shadow hides: "the second period (2040)"."""
    bracket = _BRACKET.match(shadow.text, place.end, end)
    return Span(place.start, bracket.end()) if bracket else place


def _antecedent(earlier: list[Claim]) -> Claim | None:
    wanted = {Act.PROPOSE, Act.CALL_FOR, Act.REQUEST, Act.DEMAND, Act.SUPPORT, Act.REJECT}
    return next((claim for claim in reversed(earlier[-4:]) if claim.content.act in wanted and not claim.pole), None)


def _evidence(shadow: Shadow, sentence: Span, moves: list[Move], move: Move) -> Span:
    """The sentence, or the clause where a sentence carries several."""
    if len(moves) == 1:
        return sentence
    start = sentence.start if move is moves[0] else move.start
    end = move.end
    while end > start and (shadow.text[end - 1].isspace() or shadow.text[end - 1] in ",;"):
        end -= 1
    conjunction = re.compile(r",?\s+(?:and|but|while|whereas|with)$").search(shadow.marks, start, end)
    return Span(start, conjunction.start() if conjunction else end)


def _share(shadow: Shadow, one: Span | None, other: Span | None) -> bool:
    """Whether two objects are in essence the same words."""
    if one is None or other is None:
        return False
    first, second = (set(re.findall(r"\w{3,}", shadow.text[at.start : at.end].casefold())) for at in (one, other))
    return len(first & second) * 2 > min(len(first), len(second))


def _limit(sentence: Span, claims: list[Claim], at: int) -> int:
    """Where a clause that begins inside a sentence ends: with the claim round it, or where the next claim begins."""
    ends = [claim.evidence.end for claim in claims if claim.evidence.start <= at < claim.evidence.end]
    starts = [claim.evidence.start for claim in claims if claim.evidence.start > at]
    return min((*ends, *starts), default=sentence.end)


def _proposed_by(marks: str, sentence: Span) -> Iterator[re.Match[str]]:
    """ "changes proposed by A on x, and by B on y": each with its parties and its link."""
    for match in _PROPOSED_BY.finditer(marks, *sentence):
        yield match
        yield from _AND_BY.finditer(marks, match.end(), sentence.end)


def _read_embedded(shadow: Shadow, sentence: Span, claims: list[Claim], earlier: list[Claim]) -> list[Claim]:
    """Positions inside other clauses: "an EU proposal that ...", "changes proposed by X on ..."."""
    found: list[Claim] = []
    marks = shadow.marks
    for pattern in (_EMBEDDED, _POSSESSED):
        for match in pattern.finditer(marks, *sentence):
            noun = match["noun"].lower().removeprefix("counter").lstrip("-").rstrip("s")
            row = _NOUN_ACTS.get(noun)
            if row is None or (match["link"] == "on" and noun in {"proposal", "submission"} and pattern is _POSSESSED):
                continue
            holders = shadow.names(*match.span("party"))
            if any(set(holders) & set(claim.head.joint) for claim in claims):
                continue
            limit = _limit(sentence, claims, match.start())
            verb = Verb(noun, *row)
            content = read_content(marks, Form(verb, match.start("link"), match.start("link")), limit)
            place = content.object
            if place is None:
                continue
            content = replace(content, act=row[0])
            if any(set(holders) & set(c.head.joint) and _share(shadow, c.content.object, place) for c in earlier):
                continue  # already reported in its own right
            names = read_modifiers(shadow, match.start("mods")).names if match["mods"] else {}
            start = match.start()
            article = re.compile(r"\b(?:an?|the)\s+$").search(marks, max(sentence.start, start - 5), start)
            evidence = Span(article.start() if article else start, place.end)
            found.append(
                Claim(
                    sentence, evidence, Head(holders), content, False, names.get("support", ()), names.get("oppose", ())
                )
            )
    for match in _TEXT_SAYS.finditer(marks, *sentence):
        holders = shadow.names(*match.span("list" if match["list"] else "party"))
        if any(set(holders) & set(claim.head.joint) for claim in (*claims, *found)):
            continue
        act = Act.CALL_FOR if match["verb"].startswith("call") else Act.PROPOSE
        names = read_modifiers(shadow, match.start("mods")).names if match["mods"] else {}
        limit = _limit(sentence, claims, match.start())
        content = read_content(marks, Form(Verb("propose", act, FOR), match.start("verb"), match.end()), limit)
        if content.object is not None:
            evidence = Span(sentence.start, sentence.end if limit == sentence.end else content.object.end)
            supporters, opponents = names.get("support", ()), names.get("oppose", ())
            found.append(Claim(sentence, evidence, Head(holders), content, False, supporters, opponents))
    found += _read_asked(shadow, sentence, claims)
    found += _read_backed(shadow, sentence, claims, earlier)
    for match in _proposed_by(marks, sentence):
        holders = shadow.names(*match.span("list"))
        verb = Verb("propose", Act.REQUEST if (match["verb"] or "").startswith("request") else Act.PROPOSE, FOR)
        further = _AND_BY.search(marks, match.end(), sentence.end)
        limit = further.start() if further else sentence.end
        content = read_content(marks, Form(verb, match.start("link"), match.end("link")), limit)
        if content.object is not None:
            found.append(Claim(sentence, sentence, Head(holders), content, False, (), ()))
    return found


def _read_asked(shadow: Shadow, sentence: Span, claims: list[Claim]) -> Iterator[Claim]:
    """What is done because parties asked for it: the rest of the clause is what they wanted."""
    heads = {name for claim in claims for name in claim.head.joint}
    for match in _ASKED.finditer(shadow.marks, *sentence):
        holders = tuple(name for name in shadow.names(*match.span("list")) if name not in heads)
        if not holders:
            continue
        words = (match["noun"] or match["verb"] or match["nouns"]).lower()
        act = next(act for stem, act in _ASKING.items() if words.startswith(stem))
        opens = match.start() == sentence.start
        start, end = (match.end(), sentence.end) if opens else (sentence.start, match.start())
        wanted = shadow.marks[start:end].strip(" ,.\n")
        if wanted:
            at = shadow.marks.index(wanted, start)
            content = Content(act, FOR, Span(at, at + len(wanted)))
            yield Claim(sentence, sentence, Head(holders), content, False, (), (), told=True)


def _read_backed(shadow: Shadow, sentence: Span, claims: list[Claim], earlier: list[Claim]) -> Iterator[Claim]:
    """Support and resistance in the passive, of what is named before it or was proposed last."""
    first = _BACKED.search(shadow.marks, *sentence)
    if first is None:
        return
    border = _LAST_BORDER.match(shadow.marks, sentence.start, first.start())
    start = border.end() if border and border.end() < first.start() else sentence.start
    words = shadow.marks[start : first.start()].rstrip()
    object_ = Span(start, start + len(words)) if words else None
    antecedent = None
    if _THIS.match(words):
        antecedent = _antecedent([*earlier, *claims])
        object_ = antecedent.content.object if antecedent is not None else None
    second = _AND_BACKED.match(shadow.marks, first.end(), sentence.end)
    for match in (first, second) if second else (first,):
        holders, behalf = read_speakers(shadow, *match.span("list"))
        act, stance = (Act.SUPPORT, FOR) if match["for"] else (Act.REJECT, Stance.AGAINST)
        yield Claim(
            sentence, sentence, Head(holders, behalf), Content(act, stance, object_), True, (), (), antecedent, True
        )
