"""Phrases by which a complement shows what a party does: each beside an invented sentence that earned it."""

from __future__ import annotations

import re

from travaux.model import Act, Stance

FOR, AGAINST, NEUTRAL = Stance.FOR, Stance.AGAINST, Stance.NEUTRAL


def either(listed: str) -> str:
    """A pattern for any item of a list set off by semicolons; a space stands for any white space."""
    items = (item.strip() for item in listed.split(";"))
    return "(?:" + "|".join(re.sub(r"\s+", r"\\s+", item) for item in items if item) + ")"


def phrase(*parts: str) -> re.Pattern[str]:
    """A compiled pattern out of parts in sequence."""
    return re.compile("".join(parts))


_BE = either("is; are; was; were; be")
_OWN = r"(?:(?:their|its|his|her|the|an?)\s+)"
_ANY = r"(?:\w+\s+)?"
_SOME = r"(?:(?!not\b)\w+\s+)?"  # any but a negation

# Nouns that name the act themselves, before what it is about.
LEADS: tuple[tuple[re.Pattern[str], Act, Stance], ...] = (
    # NORLAND stressed the urgent need for a pause.
    (phrase(_OWN, "?", _ANY, r"(?:need|necessity)\s+(?:for|to|of)\s+"), Act.CALL_FOR, FOR),
    # NORLAND highlighted the importance of a pause.
    (
        phrase(
            _OWN, "?", _ANY, either("importance; urgency; desirability; significance; value"), r"\s+(?:of|to|for)\s+"
        ),
        Act.CALL_FOR,
        FOR,
    ),
    # NORLAND noted the possibility of a pause.
    (phrase(r"(?:the\s+)?(?:possibility|option)\s+of\s+"), Act.PROPOSE, FOR),
    # NORLAND noted its preference for a pause.
    (phrase(_OWN, r"?(?:strong\s+)?(?:preference|support)\s+for\s+"), Act.SUPPORT, FOR),
    # NORLAND noted the merits of a pause.
    (phrase(r"(?:the\s+)?(?:\w+\s+)?(?:merits?|advantages?|benefits?)\s+of\s+"), Act.SUPPORT, FOR),
    # NORLAND noted its acceptance of the pause.
    (phrase(_OWN, r"acceptance\s+of\s+"), Act.ACCEPT, FOR),
    # NORLAND noted its concern about the pause.
    (
        phrase(
            _OWN,
            r"?(?:serious\s+|some\s+)?(?:concerns?|reservations?|doubts?)\s+",
            either("that; over; about; with; on; regarding; at"),
            r"\s+",
        ),
        Act.DOUBT,
        AGAINST,
    ),
    # NORLAND stated its commitment to cut the fleet.
    (phrase(r"(?:", _OWN, r"|§~*['’]?s\s+)(?:\w+\s+){0,2}?commitment\s+to\s+(?:the\s+)?"), Act.COMMIT, FOR),
)
NEED, IMPORTANCE = LEADS[0][0], LEADS[1][0]

