"""Sentences in the cells of forms and lists of measures; synthetic."""

from tests.read.office_files import write_docx

TITLE = "阜康市2021年整改情况公示表"
FORM = [
    ["整改任务", "第三十二项，采暖期污染较重。"],
    [
        "完成情况",
        "1.开展检查。2021年检查企业120家次，发现问题35个。\n2.清洁取暖。完成农村清洁取暖2943户，"
        "扣除退出的。",
    ],
]
LIST = [
    ["序号", "县市", "具体措施", "完成时限"],
    ["1", "昌吉市", "新建充电桩20个，完成造林1.2万亩。", "2021年底"],
    ["2", "奇台县", "拆除旧炉5台，其他工作按要求完成。", "2021年底"],
]


def told(figures):
    return [(f.indicator or f.indicator_written, f.place, str(f.value), f.locator) for f in figures]


def test_a_form_is_read_cell_by_cell_and_its_articles_are_measures(read_whole, tmp_path):
    reading = read_whole(write_docx(tmp_path / "合成.docx", [TITLE, FORM]), "阜康市")
    at = "sentence 2; cell B2"
    assert told(reading.figures) == [
        ("检查企业", "652302", "120", f"table 1; item 1; para 1; {at}"),
        ("发现问题", "652302", "35", f"table 1; item 1; para 1; {at}"),
        ("rural_clean_heating", "652302", "2943", f"table 1; item 2; para 1; {at}"),
    ]
    assert reading.remarks == ()


def test_a_long_form_is_a_register_too(read_whole, tmp_path):
    long = [FORM[0], ["完成情况", FORM[1][1] + "\n3.其他。" + "加强宣传，" * 20]]
    reading = read_whole(write_docx(tmp_path / "合成.docx", [TITLE, long]), "阜康市")
    named = {figure.id: figure.value_written for figure in reading.figures}
    assert [(m.number, m.title, [named[f] for f in m.figures]) for m in reading.measures] == [
        ("1", "开展检查", ["120家次", "35个"]),
        ("2", "清洁取暖", ["2943户"]),
        ("3", "其他", []),
    ]


def test_a_lists_sentences_are_about_the_place_of_their_row(read_whole, tmp_path):
    title = "2021年昌吉州大气污染防治任务清单"
    reading = read_whole(write_docx(tmp_path / "合成.docx", [title, LIST]), "昌吉州")
    assert [row[:3] for row in told(reading.figures)] == [
        ("新建充电桩", "652301", "20"),
        ("afforestation", "652301", "1.2"),
        ("拆除旧炉", "652325", "5"),
    ]


def test_every_number_of_a_cell_has_its_account(read_whole, tmp_path):
    reading = read_whole(write_docx(tmp_path / "合成.docx", [TITLE, FORM]), "阜康市")
    cell = reading.transcript.passages[-1].rows[1][1]
    marked = [(cell.text[m.start : m.end], m.reason) for m in cell.marks]
    assert marked == [("2021", "date"), ("120家次", ""), ("35个", ""), ("2943户", "")]
