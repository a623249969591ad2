"""The one exception of this room: what the user asked for cannot be done at all."""

from __future__ import annotations

from travaux.model import TravauxError


class IntakeError(TravauxError):
    """A path or a codebook that cannot be used; the message is one line and says what to do."""
