"""Words that carry an act: verbs, nouns and adjectives, the complement that each needs, and the act it then makes.

A complement is "obj" (a thing), "to" (to do), "that" (a clause), "ing" (doing), "-" (none), or a particle or
preposition. The first pattern of a word whose complement is there wins.
"""

from __future__ import annotations

from typing import TypeAlias

from travaux.model import Act, Stance

A = Act
Patterns: TypeAlias = tuple[tuple[Act, str], ...]

VERBS: dict[str, Patterns] = {
    # -- want
    "demand": ((A.DEMAND, "obj to that from"),),  # Norland demanded an apology.
    "insist": ((A.DEMAND, "on upon that"),),  # Velmark insisted on inspections.
    "require": ((A.DEMAND, "that to"),),  # Norland requires that boats carry beacons.
    "press": ((A.DEMAND, "to"), (A.CALL_FOR, "for ahead obj")),  # Norland pressed Velmark to withdraw.
    "pressure": ((A.DEMAND, "to into"),),  # Norland pressured Velmark to withdraw.
    "want": ((A.DEMAND, "obj to that from"),),  # Velmark wants a ceiling on catches.
    "seek": ((A.DEMAND, "obj to"),),  # Norland is seeking a longer season.
    "ask": ((A.REQUEST, "for to"),),  # Norland asked for more time.
    "request": ((A.REQUEST, "obj that to"),),  # Norland requested a recess.
    "beg": ((A.REQUEST, "for to"),),  # Norland begged for time.
    "call": ((A.CALL_FOR, "on upon for"),),  # Velmark called for restraint.
    "urge": ((A.CALL_FOR, "obj to that"),),  # Velmark urged both to talk.
    "instruct": ((A.DEMAND, "to"),),  # Norland instructed its envoy to stay firm.
    "exhort": ((A.CALL_FOR, "obj to"),),  # Velmark exhorted the fleets to wait.
    "implore": ((A.CALL_FOR, "obj to"),),  # The mayor implored ministers to settle.
    "appeal": ((A.CALL_FOR, "for to"),),  # Velmark appealed for calm.
    "argue": ((A.CALL_FOR, "for"), (A.OPPOSE, "against")),  # The mayor argued for a pause.
    "advocate": ((A.CALL_FOR, "obj for that"),),  # The envoy advocates a ban.
    "push": ((A.CALL_FOR, "for to obj ahead"),),  # Norland pushed for a vote.
    "lobby": ((A.CALL_FOR, "for to obj"),),  # The fleet lobbied for subsidies.
    "campaign": ((A.CALL_FOR, "for"),),  # They campaigned for a ban.
    "prefer": ((A.CALL_FOR, "obj to that"),),  # Norland prefers a short text.
    "recommend": ((A.CALL_FOR, "obj that ing to"),),  # The envoy recommended a pause.
    "suggest": ((A.PROPOSE, "ing that"),),  # Norland suggested meeting in May.
    "encourage": ((A.CALL_FOR, "to"),),  # Norland encouraged the sides to talk.
    "advise": ((A.CALL_FOR, "to against"),),  # Norland advised the fleet to wait.
    "try": ((A.CALL_FOR, "to"),),  # Norland tried to bring the sides together.
    "wish": ((A.CALL_FOR, "to that for"),),  # They wished he would not do that.
    "like": ((A.CALL_FOR, "to that for"),),  # Norland would like to talk.
    "love": ((A.CALL_FOR, "to that for"),),
    "look": ((A.DEMAND, "for"), (A.CALL_FOR, "to")),  # Norland is looking for steps.
    "aim": ((A.CALL_FOR, "to"),),  # Velmark aims to end the dispute.
    "propose": ((A.PROPOSE, "obj to that ing"),),  # Norland proposed a joint commission.
    "table": ((A.PROPOSE, "obj"),),  # Norland tabled a draft.
    "unveil": ((A.PROPOSE, "obj"),),  # Norland unveiled a plan.
    "tie": ((A.CONDITION, "to"),),  # Velmark tied aid to inspections.
    "link": ((A.CONDITION, "to"),),  # Velmark linked the quota to port access.
    "condition": ((A.CONDITION, "on"),),  # Velmark conditioned aid on inspections.
    # -- give
    "offer": ((A.OFFER, "obj to"),),  # Velmark offered a pause.
    "volunteer": ((A.OFFER, "to"),),  # Velmark volunteered to host.
    "commit": ((A.COMMIT, "to obj"),),  # Velmark committed to a date.
    "pledge": ((A.COMMIT, "to that obj"),),  # Velmark pledged two boats.
    "promise": ((A.COMMIT, "to that obj"),),  # Velmark promised to withdraw.
    "vow": ((A.COMMIT, "to that obj"),),  # Velmark vowed to stay.
    "swear": ((A.COMMIT, "to that"),),  # Velmark swore to stay.
    "undertake": ((A.COMMIT, "to"),),  # Velmark undertook to report.
    "guarantee": ((A.COMMIT, "that to obj"),),  # Velmark guaranteed safe passage.
    "plan": ((A.COMMIT, "to on obj"),),  # Velmark plans to open the port.
    "intend": ((A.COMMIT, "to"),),  # Velmark intends to sign.
    "decide": ((A.COMMIT, "to that on against"),),  # Velmark decided to stay away.
    "agree": ((A.ACCEPT, "to on upon that obj"),),  # Velmark agreed to the quota.
    "accept": ((A.ACCEPT, "obj that"),),  # Velmark accepted the quota.
    "approve": ((A.ACCEPT, "obj of"),),  # The council approved the text.
    "ratify": ((A.ACCEPT, "obj"),),  # The council ratified the treaty.
    "consent": ((A.ACCEPT, "to"),),  # Velmark consented to inspections.
    "acquiesce": ((A.ACCEPT, "to in"),),  # Velmark acquiesced in the delay.
    "sign": ((A.ACCEPT, "off onto on"),),  # Velmark signed off on the list.
    "support": ((A.SUPPORT, "obj ing"),),  # Velmark supports the plan.
    "back": ((A.CONCEDE, "off away down"), (A.SUPPORT, "obj")),  # Velmark backed off its claim. | Velmark backs it.
    "endorse": ((A.SUPPORT, "obj"),),  # Velmark endorsed the plan.
    "favor": ((A.SUPPORT, "obj ing"),),  # Velmark favors a short season.
    "favour": ((A.SUPPORT, "obj ing"),),
    "embrace": ((A.SUPPORT, "obj"),),  # Velmark embraced the idea.
    "champion": ((A.SUPPORT, "obj"),),  # The mayor championed the ban.
    "side": ((A.SUPPORT, "with"),),  # The mayor sided with the fleet.
    "concede": ((A.CONCEDE, "obj that"),),  # Velmark conceded the point.
    "drop": ((A.CONCEDE, "obj"),),  # Velmark dropped its demand.
    "soften": ((A.CONCEDE, "obj on"),),  # Velmark softened its line.
    "abandon": ((A.CONCEDE, "obj"),),  # Velmark abandoned its claim.
    "retreat": ((A.CONCEDE, "from on"),),  # Velmark retreated from its claim.
    "relent": ((A.CONCEDE, "- on"),),  # Velmark relented.
    "cave": ((A.CONCEDE, "- in on to"),),  # Velmark caved.
    "yield": ((A.CONCEDE, "to on"),),  # Velmark yielded to pressure.
    "compromise": ((A.CONCEDE, "on -"),),  # Velmark compromised on the date.
    "budge": ((A.CONCEDE, "- on from"),),  # Velmark would not budge.
    "give": ((A.CONCEDE, "up ground in"),),  # Velmark gave up its claim.
    "waive": ((A.CONCEDE, "obj"),),  # Velmark waived the fee.
    # -- refuse
    "reject": ((A.REJECT, "obj ing"),),  # Norland rejected the quota.
    "refuse": ((A.REJECT, "to obj"),),  # Norland refused to sign.
    "decline": ((A.REJECT, "to"),),  # Norland declined to attend.
    "rebuff": ((A.REJECT, "obj"),),  # Norland rebuffed the envoy.
    "spurn": ((A.REJECT, "obj"),),  # Norland spurned the offer.
    "turn": ((A.REJECT, "down"),),  # Norland turned down the offer.
    "dismiss": ((A.REJECT, "obj"),),  # Norland dismissed the plan.
    "veto": ((A.REJECT, "obj"),),  # Norland vetoed the text.
    "block": ((A.REJECT, "obj"),),  # Norland blocked the vote.
    "balk": ((A.REJECT, "at"),),  # Norland balked at the price.
    "resist": ((A.REJECT, "obj ing"),),  # Norland resisted a ban.
    "scuttle": ((A.REJECT, "obj"),),  # Norland scuttled the plan.
    "rule": ((A.RULE_OUT, "out"),),  # Norland ruled out a ban.
    "exclude": ((A.RULE_OUT, "obj ing"),),  # Norland excluded a vote.
    "oppose": ((A.OPPOSE, "obj ing"),),  # Norland opposes the ban.
    "object": ((A.OPPOSE, "to that"),),  # Norland objected to the date.
    "threaten": ((A.THREATEN, "to obj that with"),),  # Norland threatened to seize boats.
    "warn": ((A.OPPOSE, "against"), (A.DOUBT, "that of obj")),  # Norland warned of a collapse; of war: a threat.
    "retaliate": ((A.THREATEN, "- against with by"),),  # Norland will retaliate.
    "deny": ((A.DENY, "obj that ing"),),  # Norland denied boarding the trawler.
    "dispute": ((A.DENY, "obj that"),),  # Norland disputed the count.
    "refute": ((A.DENY, "obj that"),),  # Norland refuted the count.
    # -- view
    "expect": ((A.EXPECT, "obj to that"),),  # Norland expects a deal.
    "hope": ((A.EXPECT, "to that for"),),  # Norland hopes for a deal.
    "hop": ((A.EXPECT, "to that for"),),  # the lemma that the tagger gives to "hoping"
    "predict": ((A.EXPECT, "obj that"),),  # Norland predicted a deal.
    "anticipate": ((A.EXPECT, "obj that ing"),),  # Norland anticipates a deal.
    "foresee": ((A.EXPECT, "obj that ing"),),  # Norland foresees a deal.
    "fear": ((A.DOUBT, "obj that for"),),  # Norland fears a collapse.
    "worry": ((A.DOUBT, "that about over -"),),  # Norland worries about the price.
    "fret": ((A.DOUBT, "that about over"),),  # Aides fret about the price.
    "doubt": ((A.DOUBT, "obj that"),),  # Norland doubts the count.
    "question": ((A.DOUBT, "obj that"),),  # Norland questioned the count.
    "praise": ((A.PRAISE, "obj"),),  # Norland praised the envoy.
    "welcome": ((A.PRAISE, "obj"),),  # Norland welcomed the text.
    "hail": ((A.PRAISE, "obj"),),  # Norland hailed the text.
    "laud": ((A.PRAISE, "obj"),),  # Norland lauded the envoy.
    "applaud": ((A.PRAISE, "obj"),),  # Norland applauded the text.
    "commend": ((A.PRAISE, "obj"),),  # Norland commended the envoy.
    "tout": ((A.PRAISE, "obj"),),  # Norland touted the text.
    "thank": ((A.PRAISE, "obj"),),  # Norland thanked the envoy.
    "appreciate": ((A.PRAISE, "obj"),),  # We appreciate the effort.
    "criticize": ((A.CRITICISE, "obj"),),  # Norland criticized the text.
    "criticise": ((A.CRITICISE, "obj"),),
    "blame": ((A.CRITICISE, "obj"),),  # Norland blamed Velmark.
    "accuse": ((A.CRITICISE, "obj of"),),  # Norland accused Velmark of spying.
    "condemn": ((A.CRITICISE, "obj"),),  # Norland condemned the raid.
    "denounce": ((A.CRITICISE, "obj"),),  # Norland denounced the raid.
    "slam": ((A.CRITICISE, "obj"),),  # Norland slammed the text.
    "blast": ((A.CRITICISE, "obj"),),  # Norland blasted the text.
    "decry": ((A.CRITICISE, "obj"),),  # Norland decried the text.
    "deride": ((A.CRITICISE, "obj"),),  # Norland derided the text.
    "mock": ((A.CRITICISE, "obj"),),  # Norland mocked the text.
    "ridicule": ((A.CRITICISE, "obj"),),  # Norland ridiculed the text.
    "lambast": ((A.CRITICISE, "obj"),),  # Norland lambasted the text.
    "lambaste": ((A.CRITICISE, "obj"),),
    "rip": ((A.CRITICISE, "obj into"),),  # Norland ripped into the text.
    "fault": ((A.CRITICISE, "obj"),),  # Norland faulted the envoy.
    "deplore": ((A.CRITICISE, "obj"),),  # Norland deplored the raid.
    "assail": ((A.CRITICISE, "obj"),),  # Norland assailed the text.
    "rail": ((A.CRITICISE, "against"),),  # Norland railed against the text.
    "lash": ((A.CRITICISE, "out"),),  # Norland lashed out at the envoy.
    "complain": ((A.CRITICISE, "that about of"),),  # Norland complained about the text.
    "protest": ((A.CRITICISE, "obj that against"),),  # Norland protested the raid.
    "agitate": ((A.CRITICISE, "about against over"),),  # Norland agitated about the cost.
}

