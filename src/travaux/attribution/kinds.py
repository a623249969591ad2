"""Kinds of source, by the words that describe it."""

from __future__ import annotations

import re

from travaux.model import ActorKind, SourceKind

OFFICIALS = frozenset(
    "official spokesman spokeswoman spokesperson aide adviser advisor diplomat minister officer commander secretary "
    "lawmaker senator congressman congresswoman representative negotiator envoy ambassador delegate staffer general "
    "governor judge prosecutor mayor member leader chief strategist counsel attorney president premier chancellor "
    "chairman chairwoman director head deputy legislator parliamentarian operative surrogate manager king queen prince "
    "emissary mediator bureaucrat colonel captain admiral soldier policeman coordinator".split()
)
PEOPLE = OFFICIALS | frozenset(
    "person man woman source insider expert analyst professor scholar lawyer economist historian activist author "
    "critic supporter voter resident student researcher scientist journalist reporter candidate businessman donor "
    "ally friend associate participant witness observer doctor teacher father mother brother sister son daughter wife "
    "husband executive consultant pollster pundit host columnist teenager farmer worker boss nominee rival opponent "
    "speaker republican democrat "
    "mogul tycoon billionaire veteran priest pastor bishop pope individual one billionaire someone veteran".split()
)
DOCUMENTS = frozenset(
    "statement report letter study poll survey bill document memo memorandum communique communiqué declaration "
    "resolution agreement text draft paper analysis article editorial book tweet post note law treaty account ad "
    "advertisement headline filing lawsuit complaint transcript email e-mail message poster indictment "
    "order ruling constitution platform website page figure data statistic research evidence finding assessment "
    "readout review record banner sign slogan".split()
)
# Nouns that carry somebody's words: "the statement said" is whoever issued it.
CARRIERS = frozenset(
    "statement tweet letter post memo memorandum message communique communiqué release email e-mail speech address "
    "interview".split()
)
OUTLETS = frozenset(
    "newspaper paper network magazine broadcaster station agency outlet tabloid daily weekly channel media press "
    "wire journal times post website blog".split()
)

# people familiar with the matter; a person close to the delegation; a source briefed on the talks
_CLOSE = re.compile(
    r"\b(?:familiar with|close to|briefed on|with (?:direct |first-?hand )?knowledge of|knowledgeable about|involved in"
    r"|privy to|insiders?|sources?|aware of|present at|in the room)\b",
    re.IGNORECASE,
)
_STATE_MEDIA = re.compile(
    r"\b(?:state(?:-run|-owned|-controlled)? (?:news agency|media|television|tv|radio|newspaper|broadcaster"
    r"|agency|outlets?)|official (?:\w+ )?(?:news agency|newspaper|daily)|KCNA|Korean Central News Agency|Xinhua|TASS"
    r"|Itar-Tass|RIA Novosti|IRNA|SANA|Rodong Sinmun|Global Times|People[’']s Daily|CCTV|Granma|Press TV)\b",
    re.IGNORECASE,
)
_OUTLET_NAMES = re.compile(
    r"\b(?:Reuters|Associated Press|AP|AFP|Agence France-Presse|Bloomberg|CNN|NBC(?: News)?|CBS(?: News)?|ABC(?: News)?"
    r"|BBC|Fox News|MSNBC|NPR|Politico|Axios|Yonhap|Kyodo|Haaretz|Al Jazeera|Time|Newsweek|Breitbart|Vox|BuzzFeed"
    r"|Wall Street Journal|(?:\w+ )?(?:Times|Post|Herald|Tribune|Courier|Gazette|Chronicle|Guardian|Telegraph|Examiner"
    r"|Journal|Daily|Globe|Inquirer|Sentinel|Observer|Broadcasting|News(?: Agency)?))$"
)


def read_kind(words: str, head: str, *, plural: bool, name_kind: ActorKind | None, named: bool) -> SourceKind | None:
    """The kind of a source by its words, the lemma of its head, and what the cast knows of its name."""
    if _STATE_MEDIA.search(words):
        return SourceKind.STATE_MEDIA
    if named:
        if name_kind is ActorKind.PERSON:
            return SourceKind.NAMED
        if name_kind is ActorKind.OUTLET or _OUTLET_NAMES.search(words):
            return SourceKind.OUTLET
        return SourceKind.NAMED if name_kind is None else SourceKind.COLLECTIVE
    if head in DOCUMENTS:
        return SourceKind.DOCUMENT
    if head in OUTLETS:
        return SourceKind.OUTLET
    if _CLOSE.search(words) and (head in PEOPLE or head in {"people", "those"}):
        return SourceKind.UNNAMED_CLOSE
    if not plural and head in OFFICIALS:
        return SourceKind.UNNAMED_OFFICIAL
    if not plural and head in PEOPLE:
        return None
    return SourceKind.COLLECTIVE
