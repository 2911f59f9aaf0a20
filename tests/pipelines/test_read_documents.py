"""What `aqmap read` says of documents that it cannot use, or whose own place nobody names."""

import shutil
from pathlib import Path

import pytest

from aqmap.errors import TableError
from aqmap.model.figures import State
from aqmap.pipelines.read_documents import read_documents, read_to_files
from aqmap.pipelines.reading.reading_lines import reading_lines, reading_remarks
from tests.read.office_files import write_docx

ROOT = Path(__file__).parents[2]
TABLE = [["县市", "造林（万亩）"], ["昌吉市", "2"], ["阜康市", "3"], ["合计", "5"]]


def written(folder, *lines):
    path = folder / "合成.txt"
    path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("lines", [("2021年工作总结", "加强领导，检查2次以上的予以通报。")])
def test_the_review_is_written_though_no_figure_was_found(tmp_path, lines):
    out, review = tmp_path / "数据.csv", tmp_path / "核对.html"
    path = written(tmp_path, *lines)
    with pytest.raises(TableError) as caught:
        read_to_files([path], out=out, review=review, workspace=ROOT)
    (fault,) = caught.value.faults
    assert fault.code == "no_figures_said"
    assert "表头" not in fault.said.zh
    assert not out.exists()
    page = review.read_text(encoding="utf-8")
    assert "加强领导" in page
    assert "没有读出任何数据" in page


@pytest.mark.parametrize(("word", "state"), [("实况", State.ACTUAL), ("标况", State.STANDARD)])
def test_a_heading_that_the_catalogue_knows_says_the_state_of_the_air(tmp_path, word, state):
    workspace = tmp_path / "工作区"
    for name in ("layers", "boundaries"):
        shutil.copytree(ROOT / name, workspace / name)
    (workspace / "data").mkdir()
    for name in ("aqmap.toml", "data/sources.toml"):
        shutil.copy(ROOT / name, workspace / name)
    catalogue = workspace / "layers" / "indicators.toml"
    known = catalogue.read_text(encoding="utf-8")
    name = '"PM2.5平均浓度"'
    assert name in known
    aliases = '"PM2.5实况浓度", "PM2.5标况浓度"'
    catalogue.write_text(known.replace(name, f"{name}, {aliases}", 1), encoding="utf-8")
    head = f"县市\tPM2.5{word}浓度（微克/立方米）"
    path = written(tmp_path, "昌吉州2021年1-9月环境空气质量", f"{head}\n昌吉市\t45")
    (figure,) = read_documents([path], workspace=workspace).figures
    assert (figure.indicator, str(figure.value), figure.state) == ("pm25", "45", state)


def test_faults_of_a_table_are_shown_beside_it(tmp_path):
    rows = [["县市", "造林（万亩）"], ["昌吉市", "1..2"], ["阜康市", "3"]]
    path = write_docx(tmp_path / "合成.docx", ["2021年昌吉州任务表", rows])
    review = tmp_path / "核对.html"
    with pytest.raises(TableError):
        read_to_files([path], out=tmp_path / "数据.csv", review=review, workspace=ROOT)
    assert "1..2" in review.read_text(encoding="utf-8")


def test_nothing_is_written_of_a_file_that_cannot_be_opened(tmp_path):
    path, review = tmp_path / "合成.txt", tmp_path / "核对.html"
    path.write_bytes(b"\x00\x01\x02" * 100)
    with pytest.raises(TableError):
        read_to_files([path], out=tmp_path / "数据.csv", review=review, workspace=ROOT)
    assert not review.exists()


def test_who_the_whole_prefecture_is_can_be_said_with_an_option(tmp_path):
    path = written(tmp_path, "2021年工作总结", "2021年，全州造林8.2万亩，昌吉市造林2万亩。")
    done = read_documents([path], workspace=ROOT)
    (remark,) = done.remarks
    assert (remark.code, remark.facts["found"]) == ("own_place_unknown", "全州")
    assert "--place 654000" in remark.said.zh
    assert "boundaries/places.csv" in remark.said.en
    assert reading_remarks(done) == [remark.said]
    assert remark.said not in list(reading_lines(done, tmp_path / "x.csv"))
    told = read_documents([path], workspace=ROOT, place="652300")
    assert told.remarks == ()
    assert {f.place for f in told.figures} == {"652300", "652301"}


def test_a_total_of_an_unnamed_place_is_no_unknown_name(tmp_path):
    path = write_docx(tmp_path / "合成.docx", ["2021年任务完成情况表", TABLE])
    done = read_documents([path], workspace=ROOT)
    assert done.unmatched == ()
    assert [remark.code for remark in done.remarks] == ["own_place_unknown"]
    assert done.remarks[0].facts["found"] == "合计"
