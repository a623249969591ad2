"""What a position is about: the words after the verb, read as an object, an act, a stance and a condition."""

from __future__ import annotations

import re
from dataclasses import dataclass

from travaux.model import Act, Span, Stance
from travaux.positions.bulletin.verbs import Form, Reading

FOR, AGAINST, NEUTRAL = Stance.FOR, Stance.AGAINST, Stance.NEUTRAL


@dataclass(frozen=True, slots=True)
class Content:
    """What a verb and its complement come to; spans are offsets in the shadow."""

    act: Act
    stance: Stance
    object: Span | None
    condition: Span | None = None


# Words between a verb and what it is about: "expressed concern [over] the quota", "stressed [the need for] a pause".
_LINK = re.compile(
    r"\s*(?:[:,]\s*)?(?:(?:that|over|about|at|with|regarding|concerning|on|to|of|for"
    r"|whether\s+or\s+not(?=\s+to))\s+(?:[:,]\s*)?)?"
)
_THAT = re.compile(
    r"\s*[:,]?\s*(?:(?:his|her|its|their|the)\s+(?:understanding|view|belief|opinion"
    r"|fact)\s+)?(?:on\s+[^,]{3,80},\s+)?that\b\s*[:,]?\s*"
)
_NEED = re.compile(
    r"(?:(?:the|a|its|their|his|her|an)\s+)?(?:\w+\s+)?(?:need|necessity)\s+(?:for\s+|to\s+"
    r"|of\s+)(?:ensure\s+that\s+(?=\Z))?"
)
_IMPORTANCE = re.compile(
    r"(?:(?:the|its|an?)\s+)?(?:\w+\s+)?(?:importance|urgency|desirability|significance"
    r"|value)\s+(?:of|to|for)\s+"
)
_POSSIBILITY = re.compile(r"(?:the\s+)?(?:possibility|option)\s+of\s+")
_PREFERENCE = re.compile(r"(?:(?:their|its|his|her|a|the)\s+)?(?:strong\s+)?(?:preference|support)\s+for\s+")
_OWN_CONCERN = re.compile(
    r"(?:(?:their|its|his|her|the|serious|some)\s+)*(?:concerns?|reservations?"
    r"|doubts?)\s+(?:that|over|about|with|on|regarding|at)\s+"
)
_COMMITMENT = re.compile(
    r"(?:(?:their|its|his|her|the"
    r"|§~*['’]?s)\s+)(?:\w+\s+)?commitment\s+to\s+(?:the\s+)?(?P<rest>)"
)
_OWN_PLAN = re.compile(
    r"(?:their|its|his|her|an?)\s+(?:[\w-]+\s+){0,2}?(?:proposals?|submission|amendment|draft"
    r"|compromise)\b"
)
_LEADS = (
    (_NEED, Act.CALL_FOR, FOR),
    (_IMPORTANCE, Act.CALL_FOR, FOR),
    (_POSSIBILITY, Act.PROPOSE, FOR),
    (_PREFERENCE, Act.SUPPORT, FOR),
    (_OWN_CONCERN, Act.DOUBT, AGAINST),
    (_COMMITMENT, Act.COMMIT, FOR),
)
_FACTS = re.compile(
    r"(?:(?:the|a|an|its|their|his|her|some|many|several|§~*['’]s?"
    r"|\w+['’]s?)\s+)?(?:\w+\s+){0,2}?(?:costs?|differences?|difficult(?:y|ies)|problems?"
    r"|challenges?|lack"
    r"|gaps?|vulnerabilit(?:y|ies)|impacts?|barriers?|constraints?|efforts|experiences?"
    r"|achievements?|overlaps?|obstacles?"
    r"|effects?|consequences?|risks?|threats?|results|findings|fact|inadequacy|limitations?"
    r"|uncertaint(?:y|ies)|activities"
    r"|initiatives|measures\s+taken|contributions?|contradictions?|inconsistenc(?:y|ies)"
    r"|broad\s+support|divergen\w+|damage)\b"
)
_TROUBLES = re.compile(
    r"(?:\w+\s+){0,2}?(?:overlaps?|contradictions?|inconsistenc(?:y|ies)|duplication"
    r"|shortcomings|weaknesses|flaws)\b"
)

