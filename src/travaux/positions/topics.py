"""Stated agendas: "three priorities: a; b; and c", "the talks will cover a, b and c", "a and b are on the agenda"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.model import Article, Cast, Parse, Span, Token, Topic
from travaux.positions.clauses import SUBJECTS, find_complements, is_negated, noun_phrase, read_subject
from travaux.positions.scene import Scene, read_holders, set_scene

LISTS = frozenset(
    "priority goal issue topic item point pillar theme question area matter subject aim objective demand".split()
)
AGENDAS = frozenset("agenda talk negotiation discussion meeting summit session round programme conference".split())
# Verbs that say what an agenda holds, with the complement that names it.
HOLDING: dict[str, str] = {
    "cover": "obj",  # The talks cover quotas and ports.
    "include": "obj",  # The agenda includes quotas and ports.
    "address": "obj",  # The meeting will address quotas.
    "tackle": "obj",  # The session will tackle quotas.
    "focus": "on",  # The talks focus on quotas.
    "center": "on",  # The talks center on quotas.
    "centre": "on",
    "concern": "obj",  # The talks concern quotas.
}
_NUMBERED = frozenset("two three four five six seven eight nine ten several main key central core".split())
_ITEM_BREAK = re.compile(r";\s*(?:and\s+)?")
_COMMA_BREAK = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
_LEAD = re.compile(r"^(?:and|or|the|a|an|its|their|his|her|first|second|third|finally)\s+", re.IGNORECASE)
_FEWEST = 2
_LONGEST = 14  # words of a label


def find_topics(article: Article, parse: Parse, cast: Cast) -> tuple[Topic, ...]:
    """Items of stated lists, in text order, each label once. The article's own headings are left to bulletins."""
    scene = set_scene(article, parse, cast, ())
    found: list[Topic] = []
    for token in parse.tokens:
        if token.words == ":":
            found.extend(_read_list(scene, token))
        elif token.pos == "VERB" and token.lemma in HOLDING:
            found.extend(_read_holding(scene, token))
        elif token.lemma == "agenda" and token.dep == "pobj":
            found.extend(_read_on_agenda(scene, token))
    once: dict[str, Topic] = {}
    for topic in found:
        once.setdefault(topic.label.lower(), topic)
    return tuple(sorted(once.values(), key=lambda topic: (topic.basis.start, topic.basis.end)))


def _read_list(scene: Scene, colon: Token) -> Iterator[Topic]:
    """What follows a colon after "three priorities ...", up to the end of the sentence."""
    parse = scene.parse
    first, after = parse.sentences[colon.sentence]
    announced = [t for t in parse.tokens[first : colon.index] if t.lemma in LISTS and t.tag in ("NNS", "NN")]
    if not announced or not any(t.words.lower() in _NUMBERED for t in parse.tokens[first : colon.index]):
        return
    if colon.index + 1 >= after:
        return
    span = parse.span(colon.index + 1, after - 1)
    text = parse.text[span.start : span.end].rstrip(' .”"')
    break_ = _ITEM_BREAK if ";" in text else _COMMA_BREAK
    items = list(_split(text, break_, span.start))
    if len(items) < _FEWEST:
        return
    by = _list_holder(scene, announced[-1])
    for item in items:
        topic = _topic(scene, item, by)
        if topic is not None:
            yield topic


def _split(text: str, break_: re.Pattern[str], base: int) -> Iterator[Span]:
    start = 0
    for gap in break_.finditer(text):
        if gap.start() > start:
            yield Span(base + start, base + gap.start())
        start = gap.end()
    if start < len(text):
        yield Span(base + start, base + len(text))


def _list_holder(scene: Scene, noun: Token) -> str | None:
    """Whose priorities they are: whoever the list's noun belongs to, or does what its verb says."""
    owner = scene.parse.child(noun.index, "poss")
    at = noun
    for _ in range(5):
        if owner is not None or at.pos in ("VERB", "AUX") or at.head == at.index:
            break
        at = scene.parse.head(at)
    subject = owner or (read_subject(scene.parse, at.index) if at.pos in ("VERB", "AUX") else None)
    holders = read_holders(scene, subject) if subject is not None else ()
    return holders[0] if len(holders) == 1 else None


def _read_holding(scene: Scene, verb: Token) -> Iterator[Topic]:
    parse = scene.parse
    subject = parse.child(verb.index, *SUBJECTS)
    inner = find_complements(parse, verb.index).get(HOLDING[verb.lemma])
    if subject is None or inner is None or subject.lemma not in AGENDAS or is_negated(parse, verb.index):
        return
    yield from _chain(scene, inner)


def _read_on_agenda(scene: Scene, agenda: Token) -> Iterator[Topic]:
    """ "Quotas and ports are on the agenda"."""
    parse = scene.parse
    on = parse.head(agenda)
    be = parse.head(on)
    if on.lemma != "on" or be.lemma not in ("be", "remain", "stay") or is_negated(parse, be.index):
        return
    subject = parse.child(be.index, *SUBJECTS)
    if subject is not None:
        yield from _chain(scene, subject)


def _chain(scene: Scene, noun: Token) -> Iterator[Topic]:
    """Each of several joined nouns."""
    at: Token | None = noun
    while at is not None:
        if at.pos in ("NOUN", "PROPN", "VERB"):
            topic = _topic(scene, noun_phrase(scene.parse, at.index), None)
            if topic is not None:
                yield topic
        at = scene.parse.child(at.index, "conj")


def _topic(scene: Scene, span: Span, by: str | None) -> Topic | None:
    words = scene.article.text[span.start : span.end]
    label = " ".join(words.split()).strip(" ,;:.“”\"'‘’")
    while (lead := _LEAD.match(label)) is not None:
        label = label[lead.end() :]
    if not 0 < len(label.split()) <= _LONGEST or len(label) < 3 or not label[0].isalnum():
        return None
    start = span.start + len(words) - len(words.lstrip())
    return Topic(label, by, scene.article.cite(Span(start, span.end)))
