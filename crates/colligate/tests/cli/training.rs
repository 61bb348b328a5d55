//! Learning from known series and holding a model against them, on a simulated register with planted series.

use crate::desk::{Desk, narrow};
use serde_json::Value;

/// A simulated register with ten planted series, as `peers.csv`, and its truth, as `peers.truth.csv`.
fn planted() -> Desk {
    let desk = Desk::new();
    let size = ["--deaths", "1500", "--planted", "10", "--seed", "4", "--out", "peers.csv"];
    desk.ok(&[&["simulate", "--like", "peers"], &size[..]].concat());
    desk
}

#[test]
fn train_writes_a_model_that_link_takes() {
    let desk = planted();
    let truth = desk.read("peers.truth.csv");
    let alone = desk.read("peers.csv").lines().nth(9).unwrap().split(',').next().unwrap().to_owned();
    desk.write("known.csv", &format!("{truth}{alone},on its own\n"));
    let ran = desk.ok(&["train", "peers.csv", "--labels", "known.csv"]);
    narrow(&ran.out);
    assert_eq!(desk.names("."), ["known.csv", "peers.csv", "peers.model.toml", "peers.truth.csv"]);
    let model = desk.read("peers.model.toml");
    assert!(model.starts_with("# Learned by Colligate"), "{model}");
    for wanted in
        ["# Register: peers.csv, 1,500 deaths, read on ", "10 series", "1 series of one death teaches nothing"]
    {
        assert!(model.contains(wanted), "{wanted} is not in\n{model}");
    }
    let linked = ["link", "peers.csv", "--model", "peers.model.toml", "--draws", "3", "--out", "linked"];
    desk.ok(&linked);
    assert!(desk.read("linked/model.toml").contains("learned from known.csv"));
    let again = ["train", "peers.csv", "--labels", "known.csv", "--model", "peers.model.toml", "--out", "again.toml"];
    let ran = desk.ok(&again);
    assert!(ran.out.contains("model learned from known.csv"), "{}", ran.out);
    assert!(ran.err.contains("again.toml"), "{}", ran.err);
}

#[test]
fn the_account_of_training_reads_as_before() {
    let desk = planted();
    insta::assert_snapshot!(desk.ok(&["train", "peers.csv", "--labels", "peers.truth.csv"]).out);
}

#[test]
fn labels_that_cannot_be_used_are_refused_with_line_and_remedy() {
    let desk = Desk::new().county();
    let ids: Vec<String> =
        desk.read("county.csv").lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect();
    let (a, b) = (&ids[0], &ids[1]);
    for (text, wanted) in [
        (format!("series,death\nx,{a}\nx,nobody\n"), &["labels.csv, line 3", "no death nobody", "delete the line"][..]),
        (format!("series,death\nx,{a}\n,{b}\n"), &["labels.csv, line 3", "has no series", "fill it in"]),
        (format!("series,death\nx,{a}\nx,\n"), &["labels.csv, line 3", "has no death"]),
        (format!("series,death\nx,{a}\nx,{a}\n"), &["labels.csv, line 3", "already", "delete one"]),
        (format!("series,death\nx,{a}\ny,{b}\n"), &["labels.csv", "one death only", "at least one series"]),
        ("colour,shape\nred,round\n".to_owned(), &["labels.csv", "\"colour\", \"shape\"", "series,death"]),
        (String::new(), &["labels.csv", "no row"]),
    ] {
        desk.write("labels.csv", &text);
        for command in ["train", "evaluate"] {
            let said = desk.refused(&[command, "county.csv", "--labels", "labels.csv"]);
            assert!(wanted.iter().all(|part| said.contains(part)), "{text}: {said}");
        }
    }
    let said = desk.refused(&["train", "county.csv", "--labels", "absent.csv"]);
    assert!(said.contains("absent.csv") && said.contains("No such file"), "{said}");
    let said = desk.refused(&["train", "county.csv", "--labels", "county.csv"]);
    assert!(said.contains("both the register and its labels"), "{said}");
    assert_eq!(desk.run(&["train", "county.csv"]).code, Some(2));
    assert_eq!(desk.names("."), ["county.csv", "labels.csv"]);
}

const TRUTH: [&str; 4] = ["evaluate", "peers.csv", "--labels", "peers.truth.csv"];

#[test]
fn evaluate_writes_its_figures_and_their_page() {
    let desk = planted();
    let ran = desk.ok(&TRUTH);
    narrow(&ran.out);
    assert!(ran.out.contains("may have seen these labels"), "{}", ran.out);
    assert_eq!(desk.names("peers.evaluation"), ["evaluation.html", "evaluation.json"]);
    let found: Value = serde_json::from_str(&desk.read("peers.evaluation/evaluation.json")).unwrap();
    assert_eq!(found["schema"], "colligate.evaluation/1");
    assert!(found["discrimination"]["auc"].as_f64().unwrap() > 0.9);
    let page = desk.read("peers.evaluation/evaluation.html");
    assert_eq!(page.matches("class=\"plot framed\"").count(), 4);
    assert!(["http:", "https:", "url(", " src="].iter().all(|outside| !page.contains(outside)));
}

#[test]
fn folds_are_dealt_the_same_on_any_number_of_threads_and_an_earlier_evaluation_is_replaced() {
    let desk = planted();
    let evaluated = |threads: &str| {
        let more = ["--folds", "3", "--threads", threads, "--format", "json", "--quiet", "--out", "out"];
        let ran = desk.ok(&[&TRUTH[..], &more].concat());
        assert_eq!(ran.out, desk.read("out/evaluation.json"));
        (ran.out, desk.read("out/evaluation.html"))
    };
    assert_eq!(evaluated("1"), evaluated("2"));
}

#[test]
fn the_account_of_an_evaluation_in_folds_reads_as_before() {
    let desk = planted();
    let ran = desk.ok(&[&TRUTH[..], &["--folds", "5"]].concat());
    narrow(&ran.out);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn what_cannot_be_evaluated_is_refused_and_series_are_not_overwritten() {
    let desk = planted();
    let said = desk.refused(&[&TRUTH[..], &["--folds", "11"]].concat());
    assert!(said.contains("11 folds") && said.contains("10 folds or fewer"), "{said}");
    let said = desk.refused(&[&TRUTH[..], &["--max-km", "0.0001", "--max-days", "1"]].concat());
    assert!(said.contains("widen the reach"), "{said}");
    desk.ok(&["link", "peers.csv", "--draws", "3", "--out", "linked"]);
    let said = desk.refused(&[&TRUTH[..], &["--out", "linked"]].concat());
    assert!(said.contains("linked") && said.contains("--out"), "{said}");
    assert_eq!(desk.names("."), ["linked", "peers.csv", "peers.truth.csv"]);
}
