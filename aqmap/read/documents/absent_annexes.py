"""Annexes that a document mentions and does not hold: 详见附表2."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from aqmap.read.formats.blocks import Grid, Paragraph
from aqmap.read.lexicon.one_line import one_line

_NUMBERS = "一二三四五六七八九十"
_NAME = rf"附(?:[表件])(?:[0-9]{{1,2}}|[{_NUMBERS}])?"
_MENTION = re.compile(rf"(?<![》)“”\"上本该])(?P<name>{_NAME})(?![0-9]|[^。；]{{0,4}}[》”])")
_OPENS = re.compile(rf"(?P<name>{_NAME})(?:[:：.、．\-—].{{0,60}}|[^。；，]{{0,60}})")
_LISTED = re.compile(r"(?P<sort>附[表件])[:：](?P<first>\s*1[.、．].*)")
_SIGNED = re.compile(r".{0,24}20\d{2}年\d{1,2}月\d{1,2}日|.{2,24}(?:办公室|委员会|人民政府|局|厅)")
_FEWEST = 3  # paragraphs of an annex without a table
_TITLES = 3  # rows of a table in which its title stands


def absent_annexes(blocks: Sequence[Paragraph | Grid]) -> list[str]:
    """
    Return the annexes that a document mentions and does not hold, as it names them.

    An annex is there where a line, or the top of a table, begins with its name or that of one
    with its number (附件1 is 附表1), and a table or some paragraphs stand below it. One without a
    number is there where any table follows.
    """
    mentioned = dict.fromkeys(name for block in blocks for name in _mentioned(block))
    there = {_number(name) for name in _held(blocks)}
    last = max((n for n, block in enumerate(blocks) if _mentions(block)), default=len(blocks))
    is_followed = any(isinstance(block, Grid) for block in blocks[last:])
    some = bool(there) or is_followed or any(map(_number, mentioned))
    return [
        name for name in mentioned if (_number(name) not in there if _number(name) else not some)
    ]


def _mentions(block: Paragraph | Grid) -> bool:
    return any(True for _ in _mentioned(block))


def _mentioned(block: Paragraph | Grid) -> Iterator[str]:
    """Yield the annexes that a paragraph mentions, or lists: 附件：1.任务分解表."""
    if isinstance(block, Grid):
        return
    text = _plain(block.text)
    if listed := _LISTED.match(text):
        for number in re.findall(r"(?:^|\D)([0-9]{1,2})[.、．]", listed["first"]):
            yield f"{listed['sort']}{number}"
        return
    for match in _MENTION.finditer(text):
        yield _named(match["name"])


def _held(blocks: Sequence[Paragraph | Grid]) -> Iterator[str]:
    """Yield the annexes that stand in the document."""
    name, paragraphs = "", 0
    for block in blocks:
        if isinstance(block, Grid):
            if name:
                yield name
            for row in block.rows[:_TITLES]:
                for cell in row:
                    if match := _OPENS.fullmatch(_plain(cell.text)):
                        yield _named(match["name"])
            continue
        text = _plain(block.text)
        if not _LISTED.match(text) and (match := _OPENS.fullmatch(text)):
            name, paragraphs = _named(match["name"]), 0
        elif name and not _SIGNED.fullmatch(text):
            paragraphs += 1
            if paragraphs == _FEWEST:
                yield name


def _plain(text: str) -> str:
    return one_line(unicodedata.normalize("NFKC", text))


def _named(name: str) -> str:
    """Return a name with its number in digits: 附表二 is 附表2."""
    number = _NUMBERS.find(name[-1]) + 1
    return f"{name[:-1]}{number}" if number else name


def _number(name: str) -> str:
    return name[2:]