# NORLAND urged the captains not to leave.
NOT_TO = re.compile(r"not\s+|(?:(?!(?:or|who|whether|which|that)\b)[\w§~'’-]+\s+){1,4}(?<!\bor\s)not\s+to\s+")
# NORLAND outlined its new proposal on the ports.
OWN_PLAN = phrase(
    r"(?:their|its|his|her|an?)\s+(?:[\w-]+\s+){0,2}?",
    either("proposals?; submission; amendment; draft; compromise"),
    r"\b",
)
# NORLAND highlighted the high cost of the fleet: a state of affairs, nothing that is wanted.
FACTS = phrase(
    r"(?:(?:the|a|an|its|their|his|her|some|many|several|§~*['’]s?|\w+['’]s?)\s+)?(?:\w+\s+){0,2}?",
    either(
        "costs?; differences?; difficult(?:y|ies); problems?; challenges?; lack; gaps?;"
        " vulnerabilit(?:y|ies); impacts?;"
        "barriers?; constraints?; efforts; experiences?; achievements?; overlaps?; obstacles?;"
        " effects?; consequences?;"
        "risks?; threats?; results; findings; fact; inadequacy; limitations?; uncertaint(?:y|ies); activities;"
        "initiatives; measures taken; contributions?; contradictions?; inconsistenc(?:y|ies); broad support;"
        r"divergen\w+; damage; absence; limited \w+; deteriorat\w+; progress made; progress achieved"
    ),
    r"\b",
)
# NORLAND noted overlaps with another item: a fault that is found.
TROUBLES = phrase(
    r"(?:(?!(?:to|of|in|on|for|with|by)\b|\w+ing\b)\w+\s+){0,3}?",
    either(
        "overlaps?; contradictions?; inconsistenc(?:y|ies); duplication; shortcomings; weaknesses; flaws; problems;"
        "difficulties; ambiguit(?:y|ies); lack of (?:clarity|transparency|consistency|coherence|progress)"
    ),
    r"\b",
)
# NORLAND raised concerns over food security: what is at risk is valued.
AT_RISK = phrase(
    r"(?:the\s+)?(?:\w+\s+)?",
    either("integrity; sovereignty; food security; equity; transparency; biodiversity; livelihoods; credibility"),
    r"(?:\s+of\s+[^,;]{2,60})?",
)
# NORLAND highlighted ports and boats as important issues.
AS_KEY = phrase(
    r"\s+as\s+(?:(?:an?|the|one\s+of|being|very|most|particularly)\s+)*",
    _ANY,
    either(
        r"key; important; priorit\w+; essential; crucial; critical; vital; valuable; useful; central; pivotal; issues?"
    ),
    r"\b",
)

# NORLAND said the fleet should not be merged.
REFUSED = re.compile(
    r"\b(?:should|must|shall|can|ought|need)(?:not|\s+not(?:\s+to)?|\s+never)\s+(?!only\b"
    r"|just\b)(?P<be>be\s+)?(?P<what>)"
    r"|(?<!would)(?<!could)(?<!will)(?<!may)(?<!might)\s+not\s+be\s+"  # NORLAND stressed that the fleets not be merged.
)
# NORLAND said no boats should be seized.
NO_SHOULD = re.compile(r"\bno\s+(?P<what>[^,;]{3,80}?)\s+(?:should|must|shall)\b")
# NORLAND said this text should not be included: the text is refused, not its being included.
OF_SUBJECT = phrase(
    either(
        "included; sufficient; considered; mentioned; reflected; addressed; discussed; part;"
        " there; retained; allowed;"
        "accepted; taken; used; an?; the; adopted; introduced; pursued; placed; permitted; made; seen; viewed"
    ),
    r"\b",
)
# NORLAND said ports are outside the mandate of the group.
OUTSIDE = phrase(
    r"\b",
    either(
        "outside; beyond; not within; not covered by; exceeds?; exceeded; (?:do|does|did) not include; not part of;"
        "does not fall"
    ),
    r"\b",
)
MANDATE = re.compile(r"\b(?:mandate|scope)\b")

