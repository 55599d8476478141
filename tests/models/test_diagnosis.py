"""Bayes' rule and cut-offs: values by hand, limits, monotony, people who add up."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helpers.models import diagnosis

share = st.floats(0, 1)
inner = st.floats(0.001, 0.999)
CURVES = {"mean_with": 0.70, "spread_with": 0.10, "mean_without": 0.81, "spread_without": 0.055}


def test_bayes_by_hand():
    assert diagnosis.chance_given_sign(0.05, 0.6, 0.2) == pytest.approx(30 / 220)
    assert diagnosis.chance_given_sign(0.05, 0.6, 0.01) == pytest.approx(30 / 39.5)
    assert tuple(diagnosis.groups(0.05, 0.6, 0.2)) == pytest.approx((0.03, 0.02, 0.19, 0.76))


def test_the_loading_test_against_published_figures():
    healthy = diagnosis.share_below(20, 6.3, 10.3)  # Gullestad 1994: mean 6.3, SD 10.3 % of the load
    assert 100 * healthy == pytest.approx(90.8, rel=1e-3)
    assert diagnosis.chance_given_sign(0.05, 0.9, 1 - healthy) == pytest.approx(0.34, abs=0.005)
    assert diagnosis.share_below(27.5, 6.3, 10.3) == pytest.approx(0.975, abs=0.006)


@given(inner, inner)
def test_who_never_or_always_has_it(with_it, without):
    assert (
        diagnosis.chance_given_sign(0, with_it, without) == 0
        and diagnosis.chance_given_sign(1, with_it, without) == 1
    )


@given(share, inner)
def test_a_sign_that_is_equally_common_leaves_the_chance(prior, common):
    assert diagnosis.chance_given_sign(prior, common, common) == pytest.approx(prior)


@given(inner, inner, inner)
def test_a_sign_raises_the_chance_only_if_it_is_more_common_with_the_state(prior, with_it, without):
    assume(abs(with_it - without) > 1e-6)
    assert (diagnosis.chance_given_sign(prior, with_it, without) > prior) == (with_it > without)


@given(inner, inner, inner)
def test_the_chances_with_and_without_the_sign_average_to_the_prior(prior, with_it, without):
    split = diagnosis.groups(prior, with_it, without)
    shown = split.found + split.false_alarm
    not_shown = diagnosis.chance_given_sign(prior, 1 - with_it, 1 - without)
    assert shown * diagnosis.chance_given_sign(prior, with_it, without) + (
        1 - shown
    ) * not_shown == pytest.approx(prior)


def test_a_sign_that_nobody_shows_says_nothing_at_all():
    assert math.isnan(diagnosis.chance_given_sign(0.1, 0, 0)) and math.isnan(
        diagnosis.chance_given_sign(0, 1, 0)
    )
    chances = diagnosis.chance_given_sign(np.array([0.1, 0.1]), np.array([0.0, 1.0]), 0)
    assert math.isnan(chances[0]) and chances[1] == 1


@given(share, share, share)
def test_the_groups_are_everyone(prior, with_it, without):
    split = diagnosis.groups(prior, with_it, without)
    assert (
        sum(split) == pytest.approx(1)
        and split.found + split.missed == pytest.approx(prior)
        and min(split) >= 0
    )


@pytest.mark.parametrize(
    ("away", "below"), [(-1.96, 0.025), (-1, 0.158655), (0, 0.5), (1, 0.841345), (1.96, 0.975)]
)
def test_normal_curve_against_its_table(away, below):
    assert diagnosis.share_below(0.81 + away * 0.055, 0.81, 0.055) == pytest.approx(below, rel=1e-3)


@given(st.floats(0.4, 0.8), st.floats(0.05, 0.5))
def test_central_95_percent_makes_a_round_trip(low, width):
    mean, spread = diagnosis.normal_from_central_95(low, low + width)
    assert diagnosis.share_below(low + width, mean, spread) - diagnosis.share_below(
        low, mean, spread
    ) == pytest.approx(0.95, abs=1e-4)
    assert (mean - 1.96 * spread, mean + 1.96 * spread) == pytest.approx((low, low + width))


@given(inner, st.floats(0.3, 1.2), st.floats(0.001, 0.3))
def test_a_higher_cutoff_misses_fewer_and_alarms_more(prior, cutoff, step):
    lower, higher = (diagnosis.groups_at_cutoff(prior, c, **CURVES) for c in (cutoff, cutoff + step))
    assert higher.missed <= lower.missed and higher.false_alarm >= lower.false_alarm
    assert higher.found + higher.missed == pytest.approx(
        prior
    ) and lower.false_alarm + lower.clear == pytest.approx(1 - prior)


def test_a_cutoff_strictly_trades_one_error_for_the_other():
    split = diagnosis.groups_at_cutoff(0.1, np.linspace(0.6, 0.9, 31), **CURVES)
    assert (np.diff(split.missed) < 0).all() and (np.diff(split.false_alarm) > 0).all()


def test_extreme_cutoffs_find_nobody_or_alarm_everybody():
    none, everyone = (diagnosis.groups_at_cutoff(0.2, c, **CURVES) for c in (-5, 5))
    assert none == pytest.approx((0, 0.2, 0, 0.8)) and everyone == pytest.approx((0.2, 0, 0.8, 0))


@given(share, share, share, st.integers(1, 5000))
def test_people_always_add_up(prior, with_it, without, total):
    split = diagnosis.groups(prior, with_it, without)
    counts = diagnosis.people(split, total)
    assert sum(counts) == total and min(counts) >= 0 and all(isinstance(c, int) for c in counts)
    assert all(abs(c - total * s) < 1 + 1e-6 for c, s in zip(counts, split, strict=True))


def test_people_round_the_largest_remainder_up():
    assert diagnosis.people([0.0333, 0.0333, 0.9334], 100) == [3, 3, 94]
    assert diagnosis.people([0.0036, 0.9957, 0.0007]) == [3, 996, 1]  # remainders 0.6, 0.7, 0.7
    assert diagnosis.people([1, 0, 0]) == [1000, 0, 0] and diagnosis.people([0.03, 0.02, 0.19, 0.76]) == [
        30,
        20,
        190,
        760,
    ]


@pytest.mark.parametrize(
    "call",
    [
        lambda: diagnosis.groups(1.1, 0.5, 0.5),
        lambda: diagnosis.groups(0.5, -0.1, 0.5),
        lambda: diagnosis.chance_given_sign(0.5, 0.5, 2),
        lambda: diagnosis.share_below(0.7, 0.8, 0),
        lambda: diagnosis.normal_from_central_95(1, 1),
        lambda: diagnosis.people([0.5, 0.6]),
        lambda: diagnosis.people([0.5, 0.5], 0),
        lambda: diagnosis.people([1.5, -0.5]),
    ],
)
def test_impossible_input_is_refused(call):
    with pytest.raises(ValueError, match="allowed is"):
        call()
