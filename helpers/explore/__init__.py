"""What an exploration is: controls and one pure function of them; and how it shows itself.

Declared once with `explorable`, an exploration answers when it is called, appears with controls in JupyterLab,
leaves its starting figure in a stored notebook, and hands a handout all its states.
"""

from helpers.explore.controls import Choice, Control, Slider
from helpers.explore.exploration import MOST_STATES, Exploration, explorable
from helpers.explore.page import (
    FIGURE,
    HTML,
    TEXT,
    WIDGET,
    View,
    as_json,
    problem,
    skeleton,
    source_links,
    still,
    stored,
)

__all__ = [
    "FIGURE",
    "HTML",
    "MOST_STATES",
    "TEXT",
    "WIDGET",
    "Choice",
    "Control",
    "Exploration",
    "Slider",
    "View",
    "as_json",
    "explorable",
    "problem",
    "skeleton",
    "source_links",
    "still",
    "stored",
]
