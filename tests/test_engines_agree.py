"""Whatever reads, wherever the files lie and whichever way readings take: the same record, byte for byte."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from work import die_once, fail

import travaux
from travaux.cli import main
from travaux.engines import EngineError, WorkerDied, run_on_ray
from travaux.engines.ray import connected
from travaux.gathering import Engine, EngineKind
from travaux.pipeline import build, read_to_shards

SAMPLE = Path(__file__).parent.parent / "sample" / "coverage"
TODAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def coverage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six reports of the sample, two versions of one among them, and two files that are none."""
    folder = tmp_path_factory.mktemp("coverage")
    for path in sorted(SAMPLE.iterdir())[:6]:
        shutil.copy(path, folder)
    (folder / "empty.txt").write_text("")
    (folder / "table.pdf").write_text("1 2 3")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where shards can be written to."""
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'travaux[cloud]'")
    return tmp_path / "shards"


@pytest.fixture(scope="module")
def exported(coverage: Path) -> str:
    """What one process makes of them."""
    return export(coverage)


def named(exported: str, folder: str) -> str:
    """An export of the same files from a folder of another name; a problem's id depends on it."""
    lines = [json.loads(line) for line in exported.splitlines()]
    for each in lines:
        if each.get("origin") is not None:
            each["origin"] = folder + each["origin"]
    return "\n".join(sorted(json.dumps({**each, "id": each["type"] != "problem" and each["id"]}) for each in lines))


def export(*paths: str | Path, **options: Any) -> str:
    with travaux.build(*paths, today=TODAY, **options) as record:
        return "\n".join(record.export())


def test_a_record_of_shards_is_that_of_their_articles(coverage: Path, exported: str, folder: Path) -> None:
    done = travaux.read(coverage, to=folder, workers=2)
    assert (done.written, done.held, done.unread) == (6, 0, 2)
    assert export(folder) == exported
    again = travaux.read(coverage, to=folder)
    assert (again.written, again.held, again.unread) == (0, 6, 2)
    assert export(coverage, folder) == exported


def test_readings_of_another_version_are_made_again(
    coverage: Path, exported: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr("travaux.pipeline.STAGES", "stages-0")
        read_to_shards([coverage], folder)
    words: list[int] = []
    assert export(folder, watch=lambda progress: words.append(progress.words)) == exported
    assert words[-1] > 500


def test_a_run_that_is_stopped_keeps_what_was_read_and_goes_on(coverage: Path, exported: str, folder: Path) -> None:
    def stop(progress: Any) -> None:
        if progress.read == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_to_shards([coverage], folder, watch=stop)
    done = read_to_shards([coverage], folder)
    assert (done.written, done.held) == (4, 2)
    assert export(folder) == exported


def test_the_command_says_what_it_wrote(coverage: Path, folder: Path) -> None:
    report = min(coverage.glob("*.txt"))
    asked = ["read", str(report), "--to", str(folder), "--quiet"]
    assert CliRunner().invoke(main, asked).output == f"{folder}: 1 articles written.\n"
    assert CliRunner().invoke(main, asked).output == f"{folder}: 0 articles written, 1 were there.\n"
    refused = CliRunner().invoke(main, [*asked, "--address", "auto"])
    assert refused.exit_code == 2
    assert "give --engine ray" in refused.output


# -- an S3 server of its own, on loopback


@pytest.fixture
def bucket(coverage: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server = pytest.importorskip("moto.server", reason="moto is not installed: pip install 'travaux[test]'")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'travaux[cloud]'")
    s3fs = pytest.importorskip("s3fs", reason="s3fs is not installed: pip install 'travaux[cloud]'")
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    port = running.get_host_and_port()[1]
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "hesk")
    s3fs.S3FileSystem.clear_instance_cache()
    system = s3fs.S3FileSystem()
    system.mkdir("talks")
    for path in coverage.iterdir():
        system.pipe_file(f"talks/coverage/{path.name}", path.read_bytes())
    yield "s3://talks"
    s3fs.S3FileSystem.clear_instance_cache()
    running.stop()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_articles_and_shards_lie_behind_urls(bucket: str, coverage: Path, exported: str) -> None:
    there = export(f"{bucket}/coverage", workers=2)
    assert named(there, "") == named(exported, f"{bucket}/coverage/")
    done = travaux.read(f"{bucket}/coverage/*", to=f"{bucket}/shards")
    assert (done.written, done.held, done.unread) == (6, 0, 2)
    again = travaux.read(f"{bucket}/coverage/*", to=f"{bucket}/shards")
    assert (again.written, again.held, again.unread) == (0, 6, 2)
    assert export(f"{bucket}/shards") == there


# -- a Ray cluster of this machine


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    if find_spec("ray") is None:  # it is imported by the engine, which makes a token first
        pytest.skip("Ray is not installed: pip install 'travaux[ray]'")
    with connected(2, None) as ray:
        yield ray


@pytest.mark.cluster
@pytest.mark.xdist_group("ray")
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_agrees_with_one_process_and_survives_its_workers(
    cluster: Any, coverage: Path, exported: str, tmp_path: Path
) -> None:
    """One test, for a cluster starts slowly: records are the same; who dies costs nothing, or what killed it twice."""
    ray = Engine(EngineKind.RAY, workers=2)
    build([coverage], tmp_path / "ray.travaux", engine=ray, today=TODAY).close()
    with travaux.open_record(tmp_path / "ray.travaux") as record:
        assert "\n".join(record.export()) == exported

    results = dict(run_on_ray(partial(die_once, str(tmp_path)), range(30), workers=2))
    assert (tmp_path / "died").exists()
    assert isinstance(results.pop(3), WorkerDied)
    assert results == {n: 2 * n for n in range(30) if n != 3}

    with pytest.raises(ValueError, match="no"):
        list(run_on_ray(fail, range(3), workers=2))
    assert list(run_on_ray(fail, [], workers=2)) == []


def test_without_ray_it_is_said_how_to_install_it_and_nothing_is_left_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, coverage: Path
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(EngineError, match=r"pip install 'travaux\[ray\]'"):
        travaux.build(coverage, to=tmp_path / "a.travaux", engine="ray")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.xdist_group("ray")
def test_a_cluster_that_does_not_answer_is_said_so_at_once() -> None:
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'travaux[ray]'")
    with pytest.raises(EngineError, match=r"at 127\.0\.0\.1:1 could not be reached"):
        Engine(EngineKind.RAY, address="127.0.0.1:1").check()
