"""A Dask cluster on this machine, with a worker killed in the middle of the work."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from aqmap.errors import SourceError
from aqmap.read.stations.archive.read_archive import read_archive
from tests.read.stations.archive.test_read_archive import CODES, same, whole_days
from tests.read.stations.archives import write_archive

distributed = pytest.importorskip("distributed")


@pytest.mark.filterwarnings("ignore")
def test_a_killed_worker_loses_nothing_and_counts_nothing_twice(tmp_path):
    folder = write_archive(tmp_path / "a", whole_days(60), CODES)
    alone, _ = read_archive([folder])
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        killed, left = threading.Event(), []

        def kill():
            with distributed.Client(cluster, set_as_default=False) as client:
                for _ in range(15_000):
                    if any(client.processing().values()):
                        break
                    time.sleep(0.002)
                left.append(sum(map(len, client.processing().values())))
                os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
                killed.set()

        killer = threading.Thread(target=kill)
        killer.start()
        days, report = read_archive([folder], scheduler=cluster.scheduler_address)
        killer.join()
    assert killed.is_set()
    assert left[0] > 0, "the worker was killed at work"
    assert same(alone, days)
    assert report.files == 60


@pytest.mark.slow
def test_a_scheduler_that_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("aqmap.read.stations.archive.workers.PATIENCE", "1s")
    folder = write_archive(tmp_path / "a", whole_days(1), CODES)
    with pytest.raises(SourceError, match=r"tcp://127\.0\.0\.1:9"):
        read_archive([folder], scheduler="tcp://127.0.0.1:9")


def test_an_address_that_is_none_is_refused_at_once_and_without_a_traceback(tmp_path):
    folder = write_archive(tmp_path / "a", whole_days(1), CODES)
    script = f"""
from pathlib import Path
from aqmap.errors import SourceError
from aqmap.read.stations.archive.read_archive import read_archive
try:
    read_archive([Path({str(folder)!r})], scheduler="nonsense")
except SourceError as problem:
    print(problem.faults[0].code)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("scheduler_unreachable", "")
