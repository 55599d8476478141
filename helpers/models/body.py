"""Magnesium in the tissues of a body: amounts and shares, from the mass of each tissue and its content."""

import numpy as np

from helpers.models.quantities import ATOMIC_MASS_MG, Numbers, checked

# Largest mass of a tissue the functions take, kg, and largest content, mmol per kg of tissue.
MOST_KG = 1000.0
MOST_MMOL_PER_KG = 10_000.0


def grams(mass_kg: Numbers, content_mmol_per_kg: Numbers) -> Numbers:
    """Magnesium in a tissue, g: mass times content times the molar mass of 24.305 g/mol.

    Parameters
    ----------
    mass_kg : float or array
        Mass of the tissue, kg, 0 or more.
    content_mmol_per_kg : float or array
        Magnesium in it, mmol for each kg of tissue (serum: mmol/L), 0 or more.

    Returns
    -------
    float or array
        g of magnesium, in the common shape.

    Raises
    ------
    ValueError
        If an input is out of range.

    Notes
    -----
    The table that the course uses is that of Elin (1987), Clin Chem 33:1965-1970: a body of 70 kg in five tissues.
    """
    mass = checked("mass in kg", mass_kg, 0, MOST_KG)
    return (
        mass * checked("content in mmol/kg", content_mmol_per_kg, 0, MOST_MMOL_PER_KG) * ATOMIC_MASS_MG / 1000
    )


def shares_percent(amounts: Numbers) -> np.ndarray:
    """Share of each amount in their sum, %.

    Parameters
    ----------
    amounts : array, one entry for each tissue
        In any unit, 0 or more, and not all 0.

    Returns
    -------
    ndarray
        Percent, in the same shape; they sum to 100.

    Raises
    ------
    ValueError
        If an amount is out of range, or all are 0.
    """
    amounts = np.atleast_1d(checked("amount", amounts, 0))
    total = amounts.sum()
    if not total > 0:
        raise ValueError("sum of the amounts is 0; allowed is a number above 0")
    return 100 * amounts / total


def scaled_mass_kg(mass_kg: Numbers, body_kg: Numbers, table_body_kg: float) -> Numbers:
    """Mass of a tissue in a body of another mass, if every tissue keeps its share of the body (an assumption), kg.

    Parameters
    ----------
    mass_kg : float or array
        Mass of the tissue in the body of the table, kg, 0 or more.
    body_kg : float or array
        Mass of the other body, kg, 0 or more.
    table_body_kg : float
        Mass of the body of the table, kg, above 0.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    mass, other = checked("mass in kg", mass_kg, 0, MOST_KG), checked("body mass in kg", body_kg, 0, MOST_KG)
    return mass * other / checked("body mass of the table in kg", table_body_kg, 1e-6, MOST_KG)