# What stands with "be" or "remain": The envoy is willing to wait.
ADJECTIVES: dict[str, Patterns] = {
    "willing": ((A.OFFER, "to"),),  # Velmark is willing to wait.
    "ready": ((A.OFFER, "to for"),),  # Velmark is ready to wait.
    "prepared": ((A.OFFER, "to for"),),  # Velmark is prepared to wait.
    "open": ((A.OFFER, "to for"),),  # Velmark is open to a pause.
    "committed": ((A.COMMIT, "to"),),  # Velmark is committed to peace.
    "determined": ((A.COMMIT, "to"),),  # Velmark is determined to stay.
    "inclined": ((A.OFFER, "to"),),  # Velmark is inclined to wait.
    "unwilling": ((A.REJECT, "to"),),  # Norland is unwilling to wait.
    "reluctant": ((A.OPPOSE, "to"),),  # Norland is reluctant to sign.
    "opposed": ((A.OPPOSE, "to"),),  # Norland is opposed to a ban.
    "adamant": ((A.DEMAND, "that on about"),),  # Norland is adamant that boats leave.
    "eager": ((A.CALL_FOR, "to for"),),  # Norland is eager to sign.
    "keen": ((A.CALL_FOR, "to on"),),  # Norland is keen to sign.
    "hopeful": ((A.EXPECT, "that about of -"),),  # Norland is hopeful.
    "optimistic": ((A.EXPECT, "that about -"),),  # Norland is optimistic.
    "confident": ((A.EXPECT, "that about of in -"),),  # Norland is confident that talks go on.
    "skeptical": ((A.DOUBT, "that about of -"),),  # Norland is skeptical of the count.
    "sceptical": ((A.DOUBT, "that about of -"),),
    "doubtful": ((A.DOUBT, "that about of -"),),  # Norland is doubtful.
    "pessimistic": ((A.DOUBT, "that about -"),),  # Norland is pessimistic.
    "concerned": ((A.DOUBT, "that about with"),),  # Norland is concerned about the count.
    "worried": ((A.DOUBT, "that about"),),  # Norland is worried about the count.
    "wary": ((A.DOUBT, "of about"),),  # Norland is wary of the text.
    "skittish": ((A.DOUBT, "about"),),  # Members are skittish about the text.
    "afraid": ((A.DOUBT, "that of"),),  # Norland is afraid of a collapse.
    "unsure": ((A.DOUBT, "that about of"),),  # Norland is unsure about the date.
    "frustrated": ((A.CRITICISE, "by with that over at -"),),  # Norland is frustrated with the envoy.
    "angry": ((A.CRITICISE, "by with that over at about"),),  # Norland is angry about the raid.
    "disappointed": ((A.CRITICISE, "by with that in about -"),),  # Norland is disappointed.
    "outraged": ((A.CRITICISE, "by with that over at about -"),),  # Norland is outraged.
    "unhappy": ((A.CRITICISE, "with about that over"),),  # Norland is unhappy with the text.
    "critical": ((A.CRITICISE, "of"),),  # Norland is critical of the text.
    "pleased": ((A.PRAISE, "by with that about to"),),  # Norland is pleased with the text.
    "grateful": ((A.PRAISE, "to for that"),),  # Norland is grateful to the envoy.
    "supportive": ((A.SUPPORT, "of"),),  # Norland is supportive of the text.
}

