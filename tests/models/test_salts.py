"""Salts: masses against atomic masses by hand and against published ones, round trips, monotony, gaps that stay gaps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models import salts

ATOMS = {
    "Mg": 24.305,
    "O": 15.999,
    "H": 1.008,
    "C": 12.011,
    "N": 14.007,
    "Cl": 35.45,
    "S": 32.06,
    "P": 30.974,
}  # g/mol, IUPAC
PUBLISHED = {  # g/mol and % magnesium, worked out for the course's reference from the element formula
    "MgO": (40.304, 60.3),
    "Mg(OH)2": (58.319, 41.68),
    "MgCl2.6H2O": (203.295, 11.96),
    "MgSO4.7H2O": (246.466, 9.86),
    "Mg3(PO4)2": (262.855, 27.74),
    "Mg3(C6H5O7)2": (451.113, 16.16),
    "MgC6H6O7": (214.412, 11.34),
    "Mg(C3H5O3)2.2H2O": (238.475, 10.19),
    "Mg(C4H6NO4)2": (288.495, 8.42),
    "MgC4H4O5": (156.376, 15.54),
    "Mg(C2H6NO3S)2": (272.573, 8.92),
    "Mg(C2H4NO2)2": (172.423, 14.1),
    "Mg(C6H11O7)2.2H2O": (450.629, 5.39),
    "Mg(C5H3N2O4)2": (334.483, 7.27),
    "Mg(C4H7O5)2": (294.495, 8.25),
    "MgC3H7O6P": (194.362, 12.51),
}
share = st.floats(0.001, 1)
amount = st.floats(0, 1e6)


@pytest.mark.parametrize("formula", PUBLISHED)
def test_mass_and_share_of_a_formula(formula):
    mass, percent = PUBLISHED[formula]
    assert salts.molar_mass(formula) == pytest.approx(mass, rel=1e-4)
    assert 100 * salts.magnesium_share(formula) == pytest.approx(percent, abs=0.006)


def test_crystal_water_by_hand():
    water = 2 * ATOMS["H"] + ATOMS["O"]
    chloride = ATOMS["Mg"] + 2 * ATOMS["Cl"] + 6 * water
    assert salts.water_share("MgCl2.6H2O") == pytest.approx(6 * water / chloride, rel=1e-3)  # 0.5317
    assert salts.water_share("MgO") == 0
    assert salts.magnesium_share("MgCl2.6H2O") < salts.magnesium_share("MgCl2")


def test_other_elements():
    assert salts.share_of("S", "C2H7NO3S") == pytest.approx(ATOMS["S"] / 125.15, rel=1e-3)
    assert salts.share_of("Mg", "NaCl") == 0


def test_a_dose_by_hand():
    assert salts.salt_mg(100, 0.2) == 500 and salts.magnesium_mg(500, 0.2) == 100
    assert salts.salt_mg(300, salts.magnesium_share("MgO")) == pytest.approx(300 * 40.304 / 24.305, rel=1e-4)
    assert salts.tablets(np.array([0, 1, 800, 800.5, 1601]), 800).tolist() == [0, 1, 1, 2, 3]
    assert salts.tablets(3 * 0.1 * 1000, 100) == 3  # 300.00000000000006 is three tablets, not four


@given(amount, share)
def test_there_and_back(mg, part):
    assert salts.magnesium_mg(salts.salt_mg(mg, part), part) == pytest.approx(mg)


@given(amount, amount, share, share)
def test_more_magnesium_or_a_poorer_salt_takes_more_salt(mg, more, one, other):
    poor, rich = sorted((one, other))
    assert salts.salt_mg(mg, rich) <= salts.salt_mg(mg, poor) and salts.salt_mg(mg, rich) <= salts.salt_mg(
        mg + more if mg + more <= 1e6 else 1e6, rich
    )


@given(st.floats(1, 1e6), st.floats(1, 1e4))
def test_whole_tablets_hold_the_salt_and_one_fewer_does_not(salt, tablet):
    count = salts.tablets(salt, tablet)
    assert count == int(count) and count * tablet >= salt * (1 - 1e-6) and (count - 1) * tablet < salt


@given(st.floats(1e-6, 1e3), st.floats(1e-6, 1e3))
def test_scores_rise_between_their_ends(one, other):
    low, high = sorted((one, other))
    for logarithmic in (True, False):
        a, b = (salts.score_between(v, 0.001, 20, logarithmic=logarithmic) for v in (low, high))
        assert 0 <= a <= b <= 1


def test_ends_and_middle_of_a_score():
    assert salts.score_between(np.array([0.001, 20, 500]), 0.001, 20, logarithmic=True).tolist() == [0, 1, 1]
    assert salts.score_between(0.1, 0.001, 10, logarithmic=True) == pytest.approx(0.5)
    assert salts.score_between(0.15, 0, 0.6) == pytest.approx(0.25)
    assert np.isnan(salts.score_between(float("nan"), 0, 1))


@pytest.mark.parametrize(
    ("won", "drawn", "lost", "part"),
    [(1, 0, 0, 1), (0, 0, 3, 0), (0, 2, 0, 0.5), (1, 1, 0, 0.75), (3, 1, 0, 0.875)],
)
def test_a_draw_counts_half(won, drawn, lost, part):
    assert salts.won_share(won, drawn, lost) == part


def test_no_comparison_is_a_gap():
    assert np.isnan(salts.won_share(0, 0, 0))


scores = st.lists(st.one_of(st.floats(0, 1), st.just(float("nan"))), min_size=5, max_size=5)
weights = st.lists(st.integers(0, 3), min_size=5, max_size=5).filter(any)


@given(scores, weights)
def test_known_and_open_points_stay_apart_and_below_100(some, weigh):
    known, gaps = salts.weighed_parts(some, weigh)
    missing = np.isnan(some)
    assert (known[missing] == 0).all() and (gaps[~missing] == 0).all()
    assert known.sum() + gaps.sum() <= 100 + 1e-9
    assert gaps.sum() == pytest.approx(
        100 * sum(w for w, m in zip(weigh, missing, strict=True) if m) / sum(weigh)
    )


@given(scores, weights, st.floats(0, 1))
def test_filling_the_gaps_never_leaves_the_range(some, weigh, filled):
    known, gaps = salts.weighed_parts(some, weigh)
    full, none = salts.weighed_parts([filled if s != s else s for s in some], weigh)
    assert none.sum() == 0 and known.sum() - 1e-9 <= full.sum() <= known.sum() + gaps.sum() + 1e-9


def test_points_by_hand():
    known, gaps = salts.weighed_parts([[1, 0.5, float("nan")], [0, 1, 1]], [1, 2, 1])
    assert known.tolist() == [[25, 25, 0], [0, 50, 25]] and gaps.tolist() == [[0, 0, 25], [0, 0, 0]]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: salts.molar_mass("water"), "no chemical formula"),
        (lambda: salts.magnesium_share("NaCl"), "no magnesium"),
        (lambda: salts.salt_mg(-1, 0.5), "allowed is"),
        (lambda: salts.salt_mg(1, 0), "allowed is"),
        (lambda: salts.magnesium_mg(1, 1.5), "allowed is"),
        (lambda: salts.tablets(1, 0), "allowed is"),
        (lambda: salts.score_between(1, 2, 1), "less than best"),
        (lambda: salts.score_between(0, 1, 2, logarithmic=True), "allowed is"),
        (lambda: salts.won_share(-1, 0, 0), "allowed is"),
        (lambda: salts.weighed_parts([0.5], [0]), "all weights are 0"),
        (lambda: salts.weighed_parts([1.5], [1]), "allowed is"),
    ],
)
def test_impossible_inputs_are_refused(call, said):
    with pytest.raises(ValueError, match=said):
        call()