_BAD = either(
    "premature; too early; problematic; cumbersome; inappropriate; unclear; unnecessary; unacceptable; burdensome;"
    "counterproductive; insufficient; inadequate; difficult; impossible; unfair; inequitable;"
    " unrealistic; misleading;"
    r"too \w+; vague; ambiguous; confusing; redundant; impractical; discriminatory; inconsistent; contrary;"
    "troublesome; risky; dangerous; policy[- ]prescriptive; uncertain; irrelevant; superfluous; inaccurate; incorrect;"
    "lacking;"
    "not (?:appropriate|clear|helpful|acceptable|useful|ready|feasible|possible|realistic|convinced|sufficient|adequate"
    "|desirable|necessary|needed|consistent|compatible|relevant|applicable|conducive|in line)"
)
_HARM = either(
    "undermine; weaken; prejudge; prevent; hinder; hamper; jeopardi[sz]e; delay; complicate; harm; damage; limit;"
    "discourage; impede; compromise; distort; dilute; threaten; penali[sz]e; pose; overburden; duplicate; exclude;"
    "reopen; open up; erode; preempt; pre-empt; disadvantage; set a (?:bad |dangerous )?precedent;"
    "upset; impose (?:an? )?(?:\\w+ )?burdens?;create (?:problems|confusion|difficult|perverse|uncertain|a bad);"
    " lead to (?:confusion|double|problems|perverse|delays?);"
    "send (?:a|the) (?:wrong |negative )?signal;"
    r"be (?:a (?:disincentive|burden|problem|mistake|barrier|obstacle|step back\w*)"
    r"|problematic|difficult|inappropriate"
    "|premature|burdensome|counterproductive|unfair|costly|impossible|unacceptable|misleading|detrimental|contrary"
    "|inconsistent|redundant|confusing)"
)
_LACK = either(
    r"(?:poses?|posed) (?:\w+ )?(?:risks?|threats?|problems?|challenges?);"
    r"raises? [^.]{0,60}?(?:concerns?|questions?|problems?|issues?); undermines?; lacks?; lacked; prejudges?;"
    "(?:do|does|did) not (?:adequately|sufficiently|reflect|address|provide|ensure|go far|take into|meet);"
    " contradicts?;"
    r"duplicates?; goes (?:too far|beyond); implied; (?:may|might|would|could) not \w+"
)
# NORLAND said the date is premature; the ban would harm ports; the text lacks detail.
DOUBTED = phrase(
    r"\b(?:(?:",
    _BE,
    r"|being|it|seems?|seemed|appears?)\s+",
    _ANY,
    _BAD,
    r"|(?:may|might|could|would|will|can)\s+(?:\w+ly\s+)?",
    _HARM,
    "|",
    _LACK,
    r")\b",
)
# NORLAND said it was premature to set a date.
PREMATURE_TO = phrase(
    r"it\s+(?:is|was|would\s+be)\s+",
    _ANY,
    either(r"premature; too early; inappropriate; difficult; problematic; unnecessary; impossible; not \w+"),
    r"\s+(?:for\s+[^,;]{2,40}?\s+)?to\s+",
)
# NORLAND said the report is flawed.
FAULTED = phrase(
    r"\b(?:",
    _BE,
    r"\s+",
    _ANY,
    either(
        "not interesting; flawed; disappointing; based on only; unbalanced; not balanced;"
        " unhelpful; unfortunate; regrettable"
    ),
    r"|failed\s+to|fails\s+to|fell\s+short)\b",
)
# NORLAND said a pause depends on funding.
DEPENDS = phrase(
    r"\b",
    either(
        "(?:will |would |should )?depends? on; depended on; would require; will require; requires?; hinges? on;"
        "(?:is|are|was|were|would be|should be) (?:conditional|contingent|dependent|predicated) (?:up)?on;"
        "(?:is|are|was|were|be) (?:impossible|not possible)\\b[^,]{0,80}? without;"
        "(?:can|could) only be \\w+ (?:when|if|once|after); (?:is|are|was|were) linked to"
    ),
    r"\s+",
)
NOT_DEPENDS = re.compile(r"\bnot\s+(?:conditional|contingent|dependent)")
# NORLAND said six boats were required.
REQUIRED = phrase(r"\s+", _BE, r"\s+(?:\w+ly\s+)?(?:required|essential\s+for)\b")
# NORLAND said the boats must leave.
MUST = phrase(r"\b", either("must; shall; is required to; are required to; has to; have to; had to"), r"\b")
# NORLAND said the boats should leave.
SHOULD = phrase(
    r"\b",
    either(
        "should; ought to; needs? to; needed to; (?:would|might|may|will) need;"
        " could be improved; may (?:be|use|choose);"
        r"needs \w+; (?<!not\s)need(?:ed)? (?:an?|the|more|further|equal|greater|additional|careful|attention);"
        " requires? (?:further|more|careful|additional); required (?:further|more|careful|additional)"
    ),
    r"\b",
)
# NORLAND said a pause is needed.
NEEDED = phrase(
    r"\s+",
    _BE,
    r"\s+",
    _ANY,
    either("needed; necessary; warranted; desirable; called for; indispensable; imperative"),
    r"\b",
)
# NORLAND said it was unfortunate that the talks had failed.
REGRETTED = phrase(
    r"it\s+(?:is|was)\s+", _ANY, either("unfortunate; regrettable; disappointing; shameful"), r"\s+that\s+"
)
# NORLAND said it is important to pause.
IT_NEEDED = phrase(
    r"it\s+(?:is|was|would\s+be)\s+",
    _ANY,
    either(
        "necessary; important; essential; crucial; vital; critical; imperative; useful; better;"
        " desirable; preferable; urgent;"
        "time; timely; appropriate; helpful; advisable; key"
    ),
    r"\s+(?:for\s+.{2,60}?\s+)?(?:to|that)\s+",
)
# NORLAND said there is no need for a ban; there is an urgent need for a ban.
NO_NEED = re.compile(r"there\s+(?:is|was)\s+no\s+(?:\w+\s+)?(?:need|reason|justification|basis)\s+(?:for|to)\s+")
THERE_NEED = re.compile(r"there\s+(?:is|was)\s+(?:a|an)?\s*(?:\w+\s+)?need\s+(?:for|to)\s+")
# NORLAND said there is a role for the ports.
THERE_ROLE = re.compile(
    r"there\s+(?:is|was|are|were)\s+(?:an?\s+)?(?:(?!no\b|little\b|limited\b|hardly\b)\w+\s+)?(?:role|place|merit|value)\s+(?:for|in|of)\s+"
)
# NORLAND said the best way to keep the peace is a pause.
BEST_WAY = re.compile(
    r"(?:the|an?)\s+(?:best|better|preferred)\s+(?:way|means|option|approach|solution)\b[^,;]{0,90}?"
    r"\s+(?:is|was|would\s+be)\s+(?:(?:to|through|by)\s+|(?=(?:an?|the)\s))"
)
# NORLAND said neither the port nor the fleet is fit.
NONE = re.compile(r"neither\s+")
# NORLAND said ports are a priority.
VALUED = phrase(
    r"\s+",
    either(
        "is; are; was; were; be; being; as; remains?; remained; constitutes?; represents?; (?:would|could|can|will) be"
    ),
    r"\s+(?:(?:an?|the|of|very|most|also|one\s+of\s+the|particularly|especially|extremely)\s+)*(?:\w+ly\s+)?",
    _SOME,
    either(
        "key; important; importance; essential; crucial; vital; priority; priorities; critical;"
        " engine; useful; valuable;"
        "central; fundamental; cornerstone; acceptable; preferable; sufficient; adequate;"
        " reasonable; satisfactory; feasible;"
        r"good; (?<!at\s)best; worth; beneficial; appropriate; helpful; paramount; integral; urgent; welcome;"
        " consistent;"
        " necessary"
    ),
    r"\b",
)
# NORLAND said the draft is a good basis.
GOOD_BASIS = re.compile(
    r"\b(?:good|sound|useful|solid|excellent|adequate|constructive)\s+(?:basis|starting|step|foundation|progress)"
    r"|\bpoint\s+of\s+departure\b"
)
# NORLAND indicated that the fund be used for ports.
SUBJUNCTIVE = re.compile(
    r"(?<!will)(?<!would)(?<!could)(?<!can)(?<!may)(?<!might)(?<!to)(?<!not)(?<!also)(?<!only)(?<!then)\s+be\s+\w+(?:ed|en)\b"
)
# NORLAND said the fund could be used for ports.
COULD = phrase(
    r"\b(?:could|might)\s+",
    either(r"be \w+ed; also; include; serve; help; use; usefully; consider; provide; build; form; take; focus"),
    r"\b",
)

