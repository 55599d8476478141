"""A process that lives long, such as JupyterLab's server with its export menu, must not show what files held an hour ago."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from helpers import language, tables

HELPERS = Path(__file__).resolve().parents[1]


def forget_what_changed() -> None:
    """Forget all that was computed from tables and catalogues if one of them changed; it is read again when asked for.

    Raises
    ------
    RuntimeError
        If code of the course changed, which a running process does not notice; says what to do.
    """
    global _read
    changed = _changed_code()
    if changed:
        raise RuntimeError(
            f"the course's code changed since this program started ({', '.join(changed)}); restart JupyterLab: close it and start it again"
        )
    now = _files_read()
    if now == _read:
        return
    for name, module in _loaded():
        for thing in list(vars(module).values()):
            if hasattr(thing, "cache_clear"):
                thing.cache_clear()
        if name.startswith("helpers.lessons."):  # a lesson keeps names from tables in its controls
            del sys.modules[name]
    _read = now


def remember_code() -> None:
    """Note the state of the code that was imported by now."""
    for _name, module in _loaded():
        path = _file(module)
        _code.setdefault(path, _content(path))


def _changed_code() -> list[str]:
    """Names of the files whose code is not any more what was imported."""
    return sorted(
        str(path.relative_to(HELPERS.parent)) for path, content in _code.items() if _content(path) != content
    )


def _loaded() -> list[tuple[str, object]]:
    """The course's modules that are in use, with their names."""
    return [(name, module) for name, module in list(sys.modules.items()) if HELPERS in _file(module).parents]


def _file(module) -> Path:
    return Path(getattr(module, "__file__", None) or ".")


def _files_read() -> dict[Path, tuple[int, int]]:
    """Every table and catalogue, with the time of its last change and its length."""
    files = [*tables.DATA.rglob("*.csv"), *tables.DATA.rglob("*.json"), *language.CATALOGUES.rglob("*.po")]
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in files}


def _content(path: Path) -> str:
    """What stands in a file, in short; empty if it is gone."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


_code: dict[Path, str] = {}
_read = _files_read()
remember_code()
