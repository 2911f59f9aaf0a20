"""Shared: the reports that several files of tests read again."""

import shutil
from pathlib import Path

import pytest

from aqmap.pipelines.write_report import write_report
from tests.reports import WrittenReport, coarse_pictures, no_office, written
from tests.slides import WrittenSlides

ROOT = Path(__file__).parents[2]


@pytest.fixture
def without_office():
    """A computer without LibreOffice."""
    with no_office():
        yield


@pytest.fixture
def quick_pictures():
    """Pictures of few dots."""
    with coarse_pictures():
        yield


@pytest.fixture(scope="session")
def report(tmp_path_factory):
    """The report of the repository's own workspace; its pictures are of few dots."""
    with no_office(), coarse_pictures():
        return written(ROOT, tmp_path_factory.mktemp("报告 （一）") / "report")


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory):
    """The report of three invented counties, one of which misses its target; and its slides."""
    folder = tmp_path_factory.mktemp("small") / "workspace"
    shutil.copytree(ROOT / "aqmap" / "templates" / "minimal", folder)
    with no_office():
        write_report(folder, folder.parent / "report", slides=True)
    return folder.parent / "report"


@pytest.fixture(scope="session")
def small(small_folder):
    """The document of three invented counties."""
    return WrittenReport((small_folder / "report.docx").read_bytes())


@pytest.fixture(scope="session")
def small_slides(small_folder):
    """The slides of three invented counties."""
    return WrittenSlides((small_folder / "report.pptx").read_bytes())
