import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.sources.charset import decode_bytes

WORDS = "Grüße aus Übersee – „alles gut“"


@pytest.mark.parametrize(
    ("raw", "media_type"),
    [
        (WORDS.encode("utf-8"), None),
        (WORDS.encode("utf-8"), "text/html; charset=iso-8859-1"),
        (WORDS.encode("utf-8-sig"), None),
        (WORDS.encode("utf-16"), None),
        (WORDS.encode("cp1252"), "text/html; charset=ISO-8859-1"),
        (b"<meta charset='windows-1252'>" + WORDS.encode("cp1252"), None),
        (b'<?xml version="1.0" encoding="windows-1252"?>' + WORDS.encode("cp1252"), None),
    ],
)
def test_words_survive_whatever_the_server_says(raw, media_type):
    assert decode_bytes(raw, media_type).endswith(WORDS)


def test_an_unknown_charset_falls_back_to_detection():
    words = "Привет, это обычный русский текст о погоде, реке и мосте. " * 5
    assert decode_bytes(words.encode("cp1251"), "text/html; charset=no-such-charset") == words


def test_one_broken_byte_does_not_turn_utf_8_into_mojibake():
    raw = b"<meta charset=utf-8>" + WORDS.encode() + b"\xff" + WORDS.encode()
    assert decode_bytes(raw).count(WORDS) == 2


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "text/html; charset=utf-7", "text/html; charset=hex", "x; charset=utf-16"]),
)
def test_any_bytes_can_be_decoded(raw, media_type):
    assert isinstance(decode_bytes(raw, media_type), str)
