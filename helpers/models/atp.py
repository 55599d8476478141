"""ATP: in which forms it floats in the cell, what splitting it yields, and how much of it is turned over in a day.

The constants are those of Teague, Golding and Dobson (1996), at 25 °C and without salt; they are moved to the
temperature by van 't Hoff and to the salt of a cell by the extended Debye-Hückel law.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from helpers.models.quantities import Numbers, checked

GAS = 8.314462618e-3  # gas constant, kJ/(mol K)
ROOM_K = 298.15  # temperature of the table of constants, K
KJ_PER_KCAL = 4.184

# Sum of the squared charges on the right of each equilibrium, less that on the left: H+ is 1, Mg2+ 2, ATP 4, HATP 3, ADP 3, Pi 2 ...
CHARGES = {
    "ka_atp": 1 + 16 - 9,
    "kb_mgatp": 4 - 16 - 4,
    "kb_mghatp": 1 - 4 - 9,
    "ka_adp": 1 + 9 - 4,
    "kb_mgadp": 1 - 4 - 9,
    "kb_mghadp": -4 - 4,
    "ka_pi": 1 + 4 - 1,
    "kb_mgpi": -4 - 4,
    "kref": 9 + 4 + 1 - 16,
}


def debye_hueckel(celsius: Numbers) -> Numbers:
    """Coefficient A of ln gamma = -A z^2 sqrt(I) / (1 + B sqrt(I)) in water, (kg/mol)^0.5; polynomial of Clark and Glew as used by Teague (1996).

    Parameters
    ----------
    celsius : float or array
        0 to 100 °C.

    Raises
    ------
    ValueError
        If the temperature is out of range.
    """
    kelvin = checked("temperature in °C", celsius, 0, 100) + 273.15
    return 3 * (
        -16.39023
        + 261.3371 / kelvin
        + 3.3689633 * np.log(kelvin)
        - 1.437167 * (kelvin / 100)
        + 0.111995 * (kelvin / 100) ** 2
    )


def moved(
    constant: float, enthalpy: float, squares: float, *, celsius: float, salt: float, b: float = 1.6
) -> float:
    """An equilibrium constant, given for 25 °C and no salt, at another temperature and ionic strength.

    Parameters
    ----------
    constant : float
        At 25 °C and I = 0, above 0, in powers of mol/L.
    enthalpy : float
        Of the reaction, -200 to 200 kJ/mol.
    squares : float
        Squared charges of the products less those of the reactants.
    celsius : float
        0 to 100 °C.
    salt : float
        Ionic strength I, 0 to 0.5 mol/L.
    b : float
        B of the extended Debye-Hückel law, (kg/mol)^0.5.

    Returns
    -------
    float
        In the unit of `constant`.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    constant, enthalpy = (
        checked("constant", constant, 1e-30, 1e30),
        checked("enthalpy in kJ/mol", enthalpy, -200, 200),
    )
    root = np.sqrt(checked("ionic strength in mol/L", salt, 0, 0.5))
    warmed = -enthalpy / GAS * (1 / (checked("temperature in °C", celsius, 0, 100) + 273.15) - 1 / ROOM_K)
    return float(
        constant
        * np.exp(warmed + debye_hueckel(celsius) * squares * root / (1 + checked("B", b, 0, 10) * root))
    )


def polynomial(
    h: Numbers,
    mg: Numbers,
    *,
    ka: float,
    kb: float,
    kb_acid: float = 0.0,
    ka_second: float = np.inf,
    kb_second: float = 0.0,
) -> Numbers:
    """Binding polynomial: all forms of a phosphate together, for each free ion of it.

    P = 1 + H/Ka + Kb Mg + Kb' H Mg/Ka (+ H^2/(Ka Ka2) + Kb Kb2 Mg^2).

    Parameters
    ----------
    h, mg : float or array
        Free H+ and free Mg2+, 0 or more, mol/L.
    ka : float
        Acid dissociation constant, mol/L.
    kb, kb_acid : float
        Association constants with magnesium, of the free and of the protonated ion, L/mol.
    ka_second, kb_second : float
        A second proton and a second magnesium, where there are such.
    """
    h, mg = checked("H+ in mol/L", h, 0, 1), checked("magnesium in mol/L", mg, 0, 1)
    with_one = h / ka + kb * mg  # a proton, or a magnesium
    mixed = kb_acid * h * mg / ka
    with_two = h**2 / (ka * ka_second) + kb * kb_second * mg**2
    return 1 + with_one + mixed + with_two


