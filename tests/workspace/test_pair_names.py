"""What a layer's file asks to show together: every mistake names layer, key and the choice."""

import shutil
from pathlib import Path

import pytest

import aqmap
from aqmap.errors import SpecError
from aqmap.workspace.workspace import open_workspace

MINIMAL = Path(aqmap.__file__).parent / "templates" / "minimal"


@pytest.fixture
def workspace(tmp_path):
    """The minimal workspace: layers pm25 and afforestation of 2025, an overlay beside them."""
    folder = shutil.copytree(MINIMAL, tmp_path / "工作区 （一）")
    (folder / "layers" / "plants.toml").write_text(
        'kind = "overlay"\ntitle = "示例企业"\nfile = "data/plants.csv"\nsource = "example"\n',
        encoding="utf-8",
    )
    return folder


def ask(folder, *lines):
    """Ask for a pair in the file of pm25."""
    file = folder / "layers" / "pm25.toml"
    written = file.read_text(encoding="utf-8")
    file.write_text("\n".join((written, "[[pair]]", *lines, "")), encoding="utf-8")


def faults_of(folder):
    with pytest.raises(SpecError) as caught:
        open_workspace(folder)
    return [(f.code, Path(f.file).name, f.at, f.said.zh) for f in caught.value.faults]


def test_a_pair_names_the_other_layer_views_limits_and_period(workspace):
    ask(workspace, 'with = "afforestation"', "edges = [30, 36]", 'with_period = "2025"')
    (pair,) = next(s for s in open_workspace(workspace).layers if s.id == "pm25").pair
    assert (pair.layer, pair.view, pair.with_view) == ("afforestation", "measured", "measured")
    assert (pair.edges, pair.with_edges, pair.with_period) == ((30, 36), (), "2025")


@pytest.mark.parametrize(
    ("lines", "code", "at", "named"),
    [
        (['with = "pm2.5"'], "pair_unknown", "pair.1.with", ["“pm2.5”", "afforestation"]),
        (['with = "pm25"'], "pair_with_itself", "pair.1.with", ["“pm25”", "afforestation"]),
        (['with = "plants"'], "pair_overlay", "pair.1.with", ["“plants”", "afforestation"]),
        (
            ['with = "afforestation"', 'with_view = "gap"'],
            "pair_view", "pair.1.with_view", ["“afforestation”", "“gap”", "target, measured"],
        ),
        (
            ['with = "afforestation"', 'with_period = "2020"'],
            "pair_period", "pair.1.with_period", ["“2020”", "2025"],
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_paired_is_named_with_what_can(workspace, lines, code, at, named):
    ask(workspace, *lines)
    ((found, file, key, words),) = faults_of(workspace)
    assert (found, file, key) == (code, "pm25.toml", at)
    assert [word for word in named if word not in words] == []


def test_layers_without_a_common_period_need_one_to_be_named(workspace):
    file = workspace / "layers" / "afforestation.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('["2025"]', '["2024"]'), "utf-8")
    ask(workspace, 'with = "afforestation"')
    ((code, _, at, words),) = faults_of(workspace)
    assert (code, at) == ("pair_periods", "pair.1.with")
    assert "2025" in words
    assert "2024" in words


def test_layers_of_two_regions_have_no_sheet_together(workspace):
    settings = workspace / "aqmap.toml"
    written = settings.read_text(encoding="utf-8")
    other = (
        '\n[[regions]]\nid = "other"\nname = "另一地区"\nprefecture = "990000"\n'
        'places = ["990003"]\n'
    )
    settings.write_text(written.replace(', "990003"]', "]") + other, encoding="utf-8")
    file = workspace / "layers" / "afforestation.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('["example"]', '["other"]'), "utf-8")
    ask(workspace, 'with = "afforestation"')
    ((code, _, at, words),) = faults_of(workspace)
    assert (code, at) == ("pair_regions", "pair.1.with")
    assert "example" in words
    assert "other" in words


def test_one_pair_is_asked_for_once(workspace):
    ask(workspace, 'with = "afforestation"')
    ask(workspace, 'with = "afforestation"')
    assert [(code, at) for code, _, at, _ in faults_of(workspace)] == [("pair_twice", "pair.2")]


def test_limits_rise_and_are_two_at_most(workspace):
    ask(workspace, 'with = "afforestation"', "edges = [36, 30]", "with_edges = [1, 2, 3]")
    assert [at for _, _, at, _ in faults_of(workspace)] == ["pair.1.edges", "pair.1.with_edges"]


def test_limits_of_a_gap_hold_0(workspace):
    lines = ['with = "afforestation"', 'view = "gap"', 'with_view = "target"']
    ask(workspace, *lines, "edges = [-5, 5]", "with_edges = [1, 2]")
    ((_, file, at, words),) = faults_of(workspace)
    assert (file, at) == ("pm25.toml", "pair.1.edges")
    assert "0" in words


def test_limits_of_a_gap_with_0_are_taken(workspace):
    ask(workspace, 'with = "afforestation"', 'view = "gap"', "edges = [-5, 0]")
    (pair,) = next(s for s in open_workspace(workspace).layers if s.id == "pm25").pair
    assert pair.edges == (-5, 0)
