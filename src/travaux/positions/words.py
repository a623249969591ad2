"""Words that tell what a clause does without a verb of its own: harm, value, progress, failure, fixed phrases."""

from __future__ import annotations

import re

from travaux.model import Act

# What a counterparty would suffer: "will <harm>" is a threat.
HARM = frozenset(
    """
    attack bomb derail scuttle sabotage destroy punish retaliate strike veto sue expel seize sanction boycott
    crush obliterate annihilate invade shell bombard escalate shut walk quit scrap tear terminate suffer pay
    regret fight defeat hit blockade filibuster
    """.split()
)
HARM_NOUNS = frozenset(
    """
    attack strike war force retaliation sanction tariff emergency shutdown lawsuit veto
    boycott consequence escalation invasion jihad bloodshed showdown response price
    """.split()
)

# Verbs of saying that no act hangs on: declined to comment, will see, will be asked.
SAYING = frozenset(
    """
    comment say discuss describe confirm answer identify name specify elaborate speculate respond provide disclose
    reveal inform congratulate express emphasize stress announce point share see know tell find ask talk explain
    remember note add mention think look like let start leave
    """.split()
)

# What somebody tries to do to others: tried to <persuade> Velmark.
WINNING = frozenset(
    "persuade convince get bring win secure broker ensure extract force reach build end stop shepherd push rally"
    " negotiate prevent block".split()
)

NEGATIVE = frozenset(
    """
    wrong bad terrible disaster disastrous irresponsible reckless cruel immoral shame shameful disgrace disgraceful
    unfair outrageous ridiculous absurd fault betray betrayal sham hostage extort extortion blackmail provocation
    provocative violation violate dishonest lie lying liar hypocrisy hypocritical stunt manufactured dangerous
    ignorant stupid insult mistake undermine sabotage sabotaged hurt obstruct obstruction chaos chaotic waste nonsense
    tantrum ineffective useless failed failure broken illegal unconstitutional unacceptable evil brutal barbaric
    heartless hostile aggression aggressive coward cowardly foolish incompetent partisan corrupt pathetic worse worst
    misleading fake false mislead scam gangster radical extreme extremist unrealistic unreasonable unserious horrible
    awful abuse ransom inhumane meaningless inadequate insufficient regrettable deplorable shortsighted misguided
    arbitrary unjust unlawful cynical laughable disrespectful humiliating punitive vicious toxic poison hollow
    outlandish scandalous treacherous hardball blocking politicize weak crime suffering gimmick joke
    """.split()
)
POSITIVE = frozenset(
    """
    good great productive constructive encouraging historic positive excellent tremendous wonderful fair reasonable
    sensible sincere success successful best welcome effective helpful fruitful remarkable outstanding impressive
    courageous brave honest bipartisan win victory beneficial worthwhile terrific fantastic amazing beautiful
    meaningful substantive businesslike candid cooperative conciliatory balanced generous commendable magnificent
    extraordinary responsible superb warm cordial friendship sincerely honorable
    """.split()
)
PROGRESS = frozenset(
    """
    progress close closer breakthrough momentum likely optimistic hope hopeful chance possibility promising finalised
    finalized
    """.split()
)
FAILURE = frozenset(
    """
    unlikely stalled stalemate impasse deadlock deadlocked collapse uncertain unclear apart difficult tough dead fail
    fails failing failure doubtful risk risky impossible never hard struggle
    """.split()
)

# Fixed phrases, the first that is found decides. Each stands beside an invented sentence that earned it.
PHRASES: tuple[tuple[re.Pattern[str], Act], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), act)
    for pattern, act in (
        # Withdrawal is not on the table.
        (
            r"\b(?:no|not|never|n[’']t|nor)\b[^.;]{0,25}\b(?:on|under|part of|up for|open (?:to|for))\s+"
            r"(?:the\s+|any\s+)?(?:table|consideration|discussions?|agenda|negotiations?|debate)\b",
            Act.RULE_OUT,
        ),
        (r"\b(?:off the table|out of the question|non-?starter|dead on arrival)\b", Act.RULE_OUT),
        # Withdrawal is not the subject of the talks.
        (
            r"\b(?:no|not|never|n[’']t)\b[^.;]{0,25}\b(?:subject|topic|item|part|issue|matter)\b[^.;]{0,15}"
            r"\b(?:discussions?|talks|agenda|negotiations?|right now)\b",
            Act.RULE_OUT,
        ),
        (r"\b(?:in no (?:rush|hurry)|not in a (?:rush|hurry)|n[’']t in a (?:rush|hurry))\b", Act.RULE_OUT),
        (
            r"\b(?:not (?:going to|gonna) (?:happen|be)|n[’']t going to happen|not inclined|n[’']t inclined)\b",
            Act.RULE_OUT,
        ),
        # There will be no new quota.
        (r"\bthere(?:[’']s| is) (?:not going to be|no way|no (?:more|new))\b", Act.RULE_OUT),
        (
            r"\bthere(?: will| would|[’']ll) (?:be no|not be any)\b",
            Act.RULE_OUT,
        ),
        (r"\b(?:under no circumstances|no question of|not an option|n[’']t an option)\b", Act.RULE_OUT),
        (r"\b(?:unacceptable|cannot accept|can[’']t accept|not acceptable)\b", Act.REJECT),
        (r"\bopen (?:for|to) (?:negotiation|discussion|talks|compromise)s?\b", Act.OFFER),
        (r"\b(?:all|every) options? (?:is|are|remains?|stays?)\b[^.;]{0,20}\bon the table\b", Act.THREATEN),
        # Nothing is settled until all is settled.
        (r"\bnothing (?:is|will be|has been|[’']s)\b[^.;]{0,20}\buntil\b", Act.CONDITION),
        (
            r"\b(?:only if|only when|only then|only after|contingent (?:up)?on|conditional on|depends? (?:up)?on)\b",
            Act.CONDITION,
        ),
        (r"\b(?:dependent (?:up)?on|conditioned on|hinges? on|prerequisite|precondition)\b", Act.CONDITION),
        (r"\b(?:is|are|was|were|[’']s) (?:ultimately |entirely |now )?up to\b", Act.CONDITION),
        (r"\b(?:do|does|did)(?:n[’']t| not) know (?:if|whether|that|how|when|what)\b", Act.DOUBT),
        (r"\b(?:not|n[’']t) (?:be |get )?(?:close|clear|sure|certain|ready)\b", Act.DOUBT),
        (r"\b(?:fifty-fifty|50[-–/]50|long way (?:to go|off)|far apart|miles apart|no guarantee)\b", Act.DOUBT),
        (
            r"\b(?:little|no|not much|n[’']t much) (?:to indicate|progress|hope|chance|reason|sign|prospect)\b",
            Act.DOUBT,
        ),
        (r"\bimperative\b", Act.DEMAND),
        (r"\b(?:it[’']s|it is) (?:high )?time (?:for|to|that)\b", Act.DEMAND),
        (r"\bcalls? (?:on|upon)\b", Act.CALL_FOR),
        (r"\b(?:made|making|make|seen|seeing) (?:\w+ ){0,2}progress\b", Act.EXPECT),
        (r"\b(?:playing|play|playing the|political) (?:politics|games?)\b", Act.CRITICISE),
        (r"\b(?:held|holding|hold|taking|take) [^.;]{0,30}\bhostage\b", Act.CRITICISE),
    )
)
