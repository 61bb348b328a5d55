#!/bin/sh
# Holds the API against its own description with schemathesis, which makes up thousands of requests, most of them strange: no answer is a
# server's error, and each is one that the description names; once with names of its own making, once with those of things that are
# there, which must also be found. Needs python3 with venv; schemathesis is fetched into a folder of its own.
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
"$program" simulate --like county --from 2012-01-01 --deaths 600 --series barking --out "$folder/day.csv"
"$program" import "$folder/day.csv"
"$program" serve --listen "127.0.0.1:$port" 2>"$folder/log" &
server=$!
tries=0
until grep -qs "workbench is on" "$folder/log"; do
    kill -0 "$server" || { cat "$folder/log"; exit 1; }
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] || { cat "$folder/log"; exit 1; }
    sleep 0.2
done
cookie=$(curl -s -o /dev/null -D - --data "name=rev&password=three+plain+words" "$address/sign-in" |
    sed -n 's/^set-cookie: \([^;]*\);.*/\1/Ip' | paste -s -d ';' -)
[ -n "$cookie" ] || { echo "nobody could sign in"; exit 1; }
cd "$folder"
ask() {
    curl -s --fail --header "Cookie: $cookie" "$@"
}
csrf=$(ask "$address/documents" | sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' | head -n 1)
echo "A man aged 22 was found dead on 28 August 2014." >report.txt
document=$(ask --form "csrf=$csrf" --form "file=@report.txt" --dump-header - --output /dev/null "$address/documents" |
    sed -n 's/^location: .*\/\([^/[:space:]]*\)[[:space:]]*$/\1/Ip')
series=$(ask "$address/api/series" | python3 -c 'import json, sys; print(json.load(sys.stdin)["series"][0]["id"])')
[ -n "$document" ] && [ -n "$series" ] || { echo "no document ($document) or no series ($series) is there to ask for"; exit 1; }
one=$(sed -n 2p day.csv | cut -d, -f1)
other=$(sed -n 3p day.csv | cut -d, -f1)
# One matter of each kind, so that each stands in an answer that is held against its schema.
put() {
    path=$1
    shift
    status=$(curl -s --output refused --write-out '%{http_code}' --header "Cookie: $cookie" --data-urlencode "csrf=$csrf" "$@" "$address/$path")
    [ "$status" = 303 ] || { echo "$path answered $status"; cat refused; exit 1; }
}
put matters --data "kind=lead" --data-urlencode "subject=death $one" --data "question=caller"
put matters --data "kind=concern" --data-urlencode "subject=death $one" --data "from=family&said=doubt&received=2014-09-20"
put matters --data "kind=exhibit" --data-urlencode "subject=death $one" --data "what=note&place=store&custody=officer&examination=none"
put matters --data "kind=hand_off" --data-urlencode "subject=death $one" --data "from=east&to=west&answer=asked&reason=alike&disclosed=all"
put decisions --data "about=category" --data-urlencode "subject=death $one" --data "value=unexplained&reason=so&policy=1"
put decisions --data "about=link" --data-urlencode "subject=series $series" \
    --data "value=confirmed&reason=so&policy=1&supply=no&institution=no&place=no&coincidence=no"
for path in "deaths/$one" "deaths/$other/nearest" "series/$series" "documents/$document" "compare?a=$one&b=$other"; do
    ask --output /dev/null "$address/api/$path" || { echo "/api/$path was not found"; exit 1; }
done
cat >there.toml <<END
[[operations]]
include-path = ["/api/deaths/{id}", "/api/deaths/{id}/nearest"]
parameters = { "path.id" = "$one" }

[[operations]]
include-path = "/api/series/{id}"
parameters = { "path.id" = "$series" }

[[operations]]
include-path = "/api/documents/{id}"
parameters = { "path.id" = "$document" }

[[operations]]
include-path = "/api/compare"
parameters = { "query.a" = "$one", "query.b" = "$other" }
END
: >free.toml
for names in free there; do
    "$fuzzer" --config-file "$names.toml" run "$address/api/openapi.json" --header "Cookie: $cookie" --seed 1 \
        --max-examples "${EXAMPLES:-40}" \
        --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance
done
