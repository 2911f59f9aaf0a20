"""Ids of figures and measures never repeat, whatever documents are read together."""

import csv
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aqmap
from aqmap.files.file_content import FileContent
from aqmap.pipelines.document_ids import DocumentIds, id_of_name
from aqmap.pipelines.read_documents import read_to_files
from aqmap.pipelines.reading.document_sources import document_source
from aqmap.read.tables.read_figures import read_figures
from aqmap.words import Text
from aqmap.workspace.sources import Source
from aqmap.workspace.workspace import open_workspace

MINIMAL = Path(aqmap.__file__).parent / "templates" / "minimal"
PLAN = "示例地区2025年计划\n1. 甲县完成造林{}万亩。\n"


@pytest.fixture
def workspace(tmp_path):
    shutil.copytree(MINIMAL, tmp_path / "w")
    return tmp_path / "w"


def written(folder, name, number):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(PLAN.format(number), encoding="utf-8")
    return folder / name


def read_all(paths, workspace, tmp_path):
    done = aqmap.read_documents(paths, workspace=workspace)
    ids = [*(figure.id for figure in done.figures), *(measure.id for measure in done.measures)]
    assert max(Counter(ids).values()) == 1
    return done


def test_two_documents_of_one_name_have_ids_of_their_own(workspace, tmp_path):
    paths = [written(tmp_path / folder, "plan.txt", n) for n, folder in enumerate("abc", 1)]
    done = read_all(paths, workspace, tmp_path)
    assert [f.source for f in done.figures] == ["plan", "plan-2", "plan-3"]
    assert [s.id for s in done.sources] == ["plan", "plan-2", "plan-3"]
    assert [remark.code for remark in done.remarks] == ["document_renamed"] * 2


def test_names_that_differ_in_case_or_end_in_a_number_are_told_apart(workspace, tmp_path):
    names = ("plan-2.txt", "plan.txt", "PLAN.txt", "plan.text", "Plan-2.txt")
    paths = [written(tmp_path / str(n), name, n) for n, name in enumerate(names, 1)]
    done = read_all(paths, workspace, tmp_path)
    ids = [source.id.casefold() for source in done.sources]
    assert len(set(ids)) == len(names) == len(done.figures)


def test_one_document_given_twice_is_read_once_and_said(workspace, tmp_path):
    path = written(tmp_path / "a", "plan.txt", 1)
    copy = written(tmp_path / "b", "copy.txt", 1)
    done = read_all([path, path, copy], workspace, tmp_path)
    assert [f.id for f in done.figures] == ["plan-0001"]
    assert [(r.code, Path(r.file).name) for r in done.remarks] == [
        ("document_twice", "plan.txt"),
        ("document_twice", "copy.txt"),
    ]


def test_the_register_keeps_its_ids_and_two_documents_cannot_share_one(workspace, tmp_path):
    (workspace / "data" / "sources.toml").write_text(
        '[other]\ntitle = "别的"\nfile = "plan.txt"\n[plan]\ntitle = "登记的"\n', encoding="utf-8"
    )
    paths = [written(tmp_path / folder, "plan.txt", n) for n, folder in enumerate("ab", 1)]
    paths.append(written(tmp_path / "c", "plan.text", 3))  # would be called as the register's
    done = read_all(paths, workspace, tmp_path)
    assert [source.id for source in done.sources] == ["other", "other-2", "plan-2"]


@pytest.mark.parametrize(
    "name",
    [
        "a,=1+1,b.txt",
        'a,"b.txt',
        "a;b|c.txt",
        "a\nb.txt",
        "\x1b[31m.txt",
        "=1+1.txt",
        "\u202etxt.nalp.txt",
        " .txt",
    ],
)
def test_a_name_with_signs_that_part_or_hide_gives_a_table_that_is_read_again(
    workspace, tmp_path, name
):
    path = written(tmp_path / "a", name, 1)
    out, measures = tmp_path / "figures.csv", tmp_path / "measures.csv"
    done = read_to_files([path], out=out, measures=measures, workspace=workspace)
    opened = open_workspace(workspace)
    sources = [source.id for source in done.sources]
    tables = read_figures(
        [out], places=opened.places, indicators=opened.indicators, sources=sources
    )
    assert [f.id for f in tables.figures] == [f.id for f in done.figures]
    remarks = [line for line in out.read_text("utf-8-sig").split("\n") if line.startswith("#")]
    assert len(remarks) == 2
    cells = [cell for line in csv.reader(remarks, strict=True) for cell in line]
    assert not any(cell.lstrip("\"' ").startswith(tuple("=+-@")) for cell in cells)
    (row,) = csv.DictReader(
        line for line in measures.read_text("utf-8-sig").splitlines() if line[0] != "#"
    )
    assert row["figures"].split(";") in ([done.figures[0].id], ["'" + done.figures[0].id])


def test_a_name_of_bytes_that_are_no_text_is_read(workspace, tmp_path):
    path = tmp_path / "\udcff\udcfe.txt"
    try:
        path.write_text(PLAN.format(1), encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this file system has no such names")
    done = read_to_files([path], out=tmp_path / "f.csv", workspace=workspace)
    assert done.figures[0].id == r"\xff\xfe-0001"


def test_measures_printed_under_the_number_of_another_keep_apart(workspace, tmp_path):
    path = tmp_path / "plan.txt"
    rows = "".join(f"{n}\t造林{k}\t甲局\n" for k, n in enumerate(("1", "1-2", "1", "1", "1-2")))
    path.write_text(f"示例地区2025年计划\n序号\t任务\t责任单位\n{rows}", encoding="utf-8")
    done = aqmap.read_documents([path], workspace=workspace)
    assert [m.id for m in done.measures] == [
        "plan-m1", "plan-m1-2", "plan-m1-3", "plan-m1-4", "plan-m1-2-2"
    ]  # fmt: skip


def test_the_id_of_a_name_is_short_and_of_signs_that_are_seen():
    assert id_of_name("2021年计划 终稿") == "2021年计划 终稿"
    assert id_of_name("a" * 5_000) == "a" * 100 + "…"
    assert id_of_name("\n") == r"\n"
    assert id_of_name("  ") == "document"


@given(st.lists(st.sampled_from(["a", "A", "a-2", "a-1", "a-2-2", "b", "r", "R", "r-2"])))
def test_no_order_of_names_makes_two_equal(workspace_of_ids, names):
    registered = Source(id="r", title=Text("r", "r"))
    ids = DocumentIds({"r": registered})
    taken = []
    for number, name in enumerate(names):
        file = FileContent(Path(name + ".txt"), str(number).encode())
        assert ids.again(file) is None
        source = document_source(file, workspace_of_ids).model_copy(update={"id": name})
        taken.append(ids.take(file, source)[0].id.casefold())
    assert len(set(taken)) == len(names)


@pytest.fixture(scope="module")
def workspace_of_ids():
    return open_workspace(MINIMAL)
