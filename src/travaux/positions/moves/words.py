"""Words that tell a stand that moved, and words that tell when one was held: each beside a sentence that earned it.

A change is of a kind of stand: who lowers its demand softens, who lowers its offer hardens.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from travaux.model import Direction
from travaux.positions.times import MONTHS


class Change(Enum):
    """What is done with a stand."""

    DROP = auto()
    LESS = auto()
    MORE = auto()
    TURN = auto()


class Kind(Enum):
    """What a stand asks of its holder's counterpart: to give, to take, or neither by its name."""

    HARD = auto()
    SOFT = auto()
    OPEN = auto()


KINDS: dict[str, Kind] = {
    word: kind
    for kind, words in {
        Kind.HARD: "demand insistence requirement condition precondition prerequisite opposition objection resistance"
        " refusal threat claim ultimatum request veto ask",
        Kind.SOFT: "offer bid pledge promise commitment support concession willingness readiness",
        Kind.OPEN: "position stance stand posture line tone rhetoric approach negotiating-position",
    }.items()
    for word in words.split()
}

DIRECTIONS: dict[tuple[Change, Kind], Direction] = {
    (Change.DROP, Kind.HARD): Direction.DROPPED,
    (Change.DROP, Kind.SOFT): Direction.HARDENED,
    (Change.DROP, Kind.OPEN): Direction.SOFTENED,
    (Change.LESS, Kind.HARD): Direction.SOFTENED,
    (Change.LESS, Kind.SOFT): Direction.HARDENED,
    (Change.LESS, Kind.OPEN): Direction.SOFTENED,
    (Change.MORE, Kind.HARD): Direction.HARDENED,
    (Change.MORE, Kind.SOFT): Direction.SOFTENED,
    (Change.MORE, Kind.OPEN): Direction.HARDENED,
    **dict.fromkeys(((Change.TURN, kind) for kind in Kind), Direction.REVERSED),
}

# What is done with a stand, by the complement that the stand is: "obj", a particle or a preposition.
CHANGES: dict[str, tuple[Change, str]] = {
    "drop": (Change.DROP, "obj"),  # Velmark dropped its demand for an apology.
    "abandon": (Change.DROP, "obj"),  # Velmark abandoned its claim to the bank.
    "withdraw": (Change.DROP, "obj"),  # Velmark withdrew its offer.
    "rescind": (Change.DROP, "obj"),  # Velmark rescinded its threat.
    "retract": (Change.DROP, "obj"),  # Velmark retracted its demand.
    "waive": (Change.DROP, "obj"),  # Velmark waived its condition.
    "relinquish": (Change.DROP, "obj"),  # Velmark relinquished its claim.
    "give": (Change.DROP, "up"),  # Velmark gave up its claim.
    "back": (Change.LESS, "off away down"),  # Velmark backed off its demand, away from it, down from it.
    "retreat": (Change.LESS, "from on"),  # Velmark retreated from its demand.
    "walk": (Change.LESS, "back away"),  # Velmark walked back its threat.
    "soften": (Change.LESS, "obj"),  # Velmark softened its stance.
    "relax": (Change.LESS, "obj"),  # Velmark relaxed its conditions.
    "ease": (Change.LESS, "obj"),  # Velmark eased its demands.
    "moderate": (Change.LESS, "obj"),  # Velmark moderated its demands.
    "temper": (Change.LESS, "obj"),  # Velmark tempered its demands.
    "lower": (Change.LESS, "obj"),  # Velmark lowered its demand to 40 per cent.
    "reduce": (Change.LESS, "obj"),  # Velmark reduced its demand.
    "trim": (Change.LESS, "obj"),  # Velmark trimmed its request.
    "scale": (Change.LESS, "back down"),  # Velmark scaled back its demands.
    "water": (Change.LESS, "down"),  # Velmark watered down its demands.
    "tone": (Change.LESS, "down"),  # Velmark toned down its demands.
    "harden": (Change.MORE, "obj"),  # Velmark hardened its line.
    "toughen": (Change.MORE, "obj"),  # Velmark toughened its stance.
    "stiffen": (Change.MORE, "obj"),  # Velmark stiffened its terms.
    "raise": (Change.MORE, "obj"),  # Norland raised its offer to 41 per cent.
    "increase": (Change.MORE, "obj"),  # Norland increased its offer.
    "sweeten": (Change.MORE, "obj"),  # Norland sweetened its offer.
    "improve": (Change.MORE, "obj"),  # Norland improved its offer.
    "reverse": (Change.TURN, "obj"),  # Norland reversed its position.
    "change": (Change.TURN, "obj"),  # Norland changed its mind.
    "switch": (Change.TURN, "obj"),  # Norland switched its position.
    "shift": (Change.TURN, "obj"),  # Norland shifted its stance.
    "do": (Change.TURN, "obj"),  # Norland did an about-face.
    "make": (Change.TURN, "obj"),  # Norland made a U-turn.
    "perform": (Change.TURN, "obj"),  # Norland performed a U-turn.
}
# What a turn may be of beside a stand, and with which verb.
TURNED: dict[str, frozenset[str]] = {
    "reverse": frozenset("course himself herself itself themselves".split()),
    "change": frozenset("course mind tune".split()),
    "do": frozenset("face u-turn turn reversal turnabout about-face flip-flop".split()),
    "make": frozenset("face u-turn reversal turnabout about-face".split()),
    "perform": frozenset("face u-turn reversal turnabout about-face".split()),
}
# Stands that are also things in the world, which grow and shrink: of them only verbs of leaving tell a change.
THINGS = frozenset("threat claim resistance opposition support requirement".split())
# Verbs that tell a change by themselves.
ALONE: dict[str, Direction] = {
    "relent": Direction.SOFTENED,  # Velmark relented.
    "capitulate": Direction.SOFTENED,  # Velmark capitulated.
    "backtrack": Direction.REVERSED,  # Velmark backtracked.
    "backpedal": Direction.REVERSED,  # Velmark backpedalled.
    "reverse": Direction.REVERSED,  # Velmark reversed and said that it would sign.
}
# Nouns that tell a turn: "in a reversal", "in an about-face", "That was a reversal".
TURNS = frozenset("reversal about-face u-turn turnaround turnabout climbdown climb-down face flip-flop".split())
# Nouns that tell how one stand lies to another: "a departure from its previous stance".
LEAVES = frozenset("departure break shift retreat change reversal turnaround u-turn about-face".split())
# What is said to differ: "a different approach than demanding everything at once".
DIFFERS = frozenset("approach stance tone line position tack message".split())
DIFFERENT = frozenset("different softer gentler harder tougher firmer milder".split())
# What stands for what was told before: "The move would mark a departure", "It is the first time that ...".
REFERRING = frozenset("move it that this announcement decision statement offer remark comment step which".split())
FORMER = frozenset("earlier previous original initial past former prior old longstanding long-standing main".split())

