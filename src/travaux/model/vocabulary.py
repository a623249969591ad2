"""The words of the field: what a finding may be called. Each is defined in one line, with a sentence that earned it."""

from __future__ import annotations

from enum import StrEnum


class ArticleKind(StrEnum):
    NEWS = "news"
    BULLETIN = "bulletin"  # a chronicle of a session: who said what, in the meeting's own register
    READOUT = "readout"  # one side's official account


class Manner(StrEnum):
    """How a statement gives the words of its source."""

    DIRECT = "direct"  # "We will not sign," Vik said.
    INDIRECT = "indirect"  # Vik said that Norland would not sign.
    MIXED = "mixed"  # Vik said that Norland would "never" sign.


class SourceKind(StrEnum):
    """Who gave the words, as far as the report says."""

    NAMED = "named"  # Minister Ann Vo said ...
    UNNAMED_OFFICIAL = "unnamed_official"  # a senior official said ...
    UNNAMED_CLOSE = "unnamed_close"  # a person close to the delegation said ...
    COLLECTIVE = "collective"  # officials said ...; Norland said ...
    DOCUMENT = "document"  # the communique says ...
    OUTLET = "outlet"  # the Courier reported ...
    STATE_MEDIA = "state_media"  # the state news agency said ...


class Act(StrEnum):
    """What a party does by what it says. `of` groups them as want, give, refuse, view."""

    DEMAND = "demand"  # Norland insisted that the boats leave: another side must do or give something.
    CALL_FOR = "call_for"  # Norland urged a pause: a course is urged or a wish stated.
    PROPOSE = "propose"  # Norland proposed a joint commission: a text or plan is tabled.
    REQUEST = "request"  # Norland asked for more time: something is asked for, or to be made clear.
    OFFER = "offer"  # Velmark could accept inspectors on board: something it would give or do.
    COMMIT = "commit"  # Velmark will open the port in May: its own future conduct is undertaken.
    ACCEPT = "accept"  # Velmark agreed to the quota: what is on the table is taken.
    SUPPORT = "support"  # Velmark backed the plan: another's proposal or a value is favoured.
    CONCEDE = "concede"  # Velmark dropped its demand: an earlier stand is given up or weakened.
    CONDITION = "condition"  # No quota until the boats leave: one act is made to depend on another.
    REJECT = "reject"  # Norland rejected the quota: a concrete proposal or demand is refused.
    RULE_OUT = "rule_out"  # Withdrawal is not on the agenda: an option is excluded in general.
    OPPOSE = "oppose"  # Norland is against the ban: disfavoured, without a proposal refused.
    THREATEN = "threaten"  # Norland will seize boats: harm to a counterparty is announced.
    DENY = "deny"  # Norland denied boarding the trawler: a claim or accusation is contested.
    EXPECT = "expect"  # Norland hopes for a deal by June: a prediction, a hope, progress reported.
    DOUBT = "doubt"  # Norland fears that talks will fail: failure predicted, uncertainty voiced.
    PRAISE = "praise"  # Norland welcomed the plan: conduct, a person, a text is valued.
    CRITICISE = "criticise"  # Norland called the plan a sham: conduct, a person, a text is faulted.
    REPORT = "report"  # Norland noted that stocks had fallen: a fact is told, nothing is asked.

    @property
    def group(self) -> ActGroup:
        return _GROUPS[self]

    @property
    def hardness(self) -> int | None:
        """How hard it is toward the other side, from 0; None where it neither asks, gives nor refuses."""
        return _HARDNESS.get(self)


class ActGroup(StrEnum):
    WANT = "want"
    GIVE = "give"
    REFUSE = "refuse"
    VIEW = "view"


_GROUPS = {
    act: group
    for group, acts in {
        ActGroup.WANT: (Act.DEMAND, Act.CALL_FOR, Act.PROPOSE, Act.REQUEST, Act.SUPPORT, Act.CONDITION),
        ActGroup.GIVE: (Act.OFFER, Act.COMMIT, Act.ACCEPT, Act.CONCEDE),
        ActGroup.REFUSE: (Act.REJECT, Act.RULE_OUT, Act.OPPOSE, Act.THREATEN, Act.DENY),
        ActGroup.VIEW: (Act.EXPECT, Act.DOUBT, Act.PRAISE, Act.CRITICISE, Act.REPORT),
    }.items()
    for act in acts
}


# Asking is harder than giving, refusing harder than asking.
_HARDNESS = {
    Act.CONCEDE: 0,
    Act.ACCEPT: 0,
    Act.OFFER: 1,
    Act.CONDITION: 3,
    Act.DEMAND: 4,
    Act.REJECT: 5,
    Act.RULE_OUT: 5,
    Act.THREATEN: 6,
}


class Stance(StrEnum):
    """Toward the object as it is worded."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


class Modality(StrEnum):
    MADE = "made"  # Velmark offered a pause.
    INTENDED = "intended"  # Velmark plans to offer a pause.
    POSSIBLE = "possible"  # Velmark could offer a pause.
    HYPOTHETICAL = "hypothetical"  # Had Velmark offered a pause ...
    NEGATED = "negated"  # Velmark has not offered a pause.


class EventType(StrEnum):
    """What happened around the talks; named after PLOVER's event types where it has one."""

    MEET = "meet"  # a sitting of leaders, ministers, a body
    TALK = "talk"  # a round or process of negotiation, a call
    VISIT = "visit"
    SIGN = "sign"
    AGREE = "agree"
    WALK_OUT = "walk_out"
    POSTPONE = "postpone"
    CANCEL = "cancel"
    TEST = "test"
    SANCTION = "sanction"
    EASE = "ease"
    STRIKE = "strike"
    VOTE = "vote"
    ANNOUNCE = "announce"


class EventStatus(StrEnum):
    HELD = "held"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    CALLED_OFF = "called_off"
    RULED_OUT = "ruled_out"


class IssueStatus(StrEnum):
    OPEN = "open"
    AGREED = "agreed"
    BRACKETED = "bracketed"
    CONTESTED = "contested"  # in its very terms: "a common definition does not yet exist"
    OFF_THE_TABLE = "off_the_table"


class ActorKind(StrEnum):
    PERSON = "person"
    BODY = "body"  # ministry, delegation, faction, company, court
    STATE = "state"
    GROUP = "group"  # coalition of states, party in a parliament
    OUTLET = "outlet"


class InteractionKind(StrEnum):
    SUPPORT = "support"
    OPPOSE = "oppose"
    WITH = "with"
    ON_BEHALF_OF = "on_behalf_of"


class OutcomeStatus(StrEnum):
    AGREED = "agreed"
    ADOPTED = "adopted"
    DEFERRED = "deferred"
    NO_AGREEMENT = "no_agreement"
    BRACKETED = "bracketed"
    FORWARDED = "forwarded"


class Direction(StrEnum):
    SOFTENED = "softened"
    HARDENED = "hardened"
    REVERSED = "reversed"
    DROPPED = "dropped"


class Verdict(StrEnum):
    """What a person says of a finding."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    CORRECTED = "corrected"
    ADDED = "added"  # a statement or a position that was missed
    MERGED = "merged"  # others, by id, are this one
    SPLIT = "split"  # some of its names, terms or statements are another
    RENAMED = "renamed"
    UNDONE = "undone"  # an earlier ruling of the same author is taken back


# The chambers of a legislature, by the names that stand for them alone: "Congress is divided".
LEGISLATURE = frozenset({"House", "Senate", "House of Representatives", "Congress", "Capitol Hill"})
