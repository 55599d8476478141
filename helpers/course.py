"""The command `course`: open the lessons in JupyterLab, or refresh what the stored notebooks hold."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from helpers import language, notebooks
from helpers.language import SOURCE

START = "00-start-here.ipynb"
COPY = "magnesium-course"  # folder of an installed course's copy, in the folder where `course` was called


def main(arguments: list[str] | None = None) -> None:
    """Run `course`, `course build`, `course uses`."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["build"]:
        parser = argparse.ArgumentParser(
            "course build",
            description="Run the English notebooks, store clean outputs, make the other languages.",
        )
        parser.add_argument(
            "lessons",
            nargs="*",
            help="lessons by name or path, such as 02-food-sources; all without it; a lesson of your own is run and stored where it lies",
        )
        parser.add_argument(
            "--force",
            action="store_true",
            help="make a notebook again even if somebody wrote into it; a copy is kept",
        )
        chosen = parser.parse_args(arguments[1:])
        build(chosen.lessons, force=chosen.force)
    elif arguments[:1] == ["uses"]:
        parser = argparse.ArgumentParser(
            "course uses", description="List the claims, quizzes and explorations that refer to a figure."
        )
        parser.add_argument("figure", help="a table, row or cell of data/, such as foods/almonds")
        print_uses(parser.parse_args(arguments[1:]).figure)
    else:
        open_in_jupyterlab(arguments)


# ---- open


def open_in_jupyterlab(arguments: list[str]) -> None:
    """Open the start page in JupyterLab; arguments it does not know go through to JupyterLab."""
    parser = argparse.ArgumentParser(
        "course",
        description="Open the course in JupyterLab. A notebook's path opens that notebook; other arguments go through to JupyterLab.",
        epilog="See also: course build --help, course uses --help",
    )
    parser.add_argument(
        "--language", default=SOURCE, choices=language.languages(), help="language of the start page"
    )
    chosen, rest = parser.parse_known_args(arguments)
    _complain_of_unknown_words(rest)
    from jupyterlab.labapp import LabApp
    from traitlets.config import Config

    root = lessons_folder(Path.cwd())
    defaults = {
        "ServerApp": {
            "root_dir": str(root),
            "ip": "127.0.0.1",
            "allow_root": hasattr(os, "geteuid") and os.geteuid() == 0,
            "use_redirect_file": False,  # a browser in a sandbox may not read the file that would send it on
            "jpserver_extensions": {
                "helpers.server": True
            },  # found by itself, but for a package that was moved
        },
        "LabApp": {
            "default_url": f"/lab/tree/notebooks/{chosen.language}/{START}",
            "news_url": None,
            "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
            **_settings(),
        },
    }
    LabApp.initialize_server(argv=rest, config=Config(defaults)).start()


def _complain_of_unknown_words(arguments: list[str]) -> None:
    """A word that is neither an option nor a file is a slip, not something to open."""
    words = [
        word
        for place, word in enumerate(arguments)
        if not word.startswith("-") and not _belongs_to_option(arguments, place)
    ]
    for word in words:
        if not Path(word).exists():
            raise SystemExit(
                f"course: there is no word and no file {word!r}. Words: build, uses. Without a word the course opens in JupyterLab; "
                "a notebook's path opens that notebook; course --help tells more."
            )


def _belongs_to_option(arguments: list[str], place: int) -> bool:
    """Whether a word is the value of the option before it, as in `--port 9999`."""
    before = arguments[place - 1] if place else ""
    return (
        before.startswith("--")
        and "=" not in before
        and before not in ("--no-browser", "--debug", "--allow-root")
    )


def _settings() -> dict:
    """JupyterLab's own settings of the course: no news, no look for updates. Those of a teacher, where there are any, come first."""
    from jupyterlab.commands import get_app_dir

    teachers = Path(get_app_dir()) / "settings" / "overrides.json"
    return (
        {}
        if teachers.exists()
        else {"app_settings_dir": str(Path(__file__).with_name("static") / "jupyterlab")}
    )


def lessons_folder(here: Path) -> Path:
    """The folder that JupyterLab opens: the course's own, or, where the course was installed as a package, a copy of its lessons.

    Parameters
    ----------
    here : Path
        Folder where the command was called; the copy is made in it. A copy that is there already is used as it is.

    Raises
    ------
    SystemExit
        If nothing can be written there.
    """
    if language.ROOT != language.CARRIED:
        return language.ROOT
    for folder in (here, *here.parents):
        if (folder / "notebooks" / SOURCE / START).is_file():
            return folder
    copy = here / COPY
    try:
        for path in [
            *sorted(notebooks.FOLDER.rglob("*.ipynb")),
            language.ROOT / "data" / "own_foods_example.csv",
        ]:
            target = copy / path.relative_to(language.ROOT)
            if not target.exists():  # what a learner saved stays
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
    except OSError as error:
        raise SystemExit(
            f"course: the lessons could not be copied to {copy} ({error.strerror}); call it in a folder of your own"
        ) from None
    print(f"The lessons are in {copy}")
    return copy


