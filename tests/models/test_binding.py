"""Binding: hand-made numbers, limits and monotony."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models import binding

amount = st.floats(0, 1e3)
constant = st.floats(1e-3, 1e3)


def test_half_is_bound_at_the_dissociation_constant():
    assert binding.fraction_bound(0.069, 0.069) == 0.5 and binding.fraction_bound(0, 0.069) == 0
    assert binding.fraction_bound(np.array([0.25, 0.5, 0.8, 1.0]), 0.069) == pytest.approx(
        [0.7837, 0.8787, 0.9206, 0.9355], rel=1e-3
    )


@given(amount, amount, constant)
def test_more_ligand_binds_more(one, more, kd):
    assert 0 <= binding.fraction_bound(one, kd) <= binding.fraction_bound(one + more, kd) <= 1


def test_troponin_calcium_beside_magnesium():
    half = [binding.half_saturation(3.5e6, mg * 1e-3, 440) * 1e6 for mg in (0, 0.5, 0.8, 1, 3)]
    assert half == pytest.approx([0.2857, 0.3486, 0.3863, 0.4114, 0.6629], rel=1e-3)
    assert binding.fraction_bound_beside_rival(0.1e-6, 3.5e6, 1e-3, 440) == pytest.approx(0.1955, rel=1e-3)
    assert binding.fraction_bound_beside_rival(10e-6, 3.5e6, 1e-3, 440) == pytest.approx(0.9605, rel=1e-3)


@given(amount, constant, amount, constant)
def test_two_rivals_share_at_most_all_sites(c, k, rival, rival_k):
    mine, theirs = (
        binding.fraction_bound_beside_rival(c, k, rival, rival_k),
        binding.fraction_bound_beside_rival(rival, rival_k, c, k),
    )
    assert mine + theirs <= 1 + 1e-12
    assert mine <= binding.fraction_bound(c, 1 / k) + 1e-12
    assert binding.fraction_bound_beside_rival(
        binding.half_saturation(k, rival, rival_k), k, rival, rival_k
    ) == pytest.approx(0.5)


@pytest.mark.parametrize(
    "call",
    [
        lambda: binding.fraction_bound(-1, 1),
        lambda: binding.fraction_bound(1, 0),
        lambda: binding.half_saturation(0, 1, 1),
        lambda: binding.fraction_bound_beside_rival(1, -1, 1, 1),
    ],
)
def test_impossible_amounts_are_refused(call):
    with pytest.raises(ValueError, match="allowed is"):
        call()
