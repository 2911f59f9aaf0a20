"""Formats before docx and xlsx: refused with what to do, or converted by a stand-in."""

import os
import stat
import sys

import pytest

from aqmap import libre_office
from aqmap.errors import AqmapError, SourceError, TableError
from aqmap.read.formats.open_document import open_document
from tests.read.office_files import write_docx, write_xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


def compound(path, *streams):
    """Write what is recognised of a compound file: its signature and its directory's names."""
    path.write_bytes(OLE + b"".join(name.encode("utf-16-le") + b"\0" * 8 for name in streams))
    return path


@pytest.fixture
def without_office(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture
def office(monkeypatch, tmp_path):
    """Put a stand-in for LibreOffice on the path that hands out a prepared file."""

    def install(prepared, *, code=""):
        folder = tmp_path / "bin"
        folder.mkdir()
        script = folder / "soffice"
        script.write_text(
            f"#!{sys.executable}\nimport pathlib, shutil, sys, time\n{code}\n"
            "arguments = sys.argv[1:]\n"
            "assert any(a.startswith('-env:UserInstallation=file://') for a in arguments)\n"
            "assert '--headless' in arguments\n"
            "kind = arguments[arguments.index('--convert-to') + 1]\n"
            "out = pathlib.Path(arguments[arguments.index('--outdir') + 1])\n"
            "out.mkdir(exist_ok=True)\n"
            f"shutil.copy({str(prepared)!r}, out / f'document.{{kind}}')\n",
            encoding="utf-8",
        )
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    return install


@pytest.mark.parametrize(
    ("name", "stream", "kind"),
    [("a.doc", "WordDocument", "doc, wps"), ("a.xls", "Workbook", "xls, et")],
)
def test_an_old_format_says_how_to_save_it(tmp_path, without_office, name, stream, kind):
    with pytest.raises(SourceError, match=kind) as caught:
        open_document(compound(tmp_path / name, "Root Entry", stream))
    assert "Save it as docx" in str(caught.value)


def test_rich_text_says_how_to_save_it(tmp_path, without_office):
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1 text}")
    with pytest.raises(SourceError, match="rtf"):
        open_document(tmp_path / "a.rtf")


def test_a_protected_document_says_how_to_remove_the_password(tmp_path):
    with pytest.raises(SourceError, match="password") as caught:
        open_document(compound(tmp_path / "a.docx", "EncryptionInfo", "EncryptedPackage"))
    assert "clear the password" in str(caught.value)


def test_a_compound_file_of_another_kind_is_refused(tmp_path):
    with pytest.raises(SourceError, match="OLE"):
        open_document(compound(tmp_path / "a.msi", "Something"))


def test_where_an_office_is_installed_it_converts(tmp_path, office):
    office(
        write_docx(tmp_path / "prepared.docx", ["2021年计划", [["指标", "甲县"], ["造林", "5"]]])
    )
    document = open_document(compound(tmp_path / "旧 计划.doc", "WordDocument"))
    assert document.name == "旧 计划.doc"
    assert [p.text for p in document.paragraphs] == ["2021年计划"]
    assert [c.text for c in document.grids[0].rows[1]] == ["造林", "5"]
    assert [remark.code for remark in document.remarks] == ["converted_by_office"]


def test_faults_of_the_converted_file_name_the_one_that_was_given(tmp_path, office):
    office(write_xlsx(tmp_path / "prepared.xlsx", {"a": [["x", "=1+1"]]}))
    path = compound(tmp_path / "旧.xls", "Workbook")
    with pytest.raises(TableError, match=r"sheet a; cell B1") as caught:
        open_document(path)
    assert caught.value.faults[0].file == str(path)


@pytest.mark.parametrize(("code", "word"), [("sys.exit(3)", "exit 3"), ("time.sleep(60)", "1 s")])
def test_a_conversion_that_fails_or_hangs_is_a_fault(tmp_path, office, monkeypatch, code, word):
    monkeypatch.setattr(libre_office, "_SECONDS", 1)
    office(tmp_path / "none", code=code)
    with pytest.raises(AqmapError, match=word):
        open_document(compound(tmp_path / "a.doc", "WordDocument"))
