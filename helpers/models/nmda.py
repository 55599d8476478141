"""The NMDA receptor, a gate of nerve cells for glutamate: how magnesium plugs it, and how voltage pulls the plug."""

import numpy as np

from helpers.models.quantities import Numbers, checked


def open_fraction(voltage_mv: Numbers, magnesium_mm: Numbers, *, k: float, slope: float) -> Numbers:
    """Share of the channels that magnesium does not block: 1 / (1 + Mg / K * exp(-a V)).

    Parameters
    ----------
    voltage_mv : float or array
        Voltage across the membrane, inside against outside, -150 to 100 mV.
    magnesium_mm : float or array
        Free magnesium outside the cell, 0 to 10 mM.
    k : float
        Magnesium that blocks half of the channels at 0 mV, above 0, mM; 3.57 (Jahr and Stevens 1990).
    slope : float
        How strongly voltage acts, above 0, 1/mV; 0.062 (Jahr and Stevens 1990).

    Returns
    -------
    float or array
        From 0 to 1, in the common shape.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    voltage, magnesium = (
        checked("voltage in mV", voltage_mv, -150, 100),
        checked("magnesium in mM", magnesium_mm, 0, 10),
    )
    open_ = 1 / (
        1
        + magnesium
        / checked("K in mM", k, 1e-6, 1e3)
        * np.exp(-checked("slope in 1/mV", slope, 1e-6, 1) * voltage)
    )
    return open_ if np.ndim(open_) else float(open_)


def half_block_voltage(magnesium_mm: Numbers, *, k: float, slope: float) -> Numbers:
    """Voltage at which half of the channels are blocked: ln(Mg / K) / a, mV.

    Parameters as in `open_fraction`, with magnesium from 0.000001 to 10 mM.
    """
    magnesium = checked("magnesium in mM", magnesium_mm, 1e-6, 10)
    voltage = np.log(magnesium / checked("K in mM", k, 1e-6, 1e3)) / checked("slope in 1/mV", slope, 1e-6, 1)
    return voltage if np.ndim(voltage) else float(voltage)
