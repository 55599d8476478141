"""Bone: how long its magnesium would last, its calcium beside its magnesium, and what a denser scan promises."""

import numpy as np

from helpers.models.quantities import ATOMIC_MASS_MG, Numbers, checked

# Standard atomic weight of calcium, g/mol; IUPAC/CIAAW.
ATOMIC_MASS_CA = 40.078


def reserve_days(grams: Numbers, exchangeable: Numbers, shortfall_mg_per_day: Numbers) -> Numbers:
    """Days that the movable magnesium of bone would last if it alone made up for a daily shortfall.

    A thought experiment: the real body also takes from muscle, and its kidneys and gut save magnesium.

    Parameters
    ----------
    grams : float or array
        Magnesium in bone, g, 0 to 1000.
    exchangeable : float or array
        Share of it that can move out, 0 to 1.
    shortfall_mg_per_day : float or array
        Loss minus uptake, mg a day, 0.001 to 100,000.

    Returns
    -------
    float or array
        Days, in the common shape.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    movable_mg = (
        1000 * checked("magnesium in g", grams, 0, 1000) * checked("exchangeable share", exchangeable, 0, 1)
    )
    return movable_mg / checked("shortfall in mg a day", shortfall_mg_per_day, 1e-3, 1e5)


def calcium_atoms_per_magnesium(calcium_g: Numbers, magnesium_g: Numbers) -> Numbers:
    """Calcium atoms for each magnesium atom: (m_Ca / 40.078) / (m_Mg / 24.305).

    Parameters
    ----------
    calcium_g, magnesium_g : float or array
        Masses, g; calcium 0 or more, magnesium above 0 (from 1e-9).

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    calcium, magnesium = (
        checked("calcium in g", calcium_g, 0, 1e6),
        checked("magnesium in g", magnesium_g, 1e-9, 1e6),
    )
    return (calcium / ATOMIC_MASS_CA) / (magnesium / ATOMIC_MASS_MG)


def expected_relative_risk(
    difference_percent: Numbers, spread_percent: Numbers, risk_per_sd: Numbers
) -> Numbers:
    """Relative risk of a fracture that a difference in bone density promises: R^(-difference / spread).

    Parameters
    ----------
    difference_percent : float or array
        Bone density above (or, negative, below) the comparison, % of the mean; -100 to 100.
    spread_percent : float or array
        Standard deviation of bone density between people, % of the mean; 1 to 100.
    risk_per_sd : float or array
        How many times higher the risk is for each standard deviation less density, 1 to 100.

    Returns
    -------
    float or array
        Relative risk; 1 for no difference.

    Raises
    ------
    ValueError
        If an input is out of range.

    Notes
    -----
    Marshall, Johnell and Wedel (1996), BMJ 312:1254: 2.6 (2.0 to 3.5) for the hip. It compares people with each other;
    that a change within one person does the same is an assumption.
    """
    difference, spread = (
        checked("difference in %", difference_percent, -100, 100),
        checked("spread in %", spread_percent, 1, 100),
    )
    return checked("risk for each standard deviation", risk_per_sd, 1, 100) ** (-difference / spread)


def risk_at_hazard_ratio(risk: Numbers, hazard_ratio: Numbers) -> Numbers:
    """Risk over a span of years when the hazard is multiplied all along: 1 - (1 - p)^HR.

    Parameters
    ----------
    risk : float or array
        Risk over the span without the change, 0 to 1.
    hazard_ratio : float or array
        0 to 1000.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    return 1 - (1 - np.asarray(checked("risk", risk, 0, 1))) ** checked("hazard ratio", hazard_ratio, 0, 1000)
