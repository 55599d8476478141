"""Errors that learners and teachers meet."""


class Told(ValueError):
    """An error whose words say all: a notebook shows these alone, without the code that it passed through."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]
