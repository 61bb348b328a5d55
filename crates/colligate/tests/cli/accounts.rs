//! What people read in the terminal, word for word, on a small simulated London with a fixed seed. Where a change of the
//! model moves the figures, look at the difference and accept it with `INSTA_UPDATE=always`.

use crate::desk::{Desk, narrow};

const LATER: [&str; 3] = ["london.csv", "--amendments", "london.amendments.jsonl"];

/// What a command prints of the register, which holds neither paths nor times.
fn account(command: &[&str], more: &[&str]) -> String {
    let desk = Desk::new().london();
    let ran = desk.ok(&[command, &LATER, more].concat());
    narrow(&ran.out);
    narrow(&ran.err);
    ran.out
}

#[test]
fn the_account_of_linking_reads_as_before() {
    insta::assert_snapshot!(account(&["link"], &["--draws", "19"]));
}

#[test]
fn the_account_of_the_nearest_deaths_reads_as_before() {
    insta::assert_snapshot!(account(&["nearest"], &["--death", "BRK-3", "--top", "5"]));
}

#[test]
fn the_account_of_a_replay_reads_as_before() {
    insta::assert_snapshot!(account(&["replay"], &["--draws", "19", "--every", "120"]));
}
