"""An article with all that is known of it before positions are looked for, and who a noun phrase stands for in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from travaux.model import (
    ActorKind,
    Article,
    Cast,
    Manner,
    Mention,
    Parse,
    SourceKind,
    Span,
    Statement,
    Time,
    Token,
    When,
)
from travaux.model.sexes import read_female

FIRST_PERSON = frozenset("i we us our my me ours let’s let's".split())
_PERSON = frozenset("he she him her his".split())
_SHE = frozenset({"she", "her"})
_THING = frozenset("it they them their its".split())

# Heads of noun phrases that can hold a position though they name nobody: "negotiators", "the administration".
ROLES = frozenset(
    """
    administration adviser advisers advisor advisors aide aides allies ally ambassador army assembly authorities
    bloc board cabinet camp caucus chairman chairwoman chamber chancellor chief coalition colleague colleagues
    commander commanders commission committee conservatives council congressman congresswoman counterpart countries
    country delegates delegation delegations democrat democrats diplomat diplomats district emissary employers envoy
    envoys executive faction factions foreign-minister government governments governor group groups hard-liners
    hardliners house insurgents judge king lawmaker lawmakers leader leaders leadership legislator legislators
    liberals mayor mediator mediators member members military militants militia minister ministers ministry moderates
    nation nations negotiator negotiators office officer officers official officials opposition organization
    parliament parties party premier presidency president progressives prime-minister queen rebels regime
    representative representatives republican republicans secretary senate senator senators side sides speaker
    spokesman spokesperson spokespeople spokeswoman staff state states superintendent supporters teachers team troops
    union unions whip workers
    """.split()
)
_PARTITIVES = frozenset(
    "one some many most several few number group all none each both member members lot lots".split()
)
# Heads that stand for nobody in particular.
_NOBODY = frozenset(
    """
    nobody everyone everybody anyone anybody someone somebody no-one one those these this that which who what people
    you some many most others polls poll survey language text job americans voters critics experts analysts observers
    there report reports
    """.split()
)
# Heads of descriptions that are things, though the text gives them a voice: "the list of principles called for ...".
_THINGS = frozenset(
    """
    agenda agreement announcement bill budget call communique deadline deal decision document effort efforts
    election evidence fact figures funding history idea immigration issue law laws legislation letter list measure
    memo message move news numbers order outline package plan plans poll polls principles process program proposal
    proposals question records release resolution result results rule rules sign signs speech statement story study
    survey talks text treaty trial tweet vote votes website
    """.split()
)
_OWNERS = frozenset("his her its their our my".split())
_BODIES = frozenset("administration government cabinet team delegation side regime office ministry".split())
_JOINT = frozenset("side sides countries parties governments nations leaders delegations neighbours neighbors".split())
_SIDE_KINDS = (ActorKind.STATE, ActorKind.GROUP, ActorKind.BODY)
_OF_STATES = frozenset({"government", "administration", "state", "nation", "country", "president", "king"})
REACH = 3  # sentences that a pronoun may look back


@dataclass(frozen=True, slots=True)
class Scene:
    """`said_in` gives the number of the innermost statement whose content holds a token; `cued` that of a cue."""

    article: Article
    parse: Parse
    cast: Cast
    statements: tuple[Statement, ...]
    said_in: dict[int, int] = field(repr=False)
    cued: dict[int, int] = field(repr=False)
    named: dict[int, Mention] = field(repr=False)
    sourced: dict[int, str] = field(repr=False)

    def voice_of(self, index: int) -> Statement | None:
        """The statement that a token is part of, as its content or as its cue."""
        number = self.cued.get(index, self.said_in.get(index))
        return None if number is None else self.statements[number]

    def content_span(self, index: int) -> Span | None:
        """The unbroken run of a statement's content that holds a token."""
        number = self.said_in.get(index)
        if number is None:
            return None
        start = self.parse.tokens[index].start
        return next((part.span for part in self.statements[number].content if part.start <= start < part.end), None)

    def reach_of(self, index: int) -> Span:
        """How far what is said with a token goes: its sentence, and of that no more than the statement's content."""
        sentence = self.parse.sentence_span(self.parse.tokens[index].sentence)
        number = self.said_in.get(index)
        if number is None:
            return sentence
        parts = [part.span for part in self.statements[number].content if part.span.overlaps(sentence)]
        start, end = min(part.start for part in parts), max(part.end for part in parts)
        return Span(max(start, sentence.start), min(end, sentence.end))

    def times_in(self, span: Span) -> tuple[Time, ...]:
        """Dates that lie wholly in a stretch of text."""
        times = self.parse.all_times
        first = bisect_left(times, span.start, key=lambda time: time.span.start)
        last = bisect_left(times, span.end, key=lambda time: time.span.start)
        return tuple(time for time in times[first:last] if time.span.end <= span.end)

    def mentions_in(self, span: Span) -> tuple[Mention, ...]:
        """Mentions that lie wholly in a stretch of text, in text order."""
        found: list[Mention] = []
        for token in self.parse.tokens_in(span):
            mention = self.named.get(token.index)
            if mention is not None and span.covers(mention.span) and (not found or found[-1] != mention):
                found.append(mention)
        return tuple(found)

    def when(self, index: int, voice: Statement | None) -> When | None:
        """When a position was voiced: the statement's date, or a date of the sentence that is not to come."""
        if voice is not None and (voice.said_on is not None or voice.dated is not None):
            return voice.said_on
        time = self.time_by(index)
        return time.when if time is not None and time.told is None else None

    def time_by(self, index: int) -> Time | None:
        """The date nearest to a token in its sentence that is not to come."""
        span = self.parse.sentence_span(self.parse.tokens[index].sentence)
        start = self.parse.tokens[index].start
        past = [
            time
            for time in self.times_in(span)
            if _is_narrow(time.when) and _has_begun(time.when, time.came_out(self.article.published))
        ]
        return min(past, key=lambda time: abs(time.span.start - start), default=None)


