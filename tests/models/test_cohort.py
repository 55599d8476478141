"""From a relative risk to a thousand people: check values, conservation, limits."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models import cohort, risk

share = st.floats(0, 1)
ratio = st.floats(0.3, 1)
dose = st.floats(0, 300)


def test_strokes_in_belgium_against_check_values():
    ten = risk.risk_over_years(0.00161, 10)
    change = cohort.change_in_1000(ten, 0.92, 0.88, 0.97, 100)
    assert change.before == pytest.approx(15.9839, rel=1e-3)
    assert change.fewer == pytest.approx(1.27871, rel=1e-3)
    assert change.before - change.low == pytest.approx(
        1.91806, rel=1e-3
    ) and change.before - change.high == pytest.approx(0.479516, rel=1e-3)
    assert cohort.change_in_1000(ten, 0.98, 0.95, 1, 100).fewer == pytest.approx(0.319677, rel=1e-3)
    assert cohort.number_needed(change) == pytest.approx(782.039, rel=1e-3)


def test_a_lifetime_and_a_double_dose_against_check_values():
    life = cohort.change_in_1000(0.235, 0.92, 0.88, 0.97, 100)
    assert cohort.number_needed(life) == pytest.approx(53.1915, rel=1e-3) and life.fewer == pytest.approx(
        18.8, rel=1e-3
    )
    double = cohort.change_in_1000(0.235, 0.92, 0.88, 0.97, 200)
    assert double.after / double.before == pytest.approx(0.8464, rel=1e-3)


def test_diabetes_in_the_netherlands_against_check_values():
    ten = risk.risk_over_years(0.0028, 10)
    assert ten == pytest.approx(0.0276498, rel=1e-3)
    assert cohort.change_in_1000(ten, 0.86, 0.82, 0.89, 100).fewer == pytest.approx(3.87097, rel=1e-3)
    assert cohort.change_in_1000(ten, 0.81, 0.77, 0.86, 100).fewer == pytest.approx(5.25347, rel=1e-3)
    for per_100, at_50 in ((0.86, 0.927362), (0.81, 0.9)):
        half = cohort.change_in_1000(ten, per_100, per_100, per_100, 50)
        assert half.after / half.before == pytest.approx(at_50, rel=1e-3)


def test_kinds_of_stroke_mix_to_the_check_value():
    assert cohort.mixed_relative_risk([0.80, 0.15, 0.05], [0.91, 0.96, 1.01]) == pytest.approx(
        0.9225, rel=1e-9
    )


@given(share, ratio, dose)
def test_more_magnesium_never_adds_cases_where_the_ratio_is_below_one(before, rr, mg):
    change = cohort.change_in_1000(before, rr, rr, 1, mg)
    assert 0 <= change.after <= change.before * (1 + 1e-12) == pytest.approx(1000 * before)
    assert change.high == pytest.approx(change.before)
    assert cohort.change_in_1000(before, rr, rr, 1, 0).fewer == 0


@given(share, ratio, ratio, dose)
def test_a_crowd_is_always_a_thousand(before, rr, other, mg):
    change = cohort.change_in_1000(before, rr, min(rr, other), max(rr, other), mg)
    crowd = cohort.crowd(change)
    assert sum(crowd) == 1000 and min(crowd) >= 0 and all(isinstance(people, int) for people in crowd)
    assert (
        abs(crowd.either_way + crowd.avoided - change.before) <= 0.5
        and abs(crowd.either_way + crowd.added - change.after) <= 0.5
    )


def test_a_crowd_with_more_cases_adds_people():
    assert cohort.crowd(cohort.change_in_1000(0.1, 1.2, 1, 1.4, 100)) == (100, 0, 20, 880)
    assert cohort.number_needed(cohort.change_in_1000(0.1, 1.2, 1, 1.4, 100)) == pytest.approx(-50)
    assert math.isinf(cohort.number_needed(cohort.change_in_1000(0.1, 0.9, 0.9, 0.9, 0)))


@given(st.lists(st.tuples(st.floats(0.01, 1), ratio), min_size=1, max_size=5))
def test_a_mixture_lies_between_its_parts(parts):
    weights = np.array([w for w, _r in parts])
    ratios = [r for _w, r in parts]
    mixed = cohort.mixed_relative_risk(weights / weights.sum(), ratios)
    assert min(ratios) - 1e-12 <= mixed <= max(ratios) + 1e-12


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: cohort.change_in_1000(1.2, 0.9, 0.8, 1, 100), "risk is 1.2; allowed is 0 to 1"),
        (lambda: cohort.change_in_1000(0.9, 2, 1, 3, 100), "risk with the change"),
        (lambda: cohort.change_in_1000(0.1, 0.9, 0.8, 1, -1), "dose"),
        (lambda: cohort.mixed_relative_risk([0.5, 0.4], [1, 1]), "add up to 0.9"),
        (lambda: cohort.mixed_relative_risk([0.5, 0.5], [1]), "2 shares and 1"),
        (lambda: cohort.mixed_relative_risk([1], [0]), "relative risk"),
    ],
)
def test_impossible_input_is_refused(call, said):
    with pytest.raises(ValueError, match=said):
        call()
