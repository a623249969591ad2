"""What the network says -> Attributions."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.attribution.decode import Found, decode
from travaux.attribution.finding import Attribution, merge
from travaux.attribution.whole import reach
from travaux.model import Parse, Token
from travaux.network import Seen

_OPENERS = frozenset({"that"})
_EDGES = frozenset({",", ";", ":", "—", "–", "--"})
_SAYING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "AUX"})


def find_learned(parse: Parse, seen: Seen) -> list[Attribution]:
    """What the network finds, in the order of the cues."""
    found = (
        _read(parse, window.first, each)
        for window in seen.windows
        for each in decode(window.tags, window.links, window.told)
    )
    return [each for each in found if each.content]


def _read(parse: Parse, base: int, found: Found) -> Attribution:
    cue = range(base + found.cue.start, base + found.cue.stop)
    source = range(base + found.source.start, base + found.source.stop) if found.source else None
    runs = [
        reach(parse, _trim(parse, part))
        for run in found.content
        for part in _by_paragraph(parse, range(base + run.start, base + run.stop))
    ]
    content = merge([parse.span(run[0], run[-1]) for run in runs if _says_something(parse, run)])
    return Attribution(
        parse.span(cue[0], cue[-1]),
        _head(parse, cue),
        _head(parse, source) if source else None,
        content,
        found.confidence,
        "quotation" if any(parse.quotation_at(run.start) is not None for run in content) else "clause",
        mention=parse.span(source[0], source[-1]) if source else None,
        learned=True,
        told=found.told,
    )


def _by_paragraph(parse: Parse, run: range) -> Iterator[range]:
    """A run cut where a paragraph ends."""
    first = run.start
    for index in run[1:]:
        if parse.paragraph_at(parse.tokens[index].start) != parse.paragraph_at(parse.tokens[first].start):
            yield range(first, index)
            first = index
    yield range(first, run.stop)


def _trim(parse: Parse, run: range) -> range:
    """Without the word that opens the clause, and without marks at the edges that are no part of the words."""
    first, after = run.start, run.stop
    while first < after and (_opens(parse.tokens[first]) or parse.tokens[first].words in _EDGES):
        first += 1
    while first < after and parse.tokens[after - 1].words in _EDGES:
        after -= 1
    return range(first, after)


def _opens(token: Token) -> bool:
    return token.words.lower() in _OPENERS and token.tag != "DT"  # "that resolution"


def _says_something(parse: Parse, run: range) -> bool:
    return any(parse.tokens[index].pos in _SAYING for index in run)


def _head(parse: Parse, run: range) -> int:
    """The token of a run that the others hang on; a verb or a noun before what only stands beside it."""
    tops = [index for index in run if parse.tokens[index].head not in run or parse.tokens[index].head == index]
    return next((index for index in tops if parse.tokens[index].pos in {"VERB", "NOUN", "PROPN", "PRON"}), tops[0])