# Words without an act of their own that colour a stand of which only a phrase is left: "months of openness".
SOFT_WORDS = frozenset(
    "openness flexibility willingness readiness compromise conciliation overture overtures conciliatory cooperation"
    " praise praising supporting offering promising pledging agreeing".split()
)
HARD_WORDS = frozenset(
    "refusal refusing rejecting rejection insisting insistence resisting resistance demanding demand demands opposing"
    " opposition threatening threats threat denying defiance vowing".split()
)
LATITUDE = frozenset("could might may flexible open willing consider".split())
NECESSITY = re.compile(
    r"\b(?:imperative|indispensable|essential|non-?negotiable|red line|necessary|must|prerequisite|precondition)\b",
    re.IGNORECASE,
)

# What one does time and again until one stops; to take it up again is to harden.
COURSES = frozenset(
    """
    attack attacks blockade bombing bombardment boycott construction drill drills embargo enrichment exercise exercises
    hostility hostilities manoeuvre manoeuvres maneuver maneuvers offensive operation operations patrol patrols raid
    raids sanction sanctions shelling siege strike strikes tariff tariffs test testing tests launch launches
    """.split()
)
ENDING = frozenset("end stop halt suspend cease freeze lift".split())  # Velmark agreed to end its manoeuvres.
AGREEING = frozenset("agree pledge promise consent".split())
RESUMING = frozenset("resume restart".split())  # Velmark resumed its attacks.
RESTRAINT = frozenset("reduce halt stop end suspend refrain cease curb limit freeze".split())

# Openings of a sentence that set a stand against the one told before.
LATER_OPENING = re.compile(
    r"^(?:(?:but|and|yet),? )?(?:now(?= ?,| [a-z]+s\b)(?! that)|these days|since then|nowadays|currently)\b",
    re.IGNORECASE,
)
EARLIER_OPENING = re.compile(
    r"^(?:previously|until now|until recently|in the past|originally|initially|as recently as|"
    rf"(?:back )?in (?:{MONTHS})|(?:earlier|last) (?:this )?(?:year|month|week|summer|fall|autumn|winter|spring))\b",
    re.IGNORECASE,
)
# What puts a stand into the days of the report.
LATER_TIMES = re.compile(
    r"\b(?:now|this week|today|these days|currently|since then|from now on|instead|(?:on )?"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
    re.IGNORECASE,
)
TIES = re.compile(r"\b(?:tied|linked|conditioned|ties|links|conditions)\b", re.IGNORECASE)
# Of a stand that nothing less than the whole would satisfy, and of one that a part does.
WHOLE = re.compile(
    r"\b(?:complete|completely|full|fully|all|every|entire|entirely|total|totally|finished|final|last|only|irreversible)\b",
    re.IGNORECASE,
)
PART = re.compile(r"\b(?:some|part|partial|partially|partly|substantially|gradually|phased|begin|a third|half)\b", re.I)
AFTER_SPELL = re.compile(r"\bafter (?:\w+ )?(days|weeks|months|years) of\b", re.IGNORECASE)
FIRST_TIME = re.compile(r"\bfirst time\b", re.IGNORECASE)
