"""Credits between a header and the first sentence: repeated title, dates, by-line, outlet, caption, dateline."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from travaux.intake.boilerplate import is_boilerplate, is_caption
from travaux.intake.datelines import Dateline, opens_with_agency, read_dateline
from travaux.intake.lines import ends_open, find_lines
from travaux.intake.outlets import OUTLETS, is_outlet, outlet_name, same_outlet
from travaux.intake.stamps import read_stamp
from travaux.model import Span


@dataclass(frozen=True, slots=True)
class Credits:
    """What header and opening say of an article."""

    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    updated: date | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """The credits, completed by what the opening says, and the spans of the text that said it."""

    credits: Credits
    cuts: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _View:
    """The opening as it is read: the line at hand, the two after it, and what is known so far."""

    line: str
    after: str
    known: Credits
    highlights: bool = False  # among the points of a summary
    captioned: bool = False  # after a video's credit


@dataclass(frozen=True, slots=True)
class _Step:
    """A line that is no sentence of the text, and what it tells."""

    known: Credits
    highlights: bool = False
    captioned: bool = False


_LINES = 24
_LONGEST_CREDIT = 160
_LONGEST_CAPTION = 500

_VIDEO = re.compile(r"\d{1,2}:\d{2}\s*[-–—]\s*Source:\s*(?P<outlet>.{2,60})")  # 01:12 - Source: NBN
_OUTLET_DASH = re.compile(r"(?P<outlet>.{2,40}?)\s*(?:—|–|--)")
_BYLINE = re.compile(r"(?:By|BY|by|From|Story by|Written by|Analysis by|Opinion by)\s+(?P<names>[^.!?]{3,140})")
_NAMES = re.compile(r"(?:[A-Z][\w.’'-]*|[A-Z]\.|and|de|van|der|von|al|bin|del|la|of|the|in|&|\||,)(?:[\s,|]+|$)")
_LABEL = re.compile(
    r"(?:ANALYSIS|OPINION|COMMENTARY|EXCLUSIVE|EDITORIAL|BREAKING)(?:\s*/\s*[A-Z]+)?\s*:?|"
    r"\([^()]{2,60}\)|\w+ (?:years?|months?|days?|hours?) ago|\d+ min(?:ute)? read",
    re.IGNORECASE,
)
_HIGHLIGHTS = re.compile(r"(?:Story highlights|Highlights|Key points|Key takeaways|At a glance)\b:?", re.IGNORECASE)

_WORD = re.compile(r"\w+")
_PLAIN = re.compile(r"[\W_]+")


def read_opening(text: str, body: Span, header: Credits) -> Opening:
    """Take credits off the start of a text, line by line, up to its first sentence, and its dateline."""
    lines = list(_first_lines(text, body))
    cuts: list[Span] = []
    step = _Step(header)
    for number, span in enumerate(lines):
        line = text[span.start : span.end]
        after = text[slice(*lines[number + 1])] if number + 1 < len(lines) else ""
        view = _View(line, after, step.known, step.highlights, step.captioned)
        taken = next((found for rule in _RULES if (found := rule(view)) is not None), None)
        if taken is None:
            known, end = _read_dateline(text, span, step.known)
            return Opening(known, (*cuts, Span(span.start, end)) if end > span.start else tuple(cuts))
        step = taken
        cuts.append(span)
    return Opening(step.known, tuple(cuts))


def _first_lines(text: str, body: Span) -> Iterator[Span]:
    for _, span in zip(range(_LINES), find_lines(text, body), strict=False):
        yield span


def same_title(line: str, title: str | None) -> bool:
    """Whether a line is the title again; case, quotation marks and dashes aside."""
    return title is not None and _PLAIN.sub("", line).casefold() == _PLAIN.sub("", title).casefold() != ""


def _repeated_title(view: _View) -> _Step | None:
    return _Step(view.known) if same_title(view.line[:_LONGEST_CAPTION], view.known.title) else None


def _second_headline(view: _View) -> _Step | None:
    """Another wording of the title, or another headline below it."""
    title, line = view.known.title, view.line
    if title is None or len(line) > _LONGEST_CREDIT or not ends_open(line):
        return None
    return _Step(view.known) if _echoes(line, title) or _is_headline(line) else None


def _is_headline(line: str) -> bool:
    """Whether a line is set in capitals as headlines are: "Norland Says Quota Talks 'Failed'"."""
    words = [word for word in _WORD.findall(line) if len(word) > 3]
    return len(words) >= 3 and all(word[0].isupper() or word[0].isdigit() for word in words)


def _stamp(view: _View) -> _Step | None:
    stamp, known = read_stamp(view.line), view.known
    if stamp is None:
        return None
    published, updated = known.published or stamp.published, known.updated or stamp.updated
    return _Step(replace(known, published=published, updated=updated))


def _video(view: _View) -> _Step | None:
    match = _VIDEO.fullmatch(view.line)
    return match and _Step(
        replace(view.known, outlet=view.known.outlet or outlet_name(match["outlet"])), captioned=True
    )


def _video_caption(view: _View) -> _Step | None:
    """The line after a video's credit, where it has no end of a sentence."""
    return _Step(view.known) if view.captioned and len(view.line) <= _LONGEST_CREDIT and ends_open(view.line) else None


