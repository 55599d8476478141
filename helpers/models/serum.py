"""Magnesium in serum: three units, and where a value stands against ranges."""

import numpy as np

from helpers.models.quantities import ATOMIC_MASS_MG, MEQ_PER_MMOL, Numbers, checked

# How much 1 mmol/L is in each unit that laboratories print. 24.305 mg/mmol in 10 dL is 2.4305 mg/dL; the ion carries two charges.
PER_MMOL_PER_L = {"mmol/L": 1.0, "mg/dL": ATOMIC_MASS_MG / 10, "mEq/L": float(MEQ_PER_MMOL)}
MOST_MMOL_PER_L = 20.0  # far above any living person's


def in_unit(mmol_per_l: Numbers, unit: str) -> Numbers:
    """A concentration in another unit.

    Parameters
    ----------
    mmol_per_l : float or array
        0 to 20 mmol/L.
    unit : str
        `mmol/L`, `mg/dL` or `mEq/L`.

    Returns
    -------
    float or array
        In `unit`, in the shape of the input.

    Raises
    ------
    ValueError
        If the value is out of range or the unit unknown.
    """
    return checked("serum magnesium in mmol/L", mmol_per_l, 0, MOST_MMOL_PER_L) * _factor(unit)


def from_unit(value: Numbers, unit: str) -> Numbers:
    """A concentration in mmol/L, from a value in `unit`; undoes `in_unit`.

    Parameters
    ----------
    value : float or array
        0 to what 20 mmol/L is in `unit`.
    unit : str
        `mmol/L`, `mg/dL` or `mEq/L`.

    Raises
    ------
    ValueError
        If the value is out of range or the unit unknown.
    """
    factor = _factor(unit)
    return checked(f"serum magnesium in {unit}", value, 0, MOST_MMOL_PER_L * factor) / factor


def side(value: Numbers, low: Numbers, high: Numbers) -> Numbers:
    """Where a value stands against a range: -1 below it, 0 inside (ends included), 1 above.

    Parameters
    ----------
    value : float or array
        0 to 20, in any one unit for all three.
    low, high : float or array
        Ends of the range in the same unit, 0 to 20; NaN where it has no such end.

    Returns
    -------
    int or array of int
        In the common shape.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    value = checked("value", value, 0, MOST_MMOL_PER_L)
    low, high = (
        checked(name, end, 0, MOST_MMOL_PER_L, missing_allowed=True)
        for name, end in (("low end", low), ("high end", high))
    )
    placed = np.greater(value, high).astype(int) - np.less(value, low).astype(int)
    return placed if np.ndim(placed) else int(placed)


def _factor(unit: str) -> float:
    if unit not in PER_MMOL_PER_L:
        raise ValueError(f"unit is {unit!r}; allowed is {', '.join(PER_MMOL_PER_L)}")
    return PER_MMOL_PER_L[unit]
