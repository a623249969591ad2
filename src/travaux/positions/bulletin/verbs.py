"""Verbs of a bulletin and what a party does by them, each beside an invented sentence that earned its row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache

from travaux.model import Act, Stance


class Reading(Enum):
    """How what follows a verb is read."""

    PLAIN = "plain"  # the verb is the act
    SAY = "say"  # the clause decides: "said that the quota should fall"
    STRESS = "stress"  # a clause decides, a noun is supported: "stressed transparency"
    NOTE = "note"  # a clause decides, a noun is reported: "noted the results"


FOR, AGAINST, NEUTRAL = Stance.FOR, Stance.AGAINST, Stance.NEUTRAL
PLAIN, SAY, STRESS, NOTE = Reading.PLAIN, Reading.SAY, Reading.STRESS, Reading.NOTE


@dataclass(frozen=True, slots=True)
class Verb:
    """`preposition`: the phrase takes its object through any of on, about, over, that, ..."""

    phrase: str
    act: Act
    stance: Stance
    reading: Reading = PLAIN


# "~" is room for a determiner and an adjective: "express ~ concern" covers "expressed its deep concern".
_PHRASES: dict[Act, tuple[Stance, str]] = {
    Act.DEMAND: (FOR, "insist on; insist; demand; require"),  # NORLAND insisted on a date.
    Act.CALL_FOR: (
        FOR,  # NORLAND called for a pause.
        "call for; call on; call upon; call; urge; advocate; appeal for; appeal to; appeal; press for; push for;"
        " plead for; encourage; exhort; argue for; argue in favor of; invite; make a plea for;"
        " want to; want; wish to;"
        " wish; lobby for; make a call for; see a need for; speak of ~ need for",
    ),
    Act.PROPOSE: (
        FOR,  # NORLAND proposed a commission.
        "propose; suggest; recommend; put forward; put forth; table; submit; introduce;"
        " offer text; circulate; add text;"
        " make ~ proposal on; make ~ proposal to; make ~ proposal for; make ~ proposal;"
        " make ~ suggestion; add language;"
        " insert; replace; moot; entertain; move for; present ~ proposal; present ~ text; present ~ draft;"
        " present ~ proposed; explain ~ proposal; outline ~ proposal; clarify ~ proposed; explain ~ proposed",
    ),
    Act.REQUEST: (
        FOR,  # NORLAND asked for more time.
        "request; ask for; ask; seek to; seek; inquire; enquire; raise the question of",
    ),
    Act.SUPPORT: (
        FOR,  # NORLAND supported the plan.
        "support; endorse; favor; favour; prefer; back; agree with; agree that; agree on; agree;"
        " echo; concur with; concur;"
        " associate itself with; associate himself with; associate herself with; align itself with; share; uphold;"
        " speak in favor of; speak in favour of; speak in support of; be in favor of;"
        " be in favour of; defend; second;"
        " join; promote; subscribe to; affirm; reaffirm; lend ~ support to; give ~ support to; prioritize;"
        " express ~ support for; express ~ preference for; express ~ favor for; express ~ agreement with;"
        " express ~ interest in; voice ~ support for; indicate ~ support for; indicate ~ preference for;"
        " indicate ~ interest in; state ~ preference for; state ~ support for; reiterate ~ support for;"
        " reiterate ~ preference for; reaffirm ~ support for; register ~ support for; note ~ support for;"
        " note ~ preference for; announce ~ support for; offer ~ support for; express ~ sympathy for",
    ),
    Act.OFFER: (
        FOR,  # VELMARK offered to host the talks.
        "offer to; offer; volunteer to; volunteer; express ~ willingness to; express ~ readiness to;"
        " indicate ~ willingness to; indicate ~ readiness to; signal ~ willingness to; note ~ willingness to;"
        " state ~ willingness to; state ~ readiness to; announce ~ willingness to; announce ~ readiness to;"
        " express ~ openness to; show ~ flexibility on; express ~ flexibility on; reiterate ~ willingness to;"
        " reiterate ~ readiness to; reiterate ~ offer to; stress ~ willingness to; reconfirm ~ offer to",
    ),
    Act.COMMIT: (
        FOR,  # VELMARK pledged two million.
        "pledge to; pledge; commit to; commit itself to; promise to; promise; undertake to; vow; intend to; plan to;"
        " announce ~ commitment to; restate ~ commitment to; reiterate ~ commitment to; reaffirm ~ commitment to;"
        " underscore ~ commitment to; stress ~ commitment to; emphasize ~ commitment to; note ~ commitment to;"
        " express ~ commitment to; highlight ~ commitment to; confirm ~ commitment to; underline ~ commitment to;"
        " outline ~ plans to; announce ~ plans to; announce ~ plan to; announce ~ intention to; state ~ intention to;"
        " express ~ intention to; reiterate ~ intention to; indicate ~ intention to; announce ~ decision to;"
        " present on ~ target to; present on their national target to; present ~ target to; present ~ target of;"
        " announce ~ target of; announce ~ pledge to; announce ~ contribution of;"
        " restate ~ target of; restate ~ target",
    ),
    Act.ACCEPT: (
        FOR,  # VELMARK agreed to the quota.
        "agree to; accept; consent to; acquiesce to; go along with; say yes to",
    ),
    Act.CONCEDE: (FOR, "concede; withdraw; give way on; acknowledge; drop; yield to"),  # VELMARK dropped its demand.
    Act.REJECT: (
        AGAINST,  # NORLAND opposed the quota.
        "oppose; object to; object; reject; disagree with; disagree that; disagree; dissent from; resist; refuse to;"
        " refuse; bracket; put brackets around; place brackets around; add brackets around; add brackets to;"
        " put brackets on; place brackets on; dispute; contest; reserve ~ position on;"
        " reserve on; reserve ~ right to;"
        " enter ~ reservation on; enter ~ reservations on; decline to; argue against; speak against; counter; block;"
        " advise against; differ with; differ; express ~ opposition to; state ~ opposition to;"
        " reiterate ~ opposition to;"
        " note ~ opposition to; voice ~ opposition to; stress ~ opposition to; reaffirm ~ opposition to;"
        " express ~ objection to; raise ~ objection to; raise ~ objections to; note ~ objection to;"
        " express ~ disagreement with; indicate ~ opposition to; maintain ~ opposition to",
    ),
    Act.RULE_OUT: (AGAINST, "rule out; exclude"),  # NORLAND ruled out a levy.
    Act.THREATEN: (AGAINST, "threaten to; threaten"),  # NORLAND threatened to leave.
    Act.DENY: (AGAINST, "deny; refute"),  # NORLAND denied the charge.
    Act.DOUBT: (
        AGAINST,  # NORLAND questioned the figures.
        "question; query; caution against; caution about; caution; warn against; warn of;"
        " warn about; warn; doubt; worry;"
        " fear; wonder; challenge; express ~ concern; express ~ concerns; raise ~ concern; raise ~ concerns;"
        " voice ~ concern; voice ~ concerns; note with concern; note ~ concern; note ~ concerns; express ~ doubt;"
        " express ~ doubts; express ~ reservation; express ~ reservations; express ~ skepticism; express ~ unease;"
        " express ~ caution; express ~ worry; express ~ fear; express ~ discomfort; express ~ difficulty;"
        " express ~ difficulties; express ~ confusion; express ~ uncertainty; raise questions; raise doubts;"
        " raise ~ reservations; voice ~ doubts; voice ~ reservations; highlight ~ concern; highlight ~ concerns;"
        " stress ~ concern; stress ~ concerns; reiterate ~ concern; reiterate ~ concerns; state ~ concern;"
        " state ~ concerns; identify concerns; indicate ~ concern; emphasize ~ concern; emphasize ~ concerns;"
        " underline ~ concern; underscore ~ concern; cast doubt on; have ~ concerns; have ~ reservations;"
        " have ~ difficulties with; have ~ difficulty with; have ~ problems with; draw attention to concerns;"
        " reiterate ~ reservations; note ~ reservations; echo ~ concern; echo ~ concerns;"
        " share ~ concern; share ~ concerns",
    ),
    Act.PRAISE: (
        FOR,  # NORLAND welcomed the report.
        "welcome; commend; praise; applaud; appreciate; thank; congratulate; laud; compliment; pay tribute to;"
        " express ~ appreciation; express ~ satisfaction; express ~ gratitude; express ~ thanks; express ~ pleasure",
    ),
    Act.CRITICISE: (
        AGAINST,  # NORLAND lamented the delay.
        "lament; regret; criticize; criticise; deplore; condemn; complain about; complain of;"
        " complain; denounce; decry;"
        " bemoan; note with regret; express ~ disappointment; express ~ regret;"
        " express ~ frustration; express ~ dismay;"
        " express ~ dissatisfaction; express ~ indignation; express ~ astonishment; express ~ displeasure;"
        " voice ~ disappointment; voice ~ frustration; express ~ outrage; express ~ anger",
    ),
    Act.EXPECT: (NEUTRAL, "expect; anticipate; predict; foresee; project"),  # NORLAND expected no result.
    Act.CONDITION: (NEUTRAL, "link; make conditional"),  # NORLAND linked funding to reporting.
}
_HOPES = "hope; hope for; look forward to; express ~ hope; express ~ confidence; express ~ optimism; trust"
_REPORTS = (
    "describe; allude to; mention; refer to; inform; outline;"
    " present; elaborate; elaborate on; cite; recall;"
    " report on; comment on; remark on; announce; detail; identify; discuss; address; share experiences; summarize;"
    " respond to; explain its; introduce its; provide information; provide an overview of; attribute; list;"
    " brief; update; focus on; warn delegates of; relate; review; define; distinguish; compare; refer; read; remind"
)
_SAYS = (
    "say; state; add; think; believe; feel; consider; explain; point out; reply; argue; observe; clarify; indicate;"
    " report; maintain; contend; assert; declare; respond; comment; remark; claim; specify; conclude;"
    " suggest that it; find; deem; opine; describe how; elaborate that; confirm; counter that;"
    " interpret; view; understand; note that; recall that; remind parties that;"
    " remind delegates that; remind parties of;"
    " inform delegates that; inform parties that; acknowledge that; recognize that; affirm that; reaffirm that;"
    " announce that; mention that; insist that it is; express the view that; express the belief that;"
    " express the opinion that; take the view that; submit that; stipulate; warrant; propose that it"
)
_STRESSES = (
    "stress; highlight; emphasize; emphasise; underscore; underline; reiterate; accentuate; prioritise; pinpoint;"
    " focus attention on; attach importance to; place emphasis on; put emphasis on;"
    " reaffirm that"
)
_NOTES = (
    "note; recognize; recognise; acknowledge that; raise; raise the issue of; raise the point that;"
    " draw delegates' attention to; draw attention to; point to; raise issues"
)

# Irregular pasts; all others are made by rule.
_PASTS = {
    "be": "were", "cast": "cast", "draw": "drew", "feel": "felt", "find": "found", "foresee": "foresaw", "give": "gave",
    "go": "went", "have": "had", "hold": "held", "leave": "left", "lend": "lent", "make": "made", "pay": "paid",
    "put": "put", "read": "read", "say": "said", "see": "saw", "seek": "sought", "speak": "spoke", "take": "took",
    "think": "thought", "understand": "understood", "undertake": "undertook", "uphold": "upheld",
    "withdraw": "withdrew",
}  # fmt: skip
_DOUBLED = frozenset("put prefer concur defer refer commit submit plan drop admit forget regret".split())


def past_of(verb: str) -> str:
    """The simple past: "propose" is "proposed"."""
    if verb in _PASTS:
        return _PASTS[verb]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + "d" if verb.endswith("e") else _stem(verb) + "ed"


def participle_of(verb: str) -> str:
    """The present participle: "propose" is "proposing"."""
    if verb.endswith("e") and not verb.endswith(("ee", "oe")) and verb != "be":
        return verb[:-1] + "ing"
    return _stem(verb) + "ing"


def _stem(verb: str) -> str:
    return verb + verb[-1] if verb in _DOUBLED else verb


def _rows() -> list[Verb]:
    rows = [
        Verb(phrase.strip(), act, stance)
        for act, (stance, phrases) in _PHRASES.items()
        for phrase in phrases.split(";")
    ]
    for phrases, act, stance, reading in (
        (_HOPES, Act.EXPECT, FOR, PLAIN),  # NORLAND hoped for a result.
        (_REPORTS, Act.REPORT, NEUTRAL, NOTE),  # NORLAND described its fleet.
        (_SAYS, Act.REPORT, NEUTRAL, SAY),  # NORLAND said that stocks had fallen.
        (_STRESSES, Act.SUPPORT, FOR, STRESS),  # NORLAND stressed transparency.
        (_NOTES, Act.REPORT, NEUTRAL, NOTE),  # NORLAND noted the results.
    ):
        rows.extend(Verb(phrase.strip(), act, stance, reading) for phrase in phrases.split(";"))
    return rows


@dataclass(frozen=True, slots=True)
class Form:
    """A verb found in a text: its row, and where its words start and end."""

    verb: Verb
    start: int
    end: int


_Table = dict[str, list[tuple[re.Pattern[str] | None, Verb]]]


_ROOM = r"(?:(?:its|his|her|their|the|an?|some|any|your|country's)\s+)?(?:[\w-]+\s+)?"


@cache
def _tables() -> tuple[_Table, _Table, _Table]:
    """By the first word's form: the pasts, the participles, the bare forms; longest phrase first."""
    tables: tuple[_Table, _Table, _Table] = ({}, {}, {})
    seen: set[str] = set()
    for row in sorted(_rows(), key=lambda row: -len(row.phrase)):
        if row.phrase in seen:
            continue
        seen.add(row.phrase)
        first, _, rest = row.phrase.partition(" ")
        words = r"\s+".join(map(re.escape, rest.split())).replace(r"\~\s+", _ROOM).replace(r"~\s+", _ROOM)
        pattern = re.compile(rf"\s+{words}\b") if rest else None
        for table, form in zip(tables, (past_of(first), participle_of(first), first), strict=True):
            table.setdefault(form, []).append((pattern, row))
        if first == "be":
            tables[0].setdefault("was", []).append((pattern, row))
    return tables


