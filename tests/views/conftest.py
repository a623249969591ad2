"""The invented record, built once."""

import pytest
from fisheries_talks import build_record

from travaux.model import Record


@pytest.fixture(scope="session")
def talks() -> Record:
    return build_record()
