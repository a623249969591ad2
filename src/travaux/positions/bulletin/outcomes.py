"""What the meeting itself did: agreed, adopted, deferred, bracketed, forwarded, or failed to agree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.model import OutcomeStatus, Span
from travaux.positions.bulletin.clauses import MEETING
from travaux.positions.bulletin.mentions import Shadow

_AGREED, _ADOPTED, _DEFERRED = OutcomeStatus.AGREED, OutcomeStatus.ADOPTED, OutcomeStatus.DEFERRED
_FAILED, _BRACKETED, _FORWARDED = OutcomeStatus.NO_AGREEMENT, OutcomeStatus.BRACKETED, OutcomeStatus.FORWARDED

_WHO = rf"(?:\b(?:[Tt]he|[Aa]ll|[Oo]ther|[Bb]oth)\s+)?(?:{MEETING}|[Tt]he\s+session)"
_ADVERBS = (
    r"(?:(?:also|then|further|later|thus|therefore|both|instead|have|has|had|\w+ly),?\s+)*"  # each in one way only
)

# After the meeting as subject; the first that fits is taken.
_DID = (
    # Delegates could not agree to the text.
    (
        _FAILED,
        r"(?:(?:(?:could|did|do|have|had|has|were|was)\s+(?:still\s+)?not|cannot|can\s+not)\s+(?:yet\s+"
        r"|\w+\s+)?(?:agreed?|able\s+to\s+(?:agree|reach)|reach(?:ed)?\s+(?:agreement|consensus"
        r"|a\s+decision|conclusions?)|resolved?)"
        r"|(?:was|were)\s+unable\s+to\s+(?:agree|reach|resolve)|failed\s+to\s+(?:agree|reach)"
        r"|disagreed|(?:was|were)\s+divided|could\s+not\s+reach|remained\s+divided"
        r"|(?:are|were|remain(?:ed)?)\s+(?:unresolved|undecided)"
        r"|expressed\s+(?:mixed|divergent|differing)\s+views)",
    ),
    # Delegates agreed to forward the text to the plenary.
    (
        _FORWARDED,
        r"(?:agreed\s+to\s+(?:forward|transmit|send|refer\s+(?:the|this|it|these|both)\s)"
        r"|decided\s+to\s+(?:forward|transmit|send|refer\s+(?:the|this|it|these)\s)|forwarded"
        r"|transmitted|referred\s+(?:the|this|these|it|both)|decided\s+to\s+recommend|recommended\s+(?:that\s+the\s+COP"
        r"|for\s+adoption))",
    ),
    # Delegates agreed to defer the item.
    (
        _DEFERRED,
        r"(?:(?:agreed|decided)\s+(?:to\s+(?:defer|postpone|hold\s+[^.;]{1,60}in\s+abeyance"
        r"|take\s+up|return|revisit|continue\s+(?:its|their|the)?\s*(?:consideration|discussion)"
        r"|(?:discuss|continue)\s+[^.;]{1,90}\bat\s+(?:(?:its|the)\s+next|(?:SB|COP)[-\w]*)"
        r"|consider\s+[^.;]{1,90}\bat\s+(?:its|the|SB|COP|SBI|SBSTA))|that\s+[^.;]{1,80}(?:be"
        r"|being)\s+deferred)|deferred|postponed)",
    ),
    # Delegates agreed to bracket the paragraph.
    (
        _BRACKETED,
        r"(?:(?:agreed\s+to\s+)?(?:bracket(?:ed)?|(?:put|place[d]?|left|leave|retain(?:ed)?|kept"
        r"|keep)\s+[^.;]{1,80}?\s+(?:in|with(?:in)?)\s+brackets|(?:placed|put|inserted"
        r"|added)\s+brackets))",
    ),
    # Parties adopted the conclusions.
    (_ADOPTED, r"(?:adopted|approved|agreed\s+to\s+adopt|endorsed|agreed\s+and\s+adopted)"),
    # Parties made limited progress, approving one paragraph.
    (_ADOPTED, r"(?:made\s+[^.;]{1,60},\s+(?:approving|adopting))"),
    # Parties agreed to the text.
    (
        _AGREED,
        r"(?:(?:agreed|could\s+only\s+agree)(?!\s+(?:to\s+)?take\s+note|\s+to\s+(?:continue\s+(?:discuss|consult|work"
        r"|negotiat|inform)|meet|reconvene|proceed|return\s+to\s+this\s+later)|\s+upon\s+time)"
        r"|accepted|decided(?!\s+to\s+(?:meet|reconvene|continue))"
        r"|reached\s+(?:\w+\s+)?(?:agreement|consensus)|concluded\s+(?:its\s+)?(?:consideration"
        r"|discussions)\s+of|deleted|removed|reworded|changed\s+(?:the|this)|amended|resolved"
        r"|concurred|compromised|reached\s+conclusions"
        r"|came\s+to\s+(?:an\s+)?agreement|finali[sz]ed|replaced|inserted|streamlined)",
    ),
)
_BY = rf"{_WHO}\b[^.;:]{{1,150}}(?:,|\bby|\band)\s+"
_MEETING_DID = (
    *((status, re.compile(rf"{_WHO}\s+{_ADVERBS}(?P<what>{words})\b")) for status, words in _DID),
    # The group met twice, approving the draft.
    (_ADOPTED, re.compile(rf"{_BY}(?:approving|adopting)\b")),
    # Delegates went on, accepting the amendment.
    (_AGREED, re.compile(rf"{_BY}(?:agreeing\s+(?:to|on)|accepting)\b")),
    # The COP requests the Secretariat to report.
    (
        _AGREED,
        re.compile(
            r"\b(?:SBSTA|SBI|COP(?:/MOP)?|CMP)(?:-\d+)?\s+(?:(?:also|further)\s+)?"
            r"(?:decides|requests|invites|encourages|urges)\b"
        ),
    ),
)

_WAS = r"(?:was|were|has\s+been|have\s+been|had\s+been)\s+(?:(?:also|then|later|\w+ly)\s+)*"
_REMAINS = r"(?:was|were|remains?|remained|left|still|is|are)\s+(?:\w+\s+)?"
_PASSIVE = (
    (
        _FAILED,
        re.compile(
            r"\b(?:[Nn]o\s+(?:agreement|consensus|decision|conclusions?)(?:\s+\w+){0,8}?\s+(?:was|were"
            r"|could\s+be|emerged|has\s+been|had\s+been|on\b)|lack\s+of\s+(?:agreement|consensus)"
            r"|(?:noted|reported|announced|indicated|there\s+(?:was|is"
            r"|were))\s+(?:that\s+there\s+(?:was|is)\s+)?no\s+(?:agreement|consensus)|(?:[Aa]greement"
            r"|[Cc]onsensus)\s+(?:\w+\s+){0,6}?(?:could\s+not\s+be|was\s+not\s+(?:yet\s+)?(?:reached|possible|found)"
            r"|had\s+not\s+been|has\s+not\s+been|proved)\b"
            r"|(?:could|was|were)\s+not\s+(?:be\s+)?(?:agreed|resolved|reached)"
            r"|(?:resulted\s+in\s+no|blocked)\s+(?:agreement|consensus)|[Dd]isagreement\s+(?:remained|persisted|continued|emerged)|remained?\s+(?:unresolved"
            r"|outstanding|divided))"
        ),
    ),
    (
        _DEFERRED,
        re.compile(
            rf"\b(?:{_WAS}(?:deferred|postponed|held\s+in\s+abeyance|held\s+over)"
            rf"|with\s+this\s+item\s+(?:held\s+)?in\s+abeyance|decision\s+to\s+(?:continue|defer"
            rf"|postpone)|will\s+be\s+(?:taken\s+up|considered|forwarded)\s+(?:again\s+)?(?:at"
            rf"|by)\s+(?:SB|COP|the\s+next))"
        ),
    ),
    (
        _FORWARDED,
        re.compile(
            rf"\b(?:{_WAS}(?:forwarded|referred|transmitted|sent)\s+(?:back\s+)?to\b"
            r"|(?:will|would)\s+be\s+(?:forwarded|transmitted|referred)\s+(?:to|for)\b"
            r"|[Cc]hair\s+(?:§\s+)?referred\s+the\s+(?:matter|issue|item|text)\s+to)"
        ),
    ),
    (
        _BRACKETED,
        re.compile(
            rf"\b(?:{_REMAINS}(?:in\s+brackets|bracketed|within\s+brackets)|{_WAS}(?:bracketed"
            rf"|placed\s+in\s+brackets|put\s+in\s+brackets)|[Bb]rackets\s+(?:remain(?:ed)?"
            rf"|were\s+(?:retained|placed|kept))|with\s+the\s+bracketed\b|remaining\s+in\s+brackets"
            r"|bracketed\s+(?:text|language|alternatives|options|paragraphs)\s+(?:remain|appear)"
            r"|contain(?:s|ed)\s+(?:\W?\w+\W?\s+){1,4}?bracketed)"
        ),
    ),
    (
        _ADOPTED,
        re.compile(rf"\b(?:{_WAS}(?:adopted|approved)\b(?!\s+(?:at|by)\s+COP)|(?<!from\s)being\s+adopted\b)"),
    ),
    (
        _AGREED,
        re.compile(
            rf"\b(?:{_WAS}(?:agreed(?!\s+that\s+[^.]{{0,40}}would\s+meet)|accepted|reworded|deleted"
            rf"|removed|retained|amended|resolved|finali[sz]ed|modified|replaced|reformulated)\b"
            rf"|[Aa]greement\s+was\s+reached|[Cc]onsensus\s+was\s+reached"
            r"|resulted\s+in\s+(?:an?\s+)?(?:(?!no\b)\w+\s+)?(?:agreement|consensus)"
            r"|[Pp]arties\s+were\s+(?:invited|requested)\s+to\s+(?:submit|provide|report|consider|send)|(?:reported|announced"
            r"|noted)\s+(?:that\s+)?(?:\w+\s+)?agreement\s+(?:on|to|was|had|had\s+been)"
            r"|[Tt]he\s+agreed\s+text|brackets\s+were\s+(?:removed|lifted))"
        ),
    ),
)
_HOPED = re.compile(
    r"\b(?:would|will|should|could|must|may|might|to|hoped?|if|until|once|when|whether"
    r"|expected|urged|asked|proposed\s+that|suggested\s+that|before|unless"
    r"|not)\s+(?:[\w’'/-]+\s+){0,3}$"
)
_NOTHING = re.compile(
    r"(?:[Cc]hair|[Pp]resident|[Bb]ureau|[Oo]fficers?|[Rr]apporteur)\w*\s+(?:was"
    r"|were)\s+elected|\belected\b"
)
_HISTORY = re.compile(
    r"(?:In|On|Since|By|At)\s+[^,]{0,40}\b(?:19|20)\d\d,|Under\s+the\s+(?:UNFCCC|FCCC"
    r"|Convention|Protocol|Kyoto)|COP[- ]\d+,"
)
_DATED = re.compile(r"[^,;]{0,30}\b(?:on|in)\s+(?:\d{1,2}\s+)?(?:[A-Z]\w+\s+)?(?:19|20)\d\d\b")
_PAST = re.compile(
    r"\b(?:at|by|in)\s+(?:COP|SB|SBI|SBSTA|AGBM)[- ]?(?:\d+|I+)\b\s*,?\s*$|\b(?:previously"
    r"|already|had)\s+$"
)
_BORDER = re.compile(
    r",\s+(?:and|but|while|with|approving)\s+|;\s+|,\s+(?=§|[a-z]+\s+(?:agreed|adopted|decided"
    r"|accepted))|\s+(?:and|but|while)\s+(?=(?:the\s+)?(?:parties|delegates|Parties|Delegates"
    r"|WG|text|item)\b)"
)
# "until the list is finalized", "the drafts that had been agreed": told in passing.
_NOT_YET = re.compile(r"\b(?:(?:until|if|once|unless|whether|before|when|after)\b[^,;]{0,80}|that\s+)$")
_OBJECT = re.compile(
    r"(?:\s+(?:an?\s+)?(?:agreement|consensus)\b)?\s*(?:,\s+)?(?:to|that|on|over|about|upon"
    r"|with)?[\s:]*"
)

Result = tuple[OutcomeStatus, Span | None, Span]


def find_results(shadow: Shadow, sentence: Span, objects: list[Span]) -> Iterator[Result]:
    """Status, object and evidence of each outcome in a sentence; `objects` are those of the positions in it.

    What a party says was deleted or deferred is its claim, no outcome.
    """
    marks = shadow.marks
    if _NOTHING.search(marks, *sentence) or _HISTORY.match(marks, *sentence):
        return
    hits = [hit for hit in _find_hits(marks, sentence) if not _DATED.match(marks, hit[1].end, sentence.end)]
    hits = [hit for hit in hits if not any(held.covers(hit[1]) for held in objects)]
    for status, where, subject in hits:
        evidence = sentence if len(hits) == 1 and not objects else _clause(marks, sentence, where)
        yield status, _object(marks, where, evidence, subject), evidence


def _find_hits(marks: str, sentence: Span) -> list[tuple[OutcomeStatus, Span, Span | None]]:
    taken: list[tuple[OutcomeStatus, Span, Span | None]] = []
    for status, pattern in _MEETING_DID:
        for match in pattern.finditer(marks, *sentence):
            before = marks[max(sentence.start, match.start() - 45) : match.start()]
            if not _HOPED.search(before) and not _PAST.search(before):
                _take(taken, status, Span(*match.span()), None)
    for status, pattern in _PASSIVE:
        for match in pattern.finditer(marks, *sentence):
            if status is not _FAILED and _NOT_YET.search(marks, sentence.start, match.start()):
                continue
            border = max(
                (b.end() for b in _BORDER.finditer(marks, sentence.start, match.start())), default=sentence.start
            )
            _take(taken, status, Span(*match.span()), Span(border, match.start()))
    return sorted(taken, key=lambda hit: hit[1])


def _take(
    taken: list[tuple[OutcomeStatus, Span, Span | None]], status: OutcomeStatus, where: Span, subject: Span | None
) -> None:
    if not any(where.overlaps(other) for _, other, _ in taken):
        taken.append((status, where, subject))


def _clause(marks: str, sentence: Span, where: Span) -> Span:
    """The clause round a hit, between the borders of its sentence."""
    borders = [sentence.start, *(match.end() for match in _BORDER.finditer(marks, *sentence)), sentence.end]
    start = max(border for border in borders if border <= where.start)
    end = min((border for border in borders if border >= where.end), default=sentence.end)
    while end > start and (marks[end - 1].isspace() or marks[end - 1] in ",;"):
        end -= 1
    conjunction = re.compile(r",?\s+(?:and|but|while|with|approving)$").search(marks, start, end)
    return Span(start, conjunction.start() if conjunction else end)


def _object(marks: str, where: Span, evidence: Span, subject: Span | None) -> Span | None:
    """What the outcome is about: the words after an active verb, the subject of a passive one."""
    if subject is not None:
        start, end = subject
    else:
        link = _OBJECT.match(marks, where.end, evidence.end)
        start, end = (link.end() if link else where.end), evidence.end
    while end > start and (marks[end - 1].isspace() or marks[end - 1] in ",;."):
        end -= 1
    return Span(start, end) if start < end else None
