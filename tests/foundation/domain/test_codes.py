"""Codes survive being read out and typed, and a slip is found."""

from hypothesis import given, strategies as st

from academy_site.foundation.domain.codes import LENGTH, SIGNS, made_code, read_code, shown_code

draws = st.lists(st.integers(0, len(SIGNS) - 1), min_size=LENGTH - 1, max_size=LENGTH - 1)
codes = draws.map(lambda drawn: made_code(lambda _below: drawn.pop()))


@given(codes)
def test_a_code_is_read_however_it_is_typed(code):
    assert len(code) == LENGTH
    assert read_code(shown_code(code)) == code
    assert read_code(f"  {code.lower()[:3]} {code.lower()[3:]}\n") == code
    assert read_code(code.replace("0", "o").replace("1", "l")) == code
    assert read_code(code.replace("0", "O").replace("1", "I")) == code


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_found(code, place, sign):
    typed = code[:place] + sign + code[place + 1 :]
    assert read_code(typed) == (code if typed == code else "")


@given(codes, st.integers(0, LENGTH - 2))
def test_two_neighbours_that_changed_places_are_found_but_for_the_first_and_last_sign(code, place):
    one, two = code[place], code[place + 1]
    typed = code[:place] + two + one + code[place + 2 :]
    ends = {one, two} == {SIGNS[0], SIGNS[-1]}
    assert read_code(typed) == (code if typed == code or ends else "")


def test_what_is_no_code():
    for typed in ("", "ABC", "A" * 11, "ŁĄKA-ŁĄKA0", "U" * 10, "x" * 100_000):
        assert read_code(typed) == ""
