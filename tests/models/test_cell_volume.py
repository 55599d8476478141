"""The pump-leak cell: check values worked out beforehand, balance of charge and particles, limits."""

import csv
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import language
from helpers.models import cell_volume, chance

TEXTBOOK = (
    {"na": 145, "k": 4, "cl": 110},
    {"na": 12, "k": 140, "cl": 8},
)  # mM outside and inside, from memory


def read():
    with open(language.ROOT / "data" / "model_parameters.csv", encoding="utf-8", newline="") as file:
        return {
            r["parameter_id"].split(":")[1]: float(r["value"])
            for r in csv.DictReader(file)
            if r["model"] == "cell-volume"
        }


TABLE = read()
pump = st.floats(0.06, 3)


def test_reference_cell():
    cell = cell_volume.steady_state(1, TABLE)
    assert cell.voltage_mv == pytest.approx(-94.1331, rel=1e-3) and cell.sodium_mm == pytest.approx(
        16.7061, rel=1e-3
    )
    assert (
        cell.potassium_mm == pytest.approx(133.294, rel=1e-3)
        and cell.chloride_mm == pytest.approx(3.84373, rel=1e-3)
        and cell.trapped_mm == pytest.approx(146.156, rel=1e-3)
    )
    assert cell_volume.steady_state(1, TABLE, potassium_in=3).voltage_mv == pytest.approx(-92.6468, rel=1e-3)


@pytest.mark.parametrize(
    ("speed", "volume"),
    [(0.1, 2.24943), (0.25, 1.29626), (0.5, 1.0525), (0.9, 1.00203), (1, 1), (1.1, 0.999011)],
)
def test_volume_by_pump_speed(speed, volume):
    assert cell_volume.relative_volume(speed, TABLE) == pytest.approx(volume, rel=1e-3)


@pytest.mark.parametrize(
    ("mg", "factor", "volume"),
    [(0.1, 0.673373, 1.01608), (0.25, 0.89185, 1.00226), (0.5, 1, 1), (1, 1.06455, 0.999277)],
)
def test_magnesium_on_the_pump(mg, factor, volume):
    got = cell_volume.pump_factor(mg, kd_mm=0.069, reference_mm=0.5)
    assert got == pytest.approx(factor, rel=1e-3) and cell_volume.relative_volume(
        got, TABLE
    ) == pytest.approx(volume, rel=1e-3)
    assert cell_volume.relative_volume(got, TABLE) - 1 == pytest.approx(
        volume - 1, rel=0.02, abs=1e-9
    )  # also the small change itself


def test_voltages_and_work():
    outside, inside = TEXTBOOK
    assert cell_volume.nernst_mv(145, 12) == pytest.approx(66.5982, rel=1e-3) and cell_volume.nernst_mv(
        4, 140
    ) == pytest.approx(-95.0226, rel=1e-3)
    assert cell_volume.goldman_mv(outside, inside, {"k": 1, "na": 0.04, "cl": 0.45}) == pytest.approx(
        -70.8701, rel=1e-3
    )
    assert cell_volume.work_per_cycle(-70, outside, inside) == pytest.approx(44.3678, rel=1e-3)
    assert cell_volume.thermal_mv(25) == pytest.approx(25.69, rel=1e-3)


@given(pump, st.sampled_from([2, 3]))
def test_charge_and_particles_balance(speed, potassium_in):
    cell = cell_volume.steady_state(speed, TABLE, potassium_in=potassium_in)
    assert cell.sodium_mm + cell.potassium_mm == pytest.approx(
        cell.chloride_mm + cell.trapped_mm
    )  # trapped molecules carry one negative charge each
    assert cell.sodium_mm + cell.potassium_mm + cell.chloride_mm + cell.trapped_mm == pytest.approx(
        TABLE["osmolarity"]
    )


@given(pump)
def test_each_ion_leaks_as_fast_as_it_is_pumped(speed):
    cell, half = cell_volume.steady_state(speed, TABLE), TABLE["osmolarity"] / 2
    p = speed * TABLE["pump"]

    def leak(g, out, inside):
        return g * (cell.voltage_mv - cell_volume.nernst_mv(out, inside, celsius=25)) / 1000  # noqa: E731

    assert leak(TABLE["g_na"], half - TABLE["k_out"], cell.sodium_mm) == pytest.approx(-3 * p)
    assert leak(TABLE["g_k"], TABLE["k_out"], cell.potassium_mm) == pytest.approx(2 * p)
    assert leak(TABLE["g_cl"], cell.chloride_mm, half) == pytest.approx(0, abs=1e-9)


@given(st.floats(0.06, 1), st.floats(0.01, 0.5))
def test_a_slower_pump_makes_a_larger_cell(speed, more):
    assert cell_volume.relative_volume(speed, TABLE) > cell_volume.relative_volume(speed + more, TABLE)


def test_without_a_pump_there_is_no_size():
    assert cell_volume.relative_volume(1e-5, TABLE) > 1000
    with pytest.raises(ValueError, match="pump rate is 0"):
        cell_volume.steady_state(0, TABLE)
    with pytest.raises(ValueError, match="free magnesium in mM is -1"):
        cell_volume.pump_factor(-1, kd_mm=0.069, reference_mm=0.5)


@given(st.floats(0, 1), st.integers(1, 40))
def test_luck_grows_with_looks(p, n):
    assert chance.at_least_one(p, 0) == 0 and chance.at_least_one(p, 1) == pytest.approx(p)
    assert chance.at_least_one(p, n) <= chance.at_least_one(p, n + 1) <= 1
    assert chance.at_least_one(p, n) <= n * p + 1e-12


def test_twelve_looks():
    assert chance.at_least_one(0.05, 12) == pytest.approx(0.4596, abs=1e-4) and chance.at_least_one(
        0.009, 12
    ) == pytest.approx(1 - math.exp(12 * math.log(0.991)))
    with pytest.raises(ValueError, match="chance is 1.5"):
        chance.at_least_one(1.5, 2)
