"""The thought experiment of the circle: check values, rest, a second way of integrating, limits, errors."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures import parameters
from helpers.models import stress_circle as circle

TAUS = {"days_magnesium": 30, "days_stress": 1}
load, cost, sensitivity = st.floats(0, 3), st.floats(0, 0.3), st.floats(0, 2)


@pytest.mark.parametrize(
    ("e", "i", "status", "stress"),
    [
        (1, 1, 0.894737, 1.05263),
        (2, 1, 0.777778, 2.22222),
        (3, 1, 0.647059, 3.52941),
        (2, 1.1, 8 / 9, 2.11111),
    ],
)
def test_check_values(e, i, status, stress):
    assert circle.fixed_point(e, i, 0.10, 0.5) == pytest.approx((status, stress), rel=1e-3)


def test_gain_and_amplification():
    assert circle.loop_gain(2, 0.10, 0.5) == pytest.approx(0.1, rel=1e-3)
    assert (
        circle.amplification(2, 0.10, 0.5) == pytest.approx(1 / 0.9) and circle.amplification(1, 0.5, 1) == 2
    )
    assert math.isinf(circle.amplification(1, 1, 1)) and circle.amplification(0, 1, 1) == 1


def test_the_table_holds_the_constants_of_the_check_values_as_assumptions():
    p = parameters("stress-circle")
    assert p == {"cost": 0.10, "sensitivity": 0.5, "intake": 1, "days_magnesium": 30, "days_stress": 1}


@given(load, cost, sensitivity)
def test_the_circle_multiplies_a_lack(e, k, g):
    if circle.loop_gain(e, k, g) < 0.95:
        status, stress = circle.fixed_point(e, 1, k, g)
        assert 1 - status == pytest.approx(k * e * circle.amplification(e, k, g))
        assert status == pytest.approx(1 - k * stress) and stress == pytest.approx(
            e * (1 + g * (1 - status))
        )  # both rates are zero there


@given(load, cost, sensitivity, st.floats(0.8, 1.2))
def test_below_a_gain_of_one_it_comes_to_rest_there(e, k, g, i):
    if circle.loop_gain(e, k, g) < 0.9:
        status, stress = circle.time_course(3600, e, i, k, g, **TAUS)
        assert (status[-1], stress[-1]) == pytest.approx(circle.fixed_point(e, i, k, g), abs=1e-3)


def test_from_a_gain_of_one_on_it_runs_away():
    status, stress = circle.time_course(400, 2, 1, 0.5, 1.5, **TAUS)
    steps = np.diff(status[20:])
    assert status[-1] < -10 and stress[-1] > 10 and (np.diff(steps) < 0).all()  # ever faster


def test_it_starts_at_rest_without_a_load():
    status, stress = circle.time_course(10, 0, 1.1, 0.2, 1, **TAUS)
    assert status == pytest.approx(np.full(11, 1.1)) and stress == pytest.approx(np.zeros(11))
    status, stress = circle.time_course(1, 2, 1, 0, 0.5, **TAUS)  # no cost: stress alone, 2 (1 - exp(-t))
    assert stress[1] == pytest.approx(2 * (1 - math.exp(-1))) and status[1] == pytest.approx(1)


@pytest.mark.parametrize(("e", "i", "k", "g"), [(2, 1, 0.1, 0.5), (3, 1.2, 0.3, 2), (1, 0.8, 0.2, 0)])
def test_small_steps_land_on_the_same_course(e, i, k, g):
    m, s, dt = i, 0.0, 0.001
    for _step in range(20_000):
        dm = lambda m, s: (i - k * s - m) / 30  # noqa: E731
        ds = lambda m, s: e * (1 + g * (1 - m)) - s  # noqa: E731
        mid_m, mid_s = m + dt / 2 * dm(m, s), s + dt / 2 * ds(m, s)
        m, s = m + dt * dm(mid_m, mid_s), s + dt * ds(mid_m, mid_s)
    status, stress = circle.time_course(20, e, i, k, g, **TAUS)
    assert (status[20], stress[20]) == pytest.approx((m, s), rel=1e-5)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: circle.fixed_point(2, 1, 1, 1), "gain is 2; allowed is less than 1"),
        (lambda: circle.loop_gain(-1, 0.1, 0.5), "stressor is -1"),
        (lambda: circle.amplification(1, -0.1, 1), "cost K"),
        (lambda: circle.fixed_point(1, -1, 0.1, 0.5), "intake"),
        (lambda: circle.fixed_point(1, 1, 0.1, float("nan")), "sensitivity g"),
        (lambda: circle.time_course(0, 1, 1, 0.1, 0.5, **TAUS), "days is 0"),
        (lambda: circle.time_course(5, 1, 1, 0.1, 0.5, days_magnesium=0, days_stress=1), "days of magnesium"),
    ],
)
def test_impossible_values_are_refused(call, said):
    with pytest.raises(ValueError, match=said):
        call()