# "one of the officials" is an official
_PARTITIVE = re.compile(r"^(?:one|two|three|some|many|most|several|all|both|a (?:few|number|couple)) of (?:the )?")


def is_actor(statement: Statement) -> bool:
    """Can the speaker of a statement hold a position? Outlets, documents, polls and people at large cannot."""
    if statement.speaker is None or statement.source_kind in (SourceKind.OUTLET, SourceKind.DOCUMENT):
        return False
    speaker = _PARTITIVE.sub("", statement.speaker.lower())
    words = re.split(r" (?:of|to|for|in|on|from|by|that|who|with|about|between) ", speaker)[0].split()
    return bool(words) and words[0] != "no" and words[-1] not in _NOBODY | _THINGS


def _is_narrow(when: When) -> bool:
    """A year, or years, may be the age of what is spoken of."""
    return (when.last - when.first).days < 364


def _has_begun(when: When, published: date | None) -> bool:
    if published is None:
        return True
    return when.first <= published and (when.granularity != "range" or when.last <= published)


def set_scene(article: Article, parse: Parse, cast: Cast, statements: Sequence[Statement]) -> Scene:
    """Lay statements and mentions over the tokens. A narrower content wins over a wider one."""
    said_in: dict[int, int] = {}
    cued: dict[int, int] = {}
    sourced: dict[int, str] = {}
    widths = [sum(part.end - part.start for part in statement.content) for statement in statements]
    for number in sorted(range(len(statements)), key=lambda n: (-widths[n], n)):
        statement = statements[number]
        for part in statement.content:
            for token in parse.tokens_in(part.span):
                said_in[token.index] = number
    for number, statement in enumerate(statements):
        if statement.cue is not None:
            for token in parse.tokens_in(statement.cue.span):
                cued.setdefault(token.index, number)
        if statement.source is not None and statement.speaker is not None:
            for token in parse.tokens_in(statement.source.span):
                sourced.setdefault(token.index, statement.speaker)
    named: dict[int, Mention] = {}
    for mention in cast.mentions:
        for token in parse.tokens_in(mention.span):
            named[token.index] = mention
    return Scene(article, parse, cast, tuple(statements), said_in, cued, named, sourced)


def read_holders(scene: Scene, subject: Token, *, joined: Sequence[str] = ()) -> tuple[str, ...]:
    """Who a subject stands for; several for "Vik and Oda" or "both sides", none where it is no actor."""
    found = list(joined)
    for name in _read_one(scene, subject):
        if name not in found:
            found.append(name)
    for child in scene.parse.children(subject.index):
        if child.dep == "conj" and child.pos in ("NOUN", "PROPN", "PRON"):
            return read_holders(scene, child, joined=found)
    return tuple(found)


