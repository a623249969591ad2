"""Words that tell an event: what happens round a negotiation, by verb and by noun."""

from __future__ import annotations

from typing import TypeAlias

from travaux.model import EventStatus, EventType

E = EventType
# Type, the complement that the verb needs (as in `acts`), and the heads that this complement must have; empty: any.
VerbPatterns: TypeAlias = tuple[tuple[EventType, str, frozenset[str]], ...]

ANY: frozenset[str] = frozenset()
SITTINGS = frozenset("summit meeting talk talks session round visit trip negotiation dialogue conference call".split())
DRILLS = frozenset("exercise exercises drill drills maneuver maneuvers game games".split())
DEALS = frozenset("deal agreement accord pact framework compromise treaty truce ceasefire cease-fire".split())
TEXTS = DEALS | frozenset(
    "memorandum text pardon convention protocol accord bill legislation"
    " declaration order document statement communique law resolution act".split()
)
MEASURES = frozenset("sanction tariff restriction embargo ban blockade penalty curb".split())
WEAPONS = frozenset("missile rocket weapon bomb warhead projectile".split())
STATEMENTS = frozenset("statement tweet letter report communique proclamation order decree readout".split())
TARGETS = frozenset(
    "checkpoint port base position fighter troop force soldier police village town city convoy hospital school embassy"
    " airport ship boat target camp market militant rebel civilian house building pipeline refinery".split()
)
AUDIENCES = frozenset(
    "conference congress gathering rally crowd programme program radio television parliament audience assembly".split()
)
DATES = SITTINGS | frozenset("deadline vote truce ceasefire cease-fire deployment".split())
DONE_WITH = SITTINGS | DRILLS | DEALS | TEXTS | MEASURES

