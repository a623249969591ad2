"""Moves seen from two stands that words of time put in order: "in June … only then; this week … once it is reduced"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from travaux.model import Citation, Direction, Manner, Move, Span, Token
from travaux.positions.clauses import SUBJECTS, clause_top, is_negated, read_clause
from travaux.positions.moves.holdings import HARD, SOFT, Holding, direction_between, holding_at, may_be_one_side
from travaux.positions.moves.words import EARLIER_OPENING, LATER_OPENING, LATER_TIMES, LATITUDE
from travaux.positions.scene import Scene, read_holders, speaker_of
from travaux.positions.times import Mark, find_marks, root_of

_NEAR = 3  # sentences between the ends
_TOLD = 2  # words of matter that an earlier stand has if the sentence tells it: "he had demanded" tells none
_SPOKEN = 4  # sentences back to an earlier stand from "Now, ...": its own words stand between


def find_contrasts(scene: Scene, stands: Sequence[Holding]) -> Iterator[Move]:
    """Moves seen from two stands of one side."""
    found = [
        (abs(earlier.sentence - later.sentence), later.place.start, earlier, later, direction)
        for later in stands
        if later.mark is None and not later.alleged
        for earlier, direction in _before(scene, stands, later)
    ]
    left: set[Citation] = set()
    for _, _, earlier, later, direction in sorted(found, key=lambda each: each[:2]):
        place = _apart(scene, earlier, later)
        if earlier.place not in left and place is not None:
            left.add(earlier.place)
            yield _move(scene, earlier, replace(later, place=place), direction, "two times")
    yield from _find_turns_of_time(scene, stands)


def _move(scene: Scene, earlier: Holding, later: Holding, direction: Direction, rule: str) -> Move:
    return Move(
        later.holder,
        direction,
        _in_own_words(scene, earlier),
        later.place,
        None,
        earlier.position.as_of if earlier.position else None,
        later.position.as_of if later.position else None,
        rule,
    )


def _before(scene: Scene, stands: Sequence[Holding], later: Holding) -> Iterator[tuple[Holding, Direction]]:
    """Earlier stands near by of one holder on one matter that asked more, or less; the one in its own words first."""
    found = []
    current = _is_current(scene, later)
    for stand in stands:
        if stand.mark is None or stand.holder != later.holder or _apart(scene, stand, later) is None:
            continue
        if stand.alleged or (stand.mark.told and not current):
            continue
        apart = abs(stand.sentence - later.sentence)
        direction = direction_between(stand, later)
        within = apart == 0 and not stand.mark.told and len(stand.matter) >= _TOLD
        if direction is None or apart > _NEAR or not (within or stand.matter & later.matter):
            continue
        found.append((not stand.own, apart, stand.place.start, stand, direction))
    if found:
        *_, stand, direction = min(found, key=lambda each: each[:3])
        yield stand, direction


def _apart(scene: Scene, earlier: Holding, later: Holding) -> Citation | None:
    """The later end without the earlier: "agreed to wait" of "Norland, which had refused to wait, agreed to wait"."""
    if not later.place.span.overlaps(earlier.place.span):
        return later.place
    root = root_of(scene, later.place.span)
    if root is None or earlier.place.end > root.start or earlier.place.start < later.place.start:
        return None
    return scene.article.cite(Span(root.start, later.place.end))


def _is_current(scene: Scene, stand: Holding) -> bool:
    """Whether the report puts a stand into its own days."""
    span = scene.parse.sentence_span(stand.sentence)
    return bool(LATER_TIMES.search(scene.parse.text, *span))


def _in_own_words(scene: Scene, stand: Holding) -> Citation:
    """What the holder is quoted with in the sentence after a summary of its stand, or else the summary."""
    for statement in scene.statements:
        said = statement.content[0]
        first = scene.parse.token_at(said.start)
        if first is None or first.sentence != stand.sentence + 1 or statement.manner is not Manner.DIRECT:
            continue
        if (
            stand.mark is not None
            and stand.mark.told
            and not stand.own
            and speaker_of(scene, statement) == stand.holder
        ):
            return scene.article.cite(Span(said.start, min(said.end, scene.parse.sentence_span(first.sentence).end)))
    return stand.place


def _find_turns_of_time(scene: Scene, stands: Sequence[Holding]) -> Iterator[Move]:
    """A sentence that opens with "Now" after an earlier stand, or with "Previously" after a later one."""
    parse = scene.parse
    marks = find_marks(scene)
    for number in range(1, len(parse.sentences)):
        span = parse.sentence_span(number)
        words = parse.text[span.start : span.end]
        if LATER_OPENING.match(words):
            later = _told_in(scene, stands, number, None)
            earlier = _last_earlier(scene, stands, marks, number)
        elif EARLIER_OPENING.match(words):
            earlier = next((s for s in stands if s.sentence == number and s.mark is not None), None)
            later = next((s for s in reversed(stands) if s.sentence == number - 1 and s.mark is None), None)
        else:
            continue
        if later is None or earlier is None or not may_be_one_side(scene, earlier.holder, later.holder):
            continue
        direction = direction_between(earlier, later) or _by_tone(scene, earlier, later)
        if direction is not None:
            yield _move(scene, earlier, later, direction, "now and then")


def _told_in(scene: Scene, stands: Sequence[Holding], number: int, mark: Mark | None) -> Holding | None:
    """The stand that the main clause of a sentence tells: what is said in it, if it says."""
    parse = scene.parse
    first, after = parse.sentences[number]
    root = next((token for token in parse.tokens[first:after] if token.dep == "ROOT"), None)
    if root is None or root.pos not in ("VERB", "AUX"):
        return None
    subject = parse.child(root.index, *SUBJECTS)
    holders = read_holders(scene, subject) if subject is not None else ()
    clause = read_clause(parse, root.index)
    if not holders or clause is None:
        return None
    said = scene.statements[scene.cued[root.index]].content[0].span if root.index in scene.cued else None
    if said is not None and any(token.dep in SUBJECTS for token in parse.tokens_in(said)):
        return holding_at(scene, holders[0], said, mark)
    clause = Span(max(clause.start, parse.subtree_span(subject.index).start if subject else 0), clause.end)
    held = [s for s in stands if s.sentence == number and s.mark is None and s.hardness is not None]
    mine = next((s for s in held if s.holder == holders[0]), None)
    return mine or holding_at(scene, holders[0], clause, mark)


def _last_earlier(scene: Scene, stands: Sequence[Holding], marks: dict[int, Mark], number: int) -> Holding | None:
    """The last stand before a sentence that is told as an earlier one, in its own words if they stand there."""
    held = [s for s in stands if s.mark is not None and s.mark.told and 0 < number - s.sentence <= _SPOKEN]
    own = [s for s in held if s.own and s.hardness is not None]
    if held:
        return own[-1] if own else held[-1]
    return _clause_before(scene, marks, number)


def _clause_before(scene: Scene, marks: dict[int, Mark], number: int) -> Holding | None:
    """A clause of the sentence before that carries no position: "which she pictured in her campaign as …"."""
    parse = scene.parse
    first, after = parse.sentences[number - 1]
    for verb in reversed(parse.tokens[first:after]):
        mark = marks.get(verb.index)
        if mark is None or not mark.told:
            continue
        subject = _subject(scene, verb)
        holders = read_holders(scene, subject) if subject is not None else ()
        span = read_clause(parse, verb.index)
        if holders and span is not None:
            return holding_at(scene, holders[0], span, mark)
    return None


def _subject(scene: Scene, verb: Token) -> Token | None:
    return scene.parse.child(clause_top(scene.parse, verb.index), *SUBJECTS)


def _by_tone(scene: Scene, earlier: Holding, later: Holding) -> Direction | None:
    """A hard stand of which nothing hard is left; or a favour that is denied."""
    if earlier.hardness is not None and earlier.hardness >= HARD and later.hardness is None and later.position is None:
        return Direction.SOFTENED
    if earlier.hardness is not None and earlier.hardness <= SOFT and earlier.matter & later.matter:
        return Direction.HARDENED if _denies(scene, later.place.span) else None
    if earlier.position is None and _leaves_room(scene, later.place.span):
        return Direction.SOFTENED
    return None


def _denies(scene: Scene, span: Span) -> bool:
    tokens = scene.parse.tokens_in(span)
    denied = (token.words.lower() in ("no", "without") or token.dep == "neg" for token in tokens)
    return any(denied) or any(is_negated(scene.parse, token.index) for token in tokens if token.pos == "VERB")


def _leaves_room(scene: Scene, span: Span) -> bool:
    return any(token.lemma in LATITUDE for token in scene.parse.tokens_in(span))
