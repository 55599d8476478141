import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.intake import (
    energy_for_need,
    from_energy,
    per_100_kcal,
    per_1000_kcal,
    portion_mg,
    share_of_need_percent,
)

content = st.floats(0, 1000)
positive = st.floats(1, 1000)


def test_handful_of_almonds():
    assert portion_mg(270, 30) == pytest.approx(81)  # USDA SR28: 270 mg per 100 g


@given(content, positive, positive)
def test_portions_add_up(mg, one, other):
    together = portion_mg(mg, one + other)
    assert together == pytest.approx(portion_mg(mg, one) + portion_mg(mg, other))
    assert portion_mg(mg, 100) == pytest.approx(mg)
    assert portion_mg(mg, 0) == 0


@given(content, positive)
def test_energy_and_portion_agree(mg, kcal):
    grams_of_100_kcal = 100 * 100 / kcal
    assert per_100_kcal(mg, kcal) == pytest.approx(portion_mg(mg, grams_of_100_kcal))


def test_no_energy_has_no_place_in_the_ranking():
    result = per_100_kcal(np.array([79.0, 2.0, np.nan]), np.array([23.0, 0.0, 50.0]))
    np.testing.assert_allclose(result, [100 * 79 / 23, np.nan, np.nan])
    assert np.isnan(per_100_kcal(2, 0))
    assert np.isnan(per_100_kcal(0, 0))
    assert type(per_100_kcal(2, 50)) is float


@given(content, positive, st.floats(10, 2000))
def test_share_is_proportional(mg, times, need):
    share = share_of_need_percent(mg, need)
    assert share_of_need_percent(times * mg, need) == pytest.approx(times * share)
    assert share_of_need_percent(need, need) == pytest.approx(100)


def test_share_of_the_label_value():
    # 15 % of the EU label value of 375 mg is 56.25 mg.
    assert share_of_need_percent(56.25, 375) == pytest.approx(15)


def test_missing_figures_stay_missing():
    mg = np.array([10.0, np.nan])
    np.testing.assert_allclose(portion_mg(mg, 50), [5, np.nan])
    np.testing.assert_allclose(share_of_need_percent(mg, 100), [10, np.nan])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: portion_mg(-1, 5), "mg_per_100g is -1; allowed is 0 to 100000"),
        (lambda: portion_mg(100_001, 5), "mg_per_100g is 100001;"),
        (lambda: portion_mg(1, -5), "grams is -5; allowed is 0 or more"),
        (lambda: per_100_kcal(-1, 5), "mg_per_100g is -1;"),
        (lambda: per_100_kcal(1, -5), "kcal_per_100g is -5; allowed is 0 to 1000"),
        (lambda: per_100_kcal(1, 1001), "kcal_per_100g is 1001;"),
        (lambda: share_of_need_percent(-1, 300), "mg is -1;"),
        (lambda: share_of_need_percent(1, 0), "need_mg is 0; allowed is 10 to 2000"),
    ],
)
def test_out_of_range_is_refused(call, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        call()


# ---- energy and magnesium


@given(st.floats(1, 2000), st.floats(100, 5000), st.floats(100, 5000))
def test_magnesium_follows_energy(mg, kcal, other):
    density = per_1000_kcal(mg, kcal)
    assert from_energy(density, kcal) == pytest.approx(mg)
    assert from_energy(density, 2 * other) == pytest.approx(2 * from_energy(density, other))


@given(st.floats(10, 1000), st.floats(10, 2000))
def test_the_energy_that_covers_the_need_does(density, need):
    assert from_energy(density, min(20_000, energy_for_need(density, need))) <= need * (1 + 1e-9)
    assert energy_for_need(density, need) == pytest.approx(1000 * need / density)


def test_a_slimming_day_by_hand():
    assert from_energy(130, 1200) == pytest.approx(156) and energy_for_need(130, 300) == pytest.approx(
        2307.7, abs=0.1
    )
    for wrong in (
        lambda: energy_for_need(0, 300),
        lambda: from_energy(-1, 1200),
        lambda: per_1000_kcal(100, 0),
    ):
        with pytest.raises(ValueError, match="allowed is"):
            wrong()
