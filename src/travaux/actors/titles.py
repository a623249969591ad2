"""Words for offices, and what they tell: who bears them, and for whom such a person speaks."""

from __future__ import annotations

# The last word of an office. With each, whether its bearer speaks for a side, also where only the title is given.
OFFICES: dict[str, bool] = {
    "president": True,  # President Ann Vo
    "premier": True,
    "chancellor": True,
    "king": True,
    "queen": True,
    "prince": True,
    "emir": True,
    "minister": True,  # fisheries minister Ann Vo
    "secretary": True,  # press secretary Ann Vo
    "ambassador": True,
    "envoy": True,
    "negotiator": True,
    "representative": True,
    "rep": True,
    "delegate": True,
    "spokesman": True,
    "spokeswoman": True,
    "spokesperson": True,
    "leader": True,
    "ruler": True,
    "dictator": True,
    "chief": True,
    "head": True,
    "chairman": False,
    "chairwoman": False,
    "chair": False,
    "director": True,
    "adviser": True,
    "advisor": True,
    "aide": True,
    "commander": True,
    "general": True,
    "admiral": True,
    "colonel": True,
    "governor": True,
    "mayor": False,
    "senator": True,
    "sen.": True,
    "sens.": True,
    "rep.": True,
    "reps.": True,
    "gov.": True,
    "gen.": True,
    "col.": True,
    "lt.": True,
    "adm.": True,
    "congressman": True,
    "congresswoman": True,
    "lawmaker": True,
    "speaker": True,
    "whip": True,
    "deputy": True,
    "official": True,
    "diplomat": True,
    "counsel": False,
    "counselor": True,
    "professor": False,
    "analyst": False,
    "expert": False,
    "economist": False,
    "lawyer": False,
    "attorney": False,
    "author": False,
    "host": False,
    "anchor": False,
    "reporter": False,
    "correspondent": False,
    "pollster": False,
    "strategist": False,
    "ceo": False,
    "founder": False,
    "candidate": False,
    "nominee": False,
    "superintendent": False,
    "teacher": False,
    "member": False,
    "organizer": False,
    "commissioner": True,
    "councillor": True,
    "councilor": True,
    "administrator": True,
    "undersecretary": True,
    "prosecutor": True,
    "coordinator": True,
    "judge": False,
    "sheriff": False,
    "archbishop": False,
    "rabbi": False,
    "imam": False,
    "businessman": False,
    "businesswoman": False,
    "capt.": True,
    "maj.": True,
    "sgt.": True,
    "brig.": True,
    "mullah": False,
    "ayatollah": True,
    "sheikh": False,
}

# Offices that only states have: "Norland Foreign Minister Ann Vo" makes Norland a state.
STATE_OFFICES = frozenset({"premier", "minister", "king", "queen", "emir", "ambassador", "envoy", "capital"})

# Words that may stand before an office and belong to it: "special", "foreign", "vice".
OFFICE_WORDS = frozenset(
    "vice deputy senior chief special acting former ex top lead leading foreign prime press defense defence interior"
    " finance treasury trade fisheries agriculture energy justice health education interim national security general"
    " state supreme ranking minority majority permanent then veteran current outgoing incoming longtime assistant"
    " under secretary house budget commerce homeland labor labour principal first house cabinet military opposition"
    " policy white intelligence joint attorney".split()
)

# What a director is of without being of a body: "Director of National Intelligence".
OFFICE_FIELDS = frozenset(
    "national central intelligence legislative affairs homeland security management budget communications policy"
    " political economic foreign public health".split()
)

# Offices written with "of": "Secretary of State", "Director of National Intelligence".
OF_OFFICES = frozenset({"secretary", "director", "chief", "minister", "head", "chairman", "attorney"})

HONORIFICS: dict[str, str | None] = {
    "mr.": "he",
    "mr": "he",
    "mrs.": "she",
    "mrs": "she",
    "ms.": "she",
    "ms": "she",
    "miss": "she",
    "dr.": None,
    "sir": "he",
    "lady": "she",
    "lord": "he",
    "rev.": None,
}

# The last word of a body's name.
BODY_WORDS = frozenset(
    "committee ministry council agency association union party department commission university institute center"
    " centre foundation bank fund group board court army guard office bureau congress parliament house senate movement"
    " front authority organization organisation federation league alliance coalition caucus conference delegation"
    " administration government embassy command forces force corps mission secretariat assembly company corporation"
    " chamber coast navy police service network school district teachers workers trust initiative project act bill"
    " treaty agreement accord protocol convention summit talks round declaration partnership program plan".split()
)
# Names that end so are no actors at all: "the Norland Accord".
THING_WORDS = frozenset(
    "act bill treaty agreement accord protocol convention summit talks round declaration partnership program plan war"
    " street avenue day award prize conference sea strait ocean river peninsula island islands mountain airport hotel"
    " palace square".split()
)
OUTLET_WORDS = frozenset(
    "times post news herald tribune journal courier gazette mail wire press daily telegraph guardian examiner reuters"
    " cnn nbc cbs abc bbc npr msnbc politico bloomberg afp ap axios newsweek breitbart sentinel observer monitor"
    " chronicle dispatch register globe broadcasting radio television tv".split()
)

PARTICLES = frozenset("al el bin ibn abu van von der den de da di del dos la le ben ul".split())
