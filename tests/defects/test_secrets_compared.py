"""No secret is compared by an operator that stops at the first difference."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import portal

HOUSE = Path(portal.__file__).parents[1]
SECRET = re.compile(
    r"(secret|token|digest|_link|\.link|mark|mac|tag|lookup|password|hash|log_in|code)\b", re.I
)
A_COLUMN = re.compile(r"^[A-Z]\w+\.\w+ ==|== [A-Z]\w+\.\w+$")  # the database compares, by an index
HARMLESS = {
    "crypto/header.py: self.context_digest != context.digest()": "what something is, which is no secret",
    "crypto/passwords.py: _split_check(sealed)[0] != cost.pack()": "the cost, which stands in clear",
    "crypto/passwords.py: split_box(Kind.PASSWORD, sealed, extra_bytes=_COST.size).extra != cost.pack()": (
        "the cost, which stands in clear"
    ),
    "portal/services/sign_in.py: account.log_in != log_in_index(work, log_in_name[:400])": (
        "a keyed hash that nobody outside can choose"
    ),
    "portal/services/sign_in.py: log_in_index(work, guess) == log_in": "one's own name, by who signed in",
    "portal/services/audit.py: (head.number, head.link) != end": "by the command of who has the keys",
    "portal/services/scanning_in.py: sorted((one.digest for one in labels if one)) != sorted((one.digest for"
    " one in scans))": "the same form pressed twice, by one member of staff",
    "portal/services/making_safe.py: (said.item_id, said.account_id, said.digest) != (row.item_id,"
    " row.account_id, digest)": "in the worker, of a file that it has opened; nobody waits for the answer",
    "portal/services/draft_pictures.py: open_label(work, me, row).digest == digest": "one's own pictures",
}


def comparisons(source: str) -> Iterator[str]:
    """Comparisons by == or != of something that is called like a secret."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare) and any(isinstance(op, ast.Eq | ast.NotEq) for op in node.ops):
            sides = [node.left, *node.comparators]
            constant = any(isinstance(one, ast.Constant) for one in sides)
            text = ast.unparse(node)
            lengths = text.startswith("len(")
            if not constant and not lengths and not A_COLUMN.search(text) and SECRET.search(text):
                yield text


def test_secrets_are_not_compared_by_an_operator() -> None:
    found = {
        f"{path.relative_to(HOUSE)}: {one}"
        for folder in ("crypto", "portal")
        for path in (HOUSE / folder).rglob("*.py")
        for one in comparisons(path.read_text())
    }
    assert found - HARMLESS.keys() == set()


def test_the_search_finds_one() -> None:
    assert list(comparisons("if given.code == row.secret: pass"))
