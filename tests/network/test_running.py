from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from travaux.language import Language
from travaux.model import Article
from travaux.network.running import (
    FILES,
    SHA256,
    WEIGHTS,
    WEIGHTS_SETTING,
    Network,
    WeightsError,
    digest,
    load_network,
    read_network,
)

TEXT = "\n\n".join(
    f"“We will not sign {number} papers,” Ana Vik said on Tuesday. Velmark fears that boat {number} will leave."
    for number in range(30)
)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(WEIGHTS, tmp_path / "weights"))


def test_the_package_carries_its_weights_and_they_are_small() -> None:
    assert digest(WEIGHTS) == SHA256
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) <= 25_000_000


@pytest.mark.parametrize("name", FILES)
def test_missing_weights_are_named(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(WeightsError, match=rf"missing: {name}.*Reinstall travaux"):
        read_network(copied)


def test_other_weights_are_refused_where_the_package_has_its_own(copied: Path) -> None:
    path = copied / "calibration.json"
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    with pytest.raises(WeightsError, match="are not those that this version"):
        read_network(copied, SHA256)


@pytest.mark.parametrize("name", FILES)
def test_broken_weights_are_told(copied: Path, name: str) -> None:
    (copied / name).write_bytes(b"no weights")
    with pytest.raises(WeightsError, match="can't be read"):
        read_network(copied)


def test_weights_of_ones_own_are_used_and_named_in_the_reading(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = copied / "calibration.json"
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    monkeypatch.setenv(WEIGHTS_SETTING, str(copied))
    assert load_network().version == f"attribution-{digest(copied)[:12]}"
    assert SHA256[:12] not in load_network().version


def test_one_thread_and_two_say_the_same_whatever_was_read_before(
    language: Language, network: Network, report: Callable[..., Article]
) -> None:
    parse = language.parse(report(TEXT))
    first = network.read(parse).windows
    network.read(language.parse(report("Brandt left the port.")))
    for other in (network, read_network(WEIGHTS, threads=2)):
        for window, again in zip(first, other.read(parse).windows, strict=True):
            for name in ("tags", "links", "told", "acts"):
                assert np.array_equal(getattr(window, name), getattr(again, name))
            assert window.parts.keys() == again.parts.keys()
            assert all(np.array_equal(part, again.parts[at]) for at, part in window.parts.items())
