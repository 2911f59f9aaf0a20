"""A contradiction is one to the audit and to the page's script alike: the same cases for both."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from aqmap.decide.audit.recheck.rules_of_document import rules_of
from aqmap.decide.audit.run_checks import audit
from aqmap.model.figures import Role
from aqmap.model.findings import Severity
from aqmap.model.locators import Locator
from aqmap.render.html_embedding import page_script
from aqmap.render.review.review_page import ASSETS
from tests.browser import opened
from tests.decide.audit.audit_figures import INDICATORS, figure, row

CASES = json.loads((Path(__file__).parents[2] / "data" / "contradiction_cases.json").read_text())
JUDGED = """function judged({ relations }) {
  const { isBroken, isOther } = relations;
  const judge = ({ rules, sides }) =>
    rules ? rules.some(([rule, its]) => isBroken(rule, its)) : isOther(...sides);
  window.aqmap = { judge, ready: true };
}
"""


def figures_of(case):
    if "sum" in case:
        indicator, cells, total = case["sum"]
        return row(indicator, [(f"65402{n}", value) for n, value in enumerate(cells)], total)
    if "twice" in case:
        indicator, *values = case["twice"]
        places = ("table 1; row 3; column A; line 7", "item 1; para 2; sentence 1; line 3")
        pairs = zip(values, places, strict=True)
        return [
            figure(f"f-{at}", indicator, "654021", value, locator=at, role=Role.MEASURED)
            for value, at in pairs
        ]
    if "one" in case:
        indicator, value = case["one"]
        return [figure("f", indicator, "654021", value, role=Role.MEASURED)]
    indicator, before, after, stated, unit = case["change"]
    told = {"locator": Locator("item 1; para 1; sentence 1; line 3"), "role": Role.MEASURED}
    end = {"baseline_period": "2017", "change": Decimal(stated), "change_unit": unit}
    return [
        figure("a", indicator, "654021", after, period="2021", **told, **end),
        figure("b", indicator, "654021", before, period="2017", **told),
    ]


def side(one, half):
    known = {"value": str(one.value), "half": f"{half:f}", "comparator": ""}
    return known | {"change": "" if one.change is None else str(one.change)}


def told_to_the_page(case):
    figures = figures_of(case)
    rules = rules_of(figures, [], INDICATORS)
    sides = {one.id: side(one, rules.things[one.id].half) for one in figures}
    if "twice" in case:
        return {"sides": list(sides.values())}
    written = [
        (
            {
                "kind": rule.kind,
                "exact": rule.exact,
                "meanings": rule.meanings,
                "low": "" if rule.low is None else str(rule.low),
                "high": "" if rule.high is None else str(rule.high),
                "open": rule.is_open,
                "slack": "",
            },
            [sides[key] for key in rule.figures],
        )
        for rule in rules.rules
    ]
    return {"rules": written}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_the_audit_finds_a_contradiction(case):
    grave = [f for f in audit(figures_of(case), INDICATORS) if f.severity != Severity.NOTE]
    assert bool(grave) is case["grave"]


@pytest.mark.browser
def test_the_page_finds_the_same(browser, tmp_path):
    files = ("checking/decimals.js", "checking/relations.js")
    (tmp_path / "checking").mkdir()
    for name in files:
        (tmp_path / name).write_text((ASSETS / name).read_text("utf-8"), "utf-8")
    (tmp_path / "judged.js").write_text(JUDGED, "utf-8")
    page = tmp_path / "page.html"
    code = page_script(tmp_path, [*files, "judged.js"])
    page.write_text(f"<!DOCTYPE html><body><script>{code}</script>", "utf-8")
    with opened(browser, page) as seen:
        judged = seen.page.evaluate(
            "cases => cases.map(window.aqmap.judge)", [told_to_the_page(case) for case in CASES]
        )
        assert seen.complaints == []
    assert {c["case"]: told for c, told in zip(CASES, judged, strict=True)} == {
        c["case"]: c["grave"] for c in CASES
    }
