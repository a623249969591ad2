"""What the writer says may be given: "That could include a joint patrol, an idea Vell is said to like"."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.model import Act, Modality, Position, Span, Token
from travaux.positions.acts import STANCES
from travaux.positions.clauses import SUBJECTS, auxiliaries, is_negated, noun_phrase, read_subject
from travaux.positions.scene import Scene, read_holders

_OPTIONS = frozenset("idea option step move proposal concession gesture plan measure possibility".split())
_TELLING = frozenset("be include mean involve".split())
_POSSIBLE = frozenset("could might may".split())
# Whose option it is: an idea Vell likes, has floated, is said to favour, finds attractive.
_FAVOURING = frozenset(
    "like love favor favour support back float consider weigh entertain embrace raise suggest propose mention".split()
)
_ATTRACTIVE = frozenset("attractive appealing tempting acceptable intriguing".split())
_HEARSAY = frozenset("say think believe report know".split())
CONFIDENCE = 0.5  # the network, which weighs the others, hears no stand in the writer's own guess


def find_options(scene: Scene) -> Iterator[Position]:
    """Offers that are only possible, in the writer's voice, by whoever is said to favour them."""
    parse = scene.parse
    for option in parse.tokens:
        favoured = parse.child(option.index, "relcl") if option.lemma in _OPTIONS else None
        last = _favour(scene, favoured) if favoured is not None else None
        if favoured is None or last is None:
            continue
        thing = _apposed_to(scene, option)
        verb = parse.head(thing) if thing is not None else None
        who = read_subject(parse, favoured.index, passive_holds=True)
        if thing is None or verb is None or who is None or not _is_possible(scene, verb):
            continue
        subject = parse.child(verb.index, *SUBJECTS)
        object_ = noun_phrase(parse, thing.index)
        object_ = Span(object_.start, min(object_.end, _end_before(scene, option)))
        basis = Span(subject.start if subject is not None else verb.start, last.end)
        for holder in read_holders(scene, who):
            yield Position(
                holder=holder,
                act=Act.OFFER,
                stance=STANCES[Act.OFFER],
                object=scene.article.cite(object_),
                condition=None,
                basis=scene.article.cite(basis),
                modality=Modality.POSSIBLE,
                as_of=scene.when(verb.index, None),
                voice=None,
                confidence=CONFIDENCE,
                rule=f"{option.lemma} of theirs",
            )


def _apposed_to(scene: Scene, option: Token) -> Token | None:
    """The thing that is called an option: what hangs on the verb before it, whatever the parser hung it on."""
    parse = scene.parse
    first = parse.subtree(option.index)[0]
    if first == 0 or parse.tokens[first - 1].words != "," or parse.child(option.index, "det") is None:
        return None
    for token in reversed(parse.tokens[:first]):
        if token.sentence != option.sentence:
            return None
        if token.dep in ("dobj", "attr") and parse.head(token).dep == "ROOT":
            return token
    return None


def _is_possible(scene: Scene, verb: Token) -> bool:
    helpers = {helper.words.lower() for helper in auxiliaries(scene.parse, verb.index)}
    told = verb.index not in scene.said_in  # by nobody but the writer
    return told and verb.lemma in _TELLING and bool(helpers & _POSSIBLE) and not is_negated(scene.parse, verb.index)


def _favour(scene: Scene, verb: Token) -> Token | None:
    """The last word that says that somebody favours it, if one does."""
    parse = scene.parse
    inner = parse.child(verb.index, "xcomp") if verb.lemma in _HEARSAY else None
    doing = inner or verb
    if is_negated(parse, doing.index):
        return None
    attractive = parse.child(doing.index, "acomp", "oprd", "ccomp")
    if doing.lemma == "find" and attractive is not None and attractive.lemma in _ATTRACTIVE:
        return attractive
    return doing if doing.lemma in _FAVOURING else None


def _end_before(scene: Scene, option: Token) -> int:
    """Where the words before the comma end."""
    comma = scene.parse.subtree(option.index)[0] - 1
    return scene.parse.tokens[comma - 1].end
