"""The command `course`: open the lessons in JupyterLab, refresh what the stored notebooks hold, or begin a lesson."""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from helpers import language, notebooks
from helpers.language import SOURCE

START = "00-start-here.ipynb"
COPY = "magnesium-course"  # folder of an installed course's copy, in the folder where `course` was called


def main(arguments: list[str] | None = None) -> None:
    """Run `course`, `course build`, `course new`, `course uses`."""
    arguments = sys.argv[1:] if arguments is None else arguments
    command = {"build": _build_command, "new": _new_command, "uses": _uses_command}.get(
        arguments[0] if arguments else ""
    )
    if command:
        command(arguments[1:])
    else:
        open_in_jupyterlab(arguments)


def _build_command(arguments: list[str]) -> None:
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
    chosen = parser.parse_args(arguments)
    build(chosen.lessons, force=chosen.force)


def _new_command(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(
        "course new", description="Write the skeleton of a further lesson, and say what to do next."
    )
    parser.add_argument("name", help="name of its notebook, such as 07-iron-and-magnesium")
    name = parser.parse_args(arguments).name
    from helpers import new_lesson

    print(new_lesson.write(name))


def _uses_command(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(
        "course uses", description="List the claims, quizzes and explorations that tell a figure."
    )
    parser.add_argument("figure", help="a table, row or cell of data/, such as foods/almonds")
    figure = parser.parse_args(arguments).figure
    from helpers.tables import TableError
    from helpers.uses import uses

    try:
        for lesson, parts in uses(figure).items():
            print(f"{lesson}: {'; '.join(parts)}")
    except TableError as error:
        raise SystemExit(f"course uses: {error}") from None


# ---- open


def open_in_jupyterlab(arguments: list[str]) -> None:
    """Open the start page in JupyterLab; arguments it does not know go through to JupyterLab."""
    parser = argparse.ArgumentParser(
        "course",
        description="Open the course in JupyterLab. A notebook's path opens that notebook; other arguments go through to JupyterLab.",
        epilog="See also, each with --help: course build, course new, course uses",
    )
    parser.add_argument(
        "--language", default=SOURCE, choices=language.languages(), help="language of the start page"
    )
    chosen, rest = parser.parse_known_args(arguments)
    words = [word for place, word in enumerate(rest) if _is_word(rest, place)]
    root, page = what_to_open(words, chosen.language, Path.cwd())
    from jupyterlab.labapp import LabApp
    from traitlets.config import Config

    defaults = {
        "ServerApp": {
            "root_dir": str(root),
            "ip": "127.0.0.1",
            "allow_root": hasattr(os, "geteuid") and os.geteuid() == 0,
            "use_redirect_file": False,  # a browser in a sandbox may not read the file that would send it on
            "jpserver_extensions": {"helpers.server": True},  # found by itself, but where a package was moved
        },
        "LabApp": {
            "default_url": f"/lab/tree/{quote(page)}",
            "news_url": None,
            "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
            **_settings(),
        },
    }
    options = [argument for argument in rest if argument not in words]
    LabApp.initialize_server(argv=options, config=Config(defaults)).start()


def what_to_open(words: list[str], code: str, here: Path) -> tuple[Path, str]:
    """The folder that JupyterLab serves, and what it opens in it.

    Parameters
    ----------
    words : list of str
        None for the start page; or one: a lesson's name, the path of a notebook or of a folder.
    code : str
        Language of the start page, or of a lesson that is named.
    here : Path
        Folder where the command was called.

    Raises
    ------
    SystemExit
        If there is no such thing, or if there are more.
    """
    if len(words) > 1:
        raise SystemExit(f"course: one notebook at a time opens, not {len(words)}: {', '.join(words)}")
    root = lessons_folder(here)
    if not words:
        return root, f"notebooks/{code}/{START}"
    word = words[0]
    lesson = f"notebooks/{code}/{word.removesuffix('.ipynb')}.ipynb"
    for path in (here / word, root / word, root / lesson):
        if path.exists():
            return _seen_from(path.resolve(), root.resolve())
    raise SystemExit(
        f"course: there is no word, no lesson and no file {word!r}. Words: build, new, uses. Without a word the course opens "
        "on its start page; a lesson's name or a notebook's path opens that; course --help tells more."
    )


def _seen_from(path: Path, root: Path) -> tuple[Path, str]:
    """A folder to serve and what to open in it: the course's folder where it holds the path, else the path's own."""
    if path.is_relative_to(root):
        return root, path.relative_to(root).as_posix().removeprefix(".")
    return (path, "") if path.is_dir() else (path.parent, path.name)


def _is_word(arguments: list[str], place: int) -> bool:
    """Whether an argument is neither an option nor the value of one."""
    return not arguments[place].startswith("-") and not _belongs_to_option(arguments, place)


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
        If there is no such lesson, if a cell ends in an error, if somebody wrote into a notebook that would be made again,
        or if it is stopped by hand.
        Of a notebook with a cell that fails nothing is stored; the others are.
    """
    names, own = _sorted_out(lessons)
    count = len(names) * len(language.languages()) + len(own)
    print(f"{count} notebooks are translated, then run, {os.cpu_count()} at once", flush=True)
    planned = list(_in_all_languages(names))
    _keep_what_was_written([plan.path for plan in planned if plan.code != SOURCE], force)
    planned += [Plan(path, _read(path)) for path in own]
    try:
        with _titles_in_place(planned):
            failed = _run_and_store(planned)
    except KeyboardInterrupt:
        raise SystemExit("Stopped. What was stored is whole; the other notebooks are as they were.") from None
    if failed:
        raise SystemExit("\n\n".join(failed))


@dataclass
class Plan:
    """A notebook to run and to store: where, what, and in which language if it is of the course."""

    path: Path
    notebook: dict
    code: str | None = None
    stored: bool = False

    @property
    def name(self) -> str:
        """As a teacher knows it: `nl/02-food-sources`, or the path of a notebook of one's own."""
        if not self.code:
            return str(self.path)
        return self.path.relative_to(notebooks.FOLDER).with_suffix("").as_posix()


def _read(path: Path):
    """A notebook.

    Raises
    ------
    SystemExit
        If the file is none.
    """
    import nbformat

    try:
        return nbformat.read(path, as_version=4)
    except (
        ValueError,
        KeyError,
        AttributeError,
        OSError,
    ) as error:  # no JSON, a conflict that git left, no notebook
        first = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise SystemExit(f"course build: {path} is no notebook that can be read ({first})") from None


def _in_all_languages(names: list[str]) -> Iterator[Plan]:
    """What is to be made of lessons of the course: each in every language, its outputs empty."""
    for name in names:
        english = _read(notebooks.FOLDER / SOURCE / name)
        for code in language.languages():
            yield Plan(notebooks.FOLDER / code / name, notebooks.translated(english, code), code)


@contextlib.contextmanager
def _titles_in_place(plans: list[Plan]):
    """While notebooks run, those with a new title are on disk with it: headers read the titles of their neighbours there.

    What was not stored in the end is put back as it was.
    """
    before = {}
    for plan in plans:
        old = plan.path.read_bytes() if plan.path.exists() else None
        if old is None or _read(plan.path).cells[:1] != plan.notebook.cells[:1]:
            before[plan.path] = old
            notebooks.write(plan.notebook, plan.path)
    try:
        yield
    finally:
        for plan in plans:
            if plan.path in before and not plan.stored:
                _put_back(plan.path, before[plan.path])


def _put_back(path: Path, old: bytes | None) -> None:
    if old is None:
        path.unlink()
    else:
        path.write_bytes(old)


def _run_and_store(plans: list[Plan]) -> list[str]:
    """Run notebooks, as many at once as there are cores, and store each that ran to its end; what to say of the others."""
    failed = []
    pool = ThreadPoolExecutor(os.cpu_count())  # a thread only waits for the kernel of its notebook
    try:
        running = {pool.submit(_run, plan): plan for plan in plans}
        for count, done in enumerate(as_completed(running), start=1):
            plan = running[done]
            error = done.exception() or _not_stored(plan, done.result())
            if error:
                failed.append(f"{plan.name}: {error}\n\nNothing was stored of {plan.name}.")
            print(f"{count} of {len(plans)} {plan.name}" + (" failed" if error else ""), flush=True)
    finally:
        pool.shutdown(cancel_futures=True)  # stopped by hand, it ends with the notebooks that run now
    return failed


def _run(plan: Plan):
    return notebooks.run(plan.notebook, plan.path.parent, plan.code)


def _not_stored(plan: Plan, notebook) -> OSError | None:
    """Store a notebook that was run; what the computer refused, if it did."""
    try:
        notebooks.write(notebook, plan.path)
    except OSError as error:
        return error
    plan.stored = True
    return None


def _sorted_out(lessons: list[str]) -> tuple[list[str], list[Path]]:
    """Lessons of the course, by the names of their files, such as `teacher/02-food-sources.ipynb`; and paths of other notebooks."""
    english = notebooks.FOLDER / SOURCE
    known = sorted(
        path.relative_to(english).as_posix()
        for path in english.rglob("*.ipynb")
        if notebooks.NAME.fullmatch(path.stem) and ".ipynb_checkpoints" not in path.parts
    )
    if not lessons and language.ROOT == language.CARRIED:
        raise SystemExit(
            "course build: only a checkout makes the course's own lessons; name the path of a notebook of yours"
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
        if name in known and language.ROOT == language.CARRIED:
            raise SystemExit(
                "course build: only a checkout makes the course's own lessons; name the path of a notebook of yours"
            )
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
    found = {path: notebooks.changes(_read(path)) for path in paths if path.exists()}
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


if __name__ == "__main__":
    main()
