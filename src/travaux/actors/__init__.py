"""Parse -> Cast: who is who in one article."""

from travaux.actors.cast import find_cast

__all__ = ["find_cast"]
