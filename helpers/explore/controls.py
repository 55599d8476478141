"""What a learner can set: one out of several, or a number of a range."""

from __future__ import annotations

import difflib
import math

from helpers.errors import Told
from helpers.language import _, current, folded, number

_LOOKS = {
    "style": {"description_width": "initial"},
    "layout": {"width": "auto", "min_width": "300px", "flex": "1 1 300px", "max_width": "520px"},
}


class Control:
    """One thing that a learner can set. `options` maps each value to the text that stands for it."""

    def __init__(self, options, start=None, *, label, help="", handout=None):
        self._options, self._start, self.label, self.help, self._handout = (
            options,
            start,
            label,
            help,
            handout,
        )
        self._texts_of: dict[str, dict] = {}

    @property
    def options(self) -> dict:
        language = current()
        if language not in self._texts_of:
            found = self._options() if callable(self._options) else self._options
            self._texts_of[language] = {value: str(text) for value, text in found.items()}
        return self._texts_of[language]

    @property
    def start(self):
        return next(iter(self.options)) if self._start is None else self._start

    @property
    def handout(self) -> list:
        """The values that a handout offers: all, or the coarser grid that was named."""
        return list(self.options) if self._handout is None else list(self._handout)

    def widget(self):
        """The control with ipywidgets."""
        raise NotImplementedError

    def value(self, widget):
        """The value that a widget of this control stands on."""
        return widget.value

    def checked(self, name: str, value):
        """The value itself.

        Raises
        ------
        ValueError
            If it is not allowed; says what is.
        """
        raise NotImplementedError


class Choice(Control):
    """One out of several.

    Parameters
    ----------
    options : dict or function that returns one
        Value to text; a function where the texts come from a table, so that they follow the language.
    start : optional
        First value shown; the first option if not given.
    label, help : text
        Name of the control, and what it means, for the legend.
    handout : list, optional
        Fewer values for a handout.
    search : bool
        In JupyterLab, a box to type in instead of a list.
    """

    def __init__(self, options, start=None, *, label, help="", handout=None, search=False):
        super().__init__(options, start, label=label, help=help, handout=handout)
        self.search = search

    def checked(self, name, value):
        if value in self.options:
            return value
        raise Told(self._unknown(f"{name}={value!r}", value))

    def _unknown(self, said: str, value) -> str:
        """The words for a value that is no option, with those that come near it."""
        options, wanted = self.options, folded(value)
        near = difflib.get_close_matches(str(value), [str(o) for o in options], n=3, cutoff=0.5)
        holding = [o for o, text in options.items() if wanted in folded(f"{o} {text}")]
        near += [o for o in holding if o not in near][:3]
        if near:
            words = _("{what} is not one of the {count} choices. Did you mean {known}?")
        else:
            words = _("{what} is not one of the {count} choices. Choose one of {known}.")
        known = ", ".join(repr(o) for o in (near or list(options)[:12])) + (
            "" if near or len(options) <= 12 else ", ..."
        )
        return words.format(what=said, count=len(options), known=known)

    def value(self, widget):
        """The value that a widget of this control stands on.

        What was typed counts without regard to capitals and blanks; a part of a name is enough where no other name has it.

        Raises
        ------
        ValueError
            If what was typed is the name of no option; names those that come near.
        """
        if not self.search:
            return widget.value
        typed = folded(widget.value)
        named = {folded(text): value for value, text in self.options.items()}
        if not typed or typed in named:
            return named.get(typed, self.start)
        fitting = [name for name in named if typed in name]
        if len(fitting) == 1:
            return named[fitting[0]]
        near = [
            self.options[named[name]]
            for name in fitting + difflib.get_close_matches(typed, named, n=3, cutoff=0.5)
        ]
        known = "; ".join(dict.fromkeys(near[:5])) or "–"  # names have commas
        raise Told(
            _("There is no {typed} in the list. Did you mean: {near}?").format(
                typed=f"“{widget.value.strip()}”", near=known
            )
        )

    def widget(self):
        import ipywidgets

        looks = {"description": str(self.label), **_LOOKS}
        if self.search:
            return ipywidgets.Combobox(
                options=list(self.options.values()), placeholder=_("type a name"), **looks
            )
        pairs = [(text, value) for value, text in self.options.items()]
        return ipywidgets.Dropdown(options=pairs, value=self.start, **looks)


class Slider(Control):
    """A number from `low` to `high`.

    Parameters
    ----------
    low, high, step, start : float
    unit : text
        Stands behind the number; may be empty.
    texts : dict, optional
        Words for some values, such as {0: "none"}.
    handout : list, optional
        Fewer values for a handout; a single one fixes the control there.
    """

    def __init__(self, low, high, *, step, start, unit="", label, help="", handout=None, texts=None):
        self.low, self.high, self.step, self.unit, self.texts = low, high, step, unit, texts or {}
        super().__init__(self._named_grid, start, label=label, help=help, handout=handout)

    def _named_grid(self) -> dict:
        steps = round((self.high - self.low) / self.step)
        grid = (round(self.low + i * self.step, 9) for i in range(steps + 1))
        grid = (int(v) if float(v).is_integer() else v for v in grid)
        return {v: str(self.texts.get(v, self._written(v))) for v in grid}

    def _written(self, value: float) -> str:
        return f"{number(value, 6)} {self.unit}".strip()

    def checked(self, name, value):
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
        if not is_number or not self.low <= value <= self.high:
            limits = {"low": number(self.low, 6), "high": number(self.high, 6), "unit": self.unit}
            raise Told(
                _("{what} is outside its range. Allowed: a number from {low} to {high} {unit}")
                .format(what=f"{name}={value!r}", **limits)
                .rstrip()
            )
        return value

    def widget(self):
        import ipywidgets

        pairs = [(text, value) for value, text in self.options.items()]
        return ipywidgets.SelectionSlider(
            options=pairs, value=self.start, description=str(self.label), continuous_update=True, **_LOOKS
        )
