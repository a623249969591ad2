"""What the user can mend."""


class TravauxError(Exception):
    """Something to be put right outside of the code; the message says what to do. Each room has its own kind."""
