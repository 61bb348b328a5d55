//! Every command explains itself.

use crate::desk::{Desk, narrow};

const COMMANDS: [&str; 9] =
    ["demo", "link", "nearest", "replay", "profile", "train", "evaluate", "simulate", "completions"];

#[test]
fn the_help_of_each_command_has_an_example_and_fits_80_columns() {
    let desk = Desk::new();
    for command in COMMANDS {
        let help = desk.ok(&[command, "--help"]).out;
        assert!(help.contains("Examples:") && help.contains(&format!("colligate {command}")), "{help}");
        narrow(&help);
    }
    let help = desk.ok(&["--help"]).out;
    assert!(help.contains("Examples:") && COMMANDS.iter().all(|command| help.contains(command)), "{help}");
    narrow(&help);
    assert!(desk.ok(&["--version"]).out.starts_with("colligate "));
}

#[test]
fn shells_get_completions() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish"] {
        let script = desk.ok(&["completions", shell]).out;
        assert!(script.contains("nearest") && script.contains("amendments"), "{shell}");
    }
}

#[test]
fn wrong_arguments_end_with_code_2() {
    let desk = Desk::new();
    for wrong in [
        &["divine"][..],
        &[],
        &["link"],
        &["link", "a.csv", "--max-km", "-1"],
        &["link", "a.csv", "--alert", "NaN"],
        &["link", "a.csv", "--as-of", "yesterday"],
        &["link", "a.csv", "--max-days", "0"],
        &["link", "a.csv", "--threads", "0"],
        &["replay", "a.csv", "--every", "0"],
        &["evaluate", "a.csv", "--labels", "b.csv", "--folds", "1"],
        &["evaluate", "a.csv", "--labels", "b.csv", "--max-km", "0"],
        &["simulate", "--like", "moon", "--out", "a.csv"],
    ] {
        assert_eq!(desk.run(wrong).code, Some(2), "{wrong:?}");
    }
}
