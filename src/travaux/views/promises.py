"""What a check found: one line for each promise, or JSON for a program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from travaux.record import Promise
from travaux.views.rendering import json_line
from travaux.views.shown import shown


def render_promises(promises: Iterable[Promise], *, as_json: bool = False) -> str:
    """Kept or broken, how many of how many, and the first few that break it."""
    if as_json:
        return "[" + ",\n ".join(json_line(asdict(promise)) for promise in promises) + "]\n"
    return "".join(line + "\n" for promise in promises for line in _lines(promise))


def _lines(promise: Promise) -> list[str]:
    count = f"{promise.broken:,} of {promise.checked:,}" if promise.broken else f"{promise.checked:,}"
    first = f"{'BROKEN' if promise.broken else 'kept':6}  {count:>16}  {promise.name}: {promise.says}"
    more = [f"and {promise.broken - len(promise.faults):,} more"] if promise.broken > len(promise.faults) else []
    return [first, *(f"          {shown(fault)}" for fault in (*promise.faults, *more))]
