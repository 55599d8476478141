"""Units of serum magnesium and ranges: published pairs, round trips, limits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models import serum

UNITS = sorted(serum.PER_MMOL_PER_L)
level = st.floats(0, 19.9)


@pytest.mark.parametrize(
    ("value", "unit", "mmol"),
    [
        (1.0, "mmol/L", 1.0),
        (2.4305, "mg/dL", 1.0),
        (2.0, "mEq/L", 1.0),
        (1.2, "mg/dL", 0.4937),
        (1.46, "mg/dL", 0.6007),
        (2.68, "mg/dL", 1.1027),
        (1.5, "mEq/L", 0.75),
        (0.0, "mg/dL", 0.0),
    ],
)
def test_units_against_figures_of_the_sources(value, unit, mmol):
    assert serum.from_unit(value, unit) == pytest.approx(mmol, rel=1e-3)


@given(level, st.sampled_from(UNITS), st.sampled_from(UNITS))
def test_units_make_a_round_trip(mmol, one, other):
    there = serum.in_unit(serum.from_unit(serum.in_unit(mmol, one), one), other)
    assert serum.from_unit(there, other) == pytest.approx(mmol, abs=1e-12)


@given(level, level, st.sampled_from(UNITS))
def test_units_keep_order_and_zero(one, other, unit):
    assert (serum.in_unit(one, unit) <= serum.in_unit(other, unit)) == (one <= other) and serum.in_unit(
        0, unit
    ) == 0


@given(st.floats(0.01, 10), st.floats(0.01, 10), st.floats(0.01, 10), st.sampled_from(UNITS))
def test_a_place_does_not_depend_on_the_unit(value, one, other, unit):
    low, high = sorted((one, other))
    if min(abs(value - low), abs(value - high)) > 1e-9:
        moved = [serum.in_unit(v, unit) for v in (value, low, high)]
        if max(moved) <= serum.MOST_MMOL_PER_L:
            assert serum.side(*moved) == serum.side(value, low, high)


def test_ends_count_as_inside_and_missing_ends_are_open():
    assert [serum.side(v, 0.7, 1.05) for v in (0.69, 0.7, 0.9, 1.05, 1.06)] == [-1, 0, 0, 0, 1]
    assert (
        serum.side(0.01, np.nan, 0.5) == 0
        and serum.side(5, 0.85, np.nan) == 0
        and serum.side(0.5, 0.85, np.nan) == -1
    )
    assert serum.side(0.72, np.array([0.6, 0.75, 0.1]), np.array([1.1, 0.95, 0.2])).tolist() == [0, -1, 1]


@pytest.mark.parametrize(
    "call",
    [
        lambda: serum.in_unit(-0.1, "mmol/L"),
        lambda: serum.in_unit(20.1, "mg/dL"),
        lambda: serum.from_unit(41, "mEq/L"),
        lambda: serum.from_unit(float("nan"), "mg/dL"),
        lambda: serum.side(-1, 0, 1),
    ],
)
def test_impossible_values_are_refused(call):
    with pytest.raises(ValueError, match="allowed is"):
        call()


def test_an_unknown_unit_names_those_there_are():
    for convert in (serum.in_unit, serum.from_unit):
        with pytest.raises(ValueError, match="'mg/L'; allowed is mmol/L, mg/dL, mEq/L"):
            convert(1, "mg/L")
