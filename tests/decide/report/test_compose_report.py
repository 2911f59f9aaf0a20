"""Sentences of a report: changes against other years, percentage points, reasons, the audience."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aqmap.book.figure_cards import figure_card
from aqmap.book.profiles.status_matrix import status_matrix
from aqmap.book.scales import REASONS
from aqmap.decide.report.comparisons import changes, gap_words
from aqmap.decide.report.compose_report import chinese_numeral, compose_report
from aqmap.decide.report.report_data import ReportData
from aqmap.decide.report.result_tables import status_name
from aqmap.model.figures import Basis, Comparator, Role, State
from aqmap.model.joined import Status
from aqmap.model.periods import period_text
from aqmap.pipelines.build_maps import decide
from aqmap.words import Text, catalogue, text

MINIMAL = Path(__file__).parents[3] / "aqmap" / "templates" / "minimal"
CITY = "990001"


@pytest.fixture(scope="module")
def decided():
    return decide(MINIMAL)


@pytest.fixture(scope="module")
def default_decided():
    return decide(Path(__file__).parents[3])


@pytest.fixture
def data(decided):
    return ReportData(decided.book, decided.joined, decided.workspace.indicators)


def with_earlier(data, **fields):
    """The same data, with one more figure of the first county's PM2.5."""
    measured = next(
        card.figure
        for card in data.book.figures.values()
        if (card.figure.place, card.figure.indicator, card.figure.role)
        == (CITY, "pm25", Role.MEASURED)
    )
    earlier = replace(measured, id="earlier", **fields)
    cards = {**data.book.figures, "earlier": figure_card(earlier, data.indicators, {})}
    return replace(data, book=replace(data.book, figures=cards))


def changes_of(data):
    (block,) = [block for block in data.blocks if block.layer.id == "pm25"]
    row = next(row for row in block.rows if row.place == CITY)
    return [change.zh for change in changes(data, block, row)]


def test_a_value_is_held_against_the_year_before(data):
    """34.2 in 2025: 38.0 before is 3.8 more, 30.0 before is 4.2 less."""
    before = {"period": "2024", "value": Decimal("38.0")}
    assert changes_of(with_earlier(data, **before)) == [
        "同比下降3.8微克/立方米（2024年38.0微克/立方米）"
    ]
    before["value"] = Decimal("30.0")
    assert changes_of(with_earlier(data, **before)) == [
        "同比上升4.2微克/立方米（2024年30.0微克/立方米）"
    ]
    before["value"] = Decimal("34.2")
    assert changes_of(with_earlier(data, **before)) == ["同比持平（2024年34.2微克/立方米）"]


def test_a_value_is_held_against_the_base_year(data):
    base = {"period": "2020", "value": Decimal("44.2"), "role": Role.BASELINE}
    assert changes_of(with_earlier(data, **base)) == [
        "较2020年基数44.2微克/立方米下降10.0微克/立方米"
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"period": "2023"},
        {"period": "2024-01-01/2024-11-30"},
        {"period": "2024", "as_of": "2024-12-15"},
        {"period": "2024", "basis": Basis.MONITOR_REALTIME},
        {"period": "2024", "place": "990002"},
        {"period": "2024", "indicator": "afforestation"},
        {"period": "2024", "note": "约数；见附表"},
        {"period": "2024", "comparator": Comparator.GE},
        {"period": "2024", "state": State.STANDARD},
        {"period": "2024", "value": None, "absence": "no_figure"},
    ],
    ids=str,
)
def test_what_is_not_alike_is_not_compared(data, fields):
    assert changes_of(with_earlier(data, **{"value": Decimal("38.0"), **fields})) == []


def test_without_another_year_nothing_is_said(data):
    assert changes_of(data) == []


def test_a_difference_of_percentages_is_in_percentage_points():
    percent, days = Text("%", "%"), Text("天", "days")
    assert gap_words(Decimal("-3.3"), percent).zh == "低于目标3.3个百分点"
    assert gap_words(Decimal("1.2"), percent).en == "1.2 percentage points above the target"
    assert gap_words(Decimal(-19), days).zh == "低于目标19天"
    assert gap_words(Decimal("0.0"), days).zh == "与目标持平"