# ---- build


def build(lessons: list[str] = (), *, force: bool = False) -> None:
    """Run the English notebooks and store clean outputs, then make those of every other language.

    Parameters
    ----------
    lessons : list of str
        Names or paths of lessons, `02-food-sources`; all if empty. Building twice changes nothing. A notebook that is not
        of the course is run and stored where it lies.
    force : bool
        Make a notebook again even if somebody wrote into it; a copy is kept in the folder `kept` beside it.

    Raises
    ------
    SystemExit
        If there is no such lesson, if a cell ends in an error, or if somebody wrote into a notebook that would be made again.
    """
    import nbformat

    names, own = _sorted_out(lessons)
    versions = []
    for name in names:
        english = nbformat.read(notebooks.FOLDER / SOURCE / name, as_version=4)
        versions += [(code, name, notebooks.translated(english, code)) for code in language.languages()]
    _keep_what_was_written(
        [notebooks.FOLDER / code / name for code, name, _n in versions if code != SOURCE], force
    )
    for (
        code,
        name,
        notebook,
    ) in versions:  # headers read the titles of their neighbours from disk: first write those that are new
        path = notebooks.FOLDER / code / name
        if not path.exists() or nbformat.read(path, as_version=4).cells[:1] != notebook.cells[:1]:
            notebooks.write(notebook, path)
    for code, name, notebook in versions:
        path = notebooks.FOLDER / code / name
        notebooks.write(notebooks.run(notebook, path.parent, code), path)
        print(f"{code}/{name}")
    for path in own:
        notebooks.write(notebooks.run(nbformat.read(path, as_version=4), path.parent), path)
        print(path)


def _sorted_out(lessons: list[str]) -> tuple[list[str], list[Path]]:
    """Lessons of the course, by the names of their files, such as `teacher/02-food-sources.ipynb`; and paths of other notebooks."""
    english = notebooks.FOLDER / SOURCE
    known = sorted(
        path.relative_to(english).as_posix()
        for path in english.rglob("*.ipynb")
        if ".ipynb_checkpoints" not in path.parts
    )
    if not lessons:
        return known, []
    names, own = [], []
    for said in lessons:
        path = Path(said).resolve()
        name = f"{said.removesuffix('.ipynb')}.ipynb"
        if path.is_file():
            inside = (
                path.relative_to(notebooks.FOLDER).parts[1:] if path.is_relative_to(notebooks.FOLDER) else ()
            )
            name = "/".join(inside)
        if name in known:
            names += [other for other in (name, f"teacher/{name}") if other in known]
        elif path.is_file():
            own.append(path)
        else:
            listed = ", ".join(n.removesuffix(".ipynb") for n in known if "/" not in n)
            raise SystemExit(f"course build: there is no lesson and no notebook {said!r}; lessons: {listed}")
    return list(dict.fromkeys(names)), own


def _keep_what_was_written(paths: list[Path], force: bool) -> None:
    """Stop before a notebook is made again into which somebody wrote; with `force`, keep a copy of it."""
    import nbformat

    found = {path: notebooks.changes(nbformat.read(path, as_version=4)) for path in paths if path.exists()}
    found = {path: said for path, said in found.items() if said}
    if not force and found:
        listed = "\n".join(
            f"{path}\n" + "\n".join(f"  {line}" for line in said) for path, said in found.items()
        )
        raise SystemExit(
            f"course build: these notebooks are made from the English ones, and somebody wrote into them:\n{listed}\n"
            "Nothing was changed. Put these cells into a notebook of your own, or into the English one; "
            "or use --force, which keeps a copy in the folder 'kept' beside each."
        )
    for path in found:
        print(f"{path}: a copy is kept in {_kept(path)}")


def _kept(path: Path) -> Path:
    """A copy of a notebook in the folder `kept` beside it, under a name that is free."""
    folder, count = path.parent / "kept", 1
    while (copy := folder / f"{path.stem}-{count}.ipynb").exists():
        count += 1
    folder.mkdir(exist_ok=True)
    shutil.copyfile(path, copy)
    return copy


# ---- uses


def print_uses(figure: str) -> None:
    """Print, lesson by lesson, what refers to a table, row or cell of `data/`.

    Raises
    ------
    SystemExit
        If there is no such table or row.
    """
    from helpers.tables import TableError
    from helpers.uses import uses

    try:
        for lesson, parts in uses(figure).items():
            print(f"{lesson}: {'; '.join(parts)}")
    except TableError as error:
        raise SystemExit(f"course uses: {error}") from None


if __name__ == "__main__":
    main()
