"""Body mass index and weight."""

from helpers.models.quantities import Numbers, checked


def kg_of_bmi(bmi: Numbers, height_m: Numbers) -> Numbers:
    """Body weight, or a difference in weight, that belongs to a body mass index: index times height squared, kg.

    Parameters
    ----------
    bmi : float or array
        Body mass index or a difference of it, kg/m2, -100 to 100.
    height_m : float or array
        0.5 to 2.5 m.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    return checked("body mass index", bmi, -100, 100) * checked("height in m", height_m, 0.5, 2.5) ** 2
