#!/bin/sh
# Makes bench/.venv with the peers that the measurements run beside us. Needs Python 3.10 or newer and the package index.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python3 -m venv "$here/.venv"
"$here/.venv/bin/pip" install --quiet --upgrade pip
"$here/.venv/bin/pip" install --quiet --requirement "$here/requirements.txt"
"$here/.venv/bin/pip" list --format=freeze | grep -iE '^(splink|duckdb|pyarrow|numpy|pandas)=='
