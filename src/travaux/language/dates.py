"""Dates in a text and what they mean, given the day of publication and the tense."""

from __future__ import annotations

from datetime import date

from travaux.model import Parse, Time


def find_times(parse: Parse, published: date | None) -> tuple[Time, ...]:
    """Times in text order, none inside another. Relative ones are left out where the day of publication is unknown."""
    return ()