# Where the complement ends although the clause goes on: reasons, comments, asides.
_REASON = re.compile(
    r",?\s+(?:because|on\s+the\s+(?:grounds|basis)\s+that|given\s+that"
    r"|in\s+light\s+of\s+the\s+fact|so\s+as\s+not\s+to)\b"
    r"|,\s+(?:noting|saying|stating|citing|arguing|explaining|adding|maintaining|however"
    r"|observing|pointing\s+out|pointing\s+to|recalling|describing|claiming"
    r"|referring\s+to|reasoning|indicating|acknowledging|reporting|reminding|believing"
    r"|recognizing|thus|thereby|which|since|although"
    r"|though|where|while|whereas|given|due\s+to|but\s+(?:that|not\s+\w+ed)\b"
    r"|in\s+response\s+to|who|whose|making|meaning)\b"
    r"|,\s+as\s+(?!well\b|an?\b|in\b|part\b|appropriate|such\b|follows|set\b|contained"
    r"|outlined|defined|required|amended|long\b"
    r"|soon\b|far\b|opposed|possible|necessary|follow)"
    r"|\s+as\s+(?:it|they|this|these|that|there)\s+(?!should)\w+"
)
_SEPARATE = re.compile(r";\s+(?!and\b)")
_CONDITION = re.compile(
    r"(?<!as)(?<!even)(?<!determine)(?<!know)(?<!assess)(?<!ask)(?<!see)(?<!clear)(?<!examine)(?<!consider),?\s+(?P<words>(?:if"
    r"|unless|provided(?:\s+that)?|only\s+if|as\s+long\s+as|on\s+(?:the\s+)?condition\s+that"
    r"|on\s+the\s+understanding"
    r"\s+that|subject\s+to)\s+.+)",
    re.S,
)
_TRAIL = re.compile(r"(?:[\s,;:.~–-]|\s(?:and|but|while|or|whereas|with|also|the))+$")
_BACKED_INSIDE = re.compile(
    r"\s*,\s+(?:and\s+|but\s+)?(?:strongly\s+)?(?:supported|opposed|backed"
    r"|seconded)\s+by\s+[^.;]*$"
)

