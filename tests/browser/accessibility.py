"""Checks that every browser test of a page may use: axe without a violation, and a picture to look at."""

import os
import re
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async (rules) => {
  const only = { runOnly: { type: "tag", values: rules }, resultTypes: ["violations"] };
  const { violations } = await axe.run(document, only);
  return violations.map((v) => [`${v.id}: ${v.help}`, ...v.nodes.map((n) => `    ${n.html}`)].join("\\n"));
}"""


@cache
def _axe_source() -> str:
    """The checker's source: evaluated in the page, because the policy would refuse a script element."""
    return AXE.read_text(encoding="utf-8")


def check_accessible(page: Page) -> None:
    """Assert that axe finds nothing against WCAG 2.2 AA and its best practices on this page as it stands."""
    page.evaluate(_axe_source())
    violations = page.evaluate(RUN_AXE, RULES)
    assert not violations, "\n".join([f"{page.url}:", *violations])


def check_fits(page: Page) -> None:
    """Assert that nothing makes the page scroll sideways at its present width (WCAG 1.4.10)."""
    wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= room, f"{page.url} is {wide} px wide in a window of {room} px"


def screenshot(page: Page, name: str) -> Path:
    """Keep a picture of the whole page under LETTERBOX_SCREENSHOTS (or test-results/); returns its path."""
    folder = Path(os.environ.get("LETTERBOX_SCREENSHOTS", ROOT / "test-results"))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{re.sub(r'[^A-Za-z0-9-]+', '-', name)}.png"
    # "initial": hiding the caret would add a style element, which the pages' policy refuses.
    page.screenshot(path=path, full_page=True, caret="initial")
    return path
