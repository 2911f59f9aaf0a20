"""What came back in a folder or a zip: what is a form, what is kept, what is refused by name."""

import io
import stat
import zipfile

import pytest

from aqmap.errors import SourceError
from aqmap.files.zip_guard import MAX_RATIO
from aqmap.read.forms.form_files import read_entry, receive
from aqmap.read.forms.zip_entries import entry_name

GBK = "gb18030"


def names(entries, root):
    return [entry.path.relative_to(root).as_posix() for entry in entries]


def refused(received):
    root = received.root.as_posix() + "/"
    return {fault.file.removeprefix(root): fault.code for fault in received.faults}


def lay(folder, *files):
    for name in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return folder


def pack_as_windows(path, names):
    """A zip as Chinese Windows makes it: names in GBK, and no word on it. Names of two signs."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(len(names)):
            archive.writestr(f"{number:04d}.xlsx", b"x")
    content = buffer.getvalue()
    for number, name in enumerate(names):
        content = content.replace(f"{number:04d}".encode(), name.encode(GBK))
    path.write_bytes(content)
    return path


def test_a_folder_gives_its_workbooks_with_those_of_its_folders(tmp_path):
    root = lay(tmp_path / "收到 的表（9月）", "甲县.xlsx", "乙县/9月 表.xls", "乙县/旧/a.XLSX")
    received = receive(root)
    assert names(received.forms, root) == ["乙县/9月 表.xls", "乙县/旧/a.XLSX", "甲县.xlsx"]
    assert received.faults == []
    assert read_entry(received.forms[2]).content == "甲县.xlsx".encode()


def test_lock_files_and_what_systems_leave_are_passed_over(tmp_path):
    root = lay(
        tmp_path / "a",
        "~$甲县.xlsx",
        ".~甲县.xlsx",
        ".~lock.甲县.xlsx#",
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
        "__MACOSX/甲县.xlsx",
        "甲县.xlsx",
    )
    received = receive(root)
    assert names(received.forms, root) == ["甲县.xlsx"]
    assert received.faults == []


@pytest.mark.parametrize(
    ("name", "code", "remedy"),
    [
        ("乙县.et", "form_et", "另存为"),
        ("乙县.ods", "form_et", "另存为"),
        ("乙县.docx", "form_word", "月调度表（xlsx）"),
        ("乙县.wps", "form_word", "月调度表（xlsx）"),
        ("乙县.rar", "form_packed", "解压"),
        ("乙县.exe", "form_other", "xlsx"),
        ("乙县", "form_other", "xlsx"),
    ],
)
def test_what_is_no_form_is_refused_by_name_and_the_others_go_on(tmp_path, name, code, remedy):
    root = lay(tmp_path / "a", name, "甲县.xlsx")
    received = receive(root)
    assert refused(received) == {name: code}
    assert name in received.faults[0].said.zh
    assert remedy in received.faults[0].said.zh
    assert names(received.forms, root) == ["甲县.xlsx"]


def test_pictures_and_pdfs_wait_to_be_put_beside_a_form(tmp_path):
    root = lay(tmp_path / "a", "甲县.xlsx", "甲县.pdf", "盖章.JPG", "x.png")
    assert names(receive(root).scans, root) == ["x.png", "甲县.pdf", "盖章.JPG"]


def test_an_empty_folder_is_named(tmp_path):
    (tmp_path / "a").mkdir()
    received = receive(lay(tmp_path / "a", "~$甲县.xlsx"))
    assert [fault.code for fault in received.faults] == ["forms_none"]


def test_what_is_not_there_is_an_error(tmp_path):
    with pytest.raises(SourceError) as caught:
        receive(tmp_path / "没有")
    assert caught.value.faults[0].code == "file_missing"


def test_links_out_of_the_folder_are_refused_and_those_inside_are_not_followed(tmp_path):
    outside = lay(tmp_path / "outside", "密.xlsx")
    root = lay(tmp_path / "a", "甲县.xlsx", "乙/乙县.xlsx")
    (root / "out.xlsx").symlink_to(outside / "密.xlsx")
    (root / "folder").symlink_to(outside, target_is_directory=True)
    (root / "inside.xlsx").symlink_to(root / "甲县.xlsx")
    (root / "乙" / "round").symlink_to(root, target_is_directory=True)
    received = receive(root)
    assert refused(received) == {"out.xlsx": "form_link", "folder": "form_link"}
    assert names(received.forms, root) == ["乙/乙县.xlsx", "甲县.xlsx"]


# ---- zips ----
def test_a_zip_is_looked_through_with_the_names_of_chinese_windows(tmp_path):
    path = pack_as_windows(tmp_path / "收到 的.zip", ["甲县", "乙县"])
    received = receive(path)
    assert sorted(names(received.forms, path)) == ["乙县.xlsx", "甲县.xlsx"]
    assert received.faults == []


def test_names_in_gbk_and_utf_8_are_read(tmp_path):
    for encoding in (GBK, "utf-8"):
        info = zipfile.ZipInfo("新源县 9月（盖章）.xlsx".encode(encoding).decode("cp437"))
        assert entry_name(info) == "新源县 9月（盖章）.xlsx"


def test_a_zip_that_is_too_deep_is_to_be_unpacked_first_and_a_manifest_is_no_form(tmp_path):
    content = b"x"
    for name in ("表.xlsx", "三.zip", "二.zip"):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(name, content)
        content = buffer.getvalue()
    (tmp_path / "一.zip").write_bytes(content)
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    received = receive(tmp_path)
    assert refused(received) == {"一.zip/二.zip/三.zip": "form_zip_deep"}
    assert received.forms == []
    assert "请先解压" in received.faults[0].said.zh


def test_a_zip_inside_a_folder_and_one_inside_that_are_looked_through(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("丙县.xlsx", b"c")
    root = lay(tmp_path / "a", "甲县.xlsx")
    with zipfile.ZipFile(root / "乙.zip", "w") as archive:
        archive.writestr("乙县/乙县.xlsx", b"b")
        archive.writestr("丙.zip", inner.getvalue())
    received = receive(root)
    expected = ["乙.zip/丙.zip/丙县.xlsx", "乙.zip/乙县/乙县.xlsx", "甲县.xlsx"]
    assert sorted(names(received.forms, root)) == expected
    assert {read_entry(e).content for e in received.forms} == {b"b", b"c", "甲县.xlsx".encode()}


def test_paths_out_of_a_zip_and_links_in_it_are_refused(tmp_path):
    path = tmp_path / "a.zip"
    link = zipfile.ZipInfo("link.xlsx")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("../../out.xlsx", "/etc/abs.xlsx", "..\\win.xlsx", "C:/win.xlsx", "ok.xlsx"):
            archive.writestr(name, b"x")
        archive.writestr(link, b"/etc/passwd")
    received = receive(path)
    assert names(received.forms, path) == ["ok.xlsx"]
    assert sorted(fault.code for fault in received.faults) == ["form_link", *["form_path"] * 4]


def test_a_bomb_is_refused_by_name_and_the_others_go_on(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.xlsx", b"\0" * 60_000_000)
        archive.writestr("甲县.xlsx", b"x")
    assert (tmp_path / "a.zip").stat().st_size < 60_000_000 / MAX_RATIO
    received = receive(path)
    assert refused(received) == {"bomb.xlsx": "container_too_large"}
    assert names(received.forms, path) == ["甲县.xlsx"]


def test_a_zip_with_a_password_is_refused_by_the_names_in_it(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("甲县.xlsx", b"x")
        archive.writestr("乙县.xlsx", b"y")
    content = bytearray(path.read_bytes())
    first = content.index(b"PK\x01\x02")
    content[first + 8] |= 1  # of its entry in the directory
    path.write_bytes(bytes(content))
    received = receive(path)
    assert refused(received) == {"甲县.xlsx": "password_protected"}
    assert names(received.forms, path) == ["乙县.xlsx"]


def test_a_broken_zip_is_refused_by_name(tmp_path):
    root = lay(tmp_path / "a", "乙.zip", "甲县.xlsx")
    received = receive(root)
    assert refused(received) == {"乙.zip": "container_damaged"}
    assert names(received.forms, root) == ["甲县.xlsx"]


def test_a_damaged_entry_is_an_error_of_its_own(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("甲县.xlsx", b"content of a form")
    path.write_bytes(path.read_bytes().replace(b"content", b"CONTENT", 1))
    (entry,) = receive(path).forms
    with pytest.raises(SourceError) as caught:
        read_entry(entry)
    assert caught.value.faults[0].code == "container_damaged"


def test_a_single_workbook_may_be_given(tmp_path):
    path = lay(tmp_path, "甲县.xlsx") / "甲县.xlsx"
    assert [entry.path for entry in receive(path).forms] == [path]
