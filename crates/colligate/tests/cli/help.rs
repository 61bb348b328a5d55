//! Every command explains itself.

use crate::desk::{Desk, narrow};

const COMMANDS: [&str; 14] = [
    "demo",
    "link",
    "nearest",
    "note",
    "replay",
    "scan",
    "subsets",
    "interaction",
    "read",
    "profile",
    "train",
    "evaluate",
    "simulate",
    "completions",
];

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
fn an_unknown_command_or_none_is_told_which_there_are() {
    let desk = Desk::new();
    for wrong in [&["divine"][..], &[]] {
        let ran = desk.run(wrong);
        assert_eq!(ran.code, Some(2), "{wrong:?}");
        assert!(ran.err.contains("Usage: colligate"), "{}", ran.err);
    }
    for command in ["link", "replay", "nearest", "scan", "subsets", "interaction", "profile", "train", "evaluate"] {
        let ran = desk.run(&[command]);
        assert_eq!(ran.code, Some(2), "{command}");
        assert!(ran.err.contains("<FILE>") && ran.err.contains("--help"), "{}", ran.err);
    }
}

/// A command with an option, a value it cannot have, and what must be said of it.
const WRONG: [(&[&str], &str, &str, &str); 38] = [
    (&["link", "a.csv"], "--max-km", "-1", "a number above 0"),
    (&["link", "a.csv"], "--max-days", "0", "1..="),
    (&["link", "a.csv"], "--alert", "NaN", "a number above 0"),
    (&["link", "a.csv"], "--floor", "high", "a number above 0"),
    (&["link", "a.csv"], "--draws", "-1", "4294967295"),
    (&["link", "a.csv"], "--seed", "one", "invalid digit"),
    (&["link", "a.csv"], "--top", "0", "a whole number of 1 or more"),
    (&["link", "a.csv"], "--as-of", "yesterday", "write it as 2014-09-20"),
    (&["link", "a.csv"], "--dates", "ymd", "dmy, mdy"),
    (&["link", "a.csv"], "--format", "pdf", "table, json"),
    (&["link", "a.csv"], "--threads", "0", "a whole number of 1 or more"),
    (&["replay", "a.csv"], "--every", "0", "1..="),
    (&["replay", "a.csv"], "--max-km", "inf", "a number above 0"),
    (&["replay", "a.csv"], "--as-of", "2014-02-30", "write it as 2014-09-20"),
    (&["replay", "a.csv"], "--format", "text", "table, json"),
    (&["nearest", "a.csv", "--death", "A"], "--top", "0", "a whole number of 1 or more"),
    (&["nearest", "a.csv", "--death", "A"], "--top", "-3", "a whole number of 1 or more"),
    (&["nearest", "a.csv", "--death", "A"], "--format", "xml", "table, json"),
    (&["profile", "a.csv"], "--dates", "american", "dmy, mdy"),
    (&["profile", "a.csv"], "--as-of", "September", "write it as 2014-09-20"),
    (&["train", "a.csv", "--labels", "b.csv"], "--dates", "1", "dmy, mdy"),
    (&["evaluate", "a.csv", "--labels", "b.csv"], "--folds", "1", "2..=1000"),
    (&["evaluate", "a.csv", "--labels", "b.csv"], "--max-km", "0", "a number above 0"),
    (&["evaluate", "a.csv", "--labels", "b.csv"], "--max-days", "soon", "invalid digit"),
    (&["scan", "a.csv"], "--max-km", "0", "a number above 0"),
    (&["scan", "a.csv"], "--shape", "round", "space-time, space, time"),
    (&["subsets", "a.csv"], "--by", "shoes", "substance, sex, age"),
    (&["subsets", "a.csv"], "--lengths", "0", "1..="),
    (&["interaction", "a.csv"], "--test", "moran", "knox, mantel, jacquez"),
    (&["interaction", "a.csv"], "--neighbours", "0", "1..="),
    (&["interaction", "a.csv"], "--days", "-3", "a number above 0"),
    (&["simulate", "--out", "a.csv"], "--like", "moon", "london, county, peers"),
    (&["simulate", "--like", "county", "--out", "a.csv"], "--deaths", "many", "1 or more"),
    (&["simulate", "--like", "london", "--out", "a.csv"], "--series", "shipman", "barking"),
    (&["simulate", "--like", "london", "--out", "a.csv"], "--from", "2012", "write it as 2014-09-20"),
    (&["demo"], "--draws", "-5", "4294967295"),
    (&["demo"], "--deaths", "1.5", "invalid digit"),
    (&["demo"], "--seed", "", "empty string"),
];

#[test]
fn a_value_that_an_option_cannot_have_ends_with_code_2_and_what_it_can_have() {
    let desk = Desk::new();
    for (command, option, value, wanted) in WRONG {
        let ran = desk.run(&[command, &[option, value]].concat());
        assert_eq!(ran.code, Some(2), "{command:?} {option} {value}\n{}{}", ran.out, ran.err);
        assert_eq!(ran.out, "");
        narrow(&ran.err);
        let said = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.starts_with("error: ") && said.contains(option) && said.contains(wanted), "{said}");
        assert!(value.is_empty() || said.contains(&format!("'{value}'")), "{said}");
    }
    let ran = desk.run(&["completions", "tcsh"]);
    assert!(ran.code == Some(2) && ran.err.contains("bash, elvish, fish"), "{}", ran.err);
    assert_eq!(desk.names("."), Vec::<String>::new());
}
