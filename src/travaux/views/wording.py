"""How the page and the tables put the words of the field into English."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from travaux.model import (
    Act,
    ActGroup,
    ArticleKind,
    Citation,
    Direction,
    Estimate,
    EventStatus,
    EventType,
    InteractionKind,
    IssueStatus,
    Modality,
    OutcomeStatus,
    SourceKind,
    When,
)
from travaux.views.shown import clipped


class Verb(NamedTuple):
    """The forms of an act: to offer, Velmark offers, Velmark has offered."""

    base: str
    present: str
    participle: str


VERBS = {
    Act.DEMAND: Verb("demand", "demands", "demanded"),
    Act.CALL_FOR: Verb("call for", "calls for", "called for"),
    Act.PROPOSE: Verb("propose", "proposes", "proposed"),
    Act.REQUEST: Verb("ask for", "asks for", "asked for"),
    Act.OFFER: Verb("offer", "offers", "offered"),
    Act.COMMIT: Verb("commit to", "commits to", "committed to"),
    Act.ACCEPT: Verb("accept", "accepts", "accepted"),
    Act.SUPPORT: Verb("support", "supports", "supported"),
    Act.CONCEDE: Verb("concede", "concedes", "conceded"),
    Act.CONDITION: Verb("set a condition", "sets a condition", "set a condition"),
    Act.REJECT: Verb("reject", "rejects", "rejected"),
    Act.RULE_OUT: Verb("rule out", "rules out", "ruled out"),
    Act.OPPOSE: Verb("oppose", "opposes", "opposed"),
    Act.THREATEN: Verb("threaten", "threatens", "threatened"),
    Act.DENY: Verb("deny", "denies", "denied"),
    Act.EXPECT: Verb("expect", "expects", "expected"),
    Act.DOUBT: Verb("doubt", "doubts", "doubted"),
    Act.PRAISE: Verb("praise", "praises", "praised"),
    Act.CRITICISE: Verb("criticise", "criticises", "criticised"),
    Act.REPORT: Verb("note", "notes", "noted"),
}

SOURCE_KINDS = {
    SourceKind.NAMED: "named",
    SourceKind.UNNAMED_OFFICIAL: "unnamed official",
    SourceKind.UNNAMED_CLOSE: "unnamed, close to a side",
    SourceKind.COLLECTIVE: "collective",
    SourceKind.DOCUMENT: "document",
    SourceKind.OUTLET: "another outlet",
    SourceKind.STATE_MEDIA: "state media",
    None: "not told",
}

# By the names that a filter takes: groups of acts, then acts.
ACTS_AND_GROUPS = (
    *(
        (str(group), f"{spoken} (all)")
        for group, spoken in zip(ActGroup, ("wants", "gives", "refuses", "comments"), strict=True)
    ),
    *((str(act), verb.present) for act, verb in VERBS.items()),
)

STATUSES = {
    IssueStatus.AGREED: "agreed",
    IssueStatus.OPEN: "open",
    IssueStatus.BRACKETED: "in brackets",
    IssueStatus.CONTESTED: "contested in its very terms",
    IssueStatus.OFF_THE_TABLE: "off the table",
}

EVENTS = {
    EventType.MEET: "meeting",
    EventType.TALK: "talks",
    EventType.VISIT: "visit",
    EventType.SIGN: "signing",
    EventType.AGREE: "agreement",
    EventType.WALK_OUT: "walk-out",
    EventType.POSTPONE: "postponement",
    EventType.CANCEL: "cancellation",
    EventType.TEST: "test",
    EventType.SANCTION: "sanctions",
    EventType.EASE: "easing",
    EventType.STRIKE: "strike",
    EventType.VOTE: "vote",
    EventType.ANNOUNCE: "announcement",
}

EVENT_STATUSES = {
    EventStatus.HELD: "held",
    EventStatus.ONGOING: "under way",
    EventStatus.PLANNED: "planned",
    EventStatus.POSSIBLE: "possible",
    EventStatus.CALLED_OFF: "called off",
    EventStatus.RULED_OUT: "ruled out",
}

DIRECTIONS = {
    Direction.SOFTENED: "softened",
    Direction.HARDENED: "hardened",
    Direction.REVERSED: "reversed",
    Direction.DROPPED: "dropped",
}

INTERACTIONS = {
    InteractionKind.SUPPORT: "supports",
    InteractionKind.OPPOSE: "opposes",
    InteractionKind.WITH: "stands with",
    InteractionKind.ON_BEHALF_OF: "speaks for",
}

OUTCOMES = {
    OutcomeStatus.AGREED: "agreed",
    OutcomeStatus.ADOPTED: "adopted",
    OutcomeStatus.DEFERRED: "deferred",
    OutcomeStatus.NO_AGREEMENT: "no agreement",
    OutcomeStatus.BRACKETED: "in brackets",
    OutcomeStatus.FORWARDED: "sent on",
}

ARTICLE_KINDS = {
    ArticleKind.NEWS: "news",
    ArticleKind.BULLETIN: "bulletin",
    ArticleKind.READOUT: "readout",
}

_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
_MONTHS = "January February March April May June July August September October November December".split()

# Words that already say how a condition binds: "only if inspectors may board", "until the boats leave".
_CONNECTIVES = (
    "if",  # if the boats leave
    "only",  # only after the boats leave
    "but only",  # but only with inspectors on board
    "unless",  # unless the boats leave
    "until",  # until the boats leave
    "once",  # once the boats have left
    "when",  # when the boats have left
    "as soon as",  # as soon as the boats leave
    "as long as",  # as long as the boats stay away
    "so long as",  # so long as the boats stay away
    "after",  # after the boats leave
    "before",  # before any boat returns
    "without",  # without inspectors on board
    "provided",  # provided that inspectors may board
    "providing",  # providing inspectors may board
    "subject to",  # subject to inspections
    "conditional",  # conditional on inspections
    "contingent",  # contingent on inspections
    "dependent",  # dependent on inspections
    "depending",  # depending on inspections
    "in exchange",  # in exchange for a licence
    "in return",  # in return for a licence
    "on condition",  # on condition that inspectors may board
    "on the condition",  # on the condition that inspectors may board
    "assuming",  # assuming that the boats leave
    "should",  # should the boats leave
    "except",  # except with inspectors on board
    "with",  # with inspectors on board
    "pending",  # pending an inspection
    "while",  # while the boats are there
    "till",  # till the boats leave
    "following",  # following an inspection
    "given",  # given a licence
    "and only",  # and only then
)
_LONGEST_FIRST = "|".join(sorted(_CONNECTIVES, key=len, reverse=True))
_CONNECTIVE = re.compile(
    rf"[“\"'‘]?((?:{_LONGEST_FIRST})\b(?:(?<=only) (?:if|when|once|after|with)\b)?)",
    re.IGNORECASE,
)


def act_words(act: Act, modality: Modality) -> str:
    """The act as a party does it: "offers", "could offer", "has not offered"."""
    verb = VERBS[act]
    match modality:
        case Modality.MADE:
            return verb.present
        case Modality.INTENDED:
            return f"plans to {verb.base}"
        case Modality.POSSIBLE:
            return f"could {verb.base}"
        case Modality.HYPOTHETICAL:
            return f"would {verb.base}"
        case Modality.NEGATED:
            return f"has not {verb.participle}"


def act_group(act: Act, modality: Modality) -> ActGroup:
    """By which an act has its colour: a party that has not done it neither gives, wants nor refuses by it."""
    return ActGroup.VIEW if modality is Modality.NEGATED else act.group


def condition_lead(words: str) -> str:
    """What must stand before a condition so that it reads as one: nothing where it brings its own connective."""
    return "" if connective(words) else "on condition:"


def connective(words: str) -> str:
    """The connective with which a condition begins, in lower case: "only if"; nothing where it has none."""
    found = _CONNECTIVE.match(words)
    return found.group(1).lower() if found else ""


def number(count: int) -> str:
    """Small numbers as words, as running text has them."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: "1 report", "1,200 reports"."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def carried(reports: int, independent: int) -> str:
    """How widely words are carried: "1 report", "6 reports, 3 independent", "4 reports, copies of one"."""
    if reports == 1:
        return "1 report"
    if independent == 1:
        return f"{counted(reports, 'report')}, copies of one"
    return f"{counted(reports, 'report')}, {independent} independent"


