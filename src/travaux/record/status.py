"""How each issue stands: open, agreed, bracketed, contested in its terms, off the table; and on whose word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from travaux.model import (
    Act,
    ActGroup,
    Article,
    Citation,
    Event,
    EventStatus,
    EventType,
    Issue,
    IssueStatus,
    Modality,
    OutcomeStatus,
    Position,
    Reading,
    Stance,
    Statement,
    When,
)
from travaux.record.context import antecedent, lead_in
from travaux.record.issues import Agenda, raised, rank
from travaux.record.parties import Sides

_OF_OUTCOME = {
    OutcomeStatus.AGREED: IssueStatus.AGREED,
    OutcomeStatus.ADOPTED: IssueStatus.AGREED,
    OutcomeStatus.BRACKETED: IssueStatus.BRACKETED,
}
_WANTING = (Act.DEMAND, Act.CALL_FOR, Act.REQUEST, Act.CONDITION, Act.THREATEN)
SURE_STAND = 0.5  # a position with less confidence reopens nothing
# What was settled or taken off the table is open again once somebody takes a stand on it later; what is in brackets
# stays there while it is argued, but not for another season's text.
_REOPENED_AFTER = {
    IssueStatus.AGREED: timedelta(0),
    IssueStatus.OFF_THE_TABLE: timedelta(0),
    IssueStatus.BRACKETED: timedelta(days=93),
}
_ALL_SIDES = re.compile(
    r"\b(?:both|two|all)(?: \w+)? (?:sides|leaders|parties|delegations|governments|presidents|countries|nations)\b"
    r"|^(?:the )?(?:parties|delegations|delegates|sides|leaders|negotiators)$",
    re.IGNORECASE,
)
# To agree to talk about a thing settles nothing of it, nor does being of one mind on a fact.
_AGREED_TO_TALK = re.compile(
    r"\bagree\w* (?:\w+ )?(?:to|on) (?:\w+ )?[“\"]?(?:discuss|talk|meet|hold|continu|resum|negotiat|examin|consider"
    r"|study|explor|start|begin|work|keep|return|schedul|need|disagree|tr(?:y|ies)\b|seek|defer|postpon)\w*"
    r"|\bagrees? that\b",
    re.IGNORECASE,
)
# What was done under an agreement is none: they freed the crew.
_AGREED = re.compile(
    r"\b(?:agree|sign|deal\b|accord|pact|settle|treat(?:y|ies)|truce|accept|compromis|endors|approv|adopt|initial|conclu"
    r"|strike|struck|shake|shook|seal|clinch|resolv)",
    re.IGNORECASE,
)
_MEANING = r"(?:common|shared|agreed|joint|single|one|same) (?:[\w-]+ ){0,2}(?:definitions?|understandings?|meanings?)"
_NOT = r"(?:no|not|never|without|cannot|lacks?|yet to|\w+n[o’']t)"
# A common definition of "traditional waters" does not exist; they have yet to settle on one meaning of it.
_CONTESTED = re.compile(
    rf"\b{_NOT}\b[^.;]{{0,40}}\b{_MEANING}\b|\bno {_MEANING}\b|\b{_MEANING}\b[^.;]{{0,60}}\b{_NOT}\b"
    r"|\bno (?:agreed )?(?:definition|meaning)\b|\bmeans? (?:very |quite )?different things\b"
    r"|(?<!not )(?<!n[’']t )\b(?:differ|disagree) (?:on|over|about) (?:what|the (?:meaning|definition))\b",
    re.IGNORECASE,
)
# Withdrawal is off the table; the matter is not the subject of the talks; it is no part of them; it has not come up.
_OFF = re.compile(
    r"\boff the (?:table|agenda)\b|\bnot (?:[\w-]+ ){0,3}(?:on the (?:table|agenda)|under (?:consideration|discussion)"
    r"|(?:a|the) (?:subject|topic|part) of|up for (?:discussion|negotiation)|open to (?:discussion|negotiation)"
    r"|negotiable)\b|\bnon-?negotiable\b"
    r"|\b(?:no|not an?) (?:part|subject|topic|matter) (?:of|for) (?:the|these|any|our) (?:\w+ )?"
    r"(?:talks|negotiations|summit|meeting)\b"
    r"|\bha(?:s|ve)(?: not|n[’']t) come up\b",
    re.IGNORECASE,
)

# What was wanted has come about, if it is welcomed: the return of the crew, Vell's release.
_CAME_ABOUT = re.compile(
    r"\b(?:releas|return|free|liberat|lift|reopen|withdraw|sign|adopt|ratif|pass(?:age|ing)\b|repeal|end(?:ing)?\b)",
    re.IGNORECASE,
)
_DONE = timedelta(days=93)  # what came about stays so though it is spoken of, but not for ever

_RELATIVE = re.compile(r"(?:which|that)\b", re.IGNORECASE)  # patrol boats, which Norland said were no part of the talks


_Place = tuple[str, str]  # an issue, an article


class _Said(NamedTuple):
    """That an issue stands so, by one finding. They sort by day, then place."""

    day: date
    basis: Citation
    status: IssueStatus
    by: str | None
    on: When | None
    done: bool = False  # it came about, whoever speaks of it afterwards


class _Welcome(NamedTuple):
    """That a party is glad of something that came about."""

    party: str
    day: date
    basis: Citation
    by: str | None
    on: When


class Share(NamedTuple):
    """What one article has to do with how an issue stands."""

    issue: str
    article: str
    said: tuple[_Said, ...]
    raised: tuple[str | None, Citation] | None  # who put it on the agenda there, and where
    first: Citation | None  # of a position on it
    latest: date  # the last day on which somebody still wanted or refused something of it
    wanted: dict[str, date]  # a party that wanted a thing of it, or threatened for it -> the first day
    welcomed: tuple[_Welcome, ...]


def with_status(
    agenda: Agenda,
    positions: Sequence[Position],
    statements: Sequence[Statement],
    readings: Sequence[Reading],
    articles: Iterable[Article],
    sides: Sides,
) -> tuple[Issue, ...]:
    """The issues with the latest status that something says of them, on whose word; nothing said is open."""
    shares: dict[str, list[Share]] = defaultdict(list)
    for share in find_shares(agenda, positions, statements, readings, articles, sides):
        shares[share.issue].append(share)
    return tuple(sorted((standing(issue, shares[issue.id]) for issue in agenda.issues), key=lambda each: each.id))


def find_shares(
    agenda: Agenda,
    positions: Sequence[Position],
    statements: Sequence[Statement],
    readings: Sequence[Reading],
    articles: Iterable[Article],
    sides: Sides,
) -> Iterator[Share]:
    """What each article has to do with each issue; of one article it is the same whatever others there are."""
    held = {article.id: article for article in articles}
    names = {party.id: party.name for party in sides.parties}
    said: dict[tuple[str, str], list[_Said]] = defaultdict(list)
    for source in (
        _by_positions(positions, statements, names),
        _by_statements(agenda, statements, names, held),
        _by_outcomes(agenda, readings, held),
        _by_events(agenda, readings, statements, sides, names, held),
    ):
        for issue, status, basis, by, on in source:
            if issue is not None:
                published = held[basis.article].published if basis.article in held else None
                on = on or (When.day(published) if published else None)
                said[issue, basis.article].append(_Said(on.last if on else date.min, basis, status, by, on))
    origin, first, latest = raised(agenda, readings, sides), _first(positions), _latest_stand(positions, held)
    wanted, welcomed = _wanted(positions, held), _welcomed(positions, held)
    for issue, article in sorted(said.keys() | origin.keys() | first.keys() | latest.keys() | wanted.keys()):
        place = (issue, article)
        yield Share(
            issue,
            article,
            tuple(sorted(said.get(place, ()), key=lambda each: each[:3])),
            origin.get(place),
            first.get(place),
            latest.get(place, date.min),
            wanted.get(place, {}),
            tuple(welcomed.get(place, ())),
        )


def summed_up(shares: Sequence[Share]) -> Share | None:
    """All that several articles have to do with one issue, as much of it as `standing` asks for."""
    if not shares:
        return None
    newest: dict[tuple[IssueStatus, bool], _Said] = {}
    for said in (each for share in shares for each in share.said):
        kind = (said.status, said.done)
        newest[kind] = max(newest.get(kind, said), said, key=lambda each: each[:3])
    wanted: dict[str, date] = {}
    for share in shares:
        for party, day in share.wanted.items():
            wanted[party] = min(day, wanted.get(party, day))
    return Share(
        shares[0].issue,
        "",
        tuple(sorted(newest.values(), key=lambda each: each[:3])),
        min((share.raised for share in shares if share.raised), key=lambda origin: rank(*origin), default=None),
        min((share.first for share in shares if share.first is not None), default=None),
        max(share.latest for share in shares),
        dict(sorted(wanted.items())),
        tuple(each for share in shares for each in share.welcomed),
    )


def standing(issue: Issue, shares: Sequence[Share]) -> Issue:
    """An issue as the latest says that it stands, since when it is on the table and by whom."""
    origins = [share.raised for share in shares if share.raised is not None]
    by, place = min(origins, key=lambda origin: rank(*origin), default=(None, None))
    first = min((share.first for share in shares if share.first is not None), default=None)
    latest = max((share.latest for share in shares), default=date.min)
    issue = replace(issue, raised_by=by, basis=place or first)
    said = [*(each for share in shares for each in share.said), *_came_about(shares)]
    newest = max((each for each in said if not _is_reopened(each, latest)), key=lambda each: each[:3], default=None)
    if newest is None:
        return issue
    return replace(issue, status=newest.status, status_basis=newest.basis, status_by=newest.by, status_on=newest.on)


_Sayings = Iterator[tuple[str | None, IssueStatus, Citation, str | None, When | None]]


def _by_positions(positions: Iterable[Position], statements: Iterable[Statement], names: dict[str, str]) -> _Sayings:
    """An option ruled out in so many words; what all sides accept, or two at once."""
    ruled_out = [each for each in positions if each.act is Act.RULE_OUT and _OFF.search(each.basis.words)]
    accepted = [each for each in positions if _accepts(each)]
    places = {each.article for each in (*ruled_out, *accepted) if each.voice}
    speakers = {each.id: each.speaker for each in statements if each.article in places}
    for position in ruled_out:
        by = speakers.get(position.voice or "") or position.holder or names.get(position.party or "")
        yield position.issue, IssueStatus.OFF_THE_TABLE, position.basis, by, position.as_of
    sides: dict[Citation, set[str]] = defaultdict(set)
    for position in accepted:
        sides[position.basis].add(position.party or position.holder or "")
    for position in accepted:
        if len(sides[position.basis]) > 1 or _ALL_SIDES.search(position.holder or ""):
            by = speakers.get(position.voice or "")
            yield position.issue, IssueStatus.AGREED, position.basis, by, position.as_of


def _accepts(position: Position) -> bool:
    return (
        position.act is Act.ACCEPT
        and position.stance is Stance.FOR
        and position.modality is Modality.MADE
        and position.condition is None
        and position.confidence >= SURE_STAND
        and not _AGREED_TO_TALK.search(position.basis.words)
    )


def _wanted(positions: Iterable[Position], articles: dict[str, Article]) -> dict[_Place, dict[str, date]]:
    """What a side wanted, or threatened for."""
    wanted: dict[_Place, dict[str, date]] = defaultdict(dict)
    for each in positions:
        day = _day(each, articles)
        if each.party and each.issue and day and each.act in _WANTING and each.confidence >= SURE_STAND:
            held = wanted[each.issue, each.article]
            held[each.party] = min(day, held.get(each.party, day))
    return wanted


def _welcomed(positions: Iterable[Position], articles: dict[str, Article]) -> dict[_Place, list[_Welcome]]:
    """What a side is glad of as done."""
    welcomed: dict[_Place, list[_Welcome]] = defaultdict(list)
    for each in positions:
        day, thing = _day(each, articles), each.object.words if each.object else ""
        welcomes = each.act is Act.PRAISE and each.modality is Modality.MADE and each.confidence >= SURE_STAND
        if welcomes and each.party and each.issue and day and _CAME_ABOUT.search(thing):
            on = each.as_of or When.day(day)
            welcomed[each.issue, each.article].append(_Welcome(each.party, day, each.basis, each.holder, on))
    return welcomed


def _came_about(shares: Sequence[Share]) -> Iterator[_Said]:
    """What a side wanted and then welcomes as done."""
    wanted: dict[str, date] = {}
    for share in shares:
        for party, day in share.wanted.items():
            wanted[party] = min(day, wanted.get(party, day))
    for share in shares:
        for each in share.welcomed:
            if wanted.get(each.party, date.max) < each.day:
                yield _Said(each.on.last, each.basis, IssueStatus.AGREED, each.by, each.on, done=True)


def _by_statements(
    agenda: Agenda, statements: Iterable[Statement], names: dict[str, str], articles: dict[str, Article]
) -> _Sayings:
    for statement in statements:
        for part in statement.content:
            contested = _CONTESTED.search(part.words) is not None
            if contested or _OFF.search(part.words):
                status = IssueStatus.CONTESTED if contested else IssueStatus.OFF_THE_TABLE
                by = statement.speaker or names.get(statement.party or "")
                article = articles.get(part.article)
                about = [part.words]
                if article is not None and _RELATIVE.match(part.words):
                    about.append(antecedent(article.text, part.start))
                yield agenda.match(*about), status, part, by, statement.said_on


def _by_outcomes(agenda: Agenda, readings: Iterable[Reading], articles: dict[str, Article]) -> _Sayings:
    """What a meeting did, on the word of who reports it. Brackets with no matter named are those of their paragraph."""
    for reading in readings:
        for outcome in reading.outcomes:
            status = _OF_OUTCOME.get(outcome.status)
            if status is None:
                continue
            article = articles.get(outcome.article)
            about = [(outcome.object or outcome.basis).words]
            if status is IssueStatus.BRACKETED and article is not None:
                about.append(lead_in(article.text, outcome.basis.start))
            yield agenda.match(*about), status, outcome.basis, article.outlet if article else None, None


def _by_events(
    agenda: Agenda,
    readings: Iterable[Reading],
    statements: Iterable[Statement],
    sides: Sides,
    names: dict[str, str],
    articles: dict[str, Article],
) -> _Sayings:
    """What two sides have agreed on or signed, on the word of who tells it or else of the report's outlet."""
    events = [event for reading in readings for event in reading.events if _settles(event, sides)]
    told: dict[str, list[Statement]] = {event.article: [] for event in events}
    for statement in statements:
        if statement.article in told:
            told[statement.article].append(statement)
    for event in events:
        voice = next((each for each in told[event.article] if _holds(each, event.basis)), None)
        article = articles.get(event.article)
        outlet = article.outlet if article else None
        by = voice.speaker or names.get(voice.party or "") if voice else outlet
        yield agenda.match(event.basis.words), IssueStatus.AGREED, event.basis, by, event.date