# NORLAND said it ... : the party's own conduct.
OWN = re.compile(r"(?:he|she|they|it|(?:his|her|their|its)\s+(?:country|government|delegation|region|group)|§~*)\s+")
_ARE = either("is; are; was; were")
OWN_ACTS: tuple[tuple[re.Pattern[str], Act, Stance], ...] = (
    # ... was unable to sign.
    (phrase(_ARE, r"\s+unable\s+to\s+"), Act.RULE_OUT, AGAINST),
    # ... was not ready to sign.
    (
        phrase(_ARE, r"\s+not\s+", _ANY, either("ready; willing; prepared; in a position; able"), r"\s+to\s+"),
        Act.RULE_OUT,
        AGAINST,
    ),
    # ... could not accept the text.
    (
        phrase(
            r"(?:could|can|would|will)\s*not\s+(?:\w+ly\s+)?",
            either(
                "accept; support; agree; join; discuss; sign; go; allow; consider; endorse; proceed; move forward;"
                "undertake; take on; commit; be (?:part|bound)"
            ),
            r"\s*(?:to\s+|with\s+|on\s+)?",
        ),
        Act.RULE_OUT,
        AGAINST,
    ),
    # ... did not support the text.
    (
        phrase(
            either(
                "(?:do|does|did) not (?:support|agree|favor|accept|want|wish); oppose[sd]?;"
                " reject(?:s|ed)?; object(?:s|ed)?;"
                "disagree[sd]?;"
                " (?:is|are|was|were) (?:not in favor of|against|opposed to)"
            ),
            r"\s*(?:to\s+|with\s+)?",
        ),
        Act.REJECT,
        AGAINST,
    ),
    # ... could accept the text.
    (
        phrase(
            r"(?:could|can|would)\s+(?:\w+ly\s+)?",
            either("support; accept; agree; endorse; consider; live; go along"),
            r"\s*(?:to\s+|with\s+|on\s+)?|accept(?:s|ed)?\s+",
        ),
        Act.ACCEPT,
        FOR,
    ),
    # ... would like to see the text.
    (
        phrase(
            r"(?:would\s+(?:like|prefer)(?:\s+to)?|",
            either(
                "supports?; supported; prefers?; preferred; favou?rs?; favou?red; endorses?; agrees?;"
                " agreed; shares?; shared"
            ),
            r"\s*(?:with|to)?)\s+",
        ),
        Act.SUPPORT,
        FOR,
    ),
    # ... was ready to host the talks.
    (
        phrase(
            either("is; are; was; were; would be; stood; stands; remained?"),
            r"\s+",
            either("willing; ready; prepared; open; flexible"),
            r"\s+(?:to|on)\s+",
        ),
        Act.OFFER,
        FOR,
    ),
    # ... will open the port.
    (
        phrase(
            either(
                "will; shall; plans? to; planned to; intends? to; intended to; remained? committed to;"
                " had decided to;"
                r"(?:is|are|was|were) (?:\w+ )?committed to"
            ),
            r"\s+(?:continue\s+to\s+)?(?!be\b|not\b|like\b)",
        ),
        Act.COMMIT,
        FOR,
    ),
    # ... would host the talks.
    (
        phrase(
            r"would\s+(?:(?:also|soon|then|\w+ly)\s+)?(?=",
            either(
                "host; provide; contribute; submit; continue; reduce; report; present; circulate; prepare; convene;"
                " hold; consult; build; implement; increase; make; share; join"
            ),
            r"\b)",
        ),
        Act.COMMIT,
        FOR,
    ),
    # ... was disappointed with the text.
    (
        phrase(_ARE, r"\s+", _ANY, r"(?:disappointed|dismayed|frustrated)\s+(?:with|at|by|that|about|over)\s+"),
        Act.CRITICISE,
        AGAINST,
    ),
    # ... was pleased with the text.
    (
        phrase(
            _ARE, r"\s+", _ANY, r"(?:pleased|encouraged|satisfied|happy|grateful)\s+(?:with|at|by|that|about|for|to)\s+"
        ),
        Act.PRAISE,
        FOR,
    ),
    # ... looked forward to the text.
    (
        phrase(r"(?:look(?:s|ed)?\s+forward\s+to|hope[sd]?(?:\s+(?:that|for))?|expect(?:s|ed)?)\s+"),
        Act.EXPECT,
        FOR,
    ),
    # ... was concerned about the text.
    (
        phrase(
            either("had; has; have; is; are; was; were"),
            r"\s+",
            _ANY,
            either(
                "concerns?; concerned; reservations; doubts; difficulty; difficulties; worried; uncomfortable; unhappy"
            ),
            r"\s*(?:with|about|over|that|by|on|at)\s+",
        ),
        Act.DOUBT,
        AGAINST,
    ),
)