def _read_one(scene: Scene, subject: Token) -> tuple[str, ...]:
    word = subject.words.lower()
    voice = scene.statements[scene.said_in[subject.index]] if subject.index in scene.said_in else None
    if word in FIRST_PERSON:
        speaker = speaker_of(scene, voice) if voice is not None and is_actor(voice) else None
        return (speaker,) if speaker is not None else ()
    if word in _PERSON or word in _THING:
        name = _read_pronoun(scene, subject, voice)
        return (name,) if name else ()
    mention = scene.named.get(subject.index)
    if mention is not None and (subject.dep == "poss" or word not in _JOINT):
        return () if _kind(scene, mention) is ActorKind.OUTLET else (mention.name,)
    if subject.lemma in _PARTITIVES or word in _PARTITIVES:
        of = next((c for c in scene.parse.children(subject.index) if c.dep == "prep" and c.lemma == "of"), None)
        inner = scene.parse.child(of.index, "pobj") if of is not None else None
        if inner is not None:
            return _read_described(scene, inner, subject) or _read_one(scene, inner)
    if word in _JOINT and _is_joint(scene, subject):
        pair = _nearest_two_sides(scene, subject)
        if pair:
            return pair
    return _read_described(scene, subject, subject)


def _is_joint(scene: Scene, subject: Token) -> bool:
    return any(
        child.words.lower() in ("both", "two", "each")
        or (child.words.lower() == "the" and subject.lemma != "leader" and subject.tag == "NNS")
        for child in scene.parse.children(subject.index)
    )


def _read_described(scene: Scene, noun: Token, first: Token) -> tuple[str, ...]:
    """A description as the article words it ("senior officials"), or the name of whom "the president" means."""
    parse = scene.parse
    word = noun.words.lower()
    if word not in ROLES and noun.lemma not in ROLES:
        return ()
    left = [first.index]
    owner = None
    for child in parse.children(noun.index):
        if child.index < noun.index and child.dep in ("det", "amod", "compound", "poss", "nummod", "nmod"):
            left.append(parse.subtree(child.index)[0])
        if child.dep == "poss":
            owner = child
    if owner is not None and owner.words.lower() in _PERSON | _THING | FIRST_PERSON and word in _BODIES:
        return _read_one(scene, owner)
    start = min(at for at in left if at >= first.index or first.index == noun.index or at > first.index)
    start = min(start, first.index)
    words = parse.text[parse.tokens[start].start : noun.end]
    if len(words) > 80 or "\n" in words:
        return ()
    if parse.tokens[start].words.lower() in ("the", "this", "that") and noun.tag in ("NN", "NNP"):
        named = _named_by_role(scene, word) or _named_by_word(scene, noun, bare=start == noun.index - 1)
        if named is not None:
            return (named,)
    return (" ".join(words.split()),)


def speaker_of(scene: Scene, statement: Statement) -> str | None:
    """Who a statement's speaker is: "the President" is whom the article calls president, if that is one."""
    speaker = statement.speaker
    words = speaker.lower().split() if speaker is not None else []
    if len(words) == 2 and words[0] == "the":
        return _named_by_role(scene, words[1]) or speaker
    if words and words[0] in _OWNERS and statement.source is not None:
        source = scene.parse.tokens_in(statement.source.span)
        owner = next((token for token in source if token.words.lower() in _OWNERS), None)
        return (_read_pronoun(scene, owner, None) if owner is not None else None) or speaker
    return speaker


def starts_with_owner(description: str) -> bool:
    """ "his government", "its delegation": whose, the subject itself tells."""
    return description.lower().split()[0] in _OWNERS


def _named_by_role(scene: Scene, role: str) -> str | None:
    """The one person of the article whose role is or ends in this word."""
    names = {
        affiliation.who
        for affiliation in scene.cast.affiliations
        if affiliation.role and affiliation.role.lower().split()[-1:] == [role]
    }
    return names.pop() if len(names) == 1 else None


def _named_by_word(scene: Scene, noun: Token, *, bare: bool) -> str | None:
    """The one body of the article whose name ends so, if it was named before: "the union", Harbour Workers Union."""
    if not bare or noun.lemma in _OF_STATES:
        return None
    fitting = {
        name.name
        for name in scene.cast.names
        if " " in name.name and name.kind in _SIDE_KINDS and name.name.lower().split()[-1] == noun.lemma
        if name.basis.start < noun.start
    }
    return fitting.pop() if len(fitting) == 1 else None


