"""
Argleton's traps, whose right answer is known on paper and whose wrong one looks fine.

Each has a clean twin, which must be answered: refusing everything is no way out.
"""

from __future__ import annotations

import importlib.util
import warnings
from pathlib import Path

import pytest
from argleton.model import Probe, discover
from argleton.run import ROOT
from argleton.score import Verdict, judge, summarise

from tests.read.argleton_adapter import adapter

NOT_ASKED = {
    "002", "005", "011", "012", "019", "020", "029", "031",  # areas in the plane of a map
    "007",  # what lies within a distance
    "013", "027",  # lengths
    "016",  # degrees, minutes and seconds in columns of their own
    "017",  # a rate of several places: aqmap adds up no rates
    "021",  # another datum: refused
    "022",  # Thiessen polygons
}  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> list[Verdict]:
    """Every probe's verdict; its files are built here, where that takes no process of its own."""
    verdicts = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("OGR_CURRENT_DATE", "2026-08-23T00:00:00.000Z")
        for probe in discover(ROOT):
            folder = tmp_path_factory.mktemp(probe.id)
            if probe.id.removeprefix("c")[:3] not in NOT_ASKED:
                build(probe, folder)
            verdicts.append(judge(probe, adapter(probe, folder)))
    return verdicts


def build(probe: Probe, folder: Path) -> None:
    spec = importlib.util.spec_from_file_location(f"build_{probe.id}", probe.directory / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries that the builders use
        spec.loader.exec_module(module)
        module.main(folder)


def test_no_trap_is_answered_wrongly_and_every_clean_twin_is_answered(run: list[Verdict]) -> None:
    told = [f"{v.probe_id}: {v.verdict}, {v.detail}" for v in run if v.success is False]
    assert told == []
    totals = summarise(run)
    assert (totals["silent_error_rate"], totals["completion_rate"]) == (0, 1)
    assert (totals["traps_run"], totals["clean_run"]) == (16, 16)


def test_what_aqmap_is_not_asked_is_listed(run: list[Verdict]) -> None:
    unsupported = {v.probe_id.removeprefix("c")[:3] for v in run if v.success is None}
    assert unsupported == NOT_ASKED
