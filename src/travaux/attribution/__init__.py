"""Parse -> Statements: who said, thought or wanted what, by an article's own words."""

from travaux.attribution.learned import Network, WeightsError, load_network
from travaux.attribution.statements import find_statements

__all__ = ["Network", "WeightsError", "find_statements", "load_network"]
