import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.cooking import (
    apparent_retention_percent,
    boiled,
    concentration_after_boiling_down,
    dry_matter_basis,
)

amount = st.floats(0, 1000)
percent = st.floats(0, 100)
water = st.floats(0, 99)


def test_usda_legumes_of_45_to_75_minutes():
    # USDA retention factors R6: boiled and drained 75 %, water used 80 %.
    split = boiled(200, 75, 80)
    assert split.food_mg == pytest.approx(150)
    assert split.water_mg == pytest.approx(10)
    assert split.lost_mg == pytest.approx(40)


@given(amount, percent, percent)
def test_boiling_conserves_magnesium(raw, one, other):
    split = boiled(raw, min(one, other), max(one, other))
    assert sum(split) == pytest.approx(raw, rel=1e-12, abs=1e-12)
    assert min(split) >= 0


@given(amount, percent)
def test_boiling_limits(raw, retained):
    assert boiled(raw, 0, retained).food_mg == 0
    assert boiled(raw, retained, retained).water_mg == 0
    assert boiled(raw, retained, 100).lost_mg == 0
    assert boiled(raw, 100, 100).food_mg == pytest.approx(raw)


def test_boiling_takes_arrays():
    split = boiled(np.array([100.0, 50.0]), np.array([95.0, 80.0]), 100)
    np.testing.assert_allclose(split.food_mg, [95, 40])
    np.testing.assert_allclose(split.water_mg, [5, 10])
    np.testing.assert_allclose(split.lost_mg, [0, 0])


def test_food_with_water_cannot_hold_less_than_food():
    with pytest.raises(ValueError, match="retained_with_water_percent is 80.*95"):
        boiled(100, 95, 80)
    with pytest.raises(ValueError, match="retained_with_water_percent"):
        boiled(100, np.array([70, 95]), 80)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ((-1, 50, 60), "raw_mg is -1"),
        ((1, 101, 101), "retained_percent is 101"),
        ((1, 50, 101), "retained_with_water_percent is 101"),
    ],
)
def test_boiling_refuses_out_of_range(arguments, name):
    with pytest.raises(ValueError, match=f"^{name}; allowed"):
        boiled(*arguments)


# USDA SR28 and SR26 pairs: mg raw and cooked, water raw and cooked, and as printed
# mg per 100 g dry matter raw and cooked (0.1) and apparent retention (1 %).
PAIRS = [
    (79.0, 87.0, 91.4, 91.21, 918.6, 989.8, 108),  # spinach
    (47.0, 18.0, 84.04, 91.2, 294.5, 204.5, 69),  # kale
    (81.0, 86.0, 92.66, 92.65, 1103.5, 1170.1, 106),  # Swiss chard
    (115.0, 36.0, 11.27, 69.49, 129.6, 118.0, 91),  # split peas, SR26
    (143.0, 30.0, 7.34, 67.15, 154.3, 91.3, 59),  # whole-wheat spaghetti, SR26
]


@pytest.mark.parametrize("pair", PAIRS)
def test_printed_dry_matter_and_retention(pair):
    raw, cooked, raw_water, cooked_water, raw_dry, cooked_dry, retention = pair
    assert dry_matter_basis(raw, raw_water) == pytest.approx(raw_dry, abs=0.051)
    assert dry_matter_basis(cooked, cooked_water) == pytest.approx(cooked_dry, abs=0.051)
    assert apparent_retention_percent(raw, cooked, raw_water, cooked_water) == pytest.approx(
        retention, abs=0.51
    )


@given(amount, water, water)
def test_dry_matter_rises_with_water(content, one, other):
    low, high = sorted((one, other))
    assert dry_matter_basis(content, low) <= dry_matter_basis(content, high)
    assert dry_matter_basis(content, 0) == pytest.approx(content)


@given(st.floats(1, 1000), water, water)
def test_drying_alone_retains_everything(raw, raw_water, cooked_water):
    cooked = raw * (100 - cooked_water) / (100 - raw_water)
    assert apparent_retention_percent(raw, cooked, raw_water, cooked_water) == pytest.approx(100)


def test_missing_figures_stay_missing():
    result = dry_matter_basis(np.array([50.0, np.nan, 50.0]), np.array([50, 50, np.nan]))
    np.testing.assert_array_equal(result, [100, np.nan, np.nan])


def test_dry_matter_refuses_pure_water_and_no_magnesium():
    with pytest.raises(ValueError, match="water_g_per_100g is 100; allowed"):
        dry_matter_basis(5, np.array([50, 100]))
    with pytest.raises(ValueError, match="water_g_per_100g is 101; allowed"):
        dry_matter_basis(5, 101)
    with pytest.raises(ValueError, match="raw_mg is 0; allowed is more than 0"):
        apparent_retention_percent(0, 5, 50, 50)


@given(amount, st.floats(0, 99.9))
def test_boiling_down_conserves_magnesium(before, gone):
    after = concentration_after_boiling_down(before, gone)
    assert after * (1 - gone / 100) == pytest.approx(before)
    assert after >= before


def test_half_the_volume_doubles_the_concentration():
    assert concentration_after_boiling_down(26, 50) == pytest.approx(52)
    assert concentration_after_boiling_down(26, 0) == 26


@pytest.mark.parametrize("gone", [100, -1])
def test_boiling_down_refuses_out_of_range(gone):
    with pytest.raises(ValueError, match=f"boiled_off_percent is {gone}; allowed"):
        concentration_after_boiling_down(26, gone)
