"""A synthetic document with every kind of mark, for the tests of the review page."""

from decimal import Decimal

from aqmap.book.figure_cards import figure_card
from aqmap.model.figures import Absence, Basis, Comparator, Figure, Level, Role
from aqmap.model.locators import Locator
from aqmap.model.transcript import Known, Mark, Passage, Reason, TablePassage, Transcript
from aqmap.render.review import write_review
from aqmap.words import Text
from aqmap.workspace.indicators import Indicator, Indicators
from aqmap.workspace.places import Place, Places
from aqmap.workspace.sources import Source
from tests.books import HOSTILE

PLACES = Places(
    {
        code: Place(code, Text(zh, en), (), "990000", Level.COUNTY)
        for code, zh, en in (
            ("990001", "示例甲县", "Example A County"),
            ("990002", "示例乙县", "Example B County"),
        )
    }
)
INDICATORS = Indicators(
    {
        "boilers": Indicator(
            id="boilers",
            name=Text("淘汰燃煤锅炉", "coal boilers closed"),
            unit=Text("台", "boilers"),
            theme="coal",
        )
    }
)
SOURCES = {
    "plan": Source(id="plan", title=Text("示例方案", "Synthetic plan"), annex=Text("附表", "annex"))
}


def figure(number, **facts):
    """A synthetic target of 示例甲县."""
    return Figure(
        **{  # type: ignore[arg-type]
            "id": f"plan-{number}",
            "place": "990001",
            "place_written": "示例甲县",
            "level": Level.COUNTY,
            "indicator": "boilers",
            "indicator_written": "淘汰锅炉",
            "period": "2021",
            "role": Role.TARGET,
            "value": Decimal(58),
            "unit": "台",
            "value_written": "58",
            "unit_written": "台",
            "basis": Basis.PLAN,
            "source": "plan",
            "locator": Locator("item 3; line 2"),
        }
        | facts
    )


FIGURES = [
    figure(1, comparator=Comparator.GE, value_written="58台以上"),
    figure(
        2,
        place="",
        place_written="乙",
        role=Role.MEASURED,
        note="含开发区",
        confirm=("place", "role"),
    ),
    figure(
        3,
        indicator="",
        indicator_written="示例指标",
        value=Decimal(7),
        value_written="7",
        role=Role.PROGRESS,
        locator=Locator("table 1; row 1; column 示例甲县; line 9"),
    ),
    figure(
        4,
        place="",
        place_written="某某镇",
        value=None,
        value_written="",
        absence=Absence.BLANK,
        locator=Locator("table 1; row 1; column 某某镇; line 10"),
    ),
    figure(
        5,
        value=Decimal(66),
        value_written="66",
        period="XXXX",
        locator=Locator("line 11"),
        confirm=("period",),
    ),
    figure(6, value=Decimal(77), value_written="77", locator=Locator("line 99")),
]
SENTENCE = "2021年示例甲县、乙县淘汰58台以上，电话0999-1234567。"


def written_at(text, part, **facts):
    return Mark(text.index(part), text.index(part) + len(part), **facts)


REASONS = {
    "plan-1": (Reason("place", Known.SAID, "clause", "示例甲县"),),
    "plan-2": (
        Reason("role", Known.ASSUMED, "disagree", "完成", ("target",)),
        Reason("place", Known.ASSUMED, "nothing", "", ("990002", "990001")),
    ),
    "plan-5": (Reason("period", Known.ASSUMED, "nothing"),),
}
"""Of the second figure role and place are open, of the fifth the year."""


def transcript():
    """A paragraph with every kind of mark, a table, and a figure without a mark."""
    marks = (
        written_at(SENTENCE, "2021年", reason="date"),
        written_at(SENTENCE, "58台以上", figures=("plan-1", "plan-2")),
        written_at(SENTENCE, "0999", reason="no_phrase_for_this"),
    )
    head = tuple(Passage(t, f"line {n}") for n, t in enumerate(("指标", "示例甲县", "某某镇"), 5))
    row = (
        Passage("示例指标", "line 8"),
        Passage("7", "line 9", (Mark(0, 1, ("plan-3",)),)),
        Passage("", "line 10", (Mark(0, 0, ("plan-4",)),)),
    )
    return Transcript(
        "plan",
        "方案.txt",
        (
            Passage(HOSTILE, "line 1"),
            Passage(SENTENCE, "line 2", marks),
            TablePassage(1, (head, row, (Passage("短行", "line 12"),))),
            Passage("另有66台。", "line 11"),
        ),
        REASONS,
        "b" * 64,
    )


def write(path, *, lang="zh", transcripts=None, figures=FIGURES, **inputs):
    cards = [figure_card(record, INDICATORS, SOURCES) for record in figures]
    shown = [transcript()] if transcripts is None else transcripts
    write_review(
        shown,
        cards,
        path,
        places=PLACES,
        indicators=INDICATORS,
        sources=SOURCES,
        lang=lang,
        **inputs,
    )
    return path
