"""Files, pages and codebooks in; Articles, a Codebook and Problems out. The only room where text is cleaned."""

from travaux.intake.article import Taken, read_article
from travaux.intake.codebook import read_codebook
from travaux.intake.decode import Limits
from travaux.intake.faults import IntakeError
from travaux.intake.sources import Source, find_sources

__all__ = ["IntakeError", "Limits", "Source", "Taken", "find_sources", "read_article", "read_codebook"]
