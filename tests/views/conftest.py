"""The invented record, built once."""

import sys
from pathlib import Path

import pytest

from travaux.model import Record

sys.path.insert(0, str(Path(__file__).parent))  # pytest imports by path, and the record lies beside the tests


@pytest.fixture(scope="session")
def talks() -> Record:
    from fisheries_talks import build_record

    return build_record()
