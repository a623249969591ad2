"""Parse -> Statements: who said, thought or wanted what, by an article's own words."""

from travaux.attribution.statements import find_statements

__all__ = ["find_statements"]
