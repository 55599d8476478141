"""How much fat magnesium or calcium could bind as soap in the gut: an upper bound from chemistry, and what was measured."""

import numpy as np

from helpers.models.quantities import Numbers, checked

# Most mineral and fat a day that the functions take, mg and g.
MOST_MG = 5000.0
MOST_FAT_G = 500.0


def most_bound_g(
    mineral_mg: Numbers,
    atomic_mass: Numbers,
    acid_molar_mass: Numbers,
    acids_per_ion: Numbers,
    unabsorbed: Numbers = 1.0,
) -> Numbers:
    """Fatty acid that a mineral could bind at most, g: every ion that stays in the gut takes its full number of acids.

    Parameters
    ----------
    mineral_mg : float or array
        Mineral eaten, 0 to 5000 mg a day.
    atomic_mass : float or array
        Of the mineral, g/mol, 1 to 300.
    acid_molar_mass : float or array
        Of the fatty acid, g/mol, 50 to 1000.
    acids_per_ion : float or array
        Moles of acid for each mole of mineral, 0 to 4; 2 for an ion with charge 2+.
    unabsorbed : float or array
        Share of the mineral that stays in the gut, 0 to 1.

    Returns
    -------
    float or array
        g a day, in the common shape.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    moles = (
        checked("mineral in mg", mineral_mg, 0, MOST_MG) / 1000 / checked("atomic mass", atomic_mass, 1, 300)
    )
    moles = (
        moles * checked("unabsorbed share", unabsorbed, 0, 1) * checked("acids per ion", acids_per_ion, 0, 4)
    )
    return moles * checked("molar mass of the acid", acid_molar_mass, 50, 1000)


def efficiency(measured_g: Numbers, most_g: Numbers) -> Numbers:
    """Share of the upper bound that was measured, 0 or more.

    Parameters
    ----------
    measured_g : float or array
        Extra fat lost, 0 to 500 g a day.
    most_g : float or array
        Upper bound for the same amount of mineral, above 0, at most 5000 g a day.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    return checked("measured fat in g", measured_g, 0, MOST_FAT_G) / checked(
        "upper bound in g", most_g, 1e-9, 10 * MOST_FAT_G
    )


def fate_of_fat(eaten_g: Numbers, split: Numbers, bound_g: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Where the fat of a day goes if only split fat can be taken up or bound: taken up, bound as soap, never split; g.

    Parameters
    ----------
    eaten_g : float or array
        Fat eaten, 0 to 500 g a day.
    split : float or array
        Share that is split (hydrolysed) in the gut, 0 to 1.
    bound_g : float or array
        Split fat that a mineral could hold back, 0 to 500 g a day; no more is held than was split.

    Returns
    -------
    tuple of three floats or arrays
        Together `eaten_g`.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    eaten, bound = (
        checked("fat eaten in g", eaten_g, 0, MOST_FAT_G),
        checked("fat bound in g", bound_g, 0, MOST_FAT_G),
    )
    free = eaten * checked("share split", split, 0, 1)
    held = np.minimum(bound, free)
    held = held if np.ndim(held) else float(held)
    return free - held, held, eaten - free
