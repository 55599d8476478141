import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helpers.models.absorption import (
    OXALATE_FACTOR,
    PHYTATE_FACTORS,
    absorbed_fraction,
    absorbed_mg,
    absorbed_per_day,
    anchored_range_mg,
    dose_with_fraction,
    reconstructed_curve,
)
from helpers.models.quantities import MG_PER_MEQ

dose = st.floats(0, 2000)
own = st.floats(2, 5)
factor = st.floats(0, 1)

# The reconstruction as worked out by hand: meal (mEq), K (mEq), and rows of dose (mEq),
# absorbed (mEq, printed to 0.001; mg to 0.1) and fraction (%, to 0.1).
# Vmax is printed as 3.437 mEq in all.
WORKED_OUT = {
    2: (
        3.926,
        [
            (0.5, 0.423, 5.1, 84.7),
            (2, 1.300, 15.8, 65.0),
            (8, 2.866, 34.8, 35.8),
            (25, 4.721, 57.4, 18.9),
            (83, 9.092, 110.5, 11.0),
        ],
    ),
    3: (
        2.926,
        [
            (1, 0.945, 11.5, 94.5),
            (2, 1.535, 18.7, 76.8),
            (3, 1.950, 23.7, 65.0),
            (12.5, 3.660, 44.5, 29.3),
            (43, 6.228, 75.7, 14.5),
            (83, 9.130, 111.0, 11.0),
        ],
    ),
    4: (
        1.926,
        [
            (2, 1.891, 23.0, 94.5),
            (4, 2.600, 31.6, 65.0),
            (20, 4.535, 55.1, 22.7),
            (80, 8.956, 108.8, 11.2),
        ],
    ),
    5: (
        0.926,
        [
            (3, 2.836, 34.5, 94.5),
            (5, 3.250, 39.5, 65.0),
            (30, 5.434, 66.0, 18.1),
            (83, 9.209, 111.9, 11.1),
        ],
    ),
}
ROWS = [(meal, *row) for meal, (_, rows) in WORKED_OUT.items() for row in rows]


@pytest.mark.parametrize("meal", WORKED_OUT)
def test_coefficients(meal):
    curve = reconstructed_curve(meal)
    assert curve.vmax_meq == pytest.approx(3.437, abs=0.0005)
    assert curve.vmax_meq * MG_PER_MEQ == pytest.approx(41.8, abs=0.05)
    assert curve.k_meq == pytest.approx(WORKED_OUT[meal][0], abs=0.0005)
    assert curve.linear_fraction == 0.07


@pytest.mark.parametrize(("meal", "meq", "absorbed_meq", "absorbed", "percent"), ROWS)
def test_worked_out_rows(meal, meq, absorbed_meq, absorbed, percent):
    milligrams = meq * MG_PER_MEQ
    result = absorbed_mg(milligrams, meal)
    assert result / MG_PER_MEQ == pytest.approx(absorbed_meq, abs=0.00051)
    assert result == pytest.approx(absorbed, abs=0.051)
    assert 100 * absorbed_fraction(milligrams, meal) == pytest.approx(percent, abs=0.051)


# Rows where the bare formula gives more than was eaten: meal, dose, percent as printed.
@pytest.mark.parametrize(
    ("meal", "meq", "percent"),
    [(3, 0.5, 107.3), (4, 0.5, 148.7), (4, 1, 124.5), (5, 0.5, 248.0), (5, 2, 124.5)],
)
def test_never_more_than_everything(meal, meq, percent):
    curve = reconstructed_curve(meal)
    bare = curve.vmax_meq / (curve.k_meq + meq) + curve.linear_fraction
    assert 100 * bare == pytest.approx(percent, abs=0.051)
    assert absorbed_fraction(meq * MG_PER_MEQ, meal) == 1
    assert absorbed_mg(meq * MG_PER_MEQ, meal) == pytest.approx(meq * MG_PER_MEQ)


@pytest.mark.parametrize(
    ("meal", "absorbed", "percent"),
    [
        (36, 23.5, 65),
        (100, 37.8, 38),
        (150, 44.3, 30),
        (300, 58.3, 19),
        (400, 66.4, 17),
        (600, 81.4, 14),
    ],
)
def test_table_of_single_doses(meal, absorbed, percent):
    assert absorbed_mg(meal) == pytest.approx(absorbed, abs=0.051)
    assert 100 * absorbed_fraction(meal) == pytest.approx(percent, abs=0.51)


@pytest.mark.parametrize(("meals", "absorbed"), [(1, 58), (3, 113), (4, 134)])
def test_300_mg_a_day(meals, absorbed):
    assert absorbed_per_day(300, meals) == pytest.approx(absorbed, abs=0.51)


def test_sensitivity_to_the_assumed_meal():
    assert absorbed_per_day(300, 3, meal_own_meq=2) == pytest.approx(106, abs=0.51)
    assert absorbed_per_day(300, 3, meal_own_meq=5) == pytest.approx(134, abs=0.51)


def test_dose_of_the_flat_55_percent():
    assert dose_with_fraction(0.55) == pytest.approx(51, abs=0.51)


@given(own)
def test_curve_meets_its_two_anchors(meal):
    low, high = anchored_range_mg(meal)
    assert high - low == pytest.approx(80 * 12.1525)
    assert absorbed_fraction(low, meal) == pytest.approx(0.65)
    assert absorbed_fraction(high, meal) == pytest.approx(0.11)


def test_anchored_range():
    assert anchored_range_mg() == pytest.approx((36.5, 1008.7), abs=0.051)


