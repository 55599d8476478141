"""The command `course`: open the lessons in JupyterLab, or refresh what the stored notebooks hold."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from helpers import language

NOTEBOOKS = language.ROOT / "notebooks"
START = "00-start-here.ipynb"


def main(arguments: list[str] | None = None) -> None:
    """Run `course`, `course build`."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["build"]:
        parser = argparse.ArgumentParser("course build", description="Run the English notebooks, store clean outputs, rebuild the other languages.")
        parser.add_argument("lessons", nargs="*", help="names of lessons, such as 02-food-sources; all without it")
        build(parser.parse_args(arguments[1:]).lessons)
    else:
        open_in_jupyterlab(arguments)


def open_in_jupyterlab(arguments: list[str]) -> None:
    """Open the start page in JupyterLab; arguments it does not know go through to JupyterLab."""
    parser = argparse.ArgumentParser(
        "course", description="Open the course in JupyterLab. Other arguments go through to JupyterLab. See also: course build --help"
    )
    parser.add_argument("--language", default=language.SOURCE, choices=language.languages(), help="language of the start page")
    chosen, rest = parser.parse_known_args(arguments)
    root_user = hasattr(os, "geteuid") and os.geteuid() == 0
    from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
    from jupyterlab.labapp import LabApp
    from traitlets.config import Config

    class AtOnce(ZMQChannelsWebsocketConnection):
        """Sends each message at once: held back to go with the next one, a redraw waits 40 ms for the page to confirm the last."""

        def connect(self):
            self.websocket_handler.set_nodelay(True)
            return super().connect()

    defaults = {
        "ServerApp": {"root_dir": str(language.ROOT), "ip": "127.0.0.1", "allow_root": root_user, "kernel_websocket_connection_class": AtOnce},
        "LabApp": {
            "default_url": f"/lab/tree/notebooks/{chosen.language}/{START}",
            "app_settings_dir": str(Path(__file__).with_name("static") / "jupyterlab"),  # no news, no look for updates
            "news_url": None,
            "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        },
    }
    LabApp.initialize_server(argv=rest, config=Config(defaults)).start()


def build(lessons: list[str] = ()) -> None:
    """Run the English notebooks and store clean outputs, then do the same for every other language.

    Parameters
    ----------
    lessons : list of str
        Names of lessons, `02-food-sources`; all if empty. Building twice changes nothing.
    """
    import nbformat

    names = [f"{name}.ipynb" for name in lessons] or sorted(p.name for p in (NOTEBOOKS / language.SOURCE).glob("*.ipynb"))
    versions = []
    for name in names:
        source = NOTEBOOKS / language.SOURCE / name
        if not source.exists():
            raise SystemExit(f"there is no lesson {name.removesuffix('.ipynb')}; there are: {', '.join(sorted(p.stem for p in source.parent.glob('*.ipynb')))}")
        english = nbformat.read(source, as_version=4)
        versions += [(code, name, language.translated_notebook(english, code)) for code in language.languages()]
    for code, name, notebook in versions:  # headers read the titles of their neighbours from disk: first write those that are new
        path = NOTEBOOKS / code / name
        if not path.exists() or nbformat.read(path, as_version=4).cells[:1] != notebook.cells[:1]:
            _write(notebook, path)
    for code, name, notebook in versions:
        _write(run(notebook, NOTEBOOKS / code, code), NOTEBOOKS / code / name)
        print(f"{code}/{name}")


def run(notebook, folder: Path, code: str):
    """The notebook, in language `code`, with the outputs of a fresh run in `folder` and nothing that differs from run to run."""
    import nbclient

    folder.mkdir(parents=True, exist_ok=True)
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder)}}).execute()
    for key in [k for k in notebook.metadata if k not in ("kernelspec", "language_info")]:
        del notebook.metadata[key]
    notebook.metadata.kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook.metadata.language_info = {"name": "python"}
    notebook.metadata.course = {"language": code}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
    return notebook


def _write(notebook, path: Path) -> None:
    import nbformat

    whole = nbformat.writes(notebook) + "\n"
    part = path.with_suffix(".part")
    part.write_text(whole, "utf-8")
    part.replace(path)


if __name__ == "__main__":
    main()
