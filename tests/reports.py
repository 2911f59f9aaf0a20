"""A written report, read again: its parts, words and tables."""

import re
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from aqmap import libre_office
from aqmap.pipelines.write_report import write_report
from aqmap.render.paper import draw_figure

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class WrittenReport:
    """The bytes of a .docx."""

    content: bytes

    @cached_property
    def document(self):
        return docx.Document(BytesIO(self.content))

    def part(self, name):
        with ZipFile(BytesIO(self.content)) as parts:
            return parts.read(name)

    def xml(self, name="word/document.xml"):
        return etree.fromstring(self.part(name))

    @property
    def names(self):
        with ZipFile(BytesIO(self.content)) as parts:
            return parts.namelist()

    @cached_property
    def paragraphs(self):
        return [p.text for p in self.document.paragraphs]

    @cached_property
    def _words(self):
        styled = [(p.style.name, p.text) for p in self.document.paragraphs]
        return [text for style, text in styled if style != "报告目录"]

    def section(self, heading, until):
        """The paragraphs between two headings of the text."""
        words = self._words
        return words[words.index(heading) + 1 : words.index(until)]

    @cached_property
    def tables(self):
        """Every table as rows of words, the head first."""
        return [[[c.text for c in row.cells] for row in t.rows] for t in self.document.tables]

    def table(self, *heads):
        """The tables that have these columns."""
        return [t for t in self.tables if set(heads) <= set(t[0])]


def numbers(words):
    """Every number in words, without the digits of names such as PM2.5 or of dates."""
    plain = re.sub(r"PM2\.5|PM10|O3|SO2|NO2|GB \d+-\d+|\d+蒸吨", "", words)
    return [Decimal(number) for number in NUMBER.findall(plain)]


@contextmanager
def no_office():
    """No LibreOffice: tests/peers tries the report with it."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(libre_office, "_PROGRAMS", ())
        yield


@contextmanager
def coarse_pictures():
    """Pictures of few dots: as many, in a tenth of the time, beside the same words."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(draw_figure, "PNG_DPI", 40)
        yield


def written(folder, out, **options):
    """Write the report of a workspace, and open it."""
    write_report(folder, out, **options)
    return WrittenReport((out / "report.docx").read_bytes())


def split_outside_brackets(words, sign):
    """The parts of a phrase between a sign that stands in no brackets."""
    parts, depth = [""], 0
    for character in words:
        depth += (character == "（") - (character == "）")
        if character == sign and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return parts
