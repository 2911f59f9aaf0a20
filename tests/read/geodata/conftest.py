"""A workspace, a file beside it and a port of the machine, both of them out of bounds."""

from __future__ import annotations

import socket

import pytest

from tests.refused_layers import BAIT


@pytest.fixture
def loopback():
    """A port that nothing may knock on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        listening.settimeout(0.05)
        with pytest.raises(TimeoutError):
            listening.accept()


@pytest.fixture
def bait(tmp_path):
    """A file beside the workspace, of which nothing may be seen."""
    path = tmp_path / "bait.csv"
    path.write_text(f"name,x,y\n{BAIT},81,44\n")
    return path


@pytest.fixture
def workspace(tmp_path):
    folder = tmp_path / "workspace"
    folder.mkdir()
    return folder