VERB_EVENTS: dict[str, VerbPatterns] = {
    "meet": ((E.MEET, "with obj -", ANY),),  # Vik met with Oda.
    "sit": ((E.MEET, "with", ANY),),  # Vik sits down with Oda.
    "huddle": ((E.MEET, "with -", ANY),),  # Leaders huddled with Vik.
    "dine": ((E.MEET, "with", ANY),),  # Vik dined with Oda.
    "speak": ((E.TALK, "by with", ANY),),  # Vik spoke by phone with Oda.
    "talk": ((E.TALK, "with by", ANY),),  # Vik talked with Oda.
    "phone": ((E.TALK, "obj", ANY),),  # Vik phoned Oda.
    "negotiate": ((E.TALK, "with over obj on", ANY),),  # They are negotiating with Velmark.
    "resume": ((E.TALK, "obj", SITTINGS),),  # They resumed talks.
    "sign": ((E.SIGN, "obj", TEXTS),),  # Vik signed the accord.
    "initial": ((E.SIGN, "obj", TEXTS),),  # Vik initialed the accord.
    "initialle": ((E.SIGN, "obj", TEXTS),),  # the lemma that "initialled" is given
    "agree": ((E.AGREE, "to on upon that", ANY),),  # They agreed on a quota.
    "reach": ((E.AGREE, "obj", DEALS),),  # They reached a deal.
    "strike": ((E.AGREE, "obj", DEALS), (E.STRIKE, "obj", TARGETS)),  # They struck a deal.
    "conclude": ((E.AGREE, "obj", DEALS),),  # They concluded a pact.
    "seal": ((E.AGREE, "obj", DEALS),),  # They sealed a pact.
    "postpone": ((E.POSTPONE, "obj", ANY),),  # They postponed the round.
    "move": ((E.POSTPONE, "obj", SITTINGS),),  # The meeting has been moved.
    "reschedule": ((E.POSTPONE, "obj", ANY),),  # They rescheduled the round.
    "delay": ((E.POSTPONE, "obj", ANY),),  # They delayed the vote.
    "extend": ((E.POSTPONE, "obj", DATES),),  # They extended the truce.
    "put": ((E.POSTPONE, "off", ANY),),  # They put off the vote.
    "cancel": ((E.CANCEL, "obj", ANY),),  # Vik cancelled the visit.
    "scrap": ((E.CANCEL, "obj", SITTINGS | DRILLS | DEALS),),  # Vik scrapped the visit.
    "call": (
        (E.CANCEL, "off", ANY),
        (E.MEET, "obj", frozenset(("meeting", "session", "summit"))),
    ),  # Vik called it off.
    "suspend": ((E.CANCEL, "obj", SITTINGS | DRILLS),),  # Norland suspended talks.
    "abandon": ((E.CANCEL, "obj", SITTINGS),),  # Norland abandoned the talks.
    "end": ((E.CANCEL, "obj", SITTINGS | DRILLS),),  # Norland ended the drills.
    "pull": ((E.CANCEL, "of from", SITTINGS | DEALS), (E.CANCEL, "out", SITTINGS)),  # Norland pulled out of talks.
    "withdraw": ((E.CANCEL, "from", SITTINGS | DEALS),),  # Norland withdrew from the pact.
    "back": ((E.CANCEL, "away out from of", SITTINGS),),  # Norland backed away from the summit.
    "walk": ((E.WALK_OUT, "out away from of", ANY),),  # Vik walked out.
    "storm": ((E.WALK_OUT, "out", ANY),),  # Vik stormed out.
    "visit": ((E.VISIT, "obj", ANY),),  # Vik visited Harbour City.
    "travel": ((E.VISIT, "to", ANY),),  # Vik travelled to Harbour City.
    "fly": ((E.VISIT, "to into", ANY),),  # Vik flew to Harbour City.
    "arrive": ((E.VISIT, "in at", ANY),),  # Vik arrived in Harbour City.
    "sail": ((E.VISIT, "for to", ANY),),  # Vik sails for Harbour City.
    "head": ((E.VISIT, "to for", ANY),),  # Vik headed to Harbour City.
    "test": ((E.TEST, "obj", WEAPONS), (E.TEST, "-", ANY)),  # Velmark tested a missile.
    "launch": ((E.TEST, "obj", WEAPONS), (E.STRIKE, "obj", frozenset(("attack", "strike", "offensive")))),
    "fire": ((E.TEST, "obj", WEAPONS),),  # Velmark fired a missile.
    "impose": ((E.SANCTION, "obj", MEASURES),),  # Norland imposed tariffs.
    "slap": ((E.SANCTION, "obj", MEASURES),),  # Norland slapped tariffs on boats.
    "blacklist": ((E.SANCTION, "obj", ANY),),  # Norland blacklisted a bank.
    "lift": ((E.EASE, "obj", MEASURES),),  # Norland lifted the embargo.
    "ease": ((E.EASE, "obj", MEASURES),),  # Norland eased the embargo.
    "remove": ((E.EASE, "obj", MEASURES),),  # Norland removed the tariff.
    "relax": ((E.EASE, "obj", MEASURES),),  # Norland relaxed the curbs.
    "attack": ((E.STRIKE, "obj", TARGETS),),  # Raiders attacked the port.
    "bomb": ((E.STRIKE, "obj", TARGETS),),  # Raiders bombed the port.
    "shell": ((E.STRIKE, "obj", TARGETS),),  # Raiders shelled the port.
    "carry": ((E.STRIKE, "out obj", frozenset(("attack", "strike", "raid", "airstrike", "bombing"))),),
    "conduct": (
        (E.STRIKE, "obj", frozenset(("attack", "strike", "raid", "airstrike"))),
        (E.TEST, "obj", frozenset(("test",))),
    ),  # Raiders conducted attacks.
    "vote": ((E.VOTE, "on for against to", ANY),),  # The council voted on the pact.
    "pass": ((E.VOTE, "obj", TEXTS | frozenset(("budget", "measure", "plan"))),),  # The council passed a bill.
    "tweet": ((E.ANNOUNCE, "-", ANY),),  # Vik tweeted.
    "announce": ((E.ANNOUNCE, "obj that", ANY),),  # Vik announced a pause.
    "issue": ((E.ANNOUNCE, "obj", STATEMENTS),),  # Vik issued a statement.
    "release": ((E.ANNOUNCE, "obj", STATEMENTS),),  # Vik released a letter.
    "unveil": ((E.ANNOUNCE, "obj", ANY),),  # Vik unveiled a plan.
    "declare": ((E.ANNOUNCE, "obj", frozenset(("emergency", "ceasefire", "truce", "victory"))),),
    "resign": ((E.ANNOUNCE, "-", ANY),),  # Vik resigned.
    "appoint": ((E.ANNOUNCE, "obj", ANY),),  # Norland appointed an envoy.
    "summon": ((E.ANNOUNCE, "obj", frozenset(("ambassador", "envoy"))),),  # Norland summoned the ambassador.
    "tell": ((E.ANNOUNCE, "obj", AUDIENCES),),  # Vik told a news conference on Monday.
    "recall": ((E.ANNOUNCE, "obj", ANY),),  # Norland recalled its envoy.
}

