"""Files, pages and codebooks in; Articles, a Codebook and Problems out. The only room where text is cleaned."""

from travaux.intake.article import Taken, read_article
from travaux.intake.characters import clean_address, clean_characters, clean_field
from travaux.intake.codebook import read_codebook
from travaux.intake.decode import Limits
from travaux.intake.faults import IntakeError
from travaux.intake.remote import RemoteFile, RemoteFolder, clean_url, is_url, remote_folder
from travaux.intake.sources import SHARD, AnySource, Fetched, Source, find_sources

__all__ = [
    "SHARD",
    "AnySource",
    "Fetched",
    "IntakeError",
    "Limits",
    "RemoteFile",
    "RemoteFolder",
    "Source",
    "Taken",
    "clean_address",
    "clean_characters",
    "clean_field",
    "clean_url",
    "find_sources",
    "is_url",
    "read_article",
    "read_codebook",
    "remote_folder",
]
