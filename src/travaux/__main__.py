"""`python -m travaux` is the command `travaux`."""

from travaux.cli import main

main(prog_name="travaux")
