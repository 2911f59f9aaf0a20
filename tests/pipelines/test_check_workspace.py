"""``aqmap check`` opens the office's own files, and says all that is wrong in one round."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from aqmap.book.map_book import MapBook
from aqmap.cli.app import app
from aqmap.errors import AqmapError
from aqmap.pipelines.build_maps import build
from aqmap.pipelines.check_workspace import check
from aqmap.render.paper import lacking_characters, map_fonts
from aqmap.words import Lang


def settings_with(workspace: Path, printing: str = "", report: str = "") -> None:
    settings = workspace / "aqmap.toml"
    written = settings.read_text(encoding="utf-8")
    assert "\n[print]" not in written
    assert "\n[report]" not in written
    tables = f"\n[print]\n{printing}\n[report]\n{report}\n"
    settings.write_text(written + tables, encoding="utf-8")


def faults_of(workspace: Path) -> dict[str, str]:
    with pytest.raises(AqmapError) as caught:
        check(workspace)
    assert all(fault.file == str(workspace / "aqmap.toml") for fault in caught.value.faults)
    return {fault.at: fault.said.zh for fault in caught.value.faults}


def test_missing_and_unusable_files_are_named_with_their_keys(small_workspace: Path) -> None:
    (small_workspace / "不是字体.ttf").write_bytes(b"no font at all")
    (small_workspace / "模板.docx").write_bytes(b"no document")
    settings_with(
        small_workspace,
        'font = "fonts/仿宋.ttf"\nbold_font = "不是字体.ttf"',
        'template = "模板.docx"',
    )
    faults = faults_of(small_workspace)
    assert set(faults) == {"print.font", "print.bold_font", "report.template"}
    assert "不能使用 fonts/仿宋.ttf：没有这个文件" in faults["print.font"]
    assert "TrueType" in faults["print.bold_font"]
    assert "文件已损坏或不完整" in faults["report.template"]
    assert all("不用时删去这一项" in said for said in faults.values())


def test_they_come_together_with_faults_of_the_settings(small_workspace: Path) -> None:
    settings_with(small_workspace, "dpi = 5", 'template = "none.docx"')
    assert set(faults_of(small_workspace)) == {"print.dpi", "report.template"}


def test_a_template_that_can_be_opened_is_no_fault(small_workspace: Path) -> None:
    docx.Document().save(str(small_workspace / "office.docx"))
    settings_with(small_workspace, report='template = "office.docx"')
    assert check(small_workspace).book.layers


def test_the_command_says_it_and_ends_with_1(small_workspace: Path) -> None:
    settings_with(small_workspace, report='template = "none.docx"')
    done = CliRunner().invoke(app, ["check", str(small_workspace), "--lang", "en"])
    assert done.exit_code == 1
    assert "report.template: none.docx is of no use: there is no such file" in done.output


def font_of(characters: str, path: Path) -> None:
    """Synthetic: Noto's shapes of these characters alone."""
    path.write_bytes(map_fonts().regular.subset(characters, with_names=True).blob.data)


def lacking(workspace: Path, lang: Lang = "zh") -> set[str]:
    """The characters that a check says the fonts lack: of each font each once."""
    with pytest.raises(AqmapError) as caught:
        check(workspace, lang=lang)
    assert {fault.code for fault in caught.value.faults} == {"glyph_missing"}
    lacked = [(fault.file, str(fault.facts["found"])[0]) for fault in caught.value.faults]
    assert len(lacked) == len(set(lacked))
    return {character for _, character in lacked}


def test_a_font_without_chinese_is_found_without_drawing(small_workspace: Path) -> None:
    font_of("".join(map(chr, range(0x20, 0x7F))), small_workspace / "latin.ttf")
    settings_with(small_workspace, 'font = "latin.ttf"')
    found = lacking(small_workspace)
    assert set("示例甲县造林") <= found
    assert "−" not in found, "a hyphen stands for it"


@pytest.mark.parametrize(
    ("file", "written", "character"),
    [
        ("boundaries/places.csv", "示例甲县", "\U0003fffd"),
        ("boundaries/places.csv", "示例甲县", "\u202e"),
        ("data/sources.toml", "示例数据（虚构）", "\U0003fffd"),
        ("aqmap.toml", "示例边界（虚构）", "\U0003fffd"),
    ],
)
def test_a_character_that_no_font_has_is_found_as_the_build_finds_it(
    small_workspace: Path, file: str, written: str, character: str
) -> None:
    named = small_workspace / file
    words = named.read_text(encoding="utf-8")
    assert written in words
    changed = words.replace(written, written + character, 1)
    if file.endswith("places.csv"):  # the documents go on writing it as before
        changed = changed.replace("甲县,990000", f"甲县|{written},990000")
    named.write_text(changed, encoding="utf-8")
    assert lacking(small_workspace) == {character}
    with pytest.raises(AqmapError) as caught:
        build(small_workspace, out=small_workspace.parent / "out")
    assert {str(f.facts["found"])[0] for f in caught.value.faults} == {character}


def test_only_the_words_of_the_chosen_language_are_looked_at(small_workspace: Path) -> None:
    settings = small_workspace / "aqmap.toml"
    words = settings.read_text(encoding="utf-8")
    changed = words.replace('en = "Example region: t', 'en = "Example\U0003fffd region: t')
    settings.write_text(changed, encoding="utf-8")
    assert check(small_workspace).book.layers
    assert lacking(small_workspace, "en") == {"\U0003fffd"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_default_workspace_lacks_no_character(default_book: MapBook, lang: Lang) -> None:
    assert not lacking_characters(default_book, map_fonts(), lang, has_county_sheets=True)
