"""
Measure how the cost of reading grows: n, 2n and 4n of one thing, as ratios within one run.

    python benchmarks/reading_growth.py [words of kinds]

A ratio of 2 is work that grows with its length, one of 4 work that compares in pairs. Each kind is
what an attacker would choose: long sentences of one sign, many paragraphs, tags with many
attributes, rows and columns without end. Synthetic all of it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from aqmap.errors import AqmapError
from aqmap.files.file_content import FileContent
from aqmap.pipelines.reading.document_sources import document_source
from aqmap.read.documents.answers import Answers
from aqmap.read.documents.read_document import read_document
from aqmap.read.formats.html_tags import has_tag_with_more
from aqmap.workspace.workspace import open_workspace

ROOT = Path(__file__).parents[1]
HEAD = "2021年昌吉州大气污染防治行动计划\n\n1. PM2.5不高于50微克/立方米。\n"
CHANGJI = Answers(place="652300")
STOPS = 150  # sentences of the smallest text
LINES = 1_000  # lines of the smallest text
ATTRIBUTES = 50_000  # of the smallest page

KINDS: dict[str, Callable[[int], str]] = {
    "sentences of 900 digits": lambda n: ("1" * 900 + "。") * STOPS * n,
    "sentences of 900 ①": lambda n: ("①" * 900 + "。") * STOPS * n,
    "sentences of 900 为": lambda n: ("昌吉市" + "为" * 900 + "5台。") * STOPS * n,
    "sentences of 900 blanks": lambda n: ("PM2.5" + " " * 900 + "1。") * STOPS * n,
    "sentences of 300 numbers": lambda n: ("5台" * 300 + "。") * (STOPS // 10) * n,
    "one sentence without end": lambda n: "昌吉市5台，" * LINES * 20 * n,
    "paragraphs": lambda n: "昌吉市淘汰燃煤锅炉5台。\n" * LINES * n,
    "sentences of one paragraph": lambda n: "昌吉市淘汰燃煤锅炉5台。" * LINES * n,
    "rows of an annex": lambda n: (
        "序号\t指标\t单位\t昌吉市\n" + "".join(f"{i}\t锅炉{i}\t台\t5\n" for i in range(LINES * n))
    ),
    "columns of a table": lambda n: (
        "县市" + "\t任务" * LINES * n + "\n昌吉市" + "\t1-2" * LINES * n
    ),
    "parts of a table": lambda n: "县市\tPM2.5\n昌吉市\t50\n\n续表\n" * LINES * n,
}


def main(wanted: list[str]) -> None:
    workspace = open_workspace(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.txt"

        def read(text: str) -> None:
            path.write_text(HEAD + text, encoding="utf-8")
            file = FileContent.read(path)
            source = document_source(file, workspace)
            names = {"places": workspace.places, "indicators": workspace.indicators}
            with suppress(AqmapError):  # what the text lacks is no matter here
                read_document(file, source=source, answers=CHANGJI, **names)

        read("")  # what is loaded and compiled on use is
        for name, made in KINDS.items():
            if all(word in name for word in wanted):
                report(name, read, made)
    if all(word in "attributes of a tag" for word in wanted):
        report("attributes of a tag", lambda page: has_tag_with_more(page, len(page)), tag)


def tag(n: int) -> str:
    return "<p " + " ".join(f"a{i}=1" for i in range(ATTRIBUTES * n)) + ">"


def report(name: str, work: Callable[[str], object], made: Callable[[int], str]) -> None:
    seconds = []
    for n in (1, 2, 4):
        text = made(n)
        start = time.perf_counter()
        work(text)
        seconds.append(time.perf_counter() - start)
    times = " ".join(f"{each:6.2f}" for each in seconds)
    first, second = (b / a for a, b in pairwise(seconds))
    print(f"{name:28} n, 2n, 4n: {times} s; ratios {first:.1f}, {second:.1f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
