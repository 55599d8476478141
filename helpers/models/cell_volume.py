"""How a pump keeps a cell from bursting: the pump-leak cell, and the voltages and the work that go with it.

The cell leaks sodium, potassium and chloride, holds trapped molecules of charge -1, and pumps sodium out and potassium in at a
constant rate. Its steady state has a closed form (Keener and Sneyd's model as used by Kay 2017).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from helpers.models.binding import fraction_bound
from helpers.models.quantities import Numbers, checked

FARADAY = 96485.33212  # C/mol
GAS = 8.314462618  # J/(mol K)


def thermal_mv(celsius: float) -> float:
    """Thermal voltage RT/F, mV; 25.69 at 25 °C."""
    return 1000 * GAS * (checked("temperature in °C", celsius, 0, 100) + 273.15) / FARADAY


@dataclass(frozen=True)
class Cell:
    """Steady state of the pump-leak cell.

    Attributes
    ----------
    voltage_mv : float or array
        Inside against outside.
    sodium_mm, potassium_mm, chloride_mm, trapped_mm : float or array
        Inside, mM; `trapped_mm` are the molecules that cannot leave.
    """

    voltage_mv: Numbers
    sodium_mm: Numbers
    potassium_mm: Numbers
    chloride_mm: Numbers
    trapped_mm: Numbers


def steady_state(
    pump: Numbers, table: Mapping[str, float], *, sodium_out: float = 3, potassium_in: float = 2
) -> Cell:
    """Where the cell comes to rest.

    Parameters
    ----------
    pump : float or array
        Pump rate against the reference rate of the table: 1 is the reference, above 0, at most 10.
    table : mapping
        `pump` (reference rate, C/(dm2 s)), `g_na`, `g_k` (conductances, S/dm2), `osmolarity` and `k_out` (outside, mM), `celsius`.
    sodium_out, potassium_in : float
        Ions moved in each cycle, 0 to 10.

    Raises
    ------
    ValueError
        If an input is out of range. Without any pumping there is no steady state: the cell swells until it bursts.
    """
    p = checked("pump rate", pump, 1e-6, 10) * table["pump"]
    rt_f = thermal_mv(table["celsius"]) / 1000  # V
    half = table["osmolarity"] / 2
    sodium = (half - table["k_out"]) * np.exp(
        -checked("sodium out", sodium_out, 0, 10) * p / (table["g_na"] * rt_f)
    )
    potassium = table["k_out"] * np.exp(
        checked("potassium in", potassium_in, 0, 10) * p / (table["g_k"] * rt_f)
    )
    u = (sodium + potassium) / half  # exp(VF/RT)
    voltage_mv = 1000 * rt_f * np.log(u)
    return Cell(voltage_mv, sodium / u, potassium / u, half * u, half - half * u)


def relative_volume(
    pump: Numbers, table: Mapping[str, float], *, sodium_out: float = 3, potassium_in: float = 2
) -> Numbers:
    """Volume of the cell against the same cell at the reference pump rate with 3 sodium out and 2 potassium in.

    The trapped molecules stay as many, so the volume goes as one over their concentration.
    """
    return (
        steady_state(1, table).trapped_mm
        / steady_state(pump, table, sodium_out=sodium_out, potassium_in=potassium_in).trapped_mm
    )


def pump_factor(magnesium_mm: Numbers, *, kd_mm: float, reference_mm: float) -> Numbers:
    """Pump rate against that at a reference magnesium, if the pump needs one bound magnesium: our combination of two papers.

    Parameters
    ----------
    magnesium_mm : float or array
        Free magnesium, 0 to 50 mM. That very much magnesium slows the pump is left out.
    kd_mm, reference_mm : float
        Dissociation constant, and the magnesium at which the factor is 1, mM.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    free = checked("free magnesium in mM", magnesium_mm, 0, 50)
    return fraction_bound(free, kd_mm) / fraction_bound(
        checked("reference in mM", reference_mm, 1e-6, 50), kd_mm
    )


def nernst_mv(outside_mm: float, inside_mm: float, charge: int = 1, *, celsius: float = 37.0) -> float:
    """Voltage at which an ion neither enters nor leaves: RT/zF ln(outside/inside), mV."""
    ratio = checked("outside in mM", outside_mm, 1e-9, 1e4) / checked("inside in mM", inside_mm, 1e-9, 1e4)
    return float(thermal_mv(celsius) / charge * np.log(ratio))


def goldman_mv(
    outside: Mapping[str, float],
    inside: Mapping[str, float],
    permeability: Mapping[str, float],
    *,
    celsius: float = 37.0,
) -> float:
    """Resting voltage of Goldman, Hodgkin and Katz, mV, from `na`, `k` and `cl` outside and inside (mM) and their permeabilities (any unit)."""
    out = (
        permeability["k"] * outside["k"]
        + permeability["na"] * outside["na"]
        + permeability["cl"] * inside["cl"]
    )
    within = (
        permeability["k"] * inside["k"]
        + permeability["na"] * inside["na"]
        + permeability["cl"] * outside["cl"]
    )
    return float(thermal_mv(celsius) * np.log(out / within))


def work_per_cycle(
    voltage_mv: float,
    outside: Mapping[str, float],
    inside: Mapping[str, float],
    *,
    sodium_out: float = 3,
    potassium_in: float = 2,
    celsius: float = 37.0,
) -> float:
    """Energy that one mole of pump cycles takes, kJ/mol: lifting sodium out and potassium in against concentrations and voltage."""
    sodium = nernst_mv(outside["na"], inside["na"], celsius=celsius) - voltage_mv
    potassium = voltage_mv - nernst_mv(outside["k"], inside["k"], celsius=celsius)
    return FARADAY * (sodium_out * sodium + potassium_in * potassium) / 1e6