def test_factors_of_bohn():
    assert PHYTATE_FACTORS["none"] == 1
    assert PHYTATE_FACTORS["wholemeal-bread"] == pytest.approx(0.40, abs=0.005)
    assert PHYTATE_FACTORS["brown-bread"] == pytest.approx(0.745, abs=0.0005)
    assert OXALATE_FACTOR == pytest.approx(0.73, abs=0.005)
    with pytest.raises(TypeError):
        PHYTATE_FACTORS["none"] = 0.5


@given(dose, dose, own)
def test_more_dose_more_absorbed_but_a_smaller_fraction(one, other, meal):
    low, high = sorted((one, other))
    assume(high - low > 1e-3)
    assert absorbed_mg(low, meal) < absorbed_mg(high, meal)
    # Equal only where everything is absorbed.
    smaller, larger = absorbed_fraction(high, meal), absorbed_fraction(low, meal)
    assert smaller < larger or smaller == larger == 1


@given(st.floats(1, 2000), st.integers(1, 20), own)
def test_more_meals_absorb_more(day, meals, meal):
    fewer = absorbed_per_day(day, meals, meal_own_meq=meal)
    more = absorbed_per_day(day, meals + 1, meal_own_meq=meal)
    assert more > fewer or more == pytest.approx(day)
    assert more <= day * (1 + 1e-12)


@given(dose, own, factor)
def test_factor_scales_and_absorption_stays_possible(milligrams, meal, part):
    full = absorbed_mg(milligrams, meal)
    assert absorbed_mg(milligrams, meal, part) == pytest.approx(part * full)
    assert 0 <= full <= milligrams
    assert full >= 0.07 * milligrams
    assert absorbed_per_day(milligrams, 1, part, meal) == pytest.approx(part * full)


def test_limits():
    assert absorbed_mg(0) == 0
    assert absorbed_fraction(0) == 1
    assert absorbed_fraction(0, factor=0.4) == pytest.approx(0.4)
    assert absorbed_per_day(0, 3) == 0


@given(st.floats(0, 1), own)
def test_dose_and_fraction_undo_each_other(part, meal):
    lowest, highest = absorbed_fraction(2000, meal), absorbed_fraction(0, meal)
    fraction = min(max(lowest, lowest + part * (highest - lowest)), highest)
    found = dose_with_fraction(fraction, meal)
    # The inverse is steep at the low end: a rounding error there may leave the range.
    assert -1e-6 <= found <= 2000 + 1e-6
    assert absorbed_fraction(np.clip(found, 0, 2000), meal) == pytest.approx(fraction)


@given(st.floats(2.3, 5))
def test_dose_for_everything_is_the_largest_such_dose(meal):
    most = dose_with_fraction(1, meal)
    assert absorbed_fraction(0.999 * most, meal) == 1
    assert absorbed_fraction(1.001 * most, meal) < 1


def test_a_curve_that_never_reaches_everything():
    # With a test meal of 2 mEq: 3.437 / 3.926 + 0.07 at the smallest dose.
    assert absorbed_fraction(0, 2) == pytest.approx(0.945, abs=0.0005)
    with pytest.raises(ValueError, match="fraction is 0.95; allowed is 0.09.* to 0.945"):
        dose_with_fraction(0.95, 2)


def test_arrays_and_numbers_agree():
    doses = np.array([[0.0, 5.0, 36.0], [100.0, 600.0, 2000.0]])
    for function in (absorbed_mg, absorbed_fraction):
        result = function(doses)
        assert result.shape == doses.shape
        one_by_one = [[function(d) for d in row] for row in doses]
        np.testing.assert_allclose(result, one_by_one)
        assert type(function(36)) is float
    per_day = absorbed_per_day(300, np.array([1, 3, 4]))
    np.testing.assert_allclose(per_day, [absorbed_per_day(300, m) for m in (1, 3, 4)])
    fractions = dose_with_fraction(np.array([0.2, 0.55]))
    np.testing.assert_allclose(fractions, [dose_with_fraction(0.2), dose_with_fraction(0.55)])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: absorbed_mg(-1), "meal_mg is -1; allowed is 0 to 2000"),
        (lambda: absorbed_mg(2001), "meal_mg is 2001; allowed is 0 to 2000"),
        (lambda: absorbed_mg(np.nan), "meal_mg is nan; allowed"),
        (lambda: absorbed_mg(9, 1.9), "meal_own_meq is 1.9; allowed is 2 to 5"),
        (lambda: absorbed_mg(9, 5.1), "meal_own_meq is 5.1; allowed is 2 to 5"),
        (lambda: absorbed_mg(9, factor=1.1), "factor is 1.1; allowed is 0 to 1"),
        (lambda: absorbed_fraction(9, factor=-1), "factor is -1; allowed is 0 to 1"),
        (lambda: absorbed_per_day(2001, 3), "mg_per_day is 2001; allowed"),
        (lambda: absorbed_per_day(300, 0), "meals is 0; allowed is 1 to 48"),
        (lambda: absorbed_per_day(300, 2.5), "meals is 2.5; allowed is a whole number"),
        (lambda: dose_with_fraction(1.01), "fraction is 1.01; allowed is 0.09"),
        (lambda: dose_with_fraction(0.07), "fraction is 0.07; allowed is 0.09"),
        (lambda: anchored_range_mg(6), "meal_own_meq is 6; allowed is 2 to 5"),
    ],
)
def test_out_of_range_is_refused(call, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        call()
