"""What a finding claims, as a digest: a ruling holds for the claim that was seen, and for no other."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from travaux.model import Actor, Citation, Issue, Party, digest

# How sure and by which rule a claim was found is no part of it, nor where in the text its words stand.
_APART = frozenset(("confidence", "rule"))
# A name stands for what goes by it: that more reports use it, or another status is told, does not change who is meant.
_NAMED: dict[type, tuple[str, ...]] = {
    Actor: ("name", "speaks_for"),
    Issue: ("label", "parent"),
    Party: ("name",),
}


def claim(finding: Any) -> str:
    """The digest of what a finding says."""
    names = _NAMED.get(type(finding)) or [each.name for each in fields(finding) if each.name not in _APART]
    return digest("claim", type(finding).__name__, *(_plain(getattr(finding, name)) for name in names))


def _plain(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, Citation):
        return f"{value.article} {value.words}"
    if isinstance(value, tuple):
        return digest(*map(_plain, value))
    return str(value)
