#!/bin/sh
# Walks the demonstration's case file in Chromium as a duty reviewer would on 20 September 2014, from the import of that day on, and keeps the pictures
# (in PICTURES, where that is set). Brings what it needs: playwright-core and axe-core are those of web/.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
folder=$(mktemp -d)
server=
stop() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$folder"
}
trap stop EXIT

cd "$root"
# COLLIGATE names a program that is built already.
program=${COLLIGATE:-}
if [ -z "$program" ]; then
    cargo build --quiet --locked --workspace --bins
    program=${CARGO_TARGET_DIR:-$root/target}/debug/colligate
fi
port=$((20000 + $$ % 20000))
"$program" demo --serve --leave-today --deaths "${DEATHS:-3000}" --out "$folder/demo" --listen "127.0.0.1:$port" 2>"$folder/log" &
server=$!
(cd "$root/web" && [ -d node_modules ] || npm ci --no-audit --no-fund)
tries=0
until grep -q "workbench is on" "$folder/log"; do
    kill -0 "$server" || { cat "$folder/log"; exit 1; }
    tries=$((tries + 1))
    [ "$tries" -lt 1200 ] || { cat "$folder/log"; exit 1; }
    sleep 0.5
done
ADDRESS="http://127.0.0.1:$port" TODAY="$folder/demo/today.csv" PICTURES="${PICTURES:-$folder}" node --test "$here/browser/walk.test.mjs"