_AUX = r"(?:should|must|shall|can|could|may|might|would|need|needs|ought)"
_REFUSED = re.compile(
    r"\b(?:should|must|shall|can|ought|need)(?:not|\s+not(?:\s+to)?|\s+never)\s+(?!only\b"
    r"|just\b)(?P<be>be\s+)?(?P<what>)"
)
_NO_SHOULD = re.compile(r"\bno\s+(?P<what>[^,;]{3,80}?)\s+(?:should|must|shall)\b")
_TO_SUBJECT = re.compile(
    r"(?:included|sufficient|considered|mentioned|reflected|addressed|discussed|part\b|there"
    r"|retained|allowed|accepted|taken|used"
    r"|an?\b|the\b|adopted|introduced|pursued|placed|permitted|made|seen|viewed)\b"
)
_MANDATE = re.compile(
    r"\b(?:outside|beyond|not\s+within|not\s+covered\s+by|exceeds?|exceeded|(?:do|does"
    r"|did)\s+not\s+include|not\s+part\s+of|does\s+not\s+fall)\b"
)
_DOUBTED = re.compile(
    r"\b(?:(?:is|are|was|were|be|being|it|seems?|seemed|appears?)\s+(?:\w+\s+)?(?:premature"
    r"|too\s+early|problematic|cumbersome|inappropriate|not\s+(?:appropriate|clear|helpful"
    r"|acceptable|useful|ready|feasible|possible|realistic|convinced|sufficient|adequate"
    r"|desirable|necessary|needed)|unclear|unnecessary"
    r"|unacceptable|burdensome|counterproductive|insufficient|inadequate|difficult|impossible"
    r"|unfair|inequitable|unrealistic|misleading"
    r"|too\s+\w+|vague|ambiguous|confusing|redundant|impractical|discriminatory|inconsistent"
    r"|contrary|troublesome|risky|dangerous"
    r"|policy[- ]prescriptive|uncertain|irrelevant|superfluous|inaccurate|incorrect|lacking)"
    r"|(?:may|might|could|would|will|can)\s+(?:\w+ly\s+)?(?:undermine|weaken|prejudge|prevent"
    r"|hinder|hamper|jeopardi[sz]e|delay|complicate|harm|damage|limit|discourage"
    r"|create\s+(?:problems|confusion|difficult|perverse|uncertain|a\s+bad)"
    r"|lead\s+to\s+(?:confusion|double|problems|perverse|delays?)|impede|compromise|distort"
    r"|dilute|threaten|penali[sz]e"
    r"|pose|be\s+(?:a\s+(?:disincentive|burden|problem|mistake|barrier|obstacle"
    r"|step\s+back\w*)|problematic|difficult|inappropriate|premature|burdensome"
    r"|counterproductive|unfair|costly|impossible|unacceptable|misleading|detrimental|contrary"
    r"|inconsistent|redundant|confusing)|send\s+(?:a|the)\s+(?:wrong\s+|negative\s+)?signal"
    r"|overburden|duplicate|exclude"
    r"|reopen|open\s+up|set\s+a\s+(?:bad\s+|dangerous\s+)?precedent|erode|preempt|pre-empt|disadvantage)"
    r"|(?:may|might|would|could)\s+not\s+\w+|(?:poses?|posed)\s+(?:\w+\s+)?(?:risks?|threats?"
    r"|problems?|challenges?)|raises?\s+[^.;]{0,60}?(?:concerns?|questions?|problems?|issues?)"
    r"|undermines?|lacks?|lacked|prejudges?"
    r"|(?:do|does|did)\s+not\s+(?:adequately|sufficiently|reflect|address|provide|ensure"
    r"|go\s+far|take\s+into|meet)|contradicts?|duplicates?|goes\s+(?:too\s+far|beyond)"
    r"|implied)\b"
)
_PREMATURE_TO = re.compile(
    r"it\s+(?:is|was|would\s+be)\s+(?:\w+\s+)?(?:premature|too\s+early|inappropriate|difficult"
    r"|problematic|unnecessary|impossible|not\s+\w+)\s+(?:for\s+[^,;]{2,40}?\s+)?to\s+"
)
_FAULTED = re.compile(
    r"\b(?:(?:is|are|was|were)\s+(?:\w+\s+)?(?:not\s+interesting|flawed|disappointing"
    r"|based\s+on\s+only|unbalanced|not\s+balanced|unhelpful|unfortunate|regrettable)"
    r"|failed\s+to|fails\s+to|fell\s+short)\b"
)
_DEPENDS = re.compile(
    r"\b(?:(?:will\s+|would\s+|should\s+)?depends?\s+on|depended\s+on|(?:is|are|was|were"
    r"|would\s+be|should\s+be)\s+(?:conditional|contingent|dependent|predicated)\s+(?:up)?on"
    r"|(?:is|are|was|were|be)\s+impossible\s+without"
    r"|would\s+require|will\s+require|requires?|(?:is|are)\s+not\s+possible\s+without|(?:is"
    r"|are|was|were)\s+linked\s+to|hinges?\s+on)\s+"
)
_NOT_DEPENDS = re.compile(r"\bnot\s+(?:conditional|contingent|dependent)")
_REQUIRED = re.compile(r"\s+(?:is|are|was|were|be)\s+(?:\w+ly\s+)?(?:required|essential\s+for)\b")
_MUST = re.compile(r"\b(?:must|shall|is\s+required\s+to|are\s+required\s+to|has\s+to|have\s+to|had\s+to)\b")
_SHOULD = re.compile(
    r"\b(?:should|ought\s+to|needs?\s+to|needed\s+to|would\s+need|might\s+need|may\s+need"
    r"|will\s+need|could\s+be\s+improved|may\s+(?:be|use|choose)|needs\s+\w+|needed\s+(?:an?"
    r"|the|more|further))\b"
)
_NEEDED = re.compile(
    r"\s+(?:is|are|was|were|be)\s+(?:\w+\s+)?(?:needed|necessary|warranted|desirable"
    r"|called\s+for|indispensable|imperative)\b"
)
_IT_NEEDED = re.compile(
    r"it\s+(?:is|was|would\s+be)\s+(?:\w+\s+)?(?:necessary|important|essential|crucial|vital"
    r"|critical|imperative|useful|better|desirable|preferable|urgent|time|appropriate|helpful"
    r"|advisable|key)\s+(?:for\s+.{2,60}?\s+)?(?:to|that)\s+"
)
_NO_NEED = re.compile(r"there\s+(?:is|was)\s+no\s+(?:\w+\s+)?(?:need|reason|justification|basis)\s+(?:for|to)\s+")
_THERE_NEED = re.compile(r"there\s+(?:is|was)\s+(?:a|an)?\s*(?:\w+\s+)?need\s+(?:for|to)\s+")
_VALUED = re.compile(
    r"\s+(?:is|are|was|were|be|being|as|remains?|remained|constitutes?|represents?|would\s+be"
    r"|could\s+be|can\s+be|will\s+be)\s+(?:(?:an?|the|of|very|most|also|one\s+of\s+the"
    r"|particularly|especially|extremely)\s+)*(?:\w+ly\s+)?(?:\w+\s+)?(?:key|important"
    r"|importance|essential|"
    r"crucial|vital|priority|priorities|critical|engine|useful|valuable|central|fundamental"
    r"|cornerstone|acceptable|preferable|sufficient|adequate|reasonable|satisfactory|feasible"
    r"|good|beneficial|appropriate|helpful|paramount|integral|urgent|welcome|consistent"
    r"|necessary)\b"
)
_GOOD_BASIS = re.compile(
    r"\b(?:good|sound|useful|solid|excellent|adequate|constructive)\s+(?:basis|starting|step"
    r"|foundation|progress)|\bpoint\s+of\s+departure\b"
)
_COULD = re.compile(
    r"\b(?:could|might)\s+(?:be\s+\w+ed|also|include|serve|help|use|usefully|consider|provide"
    r"|build|form|take|focus)\b"
)
_WILL = re.compile(r"\b(?:will|would|shall)\b")
_SELF = re.compile(
    r"(?:he|she|they|it|(?:his|her|their|its)\s+(?:country|government|delegation|region|group)"
    r"|§~*)\s+"
)
_SELF_ACTS = (
    (
        re.compile(
            r"(?:is|are|was|were)\s+not\s+(?:\w+\s+)?(?:ready|willing|prepared|in\s+a\s+position"
            r"|able)\s+to\s+"
        ),
        Act.RULE_OUT,
        AGAINST,
    ),
    (
        re.compile(
            r"(?:could|can|would|will)\s*not\s+(?:\w+ly\s+)?(?:accept|support|agree|join|discuss|sign"
            r"|go|allow|consider|endorse|be\s+(?:part|bound))\s*(?:to\s+|with\s+|on\s+)?"
            r"|cannot\s+(?:accept|support|agree|join|consider)\s*(?:to\s+|with\s+)?"
        ),
        Act.RULE_OUT,
        AGAINST,
    ),
    (
        re.compile(
            r"(?:(?:do|does|did)\s+not\s+(?:support|agree|favor|accept|want|wish)|oppose[sd]?"
            r"|reject(?:s|ed)?|object(?:s|ed)?|disagree[sd]?|(?:was|were|is"
            r"|are)\s+(?:not\s+in\s+favor\s+of|against|opposed\s+to|unable\s+to\s+(?:accept"
            r"|support)))\s*(?:to\s+|with\s+)?"
        ),
        Act.REJECT,
        AGAINST,
    ),
    (
        re.compile(
            r"(?:could|can|would)\s+(?:\w+ly\s+)?(?:support|accept|agree|endorse|consider|live"
            r"|go\s+along)\s*(?:to\s+|with\s+|on\s+)?|accept(?:s|ed)?\s+"
        ),
        Act.ACCEPT,
        FOR,
    ),
    (
        re.compile(
            r"(?:would\s+(?:like|prefer)(?:\s+to)?|(?:supports?|supported|prefers?|preferred|favou?rs?"
            r"|favou?red|endorses?|agrees?|agreed|shares?|shared)\s*(?:with|to)?)\s+"
        ),
        Act.SUPPORT,
        FOR,
    ),
    (
        re.compile(
            r"(?:(?:was|were|is|are|would\s+be|stood|stands|remained?)\s+(?:willing|ready|prepared"
            r"|open|flexible)\s+(?:to|on))\s+"
        ),
        Act.OFFER,
        FOR,
    ),
    (
        re.compile(
            r"(?:(?:will|shall|plans?\s+to|planned\s+to|intends?\s+to|intended\s+to|(?:was|were|is"
            r"|are)\s+(?:\w+\s+)?committed\s+to|remained?\s+committed\s+to"
            r"|had\s+decided\s+to)\s+(?:continue\s+to\s+)?)(?!be\b|not\b|like\b)"
        ),
        Act.COMMIT,
        FOR,
    ),
    (
        re.compile(
            r"(?:is|are|was|were)\s+(?:\w+\s+)?(?:disappointed|dismayed|frustrated)\s+(?:with|at|by"
            r"|that|about|over)\s+"
        ),
        Act.CRITICISE,
        AGAINST,
    ),
    (
        re.compile(
            r"(?:is|are|was|were)\s+(?:\w+\s+)?(?:pleased|encouraged|satisfied|happy"
            r"|grateful)\s+(?:with|at|by|that|about|for|to)\s+"
        ),
        Act.PRAISE,
        FOR,
    ),
    (re.compile(r"(?:look(?:s|ed)?\s+forward\s+to|hope[sd]?(?:\s+(?:that|for))?|expect(?:s|ed)?)\s+"), Act.EXPECT, FOR),
    (
        re.compile(
            r"(?:had|has|have|was|were|is|are)\s+(?:\w+\s+)?(?:concerns?|concerned|reservations|doubts"
            r"|difficulty|difficulties|worried|uncomfortable|unhappy)\s*(?:with|about|over|that|by|on"
            r"|at)\s+"
        ),
        Act.DOUBT,
        AGAINST,
    ),
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|should|must|would|will|had|has|have|could|cannot|can|may|might"
    r"|needs?\s+to|do|does|did|remains?|depends?|requires?)\b"
)
_RELATIVE = re.compile(r"\b(?:that|which|who|whose|what|how|whether|where)\b")
_BARE_CLAUSE = re.compile(
    r"(?:it|this|these|they|there|he|she|we|those)\s+(?=\w)(?!issues?\b|matters?\b|points?\b"
    r"|as\b|\w+s\s+(?:of|and|in)\b)"
)
_AS_KEY = re.compile(
    r"\s+as\s+(?:(?:an?|the|one\s+of|being|very|most|particularly)\s+)*(?:\w+\s+)?(?:key"
    r"|important|priorit\w+|essential|crucial|critical|vital|valuable|useful|central"
    r"|issues?)\b"
)
_NEG_NP = re.compile(r"(?:against\s+|not\s+(?!only\b|just\b|merely\b))")
_LEADING = re.compile(
    r"(?:(?:in|under|given|with|while|although|for|as|on|at|without|despite|to|since"
    r"|if)\b[^,;]{3,140},\s+)"
)


