"""Where complements, subjects and conditions begin and end in a shadow."""

from __future__ import annotations

import re

from travaux.model import Span
from travaux.positions.bulletin.phrases import either, phrase

# Words between a verb and what it is about: "expressed concern [over] the quota".
_LINK = phrase(
    r"\s*(?:[:,]\s*)?(?:",
    either(r"that; over; about; at; with; regarding; concerning; on; to; of; for"),
    r"\s+(?:[:,]\s*)?)?",
)
_THAT = phrase(
    r"\s*[:,]?\s*(?:instead\s+|further\s+)?(?:(?:his|her|its|their|the)\s+(?:understanding|view|belief|opinion"
    r"|fact)\s+)?(?:on\s+[^,]{3,80},\s+)?"
    r"that\b\s*[:,]?\s*"
)

# Where a complement ends although the sentence goes on: reasons, comments, asides.
_REASON = phrase(
    r",?\s+",
    either("because; on the (?:grounds|basis) that; given that; in light of the fact; so as not to"),
    r"\b|,\s+",
    either(
        "noting; saying; stating; citing; arguing; explaining; adding; maintaining that; however; observing;"
        "pointing out;"
        "pointing to; recalling; describing; claiming; referring to; reasoning; indicating; acknowledging; reporting;"
        "reminding; believing; recognizing; thus; thereby; which; since; although; though; where;"
        " while; whereas; given;"
        r"due to; but (?:that|not \w+ed); in response to; who; whose; making; meaning"
    ),
    r"\b|,\s+as\s+(?!",
    either(
        r"well\b; an?\b; in\b; part\b; appropriate; such\b; follows?; set\b; contained; outlined; defined; required;"
        r"amended; long\b; soon\b; far\b; opposed; possible; necessary"
    ),
    r")|\s+as\s+(?:it|they|this|these|that|there)\s+(?!should)\w+",
)
_CONDITION = re.compile(
    r",?\s+(?P<words>(?:if|unless|provided(?:\s+that)?|only\s+if|as\s+long\s+as|on\s+(?:the\s+)?condition\s+that"
    r"|on\s+the\s+understanding\s+that|subject\s+to)\s+.+)",
    re.S,
)
# Before "if", these make a question and no condition: "to determine if".
_QUESTION = re.compile(r"\b(?:as|even|determine|know|assess|ask|asked|see|clear|examine|consider|unclear|whether)$")
_BACKED = re.compile(r"\s*,\s+(?:and\s+|but\s+)?(?:strongly\s+)?(?:supported|opposed|backed|seconded)\s+by\s+[^.;]*$")
_LAST_WORD = re.compile(r"\s(?:and|but|while|or|whereas|also)$")
_CONJUNCTIONS = frozenset(("and", "but", "while", "or", "whereas", "also"))
_LEADING = re.compile(
    r"(?:in|under|given|with|while|although|for|as|on|at|without|despite|to|since"
    r"|if)\b[^,;]{3,140},\s+"
)
_BORDER = re.compile(r",?\s+(?:but|and\s+that|that)\s+")
_AUXILIARY = re.compile(
    r"\s(?:would|will|could|may|might|can|does|do|did|is|are|was|were)\s+(?:\w+ly\s+|always\s+|also\s+|not\s+)?$"
)
_INTO_BRACKETS = re.compile(r"\s+(?:in|within)\s+brackets\b")


def skip_link(marks: str, start: int, end: int) -> tuple[int, bool]:
    """Where the words after a verb and its link begin, and whether the link is "that"."""
    that = _THAT.match(marks, start, end)
    if that is not None:
        return that.end(), True
    link = _LINK.match(marks, start, end)
    return (link.end() if link else start), False


def cut(marks: str, start: int, end: int) -> tuple[int, Span | None]:
    """Where a complement ends, without its reasons and its condition; and the condition."""
    condition = None
    reason = _REASON.search(marks, start + 1, end)
    if reason is not None and reason.start() > start + 3:
        end = reason.start()
    found = _CONDITION.search(marks, start + 8, end)
    if found is not None and not _QUESTION.search(marks, start, found.start()):
        condition = trim(marks, found.start("words"), end)
        end = found.start()
    backed = _BACKED.search(marks, start + 3, end)
    if backed is not None:
        end = backed.start()
    trimmed = trim(marks, start, end)
    return (trimmed.end if trimmed else start), condition


def cut_at_brackets(marks: str, start: int, end: int) -> int:
    """Where the object of "placed X in brackets" ends."""
    match = _INTO_BRACKETS.search(marks, start, end)
    return match.start() if match else end


def trim(marks: str, start: int, end: int) -> Span | None:
    """A span without white space, punctuation and conjunctions at its ends; None where nothing is left."""
    while start < end and marks[start] in " \n\t,;:":
        start += 1
    while end > start:
        at = end
        while at > start and (marks[at - 1].isspace() or marks[at - 1] in ",;:.–-"):
            at -= 1
        word = _LAST_WORD.search(marks, start, at)
        at = word.start() if word else at
        if at == end:
            break
        end = at
    return Span(start, end) if start < end and marks[start:end] not in _CONJUNCTIONS else None


def skip_leading(marks: str, start: int, end: int) -> int:
    """Where a clause begins after its adverbial: "[given the storms,] the boats should stay"."""
    lead = _LEADING.match(marks, start, end)
    return lead.end() if lead is not None and lead.end() < end - 3 else start


def subject_of(marks: str, start: int, predicate: int) -> Span | None:
    """The subject of a predicate: the words before it and its auxiliary, back to a leading phrase or "but"."""
    aux = _AUXILIARY.search(marks, start, predicate)
    end = aux.start() if aux else predicate
    start = skip_leading(marks, start, end)
    border = _BORDER.search(marks, start, end)
    return trim(marks, border.end() if border else start, end)
