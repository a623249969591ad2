"""Grammar that positions need of a word: its subject, its complements, what governs it, and the clause it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.model import Parse, Span, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
# Verbs that deny what hangs on them: Norland declined to attend, failed to sign.
DENIERS = frozenset("refuse decline fail cease stop avoid".split())
LONGEST_CLAUSE = 45  # words; a longer clause is cut where an adjunct begins
LONGEST_OBJECT = 30

_OPENERS = frozenset("and but or so that then yet while ; : , — – - . ” ''".split())
_CLOSERS = frozenset(", ; : — – - . ! and but or".split())
_RELATIVES = frozenset("which that who whom".split())
_PREDICATES = frozenset("VERB AUX".split())


def find_complements(parse: Parse, index: int) -> dict[str, Token]:
    """What a word takes, by form: "obj", "to", "that", "ing", or a particle or preposition with its object."""
    found: dict[str, Token] = {}
    for child in parse.children(index):
        dep = child.dep
        if dep in ("dobj", "nsubjpass", "oprd"):
            if child.tag in ("WDT", "WP"):
                continue  # the relative pronoun stands for the antecedent, added below
            found.setdefault("obj", child)
        elif dep == "prt":
            found.setdefault(child.lemma, child)
        elif dep in ("prep", "agent") and (child.index > index or child.index + 1 == index):
            inner = _inner(parse, child)
            if inner is not None:
                found.setdefault(child.lemma, inner)
        elif dep in ("xcomp", "ccomp", "acl", "relcl") and child.pos in ("VERB", "AUX", "ADJ", "NOUN", "PROPN", "PRON"):
            form = _clause_form(parse, child)
            mark = parse.child(child.index, "mark")
            if dep == "relcl" and form != "to" and (mark is None or mark.lemma != "that"):
                continue
            found.setdefault(form, child)
        elif dep == "advmod" and child.lemma in ("out", "off", "away", "down", "ahead"):
            found.setdefault(child.lemma, child)
            further = parse.child(child.index, "prep")
            if further is not None and (inner := _inner(parse, further)) is not None:
                found.setdefault(further.lemma, inner)
    token = parse.tokens[index]
    if "obj" not in found and token.dep == "relcl" and _object_is_antecedent(parse, token):
        found["obj"] = parse.head(token)
    if "obj" not in found and token.dep == "acl" and token.tag == "VBN":
        found["obj"] = parse.head(token)
    if "out" in found and "obj" in found:
        found["out"] = found["obj"]
    for particle in ("down", "off", "up", "away"):
        if particle in found and found[particle].dep in ("prt", "advmod") and "obj" in found:
            found[particle] = found["obj"]
    return found


def _inner(parse: Parse, preposition: Token) -> Token | None:
    """What a preposition governs, through a second one: "session" of "out of a session"."""
    inner = parse.child(preposition.index, "pobj", "pcomp")
    if inner is not None:
        return inner
    second = parse.child(preposition.index, "prep")
    return parse.child(second.index, "pobj", "pcomp") if second is not None else None


def _clause_form(parse: Parse, verb: Token) -> str:
    if any(child.tag == "TO" for child in parse.children(verb.index)):
        return "to"
    if verb.dep == "acl" and verb.tag == "VBN":
        return "done"
    return "ing" if verb.tag == "VBG" and parse.child(verb.index, "aux") is None else "that"


def _object_is_antecedent(parse: Parse, verb: Token) -> bool:
    subject = parse.child(verb.index, *SUBJECTS)
    relative = next((c for c in parse.children(verb.index) if c.words.lower() in _RELATIVES), None)
    if subject is None:
        return False
    return relative is None or (relative.dep in ("dobj", "mark", "nsubjpass") and subject.index != relative.index)


def read_subject(parse: Parse, index: int, *, passive_holds: bool = False) -> Token | None:
    """Who does what a verb says: its own subject, its agent, or that of the verb that it hangs on.

    `passive_holds` where a participle is a state of its subject: "Velmark is committed to peace".
    """
    seen = 0
    at = parse.tokens[index]
    while seen < 8:
        seen += 1
        agent = parse.child(at.index, "agent")
        if agent is not None and not passive_holds:
            return parse.child(agent.index, "pobj")
        subject = _own_subject(parse, at.index, passive=seen > 1 or passive_holds)
        if subject is not None:
            if subject.words.lower() in _RELATIVES and at.dep == "relcl":
                return parse.head(at)
            return subject
        if parse.child(at.index, "nsubjpass") is not None:
            return None
        if at.dep == "acl" and at.tag == "VBG":
            return parse.head(at)
        if at.dep in ("conj", "xcomp", "advcl", "pcomp", "dep", "acomp", "oprd") or (
            at.dep == "ccomp" and at.pos in _PREDICATES
        ):
            if at.dep in ("xcomp", "ccomp"):
                control = parse.child(at.head, "dobj")
                if control is not None and control.index < at.index:
                    return control
                if at.dep == "ccomp" and at.tag not in ("VBG", "VB"):
                    return None
            if at.head == at.index:
                return None
            at = parse.head(at)
            if at.dep == "prep":
                at = parse.head(at)
            if at.pos not in _PREDICATES and at.dep not in ("acomp", "attr"):
                return None
            if at.dep in ("acomp", "attr"):
                at = parse.head(at)
            continue
        return None
    return None


def _own_subject(parse: Parse, index: int, *, passive: bool) -> Token | None:
    labels = SUBJECTS if passive else ("nsubj", "csubj")
    subject = parse.child(index, *labels)
    helper = parse.child(index, "auxpass") if subject is None and passive else None
    return subject if helper is None else parse.child(helper.index, *SUBJECTS)  # parsers hang some on "was"


def is_negated(parse: Parse, index: int) -> bool:
    """Is a verb, an adjective or what governs it denied? Norland is not ready; declined to sign; nobody wants war."""
    at, steps, denials = parse.tokens[index], 0, 0
    while steps < 5:
        steps += 1
        for child in parse.children(at.index):
            if child.dep == "neg" or (child.index < at.index and child.words.lower() in ("never", "neither", "hardly")):
                denials += 1
                break
            subject = child.dep in SUBJECTS and child.index < index
            if (subject or child.dep == "dobj") and _denied_noun(parse, child):
                denials += 1
                break
        governor = parse.head(at)
        if at.dep in ("xcomp", "acomp", "attr") and governor.index != at.index:
            if at.dep == "xcomp" and governor.lemma in DENIERS:
                denials += 1
        elif at.dep == "pcomp" and governor.lemma == "without":
            return not denials % 2
        else:
            break
        at = governor
    return denials % 2 == 1


def _denied_noun(parse: Parse, noun: Token) -> bool:
    if noun.words.lower() in ("nobody", "nothing", "none", "neither"):
        return True
    first = parse.child(noun.index, "det", "neg")
    return first is not None and first.words.lower() in ("no", "neither")


def auxiliaries(parse: Parse, index: int) -> Iterator[Token]:
    """The auxiliaries of a verb, and those of the verb that it is joined to if it has none of its own."""
    own = [child for child in parse.children(index) if child.dep in ("aux", "auxpass")]
    token = parse.tokens[index]
    if not own and token.dep == "conj" and parse.child(index, *SUBJECTS) is None and token.tag in ("VB", "VBN"):
        own = [child for child in parse.children(token.head) if child.dep in ("aux", "auxpass")]
    yield from own


def clause_top(parse: Parse, index: int) -> int:
    """The verb that opens the chain which a word stands in: "is weighing" of "is weighing backing off"."""
    at, steps = parse.tokens[index], 0
    while at.dep in ("xcomp", "acomp", "attr", "pcomp") and steps < 4 and at.head != at.index:
        steps += 1
        governor = parse.head(at)
        if governor.dep == "prep":
            governor = parse.head(governor)
        if governor.pos not in _PREDICATES and governor.pos != "ADJ":
            break
        at = governor
    return at.index


def read_clause(parse: Parse, index: int, within: Span | None = None) -> Span | None:
    """The clause round a verb: its subject and complements, without the clauses joined to it or spoken over it."""
    left_out: set[int] = set()
    for child in parse.children(index):
        joined = child.dep == "conj" and child.pos in _PREDICATES
        spoken = child.dep in ("parataxis", "discourse", "cc", "preconj") or (
            child.dep == "ccomp" and child.index < index and _is_fronted(parse, index, child)
        )
        aside = child.dep == "advcl" and child.index > index and _has_own_act(parse, child)
        if joined or spoken or aside:
            left_out.update(parse.subtree(child.index))
    kept = [at for at in parse.subtree(index) if at not in left_out]
    if within is not None:
        kept = [at for at in kept if within.start <= parse.tokens[at].start and parse.tokens[at].end <= within.end]
    return _run(parse, kept, index, LONGEST_CLAUSE)


def _is_fronted(parse: Parse, index: int, clause: Token) -> bool:
    subject = parse.child(index, *SUBJECTS)
    return subject is None or clause.index < subject.index


def _has_own_act(parse: Parse, verb: Token) -> bool:
    """Is an adverbial clause a side remark ("saying that ...", "while ...")? Conditions and purposes are not."""
    if any(child.tag == "TO" for child in parse.children(verb.index)):
        return False
    mark = parse.child(verb.index, "mark", "advmod")
    if mark is None:
        return True
    return mark.lemma in ("while", "as", "because", "although", "though", "since", "whereas")


def _run(parse: Parse, kept: list[int], index: int, longest: int) -> Span | None:
    """The unbroken run of kept tokens round the index, without connectives and stops at its ends; None without it."""
    if index not in kept:
        return None
    place = kept.index(index)
    first = last = place
    while first > 0 and kept[first - 1] == kept[first] - 1:
        first -= 1
    while last + 1 < len(kept) and kept[last + 1] == kept[last] + 1:
        last += 1
    start, end = kept[first], kept[last]
    while start < index and _opens(parse.tokens[start]):
        start += 1
    if end - start > longest:
        end = _cut(parse, start, end, max(index, start + 8), longest)
        start = max(start, end - longest - 15)
    while end > index and parse.tokens[end].words.lower() in _CLOSERS:
        end -= 1
    while end + 2 < len(parse.tokens) and _is_hyphen(parse, end + 1):
        end += 2  # "re-election" is three tokens
    return _balanced(parse.text, parse.span(start, end))


def _is_hyphen(parse: Parse, index: int) -> bool:
    mark = parse.tokens[index]
    return mark.words == "-" and parse.tokens[index - 1].end == mark.start and parse.tokens[index + 1].start == mark.end


def _balanced(text: str, span: Span) -> Span:
    """Without a mark of quotation at one end whose partner is outside."""
    start, end = span
    for opening, closing in (("“", "”"), ('"', '"')):
        inside = text[start:end]
        odd = inside.count(opening) != inside.count(closing) if opening != closing else inside.count(opening) % 2 == 1
        if odd and inside.startswith(opening) and len(inside) > 2:
            start += 1
        elif odd and inside.endswith(closing) and len(inside) > 2:
            end -= 1
    return Span(start, end)


def _opens(token: Token) -> bool:
    return token.words.lower() in _OPENERS and token.dep in ("cc", "punct", "mark", "advmod", "dep")


def _cut(parse: Parse, start: int, end: int, index: int, longest: int) -> int:
    """Where a long clause may end: before a comma or a subordinate clause behind its middle."""
    for at in range(min(start + longest, end), index, -1):
        if parse.tokens[at].words in (",", ";", "—", "–") or parse.tokens[at].dep == "mark":
            return at - 1
    return min(end, start + longest)


def noun_phrase(parse: Parse, index: int) -> Span:
    """A noun with what belongs to it, cut before a relative clause or an aside."""
    below = parse.subtree(index)
    stop = below[-1] + 1
    for child in parse.children(index):
        if child.index > index and (
            child.dep in ("relcl", "appos", "cc", "advcl") or child.words in (",", "—", "–", "(")
        ):
            stop = min(stop, parse.subtree(child.index)[0])
    kept = [at for at in below if at < stop]
    return _run(parse, kept, index, LONGEST_OBJECT) or parse.span(index, index)


def noun_before(parse: Parse, index: int, stop: int) -> Span:
    """A noun with what belongs to it, up to the preposition that another word hangs on."""
    governor = parse.head(parse.tokens[stop])
    kept = [at for at in parse.subtree(index) if at < min(governor.index, stop)]
    return _run(parse, kept, index, LONGEST_OBJECT) or parse.span(index, index)


def verb_phrase(parse: Parse, index: int) -> Span:
    """A verb with its complements, without subject, auxiliaries, side remarks and conditions."""
    left_out: set[int] = set()
    for child in parse.children(index):
        if (
            child.dep in ("cc", "mark", "advcl", "parataxis", "neg")
            or (child.dep in ("aux", "auxpass", "advmod", "prep") and child.index < index)
            or (child.dep in SUBJECTS and child.index < index)
            or (child.dep == "conj" and child.pos in _PREDICATES and parse.child(child.index, *SUBJECTS))
        ):
            left_out.update(parse.subtree(child.index))
    kept = [at for at in parse.subtree(index) if at not in left_out and at >= index]
    return _run(parse, kept, index, LONGEST_OBJECT) or parse.span(index, index)


def complement_span(parse: Parse, token: Token) -> Span:
    """What an act is about, from the head of its complement: a noun phrase, or a clause without its connective."""
    if token.pos not in _PREDICATES:
        return noun_phrase(parse, token.index)
    subject = parse.child(token.index, *SUBJECTS)
    if subject is None:
        return verb_phrase(parse, token.index)
    if token.lemma == "be" or subject.dep == "nsubjpass":
        return read_clause(parse, token.index) or noun_phrase(parse, subject.index)
    return read_clause(parse, token.index) or verb_phrase(parse, token.index)
