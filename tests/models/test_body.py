"""Magnesium in the tissues: the check rows of the reference, worked out by hand; conservation, scaling, errors."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures import parameters
from helpers.models import body

MASS = np.array([3.0, 2.0, 22.7, 30.0, 12.3])  # serum, red cells, other soft tissue, muscle, bone: kg
CONTENT = np.array([0.85, 2.5, 8.5, 9.0, 43.2])  # mmol/kg
amount = st.floats(0, 1000)


def test_the_body_of_the_table_holds_24_grams():
    grams = body.grams(MASS, CONTENT)
    assert grams.sum() == pytest.approx(24.3502, rel=1e-3) and grams.sum() / 24.305 * 1000 == pytest.approx(
        1001.86, rel=1e-3
    )
    shares = body.shares_percent(grams)
    assert (
        shares[4] == pytest.approx(53.0374, rel=1e-3)
        and shares[3] == pytest.approx(26.9499, rel=1e-3)
        and shares[0] == pytest.approx(0.254527, rel=1e-3)
    )


def test_the_parameters_are_those_of_the_table_and_make_70_kg():
    p = parameters("body-magnesium")
    tissues = ("serum", "erythrocytes", "soft", "muscle", "bone")
    assert [p[f"mass_{t}"] for t in tissues] == MASS.tolist() and [
        p[f"content_{t}"] for t in tissues
    ] == CONTENT.tolist()
    assert sum(p[f"mass_{t}"] for t in tissues) == pytest.approx(70)


def test_one_mole_in_a_kilogram_is_24_grams():
    assert body.grams(1, 1000) == pytest.approx(24.305) and body.grams(0, 1000) == 0


@given(st.lists(amount, min_size=1, max_size=8).filter(lambda v: sum(v) > 1e-6))
def test_shares_make_100(amounts):
    shares = body.shares_percent(np.array(amounts))
    assert shares.sum() == pytest.approx(100) and (shares >= 0).all()


@given(st.floats(1, 300))
def test_another_body_mass_changes_grams_but_no_share(kg):
    mass = body.scaled_mass_kg(MASS, kg, 70)
    assert mass.sum() == pytest.approx(kg)
    assert body.shares_percent(body.grams(mass, CONTENT)) == pytest.approx(
        body.shares_percent(body.grams(MASS, CONTENT))
    )
    assert body.scaled_mass_kg(mass, 70, kg) == pytest.approx(MASS)


@pytest.mark.parametrize(
    "call",
    [
        lambda: body.grams(-1, 1),
        lambda: body.grams(1, float("nan")),
        lambda: body.shares_percent([0, 0]),
        lambda: body.shares_percent([1, -1]),
        lambda: body.scaled_mass_kg(1, 70, 0),
        lambda: body.scaled_mass_kg(1, -70, 70),
    ],
)
def test_impossible_bodies_are_refused(call):
    with pytest.raises(ValueError, match="allowed is"):
        call()
