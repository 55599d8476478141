import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.quantities import ATOMIC_MASS_MG, MG_PER_MEQ, checked


def test_masses_of_magnesium():
    assert ATOMIC_MASS_MG == 24.305
    assert MG_PER_MEQ == pytest.approx(12.1525, abs=1e-12)


@given(st.floats(-5, 5))
def test_number_in_range_comes_back_as_float(value):
    result = checked("x", value, -5, 5)
    assert result == value
    assert type(result) is float


def test_both_ends_are_allowed():
    np.testing.assert_array_equal(checked("x", [-5, 5], -5, 5), [-5, 5])


def test_array_keeps_shape_and_values():
    result = checked("x", [[1, 2], [3, 4]], 0)
    assert result.dtype == float
    np.testing.assert_array_equal(result, [[1, 2], [3, 4]])


@given(st.floats(0, 10, exclude_min=True))
def test_number_outside_is_refused_on_both_sides(beyond):
    for value in (-1 - beyond, 1 + beyond):
        # Adding a denormal to 1 gives 1, which is inside.
        if abs(value) > 1:
            with pytest.raises(ValueError):
                checked("x", value, -1, 1)


def test_message_names_what_value_and_range():
    with pytest.raises(ValueError, match=r"^dose_mg is 2500; allowed is 0 to 2000$"):
        checked("dose_mg", 2500, 0, 2000)
    with pytest.raises(ValueError, match=r"^grams is -1; allowed is 0 or more$"):
        checked("grams", -1, 0)


def test_message_names_the_first_bad_entry():
    with pytest.raises(ValueError, match=r"^x is 7;"):
        checked("x", [1, 7, 9], 0, 5)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_not_finite_is_refused(bad):
    with pytest.raises(ValueError, match="x is"):
        checked("x", bad, -np.inf)


@pytest.mark.parametrize("bad", ["12", "spinach", True, [1, [2, 3]], 1j, object()])
def test_not_a_number_is_refused(bad):
    with pytest.raises(ValueError, match="x is .*; allowed is a number"):
        checked("x", bad, 0)


def test_missing_passes_only_when_asked_for():
    result = checked("x", [1, np.nan], 0, missing_allowed=True)
    np.testing.assert_array_equal(result, [1, np.nan])
    with pytest.raises(ValueError, match="x is -1"):
        checked("x", [np.nan, -1], 0, missing_allowed=True)
    with pytest.raises(ValueError, match="x is inf"):
        checked("x", [np.nan, np.inf], 0, missing_allowed=True)
