"""How much magnesium a food needs before a label may speak of it."""

from helpers.models.quantities import Numbers, checked


def source_threshold_mg(reference_mg: Numbers, share_percent: Numbers) -> Numbers:
    """Least magnesium in 100 g (of a drink: 100 ml) that makes a food a source of it: N a / 100, mg.

    Parameters
    ----------
    reference_mg : float or array
        Reference intake on labels, mg a day, 0 to 10,000; 375 in the European Union.
    share_percent : float or array
        Share of it, %, 0 to 100; 15 for food and 7.5 for drinks.

    Raises
    ------
    ValueError
        If an input is out of range.

    Notes
    -----
    Regulation (EU) No 1169/2011, Annex XIII, part A.
    """
    return (
        checked("reference intake in mg", reference_mg, 0, 10_000)
        * checked("share in %", share_percent, 0, 100)
        / 100
    )