NOUN_EVENTS: dict[str, EventType] = {
    "summit": E.MEET,  # the second summit next week
    "meeting": E.MEET,  # a meeting on Monday
    "lunch": E.MEET,  # a lunch with Oda
    "dinner": E.MEET,  # a dinner with Oda
    "supper": E.MEET,  # a supper with Oda
    "encounter": E.MEET,  # their first encounter
    "session": E.MEET,  # a session on Monday
    "talk": E.TALK,  # talks in Harbour City
    "negotiation": E.TALK,  # negotiations in Harbour City
    "discussion": E.TALK,  # discussions on Monday
    "round": E.TALK,  # a third round in May
    "call": E.TALK,  # a call on Monday
    "conversation": E.TALK,  # a conversation on Monday
    "visit": E.VISIT,  # a visit to Harbour City
    "trip": E.VISIT,  # a trip to Harbour City
    "election": E.VOTE,  # elections in May
    "referendum": E.VOTE,  # a referendum in May
    "vote": E.VOTE,  # a vote on Monday
    "signing": E.SIGN,  # the signing on Monday
    "attack": E.STRIKE,  # an attack on Monday
    "bombing": E.STRIKE,  # a bombing on Monday
    "airstrike": E.STRIKE,  # an airstrike on Monday
    "walkout": E.STRIKE,  # a walkout of dockers
    "statement": E.ANNOUNCE,  # in a statement on Monday
    "tweet": E.ANNOUNCE,  # in a tweet on Monday
    "post": E.ANNOUNCE,  # in a post on Monday
    "interview": E.ANNOUNCE,  # in an interview on Monday
    "lecture": E.ANNOUNCE,  # in a lecture last month
    "programme": E.ANNOUNCE,  # on a programme on Monday
    "speech": E.ANNOUNCE,  # in a speech on Monday
    "address": E.ANNOUNCE,  # in an address on Monday
    "announcement": E.ANNOUNCE,  # in an announcement on Monday
    "conference": E.ANNOUNCE,  # in a news conference on Monday
    "briefing": E.ANNOUNCE,  # in a briefing on Monday
    "letter": E.ANNOUNCE,  # in a letter on Monday
    "postponement": E.POSTPONE,  # the postponement of the round
    "cancellation": E.CANCEL,  # the cancellation of the visit
}

# Verbs that tell what somebody said, and no event, unless by what is itself news: Vik said in a letter.
UTTERING = frozenset("add ask insist note repeat reply respond say tell think urge warn".split())
PUBLISHED = frozenset("letter statement tweet twitter facebook post memo communique resolution".split())

# Verbs that carry an event's noun: They held talks; No talks are scheduled.
HOLDING = frozenset(
    "hold have begin start resume schedule host occur open end conclude run close continue convene follow".split()
)

# "call" and "round" are events only in such company: a phone call, a round of talks, nuclear test.
COMPANY: dict[str, frozenset[str]] = {
    "call": frozenset("phone telephone video conference".split()),
    "round": frozenset("talks talk negotiations negotiation first second third fourth fifth next last".split()),
    "conference": frozenset("news press".split()),
    "post": frozenset("twitter facebook social".split()),
}

# Words beside a noun that tell the status of the event.
STATUS_WORDS: dict[str, EventStatus] = {
    **dict.fromkeys("planned upcoming scheduled forthcoming proposed".split(), EventStatus.PLANNED),
    **dict.fromkeys("ongoing current underway continuing".split(), EventStatus.ONGOING),
    **dict.fromkeys("possible potential prospective hypothetical future".split(), EventStatus.POSSIBLE),
    **dict.fromkeys("last first previous earlier recent inaugural past initial historic".split(), EventStatus.HELD),
    **dict.fromkeys("cancelled canceled aborted scrapped".split(), EventStatus.CALLED_OFF),
}

# Verbs over an event that leave it to come: agreed to meet, is due to meet.
PLANNING = frozenset(
    "plan agree schedule due set expect prepare intend promise vow decide arrange slate aim travel go fly"
    " arrive".split()
)
WISHING = frozenset(
    "want hope seek try offer threaten consider propose willing ready suggest ask urge call demand push like refuse"
    " able possible press invite need let allow facilitate convince look open attempt help work".split()
)

# Those whose meeting is a round of talks, not a sitting of leaders.
DELEGATES = frozenset("delegation negotiator team official diplomat side".split())
# Bodies that meet by themselves.
ASSEMBLIES = frozenset("congress council committee cabinet parliament commission board assembly".split())
