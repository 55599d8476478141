"""What stands in a figure: bars, points and lines, words at places, marked values."""

from __future__ import annotations

from helpers.chart.look import GREY, INK, ink_on, plain


def bar(**properties) -> dict:
    """A bar trace as a plain dict, several times faster than Plotly's own object; numbers inside bars stand out from their colour."""
    colors = properties.get("marker", {}).get("color")
    if "text" in properties and colors is not None:
        ink = ink_on(colors) if isinstance(colors, str) else [ink_on(color) for color in colors]
        properties["insidetextfont"] = {**properties.get("insidetextfont", {}), "color": ink}
    return {"type": "bar", **plain(properties)}


def scatter(**properties) -> dict:
    """A scatter trace as a plain dict; see `bar`."""
    return {"type": "scatter", **plain(properties)}


def text_at(x, y, texts, *, size: int = 14, color: str = INK) -> dict:
    """Texts that begin at places of a figure, such as numbers behind bars; as a trace drawn several times quicker than as annotations."""
    return scatter(
        x=x,
        y=y,
        mode="text",
        text=texts,
        textposition="middle right",
        textfont={"size": size, "color": color},
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
    )


def line_at(
    value: float, text: str, *, axis: str = "x", dash: str = "dash", color: str = GREY, place: float = 1.0
) -> tuple[dict, dict]:
    """A marked value: the shape and the annotation of a straight line across the figure at `value` on `axis`."""
    other = "y" if axis == "x" else "x"
    shape = {
        "type": "line",
        f"{axis}0": value,
        f"{axis}1": value,
        f"{other}0": 0,
        f"{other}1": 1,
        f"{axis}ref": axis,
        f"{other}ref": "paper",
        "line": {"dash": dash, "color": color, "width": 2},
    }
    note = {
        f"{axis}": value,
        f"{other}": place,
        f"{axis}ref": axis,
        f"{other}ref": "paper",
        "text": text,
        "showarrow": False,
        "font": {"color": color, "size": 13},
        "bgcolor": "rgba(255,255,255,0.85)",
        "xanchor": "left" if axis == "x" else "right",
        "yanchor": "top" if axis == "x" else "bottom",
    }
    return shape, note
