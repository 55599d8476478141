"""Calcium and magnesium on troponin: check values worked out beforehand, limits and directions."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models import binding

calcium, magnesium = st.floats(1e-8, 1e-4), st.floats(0, 5e-3)


def apparent(kca, mg, kmg):
    """Association constant of calcium as it seems beside magnesium, L/mol."""
    return 1 / binding.half_saturation(kca, mg, kmg)


def test_apparent_constants_with_2_mm_of_magnesium():
    assert apparent(5e8, 2e-3, 5e4) == pytest.approx(4.9505e6, rel=1e-3)  # published 5e6
    assert apparent(2e7, 2e-3, 5e3) == pytest.approx(1.81818e6, rel=1e-3)  # published 2e6


@pytest.mark.parametrize(
    ("mm", "um"), [(0, 0.285714), (0.5, 0.348571), (0.8, 0.386286), (1, 0.411429), (3, 0.662857)]
)
def test_calcium_for_half_of_the_switches(mm, um):
    assert 1e6 * binding.half_saturation(3.5e6, mm * 1e-3, 440) == pytest.approx(um, rel=1e-3)


def test_rest_and_contraction():
    assert binding.fraction_bound_beside_rival(0.1e-6, 3.5e6, 1e-3, 440) == pytest.approx(0.195531, rel=1e-3)
    assert binding.fraction_bound_beside_rival(10e-6, 3.5e6, 1e-3, 440) == pytest.approx(0.960483, rel=1e-3)
    assert binding.fraction_bound_beside_rival(1e-3, 5e4, 0.1e-6, 5e8) == pytest.approx(0.49505, rel=1e-3)


def test_one_mm_makes_troponin_1_44_times_less_sensitive():
    assert binding.half_saturation(3.5e6, 1e-3, 440) / binding.half_saturation(
        3.5e6, 0, 440
    ) == pytest.approx(1.44)  # measured: 1.4


def test_half_of_the_magnesium_has_left_parvalbumin():
    assert binding.half_time(0.93) == pytest.approx(0.74532, rel=1e-3)


@given(st.floats(1e-3, 1e3))
def test_after_a_half_time_half_is_left(rate):
    assert math.exp(-rate * binding.half_time(rate)) == pytest.approx(0.5)


@given(calcium, magnesium, magnesium)
def test_magnesium_only_ever_lowers_calcium(ca, one, more):
    first, second = (binding.fraction_bound_beside_rival(ca, 3.5e6, mg, 440) for mg in (one, one + more))
    assert 0 <= second <= first <= 1
    assert first + binding.fraction_bound_beside_rival(one, 440, ca, 3.5e6) <= 1 + 1e-12


@given(magnesium)
def test_half_is_half(mg):
    assert binding.fraction_bound_beside_rival(
        binding.half_saturation(3.5e6, mg, 440), 3.5e6, mg, 440
    ) == pytest.approx(0.5)


def test_a_rate_of_nothing_is_refused():
    with pytest.raises(ValueError, match="rate in 1/s is 0"):
        binding.half_time(0)
