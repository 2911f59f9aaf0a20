"""Months summed by workers that share a store: the same bytes as alone, also if one is killed."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import distributed
import numpy as np
import pytest
import shapely

from tests.read.rasters import product_files as files
from tests.read.rasters.test_zonal_sums import places

SHAPES = [shapely.Point(80.5 + n, 43.5).buffer(0.7) for n in range(3)]


def month_sums(path: Path, store: Path) -> bytes:
    from aqmap.read.rasters.grid_products import shipped_products
    from aqmap.read.rasters.open_grid import open_grid
    from aqmap.read.rasters.zonal.coverage_weights import CoverageWeights
    from aqmap.read.rasters.zonal.zonal_sums import Asked, ZonalSums

    sums = ZonalSums(len(SHAPES), Asked())
    with open_grid(path, shipped_products()["acag-v5"]) as (layer,):
        sums.add(layer, CoverageWeights(layer.lattice, layer.blocks, places(*SHAPES), store))
    return np.stack((sums.weighted, sums.covered, sums.cells)).tobytes()


@pytest.mark.filterwarnings("ignore")
def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    months = [f"{year}{month:02d}" for year in (2020, 2021) for month in range(1, 13)]
    fields = (files.plane() + number for number in range(len(months)))
    paths = [files.acag(tmp_path, field, f"{month}-{month}")
             for field, month in zip(fields, months, strict=True)]  # fmt: skip
    alone = [month_sums(path, tmp_path / "own") for path in paths]
    assert len(set(alone)) == len(months)
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        futures = client.map(month_sums, paths, store=tmp_path / "shared", pure=False, retries=3)
        futures[len(futures) // 2].result()
        held = client.has_what()
        worker, kept = max(held.items(), key=lambda item: len(item[1]))
        assert kept, "what it had done is lost with it"
        os.kill(client.run(os.getpid, workers=[worker])[worker], signal.SIGKILL)
        assert [future.result() for future in futures] == alone
    assert len(list((tmp_path / "shared").iterdir())) == 1
