"""Shared: what four invented counties return, a copy for each test."""

from __future__ import annotations

import shutil

import pytest

from tests.pipelines.dispatch.collected_forms import lay


@pytest.fixture(scope="session")
def january(tmp_path_factory):
    """A workspace, and the forms of January beside it."""
    return lay(tmp_path_factory.mktemp("收表 一"))


@pytest.fixture
def place(january, tmp_path):
    """A copy of both."""
    shutil.copytree(january, tmp_path / "地方 二")
    return tmp_path / "地方 二"


@pytest.fixture
def workspace(place):
    """The workspace."""
    return place / "工作区"


@pytest.fixture
def inbox(place):
    """The forms."""
    return place / "报来"
