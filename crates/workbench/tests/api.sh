#!/bin/sh
# Holds the API against its own description with schemathesis, which makes up thousands of requests, most of them strange: no answer is a
# server's error, and each is one that the description names. Needs python3 with venv; schemathesis is fetched into a folder of its own.
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
# COLLIGATE names a program that is built already, SCHEMATHESIS one that is installed.
program=${COLLIGATE:-}
if [ -z "$program" ]; then
    cargo build --quiet --locked --workspace --bins
    program=${CARGO_TARGET_DIR:-$root/target}/debug/colligate
fi
fuzzer=${SCHEMATHESIS:-}
if [ -z "$fuzzer" ]; then
    python3 -m venv "$folder/venv"
    "$folder/venv/bin/pip" install --quiet "schemathesis==4.32.5"
    fuzzer=$folder/venv/bin/schemathesis
fi
port=$((20000 + $$ % 20000))
address=http://127.0.0.1:$port
export COLLIGATE_DATABASE="$folder/office.db"
echo "three plain words" | "$program" user add rev --role reviewer
printf 'id,died,lat,lon,age,sex,cause\nA1,2014-06-19,51.5366,0.0757,23,male,unascertained\nA2,2014-08-28,51.54,0.077,22,male,unascertained\n' >"$folder/day.csv"
"$program" import "$folder/day.csv"
"$program" serve --listen "127.0.0.1:$port" 2>"$folder/log" &
server=$!
tries=0
until grep -q "workbench is on" "$folder/log"; do
    kill -0 "$server" || { cat "$folder/log"; exit 1; }
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] || { cat "$folder/log"; exit 1; }
    sleep 0.2
done
cookie=$(curl -s -o /dev/null -D - --data "name=rev&password=three+plain+words" "$address/sign-in" |
    sed -n 's/^set-cookie: \([^;]*\);.*/\1/Ip')
[ -n "$cookie" ] || { echo "nobody could sign in"; exit 1; }
cd "$folder"
"$fuzzer" run "$address/api/openapi.json" --header "Cookie: $cookie" --seed 1 --max-examples "${EXAMPLES:-40}" \
    --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance
