"""Shared: a workspace of three invented counties that builds in seconds."""

import gc
import shutil
import signal
import sys
from pathlib import Path

import pytest
from hypothesis import settings

import aqmap
from tests.browser import running_browser
from tests.frozen import Frozen

ROOT = Path(__file__).parents[1]

settings.register_profile("aqmap", deadline=None)  # a slow machine is no defect
settings.load_profile("aqmap")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Run in the background of a shell, tests would hand it on to the programs they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def small_workspace(tmp_path):
    """The minimal workspace that `aqmap init` lays down, in a folder with blanks and brackets."""
    folder = tmp_path / "示例 工作区（一）"
    shutil.copytree(Path(aqmap.__file__).parent / "templates" / "minimal", folder)
    return folder


@pytest.fixture(scope="session")
def default_book():
    """The map book of the repository's own workspace."""
    return aqmap.make_book(ROOT)


@pytest.fixture(scope="session")
def browser():
    """The one browser of a test process: a second would not start beside it."""
    with running_browser() as started:
        yield started


def pytest_addoption(parser):
    """Add the switch behind `make frozen`."""
    parser.addoption("--rewrite-frozen", action="store_true", help="freeze the reader's answers")


def pytest_collection_modifyitems(items):
    """Begin with the tests that fork: of a process that has grown that takes ten times as long."""
    items.sort(key=lambda item: item.get_closest_marker("forks") is None)


def pytest_collection_finish():
    """Count what was collected as there to stay: looking through it again takes a tenth longer."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def frozen(request):
    """What the reader said of every document, to compare with, or to write anew."""
    lines = Frozen(rewrite=request.config.getoption("--rewrite-frozen"))
    yield lines
    if lines.rewrite:
        with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
            sys.stdout.write("\n".join(["", *lines.write(), ""]))
