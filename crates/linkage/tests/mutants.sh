#!/usr/bin/env bash
# Breaks the core by hand, one fault at a time, in a copy of the sources. Fails where the test named with a fault still passes.
# The whole of it is in CONTRIBUTING.md, under "Tests that fail when the core breaks"; this is the short list that runs each time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
# A target of its own: what is built from broken sources must never pass for the workspace's.
export CARGO_TARGET_DIR=${MUTANTS_TARGET_DIR:-$PWD/target/mutants} RUST_BACKTRACE=0
cp -a Cargo.toml Cargo.lock crates profiles "$copy"
cd "$copy"
# Sources are older than what an earlier run built from its broken ones.
find crates/linkage/src -name '*.rs' -exec touch {} +

run() {
    cargo test --quiet --locked -p colligate-linkage --lib -- --exact "$@" >run.log 2>&1
}

survived=0

# fault WHAT FILE FROM TO TEST: FROM stands once in the file.
fault() {
    local file=crates/linkage/src/$2 whole test=$5
    whole=$(cat "$file")
    if [ "$(grep -cF -- "$3" "$file")" != 1 ]; then
        echo "$1: \"$3\" does not stand once in $2; write the fault for the code as it is"
        exit 1
    fi
    printf '%s\n' "${whole/"$3"/"$4"}" >"$file"
    if run "$test"; then
        survived=$((survived + 1))
        echo "SURVIVED  $1: $test passes"
    elif grep -q "^test result: FAILED" run.log; then
        echo "killed    $1, by $test"
    else
        cat run.log
        echo "$1: the fault does not compile"
        exit 1
    fi
    printf '%s\n' "$whole" >"$file"
}

moves=null::tests::most_places_and_most_dates_move_and_the_unknown_stay
stars=series::tests::the_stars_of_growth_are_those_counted_from_all_pairs_after_every_step
sets=series::tests::growth_meets_the_sets_that_trying_every_unit_at_every_step_meets
intervals=chance::tests::the_intervals_hold_the_truth_nineteen_times_in_twenty_counted_and_beyond_the_draws
others=chance::exceedances::tests::a_draw_sees_the_values_of_the_others_as_if_its_own_had_never_been

if ! run "$moves" "$stars" "$sets" "$intervals" "$others"; then
    cat run.log
    echo "The tests fail without a fault."
    exit 1
fi
if ! grep -q "^test result: ok. 5 passed" run.log; then
    cat run.log
    echo "A test of the list has another name now."
    exit 1
fi

fault "null registers never exchange dates" null.rs \
    'for units in &self.dates {' 'for units in &self.dates[..0] {' "$moves"
fault "null registers never exchange places" null.rs \
    'for units in &self.places {' 'for units in &self.places[..0] {' "$moves"
fault "the stars of growth are never updated" series.rs \
    'star[kind] *= factors[kind];' 'let _ = &star;' "$stars"
fault "a newcomer is never the giver" series.rs \
    'product *= (sum + own) /' 'product *= (sum + 0.0 * own) /' "$sets"
fault "intervals beyond the draws have the wrong lever" chance/exceedances.rs \
    'count.hypot(excess * (ratio(NORMAL_95) - 1.0))' 'count.hypot(ratio(NORMAL_95) - 1.0)' "$intervals"
fault "a draw is compared with itself" chance/exceedances.rs \
    'skipped.next_if_eq(&value).is_none()' '{ skipped.next_if_eq(&value); true }' "$others"

[ "$survived" = 0 ]
