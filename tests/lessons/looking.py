"""What tests of lessons look at: the figures in data/, read without the course's own code, and what a view shows."""

import csv

from helpers import chart, language


def rows(name: str, **only: str) -> list[dict]:
    """Rows of a table, all values as text; `only` those whose columns have these values."""
    with open(language.ROOT / "data" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if all(row[key] == value for key, value in only.items())]


def keyed(name: str, key: str) -> dict[str, dict]:
    """Rows of a table by the values of its column `key`."""
    return {row[key]: row for row in rows(name)}


def cell(view, row: str, place: int = 1) -> float:
    """The number in the row of that name, in the column at that place."""
    return float(view.table[view.table.iloc[:, 0] == row].iloc[0, place])


def traces(view) -> list[dict]:
    """The traces of a figure as plain dicts, without those that are words."""
    return [t for t in chart.plain(view.figure)["data"] if t.get("mode") != "text"]


def trace(view, name: str) -> dict:
    """The trace of that name."""
    return next(t for t in traces(view) if t.get("name") == name)
