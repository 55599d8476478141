"""ATP: check values worked out beforehand with other code, the published benchmark, limits and directions."""

import csv
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import language
from helpers.models import atp, binding


@pytest.fixture(scope="module")
def table():
    with open(language.ROOT / "data" / "model_parameters.csv", encoding="utf-8", newline="") as file:
        return {
            r["parameter_id"].split(":")[1]: float(r["value"])
            for r in csv.DictReader(file)
            if r["model"] == "atp-energy"
        }


# free magnesium in mM, share with magnesium, kJ/mol; pH 7.2, 37 °C, I 0.25
CHECKS = [
    (0.25, 0.686309, -35.1284),
    (0.5, 0.813978, -34.2608),
    (1, 0.897451, -33.4947),
    (2, 0.945954, -32.9571),
]


@pytest.mark.parametrize(("mg", "share", "energy"), CHECKS)
def test_all_forms_together(table, mg, share, energy):
    got = atp.splitting(mg, table, ph=7.2, salt=0.25, celsius=37)
    assert got.with_magnesium == pytest.approx(share, rel=1e-3) and got.energy_kj_per_mol == pytest.approx(
        energy, rel=1e-3
    )


def test_with_less_salt_magnesium_binds_more_firmly(table):
    assert atp.splitting(0.5, table, salt=0.15).with_magnesium == pytest.approx(0.895589, rel=1e-3)
    assert 1000 * atp.splitting(0.5, table, salt=0.25).kd_mm == pytest.approx(114.267, rel=1e-3)
    assert 1000 * atp.splitting(0.5, table, salt=0.15).kd_mm == pytest.approx(58.2919, rel=1e-3)


@pytest.mark.parametrize(("mg", "share"), [(0.25, 0.783699), (0.5, 0.878735), (0.8, 0.920598), (1, 0.935454)])
def test_one_constant(mg, share):
    assert binding.fraction_bound(mg, 0.069) == pytest.approx(share, rel=1e-3)


@pytest.mark.parametrize(("kcal", "kg"), [(1800, 41.4969), (2500, 57.6346), (2800, 64.5508)])
def test_kilograms_a_day(kcal, kg):
    assert atp.turnover_kg(kcal, efficiency=0.5, energy_kj_per_mol=50, molar_mass=551) == pytest.approx(
        kg, rel=1e-3
    )


@pytest.mark.parametrize(("mg", "energy"), [(0, -36.0715), (1e-3, -32.4915)])  # published for pMg 3: -32.48
def test_against_the_constants_of_alberty_at_25_degrees(table, mg, energy):
    h = 1e-7
    p_atp = atp.polynomial(
        h, mg, ka=3.426e-7, ka_second=1.483e-4, kb=1 / 1.229e-4, kb_acid=1 / 0.01181, kb_second=1 / 0.02785
    )
    p_adp = atp.polynomial(h, mg, ka=4.689e-7, ka_second=1.612e-4, kb=1 / 1.128e-3, kb_acid=1 / 0.04313)
    p_pi = atp.polynomial(h, mg, ka=2.225e-7, kb=1 / 0.0266)
    kref = atp.moved(10 ** table["kref"], table["kref_dh"], atp.CHARGES["kref"], celsius=25, salt=0.25)
    got = atp.standard_energy(kref, h, p_atp, p_adp, p_pi, celsius=25)
    assert got == pytest.approx(energy, rel=1e-3)
    if mg:
        assert got == pytest.approx(-32.48, abs=0.05)


def test_constants_stay_what_they_are_at_25_degrees_without_salt():
    assert atp.moved(1514000, 22.9, -16, celsius=25, salt=0) == pytest.approx(1514000)
    assert atp.debye_hueckel(25) == pytest.approx(1.1758, abs=2e-3)  # Alberty 2003


def test_warming_favours_what_takes_up_heat():
    assert atp.moved(1, 20, 0, celsius=37, salt=0) == pytest.approx(
        math.exp(-20 / 8.314462618e-3 * (1 / 310.15 - 1 / 298.15))
    )
    assert atp.moved(1, 20, 0, celsius=37, salt=0) > 1 > atp.moved(1, -20, 0, celsius=37, salt=0)


@given(st.floats(0, 20), st.floats(0, 20), st.floats(6, 8), st.floats(0.05, 0.4))
def test_more_magnesium_binds_more_and_yields_less(mg, more, ph, salt):
    with open(language.ROOT / "data" / "model_parameters.csv", encoding="utf-8", newline="") as file:
        table = {
            r["parameter_id"].split(":")[1]: float(r["value"])
            for r in csv.DictReader(file)
            if r["model"] == "atp-energy"
        }
    one, two = atp.splitting(mg, table, ph=ph, salt=salt), atp.splitting(mg + more, table, ph=ph, salt=salt)
    assert 0 <= one.with_magnesium <= two.with_magnesium <= 1
    if mg + more <= 2:  # where the lesson draws; far above, magnesium on ADP and phosphate turns the tide
        assert one.energy_kj_per_mol <= two.energy_kj_per_mol + 1e-9


def test_the_apparent_constant_is_where_half_is_bound(table):
    kd = atp.splitting(0, table).kd_mm
    assert atp.splitting(kd, table).with_magnesium == pytest.approx(0.5)
    grid = np.array([0.1, 0.5, 2])
    assert atp.splitting(grid, table).with_magnesium == pytest.approx(binding.fraction_bound(grid, kd))


@given(st.floats(0, 10000), st.floats(20, 500))
def test_rounds_times_pool_is_the_whole(kcal, pool):
    kg = atp.turnover_kg(kcal, efficiency=0.5, energy_kj_per_mol=50, molar_mass=551)
    assert atp.recycled(kg, pool) * pool / 1000 == pytest.approx(kg)
    assert atp.turnover_kg(2 * kcal, efficiency=0.5, energy_kj_per_mol=50, molar_mass=551) == pytest.approx(
        2 * kg
    )


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda t: atp.splitting(-0.1, t), "free magnesium in mM is -0.1; allowed is 0 to 50"),
        (lambda t: atp.splitting(1, t, ph=12), "pH is 12; allowed is 5 to 9"),
        (lambda t: atp.splitting(1, t, salt=0.9), "ionic strength in mol/L is 0.9"),
        (lambda t: atp.splitting(1, t, celsius=-5), "temperature in °C is -5"),
        (
            lambda _t: atp.turnover_kg(-1, efficiency=0.5, energy_kj_per_mol=50, molar_mass=551),
            "energy in kcal is -1",
        ),
        (
            lambda _t: atp.turnover_kg(2000, efficiency=50, energy_kj_per_mol=50, molar_mass=551),
            "efficiency is 50; allowed is 0 to 1",
        ),
        (lambda _t: atp.recycled(50, 0), "pool in g is 0"),
    ],
)
def test_wrong_numbers_are_refused(table, call, said):
    with pytest.raises(ValueError, match=said):
        call(table)
