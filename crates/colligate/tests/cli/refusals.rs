//! What cannot be used is refused with code 2, with what was found and what would work, and nothing is left behind.

use crate::desk::{Desk, narrow};

const READING: [&[&str]; 9] = [
    &["link"],
    &["replay"],
    &["scan"],
    &["subsets"],
    &["interaction"],
    &["profile"],
    &["nearest", "--death", "A"],
    &["train", "--labels", "known.csv"],
    &["evaluate", "--labels", "known.csv"],
];

fn with<'a>(command: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [command, more].concat()
}

#[test]
fn a_missing_file_is_named() {
    let desk = Desk::new();
    for command in READING {
        let said = desk.refused(&with(command, &["absent.csv"]));
        assert!(said.contains("absent.csv") && said.contains("No such file"), "{said}");
    }
    assert_eq!(desk.names("."), Vec::<String>::new());
}

#[test]
fn an_empty_file_is_told_what_a_register_needs() {
    let desk = Desk::new();
    desk.write("empty.csv", "");
    for command in READING {
        let said = desk.refused(&with(command, &["empty.csv"]));
        assert!(said.contains("empty.csv") && said.contains("header"), "{said}");
    }
    assert_eq!(desk.names("."), ["empty.csv"]);
}

#[test]
fn a_file_of_something_else_is_refused() {
    let desk = Desk::new();
    desk.write("shopping.csv", "bread,milk\n1,2\n");
    for command in READING {
        let said = desk.refused(&with(command, &["shopping.csv"]));
        assert!(said.contains("bread, milk") && said.contains("profile"), "{said}");
    }
}

#[test]
fn a_format_that_is_not_read_or_damaged_is_named_with_what_would_work() {
    let desk = Desk::new().county();
    let files = [
        ("letter.pdf", "%PDF-1.7", "PDF document", "CSV, Parquet, XLSX or JSON lines"),
        ("page.csv", "<!doctype html><html>", "web page", "CSV, Parquet, XLSX or JSON lines"),
        ("deaths.json", "[{\"id\": 1}]", "one JSON array", "one JSON object a line"),
        ("cut.parquet", "PAR1 PAR1", "not a sound Parquet file", "export it again"),
        ("cut.xlsx", "PK\u{3}\u{4} and no more", "not a sound XLSX file", "export it again"),
    ];
    for (name, text, found, remedy) in files {
        desk.write(name, text);
        for command in READING {
            let said = desk.refused(&with(command, &[name]));
            assert!(said.contains(name) && said.contains(found) && said.contains(remedy), "{said}");
        }
        for command in ["train", "evaluate"] {
            let said = desk.refused(&[command, "county.csv", "--labels", name]);
            assert!(said.contains(name) && said.contains(found), "{said}");
        }
    }
    let mut quote = String::from("id,died,place\n1,2020-01-01,\"never closed\n");
    quote.push_str(&"x".repeat(17 << 20));
    desk.write("quote.csv", &quote);
    let said = desk.refused(&["link", "quote.csv"]);
    assert!(said.contains("quote.csv, line 2") && said.contains("never closed"), "{said}");
}

#[test]
fn amendments_that_cannot_be_used_are_refused() {
    let desk = Desk::new().county();
    desk.write("other.jsonl", "{\"death\": \"nobody\", \"field\": \"age\", \"known_from\": \"2020-01-01\"}\n");
    for command in
        READING.iter().filter(|command| command[0] != "scan" && (command.len() < 3 || command[1] == "--death"))
    {
        let amended = |name: &str| desk.refused(&with(command, &["county.csv", "--amendments", name]));
        let said = amended("absent.jsonl");
        assert!(said.contains("absent.jsonl") && said.contains("No such file"), "{said}");
        let said = amended("other.jsonl");
        assert!(said.contains("other.jsonl") && said.contains("line 1") && said.contains("nobody"), "{said}");
        let said = amended("county.csv");
        assert!(said.contains("none of its 301 lines is a statement") && said.contains("line 1"), "{said}");
    }
}

#[test]
fn a_sheet_that_is_not_there_is_told() {
    let desk = Desk::new().county();
    let ran = desk.ok(&["profile", "county.csv", "--sheet", "2020"]);
    assert!(ran.out.contains("no workbook") && ran.out.contains("2020"), "{}", ran.out);
}

#[test]
fn a_wrong_filter_is_shown_with_a_caret_under_the_place() {
    let desk = Desk::new().county();
    for command in [&["link"][..], &["replay"], &["nearest", "--death", "A"]] {
        let ran = desk.run(&with(command, &["county.csv", "--among", "age 18..40 and colour is red"]));
        assert_eq!(ran.code, Some(2));
        let lines: Vec<&str> = ran.err.lines().collect();
        let caret = lines.iter().position(|line| line.trim() == "^").unwrap();
        assert_eq!(lines[caret].find('^'), lines[caret - 1].find("colour"), "{}", ran.err);
        narrow(&ran.err);
    }
    assert_eq!(desk.names("."), ["county.csv"]);
}

