"""Data and scripts inside a page: JSON that ends no element, the script, the policy for both."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

# Stand first in the script of every page.
_SHARED = tuple(files(__package__) / "assets" / name for name in ("dom.js", "pinyin.js"))
_COMMENT = re.compile(r"^ *(?://.*|/\*(?:(?!\*/)(?s:.))*\*/)\n", re.MULTILINE)
_HOLE = re.compile(r"\{\{ ([a-z_.]+) \}\}")
_MARGIN = re.compile(r"^ +", re.MULTILINE)
_ASSEMBLED = """(async () => {{
"use strict";
const page = {{{declared}}}, made = {{}};
page.again = (name, others) => made[name]({{...page, ...others}});
for (const file of [
{files}
]) page[(made[file.name] = file).name] = await file(page);{rest}
}})();"""

# What goes on stands packed in an element of this name.
_REST = """
const rest = document.createElement("script");
rest.textContent = await page.packed.read("{name}");
document.head.append(rest);
await rest.run(page, made);
rest.remove();"""

_LATE = """document.currentScript.run = async (page, made) => {{
"use strict";
for (const file of [
{files}
]) page[(made[file.name] = file).name] = await file(page);
}};"""


def embedded_json(data: Any) -> str:
    """Return data as JSON in which no character can end the script element around it."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return written


def allowed_source(code: str) -> str:
    """Return the source expression by which a page's policy allows an element with this code."""
    digest = hashlib.sha256(code.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def asset_text(assets: Traversable, name: str) -> str:
    """Return the text of one of a page's files."""
    return (assets / name).read_text(encoding="utf-8")


def filled_shell(shell: str, hole_text: Callable[[str], str]) -> str:
    """
    Fill the holes of a page's shell, ``{{ name }}``.

    Parameters
    ----------
    shell
        The page without its content.
    hole_text
        Returns what stands in a hole, by its name. It is put in as it is, and never read as a
        shell itself: what a document says opens no hole.
    """
    return _HOLE.sub(lambda hole: hole_text(hole[1]), shell)


def script_files(assets: Traversable, order: Sequence[str]) -> list[Traversable]:
    """Return the files of a page's script in their order, what all pages share first."""
    return [*_SHARED, *(assets / name for name in order)]


def packed(written: str) -> str:
    """Return a text compressed, in base64, as the pages' scripts unpack it."""
    compressed = gzip.compress(written.encode(), compresslevel=9, mtime=0)
    return base64.b64encode(compressed).decode("ascii")


def page_script(
    assets: Traversable,
    order: Sequence[str],
    names: Mapping[str, str] | None = None,
    *,
    late: bool = False,
    rest: str = "",
) -> str:
    """
    Put the files of a page's script together.

    Parameters
    ----------
    assets
        The folder of the page's files.
    order
        The files in the order in which they run.
    names
        What the page has before the first file runs: names and the script that gives them.
    late
        Whether it is a part that runs later: it gets what the page has by then, and leaves a
        function of that at its own element.
    rest
        The id of the packed element that goes on where these files end, if one does.

    Returns
    -------
    code
        A classic script.

    Notes
    -----
    A file is one function, named like the file. What it takes out of its one argument on its
    first line is all that it sees of the others; what it returns is all that others see of it.
    Whoever needs ``again`` gets another one of a file that stands before it: made of the same, but
    for what is given instead.
    """
    files = [assets / name for name in order] if late else script_files(assets, order)
    sources = [file.read_text("utf-8") for file in files]
    functions = [_MARGIN.sub("", without_comments(source)) for source in sources]
    if late:
        return _LATE.format(files=",\n".join(functions))
    declared = ", ".join(f"{name}: {value}" for name, value in (names or {}).items())
    more = _REST.format(name=rest) if rest else ""
    return _ASSEMBLED.format(declared=declared, files=",\n".join(functions), rest=more)


def without_comments(written: str) -> str:
    """Return a script or a style without the comment lines that only its authors need."""
    return _COMMENT.sub("", written.strip())
