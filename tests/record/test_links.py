"""Which issue waits for which, by the words of a position and of its condition."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from travaux.model import Act, Article, ArticleKind, Copies, Link, Position
from travaux.record import Agenda
from travaux.record.links import find_links

Make = Callable[..., Position]
Ids = dict[str | None, str | None]

# A sentence, its object and condition, the issue that waits and the one that it waits for.
LINKS = [
    (
        "Norland will raise the quota once Velmark opens its logbooks",
        *("the quota", "once Velmark opens its logbooks", "mackerel quota", "catch register"),
    ),
    (
        "Velmark will open its logbooks if Norland withdraws its boats",
        *("its logbooks", "if Norland withdraws its boats", "catch register", "patrol boats"),
    ),
    # what the position is about is told by its condition alone
    ("Velmark will not sign until the harbours are open", None, "until the harbours are open", None, "port ban"),
    # both speak of one issue: it does not wait for itself
    ("Norland will take the quota if the quota is fair", "the quota", "if the quota is fair", "mackerel quota", None),
    (
        "Norland will take the quota if the Isles vote for it",
        "the quota",
        "if the Isles vote for it",
        "mackerel quota",
        None,
    ),
    # "before" opens the clause that waits
    (
        "The boats must leave before Velmark opens its logbooks",
        *("The boats", "before Velmark opens its logbooks", "catch register", "patrol boats"),
    ),
    ("The boats must be gone before Velmark signs", "The boats", "before Velmark signs", None, "patrol boats"),
    (
        "Norland wants a register as a precondition for any quota",
        *(None, "as a precondition for any quota", "mackerel quota", None),
    ),
    # but not beside a denial
    (
        "Velmark will not open its logbooks before the boats leave",
        *("its logbooks", "before the boats leave", "catch register", "patrol boats"),
    ),
]


@pytest.mark.parametrize(("sentence", "about", "condition", "issue", "on"), LINKS)
def test_one_issue_waits_for_another(
    position: Make, agenda: Agenda, ids: Ids, sentence: str, about: str, condition: str, issue: str, on: str
) -> None:
    held = position(sentence, Act.CONDITION, about, condition=condition, issue=None)
    (link,) = find_links([held], agenda)
    assert (link.issue, link.on) == (ids[issue], ids[on])


CONTEXTS = [
    (
        "The port ban stays. ",
        "Norland will not lift it unless Velmark opens its logbooks",
        "port ban",
        "catch register",
    ),
    (
        "The port ban is about the quota. ",
        "Norland will not lift it unless Velmark opens its logbooks",
        None,
        "catch register",
    ),
    ("The port ban stays.\n\n", "Norland will not lift it unless Velmark opens its logbooks", None, "catch register"),
]


@pytest.mark.parametrize(("before", "sentence", "issue", "on"), CONTEXTS)
def test_it_is_the_one_issue_of_the_sentence_before(
    position: Make, agenda: Agenda, ids: Ids, before: str, sentence: str, issue: str | None, on: str
) -> None:
    article = Article("report", before + sentence)
    condition = sentence[sentence.index("unless") :]
    held = position(sentence, Act.CONDITION, "it", condition=condition, issue=None, article=article)
    (link,) = find_links([held], agenda, [article])
    assert (link.issue, link.on) == (ids[issue], ids[on])


BULLETINS = [
    ("**Quota:** The Chair read a paper. ", ArticleKind.BULLETIN, "mackerel quota"),
    ("The quota was raised by Norland. ", ArticleKind.BULLETIN, "mackerel quota"),
    ("The quota and the register were raised. The logbooks are late. ", ArticleKind.BULLETIN, None),  # waits for itself
    ("The quota was raised by Norland. ", ArticleKind.NEWS, None),  # a report may speak of anything next
]


@pytest.mark.parametrize(("before", "kind", "issue"), BULLETINS)
def test_a_paragraph_of_a_bulletin_keeps_to_one_matter(
    position: Make, agenda: Agenda, ids: Ids, before: str, kind: ArticleKind, issue: str | None
) -> None:
    sentence = "VELMARK could take the figure if the logbooks are open"
    article = Article("report", before + sentence, kind=kind)
    condition = "if the logbooks are open"
    held = position(sentence, Act.ACCEPT, "the figure", condition=condition, issue=None, article=article)
    (link,) = find_links([held], agenda, [article])
    assert (link.issue, link.on) == (ids[issue], ids["catch register"])


def test_a_condition_that_ends_with_it_is_that_of_the_sentence_before(position: Make, agenda: Agenda, ids: Ids) -> None:
    article = Article("report", "The logbooks come first. We will not talk of the quota without it")
    held = position(
        "We will not talk of the quota without it", Act.CONDITION, condition="without it", issue=None, article=article
    )
    (link,) = find_links([held], agenda, [article])
    assert (link.issue, link.on) == (ids["mackerel quota"], ids["catch register"])


NO_LINKS = [
    ("The talks will go on until morning", Act.CONDITION, "until morning"),
    ("We will not go home without it", Act.CONDITION, "without it"),
    ("If nobody slams a door it is a good day", Act.EXPECT, "If nobody slams a door"),  # a view ties nothing
]


@pytest.mark.parametrize(("sentence", "act", "condition"), NO_LINKS)
def test_a_condition_that_ties_nothing_is_no_link(
    position: Make, agenda: Agenda, sentence: str, act: Act, condition: str
) -> None:
    assert list(find_links([position(sentence, act, condition=condition, issue=None)], agenda)) == []


def told_in(position: Make, article: Article, party: str = "velmark") -> Position:
    condition = "if the boats leave"
    return position(article.text, Act.OFFER, "the quota", condition=condition, article=article, party=party)


def test_copies_tell_a_link_once_and_other_reports_again(position: Make, agenda: Agenda) -> None:
    words = "Velmark takes the quota if the boats leave"
    wire, reprint, other = (Article(name, words, address=name) for name in ("wire", "reprint", "other"))
    held = [told_in(position, each) for each in (wire, reprint, other)]
    copies = [Copies(tuple(sorted((wire.id, reprint.id))))]
    for order in (held, held[::-1]):
        found: list[Link] = list(find_links(order, agenda, (), copies))
        assert {link.basis.article for link in found} == {min(wire.id, reprint.id), other.id}


def test_two_parties_under_one_condition_are_two_links(position: Make, agenda: Agenda) -> None:
    article = Article("report", "Both take the quota if the boats leave")
    held = [told_in(position, article, party) for party in ("velmark", "norland")]
    held[1] = position(
        article.text, Act.ACCEPT, "the quota", condition="if the boats leave", article=article, party="norland"
    )
    assert len(list(find_links(held, agenda))) == 2


@pytest.mark.parametrize("condition", ["if necessary", "if at all possible", "without preconditions"])
def test_terms_that_name_nothing_are_no_link(position: Make, agenda: Agenda, condition: str) -> None:
    held = position(f"Velmark takes the quota {condition}", Act.OFFER, "the quota", condition=condition)
    assert list(find_links([held], agenda)) == []
