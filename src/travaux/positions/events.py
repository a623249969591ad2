"""Events round a negotiation: what was, is, or may be done, by whom, where and when."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.model import Article, Cast, Event, EventStatus, EventType, Mention, Parse, Span, Token, When
from travaux.positions.clauses import (
    SUBJECTS,
    auxiliaries,
    clause_top,
    find_complements,
    is_negated,
    noun_phrase,
    read_clause,
    read_subject,
)
from travaux.positions.event_words import (
    ASSEMBLIES,
    COMPANY,
    DELEGATES,
    HOLDING,
    NOUN_EVENTS,
    PLANNING,
    STATUS_WORDS,
    TARGETS,
    VERB_EVENTS,
    WISHING,
)
from travaux.positions.retelling import merge_events
from travaux.positions.scene import Scene, read_holders, set_scene

_SAYING = frozenset("say tell add write speak declare warn call announce note urge insist ask blame".split())
_PLACERS = frozenset("in at near outside to".split())
_MAY = frozenset("could may might would can must should".split())
_WILL = frozenset("will 'll ’ll shall".split())
_SUBORDINATE = frozenset("if unless whether once before".split())
# Types that count only when done or planned: what is only threatened or wished is a position.
_ONLY_DONE = (EventType.AGREE, EventType.STRIKE, EventType.TEST, EventType.VISIT, EventType.WALK_OUT)
# Announcing is news by itself only where it is dated.
_DATED = frozenset("tell tweet announce issue release unveil resign appoint recall".split())
_LONGEST = 28  # words of a basis


def find_events(article: Article, parse: Parse, cast: Cast) -> tuple[Event, ...]:
    """Events in text order; one that is told several times counts once, where most is told of it."""
    scene = set_scene(article, parse, cast, ())
    found: list[Event] = []
    used: set[int] = set()
    for token in parse.tokens:
        if token.pos == "VERB" and token.lemma in VERB_EVENTS:
            event = _read_verb(scene, token, used)
            if event is not None:
                found.append(event)
    for token in parse.tokens:
        if token.pos in ("NOUN", "PROPN") and token.lemma in NOUN_EVENTS and token.index not in used:
            event = _read_noun(scene, token)
            if event is not None:
                found.append(event)
    return merge_events(found)


def _read_verb(scene: Scene, verb: Token, used: set[int]) -> Event | None:
    parse = scene.parse
    type_ = _match_verb(parse, verb, used)
    if type_ is None or verb.dep in ("amod", "compound"):
        return None
    subject = read_subject(parse, verb.index)
    basis = _short_clause(parse, verb)
    if basis is None or (type_ is EventType.MEET and not _meets_somebody(scene, verb, subject)):
        return None
    participants = _participants(scene, basis, subject)
    if type_ is EventType.MEET and subject is not None and subject.lemma in DELEGATES:
        type_ = EventType.TALK
    date = _date(scene, basis, verb)
    if type_ is EventType.ANNOUNCE and (not participants or (date is None and verb.lemma in _DATED)):
        return None
    if (not participants and date is None) or (subject is not None and subject.words.lower() in ("you", "i")):
        return None
    status = _verb_status(parse, verb, date, scene)
    if type_ in _ONLY_DONE and status in (EventStatus.POSSIBLE, EventStatus.RULED_OUT):
        return None
    rule = f"verb “{verb.lemma}”"
    return Event(type_, status, participants, _place(scene, verb), date, scene.article.cite(basis), 0.7, rule)


def _meets_somebody(scene: Scene, verb: Token, subject: Token | None) -> bool:
    """Vik met Oda; not: met a condition, was met with silence."""
    if subject is None or scene.parse.child(verb.index, "nsubjpass") is not None:
        return False
    complements = find_complements(scene.parse, verb.index)
    other = complements.get("with") or complements.get("obj")
    if other is None:
        many = (
            subject.tag in ("NNS", "NNPS")
            or subject.lemma in ASSEMBLIES
            or scene.parse.child(subject.index, "conj") is not None
        )
        return many or subject.words.lower() in ("they", "we")
    return bool(read_holders(scene, other)) or other.pos == "PROPN"


def _match_verb(parse: Parse, verb: Token, used: set[int]) -> EventType | None:
    complements = find_complements(parse, verb.index)
    for type_, needs, heads in VERB_EVENTS[verb.lemma]:
        for need in needs.split():
            inner = complements.get(need)
            if need == "-":
                return type_
            if inner is not None:
                inner = _counted(parse, inner)
            if inner is None or not _fits(inner, heads):
                continue
            if (
                type_ is EventType.AGREE
                and inner.pos == "VERB"
                and (inner.lemma in VERB_EVENTS or inner.lemma in HOLDING)
            ):
                return None  # agreed to meet, to hold talks: the meeting is the event
            if (
                type_ is EventType.TALK
                and verb.lemma == "speak"
                and need == "by"
                and inner.lemma not in ("phone", "telephone")
            ):
                continue
            if type_ is EventType.VISIT and inner.pos != "PROPN":
                continue
            used.add(inner.index)
            return type_
    return None


def _counted(parse: Parse, noun: Token) -> Token:
    """ "tweets" of "a series of tweets"."""
    if noun.lemma not in ("series", "number", "round", "set", "string", "spate"):
        return noun
    of = next((c for c in parse.children(noun.index) if c.dep == "prep" and c.lemma == "of"), None)
    return (parse.child(of.index, "pobj") or noun) if of is not None else noun


def _fits(noun: Token, heads: frozenset[str]) -> bool:
    return not heads or noun.lemma in heads or (heads is TARGETS and noun.pos == "PROPN")


def _short_clause(parse: Parse, verb: Token) -> Span | None:
    top = parse.tokens[clause_top(parse, verb.index)]
    clause = read_clause(parse, top.index)
    if clause is not None and len(parse.tokens_in(clause)) <= _LONGEST:
        return clause
    subject = parse.child(verb.index, *SUBJECTS)
    clause = read_clause(parse, verb.index)
    if clause is None or len(parse.tokens_in(clause)) <= _LONGEST:
        return clause
    tokens = parse.tokens_in(clause)
    first = subject.index if subject is not None and verb.index - subject.index < 12 else verb.index
    first = max(first, tokens[0].index)
    if subject is not None and first == subject.index:
        first = max(tokens[0].index, noun_phrase(parse, subject.index) and parse.subtree(subject.index)[0])
        if verb.index - first > 12:
            first = subject.index
    last = min(tokens[-1].index, max(verb.index, first + _LONGEST - 1))
    return parse.span(first, last)


def _read_noun(scene: Scene, noun: Token) -> Event | None:
    parse = scene.parse
    type_ = NOUN_EVENTS[noun.lemma]
    below = [parse.tokens[at] for at in parse.subtree(noun.index)]
    if noun.lemma in COMPANY and not any(t.words.lower() in COMPANY[noun.lemma] for t in below):
        return None
    if noun.dep == "compound":
        return None
    verb = _verb_above(parse, noun)
    if type_ is EventType.ANNOUNCE:
        return _read_announcement(scene, noun, verb)
    basis = noun_phrase(parse, noun.index)
    if verb is not None and verb.lemma in HOLDING:
        subject = parse.child(verb.index, *SUBJECTS)
        first = parse.subtree(subject.index)[0] if subject is not None else verb.index
        last = max(verb.end, basis.end)
        wider = Span(parse.tokens[min(first, noun.index)].start, last)
        if len(parse.tokens_in(wider)) <= 20:
            basis = Span(min(wider.start, basis.start), last)
    basis = _with_duration(parse, noun, basis)
    date = _date(scene, basis, noun)
    place = _place(scene, noun)
    participants = _participants(scene, basis, None)
    marked = next((STATUS_WORDS[t.words.lower()] for t in below if t.words.lower() in STATUS_WORDS), None)
    refused = any(t.dep == "det" and t.words.lower() == "no" for t in parse.children(noun.index))
    told = refused + (date is not None) + (place is not None) + (len(participants) > 1) + (marked is not None)
    if told == 0 or len(parse.tokens_in(basis)) < 3 or (noun.tag == "NN" and _is_bare(parse, noun)):
        return None
    status = _noun_status(scene, noun, verb, date, marked)
    rule = f"noun “{noun.lemma}”"
    return Event(type_, status, participants, place, date, scene.article.cite(basis), 0.4 + 0.1 * told, rule)


def _with_duration(parse: Parse, noun: Token, basis: Span) -> Span:
    """ "six days of talks" for "talks"."""
    of = parse.head(noun)
    if noun.dep != "pobj" or of.lemma != "of" or parse.head(of).lemma not in ("day", "week", "round", "hour", "half"):
        return basis
    return Span(min(basis.start, parse.tokens[parse.subtree(parse.head(of).index)[0]].start), basis.end)


def _is_bare(parse: Parse, noun: Token) -> bool:
    return next(parse.children(noun.index), None) is None


def _read_announcement(scene: Scene, noun: Token, verb: Token | None) -> Event | None:
    """A dated statement, tweet, interview or speech in which somebody speaks."""
    parse = scene.parse
    head = parse.head(noun)
    if head.lemma == "of" and parse.head(head).lemma in ("series", "number", "string"):
        head = parse.head(parse.head(head))
    if head.dep != "prep" or head.lemma not in ("in", "at", "during", "on") or verb is None:
        return None
    if not any(above.lemma in _SAYING for above in _verbs_above(parse, noun)):
        return None
    below = parse.subtree(head.index)
    basis = parse.span(below[0], min(below[-1], below[0] + 14))
    date = _date(scene, basis, noun)
    if date is None or (scene.article.published is not None and date.first > scene.article.published):
        return None
    if len(parse.tokens_in(basis)) < 3:
        return None
    subject = read_subject(parse, verb.index)
    return Event(
        EventType.ANNOUNCE,
        EventStatus.HELD,
        read_holders(scene, subject) if subject is not None else (),
        None,
        date,
        scene.article.cite(basis),
        0.6,
        f"dated announcement “{noun.lemma}”",
    )


def _verbs_above(parse: Parse, token: Token) -> Iterator[Token]:
    at: Token | None = token
    for _ in range(3):
        at = _verb_above(parse, at) if at is not None else None
        if at is not None:
            yield at


def _verb_above(parse: Parse, token: Token) -> Token | None:
    at = token
    for _ in range(6):
        if at.head == at.index:
            return None
        at = parse.head(at)
        if at.pos in ("VERB", "AUX"):
            return at
    return None


def _verb_status(parse: Parse, verb: Token, date: When | None, scene: Scene) -> EventStatus:
    at = verb
    if is_negated(parse, verb.index):
        return EventStatus.RULED_OUT
    for _ in range(4):
        helpers = {a.words.lower() for a in auxiliaries(parse, at.index)}
        mark = parse.child(at.index, "mark")
        if helpers & _MAY or (mark is not None and mark.words.lower() in _SUBORDINATE):
            return EventStatus.POSSIBLE
        if helpers & _WILL:
            return EventStatus.PLANNED
        infinitive = "to" in helpers
        if at.dep not in ("xcomp", "ccomp", "advcl", "pcomp", "acl", "conj") or at.head == at.index:
            break
        governor = parse.head(at)
        if governor.dep == "prep":
            if governor.lemma not in ("by", "in", "after", "since", "before"):
                return EventStatus.POSSIBLE  # "closer to signing"
            governor = parse.head(governor)
        if governor.lemma in WISHING and at.dep != "conj":
            return EventStatus.POSSIBLE
        if infinitive and governor.lemma in PLANNING:
            return EventStatus.PLANNED
        if infinitive:
            return EventStatus.PLANNED if governor.lemma == "be" else EventStatus.POSSIBLE
        if at.dep in ("ccomp", "advcl") and any(c.dep in SUBJECTS for c in parse.children(at.index)):
            break
        at = governor
    published = scene.article.published
    if date is not None and published is not None and date.first > published:
        return EventStatus.PLANNED
    if verb.tag == "VBG" and any(
        a.words.lower() in ("is", "are", "'re", "’re") for a in auxiliaries(parse, verb.index)
    ):
        return EventStatus.ONGOING
    return EventStatus.HELD


def _noun_status(
    scene: Scene, noun: Token, verb: Token | None, date: When | None, marked: EventStatus | None
) -> EventStatus:
    parse, published = scene.parse, scene.article.published
    first = parse.child(noun.index, "det")
    if first is not None and first.words.lower() == "no":
        return EventStatus.RULED_OUT
    if date is not None and published is not None and date.first > published:
        return EventStatus.PLANNED
    if marked is not None:
        return marked
    if date is not None and published is not None and date.last < published:
        return EventStatus.HELD
    if verb is None:
        return EventStatus.ONGOING if NOUN_EVENTS[noun.lemma] is EventType.TALK else EventStatus.HELD
    return _verb_status(parse, verb, date, scene)


def _participants(scene: Scene, basis: Span, subject: Token | None) -> tuple[str, ...]:
    names = list(read_holders(scene, subject)) if subject is not None else []
    for mention in scene.mentions_in(basis):
        if mention.name not in names and _takes_part(scene, mention):
            names.append(mention.name)
    return tuple(names)


def _takes_part(scene: Scene, mention: Mention) -> bool:
    """Not the place or the matter of an event: "in Norland", "on Norland's ban"."""
    tokens = scene.parse.tokens_in(mention.span)
    if not tokens:
        return False
    at = tokens[-1]
    for _ in range(4):
        governor = scene.parse.head(at)
        if at.dep == "pobj" and governor.dep == "prep":
            return governor.lemma in ("with", "between", "by", "from", "among", "and")
        if governor.pos in ("VERB", "AUX") or governor.index == at.index:
            return at.dep in ("nsubj", "nsubjpass", "dobj", "agent", "appos")
        at = governor
    return True


def _date(scene: Scene, basis: Span, token: Token) -> When | None:
    """A date inside the basis; else the only one of its sentence, if the sentence tells nothing between."""
    times = scene.times_in(basis)
    if times:
        return min(times, key=lambda time: abs(time.span.start - token.start)).when
    sentence = scene.parse.sentence_span(token.sentence)
    near = scene.times_in(sentence)
    if len(near) == 1 and abs(near[0].span.start - token.start) < 60:
        return near[0].when
    return None


def _place(scene: Scene, token: Token) -> str | None:
    parse = scene.parse
    for child in parse.children(token.index):
        if child.dep == "prep" and child.lemma in _PLACERS:
            inner = parse.child(child.index, "pobj")
            if inner is not None and inner.pos == "PROPN" and not scene.times_in(inner.span):
                words = parse.text[noun_phrase(parse, inner.index).start : inner.end]
                return " ".join(words.split())
    return None
