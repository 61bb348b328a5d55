#!/usr/bin/env bash
# Runs the tests of the case file, of the workbench and of their commands on a PostgreSQL server of its own, which it starts in a temporary folder and takes down.
# Its log is kept short: the folder has a database for each test.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

bin=$(dirname "$(readlink -f "$(command -v initdb || ls -d /usr/lib/postgresql/*/bin/initdb | sort -V | tail -1)")")
folder=$(mktemp -d)
port=$((20000 + RANDOM % 20000))
# PostgreSQL does not run as root.
as=()
if [ "$(id -u)" = 0 ]; then
    chown postgres "$folder"
    as=(runuser -u postgres --)
fi
stop() {
    "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
(cd "$folder" && "${as[@]}" "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 >/dev/null)
(cd "$folder" && "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
    -o "-k $folder -h 127.0.0.1 -p $port -c fsync=off -c max_connections=400 -c min_wal_size=32MB -c max_wal_size=64MB" start >/dev/null)
export COLLIGATE_TEST_POSTGRES="postgres://postgres@127.0.0.1:$port"
cargo nextest run --workspace --locked --no-fail-fast -E '(package(colligate-casefile) & kind(test)) | (package(colligate-workbench) & kind(test)) | binary(office)'