def read_content(marks: str, form: Form, end: int, said: bool = False) -> Content:
    """The act, stance and object of a verb whose clause ends at an offset.

    `said`: the words before were a "that" whose verb is repeated here.
    """
    start = form.end
    verb = form.verb
    that = _THAT.match(marks, start, end)
    if that is not None:
        start = that.end()
    elif (link := _LINK.match(marks, start, end)) is not None:
        start = link.end()
    end, condition = _cut(marks, start, end)
    if verb.phrase == "put in brackets":
        end = start + re.split(r"\s+(?:in|within)\s+brackets\b", marks[start:end])[0].__len__()
    if start >= end:
        return Content(verb.act, verb.stance, None, condition)
    clause = said or that is not None or verb.phrase.endswith(" that")
    if (
        not clause
        and verb.reading is not Reading.PLAIN
        and (led := _read_led(marks, start, end, condition)) is not None
    ):
        return led
    if verb.reading is Reading.SAY or (
        verb.reading in {Reading.STRESS, Reading.NOTE} and (clause or _is_clause(marks, start, end))
    ):
        return _read_clause(marks, start, end, verb.act if verb.reading is Reading.SAY else Act.REPORT, condition)
    if verb.reading in {Reading.STRESS, Reading.NOTE}:
        return _read_noun(marks, start, end, form, condition)
    if verb.stance is FOR and clause and (refused := _read_refusal(marks, start, end)) is not None:
        return Content(verb.act, AGAINST, refused, condition)
    for lead in (_NEED, _IMPORTANCE):
        if (match := lead.match(marks, start, end)) is not None and match.end() < end:
            start = match.end()
    if verb.act is Act.CALL_FOR and marks.startswith("not ", start):
        return Content(Act.REJECT, AGAINST, Span(start + 4, end), condition)
    if (
        verb.act is Act.DOUBT
        and (bad := _DOUBTED.search(marks, start, end)) is not None
        and clause
        and bad.start() > start
    ):
        subject = _trim(marks, start, _predicate(marks, start, bad.start()))
        if (
            subject is not None
            and bad[0].startswith(("w", "m", "c", "be"))
            and "that" not in marks[start : bad.start()]
        ):
            return Content(verb.act, verb.stance, subject, condition)
    return Content(verb.act, verb.stance, Span(start, end), condition)


