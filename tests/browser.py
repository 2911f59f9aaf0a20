"""The browser that the page is tested in, and a page opened in it with the network off."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Error, Page, Playwright, sync_playwright

PATHS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
CHANNELS = ("chrome", "msedge", None)
MISSING = (
    "No browser was found for the tests of the interactive page. Install Chromium, Chrome or Edge, "
    "or run `playwright install chromium`, or set AQMAP_BROWSER to the browser's program."
)


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Start the first browser there is; without one the test fails and says what to install."""
    with sync_playwright() as playwright:
        browser = _launch(playwright)
        yield browser
        browser.close()


def _launch(playwright: Playwright) -> Browser:
    named = os.environ.get("AQMAP_BROWSER")
    found = [path for path in ((named,) if named else PATHS) if Path(path).exists()]
    ways: list[dict[str, Any]] = [{"executable_path": path} for path in found]
    if not named:
        ways += [{"channel": channel} if channel else {} for channel in CHANNELS]
    for way in ways:
        try:
            return playwright.chromium.launch(args=["--no-sandbox"], **way)
        except Error:
            continue
    pytest.fail(MISSING)


@dataclass
class Opened:
    """A page, with everything it asked for and complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def refuse(self, dialog: Dialog) -> None:
        """Close a dialog, which no page of ours opens."""
        self.complaints.append("dialog")
        dialog.dismiss()

    def point(self, code: str) -> tuple[float, float]:
        """Return where a place's label point is on the screen."""
        at = self.page.evaluate("code => window.aqmap.point(code)", code)
        return at["x"], at["y"]

    def hover(self, code: str) -> str:
        """Move over a place, a little beside its label point, and return the tip's lines."""
        x, y = self.point(code)
        self.page.mouse.move(x + 1, y)
        self.page.mouse.move(x, y)
        self.page.wait_for_selector("#tip:not([hidden])")
        return self.page.locator("#tip").inner_text()

    def click(self, code: str) -> None:
        """Click a place on the map."""
        self.page.mouse.click(*self.point(code))

    def go(self, address: str) -> None:
        """Change the address, and wait until the page has followed."""
        self.page.evaluate(
            """address => new Promise(followed => {
                if (location.hash === `#${address}`) return followed();
                addEventListener("hashchange", followed, {once: true});
                location.hash = address;
            })""",
            address,
        )

    def legend(self) -> list[str]:
        """Return the legend as read from the page: label and count of each line."""
        names = self.page.locator("#legend-list .name").all_text_contents()
        counts = self.page.locator("#legend-list .count").all_text_contents()
        return [f"{name} {count}" for name, count in zip(names, counts, strict=True)]


@contextmanager
def opened(
    browser: Browser, path: Path, address: str = "", *, size: tuple[int, int] = (1440, 900)
) -> Iterator[Opened]:
    """Open a file as a user would from the disk, with the network off and nothing kept before."""
    page = _window(browser)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    seen = Opened(page)
    listeners: dict[str, Callable[[Any], object]] = {
        "request": lambda request: seen.requests.append(request.url),
        "console": lambda message: seen.complaints.append(message.text),
        "pageerror": lambda error: seen.complaints.append(str(error)),
        "dialog": seen.refuse,
    }
    for event, listen in listeners.items():
        page.on(event, listen)  # type: ignore[call-overload]
    page.goto(path.as_uri() + (f"#{address}" if address else ""))
    page.wait_for_function("() => window.aqmap && window.aqmap.ready", timeout=20_000)
    try:
        yield seen
    finally:
        for event, listen in listeners.items():
            page.remove_listener(event, listen)
        _clear(page)


def _window(browser: Browser) -> Page:
    """Return the window that the tests share: a new one costs as much as the page that it shows."""
    for context in browser.contexts:
        if context.pages and context.pages[0].url == "about:blank":
            return context.pages[0]
    page = browser.new_context(offline=True, locale="zh-CN").new_page()
    page.route("http*://**", lambda route: route.abort())
    return page


def _clear(page: Page) -> None:
    """Leave the window as it was found, or close it."""
    for other in page.context.pages:
        if other is not page:
            other.close()
    page.context.clear_permissions()
    page.mouse.move(0, 0)
    page.on("dialog", _leave)
    page.goto("about:blank")
    page.remove_listener("dialog", _leave)
    told = {"origin": "file://", "storageTypes": "all"}  # a page may keep something as it is left
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", told)


def _leave(dialog: Dialog) -> None:
    """Leave a page that asks whether to."""
    dialog.accept()
