"""Kinds of figures that several lessons draw: ranked bars, a ladder of findings, people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from helpers import language
from helpers.chart.look import BLUE, HALO, HIDDEN, INK, SKY, figure, row_height, wrapped
from helpers.chart.marks import bar, scatter


def ranked_bars(
    labels,
    values,
    texts,
    *,
    limit: float,
    title: str,
    colors=BLUE,
    height: int = 560,
    marks: Sequence[tuple[dict, dict]] = (),
    **layout,
) -> go.Figure:
    """Horizontal bars with the first on top, each with its number; one longer than `limit` is cut and says so.

    Parameters
    ----------
    labels, values, texts : sequences of equal length
        Name, length and printed number of each bar.
    limit : float
        Right end of the axis, so that it stands still.
    title : str
        Title of the axis, with the unit.
    colors : colour or one for each bar
    marks : pairs as `line_at` makes them
        Marked values; their lines run behind the bars and their numbers.
    """
    shown = [min(v, limit) for v in values]
    trace = bar(
        x=shown,
        y=[wrapped(label, lines=2) for label in labels],
        orientation="h",
        marker={"color": colors},
        text=[f"{t} →" if v > limit else t for v, t in zip(values, texts, strict=True)],
        textposition=["inside" if v > 0.75 * limit else "outside" for v in values],
        insidetextanchor="end",
        cliponaxis=False,
        hovertemplate="%{y}: %{text}<extra></extra>",
        showlegend=False,
        textangle=0,
        outsidetextfont={"shadow": HALO} if marks else None,
    )
    return figure(
        trace,
        x={"range": [0, limit], "title": title},
        height=height,
        y={"autorange": "reversed", "showgrid": False, "ticks": "", "tickfont": {"size": 13}},
        shapes=[shape | {"layer": "between"} for shape, _note in marks],
        annotations=[note for _shape, note in marks],
        **layout,
    )


def ladder(
    rows: Sequence[tuple[str, int, str]],
    *,
    columns: Sequence[str],
    kinds: Mapping,
    title: str,
    chosen: int,
    **layout,
) -> go.Figure:
    """Findings from top to bottom, each as one marker under the direction that was found; the chosen row lies on a band. Column names stand in turn higher and lower, so that a phone has room for them.

    Parameters
    ----------
    rows : sequence of (label, column, kind)
        Column as its place in `columns`, from 0; `kind` is a key into `kinds`, such as people, animals, cells.
    columns : sequence of str
        Directions, from left to right: "less", "no change", "more" ...
    kinds : mapping of kind to (name, marker symbol, colour)
    title : str
        Title of the axis: of what the direction is meant.
    chosen : int
        Row that the reader has picked.
    """
    traces = [
        scatter(
            x=[c for _l, c, k in rows if k == kind],
            y=[place for place, (_l, _c, k) in enumerate(rows) if k == kind],
            mode="markers",
            name=str(name),
            hoverinfo="skip",
            cliponaxis=False,
            marker={
                "symbol": symbol,
                "color": color,
                "opacity": 1,
                "size": [
                    22 if place == chosen else 15 for place, (_l, _c, k) in enumerate(rows) if k == kind
                ],
                "line": {"color": INK, "width": 1},
            },
        )
        for kind, (name, symbol, color) in kinds.items()
        if any(k == kind for _l, _c, k in rows)
    ]
    names = [wrapped(label, 18) for label, _c, _k in rows]
    band = {
        "type": "rect",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": chosen - 0.46,
        "y1": chosen + 0.46,
        "fillcolor": SKY,
        "opacity": 0.25,
        "line": {"width": 0},
        "layer": "below",
    }
    return figure(
        *traces,
        height=210 + row_height(names, 60) * len(rows),
        shapes=[band],
        showlegend=True,
        x={
            "range": [-0.5, len(columns) - 0.5],
            "title": wrapped(title, 22),
            "tickvals": list(range(len(columns))),
            "ticktext": ["<br><br>" * (place % 2) + wrapped(c, 7) for place, c in enumerate(columns)],
            "tickfont": {"size": 12},
            "tickangle": 0,
        },
        y={
            "range": [len(rows) - 0.5, -0.5],
            "tickvals": list(range(len(rows))),
            "ticktext": names,
            "tickfont": {"size": 13},
            "ticks": "",
            "showgrid": False,
        },
        **layout,
    )


ACROSS = 40  # people in a row of `people`


def people(
    groups: Sequence[tuple[str, int, str, str]], *, height: int = 430, across: int = ACROSS, **layout
) -> go.Figure:
    """People drawn as small squares, group after group, row by row from the top: 1000 of them make 25 rows of 40.

    Parameters
    ----------
    groups : sequence of (name, number of people, colour, pattern)
        The pattern (Plotly's `""`, `"/"`, `"x"`, `"."`, `"|"` ...) tells groups apart without colour; the name stands in the legend with its number.
    across : int
        People in a row.

    Raises
    ------
    ValueError
        If a number is negative or no whole number.
    """
    counts = [count for _name, count, _color, _pattern in groups]
    if any(count != int(count) or count < 0 for count in counts):
        raise ValueError(f"people come whole: {counts}; allowed: whole numbers from 0")
    total = int(sum(counts))
    rows = -(-total // across)
    traces, start = [], 0
    for name, count, color, pattern in groups:
        inside = [
            max(0, min(start + int(count), (row + 1) * across) - max(start, row * across))
            for row in range(rows)
        ]
        traces.append(
            bar(
                x=inside,
                y=list(range(rows)),
                orientation="h",
                name=f"{name}: {language.number(count)}",
                width=0.86,
                hoverinfo="skip",
                marker={
                    "color": color,
                    "line": {"width": 0},
                    "pattern": {
                        "shape": pattern,
                        "fillmode": "overlay",
                        "fgcolor": INK,
                        "size": 5,
                        "solidity": 0.25,
                    },
                },
            )
        )
        start += int(count)
    gaps = {
        "type": "path",
        "path": " ".join(f"M{x},-0.5V{rows - 0.5}" for x in range(1, across)),
        "line": {"color": "#FFFFFF", "width": 2},
    }
    above: dict[str, Any] = {
        "legend": {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        "margin": {"t": 60},
    }
    return figure(
        *traces,
        x={"range": [0, across], **HIDDEN},
        y={"range": [rows - 0.5, -0.5], **HIDDEN},
        barmode="stack",
        height=height,
        shapes=[gaps],
        **(above | layout),
    )
