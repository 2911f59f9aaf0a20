"""The measure of work that takes the place of a clock."""

import sys

import pytest

from tests.counted_calls import at_most_calls


def test_calls_of_python_and_of_c_count_alike():
    with at_most_calls(1000) as made:
        for number in range(100):
            abs(number)
    assert 100 <= made() < 110


def test_what_would_never_end_is_stopped_at_the_bound():
    with pytest.raises(pytest.fail.Exception, match="more than 1,000 calls"), at_most_calls(1000):
        while True:
            abs(1)
    assert sys.getprofile() is None
