"""From relative figures to people: odds ratios, relative risks, yearly rates, numbers needed to treat."""

import numpy as np

from helpers.models.quantities import Numbers, checked


def risk_from_odds_ratio(risk: Numbers, odds_ratio: Numbers) -> Numbers:
    """Risk with a treatment, from the risk without it and the odds ratio.

    Parameters
    ----------
    risk : float or array
        Risk without the treatment, 0 to 1.
    odds_ratio : float or array
        Odds with the treatment over odds without it, 0 to 1000.

    Returns
    -------
    float or array
        Risk with the treatment, 0 to 1, in the common shape.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    risk, odds_ratio = checked("risk", risk, 0, 1), checked("odds ratio", odds_ratio, 0, 1000)
    return risk * odds_ratio / (1 - risk + risk * odds_ratio)


def risk_over_years(rate_per_year: Numbers, years: Numbers) -> Numbers:
    """Share of people that are struck at least once: 1 - (1 - rate)^years.

    Parameters
    ----------
    rate_per_year : float or array
        New cases for each person in a year, 0 to 1; the same every year.
    years : float or array
        0 to 150.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    rate, years = checked("rate per year", rate_per_year, 0, 1), checked("years", years, 0, 150)
    return 1 - (1 - rate) ** years


def relative_risk_of_dose(relative_risk_per_100_mg: Numbers, dose_mg: Numbers) -> Numbers:
    """Relative risk of `dose_mg` more magnesium a day: RR^(dose / 100), the same step for each further 100 mg (an assumption).

    Parameters
    ----------
    relative_risk_per_100_mg : float or array
        Above 0, at most 100.
    dose_mg : float or array
        -1000 to 1000 mg a day.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    return checked("relative risk per 100 mg", relative_risk_per_100_mg, 1e-6, 100) ** (
        checked("dose in mg", dose_mg, -1000, 1000) / 100
    )


def number_needed(risk: Numbers, other_risk: Numbers) -> Numbers:
    """How many people must change so that one case fewer happens: 1 / (risk - other risk); infinite where both are equal.

    Parameters
    ----------
    risk, other_risk : float or array
        Risks without and with the change, 0 to 1. Negative where the change brings more cases.

    Raises
    ------
    ValueError
        If an input is out of range.
    """
    fewer = np.asarray(checked("risk", risk, 0, 1)) - checked("other risk", other_risk, 0, 1)
    with np.errstate(divide="ignore"):
        needed = np.where(fewer == 0, np.inf, 1 / fewer)
    return needed if needed.ndim else float(needed)
