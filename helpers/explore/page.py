"""What an exploration shows in one state, as all ways of showing write it: live, stored and in a handout."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from helpers import chart, tables
from helpers.language import _, locale, number, pick

if TYPE_CHECKING:
    from helpers.explore.exploration import Exploration

WIDGET, FIGURE = "application/vnd.jupyter.widget-view+json", "application/vnd.plotly.v1+json"
HTML, TEXT = "text/html", "text/plain"


@dataclass(frozen=True)
class View:
    """What an exploration shows in one state.

    Attributes
    ----------
    figure : plotly figure
        In the look of `chart.figure`, with axes that stand still while controls move.
    reading : str
        One or two sentences with numbers and units that say what the figure shows now; its text alternative.
    table : DataFrame
        The numbers behind the figure; column names carry the units, the first column names the rows.
    sources : tuple of str
        Ids in `sources.csv`.
    """

    figure: go.Figure
    reading: str
    table: pd.DataFrame
    sources: tuple[str, ...]

    def _repr_mimebundle_(self, **_kwargs):
        return stored(self)


def stored(view: View) -> dict:
    """What a stored notebook keeps of a view: the figure as plain JSON; reading, table and sources as HTML; the reading as text.

    A program that cannot draw the figure shows the HTML, one that shows no HTML the text.

    Raises
    ------
    ValueError
        If Plotly does not know a property of the figure or its value; says which.
    """
    figure = chart.plain(view.figure)
    go.Figure(figure)  # moving a control, `chart.figure` leaves this check out
    return {FIGURE: {**figure, "config": chart.CONFIG}, HTML: still(view), TEXT: view.reading}


def still(view: View) -> str:
    """Reading, table and sources of a view as HTML for whatever shows no figure."""
    shown = as_json(view)
    return (
        f'<div class="course-exploration" lang="{locale()}"><p><strong>{html.escape(shown["reading"])}</strong></p>'
        f"<table>{_table(shown)}</table><p>{shown['sources']}</p></div>"
    )


def problem(error: Exception) -> str:
    """What stands in place of a reading when the figure could not be made."""
    told = isinstance(error, ValueError) and str(error)
    why = told or f"{type(error).__name__}: {error}"
    return f"{why} " + _("The figure still shows the setting before.")


def as_json(view: View) -> dict:
    """A view as the page gets it: figure, reading, columns and rows of the table as text, sources as links."""
    return {
        "figure": chart.plain(view.figure),
        "reading": view.reading,
        "columns": [str(column) for column in view.table.columns],
        "rows": [[_cell(value) for value in row] for row in view.table.itertuples(index=False, name=None)],
        "sources": source_links(view.sources),
    }


def _cell(value) -> str:
    if isinstance(value, (bool, str)) or value is None:
        return str(value or "")
    return number(float(value))


def source_links(ids: Iterable[str], *, named: bool = True) -> str:
    """Sources as a line of HTML: citation with its link, and what was read of it; `named` puts the word *Sources* before it."""
    links = []
    for source in tables.sources(ids) if ids else []:
        cited = html.escape(source["citation"])
        if isinstance(source["url"], str):
            cited = f'<a href="{html.escape(source["url"])}" target="_blank" rel="noopener">{cited}</a>'
        links.append(f"{cited} ({html.escape(pick(source, 'read_how'))})")
    return (html.escape(_("Sources:")) + " " if named else "") + "; ".join(links)


def _table(shown: dict) -> str:
    """Columns and rows of a view as the inside of an HTML table."""
    columns = "".join(f'<th scope="col">{html.escape(column)}</th>' for column in shown["columns"])
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td>{html.escape(t)}</td>" if i else f'<th scope="row">{html.escape(t)}</th>'
            for i, t in enumerate(row)
        )
        + "</tr>"
        for row in shown["rows"]
    )
    return f'<thead><tr>{columns}</tr></thead><tbody class="course-rows">{rows}</tbody>'


def skeleton(exploration: Exploration, view: View) -> str:
    """The HTML parts of an exploration in a given state: readable before, and without, any script."""
    shown = as_json(view)
    terms = [(c.label, c.help) for c in exploration.controls.values() if str(c.help)] + list(
        exploration.marks.items()
    )
    escaped = ((html.escape(str(term)), html.escape(str(meaning))) for term, meaning in terms)
    legend = "".join(f"<dt>{term}</dt><dd>{meaning}</dd>" for term, meaning in escaped)
    name, numbers, meaning = (
        html.escape(str(t))
        for t in (exploration.title, _("The numbers as a table"), _("What the controls and marks mean"))
    )
    return (
        f'<div class="course-plot" role="img" aria-label="{name}" style="height:{view.figure.layout.height}px"></div>'
        f'<p class="course-reading" role="status" aria-live="polite">{html.escape(view.reading)}</p>'
        f'<details class="course-table"><summary>{numbers}</summary>'
        f'<div class="course-scroll" tabindex="0" role="region" aria-label="{name}"><table>{_table(shown)}</table></div></details>'
        f'<details class="course-legend"><summary>{meaning}</summary><dl>{legend}</dl></details>'
        f'<p class="course-sources">{shown["sources"]}</p>'
    )
