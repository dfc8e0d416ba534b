"""Does a link stop just the letters of just the reader that it was written for?"""

import pytest

from db.unsubscribe import address, read, token

KEY, OTHER = "5a" * 32, "5b" * 32
MARA = "mara+spend@studio.example"


def test_a_word_is_read_as_it_was_written() -> None:
    """Reader and letter come back; it is always the same word, and needs no escaping in an address."""
    word = token(KEY, MARA, "weekly_digest")
    assert read(KEY, word) == (MARA, "weekly_digest")
    assert word == token(KEY, MARA, "weekly_digest")
    assert word.replace(".", "").replace("-", "").replace("_", "").isalnum()
    assert address("https://spend.studio.example/", KEY, MARA, "weekly_digest") == (
        f"https://spend.studio.example/unsubscribe?token={word}"
    )


@pytest.mark.parametrize("word", ["", ".", "a.b.c", "nothing", "ä.ö", "a.b", token(OTHER, MARA, "weekly_digest")])
def test_nobody_else_can_make_one(word: str) -> None:
    """What another key has signed, and what is no such word at all, is nobody's."""
    assert read(KEY, word) is None


def test_a_word_cannot_be_turned_into_another() -> None:
    """The signature of one letter is none for another, nor for another reader."""
    said, signature = token(KEY, MARA, "weekly_digest").split(".")
    for other in (token(KEY, MARA, "anomaly"), token(KEY, "ivo@studio.example", "weekly_digest")):
        assert read(KEY, f"{other.split('.')[0]}.{signature}") is None
    assert read(KEY, f"{said}.{signature[:-2]}") is None
