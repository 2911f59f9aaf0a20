"""Each list of words stands in one place, and whoever needs it takes it from there."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from aqmap.read.lexicon.comparators import COMPARATORS, SUFFIXES
from aqmap.read.lexicon.role_words import INTENT, NAMED_AIM
from aqmap.workspace.places import OWN_WORDS, SUBTOTALS, TOTALS

ROOT = Path(__file__).parents[3] / "aqmap"
COMPARING = {word for pattern, _ in (*COMPARATORS, *SUFFIXES) for word in pattern.split("|")}
LISTS = {  # the words, the file that lists them, and how many of them make a copy
    "own": (set(OWN_WORDS), "workspace/places.py", 1),
    "comparators": (COMPARING, "read/lexicon/comparators.py", 4),
    "targets": (set(NAMED_AIM.split("|")), "read/lexicon/role_words.py", 3),
    "intent": (set(INTENT.split("|")), "read/lexicon/role_words.py", 7),
    "totals": ({*TOTALS, *SUBTOTALS}, "workspace/places.py", 4),
    "numbers": ({"序号", "编号", "行号"}, "read/lexicon/header_words.py", 2),
    "deadlines": ({"时限", "时间", "期限"}, "read/lexicon/header_words.py", 2),
}
FILES = [
    file
    for room in ("read", "workspace", "decide", "pipelines")
    for file in sorted((ROOT / room).rglob("*.py"))
    if file.name != "ranges.py"  # of another room: 占…任务 there names a share
]


@cache
def alternatives(code):
    """Return the words that each pattern or tuple of a module holds as alternatives."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = ""  # a docstring
        parts = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]
        texts = [part.value for part in parts if isinstance(part, ast.Constant)]
        split = [re.split(r"[|()?:*+^$\[\]]+", t) for t in texts if isinstance(t, str)]
        found.append({word for part in split for word in part})
    return found


def copied(code, words):
    """Return the most of the words that one pattern or tuple of a module holds."""
    return max((words & held for held in alternatives(code)), key=len, default=set())


@pytest.mark.parametrize("name", LISTS)
def test_no_other_module_holds_a_copy_of_a_list(name):
    words, home, most = LISTS[name]
    found = {
        file.relative_to(ROOT).as_posix(): held
        for file in FILES
        if file != ROOT / home
        and len(held := copied(file.read_text(encoding="utf-8"), words)) >= most
    }
    assert found == {}


@pytest.mark.parametrize("name", LISTS)
def test_a_copy_would_be_seen(name):
    words, home, most = LISTS[name]
    some = sorted(word for word in words if re.fullmatch("[\u4e00-\u9fff]+", word))
    assert len(some) >= most
    assert copied(f'X = re.compile("(?:{"|".join(some)})?的")', words) == set(some)
    assert copied(f"X = {some!r}", words) == set(some)
    assert copied(f'"""{"|".join(some)}"""', words) == set()
    assert (ROOT / home).is_file()
