"""No macro lets a person's words become markup: hostile text stays text in every place that takes some."""

import pytest
from flask import render_template_string
from markupsafe import Markup

from tests.browser.pattern_door import PatternDoor

HOSTILE = "\"'><script>alert(1)</script>"
FORMS = '{% import "shared/macros_forms.html" as m %}'
LETTERS = '{% import "shared/macros_letter.html" as m %}'
PAGE = '{% import "shared/macros_page.html" as m %}'
KINDS = ["text", "email", "code", "password", "new-password", "letter", "textarea", "file"]
CALLS = [
    *[FORMS + f"{{{{ m.field(t, t, '{kind}', value=t, hint=t, error=t) }}}}" for kind in KINDS],
    FORMS + "{{ m.form_token_field(t) }}",
    FORMS + "{{ m.error_summary([{'text': t, 'href': t}]) }}",
    LETTERS + "{{ m.letter_sheet(t, t) }}",
    LETTERS + "{{ m.photo_figure(t, t, full_src=t, caption=t) }}",
    LETTERS + "{{ m.redactable_letter([{'text': t, 'start': 0, 'end': 9, 'word': true, 'hint_id': t}]) }}",
    LETTERS + "{{ m.redactable_letter([{'text': t, 'word': false}]) }}",
    LETTERS + "{{ m.hint_list([{'id': t, 'reason': t, 'kind': t, 'strength': 'hold'}]) }}",
    PAGE + "{{ m.navigation_bar([{'text': t, 'href': t}], t) }}",
    PAGE + "{{ m.contact({'name': t, 'telephone': t, 'hours': t}) }}",
    PAGE + "{{ m.back_link(t, t) }}{{ m.status_tag(t) }}{{ m.progress([t, t], 2) }}",
    PAGE + "{{ m.empty_state(t, t, {'text': t, 'href': t}) }}{{ m.pagination(t, t, t) }}",
]


def _rendered(source: str, **values: object) -> str:
    with PatternDoor().app.test_request_context():
        return render_template_string(source, **values)


@pytest.mark.parametrize("call", CALLS)
def test_hostile_text_stays_text(call: str) -> None:
    html = _rendered(call, t=HOSTILE)
    assert "<script" not in html
    assert "&lt;script" in html
    assert "\"'>" not in html


def test_a_letter_already_made_safe_keeps_its_paragraphs() -> None:
    html = _rendered(LETTERS + "{{ m.letter_sheet(letter) }}", letter=Markup("<p>Hello</p>"))
    assert "<p>Hello</p>" in html


@pytest.mark.parametrize("value", [None, ""])
def test_an_empty_value_is_empty(value: object) -> None:
    assert "None" not in _rendered(
        FORMS + "{{ m.field('a', 'A', value=v) }}{{ m.field('b', 'B', 'letter', value=v) }}", v=value
    )
