"""The pages' scripts: one namespace a file, its needs on the first line, no linter complaint."""

import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from aqmap.render.browser import map_page
from aqmap.render.html_embedding import page_script, script_files
from aqmap.render.review import review_page, write_review
from aqmap.workspace.indicators import Indicators
from aqmap.workspace.places import Places
from tests.browser import opened

ROOT = Path(__file__).parents[2]
CONFIG = Path(__file__).parent / "eslint.config.mjs"
ESLINT = ROOT / ".venv" / "npm" / "node_modules" / "eslint" / "bin" / "eslint.js"

HEAD = re.compile(r"(?:async )?function (?P<name>\w+)\((?:\{ (?P<needs>\w+(?:, \w+)*) \})?\) \{")
PAGES = {
    "map": (
        map_page.ASSETS,
        (*map_page.SCRIPTS, *map_page.REST_SCRIPTS, *map_page.LATE_SCRIPTS),
        map_page.MADE_BY_FOLIUM,
    ),
    "review": (review_page.ASSETS, review_page.SCRIPTS, ()),
}
FILES = [
    pytest.param(name, Path(str(file)), id=f"{name}-{Path(str(file)).stem}")
    for name, (assets, order, _) in PAGES.items()
    for file in script_files(assets, order)
]


def head_of(file):
    """The name that a file defines and what it needs, from its first line."""
    first = file.read_text(encoding="utf-8").splitlines()[0]
    head = HEAD.fullmatch(first)
    assert head, f"{file.name}: the first line is not `function name({{ need, need }}) {{`"
    return head["name"], head["needs"].split(", ") if head["needs"] else []


# ---- one namespace a file ----------------------------------------------------------------


@pytest.mark.parametrize(("page", "file"), FILES)
def test_script_file_defines_one_name_which_is_its_own(page, file):
    name, _ = head_of(file)
    assert name == file.stem
    _, *body, last = file.read_text(encoding="utf-8").splitlines()
    assert last == "}"
    assert [line for line in body if line and not line.startswith("  ")] == []


@pytest.mark.parametrize(("page", "file"), FILES)
def test_script_file_needs_only_what_stands_before_it(page, file):
    assets, order, given = PAGES[page]
    files = [Path(str(each)) for each in script_files(assets, order)]
    earlier = {"again", *given, *(each.stem for each in files[: files.index(file)])}
    _, needs = head_of(file)
    assert set(needs) <= earlier
    assert needs == sorted(needs)


@pytest.mark.parametrize(("page", "file"), FILES)
def test_script_file_has_no_text_over_several_lines(page, file):
    # The margin of every line is left out of the page.
    for line in file.read_text(encoding="utf-8").splitlines():
        assert line.count("`") % 2 == 0, line


@pytest.mark.parametrize("page", PAGES)
def test_script_has_every_file_of_its_folder_once(page):
    assets, order, _ = PAGES[page]
    there = sorted(
        file.relative_to(str(assets)).as_posix() for file in Path(str(assets)).rglob("*.js")
    )
    assert sorted(order) == there
    names = Counter(Path(str(file)).stem for file in script_files(assets, order))
    assert [name for name, count in names.items() if count > 1] == []


# ---- loaded ------------------------------------------------------------------------------


def loaded(folder, browser, *files):
    """What the page says that is made of these files, the last of which gives its answer."""
    for name, written in files:
        (folder / name).write_text(written, encoding="utf-8")
    code = page_script(folder, [name for name, _ in files])
    page = folder / "page.html"
    page.write_text(f"<!DOCTYPE html><body><script>{code}</script>", encoding="utf-8")
    with opened(browser, page) as seen:
        return seen.page.evaluate("window.aqmap.answer"), seen.complaints


@pytest.mark.browser
@pytest.mark.parametrize(
    ("needs", "answer"),
    [("({ first })", "number"), ("()", "undefined"), ("({ dom })", "undefined")],
)
def test_script_file_sees_another_only_if_its_first_line_names_it(tmp_path, browser, needs, answer):
    files = (
        ("first.js", "function first() {\n  return { one: 1 };\n}\n"),
        (
            "second.js",
            f"function second{needs} {{\n"
            "  window.aqmap = { answer: typeof first === 'object' ? typeof first.one\n"
            "    : typeof first, ready: true };\n}\n",
        ),
    )
    assert loaded(tmp_path, browser, *files) == (answer, [])


@pytest.mark.browser
def test_map_page_loads_without_complaint_and_leaves_no_name_behind(page_file, browser):
    with opened(browser, page_file) as seen:
        assert seen.complaints == []
        order = (*map_page.SCRIPTS, *map_page.REST_SCRIPTS)
        names = [Path(name).stem for name in order]
        # An element with an id is a property of the window too: it is no variable.
        left = seen.page.evaluate(
            "names => names.filter(name => window[name] && !(window[name] instanceof Node)"
            " && !/native code/.test(window[name]))",
            names,
        )
        assert left == []


@pytest.mark.browser
def test_review_page_loads_without_complaint(tmp_path, browser):
    path = tmp_path / "review.html"
    write_review([], [], path, places=Places({}), indicators=Indicators({}), sources={})
    with opened(browser, path) as seen:
        assert seen.complaints == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (('"grades":', '"grade":'), "这幅图不能在这个浏览器里显示"),
        (('{"', "{{"), "in JSON at position 1"),
    ],
    ids=["incomplete", "unreadable"],
)
def test_map_page_says_why_it_cannot_be_shown(page_file, tmp_path, browser, damage, reason):
    head, data = page_file.read_text(encoding="utf-8").split('type="application/json">', 1)
    path = tmp_path / "damaged.html"
    path.write_text(
        f'{head}type="application/json">{data.replace(*damage, 1)}', encoding="utf-8", newline="\n"
    )
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("#failure:not([hidden])")
    assert reason in page.locator("#failure").inner_text()
    context.close()


# ---- linted ------------------------------------------------------------------------------


def eslint(*asked, written=None):
    """Run the linter from npm, or skip the test and say what is missing."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed, so the scripts cannot be linted with eslint")
    if not ESLINT.is_file():
        pytest.skip("eslint is not installed; `make test` does it where npm reaches its registry")
    return subprocess.run(
        [node, str(ESLINT), "--config", str(CONFIG), "--max-warnings", "0", *asked],
        input=written,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1"},
    )


def test_scripts_have_no_complaint_of_the_linter():
    ran = eslint("aqmap/render")
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("return labels.draw();", "no-undef"),
        ("drawn = 1;", "no-undef"),
        ("return 1 == dom;", "eqeqeq"),
        ("let text = dom; return text;", "prefer-const"),
        ("return 1;", "no-unused-vars"),
    ],
)
def test_linter_complains_of_what_the_rules_forbid(line, rule):
    written = f"function other({{ dom }}) {{\n  {line}\n}}\n"
    ran = eslint("--stdin", "--stdin-filename", "aqmap/render/other.js", written=written)
    assert ran.returncode == 1, ran.stderr
    assert rule in ran.stdout
