"""What no command replaces in a workspace, whatever it is told to write."""

import shutil

import pytest

from aqmap.errors import SourceError
from aqmap.pipelines.build_maps import build, draw_page, draw_sheets
from aqmap.pipelines.read_documents import read_to_files

TARGETS = "data/targets/example.csv"


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "方案.txt"
    path.write_text("示例地区2025年计划\n甲县完成造林0.5万亩。\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("option", ["findings", "review"])
@pytest.mark.parametrize(
    ("name", "code"),
    [
        (TARGETS, "output_ending"),
        ("data/targets/new.json", "output_ending"),
        ("aqmap.toml", "output_ending"),
    ],
)
def test_findings_and_reviews_have_endings_of_their_own(
    small_workspace, plan, tmp_path, option, name, code
):
    target = small_workspace / name
    if option == "findings" and name.endswith(".json"):
        target = target.with_suffix(".html")
    before = target.read_bytes() if target.exists() else None
    with pytest.raises(SourceError) as caught:
        read_to_files([plan], out=tmp_path / "f.csv", workspace=small_workspace, **{option: target})
    assert [fault.code for fault in caught.value.faults] == [code]
    assert (target.read_bytes() if target.exists() else None) == before
    assert not (tmp_path / "f.csv").exists()


@pytest.mark.parametrize("folder", ["data/targets", "data", "boundaries", "layers"])
def test_only_tables_go_into_the_folders_that_are_read(small_workspace, plan, tmp_path, folder):
    outputs = {"findings": "f.json", "review": "r.html"}
    for option, name in outputs.items():
        target = small_workspace / folder / name
        with pytest.raises(SourceError, match=r"layers or data|is one that is read"):
            read_to_files(
                [plan], out=tmp_path / "f.csv", workspace=small_workspace, **{option: target}
            )
    with pytest.raises(SourceError, match="layers or data"):
        draw_page(small_workspace, small_workspace / folder / "map.html")
    with pytest.raises(SourceError, match="layers or data"):
        draw_sheets(small_workspace, small_workspace / folder / "print")


def test_nothing_is_drawn_into_a_folder_that_a_link_leads_to(small_workspace, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    shutil.move(small_workspace / "data" / "targets", elsewhere)
    (small_workspace / "data" / "targets").symlink_to(elsewhere)
    with pytest.raises(SourceError, match="layers or data"):
        draw_page(small_workspace, elsewhere / "map.html")
    assert sorted(path.name for path in elsewhere.iterdir()) == ["example.csv"]


@pytest.mark.parametrize("name", ["方案.txt", "nowhere"])
def test_what_is_no_workspace_is_not_written_into(tmp_path, plan, name):
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(SourceError, match="no workspace"):
        build(tmp_path / name)
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_table_of_figures_may_go_into_data(small_workspace, plan):
    out = small_workspace / "data" / "targets" / "方案.csv"
    read_to_files([plan], out=out, workspace=small_workspace)
    assert out.exists()
