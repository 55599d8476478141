"""Bone: check values of the reference, limits, monotony, errors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models import bone

difference = st.floats(-20, 20)
spread = st.floats(5, 40)
per_sd = st.floats(1.01, 5)


def test_three_percent_denser_promises_a_fifth_fewer():
    assert bone.expected_relative_risk(3, 13, 2.6) == pytest.approx(
        0.802116, rel=1e-3
    )  # the check row of the reference
    assert bone.expected_relative_risk(13, 13, 2.6) == pytest.approx(1 / 2.6) and bone.expected_relative_risk(
        -13, 13, 2.6
    ) == pytest.approx(2.6)


@given(difference, difference, spread, per_sd)
def test_differences_add_and_risks_multiply(one, other, s, r):
    both = bone.expected_relative_risk(one + other, s, r)
    assert both == pytest.approx(
        bone.expected_relative_risk(one, s, r) * bone.expected_relative_risk(other, s, r)
    )


@given(st.floats(0.1, 20), spread, per_sd)
def test_denser_is_safer_and_no_difference_is_none(d, s, r):
    assert bone.expected_relative_risk(0, s, r) == 1 and bone.expected_relative_risk(
        d, s, r
    ) < 1 < bone.expected_relative_risk(-d, s, r)
    assert bone.expected_relative_risk(d, s, r) < bone.expected_relative_risk(
        d, s * 1.5, r
    )  # a wide spread makes 3 % small


def test_atoms_of_calcium_for_each_magnesium():
    # 1,000 and 1,300 g of calcium beside 531.36 mmol of magnesium: the 47 to 61 of the reference
    assert bone.calcium_atoms_per_magnesium(1000, 12.9147) == pytest.approx(46.96, rel=1e-3)
    assert bone.calcium_atoms_per_magnesium(1300, 12.9147) == pytest.approx(61.05, rel=1e-3)
    assert (
        bone.calcium_atoms_per_magnesium(40.078, 24.305) == pytest.approx(1)
        and bone.calcium_atoms_per_magnesium(0, 1) == 0
    )


@given(st.floats(0.1, 50), st.floats(0, 1), st.floats(1, 1000))
def test_the_store_is_paid_out_whole(grams, share, shortfall):
    assert bone.reserve_days(grams, share, shortfall) * shortfall == pytest.approx(1000 * grams * share)
    assert bone.reserve_days(grams, share, 2 * shortfall) == pytest.approx(
        bone.reserve_days(grams, share, shortfall) / 2
    )


def test_a_hazard_ratio_on_a_risk():
    assert bone.risk_at_hazard_ratio(0.05, 1.23) == pytest.approx(
        0.06114, rel=1e-3
    ) and bone.risk_at_hazard_ratio(0.05, 1) == pytest.approx(0.05)
    assert (
        bone.risk_at_hazard_ratio(0, 5) == 0
        and bone.risk_at_hazard_ratio(1, 0.5) == 1
        and bone.risk_at_hazard_ratio(0.3, 0) == 0
    )
    assert bone.risk_at_hazard_ratio(0.001, 2) == pytest.approx(
        0.002, rel=1e-3
    )  # for rare events close to the product


@given(st.floats(0.001, 0.999), st.floats(0.05, 10), st.floats(0.05, 10))
def test_hazard_ratios_multiply(p, one, other):
    assert bone.risk_at_hazard_ratio(bone.risk_at_hazard_ratio(p, one), other) == pytest.approx(
        bone.risk_at_hazard_ratio(p, one * other)
    )


@pytest.mark.parametrize(
    "call",
    [
        lambda: bone.reserve_days(1, 1.1, 10),
        lambda: bone.reserve_days(1, 0.3, 0),
        lambda: bone.reserve_days(-1, 0.3, 10),
        lambda: bone.calcium_atoms_per_magnesium(1, 0),
        lambda: bone.calcium_atoms_per_magnesium(float("nan"), 1),
        lambda: bone.expected_relative_risk(3, 0, 2.6),
        lambda: bone.expected_relative_risk(3, 13, 0.9),
        lambda: bone.expected_relative_risk(101, 13, 2.6),
        lambda: bone.risk_at_hazard_ratio(1.2, 1),
        lambda: bone.risk_at_hazard_ratio(0.5, -1),
    ],
)
def test_impossible_bones_are_refused(call):
    with pytest.raises(ValueError, match="allowed is"):
        call()
