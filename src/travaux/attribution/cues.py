"""Tables of the words that attribute: verbs by what their content looks like, nouns, adverbial phrases."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class CueKind(StrEnum):
    """What a verb says happened between a source and a content."""

    SPEECH = "speech"  # Vik said that the port would close: denied or hypothetical, it attributes nothing.
    THOUGHT = "thought"  # Vik does not believe that it will: denied, it still says what Vik thinks.
    STANCE = "stance"  # Vik criticised the quota: the object alone tells what it was about.


SPEECH, THOUGHT, STANCE = CueKind.SPEECH, CueKind.THOUGHT, CueKind.STANCE

# Each row: kind, forms of content (a lone preposition is one), verbs with "#" before a particle. The sentences that
# earned a row stand over it.
_VERBS: tuple[tuple[CueKind, str, str], ...] = (
    # "The boats will leave," Vik said. Vik added that the port was closed.
    (
        SPEECH,
        "quotation clause",
        "say add quip joke remark interject chime conclude reason boast brag crow chuckle laugh sigh shout yell growl "
        "scoff muse opine exclaim blurt thunder vent observe counter fire shoot begin continue go#on caution elaborate "
        "repeat offer reply respond retort answer write post publish declare detail agree disagree concur",
    ),
    # Vik argued that the quota was fair; hinted that it might rise; insisted that it would.
    (
        SPEECH,
        "quotation clause",
        "argue insist indicate reveal contend concede admit assure reassure remind convince inform notify allege "
        "assert aver maintain imply hint intimate testify swear proclaim reaffirm reiterate point#out reckon surmise "
        "speculate theorize estimate calculate guess grumble rant fume snap complain moan gripe lament plead pray "
        "marvel insinuate signal emphasize emphasise stress specify clarify blog message text email acknowledge "
        "confess confide counsel decree disclose mandate posit postulate relate state underscore underline recount "
        "recall summarize summarise volunteer deny dispute question charge rule",
    ),
    # Vik noted the delay; announced a pause; predicted a walk-out.
    (
        SPEECH,
        "quotation clause object",
        "note announce explain predict forecast confirm reiterate rebut outline tweet retweet pen mention cite voice "
        "proclaim report claim suggest propose stipulate promise vow pledge",
    ),
    # Vik told reporters that the talks were over; told Norland to leave.
    (SPEECH, "quotation clause infinitive", "tell advise instruct order command direct warn beg implore call#on"),
    # Vik asked whether the port was open; asked Velmark to close it; asked about the quota.
    (SPEECH, "quotation clause infinitive about for", "ask inquire enquire wonder query"),
    # Vik vowed to stay; threatened to leave; asked to be heard.
    (
        SPEECH,
        "quotation clause infinitive",
        "vow pledge promise threaten offer propose volunteer swear commit undertake guarantee claim profess pretend "
        "demand request",
    ),
    # Vik urged Velmark to sign; called on it to wait; invited both sides to talk.
    (
        SPEECH,
        "quotation clause infinitive",
        "urge call implore exhort encourage lobby press beseech invite push",
    ),
    # Vik warned of delays; complained about them; spoke about the fishery.
    (SPEECH, "quotation clause of against about", "warn caution complain boast brag speak talk"),
    # Vik joked about the boats; insisted on a date; hinted at a delay; pointed to the catch; agreed with Velmark.
    (SPEECH, "about", "rave joke rant speculate tweet gripe elaborate testify"),
    (SPEECH, "on", "weigh#in elaborate remark expound insist"),
    (SPEECH, "at", "hint balk scoff"),
    (SPEECH, "to", "point allude refer object"),
    (THOUGHT, "with", "agree disagree concur"),
    # Vik called for a pause; pushed for an early date; argued against it.
    (SPEECH, "for against", "call push argue advocate plead press campaign lobby vouch rail clamor clamour"),
    # Vik called the plan a sham; described it as dead.
    (
        SPEECH,
        "naming",
        "call brand dub label describe characterize characterise portray depict cast paint frame tout hail decry "
        "denounce dismiss deride ridicule mock slam blast condemn lambast lambaste bill pitch pan laud declare",
    ),
    # Vik views the plan as a first step; considers it dead.
    (
        THOUGHT,
        "naming as",
        "view see regard treat deem consider judge rate interpret perceive define identify classify find think believe",
    ),
    # Vik accused Velmark of delay; blamed it for the delay; tied the quota to the port.
    (SPEECH, "object", "accuse blame fault thank congratulate credit liken tie"),
    # Vik rejected the quota; criticised Velmark; ruled out a pause.
    (
        STANCE,
        "object",
        "reject criticize criticise praise applaud endorse disavow denounce condemn oppose dispute deny rebuff defend "
        "question contradict echo express voice highlight tout demand request chide castigate chastise belittle "
        "disparage assail excoriate trash bash insult repudiate rebuke scold admonish downplay play#down play#up "
        "dismiss rebut refute bemoan welcome salute hail extol rule#out bring#up shrug#off brush#off single#out urge "
        "propose prefer cite mention deplore decry deride ridicule mock slam blast lambast lambaste laud describe "
        "lament acknowledge admit stress underscore reference recommend support favor favour",
    ),
    # Vik criticised Velmark for the delay.
    (STANCE, "for", "criticize criticise praise mock fault slam blame cheer congratulate"),
    # Vik believes that it will hold; fears that it will not.
    (
        THOUGHT,
        "clause",
        "believe think know feel fear worry suspect doubt understand realize realise recognize recognise learn notice "
        "imagine assume presume dream hope wish expect anticipate conclude decide suppose sense appreciate "
        "fret forget regret trust find accept contemplate view want",
    ),
    # Vik thought: "Never."
    (SPEECH, "quotation", "think worry wonder predict"),
    # Vik wants to stay; hopes to sign; plans to leave; refused to wait.
    (
        THOUGHT,
        "infinitive",
        "want hope wish expect intend plan aim seek prefer desire aspire long vow resolve decide hesitate yearn oppose "
        "refuse decline",
    ),
    # Vik wants a pause; fears a walk-out.
    (THOUGHT, "object", "want prefer fear doubt resent expect anticipate seek demand"),
    (THOUGHT, "for", "hope wish long yearn push"),
    # Vik worries about the stocks.
    (THOUGHT, "about", "think worry fret care dream agonize agitate"),
    # A study shows that stocks fell; it shows a fall; the letter reads; polls suggest.
    (SPEECH, "object", "show"),
    (SPEECH, "quotation clause", "show find demonstrate read report suggest indicate illustrate"),
    # Norland is expected to sign; Velmark is said to be ready.
    (
        THOUGHT,
        "passive",
        "expect say believe think report rumor rumour allege accuse quote",
    ),
)

# The tagger's slips: "hoped" is not a form of "hop".
LEMMAS: Mapping[str, str] = MappingProxyType({"hop": "hope"})

# Vik declined to be named; refused to comment: no words are given.
UNSAYING = frozenset(
    "name identify comment say describe discuss elaborate confirm disclose specify answer give reveal provide".split()
)


def _index(rows: tuple[tuple[CueKind, str, str], ...]) -> Mapping[str, Mapping[str, CueKind]]:
    found: dict[str, dict[str, CueKind]] = {}
    for kind, forms, verbs in rows:
        for verb in verbs.split():
            for form in forms.split():
                found.setdefault(verb.replace("#", " "), {}).setdefault(form, kind)
    return MappingProxyType(found)


VERBS = _index(_VERBS)


def _index_prepositions(*rows: tuple[str, str]) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for prepositions, words in rows:
        for word in words.split():
            found[word] = found.get(word, frozenset()) | frozenset(prepositions.split())
    return MappingProxyType(found)


# Nouns with a that-clause or an infinitive: the claim that the port is closed, a demand to close it.
NOUNS = frozenset(
    "accusation admission allegation announcement answer argument assertion assumption assurance belief "
    "call case caution certainty charge claim comment complaint concern conclusion confidence contention conviction "
    "criticism decision declaration demand denial desire doubt estimate expectation fear feeling finding "
    "forecast guess hint hope impression indication insistence intention judgment judgement message "
    "objection opinion opposition pledge plea prediction premise promise proposal proposition "
    "recommendation refusal remark report request resolve revelation rumor rumour sense sentiment "
    "speculation statement stipulation suggestion support suspicion testimony theory theme thought "
    "threat urging view vow warning willingness wish worry accusation eagerness reluctance readiness skepticism "
    "scepticism optimism pessimism anxiety".split()
)

# Nouns whose content may follow a preposition: fears of a walk-out; criticism of the plan; a call for calm.
OF_NOUNS = _index_prepositions(
    ("of about over", "accusation allegation complaint concern criticism doubt fear hope rumor rumour suspicion"),
    ("of about", "warning prediction skepticism scepticism optimism pessimism anxiety worry"),
    ("for", "call demand request plea push"),
    ("to", "opposition objection"),
    ("on about", "remark"),
)

# Verbs whose subject is the holder of such a noun as their object: Vik raised concerns that.
ATTITUDES = frozenset(
    "make raise express voice issue have send give share hold offer deliver repeat reiterate reject dismiss deny "
    "dispute level air state cite get draw reach come take post release publish sign feel harbor harbour form "
    "present announce renew underline underscore cast stoke".split()
)

# Adjectives of a person's mind with a clause, and the prepositions that they take: afraid that; opposed to.
ADJECTIVES = _index_prepositions(
    (
        "of about",
        "afraid sure certain confident proud aware unaware wary skeptical sceptical dismissive critical supportive "
        "suspicious convinced",
    ),
    (
        "about by with",
        "concerned worried hopeful optimistic pessimistic glad happy unhappy sorry upset angry nervous clear adamant "
        "doubtful pleased disappointed frustrated alarmed surprised unsure uncertain excited dubious cautious furious",
    ),
    ("to", "opposed"),
    ("", "willing ready prepared determined eager reluctant unwilling keen"),
)

# After a preposition these say when or where something was said, not what: in an interview on Monday.
OCCASIONS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december interview week month year day morning afternoon evening night time statement "
    "speech conference".split()
)
