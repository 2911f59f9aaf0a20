"""``--lang`` holds for every word that is aqmap's own; words of files stay as they are."""

import re
import sys

import pytest

from aqmap.__main__ import main
from aqmap.words import catalogue
from tests.cli.processes import run

CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
LATIN = re.compile(r"[A-Za-z]{3,}")
OWN = re.compile(  # commands, options, paths, formats, ids, what was typed, a library quoted
    r"aqmap\.toml|aqmap( [a-z]+)?|--[a-z-]+|/[A-Za-z0-9_/. -]+|[A-Z]+\b|china_sites_\w+\.csv"
    r"|docx|xlsx|pdf|html|csv|txt|Word|Excel|ili-changji|minimal|grids|afforestation"
    r"|CGCS2000|WGS84|GCJ-02|colour|paint|none|two|x{99,}|out"
)


def refused(folder, workspace):
    """Commands that fail, each in another way, in a folder and a workspace of English names."""
    (folder / "empty.txt").write_bytes(b"\n")
    (folder / "not a.docx").write_bytes(b"PK\x03\x04 not really")
    read = ("--out", folder / "f.csv", "--workspace", workspace)
    return [
        ("check", folder),
        ("check", folder / "none"),
        ("build", "--colour"),
        ("paint",),
        ("build", "--out", ""),
        ("check", workspace, "two", "two"),
        ("stations",),
        ("stations", folder, "--out", "x.csv", "--workers", "-1"),
        ("stations", folder, "--out", "x.csv", "--station-share", "abc"),
        ("stations", folder, "--out", "x.csv", "--datum", "none"),
        ("stations", folder, *read),
        ("stations", folder / "none", *read),
        ("read", folder / "none.txt", *read),
        ("read", folder / "empty.txt", *read),
        ("read", folder / "not a.docx", *read),
        ("read", folder, *read),
        ("map", workspace, "--out", folder / "map.pdf"),
        ("print", workspace, "--layer", "none", "--out", folder / "p"),
        ("print", workspace, "--day", "2019-02-30", "--out", folder / "p"),
        ("init", folder / "w", "--from", "none"),
        ("init", workspace),
        ("check", "x" * 5000),
    ]


@pytest.fixture(scope="module")
def english(tmp_path_factory):
    """A folder, and a workspace in it, whose paths are English."""
    folder = tmp_path_factory.mktemp("refused")
    assert run("init", folder / "workspace").returncode == 0
    return folder, folder / "workspace"


def all_that_is_said(folders, lang, monkeypatch, capsys):
    """Yield what each of those commands says in a language; a process each would take a minute."""
    monkeypatch.setenv("LANG", "zh_CN.UTF-8" if lang == "en" else "en_CN.UTF-8")
    monkeypatch.chdir(folders[0])
    for words in refused(*folders):
        monkeypatch.setattr(sys, "argv", ["aqmap", *map(str, words), "--lang", lang])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code in (1, 2), words
        yield "".join(capsys.readouterr())


def test_english_is_english_throughout(english, monkeypatch, capsys):
    for said in all_that_is_said(english, "en", monkeypatch, capsys):
        assert said.strip()
        assert not CHINESE.search(said), said


def test_chinese_is_chinese_throughout(english, monkeypatch, capsys):
    for said in all_that_is_said(english, "zh", monkeypatch, capsys):
        assert CHINESE.search(said), said
        assert not LATIN.search(OWN.sub("", said)), said


def test_a_language_that_is_none_is_said_in_both():
    done = run("check", "--lang", "fr")
    chinese, english = done.stderr.splitlines()
    assert done.returncode == 2
    assert CHINESE.search(chinese)
    assert not CHINESE.search(english)


def test_a_fault_in_a_table_names_its_spot_in_the_language(english, tmp_path):
    folder = tmp_path / "w"
    assert run("init", folder).returncode == 0
    table = folder / "data" / "targets" / "example.csv"
    table.write_text(table.read_text(encoding="utf-8") + "990001,pm25\n", encoding="utf-8")
    number = len(table.read_text(encoding="utf-8").splitlines())
    assert f"example.csv: line {number}: " in run("check", folder, "--lang", "en").stderr
    assert f"example.csv：第{number}行：" in run("check", folder, "--lang", "zh").stderr


def test_no_english_phrase_of_the_catalogue_holds_chinese_but_quotes_of_documents():
    """州直 and the like are quoted: they are what a document says."""
    quoted = re.compile("万|州直|全州|全市|其中|未报送|对照点|审图号|编制单位|兵团|[“”].*?[“”]")
    odd = {
        key: phrase.en
        for key, phrase in catalogue().items()
        if CHINESE.search(quoted.sub("", phrase.en)) and phrase.en != phrase.zh
    }
    assert odd == {}
