#!/usr/bin/env bash
# jupyterlab 4.6.6 with the jupyter_server that it brings
# What happens: `jupyter lab lesson.ipynb` opens that lesson. With use_redirect_file=False, the setting for browsers that may not
#   read the file by which Jupyter hands its address over (browsers in a sandbox, as on Ubuntu), the same command opens
#   the default page. The lesson is forgotten without a word.
# What one would expect: the setting changes how the address is handed over, not which address it is.
# Why it matters to makers of courses: whoever mends the first start for one group of learners that way breaks "open this lesson"
#   for everybody. The address of the lesson must then be set as the default page.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export HOME="$work/home" JUPYTER_RUNTIME_DIR="$work/run" JUPYTER_CONFIG_DIR="$work/config" JUPYTER_DATA_DIR="$work/data"
mkdir home
python3 -m venv env
env/bin/pip install -q jupyterlab==4.6.6
echo '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}' > lesson.ipynb
printf '#!/bin/sh\necho "$1" > "%s/given"\n' "$work" > browser
chmod +x browser
opened() { # what a browser is given, or is sent on to
  rm -f given
  BROWSER="$work/browser %s" env/bin/jupyter lab --allow-root --ServerApp.use_redirect_file="$1" lesson.ipynb > log 2>&1 &
  for _ in $(seq 120); do [ -s given ] && break; sleep 0.5; done
  address=$(cat given)
  case "$address" in file://*) address=$(grep -o 'http://[^"]*' "${address#file://}" | head -n 1);; esac
  kill $!; wait $! 2> /dev/null || true
  echo "$address" | grep -o '/lab[^?"]*' | sed 's/token.*//'
}
with=$(opened True)
without=$(opened False)
echo "with the redirect file: $with"
echo "without it:             $without"
case "$with" in */lesson.ipynb) ;; *) echo "this has changed"; exit 1;; esac
case "$without" in *lesson*) echo "this has changed"; exit 1;; esac
