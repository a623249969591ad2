"""What is wrong with a ruling."""

from __future__ import annotations

from travaux.model import TravauxError


class ReviewError(TravauxError):
    """A ruling that cannot be kept; the message says what to give instead."""
