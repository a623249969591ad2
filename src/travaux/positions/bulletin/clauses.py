"""The clauses of a sentence in which parties act: who, by which verb, from where to where."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from travaux.model import Act, Span
from travaux.positions.bulletin.heads import (
    ADVERBS,
    LIST,
    SPEAKERS,
    Head,
    read_head,
    read_modifiers,
    read_speakers,
    read_subject,
    read_verb,
)
from travaux.positions.bulletin.mentions import MARK, Shadow
from travaux.positions.bulletin.verbs import Form, Reading, read_participle, read_past

IsVerb = Callable[[int], bool]

# Those who speak in a bulletin and are no party; they end the clause of a party, and "he" after them is theirs.
_SPEAKERS = (
    r"(?:(?:AWG-\w+\s+|[A-Z]{2,6}(?:/\w+)?\s+)?(?:Co-)?(?:Vice-)?(?:Chairs?|Chairman"
    r"|Presidents?|Facilitators?|Rapporteurs?|Moderators?)\b|Secretariat\b"
    r"|Executive\s+(?:Secretary|Director)|Lead\s+Authors?|Coordinating\s+Lead|Secretary"
    r"|Minister\s+[A-Z]|Chairperson|observers?\b)"
)
MEETING = (
    r"(?:(?:[Pp]arties|[Dd]elegates|[Pp]articipants|[Dd]elegations|[Mm]inisters"
    r"|[Cc]ountries)(?!\s+(?:to|of)\s+the\b)|WG\s?I{1,3}|(?:the\s+|The\s+)?(?:SBSTA|SBI"
    r"|COP(?:/MOP)?"
    r"|CMP|AGBM|IPCC|AWG(?:-\w+)?|INC|Plenary|plenary|Panel|Committee|Bureau|Working\s+Group"
    r"|[Ww]orking\s+group|(?:joint\s+)?(?:contact|drafting|informal|working)\s+group"
    r"|group|meeting|Conference|COW|subsidiary\s+bodies|Subsidiary\s+Bodies)(?:[- ]?\d+)?)"
)
_OTHER = re.compile(
    rf"(?:\b(?:the|The|many|some|several|Many|Some|Several|other|Other|all"
    rf"|All)\s+)?(?:{_SPEAKERS}|{MEETING})"
)
_OTHER_VERB = re.compile(
    r"(?:\s+(?!and\b|that\b|which\b|who\b|to\b|be\b|should\b|must\b|not\b|on\b|in\b"
    r"|\w+ing\b)[^\s,;.§]+){0,3}?\s+(?:\w+ed|was|were|had|has|have|said|will|would|could|did"
    r"|took|began|met|put|made|gave)\b"
)
_DECIDED = re.compile(
    r"\s+(?:\w+ly\s+)?(?:agreed|decided|adopted|approved|accepted|could\s+not|did\s+not"
    r"|concluded|said|noted|reported|asked)\b"
)
_SPOKE = re.compile(
    rf"\b(?:{_SPEAKERS}|Mr\.|Ms\.|Mrs\.|Dr\.|Prof\.|Director|Administrator|Commissioner|NGOs?\b"
    rf"|[A-Z]{{3,}}\s+(?:said|noted|reported|stressed|called))"
)
# Anybody else with a name of their own, an expert or an observer: "and Ann Vo said".
_PERSON = re.compile(
    r"(?P<joined>(?:,\s+)?(?:and|but|while|whereas)\s+)?(?P<who>[A-Z][\w.’'/-]*(?:\s+(?:[A-Z][\w.’'/-]*|of|for|the|on|de|van))*)"
    r"(?:,[^,;§]{2,80},)?(?=\s+[a-z])"
)
_TO_VERB = re.compile(rf"\s+{ADVERBS}")
_PRONOUN = re.compile(r"(?:[Hh]e|[Ss]he|[Tt]hey|[Tt]he\s+(?:delegate|delegation))\b(?=\s)")
_CANDIDATE = re.compile(
    rf"{MARK}|\b(?:[Hh]e|[Ss]he|[Tt]hey|[Tt]he\s+(?:delegate|delegation))\b(?=\s)|\b(?:and|but"
    rf"|or|yet)\b|[,;]"
)
_CONJUNCTION = re.compile(r"(?:\s*[,;]\s*)?(?:(?:and|but|or|yet|while)\s+)?(?:(?:to|with\s+this)\s+)?")
_JOINED = re.compile(r"\s*,?\s*")
_AND_THAT = re.compile(r"(?<![;\s]),?\s+(?:and|but)\s+(?:also\s+)?(?P<that>that)\s+(?!of\b)")
# "said the levy should stay, and small ports should pay less": two wishes of one speaker.
_AND_WISH = re.compile(
    r"(?<![;\s]),\s+(?:and|but)\s+(?P<that>(?!that\b|to\b|not\b)(?:[\w'’()/§~-]+\s+){1,8}?(?:should|must|cannot)\b)"
)
_WISH = re.compile(r"\b(?:should|must|cannot)\b")
_GERUND = re.compile(r"\s*(?:the\s+)?(?!wording|meeting|funding|building|understanding|monitoring)\w+ing\b")
# Participles that may as well be further items of a list of gerunds: "called for cutting waste, supporting ports, ...".
_LISTED = frozenset(
    "support promote share back seek require invite encourage replace insert introduce submit circulate accept commit"
    " prioritize defend join second affirm reaffirm exclude drop refuse agree propose recommend favor welcome".split()
)
_PASSIVE = re.compile(r"\s+(?:by|at|in\s+the|during|under|to\s+be|upon)\b")
# Pasts that often stand before a noun: "and proposed amendments". For these the tagger is asked.
_LIKE_ADJECTIVES = re.compile(
    r"(?:proposed|suggested|requested|preferred|agreed|accepted|required|recommended|presented"
    r"|expected|identified|described|mentioned|listed|added|reported|observed|submitted|stated"
    r"|noted|put|intended|planned|related|focused|defined|promoted|shared|projected|linked)\b"
)
_PART = (
    r"(?:(?P<with>[Ww]ith|[Tt]ogether\s+with|[Jj]oined\s+by)|(?P<support>[Ss]upported\s+by)|(?P<oppose>[Oo]pposed\s+by)"
    r"|(?P<behalf>(?:[Ss]peaking\s+)?(?:[Oo]n\s+behalf\s+of|[Ff]or)))"
    rf"\s+(?P<list>{LIST}|{SPEAKERS})"
)
_EACH_PART = re.compile(_PART)
_ANY_PART = re.sub(r"\?P<\w+>", "?:", _PART)
_LEAD = re.compile(
    rf"(?P<first>{_ANY_PART})(?:,?\s+(?:and|but)\s+(?P<second>{_ANY_PART}))?,\s+(?={MARK}|[Hh]e\b|[Ss]he\b|[Tt]hey\b)"
)
_BETWEEN = re.compile(
    r"\s*,\s+and\s+(?:§~*|[A-Z]\w+)\s+(?:\w+\s+)?agreed(?:\s+to)?,?\s+"
    r"|\s*,\s+and\s+[\w\s-]{3,40}?\s+agreed(?:,\s+|\s+(?:to|on|with),?\s+)"
)
_SPOKE_FOR = re.compile(rf"\s+spoke\s+(?:for|on\s+behalf\s+of)\s+(?:\w+\s+belonging\s+to\s+)?(?P<list>{LIST})")
_DID = re.compile(rf",?\s+{ADVERBS}(?:\w+ed|gave|made|took|spoke|led)\b(?!\s+by\b)")
# "The Chair, Ann Vo of NORLAND, said": an officer of the meeting does not speak for the party it comes from.
_OFFICER = re.compile(
    r"\b(?:Co-)?(?:Chairs?|Chairman|Secretary|Facilitator|Rapporteur|President)\b[^,;]{0,60},\s+(?:of\s+)?$"
)
_JOINED_BY = re.compile(r"(?:\b(?P<with>with)\s+|,\s+(?:and\s+)?)$")
_TO_PARTICIPLE = re.compile(rf"\s*,?\s+{ADVERBS}")
_ELIDED_PARTICIPLE = re.compile(rf"(?:while\s+)?{ADVERBS}")
_FIRST_THAT = re.compile(r"\s*[:,]?\s+(?:\w+\s+){0,3}that\b")
_OF_ANOTHER = re.compile(r"\b(?:that|which)\s+$")
# Participles that say something of their own; "noting" and "saying" only give reasons.
_TELLING = frozenset(Act) - {Act.REPORT, Act.CONDITION, Act.CONCEDE, Act.THREATEN, Act.DENY, Act.OPPOSE}


@dataclass(frozen=True, slots=True)
class Move:
    """One verb of one subject, from its start to the next move.

    `head` is None for those who are no party, `form` where they only end another's clause. `named`: the subject stands
    in the clause itself.
    """

    start: int
    end: int
    head: Head | None
    form: Form | None
    named: bool = True
    repeated: bool = False  # a further "that" of the verb before


def find_moves(shadow: Shadow, sentence: Span, last: Head | None, is_verb: IsVerb) -> list[Move]:
    """The moves of one sentence in order; `last` is whom "he" or "she" means at its beginning."""
    found: list[Move] = []
    reach = sentence.start
    current: Head | None = None  # whose verb a verb without subject is
    for at in _starts(shadow.marks, sentence):
        if at < reach:
            continue
        move = _read_move(shadow, sentence, at, current, last, is_verb, found)
        if move is None:
            continue
        reach = at + 1
        if move.form is not None:
            move = replace(move, form=_past_aside(shadow.marks, move, sentence.end))
            reach = move.form.end if move.form else reach
        if move.named or move.head is None or not found:
            current = move.head
            last = move.head if move.head is not None or move.form is None else last
        found.append(move)
    found = _read_opening(shadow.marks, sentence, found)
    return _with_ends(_split_thats(shadow.marks, found, sentence.end), sentence.end)


def _past_aside(marks: str, move: Move, end: int) -> Form | None:
    """The verb with what stands between it and its object: "proposed[, and delegates agreed to,] a pause"."""
    if move.form is None or move.head is None:
        return move.form
    between = _BETWEEN.match(marks, move.form.end, end)
    return move.form if between is None else replace(move.form, end=between.end())


def _read_opening(marks: str, sentence: Span, moves: list[Move]) -> list[Move]:
    """ "Calling for a pause, NORLAND said ...": a participle before its subject."""
    if not moves or moves[0].head is None or not marks[sentence.start].isupper():
        return moves
    first = moves[0]
    opening = marks[sentence.start : first.start]
    form = read_participle(opening[:80].lower(), 0)
    if form is None or form.verb.act not in _TELLING or form.verb.reading in {Reading.SAY, Reading.NOTE}:
        return moves
    if not opening.rstrip().endswith(","):
        return moves
    shifted = Form(form.verb, sentence.start + form.start, sentence.start + form.end)
    return [Move(sentence.start, 0, first.head, shifted), *moves]


def _starts(marks: str, sentence: Span) -> list[int]:
    starts = {match.start() for match in _CANDIDATE.finditer(marks, *sentence)}
    starts.update(match.start() for match in _OTHER.finditer(marks, *sentence))
    starts.add(sentence.start)
    return sorted(starts)


def _read_move(
    shadow: Shadow,
    sentence: Span,
    at: int,
    current: Head | None,
    last: Head | None,
    is_verb: IsVerb,
    before: list[Move],
) -> Move | None:
    marks = shadow.marks
    if marks[at] == MARK:
        return _read_named(shadow, sentence, at)
    if (lead := _LEAD.match(marks, at, sentence.end)) is not None:
        return _read_led(shadow, lead, last)
    if (pronoun := _PRONOUN.match(marks, at)) is not None:
        form = read_verb(marks, pronoun.end())
        if form is None or _OF_ANOTHER.search(marks, max(0, at - 8), at):
            return None
        return Move(at, 0, _alone(last, pronoun[0]), form, named=False) if last is not None else Move(at, 0, None, form)
    if (other := _OTHER.match(marks, at, sentence.end)) is not None:
        return _read_other(marks, sentence, at, other)
    if (person := _PERSON.match(marks, at, sentence.end)) is not None and (at == sentence.start or person["joined"]):
        verb = _TO_VERB.match(marks, person.end())
        if verb is not None and read_past(marks, verb.end()) is not None:
            return Move(person.start("who"), 0, None, None)
    if marks[at] in ",;abyo" and current is not None and before:
        return _read_elided(shadow, sentence, at, current, is_verb, before)
    return None


def _alone(head: Head, pronoun: str) -> Head:
    """Whom a pronoun takes up: "he" the holder, "they" those who joined it too; never those who backed or resisted."""
    companions = head.companions if pronoun.casefold() == "they" else ()
    return replace(head, companions=companions, supporters=(), opponents=())


def _read_named(shadow: Shadow, sentence: Span, at: int) -> Move | None:
    marks = shadow.marks
    clause = read_subject(shadow, at)
    if clause is not None and clause.form.end <= sentence.end:
        if _OFFICER.search(marks, sentence.start, at):
            return Move(at, 0, None, None)
        return Move(at, 0, clause.head, clause.form)
    # "with B noting", "the EU opposing": a subject with a participle of its own
    joined = _JOINED_BY.search(marks, max(sentence.start, at - 6), at)
    read = read_head(shadow, at) if joined else None
    if joined is None or read is None:
        return None
    head, end = read
    skipped = _TO_PARTICIPLE.match(marks, end)
    form = read_participle(marks, skipped.end()) if skipped else None
    if form is None or form.end > sentence.end:
        return None
    return Move(joined.start("with") if joined["with"] else at, 0, head, form)


def _read_led(shadow: Shadow, lead: re.Match[str], last: Head | None) -> Move | None:
    """ "With B, A proposed", "Opposed by B, he proposed": a relation before its subject."""
    marks = shadow.marks
    if marks[lead.end()] == MARK:
        clause = read_subject(shadow, lead.end())
        head, form = (clause.head, clause.form) if clause is not None else (None, None)
    else:
        pronoun = _PRONOUN.match(marks, lead.end())
        form = read_verb(marks, pronoun.end()) if pronoun else None
        head = _alone(last, pronoun[0]) if pronoun and last is not None else None
    if head is None or form is None:
        return None
    if marks[lead.end()] != MARK:
        head = replace(head, behalf=())
    for which in ("first", "second"):
        part = _EACH_PART.fullmatch(marks, *lead.span(which)) if lead[which] else None
        if part is None:
            continue
        names, behalf = read_speakers(shadow, *part.span("list"))
        head = replace(head, behalf=(*head.behalf, *behalf))
        if part["with"]:
            head = replace(head, companions=(*head.companions, *names))
        elif part["support"]:
            head = replace(head, supporters=(*head.supporters, *names))
        elif part["oppose"]:
            head = replace(head, opponents=(*head.opponents, *names))
        else:
            behalf = tuple((head.holders[0], name) for name in names if name != head.holders[0])
            head = replace(head, holders=names, behalf=behalf)
    return Move(lead.start(), 0, head, form)


def _read_other(marks: str, sentence: Span, at: int, other: re.Match[str]) -> Move | None:
    before = marks[sentence.start : at].rstrip()
    if before and not before.endswith(
        (",", ";", "and", "but", "while", ":", "whereas", "as", "After", "after", "result")
    ):
        return None
    verb = _OTHER_VERB.match(marks, other.end(), sentence.end)
    if before.endswith((" and", " as")) and not before.endswith(", and"):
        verb = _DECIDED.match(marks, other.end(), sentence.end)
    return Move(at, 0, None, None) if verb is not None else None


def _read_elided(
    shadow: Shadow, sentence: Span, at: int, current: Head, is_verb: IsVerb, before: list[Move]
) -> Move | None:
    """ "and opposed the levy": a verb without subject of its own."""
    marks = shadow.marks
    conjunction = _CONJUNCTION.match(marks, at, sentence.end)
    if conjunction is None or conjunction.end() == at:
        return None
    at_verb, names, *_ = read_modifiers(shadow, conjunction.end())
    head = current
    if names:
        behalf = names.get("behalf", ())
        if behalf:
            return None
        head = replace(
            current,
            companions=names.get("with", ()),
            supporters=names.get("support", ()),
            opponents=names.get("oppose", ()),
        )
    joined = _JOINED.match(marks, at_verb, sentence.end) if names else None
    start = joined.end() if joined else at_verb
    form = read_verb(marks, start)
    if form is not None and form.end <= sentence.end:
        doubtful = _LIKE_ADJECTIVES.match(marks, form.start) is not None
        if _PASSIVE.match(marks, form.end) or (doubtful and not is_verb(form.start)):
            return None
        bare_comma = conjunction[0].strip() in {",", ";"}
        if bare_comma and (form.verb.reading is Reading.SAY and not names):
            return None
        return Move(conjunction.end(), 0, head, form, named=bool(names))
    adverbs = _ELIDED_PARTICIPLE.match(marks, start, sentence.end)
    form = read_participle(marks, adverbs.end() if adverbs else start)
    if form is None or form.end > sentence.end or marks[at] != ",":
        return None
    earlier = next((move.form for move in reversed(before) if move.form is not None), None)
    if form.verb.act not in _TELLING or form.verb.reading in {Reading.SAY, Reading.NOTE}:
        return None
    in_list = "and" in conjunction[0] or (earlier is not None and _GERUND.match(marks, earlier.end) is not None)
    if in_list and form.verb.phrase in _LISTED:
        return None
    if (
        form.verb.act is Act.PROPOSE
        and marks.startswith(" that", form.end)
        and "should" not in marks[form.end : form.end + 80]
    ):
        return None
    return Move(conjunction.end(), 0, head, form, named=False)


def _split_thats(marks: str, moves: list[Move], end: int) -> list[Move]:
    """A repeated "that" is an move of its own under the same verb."""
    found: list[Move] = []
    for index, move in enumerate(moves):
        found.append(move)
        limit = moves[index + 1].start if index + 1 < len(moves) else end
        if move.form is None or move.head is None:
            continue
        first = _FIRST_THAT.match(marks, move.form.end, limit)
        if first is None and move.form.verb.reading is Reading.PLAIN and not move.form.verb.phrase.endswith(" that"):
            continue
        for further in _AND_THAT.finditer(marks, move.form.end, limit):
            form = Form(move.form.verb, move.form.start, further.end())
            found.append(Move(further.start("that"), 0, move.head, form, named=False, repeated=True))
        wish = _AND_WISH.search(marks, move.form.end, limit)
        if wish is not None and _WISH.search(marks, move.form.end, wish.start()) and found[-1] is move:
            form = Form(move.form.verb, move.form.start, wish.start("that"))
            found.append(Move(wish.start("that"), 0, move.head, form, named=False, repeated=True))
    return found


def _with_ends(moves: list[Move], end: int) -> list[Move]:
    ends = [*(move.start for move in moves[1:]), end][: len(moves)]
    return [replace(move, end=limit) for move, limit in zip(moves, ends, strict=True)]


def read_last(shadow: Shadow, sentence: Span, moves: list[Move], last: Head | None) -> Head | None:
    """Whom "he" or "she" means after a sentence."""
    subjects = [move for move in moves if move.named or move.head is None]
    if subjects:
        return subjects[-1].head
    if moves:
        return moves[-1].head
    if shadow.marks[sentence.start] == MARK and (opening := _read_speaker(shadow, sentence)) is not None:
        return opening
    return None if _SPOKE.search(shadow.marks, *sentence) else last


def _read_speaker(shadow: Shadow, sentence: Span) -> Head | None:
    """The party that a sentence begins with, whatever it did: "NORLAND, for the GROUP, conveyed its condolences"."""
    read = read_head(shadow, sentence.start)
    if read is None:
        return None
    head, end = read
    spoke = _SPOKE_FOR.match(shadow.marks, end, sentence.end)
    if spoke is None:
        return head if _DID.match(shadow.marks, end, sentence.end) else None
    groups = shadow.names(*spoke.span("list"))
    return replace(head, holders=groups, behalf=tuple((head.holders[0], group) for group in groups))