def test_a_reason_that_all_places_share_is_said_once(decided):
    joined = [
        replace(row, measured=None, measured_reason="no_figure", status="no_measurement", gap=None)
        for row in decided.joined
    ]
    data = ReportData(decided.book, joined, decided.workspace.indicators)
    said = [part.words.zh for part in compose_report(data).text]
    assert [s for s in said if s.endswith("全部3个暂无数据（未收集到公布值）。")]
    assert not [s for s in said if "完成目标" in s and "示例甲县" in s]


def test_nothing_is_said_to_be_judged_where_nothing_is(decided):
    joined = [replace(row, status="not_due", gap=None) for row in decided.joined]
    data = ReportData(decided.book, joined, decided.workspace.indicators)
    overview = compose_report(data).text[2].words.zh
    assert "目前没有可以评判完成与否的项次：考核期未满6项次" in overview


def test_leaders_get_no_findings_and_nothing_unreviewed(decided, small_workspace):
    results = small_workspace / "data" / "measured" / "example.csv"
    written = results.read_text(encoding="utf-8")
    results.write_text(
        written.replace("PM2.5,2025,34.2,synthetic", "PM2.5,2025,34.2,monitor_realtime").replace(
            "PM2.5,2025,36.8,synthetic", "PM2.5,2025,36.8,monitor_realtime"
        ),
        encoding="utf-8",
    )
    layer = small_workspace / "layers" / "pm25.toml"
    accepted = 'accept_basis = ["monitor_realtime"]\n' + layer.read_text(encoding="utf-8")
    layer.write_text(accepted, encoding="utf-8")
    reports = {}
    for audience in ("internal", "leader"):
        found = decide(small_workspace, audience=audience)
        data = ReportData(found.book, found.joined, found.workspace.indicators)
        reports[audience] = compose_report(data)
    assert reports["internal"].findings is not None
    assert reports["leader"].findings is None
    said = {
        audience: str([part.words for part in report.text]) + str(report.tables)
        for audience, report in reports.items()
    }
    assert "36.8" in said["internal"]
    assert "36.8" not in said["leader"]
    assert "未审核的实时数据不提供" in said["leader"]
    shown = {(drawn.sheet.layer.id, drawn.sheet.view.name) for drawn in reports["leader"].maps}
    assert ("pm25", "target") in shown
    assert ("pm25", "status") not in shown, "no verdict is left"


def test_regions_of_many_counties_go_on_in_a_second_table(decided):
    """13 counties are shown as 7 and 6."""
    codes = [f"99{number:04}" for number in range(1, 14)]
    first = decided.book.places[0]
    places = tuple(replace(first, code=code, label=Text(f"县{code[-2:]}", code)) for code in codes)
    row = next(row for row in decided.joined if row.layer == "afforestation")
    joined = [replace(row, place=code) for code in codes]
    region = replace(decided.book.regions[0], places=tuple(codes))
    book = replace(decided.book, places=places, regions=(region,))
    data = ReportData(book, joined, decided.workspace.indicators)
    object.__setattr__(data, "sheets", ())
    targets = [t for t in compose_report(data).tables if "目标（任务）" in t.title.zh]
    shown = [[c.words.zh for c in t.columns if c.words.zh.startswith("县") and c.is_of_numbers]
             for t in targets]  # fmt: skip
    assert [len(names) for names in shown] == [7, 6]
    assert [title.zh[-5:] for title in (t.title for t in targets)] == ["（1/2）", "（2/2）"]
    assert shown[0][0] == "县01"
    assert shown[1][-1] == "县13"


def test_every_reason_has_words_for_a_cell_that_are_no_number():
    for reason, _ in REASONS:
        words = catalogue()[f"report.cell.{reason}"]
        assert not any(character.isdigit() for character in words.zh + words.en)


def test_numerals():
    assert [chinese_numeral(n) for n in (3, 10, 11, 20, 21)] == [
        "三",
        "十",
        "十一",
        "二十",
        "二十一",
    ]