def _cut(marks: str, start: int, end: int) -> tuple[int, Span | None]:
    """Where the complement ends, without its reasons and its condition."""
    condition = None
    reason = _REASON.search(marks, start + 1, end)
    if reason is not None and reason.start() > start + 3:
        end = reason.start()
    if (found := _CONDITION.search(marks, start + 8, end)) is not None:
        condition = _trim(marks, found.start("words"), end)
        end = found.start()
    if (backed := _BACKED_INSIDE.search(marks, start + 3, end)) is not None:
        end = backed.start()
    trimmed = _trim(marks, start, end)
    return (trimmed.end if trimmed else start), condition


def _trim(marks: str, start: int, end: int) -> Span | None:
    """A span without white space at its ends and without trailing punctuation or conjunction; None if nothing is left."""
    while start < end and marks[start] in " \n\t,;:":
        start += 1
    while True:
        trail = _TRAIL.search(marks, start, end)
        if trail is None or marks[trail.start() : end].strip("~") == "":
            break
        # the tail of a party's mark is no punctuation
        at = end
        while at > start and marks[at - 1] in " \n\t,;:.–-":
            at -= 1
        word = re.compile(r"\s(?:and|but|while|or|whereas|also)$").search(marks, start, at)
        at = word.start() if word else at
        if at == end:
            break
        end = at
    return Span(start, end) if start < end else None


