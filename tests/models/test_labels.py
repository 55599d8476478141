"""From which amount on a food is a source of magnesium."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures import parameters
from helpers.models.labels import source_threshold_mg


def test_food_and_drink_by_the_regulation():
    p = parameters("health-claim")
    assert source_threshold_mg(p["nrv"], p["share"]) == pytest.approx(56.25)
    assert source_threshold_mg(p["nrv"], p["share_drink"]) == pytest.approx(28.125)


@given(st.floats(1, 5000), st.floats(0, 100))
def test_twice_the_share_is_twice_the_amount(reference, share):
    assert source_threshold_mg(reference, share) == pytest.approx(
        2 * source_threshold_mg(reference, share / 2)
    )
    assert 0 <= source_threshold_mg(reference, share) <= reference


@pytest.mark.parametrize(
    "call",
    [
        lambda: source_threshold_mg(-1, 15),
        lambda: source_threshold_mg(375, 101),
        lambda: source_threshold_mg("375 mg", 15),
    ],
)
def test_impossible_labels_are_refused(call):
    with pytest.raises(ValueError, match="allowed is"):
        call()