def test_what_is_left_open_stands_with_both_numbers_and_why(decided):
    """An approximate target is no ground for a verdict: 34.2 beside about 35."""
    key = next(r.target_figure for r in decided.joined if (r.layer, r.place) == ("pm25", CITY))
    card = decided.book.figures[key]
    approximate = replace(card, figure=replace(card.figure, note="约数"))
    joined = [
        replace(row, status=Status.NOT_JUDGED, reason=text("status.approximate"), gap=None)
        if row.target_figure == key
        else row
        for row in decided.joined
    ]
    book = replace(decided.book, figures={**decided.book.figures, key: approximate})
    report = compose_report(ReportData(book, joined, decided.workspace.indicators))
    (sentence,) = [p.words.zh for p in report.text if "PM2.5浓度，共3个" in p.words.zh]
    assert (
        "不作评判1个：示例甲县（实测值34.2微克/立方米，目标≤约35微克/立方米，约数，不作评判，示例数据）"
        in sentence
    )
    compared = next(table for table in report.tables if "对照表" in table.title.zh)
    row = next(row for row in compared.rows if row[2].zh == "示例甲县" and row[5].zh == "34.2")
    assert [cell.zh for cell in row[4:9]] == [
        "≤约35",
        "34.2",
        "",
        "不作评判",
        "约数，不作评判；示例数据",
    ]


def test_every_status_has_its_words_in_sentences_and_tables(decided):
    for status in Status:
        joined = [
            replace(row, status=status, reason=None, target_reason="", measured_reason="")
            for row in decided.joined
        ]
        report = compose_report(ReportData(decided.book, joined, decided.workspace.indicators))
        (column,) = {c.words.zh for c in report.tables[0].columns[3:-1]}
        assert column == status_name(status).zh
        assert f"{column}6项次" in report.text[2].words.zh or status in (
            Status.MET,
            Status.NOT_MET,
        )
        assert len([part for part in report.text if "共3个县（市、区）：" in part.words.zh]) == 2


def test_table_1_tells_blank_dash_not_reported_text_and_a_task_of_0_apart(decided):
    """Of the six pairs of place and indicator each has another reason, and none is summed up."""
    lacking: dict[str, Any] = {"status": Status.NO_TARGET, "target": None, "gap": None}
    changed: list[dict[str, Any]] = [
        {**lacking, "target_reason": "blank"},
        {**lacking, "target_reason": "dash"},
        {**lacking, "target_reason": "not_reported"},
        {**lacking, "target_reason": "text"},
        {"status": Status.NO_TASK, "target": Decimal(0), "gap": None},
        {"status": Status.NO_MEASUREMENT, "measured": None, "measured_reason": "dash", "gap": None},
    ]
    joined = [replace(row, **fields) for row, fields in zip(decided.joined, changed, strict=True)]
    report = compose_report(ReportData(decided.book, joined, decided.workspace.indicators))
    table = report.tables[0]
    heads = [column.words.zh for column in table.columns]
    totals = dict(zip(heads[3:], (cell.zh for cell in table.rows[-1][3:]), strict=True))
    assert totals == {
        "无任务（任务数为0）": "1",
        "文字要求，无数值": "1",
        "原表为空白": "1",
        "原表为“-”": "2",
        "未报送": "1",
        "合计": "6",
    }
    said = report.text[2].words.zh
    assert "原表为空白1项次" in said
    assert "原表为“-”2项次" in said
    assert "未收集到目标值" not in said


def test_table_1_counts_as_the_overview_sheets_do(default_decided):
    """A row of the table has the same reasons and counts as the row of its region's overview."""
    report = compose_report(
        ReportData(
            default_decided.book, default_decided.joined, default_decided.workspace.indicators
        )
    )
    table = report.tables[0]
    heads = [column.words.zh for column in table.columns][3:-1]
    rows = {
        (row[0].zh, row[1].zh, row[2].zh): [cell.zh for cell in row[3:-1]] for row in table.rows
    }
    compared = 0
    for region in default_decided.book.regions:
        for row in status_matrix(default_decided.book, region.id).rows:
            key = (row.title.zh, period_text(row.period).zh, region.name.zh)
            if key not in rows:
                continue
            counts = {head: n for head, n in zip(heads, rows[key], strict=True) if n != "0"}
            tally = row.tally
            reasons = {words.zh: str(count) for words, count in tally.reasons.items()}
            if tally.no_task:
                reasons["无任务（任务数为0）"] = str(tally.no_task)
            assert counts == reasons, key
            compared += 1
    assert compared > 10


