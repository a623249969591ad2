"""What a party calls a thing: "called the plan a sham", "described the talks as fruitful"."""

from __future__ import annotations

from travaux.model import Act, Parse, Token
from travaux.positions.words import NEGATIVE, POSITIVE

VERBS = frozenset("call describe label brand declare dub deem characterize characterise term view see regard".split())

# Names that do more than value. The first that is found decides.
_NAMES: tuple[tuple[frozenset[str], Act], ...] = (
    (frozenset("fake false untrue lie lies hoax baseless unfounded fabrication".split()), Act.DENY),
    (frozenset("unacceptable starter nonstarter".split()), Act.REJECT),
    (frozenset("imperative necessary essential vital crucial must indispensable".split()), Act.DEMAND),
)
_VALUES: tuple[tuple[frozenset[str], Act], ...] = (
    (NEGATIVE | frozenset("dummy dictator clown major violation".split()), Act.CRITICISE),
    (POSITIVE, Act.PRAISE),
)


_NAMING_ALOUD = frozenset("call brand dub label".split())
_MARKS = frozenset('“ " ” ``'.split())


def match_naming(parse: Parse, verb: Token) -> tuple[Act, Token] | None:
    """The act of a naming and the thing named, None where the name neither praises nor blames."""
    if verb.lemma not in VERBS:
        return None
    name = _read_name(parse, verb)
    if name is None:
        return None
    words = {parse.tokens[at].words.lower() for at in parse.subtree(name.index)}
    thing = parse.child(verb.index, "dobj") or parse.child(name.index, "nsubj")
    if thing is None or thing.index > name.index:
        return None
    for known, act in (*_NAMES, *_VALUES):
        if words & known:
            return act, thing
    # A name that the report sets in marks of quotation and that is no praise is one that it would not give itself.
    aloud = verb.lemma in _NAMING_ALOUD and thing.tag not in ("WP", "WDT")
    start = parse.subtree_span(name.index).start
    marked = bool(words & _MARKS) or parse.text[max(0, start - 1) : start] in _MARKS
    return (Act.CRITICISE, thing) if aloud and marked else None


def _read_name(parse: Parse, verb: Token) -> Token | None:
    name = parse.child(verb.index, "oprd")
    if name is not None:
        return name
    as_ = next((c for c in parse.children(verb.index) if c.dep == "prep" and c.lemma == "as"), None)
    if as_ is not None:
        return parse.child(as_.index, "pobj", "pcomp", "amod")
    small = parse.child(verb.index, "ccomp")
    return small if small is not None and small.pos in ("NOUN", "PROPN", "ADJ") else None
