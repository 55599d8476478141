"""Figures that a cell shows without controls, a teacher's own among them: as the page draws them, and as a table."""

from __future__ import annotations

import base64
import html

import numpy as np

from helpers.handout.markup import Unfit
from helpers.language import _, number

NEED_NETWORK = {
    "scattergeo",
    "choropleth",
    "scattermapbox",
    "choroplethmapbox",
    "densitymapbox",
    "scattermap",
    "choroplethmap",
    "densitymap",
}
MOST_ROWS = 500


def drawable(figure: dict) -> dict:
    """Data and layout of a stored figure of Plotly, with what the page's drawing code counts on.

    Raises
    ------
    Unfit
        If it would need the network: maps, and pictures from elsewhere.
    """
    if figure.get("frames"):
        raise Unfit(
            "is an animation, which a handout cannot play; show one figure for each step, or an exploration"
        )
    kinds = {trace.get("type", "scatter") for trace in figure["data"]} & NEED_NETWORK
    if kinds:
        raise Unfit(
            f"draws a map ({min(kinds)}), for which a handout would need the network; show a picture of it instead"
        )
    layout = figure.get("layout", {})
    if any(not str(image.get("source", "")).startswith("data:") for image in layout.get("images", [])):
        raise Unfit("draws a figure with a picture from elsewhere; put the picture itself into the figure")
    font, margin = layout.get("font", {}), layout.get("margin", {})
    common = {"font": {"size": 12, "family": "Arial, sans-serif"} | font, "margin": {"l": 80} | margin}
    return {"data": figure["data"], "layout": layout | common}


def table(figure: dict) -> str:
    """The numbers of a figure as a table, for a page whose scripts are blocked and for screen readers; empty where they are no rows."""
    rows = [row for trace in figure["data"] for row in _rows(trace)][:MOST_ROWS]
    if not rows:
        return ""
    cells = lambda values: "".join(f"<td>{html.escape(_said(value))}</td>" for value in values)  # noqa: E731
    body = "".join(
        f'<tr><th scope="row">{html.escape(name)}</th>{cells(values)}</tr>' for name, *values in rows
    )
    numbers = html.escape(_("The numbers as a table"))
    place = f'<div class="course-scroll" tabindex="0" role="group" aria-label="{numbers}">'
    return f'<details class="course-table" open><summary>{numbers}</summary>{place}<table><tbody>{body}</tbody></table></div></details>'


def _rows(trace: dict) -> list[tuple]:
    """The points of a trace, each with the trace's name."""
    for columns in (("labels", "values"), ("x", "y")):
        found = [_listed(trace.get(column)) for column in columns]
        if any(found):
            longest = max(map(len, found))
            name = str(trace.get("name") or "")
            return [
                (name, *row) for row in zip(*(column or [""] * longest for column in found), strict=False)
            ]
    return []


def _listed(values) -> list:
    """The values of one column, which Plotly may have packed; none where they are no single row of values."""
    if isinstance(values, dict) and "bdata" in values:
        values = np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"]).tolist()
    return (
        values
        if isinstance(values, list) and not any(isinstance(value, (list, dict)) for value in values)
        else []
    )


def _said(value) -> str:
    return (
        number(float(value))
        if isinstance(value, (int, float)) and not isinstance(value, bool)
        else str(value or "")
    )
