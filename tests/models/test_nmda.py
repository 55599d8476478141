"""The NMDA plug: check values, limits, monotony, round trips, errors."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures import parameters
from helpers.models import nmda

GATE = {"k": 3.57, "slope": 0.062}  # Jahr and Stevens 1990
volts, magnesium = st.floats(-120, 60), st.floats(0.01, 5)


@pytest.mark.parametrize(
    ("voltage", "mg", "open_"),
    [
        (-70, 1, 0.0444707),
        (-70, 0.8, 0.0549772),
        (-60, 1, 0.0796264),
        (-40, 1, 0.230155),
        (-20, 1, 0.508141),
        (0, 1, 0.781182),
        (20, 1, 0.925018),
    ],
)
def test_check_values(voltage, mg, open_):
    assert nmda.open_fraction(voltage, mg, **GATE) == pytest.approx(open_, rel=1e-3)


def test_half_block_voltage():
    assert nmda.half_block_voltage(1, **GATE) == pytest.approx(-20.5253, rel=1e-3)
    assert nmda.half_block_voltage(3.57, **GATE) == pytest.approx(
        0, abs=1e-12
    )  # K is the magnesium that plugs half at 0 mV


def test_the_table_holds_the_constants_of_the_formula():
    p = parameters("nmda-block")
    assert (p["k"], p["slope"], p["brain"], p["plasma_before"], p["plasma_after"]) == (
        3.57,
        0.062,
        0.82,
        0.58,
        0.89,
    )


@given(volts, volts, magnesium, magnesium)
def test_voltage_opens_and_magnesium_plugs(one, other, mg, more):
    low, high = sorted((one, other))
    assert 0 < nmda.open_fraction(low, mg, **GATE) <= nmda.open_fraction(high, mg, **GATE) < 1
    few, many = sorted((mg, more))
    assert nmda.open_fraction(low, many, **GATE) <= nmda.open_fraction(low, few, **GATE)


@given(magnesium)
def test_half_are_open_at_the_half_block_voltage(mg):
    assert nmda.open_fraction(nmda.half_block_voltage(mg, **GATE), mg, **GATE) == pytest.approx(0.5)


def test_without_magnesium_nothing_is_plugged_and_arrays_keep_their_shape():
    assert nmda.open_fraction(-70, 0, **GATE) == 1
    grid = nmda.open_fraction(np.array([-70.0, 0.0]), np.array([[1.0], [2.0]]), **GATE)
    assert grid.shape == (2, 2) and grid[1, 0] == pytest.approx(1 / (1 + 2 / 3.57 * math.exp(0.062 * 70)))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: nmda.open_fraction(-200, 1, **GATE), "voltage in mV is -200"),
        (lambda: nmda.open_fraction(-70, -1, **GATE), "magnesium in mM is -1"),
        (lambda: nmda.open_fraction(-70, 1, k=0, slope=0.062), "K in mM"),
        (lambda: nmda.half_block_voltage(0, **GATE), "magnesium in mM is 0"),
        (lambda: nmda.half_block_voltage(1, k=3.57, slope=0), "slope"),
    ],
)
def test_impossible_values_are_refused(call, said):
    with pytest.raises(ValueError, match=said):
        call()
