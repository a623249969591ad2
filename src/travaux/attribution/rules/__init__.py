"""Attributions by grammar and by layout: verbs, nouns and adjectives of saying, quotations, turns and posts."""

from __future__ import annotations

from travaux.attribution.finding import Attribution
from travaux.attribution.rules.borders import trim
from travaux.attribution.rules.nominal import find_by_names
from travaux.attribution.rules.quotations import attach, find_set_off, go_on, snap
from travaux.attribution.rules.verbs import find_by_verbs, is_unsaid
from travaux.model import Parse

__all__ = ["find_ruled", "go_on", "is_unsaid"]


def find_ruled(parse: Parse) -> list[Attribution]:
    """What the tables and the grammar find, nested ones included, in the order of their cues."""
    found = [snap(parse, attribution) for attribution in (*find_by_verbs(parse), *find_by_names(parse))]
    found = attach(parse, trim(parse, found))
    found += find_set_off(parse, found)
    return sorted((each for each in found if each.content), key=lambda each: (each.verb, each.content))