#[test]
fn a_model_that_makes_no_sense_is_refused_with_the_number() {
    let desk = Desk::new().county();
    desk.write("model.toml", "name = 3\n");
    for command in
        READING.into_iter().filter(|command| !["profile", "scan", "subsets", "interaction"].contains(&command[0]))
    {
        let said = desk.refused(&with(command, &["county.csv", "--model", "model.toml"]));
        assert!(said.contains("model.toml") && said.contains("expected a string in `name`"), "{said}");
        let said = desk.refused(&with(command, &["county.csv", "--model", "absent.toml"]));
        assert!(said.contains("absent.toml"), "{said}");
    }
}

#[test]
fn an_unknown_profile_is_told_which_there_are() {
    let desk = Desk::new().county();
    let said = desk.refused(&["profile", "county.csv", "--profile", "essex"]);
    assert!(said.contains("essex") && said.contains("milwaukee"), "{said}");
    let told = desk.ok(&["profile", "county.csv", "--profile", "milwaukee"]).out;
    assert!(told.contains("columns that the file does not have: CaseNum"), "{told}");
    desk.write("far.toml", "name = \"far\"\n[fields]\nid = \"case\"\ndied = \"day\"\n");
    for command in READING {
        let said = desk.refused(&with(command, &["county.csv", "--profile", "far.toml"]));
        assert!(said.contains("far") && said.contains("died"), "{said}");
    }
    desk.write("own.toml", "nmae = \"own\"\n");
    let said = desk.refused(&["link", "county.csv", "--profile", "own.toml"]);
    assert!(said.contains("own.toml") && said.contains("nmae"), "{said}");
}

#[test]
fn a_death_that_is_not_there_is_refused() {
    let desk = Desk::new().county();
    let said = desk.refused(&["nearest", "county.csv", "--death", "no-such-case"]);
    assert!(said.contains("no-such-case"), "{said}");
}

#[test]
fn one_death_alone_cannot_be_linked() {
    let desk = Desk::new();
    desk.write("one.csv", "id,died,lat,lon\nA,2020-01-01,51.5,0.1\nA,2020-01-02,51.5,0.1\n");
    for command in ["link", "replay"] {
        let said = desk.refused(&[command, "one.csv"]).replace("\n  ", " ");
        assert!(said.contains("one.csv: one death can be used of 2 rows"), "{said}");
        assert!(said.contains("line 3: case number A already stands on line 2"), "{said}");
    }
    assert_eq!(desk.names("."), ["one.csv"]);
}

#[test]
fn nothing_was_known_before_the_register_begins() {
    let desk = Desk::new().county();
    let said = desk.refused(&["link", "county.csv", "--as-of", "1900-01-01"]);
    assert!(said.contains("1 Jan 1900"), "{said}");
}

#[test]
fn a_folder_of_someone_else_is_left_alone() {
    let desk = Desk::new().county();
    std::fs::create_dir(desk.path("thesis")).unwrap();
    desk.write("thesis/chapter.txt", "years of work");
    let said = desk.refused(&["link", "county.csv", "--draws", "3", "--out", "thesis"]);
    assert!(said.contains("thesis") && said.contains("--out"), "{said}");
    let said = desk.refused(&["demo", "--deaths", "300", "--draws", "3", "--out", "thesis"]);
    assert!(said.contains("thesis"), "{said}");
    assert_eq!(desk.names("thesis"), ["chapter.txt"]);
    desk.refused(&["link", "county.csv", "--out", "."]);
    assert_eq!(desk.names("."), ["county.csv", "thesis"]);
}

#[test]
fn a_place_that_cannot_be_written_is_refused() {
    let desk = Desk::new().county();
    for arguments in [
        &["link", "county.csv", "--out", "no/such/folder"][..],
        &["demo", "--deaths", "300", "--out", "county.csv/below"],
        &["profile", "county.csv", "--write", "no/such/profile.toml"],
        &["simulate", "--like", "county", "--out", "no/such.csv"],
        &["replay", "county.csv", "--draws", "3", "--every", "900", "--out", "no/such.json"],
        &["replay", "county.csv", "--draws", "3", "--every", "900", "--report", "no/such.html"],
    ] {
        let said = desk.refused(arguments);
        assert!(said.contains("no/such") || said.contains("county.csv/below"), "{said}");
    }
    assert_eq!(desk.names("."), ["county.csv"]);
}

#[test]
fn settings_of_another_register_are_refused() {
    let desk = Desk::new();
    desk.refused(&["simulate", "--like", "peers", "--series", "barking", "--out", "a.csv"]);
    desk.refused(&["simulate", "--like", "county", "--planted", "2", "--out", "a.csv"]);
    let days = ["--from", "2015-01-02", "--to", "2015-01-01"];
    desk.refused(&[&["simulate", "--like", "county", "--out", "a.csv"], &days[..]].concat());
    // Days that would leave the planted deaths out, or that end before the usual first one.
    let london = ["simulate", "--like", "london", "--out", "a.csv"];
    let said = desk.refused(&[&london[..], &["--series", "barking", "--to", "2015-06-30"]].concat());
    assert!(said.contains("2014-06-19 to 2015-09-14") && said.contains("2012-01-01 to 2015-06-30"), "{said}");
    let said = desk.refused(&[&london[..], &["--to", "2011-06-30"]].concat());
    assert!(said.contains("2012-01-01, is after"), "{said}");
    let said = desk.refused(&[&london[..], &["--deaths", "0"]].concat());
    assert!(said.contains("1 or more"), "{said}");
    assert_eq!(desk.names("."), Vec::<String>::new());
}
