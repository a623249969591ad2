"""Which reports are independent of one another: no copies, not of one outlet, not relaying one another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from travaux.model import Article, Copies, SourceKind, Statement
from travaux.record.groups import Pair, connected

REACH = 60  # characters after a cue in which the outlet stands that was told

_TOLD = r"\b(?:told|to|with|by|in|for)\s+(?:the\s+)?{}(?!\w)"  # told the Courier; in an interview with the Courier
_NOT_NAMED = re.compile(r"\b(?:the|news|agency)\b|[^\w\s]", re.IGNORECASE)


def find_outlets(articles: Iterable[Article], statements: Iterable[Statement]) -> frozenset[str]:
    """The names of all outlets: of those that carry articles, and of those that these name as sources."""
    spoken = {each.speaker for each in statements if each.source_kind is SourceKind.OUTLET and each.speaker}
    return frozenset(spoken | {article.outlet for article in articles if article.outlet})


class Origins:
    """Where each article has its news from, for counting the independent ones among several.

    `outlets` are the names that a relay may have.
    """

    def __init__(
        self,
        articles: Iterable[Article],
        copies: Iterable[Copies],
        statements: Iterable[Statement],
        outlets: Iterable[str],
    ) -> None:
        self._articles = {article.id: article for article in articles}
        self._copied = {id_: group.id for group in copies for id_ in group.articles}
        self._statements = {each.id: each for each in statements}
        names = sorted(outlets)
        self._told = {name: re.compile(_TOLD.format(re.escape(name)), re.IGNORECASE) for name in names}
        self._told_any = re.compile(_TOLD.format(f"(?:{'|'.join(map(re.escape, names))})"), re.IGNORECASE)

    def count(self, carriers: Iterable[str], statements: Iterable[Statement] = ()) -> int:
        """Groups of articles without a copy, an outlet or a relayed outlet in common.

        An article relays an outlet where that is the source of one of the statements, or of one that it stands in, or
        where the speaker is said to have told it: "Vik told the Courier". Two reports of one outlet count once; so do
        the report of an outlet and one that relays it.
        """
        ties = self.ties(carriers)
        ties |= {(self._own(each.article)[0], origin) for each in statements for origin in self._relayed(each)}
        return len(connected(ties))

    def ties(self, carriers: Iterable[str]) -> set[Pair]:
        """What articles have in common with others, or with nothing else: as many groups as are independent."""
        return {self._own(id_) for id_ in carriers}

    def _own(self, id_: str) -> Pair:
        """Two keys that an article has in common with those that it does not count beside: its text's and its outlet's.

        Of a text without copies nothing but the outlet can be in common.
        """
        article = self._articles.get(id_)
        outlet = _outlet(article.outlet) if article is not None and article.outlet else None
        copied = self._copied.get(id_)
        text = f"text {copied or id_}"
        return (text, outlet or text) if copied else (outlet or text, outlet or text)

    def _relayed(self, statement: Statement) -> Iterable[str]:
        for each in self._chain(statement):
            if each.source_kind is SourceKind.OUTLET and each.speaker:
                yield _outlet(each.speaker)
            article = self._articles.get(each.article)
            if each.cue and article:
                said = article.text[each.cue.start : each.cue.end + REACH].partition("\n")[0]
                if self._told_any.search(said):
                    yield from (_outlet(name) for name, told in self._told.items() if told.search(said))

    def _chain(self, statement: Statement) -> Iterable[Statement]:
        """A statement and those that it stands in."""
        seen: dict[str, Statement] = {}
        each: Statement | None = statement
        while each is not None and each.id not in seen:
            seen[each.id] = each
            each = self._statements.get(each.within or "")
        return seen.values()


@lru_cache(maxsize=10_000)
def _outlet(name: str) -> str:
    """One key for the forms of an outlet's name: "the Strait News Agency" and "Strait"."""
    return "outlet " + " ".join(_NOT_NAMED.sub(" ", name).casefold().split())
