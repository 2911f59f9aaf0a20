"""What a TOML file may hold before and behind its parser: no traceback, and the line or the key."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqmap.errors import AqmapError, SourceError, SpecError
from aqmap.workspace.toml_guard import MAX_DEPTH, MAX_WORD
from aqmap.workspace.toml_schema import MAX_BYTES, read_toml
from tests.workspace.test_toml_schema import edit, open_workspace, workspace

__all__ = ["workspace"]  # the fixture


@pytest.fixture
def toml(tmp_path):
    def write(text):
        path = tmp_path / "pm25.toml"
        path.write_bytes(text.encode())
        return path

    return write


DEEP = 6_000


@pytest.mark.parametrize(
    "written",
    [
        "a = 1\nb = " + "[" * DEEP + "]" * DEEP,
        "a = 1\nb = " + "{x = " * DEEP + "1" + "}" * DEEP,
        "a = 1\n" + "b" + ".b" * 150 + " = 1",
        "a = 1\n" + '"b"' + '."b"' * DEEP + " = 1",
        "a = 1\n" + "b" + " . b" * DEEP + " = 1",
        "a = 1\n[" + "b" + ".b" * 60 + "]",
    ],
    ids=["arrays", "inline tables", "dotted key", "quoted keys", "spaced key", "table"],
)
def test_what_is_nested_beyond_all_measure_is_refused_with_its_line(toml, written):
    with pytest.raises(SpecError, match=rf"pm25\.toml: line 2: .*more than {MAX_DEPTH} deep"):
        read_toml(toml(written))


@pytest.mark.parametrize(
    "written",
    ["9" * 5_000, "-" + "9" * 5_000, "0x" + "f" * 5_000, "1." + "1" * 5_000, "1e" + "9" * 5_000],
)
def test_a_number_of_thousands_of_digits_is_refused_with_its_line(toml, written):
    with pytest.raises(SpecError, match=rf"line 3: .*more than {MAX_WORD} characters"):
        read_toml(toml(f"# a comment\nb = 1\na = {written}\n"))


@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_a_huge_key_is_refused_and_not_shown_whole(toml, quote):
    with pytest.raises(SpecError, match="characters") as caught:
        read_toml(toml(f"{quote}{'a' * 100_000}{quote} = 1"))
    assert len(str(caught.value)) < 1_000


@pytest.mark.parametrize("sign", ["\\u001b[31m", "\\u0000", "\\r", "\\u202e", "\\u2028", "\\u0085"])
@pytest.mark.parametrize("form", ['a.b = "{}"', 'a = ["x", "{}"]', '"{}" = 1', '[[a]]\nb = "{}"'])
def test_a_sign_that_prints_nothing_is_named_and_not_printed(toml, sign, form):
    with pytest.raises(SpecError, match=r"pm25\.toml: .*U\+[0-9A-F]{4}") as caught:
        read_toml(toml(form.format(sign)))
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("text", ["a = 2021-13-45", "a = 25:61:00", "a = 2021-02-30", "a = 1__0"])
def test_what_is_no_date_or_number_is_a_mistake_with_its_line(toml, text):
    with pytest.raises(SpecError, match="line 1"):
        read_toml(toml(text))


def test_brackets_in_strings_and_comments_nest_nothing(toml):
    many = "[" * 1_000
    text = f'a = "{many}"\nb = \'{many}\'\nc = """\n{many}"\n"""\n# {many}\nd = [[1], [2]]\n'
    assert read_toml(toml(text)) == {"a": many, "b": many, "c": f'{many}"\n', "d": [[1], [2]]}


@pytest.mark.parametrize("opening", ['"', '"""', "'", "'''"])
@pytest.mark.parametrize("filling", ['\\"', '"\\', "\\", "x'", "''x"])
def test_a_string_that_never_ends_is_looked_at_once(toml, opening, filling):
    # Looked at anew from each of its quotation marks, it would take an hour.
    with pytest.raises(SpecError, match="line 1"):
        read_toml(toml(f"a = {opening}" + filling * 300_000))


def test_a_text_of_several_lines_and_an_empty_file_are_read(toml):
    assert read_toml(toml('a = """\n一\t二\n三"""')) == {"a": "一\t二\n三"}
    assert read_toml(toml("")) == {}


def test_a_giant_and_a_pipe_are_refused(toml, tmp_path):
    with pytest.raises(SourceError, match="larger than 2 MB"):
        read_toml(toml("#" * (MAX_BYTES + 1)))
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.toml")
        with pytest.raises(SourceError, match="no ordinary file"):
            read_toml(tmp_path / "pipe.toml")


@pytest.mark.parametrize("number", ["inf", "-inf", "nan", "1e309", "9" * 399])
@pytest.mark.parametrize(
    ("file", "old", "key"),
    [
        ("aqmap.toml", "meridian = 84.5", "meridian"),
        ("layers/pm25.toml", "edges = [30, 35, 40]", "edges"),
        ("layers/indicators.toml", "decimals = 1", "decimals"),
    ],
)
def test_a_number_that_is_none_or_endless_is_no_setting(workspace, file, old, key, number):
    new = f"{key} = [30, {number}]" if key == "edges" else f"{key} = {number}"
    edit(workspace / file, old, new)
    if key == "edges" and number.isdecimal():
        pytest.skip("a class may begin anywhere")
    with pytest.raises(SpecError, match=key):
        open_workspace(workspace)


@given(st.text(st.sampled_from("[]{}=.\"'#\\\n ax1e_-+:"), max_size=200))
def test_any_text_is_read_or_refused(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("toml") / "f.toml"
    path.write_text(text, encoding="utf-8")
    try:
        read_toml(path)
    except AqmapError as problem:
        assert str(path) in str(problem)
