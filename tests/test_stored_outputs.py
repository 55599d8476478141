"""The stored notebooks notice when a figure changes."""

import os
import shutil
import subprocess
import sys

from helpers.language import ROOT


def test_nbval_goes_red_when_one_figure_changes_by_five_percent(tmp_path):
    for part in ("helpers", "data", "notebooks"):
        shutil.copytree(
            ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        )
    foods = tmp_path / "data" / "foods.csv"
    text = foods.read_text("utf-8")
    line = next(row for row in text.splitlines() if row.startswith("hemp-seeds,"))
    foods.write_text(text.replace(line, line.replace(",700,", ",735,", 1)), "utf-8")
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "--nbval",
            "-p",
            "no:cacheprovider",
            "-q",
            "notebooks/en/02-food-sources.ipynb",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 1, run.stdout[-3000:]
    assert (
        "1 failed" in run.stdout and "02-food-sources.ipynb::Cell 2" in run.stdout
    )  # the ranking, and nothing else
