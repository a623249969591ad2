"""Article -> Parse. The only room that knows spaCy and its models."""

from travaux.language.pipeline import Language, LanguageError

__all__ = ["Language", "LanguageError"]