def _settles(event: Event, sides: Sides) -> bool:
    if event.type not in (EventType.AGREE, EventType.SIGN) or event.status is not EventStatus.HELD:
        return False
    parties = {party.id for who in event.participants if (party := sides.find(who, event.article))}
    both = len(parties) > 1 or any(_ALL_SIDES.search(who) for who in event.participants)
    words = event.basis.words
    return both and _AGREED.search(words) is not None and not _AGREED_TO_TALK.search(words)


def _holds(statement: Statement, place: Citation) -> bool:
    return any(part.span.covers(place.span) for part in statement.content)


def _latest_stand(positions: Iterable[Position], articles: dict[str, Article]) -> dict[_Place, date]:
    """The last day on which somebody still wanted or refused something of an issue."""
    latest: dict[_Place, date] = {}
    for position in positions:
        wants = position.act.group in (ActGroup.WANT, ActGroup.REFUSE) and position.act is not Act.RULE_OUT
        if position.issue and wants and position.confidence >= SURE_STAND:
            place = (position.issue, position.article)
            latest[place] = max(_day(position, articles) or date.min, latest.get(place, date.min))
    return latest


def _day(position: Position, articles: dict[str, Article]) -> date | None:
    article = articles.get(position.article)
    return position.as_of.last if position.as_of else article.published if article else None


def _first(positions: Iterable[Position]) -> dict[_Place, Citation]:
    first: dict[_Place, Citation] = {}
    for position in positions:
        place = (position.issue or "", position.article)
        if position.issue and (place not in first or position.basis < first[place]):
            first[place] = position.basis
    return first


def _is_reopened(said: _Said, latest: date) -> bool:
    grace = _DONE if said.done else _REOPENED_AFTER.get(said.status)
    return grace is not None and latest - said.day > grace
