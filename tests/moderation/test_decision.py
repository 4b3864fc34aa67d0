"""A decision holds for one content, one recipient and one version of the terms."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.decision import (
    REASONS,
    ContentChanged,
    Decided,
    DecisionOutdated,
    NotInAgreement,
    PictureEntry,
    PicturesNotAllowed,
    Reason,
    RecipientChanged,
    ReleasedContent,
    ReleaseRules,
    TermsChanged,
    TooManyPictures,
    check_release,
    check_still_true,
    content_digest,
    reasons_for,
)
from moderation.lifecycle import Action

DECIDED = Decided(b"d" * 32, "party-1", 4)


def content(text: str, *pictures: tuple[bytes, str]) -> ReleasedContent:
    return ReleasedContent(text, tuple(PictureEntry(*picture) for picture in pictures))


def test_the_digest_is_fixed_for_all_time() -> None:
    written = content("Dear Ann, żółw", (b"\x01\x02", "A dog"), (b"", ""))
    assert content_digest(written).hex() == "a0816155ce3b433e9d68d561eeb9ca8f9ea5303a358497d989d5bcaa53bdaaf8"


_CONTENTS = st.builds(
    ReleasedContent,
    st.text(max_size=4),
    st.lists(st.builds(PictureEntry, st.binary(max_size=3), st.text(max_size=3)), max_size=3).map(tuple),
)


@given(_CONTENTS, _CONTENTS)
def test_different_contents_have_different_digests(one: ReleasedContent, other: ReleasedContent) -> None:
    assert (content_digest(one) == content_digest(other)) == (one == other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (content("ab", (b"c", "")), content("a", (b"bc", ""))),
        (content("", (b"a", "b"), (b"c", "d")), content("", (b"c", "d"), (b"a", "b"))),
        (content("", (b"ab", "c")), content("", (b"a", "bc"))),
        (content("x"), content("x", (b"", ""))),
    ],
)
def test_nothing_moves_across_a_border_unseen(one: ReleasedContent, other: ReleasedContent) -> None:
    assert content_digest(one) != content_digest(other)


@pytest.mark.parametrize(
    ("now", "fault"),
    [
        (replace(DECIDED, digest=b"e" * 32), ContentChanged),
        (replace(DECIDED, recipient_party="party-2"), RecipientChanged),
        (replace(DECIDED, terms_version=5), TermsChanged),
    ],
)
def test_a_change_asks_for_a_new_decision(now: Decided, fault: type[DecisionOutdated]) -> None:
    check_still_true(DECIDED, replace(DECIDED))
    with pytest.raises(fault, match="decide again"):
        check_still_true(DECIDED, now)


@pytest.mark.parametrize(
    ("pictures", "rules", "fault"),
    [
        (0, ReleaseRules(0, False), None),
        (2, ReleaseRules(2, True), None),
        (9, ReleaseRules(None, True), None),
        (1, ReleaseRules(None, False), PicturesNotAllowed),
        (1, ReleaseRules(5, False), PicturesNotAllowed),
        (1, ReleaseRules(0, True), TooManyPictures),
        (3, ReleaseRules(2, True), TooManyPictures),
    ],
)
def test_only_what_was_agreed_is_released(
    pictures: int, rules: ReleaseRules, fault: type[NotInAgreement] | None
) -> None:
    letter = content("x", *[(bytes([number]), "") for number in range(pictures)])
    if fault is None:
        check_release(letter, rules)
        return
    with pytest.raises(fault, match=r"\.$"):
        check_release(letter, rules)


def test_every_reason_has_its_words() -> None:
    assert set(REASONS) == set(Reason)
    for text in REASONS.values():
        assert text.label
        assert text.actions
        assert "I love you" not in text.label
        # A stopped letter never goes back to its writer by itself, so there is nothing to suggest.
        assert (text.suggested_wording == "") == (text.actions == {Action.STOP})


@pytest.mark.parametrize(
    "action", [Action.REDACT_AND_RELEASE, Action.RETURN_TO_WRITER, Action.HOLD, Action.STOP]
)
def test_every_decision_against_the_writer_has_reasons_to_choose_from(action: Action) -> None:
    assert reasons_for(action)


def test_a_release_as_it_is_needs_none() -> None:
    assert reasons_for(Action.RELEASE) == []
