"""Lines of a page that are no part of its report: advertisements, captions, links, credits at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from travaux.intake.lines import find_lines
from travaux.model import Span

_LONGEST = 400

_AGENCIES = (
    r"(?:AP|Associated Press|Reuters|REUTERS|AFP|EPA|UPI|Getty|Getty Images|Shutterstock|Pool|POOL|Bloomberg|NPR)"
)

# A whole line each; every row beside an invented line that earned it.
_ANYWHERE = (
    r"(?:story|article) continue[sd] below(?: (?:the )?advertisement)?",  # Story Continued Below
    r"(?:(?:advertisement|sponsored content|continue reading the main story)[ :]*)+",  # ADVERTISEMENT
    r"slideshow \(\d+ images?\)",  # Slideshow (3 Images)
    r"(?:enlarge this image|toggle caption)\b.*",  # Enlarge this image toggle caption Ana Rell/NWS Ana Rell/NWS
    r"(?:just|must) watched .* must watch .*",  # JUST WATCHED Quota talks Replay MUST WATCH Quota talks 02:10
    r"(?:hide|show|view) caption\b.*",  # Hide caption
    r"\[?pull ?quote\]?",  # [pullquote]
    # Read more:
    r"(?:more on this|read more|related|see also|more|listen|watch|photos|recommended|most read)(?: ?:|…|\.{2,3})?",
    r"related (?:coverage|stories|articles?) .{3,200}(?<![.!?”\"])",  # Related Coverage Velmark names envoy
    # More:
    r"(?:related|see also|read(?: more| also| next)?|also read|more|watch|listen|full coverage|story): ?\S.{3,250}",
    r".{3,200}[^.!?”\"] read more",  # Velmark names new envoy for the talks Read more
    r"this article is more than .{1,10} (?:months?|years?) old\.?",  # This article is more than 1 year old
    r"ad|close|\[?video\]?",  # AD
    r"\( ?(?:photos?|video|watch|quiz|podcast|cartoons?|poll|also on [\w ]{2,30}|related)\b ?(?:-|:) ?.{3,200}\)",
    r"(?:please )?(?:sign|signing) up (?:here )?(?:for|to|now|today)\b.{0,200}",  # Sign up for Daily Newsletters
    r"subscribe (?:now|today|here|to (?:our|the)\b.{0,150})[.!]?",  # Subscribe to our newsletter
    r".{0,150}\bby signing up,? you agree to\b.*",  # By signing up, you agree to our Privacy Policy
    # News delivered to your inbox
    r".{0,150}\b(?:delivered|sent) (?:straight |right |directly )?to your inbox\b.{0,150}",
    r"(?:(?:listen to article [\d:]+|share(?: this article)?|tweet|post|email|print|comments?|save|copy link) ?){2,}",
    r"(?:follow|like) (?:@\w+|us)(?:[ ,]+(?:on \w+|follow|@\w+|and))*[.!]?",  # Follow @courier Follow @annrell
    r".{0,150}\blisten · [\d: ]+",  # Quota talks Listen · 7:20 7:20
    r"(?:photos: (?P<gallery>.{3,80}?) ?){1,3}photos: .*",  # Photos: Talks in Harbour Photos: Talks in Harbour
    r"(?:updated|published|posted)(?: (?:at|on))? [\d:]+ ?[ap]\.?m\.?.{0,30}",  # Updated at 1:53 p.m.
    r"(?:[\w-]{2,30}=\"[^\"]*\"[ />]*)+",  # poster="https://courier.example/vik.jpg"
    r"[_*~•·\-–—=# ]{3,}",  # ___
)
# Only a picture's caption ends with its agency, or begins so.
_CAPTIONS = (
    # (Ana Rell/Reuters)
    rf".*\((?:{_AGENCIES} Photo/[^()]+|[A-Z][^()/]{{2,40}}/{_AGENCIES}(?: via [^()]+|/[^()]+)?)\)",
    r".*\bREUTERS/[A-Z][\w.’' -]{2,40}(?:/(?:File|Pool|Files))?(?: Photo)?",  # Ministers in Harbour. REUTERS/Ana Rell
    # Vik in Harbour. (Photo: Jo Kerr, NWS)
    r".{0,300}\((?:Photo|Image|Credit): [^()]{2,80}\)(?: Story Highlights\b.{0,300})?",
    r"CLOSE [A-Z].{10,300}",  # CLOSE Ana Vik arrives in Harbour. Norland Wire
    r"FILE ?(?:PHOTO)?(?: ?[-–—:] ?).*",  # FILE PHOTO: Ministers arrive in Harbour
    # In this April 22, 2031, file photo, ...
    r"In this (?:[A-Z][\w., ]{2,30}, )?(?:file |handout )?(?:photo|image)\b.*",
    rf".* \| (?:[\w.’' -]{{2,40}}/)?(?:{_AGENCIES}|POLITICO)(?: Photos?)?\b.{{0,200}}",  # Vik in Harbour. | AP Photo
    rf"(?:Image|Photo|Photograph|Picture)(?: credit| by)?: ?.{{2,120}}|{_AGENCIES}(?: Images?| Photos?)",  # Photo: Rell
)
_AT_END = (
    r"(?:copyright|©|\(c\)) .{0,300}",  # Copyright 2031 Norland Courier
    r".{0,200}\ball rights reserved\b.{0,200}",  # © 2031 Norland Wire. All rights reserved.
    r".{0,300}\bmay not be (?:published|reproduced)\b.{0,200}",  # This material may not be published or rewritten.
    # (Reporting by Ana Rell; Editing by Jo Kerr)
    r"\(?(?:additional |further )?(?:reporting|writing|editing|compiled|written) (?:and (?:writ|edit)ing )?by .{3,400}",
    # Ana Rell in Port Velm contributed to this report.
    r"(?:[-–— ]*.{0,300})\bcontributed (?:reporting )?(?:to|for) (?:this|the) (?:report|story|article|post)\.?",
    r".{0,200}\bcontributed (?:reporting|from [A-Z][\w, ]+)\.?",  # Jo Kerr contributed reporting.
    r"[-–— ]*with (?:assistance|reporting|files|help) (?:by|from) .{3,300}",  # With assistance by Jo Kerr
    r"(?:.{3,200} reported from .{3,150}\. )?contribut(?:ing|ors?|ed by): .{3,200}",  # Contributing: Jo Kerr
    r"[-–— ]+(?:from|by) .{3,200}",  # -- From Courier reporter Ana Rell.
    # This story was first published in the Courier.
    r"this (?:story|report|article|post) was (?:reported|written|produced|(?:first |originally )?published)\b.*",
    # Contact the author at rell@courier.example
    r"(?:contact|e-?mail|write to|reach) (?:the (?:author|writer)s?|[\w.’ -]{3,40}) (?:at|on) .{0,80}[@/].{0,80}",
    # Follow Ana Rell on Twitter: @annrell
    r"(?:you can )?follow (?:@?\w[\w.’]*(?: [\w.’]+){0,4}) (?:on (?:twitter|x|facebook|instagram)|@\w+)\b.{0,100}",
    r"read or share this story: .*",  # Read or Share this story: https://courier.example/q
    # (Corrects spelling in paragraph 3.)
    r"\((?:this version |story )?(?:refiles|corrects|updates|adds|recasts|removes|repeats)\b.{3,200}\)",
    r"click (?:here )?(?:for|to) .{3,120}",  # Click for more from the Courier.
    r"[\w .:?!]{0,60}\be-?mail (?:tips to )?[\w.+-]+@[\w.-]+",  # Got a tip? Email desk@courier.example
    r"content created by .{3,300}without charge.{0,300}",  # Content created by ... is available without charge
    r"more (?:from|on) .{3,80}(?<![.!?])",  # More from the Courier
    # This is a developing story; check back for updates.
    r"this is a (?:developing|breaking)(?: news)? story\b.{0,200}",
    # This story has been updated with more words of the minister.
    r"[-–— ]*this (?:story|report|article|post|version|page) (?:has been|was|will be|is being) updated\b.{0,200}",
    # Ana Rell’s latest book is “The Quota”.
    r"[\w.’' -]{5,50}[’']s (?:latest|new|newest|most recent) book is .{3,200}",
    # Ana Rell is a columnist for the Courier.
    r"(?:[\w.’'-]+ ){2,4}is an? (?:[\w-]+ ){0,3}(?:columnist|contributor|staff writer|correspondent|reporter)"
    r" (?:for|at|with|to) .{3,200}",
)
# Links run into a name that they repeat: "Ana Vik Ana Maria VikTalks stall in Harbour Velmark names envoy MORE said".
_LINKED_NAME = re.compile(
    r"\b(?P<last>[A-Z][a-z][\w’'-]*) (?P<links>(?:[A-Z(][^\s.“”]* ){1,6}(?P=last)(?=[A-Z\d'‘])[^\n]{15,400}? MORE\b)"
)
_CREDIT_TAIL = re.compile(r"\s*\((?:Additional )?(?:Reporting|Writing) by [^()]{3,300}\)$", re.IGNORECASE)
# The opinions expressed by columnists are their own.
_DISCLAIMER = re.compile(
    r"(?:the )?(?:opinions|views) expressed .{0,200}"
    r"\b(?:(?:their|his|her|its) own|authors?|columnists?|do not (?:necessarily )?(?:reflect|represent)).{0,200}",
    re.IGNORECASE,
)


def _any(rows: Iterable[str], flags: re.RegexFlag) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row})" for row in rows), flags)


_ANYWHERE_LINE = _any(_ANYWHERE, re.IGNORECASE)
_CAPTION_LINE = _any(_CAPTIONS, re.NOFLAG)
_END_LINE = _any(_AT_END, re.IGNORECASE)
# Most lines are prose; a cheap look at their marks spares them the whole table.
_HINT = re.compile(
    r"^(?:ad|close.*|file\b.*|\[?video\]?|story:.*|read.*|this article.*)$"
    r"|continue|advert|sponsor|slideshow|caption|watch|pull ?quote|more|related|see also|listen|photo|image|sign"
    r"|subscri|updated|published|posted|inbox|share|tweet|follow|like @|like us|also|read|full coverage|video|quiz"
    r"|podcast|cartoon|poll|recommended|REUTERS/|\(|\||Getty|[_*~•·–—=#-]{2}|=\"|opinions|views",
    re.IGNORECASE,
)


def is_caption(line: str) -> bool:
    """Whether a line is certainly a picture's caption."""
    return _CAPTION_LINE.fullmatch(line) is not None