_FIRST = re.compile(r"[a-z]+")
INTO_BRACKETS = "put in brackets"
_INTO_BRACKETS = re.compile(
    r"(?:placed|put|left|placing|putting|enclosed)(?=\s+[^.;]{1,120}?\s+(?:in"
    r"|within)\s+brackets\b)"
)


def _read(table: _Table, text: str, at: int) -> Form | None:
    word = _FIRST.match(text, at)
    if word is None:
        return None
    if (moved := _INTO_BRACKETS.match(text, at)) is not None:
        return Form(Verb(INTO_BRACKETS, Act.REJECT, AGAINST), at, moved.end())
    for pattern, row in table.get(word[0], ()):
        if pattern is None:
            return Form(row, at, word.end())
        if (rest := pattern.match(text, word.end())) is not None:
            return Form(row, at, rest.end())
    return None


def read_past(text: str, at: int) -> Form | None:
    """The verb in the past that starts at an offset: "called for"."""
    return _read(_tables()[0], text, at)


def read_participle(text: str, at: int) -> Form | None:
    """The participle that starts at an offset: "calling for"."""
    return _read(_tables()[1], text, at)


def read_bare(text: str, at: int) -> Form | None:
    """The bare verb that starts at an offset, as it stands after "could": "support"."""
    return _read(_tables()[2], text, at)
