#!/usr/bin/env bash
# Checks everything that must hold, on a Debian machine with Rust and nothing else. What is missing is installed first.
# Every step prints one line with its result and its seconds; a step that fails also prints what it said. All steps
# run, whatever fails, so that one run tells everything; the script fails where any step did.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
export CARGO_TERM_COLOR=never

log=$(mktemp)
trap 'rm -f "$log"' EXIT
lines=()
failed=0

say() {
    lines+=("$1")
    echo "$1"
}

# step NAME COMMAND...: runs the command, shows its output only where it fails.
step() {
    local name=$1 start=$SECONDS result=ok
    shift
    "$@" >"$log" 2>&1 </dev/null || result=FAILED
    if [ "$result" != ok ]; then
        failed=$((failed + 1))
        cat "$log"
    fi
    # A test that could not run here says so; that must be seen even where all is well.
    local skipped
    skipped=$(grep -ciE '\bskipped: ' "$log" || true)
    [ "$skipped" = 0 ] || name="$name ($skipped skipped for want of data)"
    say "$(printf '%-6s %5d s  %s' "$result" $((SECONDS - start)) "$name")"
}

# must NAME COMMAND...: a step without which the others mean nothing.
must() {
    step "$@"
    [ "$failed" = 0 ] || exit 1
}

has() {
    command -v "$1" >/dev/null 2>&1
}

install_packages() {
    local packages=() sudo=()
    has cc || packages+=(build-essential)
    has pkg-config || packages+=(pkg-config)
    has node || packages+=(nodejs)
    has npm || packages+=(npm)
    has curl || packages+=(curl)
    python3 -c "import ensurepip" 2>/dev/null || packages+=(python3-venv)
    has initdb || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || packages+=(postgresql)
    has chromium || has chromium-browser || has google-chrome || packages+=(chromium)
    [ "${#packages[@]}" -gt 0 ] || return 0
    if ! has apt-get; then
        echo "Missing: ${packages[*]}. This script can install them by apt-get only; install them and run it again."
        return 1
    fi
    [ "$(id -u)" = 0 ] || sudo=(sudo)
    export DEBIAN_FRONTEND=noninteractive
    "${sudo[@]}" apt-get update
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}"
}

install_components() {
    if ! has cargo; then
        echo "cargo is not on the path. Install Rust 1.94 or newer, as from https://rustup.rs, and run this again."
        return 1
    fi
    cargo fmt --version || rustup component add rustfmt || return 1
    cargo clippy --version || rustup component add clippy
}

# Tools are built outside the workspace, so that its build settings and its target folder stay its own.
install_tool() {
    has "$1" || (cd / && cargo install "$1" --locked)
}

# A public item may name a private one, which is then shown without a link; a broken link is a fault.
documentation() {
    RUSTDOCFLAGS="-D warnings -A rustdoc::private_intra_doc_links" cargo doc --workspace --no-deps --locked
}

# What is built from web/ is committed; it must be what the sources give.
web() {
    cd web
    npm ci --no-audit --no-fund
    npm run build
    git diff --exit-code --stat -- dist
    npm test
    npm run test:browser
}

must "packages of the system" install_packages
must "Rust, rustfmt, clippy" install_components
must "cargo-nextest" install_tool cargo-nextest
must "cargo-deny" install_tool cargo-deny

step "formatting" cargo fmt --all --check
step "licences, bans, sources" cargo deny --locked check licenses bans sources
step "lints" cargo clippy --workspace --all-targets --locked -- -D warnings
step "tests" cargo nextest run --workspace --locked --no-fail-fast --success-output final
# The program that the tests were built with serves the steps below: by itself it would be built anew, with all it needs.
program=$(realpath -m "${CARGO_TARGET_DIR:-target}/debug/colligate")
[ ! -x "$program" ] || export COLLIGATE=$program
step "examples in the documentation" cargo test --doc --workspace --locked
step "documentation" documentation
step "the case file on PostgreSQL" bash crates/casefile/tests/postgres.sh
step "the figures: build, layouts, browser" bash -c "$(declare -f web); set -e; web"
step "the report in a browser" bash crates/report/tests/browser.sh
step "the core, broken by hand" bash crates/linkage/tests/mutants.sh
step "the API, by a fuzzer" sh crates/workbench/tests/api.sh
step "the workbench in a browser" bash crates/workbench/tests/browser.sh

echo
echo "In all $SECONDS s, $failed failed:"
printf '%s\n' "${lines[@]}"
[ "$failed" = 0 ]
