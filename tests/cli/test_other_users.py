"""Installed read-only, run by an ordinary user without a home: all works, without advice."""

import compileall
import os
import shutil
import site
import subprocess
import sys
import tempfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from aqmap.model.natural_days import POLLUTANTS
from tests.cli.processes import ROOT
from tests.read.office_files import write_docx, write_xlsx
from tests.read.pdf_files import write_pdf
from tests.read.stations.archives import write_archive

NOBODY = 65534
PYTHONS = (sys.executable, f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}")
PARTS = ("aqmap.toml", "boundaries", "layers", "data", "docs")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="users and modes of Unix")

GRID = [["指标", "昌吉市"], ["造林（万亩）", "3"]]
LIST = "code,name,city,lon,lat,background\n9001A,合成一站,伊犁州,81.2815,43.9404,N\n"


class Elsewhere:
    """A place in which another user may write ``own`` and nothing else."""

    def __init__(self, folder):
        self.folder, self.own, self.rest = folder, folder / "own", folder / "tmp"
        self.code, self.inputs = folder / "code", folder / "inputs"
        for made in (self.own, self.rest, self.inputs):
            made.mkdir()
        unwanted = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "aqmap", self.code / "aqmap", ignore=unwanted)
        for part in PARTS:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            copy(ROOT / part, self.code / part)
        compileall.compile_dir(self.code, quiet=1)  # as an installer leaves it
        self._write_inputs()
        self.python, self.user = interpreter()
        for path in (folder, *folder.rglob("*")):
            path.chmod(path.stat().st_mode & ~0o222 | 0o444 | (0o111 if path.is_dir() else 0))
        for path in (self.own, self.rest):
            path.chmod(0o777)

    def _write_inputs(self):
        title = "2021年昌吉州任务清单"
        write_docx(self.inputs / "a.docx", [title, GRID])
        write_xlsx(self.inputs / "b.xlsx", {"任务": [[title, ""], *GRID]})
        write_pdf(self.inputs / "c.pdf", [title, GRID])
        rows = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in GRID)
        page = f"<html><meta charset=utf-8><p>{title}</p><table>{rows}</table></html>"
        (self.inputs / "d.html").write_text(page, encoding="utf-8")
        cells = {name: ["20"] for name in POLLUTANTS}
        days = [dict.fromkeys(range(24), cells)] * 20
        write_archive(self.inputs / "hours", days, ["9001A"], first=date(2021, 3, 1))
        (self.inputs / "stations.csv").write_text(LIST, encoding="utf-8")

    def run(self, *words):
        """Run a command in a folder that cannot be written, without a home."""
        done = subprocess.run(
            [self.python, "-m", "aqmap", *map(str, words)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=self.folder,
            env={
                "PATH": "/usr/bin:/bin",
                "HOME": "/nonexistent",
                "LANG": "en_GB.UTF-8",
                "TMPDIR": str(self.rest),
                "PYTHONPATH": os.pathsep.join((str(self.code), *site.getsitepackages())),
            },
            **self.user,
        )
        assert (done.returncode, done.stderr) == (0, ""), words
        return done


@cache
def interpreter() -> tuple[str, dict[str, Any]]:
    """Return a Python that an ordinary user can start, and who that is; else we ourselves."""
    other: dict[str, Any] = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    again = "import subprocess, sys; subprocess.run([sys.executable, '-c', ''], check=True)"
    for python in PYTHONS if os.geteuid() == 0 else ():
        try:
            started = subprocess.run([python, "-c", again], capture_output=True, cwd="/", **other)
        except OSError:
            continue
        if started.returncode == 0:
            return python, other
    return sys.executable, {}


@pytest.fixture(scope="module")
def elsewhere():
    folder = Path(tempfile.mkdtemp(prefix="another-user-"))
    folder.chmod(0o755)
    yield Elsewhere(folder)
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def undisturbed(elsewhere):
    """Look afterwards that nothing was written beside, and no temporary folder is left."""

    def kept():
        return {p for p in elsewhere.folder.rglob("*") if elsewhere.own not in (p, *p.parents)}

    before = kept()
    yield elsewhere
    assert kept() == before


def test_a_workspace_is_laid_down_checked_and_drawn(undisturbed):
    folder = undisturbed.own / "示例"
    undisturbed.run("init", folder)
    undisturbed.run("check", folder)
    undisturbed.run("build", folder)
    assert (folder / "out" / "print" / "atlas.pdf").exists()
    undisturbed.run("map", folder, "--out", undisturbed.own / "m.html")
    views = [word for view in ("target", "measured", "gap", "status") for word in ("--view", view)]
    formats = ("--format", "pdf,png,svg", "--dpi", "96")
    undisturbed.run("print", folder, "--out", undisturbed.own / "print", *views, *formats)
    assert len(list((undisturbed.own / "print").glob("*.png"))) >= 4


@pytest.mark.parametrize("name", ["a.docx", "b.xlsx", "c.pdf", "d.html"])
def test_documents_are_read(undisturbed, name):
    out, page = undisturbed.own / f"{name}.csv", undisturbed.own / f"{name}.html"
    options = ("--workspace", undisturbed.code, "--out", out, "--review", page)
    said = undisturbed.run("read", undisturbed.inputs / name, *options).stdout
    assert said.startswith("1 figures (1 with a number")
    assert "652301" in out.read_text(encoding="utf-8-sig")


def test_stations_are_assessed_by_several_processes(undisturbed):
    out = undisturbed.own / "stations.csv"
    undisturbed.run(
        *("stations", undisturbed.inputs / "hours", "--workspace", undisturbed.code),
        *(
            "--stations",
            undisturbed.inputs / "stations.csv",
            "--period",
            "2021-03",
            "--screen",
            "run=off",
        ),
        *("--workers", "2", "--store", undisturbed.own / "store", "--out", out),
    )
    assert "9001A" in out.read_text(encoding="utf-8-sig")