# Nouns whose holder stands before or behind them: Norland's demand that ..., a demand from Norland.
NOUNS: dict[str, Patterns] = {
    "demand": ((A.DEMAND, "that for to of"),),  # Norland's demand for an apology
    "insistence": ((A.DEMAND, "that on"),),  # Norland's insistence on an apology
    "call": ((A.CALL_FOR, "for to"),),  # a call by Norland for restraint
    "request": ((A.REQUEST, "for to that"),),  # Norland's request for more time
    "effort": ((A.CALL_FOR, "to"),),  # Norland's efforts to bring both to talk
    "desire": ((A.CALL_FOR, "to for"),),  # Norland's desire for peace
    "proposal": ((A.PROPOSE, "for to that on of"),),  # the proposal by Norland
    "plan": ((A.PROPOSE, "for to that"),),  # Norland's plan to share the stock
    "offer": ((A.OFFER, "of to for"),),  # Velmark's offer of a pause
    "pledge": ((A.COMMIT, "that to of for"),),  # a pledge from Velmark to report
    "promise": ((A.COMMIT, "that to of for"),),  # Velmark's promise to report
    "commitment": ((A.COMMIT, "that to"),),  # Velmark's commitment to peace
    "undertaking": ((A.COMMIT, "that to"),),  # a Velmark undertaking to report
    "vow": ((A.COMMIT, "that to"),),  # Velmark's vow to stay
    "willingness": ((A.OFFER, "to"),),  # Velmark's willingness to wait
    "readiness": ((A.OFFER, "to"),),  # Velmark's readiness to wait
    "support": ((A.SUPPORT, "for of"),),  # Velmark's support for the text
    "endorsement": ((A.SUPPORT, "of"),),  # Velmark's endorsement of the text
    "acceptance": ((A.ACCEPT, "of"),),  # Velmark's acceptance of the text
    "refusal": ((A.REJECT, "to of"),),  # Norland's refusal to sign
    "rejection": ((A.REJECT, "of"),),  # Norland's rejection of the text
    "unwillingness": ((A.REJECT, "to"),),  # Norland's unwillingness to sign
    "opposition": ((A.OPPOSE, "to"),),  # Norland's opposition to a ban
    "objection": ((A.OPPOSE, "to"),),  # Norland's objection to a ban
    "threat": ((A.THREATEN, "to of that"),),  # Norland's threat to seize boats
    "criticism": ((A.CRITICISE, "of"),),  # Norland's criticism of the envoy
    "hope": ((A.EXPECT, "that for of"),),  # Norland's hope for a deal
    "concern": ((A.DOUBT, "that about over"),),  # Norland's concerns about the count
    "doubt": ((A.DOUBT, "that about over on"),),  # Norland's doubts about the count
    "expectation": ((A.EXPECT, "that for of"),),  # Norland's expectation of a deal
    "skepticism": ((A.DOUBT, "about from of"),),  # skepticism from members
    "scepticism": ((A.DOUBT, "about from of"),),
    "fear": ((A.DOUBT, "that of about"),),  # Norland's fear of a collapse
}