def _read_pronoun(scene: Scene, pronoun: Token, voice: Statement | None) -> str | None:
    if pronoun.index in scene.sourced:
        return scene.sourced[pronoun.index]
    quoted = scene.parse.quotation_at(pronoun.start) is not None
    mentions_before = _mentions_before(scene, pronoun)
    if voice is not None and voice.manner is not Manner.DIRECT and not quoted:
        if voice.speaker is not None and _may_mean(pronoun.words.lower(), voice):
            return speaker_of(scene, voice)
        near = [m for m in mentions_before if scene.said_in.get(_head_index(scene, m)) == scene.said_in[pronoun.index]]
        if not near:
            return speaker_of(scene, voice)
        return near[0].name
    if voice is not None:
        others = [mention for mention in mentions_before if mention.name != voice.speaker]
        return others[0].name if others else None
    return mentions_before[0].name if mentions_before else None


def _may_mean(pronoun: str, voice: Statement) -> bool:
    """Does a pronoun agree with the speaker: "he" with a person, "they" with many, "it" with a state or a body?"""
    many = voice.source_kind is SourceKind.COLLECTIVE
    if pronoun in _PERSON:
        return not many
    plural = (voice.speaker or "").endswith(("s", "people")) and voice.speaker not in ("United States",)
    return many and (plural or pronoun in ("it", "its")) and not (plural and pronoun in ("it", "its"))


def _head_index(scene: Scene, mention: Mention) -> int:
    tokens = scene.parse.tokens_in(mention.span)
    return tokens[-1].index if tokens else -1


def _mentions_before(scene: Scene, pronoun: Token) -> list[Mention]:
    """Whom a pronoun may mean, likeliest first: subjects before others, nearer before farther."""
    parse = scene.parse
    word = pronoun.words.lower()
    personal, female = word in _PERSON, word in _SHE
    ranked: list[tuple[int, int, Mention]] = []
    low = max(0, pronoun.sentence - REACH + 1)
    at = pronoun.index - 1
    first = parse.sentences[low][0]
    while at >= first:
        mention = scene.named.get(at)
        if mention is not None:
            token = parse.tokens[at]
            fits = _kind(scene, mention) in ((ActorKind.PERSON,) if personal else _SIDE_KINDS)
            if personal and _is_female(scene, mention.name, token) is (not female):
                fits = False
            if fits and token.dep != "poss":
                subject = 0 if token.dep in ("nsubj", "nsubjpass") else 1
                distance = pronoun.sentence - token.sentence
                ranked.append((distance * 2 + subject, pronoun.index - at, mention))
            while at >= first and scene.named.get(at) is mention:
                at -= 1
            continue
        at -= 1
    ranked.sort(key=lambda each: each[:2])
    return [each[2] for each in ranked]


def _is_female(scene: Scene, name: str, token: Token) -> bool | None:
    """By the name, or the title at a mention of it; None where neither tells."""
    titles = (child.words for child in scene.parse.children(token.index) if child.dep == "compound")
    return read_female(name, titles)


def _kind(scene: Scene, mention: Mention) -> ActorKind | None:
    name = scene.cast.name_of(mention.name)
    return name.kind if name is not None else None


def _nearest_two_sides(scene: Scene, subject: Token) -> tuple[str, ...]:
    """The two sides that the paragraphs before have named, or the two that the article is about."""
    parse = scene.parse
    paragraph = parse.paragraph_at(subject.start)
    for reach in (0, 1, 2):
        before = Span(parse.paragraphs[max(0, paragraph - reach)].start, subject.start)
        sides = (m.name for m in scene.mentions_in(before) if _kind(scene, m) in _SIDE_KINDS)
        names = tuple(dict.fromkeys(sides))
        if len(names) == 2:
            return names
        if len(names) > 2:
            break
    return _two_main_sides(scene)


def _two_main_sides(scene: Scene) -> tuple[str, ...]:
    """The two states or groups that are named far more often than any other."""
    sides = sorted((n for n in scene.cast.names if n.kind in _SIDE_KINDS), key=lambda n: (-n.count, n.name))
    if len(sides) < 2 or (len(sides) > 2 and sides[2].count * 2 > sides[1].count):
        return ()
    return tuple(sorted(side.name for side in sides[:2]))
