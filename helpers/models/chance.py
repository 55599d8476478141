"""What luck alone can do when many things are tested."""

from helpers.models.quantities import Numbers, checked


def at_least_one(chance: Numbers, tests: Numbers) -> Numbers:
    """Chance of at least one hit among several independent tests: 1 - (1 - chance)^tests.

    Parameters
    ----------
    chance : float or array
        Chance of a hit in one test, 0 to 1.
    tests : float or array
        Number of tests, 0 to 10000.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    return 1 - (1 - checked("chance", chance, 0, 1)) ** checked("tests", tests, 0, 10000)