def _is_clause(marks: str, start: int, end: int) -> bool:
    """Whether a complement without "that" is a clause: "stressed [that] it is final"."""
    if _BARE_CLAUSE.match(marks, start, end):
        return True
    finite = _FINITE.search(marks, start, end)
    if finite is None or finite.start() == start:
        return False
    before = marks[start : finite.start()]
    return not _RELATIVE.search(before) and "," not in before and " to " not in before[-25:]


def _read_refusal(marks: str, start: int, end: int) -> Span | None:
    """The thing refused: "the fleet should not be [merged]", "[this text] should not be included"."""
    if (nothing := _NO_SHOULD.match(marks, start, end)) is not None:
        return _trim(marks, *nothing.span("what"))
    match = _REFUSED.search(marks, start, end)
    if match is None or (match.start() - start > 200):
        return None
    subject = _subject(marks, start, match.start())
    if _TO_SUBJECT.match(marks, match.end()) and match["be"] and subject is not None:
        return subject
    return _trim(marks, match.end("what"), end) or subject


def _subject(marks: str, start: int, end: int) -> Span | None:
    """The subject of a predicate that starts at `end`: the words before it, back to the last "but"."""
    lead = _LEADING.match(marks, start, end)
    if lead is not None and lead.end() < end:
        start = lead.end()
    for border in re.finditer(r",?\s+(?:but|and\s+that|that)\s+", marks[start:end]):
        start = start + border.end()
        break
    return _trim(marks, start, end)


