"""Fat bound as soap, and body weight from body mass index: check values, conservation, limits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models import body_mass, soap

MG, CA, PALMITIC, STEARIC = 24.305, 40.078, 256.42, 284.48
mg = st.floats(0, 2000)
share = st.floats(0, 1)


@pytest.mark.parametrize(
    ("acid", "stays", "grams"), [(PALMITIC, 1, 6.33006), (PALMITIC, 0.6, 3.79803), (STEARIC, 1, 7.02275)]
)
def test_upper_bound_against_check_values(acid, stays, grams):
    assert soap.most_bound_g(300, MG, acid, 2, stays) == pytest.approx(grams, rel=1e-3)


def test_calcium_as_benchmark_against_check_values():
    share_of_most = soap.efficiency(5.2, soap.most_bound_g(1241, CA, PALMITIC, 2))
    assert share_of_most == pytest.approx(0.327458, rel=1e-3)
    assert share_of_most * soap.most_bound_g(300, MG, PALMITIC, 2) == pytest.approx(2.07283, rel=1e-3)


@pytest.mark.parametrize(("mass", "carbon", "hydrogen"), [(PALMITIC, 16, 32), (STEARIC, 18, 36)])
def test_molar_masses_follow_from_the_formulas(mass, carbon, hydrogen):
    assert mass == pytest.approx(12.011 * carbon + 1.008 * hydrogen + 2 * 15.999, rel=1e-4)


@given(mg, mg, share)
def test_the_bound_grows_in_proportion(one, other, stays):
    together = soap.most_bound_g(one + other, MG, PALMITIC, 2, stays)
    assert together == pytest.approx(
        soap.most_bound_g(one, MG, PALMITIC, 2, stays) + soap.most_bound_g(other, MG, PALMITIC, 2, stays),
        abs=1e-9,
    )
    assert together <= soap.most_bound_g(one + other, MG, STEARIC, 2, stays)
    assert soap.most_bound_g(one, MG, PALMITIC, 2, 0) == 0


@given(st.floats(0, 500), share, st.floats(0, 500))
def test_no_fat_appears_or_vanishes(eaten, split, bound):
    taken, held, unsplit = soap.fate_of_fat(eaten, split, bound)
    assert taken + held + unsplit == pytest.approx(eaten, abs=1e-9) and min(taken, held, unsplit) >= 0
    assert held <= bound and held <= eaten * split + 1e-9


@given(share, share, st.floats(0, 10))
def test_splitting_feeds_and_binding_holds_back(one, other, bound):
    low, high = sorted((one, other))
    assert soap.fate_of_fat(80, low, bound)[0] <= soap.fate_of_fat(80, high, bound)[0] + 1e-9
    assert soap.fate_of_fat(80, one, bound)[0] <= soap.fate_of_fat(80, one, 0)[0]


def test_two_claims_cancel_where_extra_splitting_equals_the_soap():
    taken = soap.fate_of_fat(80, 0.95 + 2 / 80, 2)[0]
    assert taken == pytest.approx(soap.fate_of_fat(80, 0.95, 0)[0])


def test_arrays_keep_their_shape():
    assert soap.most_bound_g(np.array([0, 300]), MG, PALMITIC, 2) == pytest.approx([0, 6.33006], rel=1e-3)
    assert all(part.shape == (2,) for part in soap.fate_of_fat(80, np.array([0.9, 1.0]), 2))


@pytest.mark.parametrize(("bmi", "height", "kg"), [(-0.21, 1.70, -0.6069), (25, 1.80, 81), (0, 2, 0)])
def test_weight_of_a_body_mass_index(bmi, height, kg):
    assert body_mass.kg_of_bmi(bmi, height) == pytest.approx(kg)


@given(st.floats(-50, 50), st.floats(0.6, 2.4))
def test_weight_and_index_round_trip(bmi, height):
    assert body_mass.kg_of_bmi(bmi, height) / height**2 == pytest.approx(bmi, abs=1e-9)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: soap.most_bound_g(-1, MG, PALMITIC, 2), "mineral in mg"),
        (lambda: soap.most_bound_g(1, 0, PALMITIC, 2), "atomic mass"),
        (lambda: soap.most_bound_g(1, MG, PALMITIC, 2, 1.1), "unabsorbed share is 1.1"),
        (lambda: soap.most_bound_g(1, MG, 5, 2), "molar mass"),
        (lambda: soap.efficiency(5, 0), "upper bound"),
        (lambda: soap.fate_of_fat(80, 1.2, 0), "share split"),
        (lambda: soap.fate_of_fat(-1, 1, 0), "fat eaten"),
        (lambda: body_mass.kg_of_bmi(25, 3), "height in m is 3; allowed is 0.5 to 2.5"),
        (lambda: body_mass.kg_of_bmi(float("nan"), 2), "body mass index"),
    ],
)
def test_impossible_input_is_refused(call, said):
    with pytest.raises(ValueError, match=said):
        call()