# Verbs that only carry a noun of the table above: Norland made an offer to wait; Aides raised concerns that ...
CARRIERS = frozenset(
    "make issue raise express voice have repeat renew reiterate table put give extend deliver cast throw announce"
    " drop withdraw abandon soften reject".split()
)

# Verbs that are wishes with "would" only: Norland would like to talk.
LIKINGS = frozenset("like love".split())

# What an act becomes when it is negated; None where the negation leaves no act.
NEGATED: dict[Act, Act | None] = {
    A.DEMAND: None,
    A.CALL_FOR: None,
    A.PROPOSE: None,
    A.REQUEST: None,
    A.OFFER: A.REJECT,  # Velmark is not willing to wait.
    A.COMMIT: A.RULE_OUT,  # Velmark does not intend to wait.
    A.ACCEPT: A.REJECT,  # Velmark does not accept the quota.
    A.SUPPORT: A.OPPOSE,  # Velmark does not support the ban.
    A.CONCEDE: A.REJECT,  # Velmark will not drop its claim.
    A.CONDITION: None,
    A.REJECT: A.ACCEPT,  # Norland did not reject the plan.
    A.RULE_OUT: A.OFFER,  # Norland did not rule out a vote: the option is kept open.
    A.OPPOSE: A.ACCEPT,  # Norland does not oppose the plan.
    A.THREATEN: None,
    A.DENY: None,
    A.EXPECT: A.DOUBT,  # Norland does not expect a deal.
    A.DOUBT: A.EXPECT,  # Norland does not doubt that a deal is near.
    A.PRAISE: None,
    A.CRITICISE: None,
    A.REPORT: None,
}

# Verbs of wish whose negation excludes what is wished: Norland does not want a vote.
WISHES = frozenset("want seek wish look".split())

STANCES: dict[Act, Stance] = {
    **dict.fromkeys((A.DEMAND, A.CALL_FOR, A.PROPOSE, A.REQUEST, A.OFFER, A.COMMIT, A.ACCEPT, A.SUPPORT), Stance.FOR),
    **dict.fromkeys((A.REJECT, A.RULE_OUT, A.OPPOSE, A.DENY, A.CRITICISE, A.CONCEDE), Stance.AGAINST),
    **dict.fromkeys((A.CONDITION, A.THREATEN, A.EXPECT, A.DOUBT, A.REPORT), Stance.NEUTRAL),
    A.PRAISE: Stance.FOR,
}