def _read_clause(marks: str, start: int, end: int, act: Act, condition: Span | None) -> Content:
    lead = _LEADING.match(marks, start, end)
    if lead is not None and lead.end() < end - 3:
        start = lead.end()
    whole = Span(start, end)
    own = _SELF.match(marks, start, end)
    if own is not None:
        for pattern, self_act, stance in _SELF_ACTS:
            if (match := pattern.match(marks, own.end(), end)) is not None:
                if self_act is Act.COMMIT and _DOUBTED.search(marks, start, end):
                    break
                return Content(self_act, stance, _trim(marks, match.end(), end) or whole, condition)
    if (none := _NO_NEED.match(marks, start, end)) is not None:
        return Content(Act.REJECT, AGAINST, Span(none.end(), end), condition)
    if (need := _THERE_NEED.match(marks, start, end)) is not None:
        return Content(Act.CALL_FOR, FOR, Span(need.end(), end), condition)
    if (refused := _read_refusal(marks, start, end)) is not None:
        return Content(Act.REJECT, AGAINST, refused, condition)
    if (early := _PREMATURE_TO.match(marks, start, end)) is not None and early.end() < end:
        return Content(Act.DOUBT, AGAINST, Span(early.end(), end), condition)
    if (important := _IT_NEEDED.match(marks, start, end)) is not None and important.end() < end:
        return Content(Act.CALL_FOR, FOR, Span(important.end(), end), condition)
    if (outside := _MANDATE.search(marks, start, end)) is not None and re.search(r"mandate|scope", marks[start:end]):
        rest = (
            _trim(marks, outside.end(), end)
            if "include" in outside[0]
            else _subject(marks, start, _predicate(marks, start, outside.start()))
        )
        return Content(Act.REJECT, AGAINST, rest or whole, condition)
    if not _NOT_DEPENDS.search(marks, start, end) and (depends := _DEPENDS.search(marks, start, end)) is not None:
        before = marks[start : depends.start()]
        if not _RELATIVE.search(before) and before.strip():
            return Content(
                Act.CONDITION,
                NEUTRAL,
                _subject(marks, start, depends.start()) or whole,
                _trim(marks, depends.end(), end),
            )
    should = _first(marks, start, end, _MUST, _SHOULD)
    doubted = _first(marks, start, end, _DOUBTED, _FAULTED)
    if doubted is not None and own is not None and " not " in doubted[0]:
        doubted = None  # "it could not say" is no judgement of a matter
    if doubted is not None and (should is None or doubted.start() < should.start()):
        doubt_act = Act.CRITICISE if _FAULTED.match(marks, doubted.start()) else Act.DOUBT
        return Content(
            doubt_act, AGAINST, _subject(marks, start, _predicate(marks, start, doubted.start())) or whole, condition
        )
    if should is not None:
        demanded = _MUST.match(marks, should.start()) is not None
        return Content(Act.DEMAND if demanded else Act.CALL_FOR, FOR, whole, condition)
    for pattern, found_act in ((_REQUIRED, Act.DEMAND), (_NEEDED, Act.CALL_FOR)):
        if (match := pattern.search(marks, start, end)) is not None:
            return Content(found_act, FOR, _subject(marks, start, match.start()) or whole, condition)
    if _GOOD_BASIS.search(marks, start, end):
        return Content(Act.PRAISE, FOR, _subject(marks, start, _finite(marks, start, end)) or whole, condition)
    if (valued := _VALUED.search(marks, start, end)) is not None and not _RELATIVE.search(
        marks[start : valued.start()]
    ):
        return Content(Act.SUPPORT, FOR, _subject(marks, start, valued.start()) or whole, condition)
    if _COULD.search(marks, start, end):
        return Content(Act.PROPOSE, FOR, whole, condition)
    if re.compile(r"\bwill\b").search(marks, start, end):
        return Content(Act.EXPECT, NEUTRAL, whole, condition)
    return Content(act, NEUTRAL, whole, condition)


def _first(marks: str, start: int, end: int, *patterns: re.Pattern[str]) -> re.Match[str] | None:
    found = [match for pattern in patterns if (match := pattern.search(marks, start, end)) is not None]
    return min(found, key=lambda match: match.start(), default=None)


def _finite(marks: str, start: int, end: int) -> int:
    match = _FINITE.search(marks, start, end)
    return match.start() if match else end


def _predicate(marks: str, start: int, at: int) -> int:
    """Where the predicate begins that a pattern found in its middle: at its auxiliary."""
    aux = re.compile(r"\s(?:would|will|could|may|might|can|does|do|did|is|are)\s+(?:\w+ly\s+)?$").search(
        marks, start, at
    )
    return aux.start() if aux else at


def _read_led(marks: str, start: int, end: int, condition: Span | None) -> Content | None:
    """A noun that names the act itself: "the need for ...", "its preference for ...", "the EU's commitment to ..."."""
    for pattern, act, stance in _LEADS:
        if (match := pattern.match(marks, start, end)) is not None and match.end() < end:
            return Content(act, stance, Span(match.end(), end), condition)
    if _OWN_PLAN.match(marks, start, end) is not None:
        return Content(Act.PROPOSE, FOR, Span(start, end), condition)
    return None


def _read_noun(marks: str, start: int, end: int, form: Form, condition: Span | None) -> Content:
    """A noun or gerund after "stressed", "highlighted", "noted"."""
    verb = form.verb
    whole = Span(start, end)
    if verb.reading is Reading.NOTE:
        return Content(verb.act, verb.stance, whole, condition)
    if (key := _AS_KEY.search(marks, start, end)) is not None:
        return Content(Act.SUPPORT, FOR, _trim(marks, start, key.start()) or whole, condition)
    if _FACTS.match(marks, start, end):
        return Content(Act.REPORT, NEUTRAL, whole, condition)
    return Content(verb.act, verb.stance, whole, condition)
