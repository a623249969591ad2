"""What a view refuses, in words for the person who asked."""

from travaux.model import TravauxError


class ViewError(TravauxError, ValueError):
    """A name, id or kind that the record does not hold; the message says what it does hold."""