def _outlet_line(view: _View) -> _Step | None:
    """The outlet alone on its line, "NBN —" among them."""
    dashed = _OUTLET_DASH.fullmatch(view.line)
    words = (dashed["outlet"] if dashed else view.line).removeprefix("Special to ").removeprefix("Special for ")
    if not (same_outlet(words, view.known.outlet) or words in OUTLETS or (dashed and is_outlet(words))):
        return None
    return _Step(replace(view.known, outlet=view.known.outlet or outlet_name(words)))


def _names_above_outlet(view: _View) -> _Step | None:
    """Names on a line of their own, with the outlet on the next: a by-line without "By"."""
    if not (same_outlet(view.after, view.known.outlet) or view.after in OUTLETS):
        return None
    return _Step(view.known) if len(view.line) <= _LONGEST_CREDIT and _are_names(view.line) else None


def _byline(view: _View) -> _Step | None:
    match = _BYLINE.fullmatch(view.line)
    if match is None or not _are_names(match["names"]):
        return None
    last = re.split(r"\s*[,|]\s*", match["names"])[-1].removeprefix("of ").removeprefix("for ")
    outlet = view.known.outlet or (outlet_name(last) if last != match["names"] and is_outlet(last) else None)
    return _Step(replace(view.known, outlet=outlet))


def _are_names(words: str) -> bool:
    return "".join(match.group() for match in _NAMES.finditer(words)) == words and words[:1].isupper()


def _label(view: _View) -> _Step | None:
    return _Step(view.known) if _LABEL.fullmatch(view.line) else None


def _summary(view: _View) -> _Step | None:
    """ "Story highlights" and the points after it, up to the first full sentence."""
    if _HIGHLIGHTS.match(view.line) and ends_open(view.line) and len(view.line) <= 2 * _LONGEST_CREDIT:
        return _Step(view.known, highlights=True)
    if view.highlights and ends_open(view.line) and len(view.line) <= _LONGEST_CREDIT:
        return _Step(view.known, highlights=True)
    return None


def _caption(view: _View) -> _Step | None:
    return _Step(view.known) if len(view.line) <= _LONGEST_CAPTION and is_caption(view.line) else None


def _furniture(view: _View) -> _Step | None:
    return _Step(view.known, view.highlights) if is_boilerplate(view.line) else None


def _caption_with_title(view: _View) -> _Step | None:
    """A picture's caption run together with the title: "Ministers arrive in Harbour. Talks resume"."""
    title = view.known.title
    if title is None or len(view.line) > _LONGEST_CAPTION or not ends_open(view.line) or not view.after:
        return None
    tail = re.split(r"(?<=[.!?|])\s+", view.line)[-1]
    return _Step(view.known) if tail != view.line and _echoes(tail, title) else None


def _echoes(words: str, title: str) -> bool:
    """Whether half of the words, two long ones among them, are the title's."""
    own, wanted = set(_PLAIN.split(words.casefold())), set(_PLAIN.split(title.casefold()))
    shared = own & wanted
    return sum(1 for word in shared if len(word) > 3) >= 2 and 2 * len(shared) >= len(own)


def _title(view: _View) -> _Step | None:
    """A short line that credits, or a paragraph with an agency's dateline, follow is the title."""
    if view.known.title is not None or len(view.line) > _LONGEST_CREDIT or view.line.endswith((":", ";", ",")):
        return None
    if opens_with_agency(view.after):
        return _Step(replace(view.known, title=view.line))
    if view.line.endswith("."):
        return None
    below = _View(view.after, "", view.known)
    follows = any(rule(below) is not None for rule in (_stamp, _byline, _video, _outlet_line))
    return _Step(replace(view.known, title=view.line)) if follows else None


def _dateline_line(view: _View) -> _Step | None:
    """A dateline alone on its line, as pages set it; the text goes on below."""
    dateline = read_dateline(view.line)
    if dateline is None or dateline.words.rstrip() != view.line.rstrip() or not view.after:
        return None
    return _Step(_credit(view.known, dateline))


# The first rule that knows a line takes it.
_RULES: tuple[Callable[[_View], _Step | None], ...] = (
    _repeated_title,
    _stamp,
    _video,
    _video_caption,
    _outlet_line,
    _dateline_line,
    _names_above_outlet,
    _byline,
    _second_headline,
    _label,
    _summary,
    _caption,
    _furniture,
    _caption_with_title,
    _title,
)


def _read_dateline(text: str, line: Span, known: Credits) -> tuple[Credits, int]:
    """Where the first sentence starts after its dateline, and the outlet and day that the dateline names."""
    dateline = read_dateline(text[slice(*line)])
    if dateline is None:
        return known, line.start
    return _credit(known, dateline), line.start + len(dateline.words)


def _credit(known: Credits, dateline: Dateline) -> Credits:
    day = known.published or dateline.read_day(known.updated)
    return replace(known, outlet=known.outlet or dateline.outlet, published=day)
