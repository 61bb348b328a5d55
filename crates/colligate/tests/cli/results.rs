//! What the commands give, on small simulated registers with a fixed seed.

use crate::desk::{Desk, narrow};
use serde_json::Value;

const FILES: [&str; 6] = ["links.parquet", "model.toml", "rejects.csv", "report.html", "series.geojson", "series.json"];

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn link_writes_a_whole_folder_and_rows_add_up() {
    let desk = Desk::new().county();
    let ran = desk.ok(&["link", "county.csv", "--draws", "19"]);
    narrow(&ran.out);
    assert_eq!(desk.names("county.colligate"), FILES);
    assert_eq!(desk.names("."), ["county.colligate", "county.csv"]);
    let result = json(&desk.read("county.colligate/series.json"));
    let number = |name: &str| result["register"][name].as_u64().unwrap();
    assert_eq!(number("rows"), 300);
    assert_eq!(number("used") + number("partly_used") + number("rejected"), 300);
    assert_eq!(result["model"]["toml"], desk.read("county.colligate/model.toml"));
    assert!(!ran.out.contains('\u{1b}'));
}

#[test]
fn the_same_seed_gives_the_same_bytes_on_any_number_of_threads() {
    let desk = Desk::new().county();
    for (threads, out) in [("1", "one"), ("2", "two")] {
        desk.ok(&["link", "county.csv", "--draws", "19", "--threads", threads, "--out", out]);
    }
    for file in FILES {
        let bytes = |out: &str| std::fs::read(desk.path(&format!("{out}/{file}"))).unwrap();
        assert_eq!(bytes("one"), bytes("two"), "{file}");
    }
}

#[test]
fn json_goes_to_standard_output_alone() {
    let desk = Desk::new().county();
    let ran = desk.ok(&["link", "county.csv", "--draws", "9", "--format", "json", "--quiet"]);
    assert_eq!(json(&ran.out)["schema"], "colligate.series/1");
    assert_eq!(ran.out, desk.read("county.colligate/series.json"));
    assert_eq!(ran.err, "");
    let replay =
        ["replay", "county.csv", "--draws", "9", "--every", "300", "--format", "json", "--report", "then.html"];
    let ran = desk.ok(&replay);
    assert_eq!(json(&ran.out)["schema"], "colligate.series/1");
    assert!(json(&ran.out)["lost"].is_array());
    assert!(desk.read("then.html").starts_with("<!DOCTYPE html>"));
}

#[test]
fn an_earlier_result_is_replaced_as_a_whole() {
    let desk = Desk::new().county();
    desk.ok(&["link", "county.csv", "--draws", "9", "--out", "out"]);
    desk.write("out/note.txt", "mine");
    desk.ok(&["link", "county.csv", "--draws", "9", "--seed", "2", "--out", "out/"]);
    assert_eq!(desk.names("out"), FILES);
    assert_eq!(json(&desk.read("out/series.json"))["run"]["seed"], 2);
    assert_eq!(desk.names("."), ["county.csv", "out"]);
}

#[test]
fn standard_input_is_read() {
    let desk = Desk::new().county();
    let input = std::fs::File::open(desk.path("county.csv")).unwrap();
    let output = desk.command(&["link", "-", "--draws", "3"]).stdin(input).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(desk.names("standard-input.colligate"), FILES);
}

#[test]
fn as_of_a_day_only_what_was_known_counts() {
    let desk = Desk::new().london();
    let linked = |day: &str| {
        let amended = ["link", "london.csv", "--amendments", "london.amendments.jsonl", "--draws", "3"];
        json(&desk.ok(&[&amended[..], &["--as-of", day, "--format", "json"]].concat()).out)
    };
    let (then, later) = (linked("2012-06-30"), linked("2015-12-31"));
    let counted = |result: &Value, name: &str| result["register"][name].as_u64().unwrap();
    assert!(counted(&then, "with_substances") < counted(&later, "with_substances"));
    assert!(then["register"]["to"].as_str().unwrap() <= "2012-06-30");
    assert!(then["register"]["notes"].to_string().contains("As of 30 Jun 2012"));
}

#[test]
fn timings_go_to_standard_error() {
    let desk = Desk::new().county();
    let ran = desk.ok(&["link", "county.csv", "--draws", "3", "--timings"]);
    assert!(ran.err.contains("CPU s") && ran.err.contains("reading") && ran.err.contains("writing"), "{}", ran.err);
}

