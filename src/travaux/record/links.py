"""What is made to depend on what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from travaux.model import ActGroup, Article, ArticleKind, Citation, Copies, Link, Position
from travaux.record.context import lead_in, outside, sentence_before
from travaux.record.issues import Agenda
from travaux.record.terms import is_table_word, stems_of

# After these stands what waits, not what it waits for.
_TURNED = re.compile(
    r"\s*(?:\w+ )?(?:before|prior to|ahead of)\b"  # The boats must leave before Velmark signs.
    r"|.*?\bas an? (?:precondition|condition|prerequisite) (?:for|of|to)\b",  # a census as a prerequisite for talks
    re.IGNORECASE | re.DOTALL,
)
# Unless it is denied: Velmark will not sign before the boats leave.
_DENIAL = re.compile(r"\b(?:no|not|never|none|nothing|nobody|cannot|refus\w+|reject\w*|rul\w+ out)\b|n[’']t\b", re.I)
# Words that end with what was said just before: "lift it".
_STAND_IN = re.compile(r"\b(?:it|this)\W*$", re.IGNORECASE)

# A stand on terms that name nothing: "if necessary", "without preconditions".
_EMPTY = re.compile(
    r"(?:if|when|where|until|unless)(?: it is)?(?: absolutely| really| at all)?"
    r" (?:necessary|needed|required|possible|feasible|need be)"
    r"|without (?:any )?(?:other )?(?:pre)?conditions?",
    re.IGNORECASE,
)


def find_links(
    positions: Iterable[Position], agenda: Agenda, articles: Iterable[Article] = (), copies: Iterable[Copies] = ()
) -> Iterator[Link]:
    """One link for each condition that a position names, told once however many copies of the report there are.

    `issue` waits for `on`: the issues that the position's words and its condition speak of. Which clause waits depends
    on the connective. A condition that says nothing of the matter, and those of mere views, are no links.
    """
    by_id = {article.id: article for article in articles}
    original = {id_: group.articles[0] for group in copies for id_ in group.articles}
    told: dict[tuple[str | None, ...], tuple[bool, bool, str, str, Link]] = {}
    for position in positions:
        link = _read_link(position, agenda, by_id.get(position.article)) if position.condition else None
        if link is None:
            continue
        story = original.get(position.article, position.article)
        key = (story, position.party or position.holder, " ".join(link.condition.words.casefold().split()))
        rank = (link.issue is None, link.on is None, position.article, position.id)
        if key not in told or rank < told[key][:4]:
            told[key] = (*rank, link)
    for *_, link in told.values():
        yield link


def _read_link(position: Position, agenda: Agenda, article: Article | None) -> Link | None:
    """None where nothing waits for anything that has to do with the matter."""
    condition = position.condition
    if condition is None:
        return None
    rest = outside(position.basis, condition)
    required = agenda.spoken_of(condition.words)
    about = agenda.spoken_of(outside(position.object, condition)) or agenda.spoken_of(rest)
    before = agenda.spoken_of(sentence_before(article.text, position.basis.start)) if article else ()
    waiting = next(iter(about), None)
    if waiting is None and position.issue not in required:
        waiting = position.issue  # by the statement that it stands in, or the heading above
    if waiting is None and article is not None:
        waiting = agenda.match(lead_in(article.text, position.basis.start))
        if waiting is None and (article.kind is ArticleKind.BULLETIN or _ends_with_stand_in(position.object)):
            waiting = _only(before, required)  # a bulletin's paragraph keeps to one matter
    on = next((issue for issue in required if issue != waiting), None)
    if on is None and _ends_with_stand_in(condition):
        on = _only(before, (waiting,))
    if _TURNED.match(condition.words) and not _DENIAL.search(rest):
        waiting, on = on, waiting
    is_view = position.act.group is ActGroup.VIEW
    if (is_view and not (waiting and on)) or not (on or _matter(condition.words)):
        return None
    return Link(position.id, position.party, waiting, on, condition, position.basis, position.as_of)


def _ends_with_stand_in(place: Citation | None) -> bool:
    return place is not None and _STAND_IN.search(place.words) is not None


def _matter(words: str) -> bool:
    """Whether words say anything: "before the end" does not, nor do "without it" and "if necessary"."""
    stems = stems_of(words)
    if _EMPTY.fullmatch(words.strip()):
        return False
    return len(stems) > 1 or any(not is_table_word(stem) for stem in stems)


def _only(issues: Iterable[str], apart_from: Iterable[str | None]) -> str | None:
    """The one issue that is left; of two nobody knows."""
    left = set(issues) - set(apart_from)
    return left.pop() if len(left) == 1 else None
