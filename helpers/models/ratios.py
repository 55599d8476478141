"""Ratios of other substances in food to its magnesium."""

import numpy as np

from helpers.models.quantities import ATOMIC_MASS_MG, Numbers, checked

# Molar mass of phytic acid, C6H18O24P6, g/mol, from IUPAC standard atomic weights.
PHYTIC_ACID_G_PER_MOL = 660.04
# Molar mass of the oxalate ion, C2O4, g/mol, from IUPAC standard atomic weights; tables give oxalate, not the acid.
OXALATE_G_PER_MOL = 88.02


def molar_ratio(inhibitor_mg: Numbers, inhibitor_g_per_mol: float, magnesium_mg: Numbers) -> Numbers:
    """Molecules of an inhibitor per atom of magnesium, mol/mol.

    Parameters
    ----------
    inhibitor_mg : float or array
        Phytic or oxalic acid, mg, 0 or more, in the same amount of food as
        `magnesium_mg`.
    inhibitor_g_per_mol : float
        Its molar mass, g/mol, 1 to 10 000.
    magnesium_mg : float or array
        Magnesium, mg, 0 or more.

    Returns
    -------
    float or array
        mol/mol, in the common shape. Infinite where there is no magnesium; NaN where
        there is neither, or where an input is NaN (missing).

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    inhibitor = checked("inhibitor_mg", inhibitor_mg, 0, missing_allowed=True)
    molar_mass = checked("inhibitor_g_per_mol", inhibitor_g_per_mol, 1, 10_000)
    magnesium = checked("magnesium_mg", magnesium_mg, 0, missing_allowed=True)
    return _quotient(inhibitor / molar_mass, magnesium / ATOMIC_MASS_MG)


def phosphorus_to_magnesium(p_mg: Numbers, mg_mg: Numbers) -> Numbers:
    """Mass of phosphorus per mass of magnesium, mg/mg.

    Parameters
    ----------
    p_mg : float or array
        Phosphorus, mg, 0 or more, in the same amount of food as `mg_mg`.
    mg_mg : float or array
        Magnesium, mg, 0 or more.

    Returns
    -------
    float or array
        mg/mg, in the common shape. Infinite where there is no magnesium; NaN where
        there is neither, or where an input is NaN (missing).

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    phosphorus = checked("p_mg", p_mg, 0, missing_allowed=True)
    magnesium = checked("mg_mg", mg_mg, 0, missing_allowed=True)
    return _quotient(phosphorus, magnesium)


def _quotient(numerator: Numbers, denominator: Numbers) -> Numbers:
    """Quotient; infinite over zero, and NaN for zero over zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        result = np.divide(numerator, denominator)
    return result if np.ndim(result) else float(result)
