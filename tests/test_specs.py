"""Every mistake in a workspace's TOML files is said at once, with file and key."""

import shutil
from pathlib import Path

import pytest

import aqmap
from aqmap.errors import SourceError, SpecError
from aqmap.workspace import open_workspace

MINIMAL = Path(aqmap.__file__).parent / "workspaces" / "minimal"


@pytest.fixture
def workspace(tmp_path):
    shutil.copytree(MINIMAL, tmp_path / "工作区 （一）")
    return tmp_path / "工作区 （一）"


def edit(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_minimal_workspace_opens(workspace):
    opened = open_workspace(workspace)
    assert [layer.id for layer in opened.layers] == ["afforestation", "pm25"]


def test_mistakes_in_several_files_come_together(workspace):
    edit(workspace / "aqmap.toml", "meridian = 84.5", 'meridian = "east"\ncolour = "red"')
    edit(workspace / "layers" / "pm25.toml", "edges = [30, 35, 40]", "edges = [30, 20]")
    edit(workspace / "layers" / "indicators.toml", 'kind = "quantity"', 'kind = "wish"')
    with pytest.raises(SpecError) as caught:
        open_workspace(workspace)
    said = "\n".join(caught.value.said("zh"))
    for word in ("aqmap.toml：regions.0.meridian", "regions.0.colour", "pm25.toml", "wish"):
        assert word in said


def test_a_name_that_nothing_defines_is_a_mistake(workspace):
    edit(workspace / "layers" / "pm25.toml", 'regions = ["example"]', 'regions = ["exmaple"]')
    edit(workspace / "aqmap.toml", '"990003"]', '"990003", "123456"]')
    with pytest.raises(SpecError) as caught:
        open_workspace(workspace)
    assert [fault.facts["found"] for fault in caught.value.faults] == ["123456", "exmaple"]


def test_two_indicators_cannot_claim_one_spelling(workspace):
    edit(workspace / "layers" / "indicators.toml", '"人工造林"', '"PM2.5"')
    with pytest.raises(SpecError, match=r"pm2\.5"):
        open_workspace(workspace)


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"title = ", "mistake"), (b"\xff\xfe\x00", "UTF-8"), (b"title = 1", "title")],
)
def test_a_toml_that_is_none(workspace, content, word):
    (workspace / "aqmap.toml").write_bytes(content)
    with pytest.raises(SpecError, match=word):
        open_workspace(workspace)


def test_a_folder_that_is_no_workspace(tmp_path):
    with pytest.raises(SourceError, match="no workspace"):
        open_workspace(tmp_path)
