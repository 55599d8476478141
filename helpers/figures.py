"""Figures of the tables that lessons and plate share: names of rows, needs, parameters of models."""

from __future__ import annotations

from functools import lru_cache

from helpers import tables
from helpers.language import _, quantity, texts


def named(table: str, ids=None) -> dict[str, str]:
    """Ids of a table with the names of its rows in the current language, in the table's order or that of `ids`."""
    rows = tables.load(table) if ids is None else tables.load(table).loc[list(ids)]
    return dict(zip(rows.index, texts(rows, "name"), strict=True))


def on_topic(table: str, topic: str):
    """Rows of `effects.csv` or `evidence_ladder.csv` on a topic, as a DataFrame."""
    rows = tables.load(table)
    return rows[rows["topic"] == topic]


def findings(topic: str) -> dict[str, str]:
    """Rows of `evidence_ladder.csv` on a topic, with the names of their subjects."""
    rows = on_topic("evidence_ladder", topic)
    return dict(zip(rows.index, texts(rows, "subject"), strict=True))


# The adequate intakes that a learner in Belgium or the Netherlands meets: EFSA 2015; Belgium's HGR gives adults the same.
NEEDS = ("efsa-ai-10-18-female", "efsa-ai-10-18-male", "efsa-ai-18-up-female", "efsa-ai-18-up-male")


def needs() -> dict[str, str]:
    """Whose need: ids of `reference_intakes.csv` with a name and the amount."""
    names = (_("girl, 10-17 years"), _("boy, 10-17 years"), _("woman"), _("man"))
    return {key: f"{name} ({quantity(need_mg(key), 'mg')})" for key, name in zip(NEEDS, names, strict=True)}


def need_mg(key: str) -> float:
    """Adequate intake of magnesium of an entry of `reference_intakes.csv`, mg a day."""
    return float(tables.load("reference_intakes").loc[key, "magnesium_mg_per_day"])


def parameters(model: str) -> dict[str, float]:
    """Values of the parameters of a model by their short names, in the units of `model_parameters.csv`.

    Raises
    ------
    TableError
        If there is no such model; names those there are.
    """
    return dict(_parameters(model))


@lru_cache
def _parameters(model: str) -> dict[str, float]:
    table = tables.load("model_parameters")
    mine = table[table["model"] == model]
    if mine.empty:
        raise tables.TableError(
            f"model_parameters.csv has no model {model!r}; it has: {', '.join(sorted(table['model'].unique()))}"
        )
    return {key.split(":", 1)[1]: float(value) for key, value in mine["value"].items()}
