"""Words that carry matter: stems of content words, in order, for finding and matching issues."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import snowballstemmer

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")

_SHORTEST_DOER = 8  # letters: an inspector inspects, a director does not direct, a factor is no fact

# Words without matter of their own.
FUNCTION_WORDS = frozenset(
    "a about above after again against all along also although am an and any are as at be because been before being"
    " below between both but by can cannot could did do does doing done down due during each either else even ever"
    " every few first for from further get gets getting give given go going gone had has have having he her here hers"
    " him his how however i if in into is it its itself just last least less let like made make makes making many may"
    " me might more most much must my need needs neither never new next no nor not nothing now of off on once one only"
    " or other others our out over own part per put rather same say says said second see seek seem several shall she"
    " should since so some something such take taken takes taking than that the their them then there these they thing"
    " things this those three through to together too toward towards two under until up upon us use used very want was"
    " way we well were what when where whether which while who whom whose why will with within without would yet you"
    " your yours able across already always another anything around away back become call called case come comes"
    " day days early end ends enough etc fact far full good great help high hold keep kind later long look lot low main"
    " matter mean means move n't nt number old open order others ought particular people person place point possible"
    " question real right run set side sides sort start still sure thus till time times today tomorrow tonight"
    " try turn various week weeks whole work world year years yesterday month months ago don't doesn't didn't won't"
    " it's we're they're i'm that's there's let's isn't aren't wasn't can't couldn't wouldn't he's she's what's we've"
    " i've they've you're we'll i'll they'll he'd she'd i'd we'd mr mrs ms monday tuesday wednesday thursday friday"
    " saturday sunday january february march april june july august september october november december".split()
)
# Words of any negotiation: they name an issue only beside another word ("fisheries talks").
TABLE_WORDS = frozenset(
    "agreement accord deal talk talks meeting summit conference discussion discussions negotiation negotiations"
    " negotiator negotiators round session process progress issue issues party parties proposal proposals position"
    " positions plan plans text document statement demand demands offer offers concession concessions term terms"
    " condition conditions president minister leader leaders official officials government governments country"
    " countries state states nation nations administration house senate congress lawmaker lawmakers member members"
    " delegation delegate delegates official success failure solution compromise outcome result results step steps"
    " action actions effort efforts approach measure measures decision decisions option options chance hope concern"
    " concerns problem problems role view views idea ideas reason reasons report reports change changes support"
    " consideration importance inclusion need language paragraph article draft group groups work".split()
)


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of one word, lower case; snowball's English stemmer, which knows "negotiator" but not "inspector"."""
    stemmed = str(_stemmer().stemWord(word.casefold().replace("’", "'").removesuffix("'s")))
    return stemmed.removesuffix("or") if len(stemmed) > _SHORTEST_DOER and stemmed.endswith("ctor") else stemmed


# Nouns that any report uses: they name an issue only beside another word ("trade level").
GENERAL_WORDS = frozenset(
    "moment face team level history detail details date model table future opportunity willingness expectation"
    " expectations announcement promise pressure invitation choice chance desire decision attention impression"
    " relationship relations tone message words word line list name side hand hands head eye eyes room door window"
    " morning evening afternoon night hour hours minute minutes decade period beginning rest half lot deal game"
    " story sense feeling fear belief opinion advice interest interests benefit cost costs risk risks effect impact"
    " influence power strength weakness pace speed size amount level rate share percent majority minority public"
    " people man woman men women family families friend friends ally allies partner partners critic critics expert"
    " experts analyst analysts adviser advisers aide aides source sources reporter reporters journalist journalists"
    " media press news interview tweet tweets letter letters speech remarks comment comments call visit trip event"
    " situation circumstances conditions context crisis conflict dispute gap gulf difference differences failure"
    " mistake error sign signs signal signals evidence proof example examples way ways path road direction goal goals"
    " aim purpose objective objectives priority priorities strategy tactic tactics leverage stage phase series"
    " range variety type types form forms piece pieces bit kind matter subject topic area areas field space"
    " respect regard response answer answers willingness commitment commitments promise promises pledge pledges"
    " dialogue diplomacy breakthrough progress success victory win loss stalemate impasse deadlock momentum"
    " request requests tonne tonnes ton tons mile miles dollar dollars unit units cent cents percentage man men ability"
    " capacity capability capabilities vote votes bill bills legislation law laws fight"
    " fights money floor speaker program programs programme programmes provision provisions resolution resolutions"
    " attempt attempts address regime possibility likelihood degree extent reference references information basis body"
    " bodies contact contacts item items conclusion conclusions system participation agenda workshop workshops review"
    " reviews activity activities sector sectors role rule rules consultation consultations policy policies".split()
)
_TABLE_STEMS = frozenset(stem(word) for word in TABLE_WORDS | GENERAL_WORDS)


def is_table_word(stemmed: str) -> bool:
    """Whether a stem belongs to negotiation as such, or to any report."""
    return stemmed in _TABLE_STEMS


def words_of(text: str) -> list[tuple[str, str | None]]:
    """Each word of a text with its stem, None for words without matter."""
    return [(word, _matter(word)) for word in _WORD.findall(text)]


@lru_cache(maxsize=100_000)
def _matter(word: str) -> str | None:
    lower = word.casefold().replace("’", "'").removesuffix("'s")
    return None if lower in FUNCTION_WORDS or len(lower) < 2 else stem(lower)


@lru_cache(maxsize=20_000)
def stems_of(text: str) -> frozenset[str]:
    """The stems of all words with matter."""
    return frozenset(stemmed for _, stemmed in words_of(text) if stemmed)