def standard_energy(
    kref: float, h: Numbers, p_atp: Numbers, p_adp: Numbers, p_pi: Numbers, *, celsius: float
) -> Numbers:
    """Standard transformed energy of splitting ATP, kJ/mol: -RT ln K' with K' = Kref/H x P_ADP P_Pi / P_ATP.

    Negative: energy comes free. "Standard" means 1 mol/L of each; a living cell is far from that.
    """
    k = checked("Kref", kref, 1e-30, 1e30) / h * p_adp * p_pi / p_atp
    return -GAS * (checked("temperature in °C", celsius, 0, 100) + 273.15) * np.log(k)


@dataclass(frozen=True)
class Splitting:
    """ATP at a given magnesium.

    Attributes
    ----------
    with_magnesium : float or array
        Share of the ATP that carries magnesium, 0 to 1.
    energy_kj_per_mol : float or array
        Standard transformed energy of splitting it; negative.
    kd_mm : float
        Apparent dissociation constant: free magnesium at which half the ATP carries one, mM.
    """

    with_magnesium: Numbers
    energy_kj_per_mol: Numbers
    kd_mm: float


def splitting(
    magnesium_mm: Numbers,
    table: Mapping[str, float],
    *,
    ph: float = 7.2,
    salt: float = 0.25,
    celsius: float = 37.0,
) -> Splitting:
    """Share of the ATP with magnesium, and what splitting ATP yields.

    Parameters
    ----------
    magnesium_mm : float or array
        Free magnesium, 0 to 50 mM.
    table : mapping
        The constants at 25 °C and I = 0: for each key of `CHARGES` its decimal logarithm, and under `<key>_dh` its enthalpy in kJ/mol; `b` of Debye-Hückel.
    ph : float
        5 to 9.
    salt : float
        Ionic strength, 0 to 0.5 mol/L.
    celsius : float
        0 to 100 °C.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    mg = checked("free magnesium in mM", magnesium_mm, 0, 50) / 1000
    h = 10 ** -checked("pH", ph, 5, 9)
    k = {
        name: moved(10 ** table[name], table[f"{name}_dh"], squares, celsius=celsius, salt=salt, b=table["b"])
        for name, squares in CHARGES.items()
    }
    p_atp = polynomial(h, mg, ka=k["ka_atp"], kb=k["kb_mgatp"], kb_acid=k["kb_mghatp"])
    p_adp = polynomial(h, mg, ka=k["ka_adp"], kb=k["kb_mgadp"], kb_acid=k["kb_mghadp"])
    p_pi = polynomial(h, mg, ka=k["ka_pi"], kb=k["kb_mgpi"])
    bare = 1 + h / k["ka_atp"]
    holds = k["kb_mgatp"] + k["kb_mghatp"] * h / k["ka_atp"]
    return Splitting(
        holds * mg / p_atp,
        standard_energy(k["kref"], h, p_atp, p_adp, p_pi, celsius=celsius),
        1000 * bare / holds,
    )


def turnover_kg(kcal: Numbers, *, efficiency: float, energy_kj_per_mol: float, molar_mass: float) -> Numbers:
    """ATP made and split in a day, kg.

    Parameters
    ----------
    kcal : float or array
        Food energy used in a day, 0 to 20000 kcal.
    efficiency : float
        Share of it that is put into ATP, 0 to 1.
    energy_kj_per_mol : float
        Energy that a mole of ATP carries in the cell, above 0, kJ/mol.
    molar_mass : float
        Of ATP, g/mol.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    kj = checked("energy in kcal", kcal, 0, 20000) * KJ_PER_KCAL * checked("efficiency", efficiency, 0, 1)
    return (
        kj
        / checked("energy in kJ/mol", energy_kj_per_mol, 1, 200)
        * checked("molar mass in g/mol", molar_mass, 1, 2000)
        / 1000
    )


def recycled(kg_a_day: Numbers, pool_g: Numbers) -> Numbers:
    """How many times a day each molecule of ATP in the body is split and made again.

    Parameters
    ----------
    kg_a_day : float or array
        0 to 1000 kg.
    pool_g : float or array
        ATP present at any moment, 1 to 1000 g.
    """
    return checked("ATP in kg", kg_a_day, 0, 1000) * 1000 / checked("pool in g", pool_g, 1, 1000)
