"""A role that stands alone, and a target that asks for less than was reached, are hinted at."""

from decimal import Decimal

import pytest

from aqmap.model.figures import Role
from aqmap.model.locators import Locator
from aqmap.model.transcript import Passage, Transcript
from aqmap.workspace.indicators import Indicators
from tests.browser import opened
from tests.render.review import review_documents
from tests.render.review.review_documents import figure, write, written_at

SAID = "示例甲县淘汰58台、57台、56台、55台。"
AIMED = "示例甲县控制在60台以内、示例乙县50台以内。"


@pytest.mark.browser
def test_a_doubtful_role_is_hinted_at_and_counted_nowhere(browser, tmp_path, monkeypatch):
    lower = review_documents.INDICATORS["boilers"].model_copy(update={"direction": "lower"})
    monkeypatch.setattr(review_documents, "INDICATORS", Indicators({"boilers": lower}))
    first, second = (Locator(f"item 1; para 1; sentence {n}; line {n}") for n in (1, 2))
    figures = [
        figure(
            number,
            value=Decimal(value),
            role=Role.TARGET if value == 55 else Role.MEASURED,
            period="2020" if value != 55 else "2021",
            locator=first,
        )
        for number, value in enumerate((58, 57, 56, 55), 1)
    ]
    figures += [
        figure(5, value=Decimal(60), locator=second),
        figure(6, value=Decimal(50), locator=second, place="990002"),
    ]
    said = [written_at(SAID, f"{59 - n}台", figures=(f"plan-{n}",)) for n in (1, 2, 3, 4)]
    aimed = [written_at(AIMED, f"{v}台", figures=(f"plan-{n}",)) for n, v in ((5, 60), (6, 50))]
    passages = (Passage(SAID, "line 1", tuple(said)), Passage(AIMED, "line 2", tuple(aimed)))
    told = Transcript("plan", "文.txt", passages, {}, "a" * 64)
    path = write(tmp_path / "r.html", transcripts=[told], figures=figures)
    with opened(browser, path) as seen:
        hints = {}
        for number in range(1, 7):
            seen.go(f"figure-{number}")
            hints[number] = seen.page.locator("#detail .hint").all_inner_texts()
        assert hints == {
            1: [],
            2: [],
            3: [],
            4: ["同句或同表的其他3个数据都是实际，请看性质是否有误"],
            5: ["文中2020年已达58台，这个目标反而更松，请看性质和时段是否有误"],
            6: [],
        }
        assert seen.page.locator("#left").inner_text() == "都处理完了，请保存"
        assert seen.complaints == []