#[test]
fn a_guessed_profile_is_shown_and_can_be_written_and_used() {
    let desk = Desk::new();
    let mut text = String::from("Ref,Found on,Y,X,Years\n");
    for at in 0..20 {
        text.push_str(&format!("R{at},2014-06-{:02},51.5{at:02},0.07{at:02},{}\n", at + 1, 20 + at));
    }
    desk.write("odd.csv", &text);
    let ran = desk.ok(&["profile", "odd.csv", "--write", "odd.toml"]);
    assert!(ran.out.contains("by a guess"), "{}", ran.out);
    narrow(&ran.out);
    let again = desk.ok(&["profile", "odd.csv", "--profile", "odd.toml"]);
    assert!(again.out.contains("20 used"), "{}", again.out);
    let linked = desk.ok(&["link", "odd.csv", "--draws", "3"]);
    assert!(linked.err.contains("they were guessed"), "{}", linked.err);
    narrow(&linked.err);
}

#[test]
fn the_account_of_a_profile_reads_as_before() {
    let desk = Desk::new().county();
    insta::assert_snapshot!(desk.ok(&["profile", "county.csv"]).out);
}

#[test]
fn simulated_registers_come_with_what_belongs_to_them() {
    let desk = Desk::new().london();
    assert_eq!(desk.names("."), ["london.amendments.jsonl", "london.csv"]);
    assert_eq!(desk.read("london.csv").matches("\nBRK-").count(), 4);
    let peers = ["--deaths", "1000", "--planted", "2", "--out", "peers.csv"];
    desk.ok(&[&["simulate", "--like", "peers"], &peers[..]].concat());
    assert!(desk.read("peers.truth.csv").starts_with("id,series\n"));
    desk.ok(&["simulate", "--like", "county", "--deaths", "300", "--seed", "5", "--out", "county.csv"]);
    let first = desk.read("county.csv");
    desk.ok(&["simulate", "--like", "county", "--deaths", "300", "--seed", "5", "--out", "county.csv"]);
    assert_eq!(desk.read("county.csv"), first);
}

#[test]
fn the_demonstration_leaves_its_register_beside_its_result() {
    let desk = Desk::new();
    let ran = desk.ok(&["demo", "--deaths", "500", "--draws", "9"]);
    narrow(&ran.out);
    let mut files = FILES.to_vec();
    files.extend(["register.amendments.jsonl", "register.csv"]);
    files.sort_unstable();
    assert_eq!(desk.names("demo.colligate"), files);
    assert!(ran.err.contains("demo.colligate/report.html"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_with_130_and_leaves_nothing_half_written() {
    let desk = Desk::new();
    let mut demo = desk.command(&["demo", "--draws", "100000", "--quiet"]).spawn().unwrap();
    let begun = std::time::Instant::now();
    while !desk.path("demo.colligate.partial").exists() && begun.elapsed().as_secs() < 30 {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let id = demo.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(demo.wait().unwrap().code(), Some(130));
    assert_eq!(desk.names("."), Vec::<String>::new());
}

/// The demonstration under way, with nobody left who reads its standard error.
#[cfg(unix)]
fn unread_demo(desk: &Desk) -> std::process::Child {
    let mut demo = desk.command(&["demo", "--draws", "100000"]).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let begun = std::time::Instant::now();
    while !desk.path("demo.colligate.partial").exists() && begun.elapsed().as_secs() < 60 {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    drop(demo.stderr.take());
    demo
}

#[cfg(unix)]
#[test]
fn ctrl_c_and_sigterm_end_a_program_whose_standard_error_nobody_reads() {
    for signal in ["-INT", "-TERM"] {
        let desk = Desk::new();
        let mut demo = unread_demo(&desk);
        let id = demo.id().to_string();
        assert!(std::process::Command::new("kill").args([signal, &id]).status().unwrap().success());
        let asked = std::time::Instant::now();
        let code = loop {
            match demo.try_wait().unwrap() {
                Some(status) => break status.code(),
                None if asked.elapsed().as_secs() > 30 => break None,
                None => std::thread::sleep(std::time::Duration::from_millis(20)),
            }
        };
        if code.is_none() {
            demo.kill().unwrap();
        }
        assert_eq!(code, Some(130), "after {signal}");
        assert_eq!(desk.names("."), Vec::<String>::new(), "after {signal}");
    }
}

#[cfg(unix)]
#[test]
fn what_cannot_be_said_on_standard_error_changes_no_exit_code() {
    let desk = Desk::new().county();
    let code = |arguments: &[&str]| {
        let mut ran = desk.command(arguments);
        ran.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::piped());
        let mut ran = ran.spawn().unwrap();
        drop(ran.stderr.take());
        ran.wait().unwrap().code()
    };
    assert_eq!(code(&["link", "county.csv", "--draws", "9", "--timings"]), Some(0));
    assert_eq!(code(&["link", "absent.csv"]), Some(2));
    assert_eq!(code(&["link", "--no-such-option"]), Some(2));
}
