"""From relative to absolute: check values, limits and monotony."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models import risk

share = st.floats(0.001, 0.999)
ratio = st.floats(0.05, 20)


@pytest.mark.parametrize(
    ("before", "odds_ratio", "after"),
    [
        (0.2, 0.75, 0.1579),
        (0.4, 0.75, 0.3333),
        (0.607, 0.75, 0.5367),
        (0.607, 0.60, 0.4810),
        (0.607, 0.92, 0.5869),
    ],
)
def test_odds_ratio_against_check_values(before, odds_ratio, after):
    assert risk.risk_from_odds_ratio(before, odds_ratio) == pytest.approx(after, rel=1e-3)


def test_ten_years_of_diabetes_and_stroke():
    ten = risk.risk_over_years(0.0028, 10)
    assert ten == pytest.approx(0.02765, rel=1e-3) and 1000 * ten * (1 - 0.86) == pytest.approx(
        3.871, rel=1e-3
    )
    assert risk.number_needed(ten, ten * 0.86) == pytest.approx(258, rel=2e-3)
    stroke = risk.risk_over_years(0.00161, 10)
    assert 1000 * stroke == pytest.approx(15.98, rel=1e-3) and risk.number_needed(
        stroke, stroke * 0.92
    ) == pytest.approx(782, rel=1e-3)
    assert risk.relative_risk_of_dose(0.86, 50) == pytest.approx(
        0.9274, rel=1e-3
    ) and risk.relative_risk_of_dose(0.92, 200) == pytest.approx(0.8464, rel=1e-3)


@given(share, ratio, ratio)
def test_odds_ratio_keeps_order_and_multiplies(before, one, other):
    after = risk.risk_from_odds_ratio(before, one)
    assert 0 < after < 1 and (after < before or one >= 1) and (after > before or one <= 1)
    assert risk.risk_from_odds_ratio(after, other) == pytest.approx(
        risk.risk_from_odds_ratio(before, one * other)
    )


@given(st.floats(0, 0.2), st.floats(0, 50), st.floats(0, 50))
def test_years_add_up(rate, some, more):
    free = (1 - risk.risk_over_years(rate, some)) * (1 - risk.risk_over_years(rate, more))
    assert 1 - risk.risk_over_years(rate, some + more) == pytest.approx(free)


@given(st.floats(0.5, 1.5), st.floats(-300, 300), st.floats(-300, 300))
def test_doses_multiply(rr, one, other):
    assert risk.relative_risk_of_dose(rr, one + other) == pytest.approx(
        risk.relative_risk_of_dose(rr, one) * risk.relative_risk_of_dose(rr, other)
    )


def test_no_difference_needs_endless_people():
    assert math.isinf(risk.number_needed(0.2, 0.2)) and risk.number_needed(0.1, 0.2) == pytest.approx(-10)


@pytest.mark.parametrize(
    "call",
    [
        lambda: risk.risk_from_odds_ratio(1.2, 1),
        lambda: risk.risk_over_years(0.1, -1),
        lambda: risk.relative_risk_of_dose(0, 100),
        lambda: risk.number_needed(-0.1, 0),
    ],
)
def test_impossible_risks_are_refused(call):
    with pytest.raises(ValueError, match="allowed is"):
        call()
