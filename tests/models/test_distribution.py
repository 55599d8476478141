"""How intakes spread: numbers worked out by hand, limits, monotony, conservation, a sum over drawn people."""

import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures import parameters
from helpers.models import distribution

mean = st.floats(50, 900)
spread = st.floats(0.05, 0.8)
cut = st.floats(1, 2000)


def test_half_eat_less_than_the_median_and_two_thirds_less_than_300():
    mu, sigma = distribution.log_mean_and_sd(260, 0.4)
    assert sigma == pytest.approx(math.sqrt(math.log(1.16))) and math.exp(mu) == pytest.approx(
        260 / math.sqrt(1.16)
    )
    assert distribution.share_below(math.exp(mu), 260, 0.4) == pytest.approx(0.5)
    assert distribution.share_below(300, 260, 0.4) == pytest.approx(
        NormalDist(math.log(260 / math.sqrt(1.16)), math.sqrt(math.log(1.16))).cdf(math.log(300))
    )
    assert distribution.share_below(300, 260, 0.4) == pytest.approx(0.7136, abs=1e-4)


@given(cut, cut, mean, spread)
def test_a_higher_cutoff_never_has_fewer_below_it(one, more, mean, spread):
    shares = distribution.share_below(np.array([0, one, one + more, 9999]), mean, spread)
    assert shares[0] == 0 and (np.diff(shares) >= 0).all() and shares[-1] <= 1


@given(cut, mean, spread, st.floats(1.01, 2))
def test_who_eats_more_is_less_often_below(cutoff, mean, spread, more):
    assert distribution.share_below(cutoff, mean * more, spread) <= distribution.share_below(
        cutoff, mean, spread
    )


@given(mean, spread)
def test_mean_and_spread_come_back(mean, spread):
    mu, sigma = distribution.log_mean_and_sd(mean, spread)
    assert distribution.spread_from_sigma(sigma) == pytest.approx(spread)
    assert distribution.sigma_from_mean_and_median(mean, math.exp(mu)) == pytest.approx(sigma, rel=1e-5)


@given(cut, mean, spread, mean)
def test_below_the_own_need_never_counts_more_than_below_the_cutoff(cutoff, mean, spread, need):
    both = distribution.share_below_cutoff_and_own_need(cutoff, mean, spread, need, 0.1)
    assert 0 <= both <= distribution.share_below(cutoff, mean, spread) + 1e-12
    assert both <= distribution.share_below_cutoff_and_own_need(9999, mean, spread, need, 0.1) + 1e-12


@given(mean, spread, mean)
def test_with_equal_needs_it_is_the_share_below_the_need(mean, spread, need):
    assert distribution.share_below_cutoff_and_own_need(9999, mean, spread, need, 0) == pytest.approx(
        distribution.share_below(need, mean, spread)
    )


def test_the_sum_over_needs_agrees_with_drawn_people():
    draw = np.random.default_rng(7)
    mu, sigma = distribution.log_mean_and_sd(260, 0.4)
    intake = np.exp(mu + sigma * draw.standard_normal(400_000))
    need = 265 * (1 + 0.1 * draw.standard_normal(400_000))
    for cutoff in (200, 265, 300, 5000):
        counted = np.mean((intake < need) & (intake < cutoff))
        assert distribution.share_below_cutoff_and_own_need(cutoff, 260, 0.4, 265, 0.1) == pytest.approx(
            counted, abs=0.004
        )


def test_the_parameters_follow_from_their_sources():
    p = parameters("intake-distribution")
    assert p["sigma_one_day"] == pytest.approx(
        math.sqrt(2 * math.log(256 / 237)), abs=5e-4
    )  # women, NHANES 1999-2000
    assert p["sigma_usual"] == pytest.approx(
        math.log(372 / 301) / NormalDist().inv_cdf(0.75), abs=5e-4
    )  # boys, CSFII 1994
    assert p["need_spread"] == pytest.approx((420 / 350 - 1) / 2)
    assert distribution.spread_from_sigma(p["sigma_one_day"]) == pytest.approx(0.41, abs=0.005)
    assert distribution.spread_from_sigma(p["sigma_usual"]) == pytest.approx(0.32, abs=0.005)


@pytest.mark.parametrize(
    "call",
    [
        lambda: distribution.share_below(-1, 260, 0.4),
        lambda: distribution.share_below(300, 0, 0.4),
        lambda: distribution.share_below(300, 260, 0),
        lambda: distribution.share_below_cutoff_and_own_need(300, 260, 0.4, 265, 0.5),
        lambda: distribution.share_below_cutoff_and_own_need(300, 260, 0.4, 0, 0.1),
        lambda: distribution.sigma_from_mean_and_median(200, 250),
        lambda: distribution.spread_from_sigma(-0.1),
    ],
)
def test_impossible_intakes_are_refused(call):
    with pytest.raises(ValueError, match="allowed is"):
        call()
