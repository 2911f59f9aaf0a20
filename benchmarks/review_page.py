"""
The review page as work: keys from opening to nothing left, and time a key and a scroll take.

python -m benchmarks.review_page [PAGE.html …]

Of pages given, the keys that a person presses who finds everything right: Enter or `a` (all
alike), a digit where a choice is asked for. Without pages, a document of 100 pages and 2,000
numbers is made, of which 652 are to be confirmed; every sixth key corrects the role of one.
"""

import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

from aqmap.model.locators import Locator
from aqmap.model.transcript import Known, Passage, Reason, Transcript
from tests.browser import opened, running_browser
from tests.render.review.review_documents import figure, write, written_at

WINDOW = (1024, 768)
SCROLL = """by => new Promise(done => {
    const stage = document.getElementById("document");
    const times = [];
    let last = performance.now();
    const step = now => {
        times.push(now - last);
        last = now;
        stage.scrollTop += by;
        if (times.length < 120 && stage.scrollTop + stage.clientHeight < stage.scrollHeight)
            requestAnimationFrame(step);
        else done(Math.round(times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)]));
    };
    requestAnimationFrame(step);
})"""


def long_document(path):
    """100 pages: 1,960 figures in lists of four, 40 numbers that were not taken."""
    passages, figures, reasons = [], [], {}
    for n in range(500):
        text = f"第{n}段，示例甲县、乙县淘汰锅炉{n}1台、{n}2台、{n}3台、{n}4台，" + "说明文字" * 40
        marks = [written_at(text, f"第{n}段", reason="ordinal")]
        for k in (1, 2, 3, 4):
            key, part = f"plan-{n}-{k}", f"{n}{k}台"
            if n < 10:
                marks.append(written_at(text, part, reason="unit_unknown"))
                continue
            asked = n % 3 == 0
            marks.append(written_at(text, part, figures=(key,)))
            told = {"confirm": ("role",)} if asked else {}
            value = Decimal(f"{n}{k}")
            figures.append(
                figure(n * 10 + k, id=key, value=value, locator=Locator(f"line {n}"), **told)
            )
            if asked:
                reasons[key] = (Reason("role", Known.ASSUMED, "disagree", "", ("measured",)),)
        passages.append(Passage(text, f"line {n}", tuple(marks)))
    transcript = Transcript("plan", "长.txt", tuple(passages), reasons, "c" * 64)
    return write(path, transcripts=[transcript], figures=figures)


def press(page, key):
    """Press a key; return how long it took until the page was drawn."""
    begin = time.perf_counter()
    page.keyboard.press(key)
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => drawn()))")
    return time.perf_counter() - begin


WANTED = """() => [...document.querySelectorAll("#detail dd.open")].filter(field =>
    /^请选择/.test(field.querySelector(".value")?.textContent)).map(field =>
    field.querySelector(".options kbd")?.textContent ?? "")"""


def finish(page, correct_every=0):
    """Work until nothing is left; return the time of each key."""
    times = []
    while left := page.evaluate("window.aqmap.state().left"):
        assert len(times) < 5000
        if wanted := page.evaluate(WANTED):  # nothing stands there: a person chooses at once
            assert wanted[0], "a field is open for which nothing is offered"
            times.append(press(page, f"Digit{wanted[0]}"))
            continue
        like = page.locator("#answers [data-key=a]").is_visible()
        corrects = correct_every and len(times) % correct_every == 0
        times.append(press(page, "Digit2" if corrects else "a" if like else "Enter"))
        assert page.evaluate("window.aqmap.state().left") < left
    return times


def tell(name, before, times):
    slowest = 1000 * sorted(times)[int(len(times) * 0.95)] if times else 0
    print(f"{name}: {before}; keys {len(times)}; 95 % of keys within {slowest:.0f} ms")


def main():
    with running_browser() as browser, tempfile.TemporaryDirectory() as folder:
        for path in map(Path, sys.argv[1:]):
            with opened(browser, path.absolute(), size=WINDOW) as seen:
                before = seen.page.evaluate("window.aqmap.state().kinds")
                tell(path.name, before, finish(seen.page))
        if not sys.argv[1:]:
            path = long_document(Path(folder) / "long.html")
            begin = time.perf_counter()
            with opened(browser, path, size=WINDOW) as seen:
                print(f"opened in {time.perf_counter() - begin:.2f} s, {path.stat().st_size} bytes")
                at_rest, scrolling = (
                    seen.page.evaluate(SCROLL, by) for by in (0, 120)
                )  # a turn of the wheel
                print(f"95 % of frames within: at rest {at_rest} ms, scrolling {scrolling} ms")
                before = seen.page.evaluate("window.aqmap.state().kinds")
                tell("long", before, finish(seen.page, correct_every=6))


if __name__ == "__main__":
    main()