def is_boilerplate(line: str) -> bool:
    """Whether a line is certainly no part of a report, wherever it stands."""
    if len(line) > _LONGEST or not _HINT.search(line):
        return False
    return bool(_ANYWHERE_LINE.fullmatch(line) or _CAPTION_LINE.fullmatch(line) or _DISCLAIMER.fullmatch(line))


def find_boilerplate(text: str, body: Span) -> Iterator[Span]:
    """Spans to cut: credits at the end, then lines that are no part of a report wherever they stand."""
    end = _find_end(text, body)
    if end < body.end:
        yield Span(end, body.end)
    for span in find_lines(text, Span(body.start, end)):
        if span.end - span.start <= _LONGEST and is_boilerplate(text[slice(*span)]):
            yield span
    for link in _LINKED_NAME.finditer(text, body.start, end):
        first, after = link.span("links")
        yield Span(first if text[after : after + 1].isspace() else first - 1, after)
    credit = _CREDIT_TAIL.search(text, max(body.start, end - _LONGEST), end)
    if credit is not None:
        yield Span(*credit.span())


def _find_end(text: str, body: Span) -> int:
    """Where the text ends without the credits below it; its first line always stays."""
    end = body.end
    while True:
        start = max(body.start, text.rfind("\n", body.start, end) + 1)
        line = text[start:end].strip()
        if start == body.start or (line and not _closes(line)):
            return start + len(text[start:end].rstrip())
        end = start - 1


def _closes(line: str) -> bool:
    return len(line) <= 2 * _LONGEST and bool(_END_LINE.fullmatch(line) or is_boilerplate(line))
