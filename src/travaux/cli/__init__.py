"""The command line: words in, one library call, words out."""

from __future__ import annotations

import click

import travaux
from travaux.cli.looking import LISTINGS, LOOKING
from travaux.cli.reviewing import REVIEWING
from travaux.cli.serving import serve, users
from travaux.cli.writing import WRITING

__all__ = ["LISTINGS", "main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(travaux.__version__, prog_name="travaux")
def main() -> None:
    """Read the coverage of a negotiation, and keep its record.

    \b
    travaux build coverage/ -o talks.travaux     read a folder of reports
    travaux add talks.travaux today/             take in what came since
    travaux matrix talks.travaux                 see who stands where on what
    travaux brief talks.travaux -o brief.html    the same on one page, every cell cited
    travaux serve talks.travaux                  read, search and check it in the browser

    RECORD is a file, or a schema of a PostgreSQL database: postgresql://USER@HOST/DATABASE?schema=NAME. Give its
    password by PGPASSWORD or ~/.pgpass rather than in the address.
    """


for _command in (*WRITING, *LOOKING, *REVIEWING, serve, users):
    main.add_command(_command)
