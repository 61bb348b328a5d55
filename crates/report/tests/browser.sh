#!/bin/sh
# Opens the report of the example result and the pages of the example evaluation and scan in Chromium and tests them there. Installs what
# it needs: Chromium (by apt, where it is missing) and playwright-core (by npm, as locked).
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)

if [ -z "${CHROMIUM:-}" ] && [ ! -x /usr/bin/chromium ]; then
    apt-get update
    apt-get install --yes --no-install-recommends chromium
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# The whole workspace, as the other tests build it: a part of it would have its dependencies built once more.
(cd "$root" && cargo build --quiet --locked --workspace --example fixture)
"${CARGO_TARGET_DIR:-$root/target}/debug/examples/fixture" "$folder" >"$folder/terminal.txt"

cd "$here/browser"
npm ci --no-audit --no-fund
REPORT="$folder/fixture.html" EVALUATION="$folder/evaluation.html" SCAN="$folder/scan.html" npm test
