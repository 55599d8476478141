"""How much of something is bound: one site, one or two ligands that compete for it, at equilibrium."""

import numpy as np

from helpers.models.quantities import Numbers, checked

# Largest concentration and largest constant the functions take, in the unit of the caller.
MOST = 1e12


def fraction_bound(free: Numbers, dissociation: Numbers) -> Numbers:
    """Share of sites that hold the ligand: free / (free + Kd).

    Parameters
    ----------
    free : float or array
        Free ligand, 0 or more, in any unit of concentration.
    dissociation : float or array
        Dissociation constant Kd in the same unit, above 0: the free ligand at which half the sites are taken.

    Returns
    -------
    float or array
        From 0 to 1, in the common shape.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    free, dissociation = checked("free ligand", free, 0, MOST), checked("Kd", dissociation, 1e-12, MOST)
    return free / (free + dissociation)


def fraction_bound_beside_rival(
    free: Numbers, association: Numbers, rival: Numbers, rival_association: Numbers
) -> Numbers:
    """Share of sites that hold the ligand while a rival wants the same site: K c / (1 + K c + K' c').

    Parameters
    ----------
    free, rival : float or array
        Free ligand and free rival, 0 or more, mol/L.
    association, rival_association : float or array
        Association constants of both, 0 or more, L/mol.

    Returns
    -------
    float or array
        From 0 to 1, in the common shape. Exchange the two for the share that the rival holds.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    mine = checked("K", association, 0, MOST) * checked("free ligand", free, 0, MOST)
    theirs = checked("K of the rival", rival_association, 0, MOST) * checked("free rival", rival, 0, MOST)
    return mine / (1 + mine + theirs)


def half_saturation(association: Numbers, rival: Numbers, rival_association: Numbers) -> Numbers:
    """Free ligand at which it holds half of the sites beside a rival: (1 + K' c') / K, mol/L.

    Parameters as in `fraction_bound_beside_rival`; `association` above 0.
    """
    theirs = checked("K of the rival", rival_association, 0, MOST) * checked("free rival", rival, 0, MOST)
    return (1 + theirs) / checked("K", association, 1e-12, MOST)


def half_time(rate: Numbers) -> Numbers:
    """Time after which half of what is bound has left, s: ln 2 / k.

    Parameters
    ----------
    rate : float or array
        Rate of leaving k, above 0, 1/s.

    Raises
    ------
    ValueError
        If the rate is out of range.
    """
    return np.log(2) / checked("rate in 1/s", rate, 1e-12, MOST)