def test_words_of_the_whole_report_have_numbers_as_offices_print_them(decided):
    """A book says 3 463 with a thin space, −0.5 with a long minus, 2019–2021 with a dash."""
    title = Text("2019–2021年3\u2009463户", "3\u2009463 households, 2019–2021")
    layers = tuple(replace(layer, title=title) for layer in decided.book.layers)
    book = replace(decided.book, layers=layers)
    report = compose_report(ReportData(book, decided.joined, decided.workspace.indicators), title)
    assert report.title == Text("2019~2021年3463户", "3463 households, 2019-2021")
    assert report.tables[0].rows[0][0] == report.title
    assert [p.words.zh for p in report.text if report.title.zh in p.words.zh]
    assert not [p for p in report.text if title.zh in p.words.zh]


def test_a_count_never_runs_into_a_name_that_ends_in_a_digit(decided):
    """PM2.5 and 1 are not PM2.51."""
    title = Text("PM2.5", "PM2.5")
    layers = tuple(replace(layer, title=title) for layer in decided.book.layers)
    book = replace(decided.book, layers=layers)
    report = compose_report(ReportData(book, decided.joined, decided.workspace.indicators))
    words = "".join(part.words.zh for part in report.text)
    assert "未完成目标的有：PM2.5（1项次）" in words
    assert "PM2.51" not in words


def problems_of(decided, status):
    """The paragraphs of 四 where every row has this status."""
    joined = [
        replace(row, status=status, gap=None, target_reason="", measured_reason="")
        for row in decided.joined
    ]
    book = replace(decided.book, findings=())
    report = compose_report(ReportData(book, joined, decided.workspace.indicators))
    words = [part.words.zh for part in report.text]
    return words[words.index("四、存在问题") + 1 : words.index("五、下一步工作")]


@pytest.mark.parametrize("status", ["not_due", "reported", "no_measurement", "no_target"])
def test_no_problem_is_denied_where_nothing_could_be_judged(decided, status):
    (first, *_) = problems_of(decided, status)
    assert f"没有可以评判完成与否的项次（{status_name(Status(status)).zh}6项次）" in first
    assert "不能据此认为不存在问题" in first


def test_where_all_is_met_the_problems_say_of_how_many(decided):
    assert problems_of(decided, "met") == ["可以评判的6项次中没有未完成目标的。"]


def test_without_targets_nothing_is_judged_and_no_problem_is_denied(decided):
    layers = [
        replace(layer, views={name: view for name, view in layer.views.items() if name != "target"})
        for layer in decided.book.layers
    ]
    book = replace(decided.book, layers=tuple(layers), findings=())
    report = compose_report(ReportData(book, decided.joined, decided.workspace.indicators))
    words = [part.words.zh for part in report.text]
    (said,) = words[words.index("四、存在问题") + 1 : words.index("五、下一步工作")]
    assert "没有可以评判完成与否的项次" in said
    assert "无。" not in words


def english_of(report):
    parts = [part.words.en for part in report.text]
    return [*parts, *(note.en for table in report.tables for note in table.notes)]


def test_english_sentences_begin_with_a_capital_and_have_straight_quotes(data):
    words = [w for w in english_of(compose_report(data)) if w]
    assert not [w for w in words if w[0].islower()]
    assert not re.search("[“”‘’]", "".join(words))
    assert any(w.startswith("Afforestation, Example region, 2025 (places: 3)") for w in words)


def test_english_numbers_of_ten_thousands_are_multiplied_and_not_set_side_by_side(data):
    """1.25 of 10 000 mu is not 1.25 10000 mu."""
    words = " ".join(english_of(compose_report(data)))
    assert "amount done 1.25 × 10000 mu, task 1.20 × 10000 mu" in words
    assert not re.search(r"\d 10000", words)


def test_english_counts_of_one_need_no_plural(data):
    words = " ".join(english_of(compose_report(data)))
    assert not re.search(r"\b1 (do|indicators|places|measures|maps|tables)\b", words)
    assert "(target met: 2, not met: 1)" in words


def test_english_findings_call_places_by_their_english_names(data):
    findings = compose_report(data).findings
    words = "".join(cell.en for row in findings.rows for cell in row)
    assert "Example B" in words
    assert not re.search("[\u4e00-\u9fff]", words)
