//! Later statements that cannot be used: counted, with line and reason, wherever they were given.

use crate::desk::Desk;
use serde_json::Value;

/// A county with later statements, of which five of eight cannot be used, and a death without a date.
fn desk() -> Desk {
    let desk = Desk::new().county();
    let register = desk.read("county.csv");
    let at = |column: &str| register.lines().next().unwrap().split(',').position(|name| name == column).unwrap();
    let id = |row: usize| register.lines().nth(row).unwrap().split(',').nth(at("id")).unwrap().to_owned();
    let said = |death: &str, field: &str, value: &str, day: &str| {
        format!("{{\"death\":\"{death}\",\"field\":\"{field}\",\"value\":\"{value}\",\"known_from\":\"{day}\"}}\n")
    };
    let lines = [
        said(&id(3), "age", "41", "2025-01-01"),
        said(&id(3), "age", "41", "13/02/2025"),
        said(&id(4), "aged", "41", "2025-01-01"),
        said("nobody", "age", "41", "2025-01-01"),
        said(&id(5), "age", "very old", "2025-01-01"),
        said(&id(6), "sex", "female", "2025-01-02"),
        "{\"death\":\n".to_owned(),
        said(&id(7), "place", "1 High Street", "2025-01-03"),
    ];
    desk.write("later.jsonl", &lines.concat());
    desk
}

#[test]
fn a_replay_says_which_later_statements_it_could_not_use() {
    let desk = desk();
    let replay = ["replay", "county.csv", "--amendments", "later.jsonl", "--draws", "3", "--every", "900"];
    let told = desk.ok(&[&replay[..], &["--rejects", "rejects.csv"]].concat()).out;
    let words = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("8 later statements, of which 3 are used and 5 could not be used."), "{told}");
    for line in ["line 2", "line 3, aged", "line 4, age", "line 5, age", "line 7"] {
        assert!(words.contains(line), "{line} is not told: {told}");
    }
    let rejects = desk.read("rejects.csv");
    assert_eq!(rejects.lines().filter(|line| line.contains("later.jsonl")).count(), 5, "{rejects}");

    let found: Value = serde_json::from_str(&desk.ok(&[&replay[..], &["--format", "json"]].concat()).out).unwrap();
    let statements = &found["register"]["statements"];
    let count = |name: &str| statements[name].as_u64().unwrap();
    assert_eq!((count("rows"), count("used"), count("rejected")), (8, 3, 5));
    let lines: Vec<u64> =
        statements["rejects"].as_array().unwrap().iter().filter_map(|one| one["line"].as_u64()).collect();
    assert_eq!(lines, [2, 3, 4, 5, 7]);
}

#[test]
fn no_command_drops_later_statements_without_a_word() {
    let desk = desk();
    let later = ["--amendments", "later.jsonl"];
    for command in [
        &["nearest", "county.csv", "--death", &first_id(&desk)][..],
        &["interaction", "county.csv", "--draws", "9"],
        &["subsets", "county.csv", "--draws", "9"],
        &["link", "county.csv", "--draws", "0", "--no-replay", "--no-scan", "--out", "linked"],
    ] {
        let ran = desk.ok(&[command, &later].concat());
        let words = (ran.out + &ran.err).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("of which 3 are used and 5 could not be used"), "{command:?}: {words}");
        assert!(words.contains("line 3"), "{command:?}: {words}");
    }
}

fn first_id(desk: &Desk) -> String {
    let register = desk.read("county.csv");
    let at = register.lines().next().unwrap().split(',').position(|name| name == "id").unwrap();
    register.lines().nth(1).unwrap().split(',').nth(at).unwrap().to_owned()
}
