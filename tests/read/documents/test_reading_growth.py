"""What twice as much text costs: twice as much, whatever it is made of; counted in calls."""

import pytest

from aqmap.decide.audit.run_checks import audit
from aqmap.files.file_content import FileContent
from aqmap.pipelines.reading.document_sources import document_source
from aqmap.read.documents.answers import Answers
from aqmap.read.documents.context import Context
from aqmap.read.documents.prose.read_paragraph import ProseReader
from aqmap.read.documents.read_document import UnusableError, read_document
from aqmap.read.formats.blocks import Paragraph
from tests.counted_calls import at_most_calls

CHANGJI = Answers(place="652300")
HEAD = "2021年昌吉州大气污染防治行动计划\n\n1. PM2.5不高于50微克/立方米。\n"
ANNEX = "序号\t指标\t单位\t昌吉市\n"
KINDS = {
    "digits": lambda n: ("1" * 900 + "。") * n,
    "circled": lambda n: ("①" * 900 + "。") * n,
    "words between": lambda n: ("昌吉市" + "为" * 900 + "5台。") * n,
    "blanks": lambda n: ("1" + " " * 900 + "台。") * n,
    "paragraphs": lambda n: "昌吉市淘汰燃煤锅炉5台。\n" * 20 * n,
    "one paragraph": lambda n: "昌吉市淘汰燃煤锅炉5台。" * 20 * n,
    "one article": lambda n: "".join(
        f"牵头单位：第{i}局\n完成时限：2021年9月\n" for i in range(20 * n)
    ),
    "dated lines": lambda n: "2021年1月1日\n" * 20 * n,
    "wrapped lines": lambda n: "昌吉市按计划推进燃煤锅炉淘汰和清洁取暖改造，\n" * 20 * n,
    "wide row": lambda n: "县市" + "\t任务" * 40 * n + "\n昌吉市" + "\t1-2" * 40 * n + "\n",
    "wide header": lambda n: (
        "县市\tPM2.5" + "\t" * 40 * n + "\n\t" + "目标\t" * 40 * n + "\n昌吉市\t5"
    ),
    "headers": lambda n: "县市\tPM2.5年均浓度\n" * 40 * n + "昌吉市\t50\n",
    "tables in one": lambda n: "县市\tPM2.5年均浓度\n昌吉市\t50\n附表1\t附表1\n" * 20 * n,
    "continued": lambda n: "县市\tPM2.5年均浓度\n昌吉市\t50\n\n续表\n" * 20 * n,
    "annex": lambda n: ANNEX + "".join(f"{i}\t锅炉{i}\t台\t5\n" for i in range(20 * n)),
    "groups": lambda n: (
        ANNEX + "".join(f"{i}\t炉{i}\t\t\n{i}.1\t炉{i}\t台\t5\n" for i in range(20 * n))
    ),
    "equal rows": lambda n: ANNEX + "".join(f"{i}\t燃煤锅炉\t台\t5\n" for i in range(20 * n)),
}


@pytest.fixture
def reading_of(workspace, tmp_path):
    """Read a text as a document, whatever its faults."""

    def read(text):
        path = tmp_path / "合成.txt"
        path.write_text(text, encoding="utf-8")
        file = FileContent.read(path)
        source = document_source(file, workspace)
        names = {"places": workspace.places, "indicators": workspace.indicators}
        try:
            return read_document(file, **names, source=source, answers=CHANGJI)
        except UnusableError as problem:
            return problem.reading

    return read


def calls(work, *values):
    """Return how many calls a piece of work takes."""
    with at_most_calls(20_000_000) as made:
        work(*values)
        return made()


@pytest.mark.parametrize("kind", KINDS)
def test_four_times_the_text_takes_four_times_the_calls(reading_of, kind):
    reading_of(HEAD + KINDS[kind](1))  # patterns are compiled
    few, many = (calls(reading_of, HEAD + KINDS[kind](n)) for n in (4, 16))
    assert many < 4.6 * few


STATED = {
    "one number": "昌吉市PM2.5平均浓度不高于50微克/立方米。\n",
    "changes": "2021年昌吉市PM2.5平均浓度{n}微克/立方米，同比下降5%。\n",
    "wholes": "全州淘汰燃煤锅炉5台。昌吉市淘汰燃煤锅炉{n}台。\n",
    "targets": "昌吉市PM2.5平均浓度目标为{n}微克/立方米，实际为90微克/立方米。\n",
}


@pytest.mark.parametrize("kind", STATED)
@pytest.mark.parametrize("title", ["行动计划", "工作总结"])
def test_figures_of_one_thing_are_not_compared_in_pairs(reading_of, workspace, kind, title):
    def checked(lines):
        text = "".join(STATED[kind].format(n=n) for n in range(1, lines + 1))
        figures = reading_of(f"2021年昌吉州{title}\n\n{text}").figures
        return calls(audit, figures, workspace.indicators)

    checked(10)
    few, many = checked(200), checked(800)
    assert many <= 4.6 * few


def test_a_page_costs_the_same_wherever_it_stands(workspace, tmp_path):
    plan = tmp_path / "合成.txt"
    plan.write_text(HEAD, encoding="utf-8")
    unplaced = document_source(FileContent.read(plan), workspace)
    source = unplaced.model_copy(update={"place": CHANGJI.place})
    names = (workspace.places, workspace.indicators)
    reader = ProseReader(Context(plan, source, *names, "2021", "plan"))
    page = [
        Paragraph(f"昌吉市淘汰燃煤锅炉{n}台，PM2.5平均浓度不高于50微克/立方米。", "", "line 1")
        for n in range(20)
    ]

    def read_page():
        for paragraph in page:
            reader.read(paragraph)

    read_page()
    first = calls(read_page)
    for _ in range(20):
        read_page()
    assert calls(read_page) == first
