"""Article -> Parse. The only room that knows spaCy and its models."""

from travaux.language.pipeline import Language, LanguageError, unread_paragraphs

__all__ = ["Language", "LanguageError", "unread_paragraphs"]
