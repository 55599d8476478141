import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.ratios import (
    OXALATE_G_PER_MOL,
    PHYTIC_ACID_G_PER_MOL,
    molar_ratio,
    phosphorus_to_magnesium,
)

amount = st.floats(0.1, 10_000)


def test_molar_masses_follow_from_the_formulas():
    # Conventional atomic weights, g/mol: H 1.008, C 12.011, O 15.999, P 30.974.
    phytic = 6 * 12.011 + 18 * 1.008 + 24 * 15.999 + 6 * 30.974
    oxalate = 2 * 12.011 + 4 * 15.999
    assert PHYTIC_ACID_G_PER_MOL == pytest.approx(phytic, abs=0.011)
    assert OXALATE_G_PER_MOL == pytest.approx(oxalate, abs=0.006)


# IFCT 2017, mg per 100 g: phytate, oxalate, magnesium, and printed molar ratios.
@pytest.mark.parametrize(
    ("phytate", "oxalate", "magnesium", "phytate_ratio", "oxalate_ratio"),
    [
        (393, 226, 325, 0.04, 0.19),  # amaranth seed, black
        (485, 53.1, 124, 0.14, 0.12),  # pearl millet
        (386, 11, 49, 0.29, 0.06),  # barley
        (221, 1.7, 36.5, 0.22, 0.01),  # sweet maize
        (12, 592, 87, 0.01, 1.88),  # spinach
    ],
)
def test_printed_ratios(phytate, oxalate, magnesium, phytate_ratio, oxalate_ratio):
    assert molar_ratio(phytate, PHYTIC_ACID_G_PER_MOL, magnesium) == pytest.approx(phytate_ratio, abs=0.0051)
    assert molar_ratio(oxalate, OXALATE_G_PER_MOL, magnesium) == pytest.approx(oxalate_ratio, abs=0.0051)


def test_one_mole_each_gives_one():
    assert molar_ratio(660.04, PHYTIC_ACID_G_PER_MOL, 24.305) == pytest.approx(1)
    assert molar_ratio(88.02, OXALATE_G_PER_MOL, 24.305) == pytest.approx(1)


@given(amount, amount, st.floats(0.1, 100))
def test_ratio_does_not_depend_on_the_amount_of_food(inhibitor, magnesium, times):
    assert molar_ratio(times * inhibitor, 88.02, times * magnesium) == pytest.approx(
        molar_ratio(inhibitor, 88.02, magnesium)
    )
    assert phosphorus_to_magnesium(times * inhibitor, times * magnesium) == pytest.approx(
        phosphorus_to_magnesium(inhibitor, magnesium)
    )


@given(amount, amount)
def test_phosphorus_ratio_undoes_itself(phosphorus, magnesium):
    ratio = phosphorus_to_magnesium(phosphorus, magnesium)
    assert ratio * magnesium == pytest.approx(phosphorus)


def test_without_magnesium():
    # Regular cola: 9 mg P, 0 mg Mg; a diet cola: 9 and 1 (USDA SR28, per 100 g).
    result = phosphorus_to_magnesium(np.array([9, 9, 0, np.nan]), np.array([0, 1, 0, 1]))
    np.testing.assert_array_equal(result, [np.inf, 9, np.nan, np.nan])
    assert phosphorus_to_magnesium(9, 0) == np.inf
    assert molar_ratio(5, 88.02, 0) == np.inf
    assert np.isnan(molar_ratio(0, 88.02, 0))
    assert molar_ratio(0, 88.02, 5) == 0
    assert type(molar_ratio(5, 88.02, 5)) is float


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: molar_ratio(-1, 90, 5), "inhibitor_mg is -1;"),
        (lambda: molar_ratio(1, 0, 5), "inhibitor_g_per_mol is 0; allowed is 1 to"),
        (lambda: molar_ratio(1, 90, -5), "magnesium_mg is -5;"),
        (lambda: phosphorus_to_magnesium(-1, 5), "p_mg is -1;"),
        (lambda: phosphorus_to_magnesium(1, -5), "mg_mg is -5; allowed is 0 or more"),
    ],
)
def test_out_of_range_is_refused(call, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        call()
