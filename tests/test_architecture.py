"""The house stays as easy to see as it was drawn."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound

from portal.keys import KEYS_OF
from tests.builders import Portal

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("portal", "crypto", "moderation")
FILES = sorted(
    path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts
)
LONGEST_FILE = 350
LONGEST_FUNCTION = 50
VAGUE_NAMES = {"utils", "helpers", "common", "managers", "misc"}


def test_import_rules_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_reads_in_one_sitting(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert path.stem not in VAGUE_NAMES
    assert len(source.splitlines()) <= LONGEST_FILE
    tree = ast.parse(source)
    if path.name == "__init__.py":
        assert len(tree.body) == 1
        assert ast.get_docstring(tree)
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, node.name
            assert not any(isinstance(inner, (ast.Import, ast.ImportFrom)) for inner in ast.walk(node)), (
                node.name
            )


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_rendered_unescaped(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    if path == ROOT / "moderation" / "sanitise" / "text.py":
        return
    assert "bleach" not in source
    assert "|safe" not in source.replace(" ", "")


def test_templates_never_switch_escaping_off_and_never_include_the_other_audience() -> None:
    for path in sorted((ROOT / "templates").rglob("*.html")):
        source = path.read_text(encoding="utf-8")
        audience = path.relative_to(ROOT / "templates").parts[0]
        across = {"family": "staff/", "staff": "family/"}.get(audience)
        assert "autoescape" not in source, path
        assert "|safe" not in source.replace(" ", ""), path
        for word in ("style=", "<style", "onclick=", "javascript:"):
            assert word not in source, (path, word)
        if across is not None:
            assert f'"{across}' not in source, path


@pytest.mark.parametrize(
    ("door", "theirs"),
    [("family", "staff/queue.html"), ("family", "mail/unlock.txt"), ("staff", "family/home.html")],
)
def test_a_door_cannot_even_load_the_other_audiences_templates(
    small_portal: Portal, door: str, theirs: str
) -> None:
    assert (ROOT / "templates" / theirs).exists()
    with pytest.raises(TemplateNotFound):
        small_portal.app(door).jinja_env.get_template(theirs)


def test_services_never_commit() -> None:
    for path in sorted((ROOT / "portal" / "services").rglob("*.py")):
        assert ".commit(" not in path.read_text(encoding="utf-8"), path


def test_decrypting_is_in_few_places() -> None:
    allowed = {"portal/sealing.py"}
    for path in sorted((ROOT / "portal").rglob("*.py")):
        name = str(path.relative_to(ROOT))
        if name not in allowed:
            source = path.read_text(encoding="utf-8")
            assert "open_grant(" not in source, name
            assert "unseal(" not in source, name
            assert "unseal_stream(" not in source, name


def test_each_door_holds_only_its_keys() -> None:
    assert not [name for name in KEYS_OF["family"] if name.startswith("root_") or name.endswith("_sign")]
    assert not [
        name for name in KEYS_OF["staff"] if name.endswith(("_escrow", "certificate_sign", "_family"))
    ]