def day_words(day: date) -> str:
    """A day as 22 April 2031."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def when_words(when: When) -> str:
    """A time in the grain that the text gave: "22 April 2031", "week of 3 March 2031", "April 2031", "2031"."""
    match when.granularity:
        case "day":
            return day_words(when.first)
        case "week":
            return f"week of {day_words(when.first)}"
        case "month":
            return f"{_MONTHS[when.first.month - 1]} {when.first.year}"
        case "year":
            return str(when.first.year)
    return period_words(when.first, when.last)


def told_time(when: When | None, dated: Citation | None) -> str:
    """A time; where no day of it is known, the report's own words of time, quoted; else "no date"."""
    if when is not None:
        return when_words(when)
    return f"“{clipped(dated.words, 40)}”" if dated else "no date"


def estimate_words(about: Estimate) -> str:
    """About when a report came out, and what says so: "about 3–5 March 2031, by 2 other reports"."""
    by = counted(len(about.articles), "other report") if about.articles else "the days that it names"
    return f"about {when_words(about.published)}, by {by}"


def period_words(first: date, last: date) -> str:
    """A run of days, its month and year said once where they are the same: "3–9 March 2031"."""
    if first == last:
        return day_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} to {day_words(last)}"
    return f"{day_words(first)} to {day_words(last)}"


def listed(words: list[str]) -> str:
    """Words as a sentence lists them: "a", "a and b", "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def spaced(name: str) -> str:
    """The name of a kind as words: `called_off` is "called off"."""
    return name.replace("_", " ")
