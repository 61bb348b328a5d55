//! The page: what is on it, what it may do, and that no data breaks out of its place.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod fixture;

use base64::Engine;
use colligate_linkage::result::LinkResult;
use colligate_register::Day;
use colligate_report::{evaluation_html, evaluation_json, report_html, terminal};
use proptest::prelude::*;
use serde_json::Value;
use sha2::Digest;

#[test]
fn the_page_tells_what_was_read_found_and_left_open() {
    let page = report_html(&fixture::result());
    for wanted in [
        "2 series stand out; 1 more is listed that chance would also show, about 3.4 in each register",
        "about 1 such series in 2,400 registers like this by chance",
        "What an E-value is",
        "It is no probability of guilt.",
        "No alert closes no case.",
        "Supported by the counts",
        "weakest member",
        "visible from 3\u{a0}Sep\u{a0}2022",
        "tail fitted from here",
        "SHA-256 of the model",
        "Junction of Mill Road and North Quay",
        "Seen once, not in the end",
        "By 2021-02-09 substances of X-1034 became known",
    ] {
        assert!(page.contains(wanted), "{wanted:?} is missing");
    }
}

#[test]
fn the_page_of_a_review_tells_each_death_with_its_links_or_that_it_has_none() {
    let page = report_html(&fixture::reviewed());
    for wanted in [
        "Each death among “substances has GHB”",
        "2 deaths match: 1 with a link, 1 with none.",
        "X-4711",
        "none resembles it by a weight of 2 or more",
    ] {
        assert!(page.contains(wanted), "{wanted:?} is missing");
    }
    assert!(!report_html(&fixture::result()).contains("Each death among"));
}

#[test]
fn no_page_asks_anything_of_any_network() {
    for page in [report_html(&fixture::reviewed()), evaluation_html(&fixture::evaluation::evaluation())] {
        for outside in ["http:", "https:", "//www", "url(", "@import", " src="] {
            assert!(!page.contains(outside), "{outside:?} is on the page");
        }
    }
}

#[test]
fn an_evaluation_says_on_what_it_was_judged_and_whether_the_model_had_seen_it() {
    let mut evaluation = fixture::evaluation::evaluation();
    let (page, text) = (evaluation_html(&evaluation), terminal::evaluated(&evaluation, 80, false));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for wanted in [
        "a random sample of 3,000,000 of the 4,200,000 unlinked pairs",
        "2 of the linked pairs lie beyond that reach",
        "by a model that has not seen it",
        "1 series has one death only",
        "error 0.011",
    ] {
        assert!(page.contains(wanted) && text.contains(wanted), "{wanted:?} is missing in\n{text}");
    }
    assert_eq!(page.matches("class=\"plot framed\"").count(), 4);
    evaluation.run.folds = 0;
    assert!(evaluation_html(&evaluation).contains("The model may have seen these labels."));
    let read = serde_json::from_str(&evaluation_json(&evaluation).unwrap());
    assert_eq!(evaluation, read.unwrap());
}

#[test]
fn hostile_names_make_no_tag_in_an_evaluation() {
    let hostile = "</style></script><script>alert(1)</script>\"><img src=x onerror=alert(1)>";
    let mut evaluation = fixture::evaluation::evaluation();
    let tame = tags(&evaluation_html(&evaluation));
    evaluation.register.source = hostile.to_owned();
    evaluation.labels.source = hostile.to_owned();
    evaluation.model.name = hostile.to_owned();
    evaluation.model.toml = hostile.to_owned();
    assert_eq!(tags(&evaluation_html(&evaluation)), tame);
}

#[test]
fn the_policy_names_the_one_style_and_the_one_script_and_nothing_is_inline_elsewhere() {
    let page = report_html(&fixture::result());
    for (name, rule) in [("style", "style-src"), ("script", "script-src")] {
        let (_, rest) = page.split_once(&format!("<{name}>")).unwrap();
        let (text, rest) = rest.split_once(&format!("</{name}>")).unwrap();
        let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(text.as_bytes()));
        assert!(page.contains(&format!("{rule} &#39;sha256-{hash}&#39;")), "{name}");
        assert!(!rest.contains(&format!("<{name}")));
    }
    assert!(tags(&page).iter().all(|tag| !tag.contains(" style=") && !tag.contains(" on")));
}

#[test]
fn a_result_with_nothing_in_it_still_makes_a_page() {
    let page = report_html(&fixture::nothing());
    assert!(page.contains("No series among 0 deaths"));
    assert!(!page.contains("Seen once"));
    assert!(page.contains("No null register was drawn"));
    assert!(page.contains("The register was not shuffled"));
}

#[test]
fn numbers_that_are_none_never_reach_a_drawing() {
    let mut result = fixture::result();
    let series = &mut result.series[0];
    series.e_value.value = f64::NAN;
    series.e_value.high = f64::INFINITY;
    series.members[1].lat = Some(f64::NAN);
    series.evidence[0].weight = f64::INFINITY;
    series.links[0].weight = f64::NAN;
    series.extent_m = Some(f64::INFINITY);
    series.lat = Some(f64::NAN);
    series.nearby.push((f64::INFINITY, 0.0));
    series.visibility.as_mut().unwrap().curve.push((Day(0), f64::NAN));
    result.chance.curve.push((f64::NAN, 1.0, f64::NAN, f64::INFINITY));
    result.chance.observed[1] = f64::NAN;
    result.chance.tail_rate = Some(f64::NAN);
    let page = report_html(&result);
    let (_, drawn) = page.split_once("</script>").unwrap();
    assert!(!drawn.contains("=\"NaN") && !drawn.contains("=\"inf") && !drawn.contains("=\"-inf"));
}

#[test]
fn series_beyond_the_sixtieth_stand_in_the_list_and_that_is_said() {
    let mut result = fixture::result();
    let last = result.series[2].clone();
    result.series.extend((4..=70).map(|rank| colligate_linkage::result::Series { rank, ..last.clone() }));
    let page = report_html(&result);
    assert_eq!(page.matches("class=\"one wide\"").count(), 60);
    assert_eq!(page.matches("<th scope=\"row\" data-value").count(), 70);
    assert!(page.contains("The first 60 are shown in detail"));
}

#[test]
fn many_members_and_one_spot_are_drawn_too() {
    let mut result = fixture::result();
    let member = result.series[0].members[0].clone();
    result.series[0].members = (0..80)
        .map(|at| colligate_linkage::result::Member {
            id: colligate_register::DeathId(format!("M-{at}").into()),
            ..member.clone()
        })
        .collect();
    assert!(report_html(&result).contains("80 deaths within"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn hostile_text_never_makes_a_tag(text in prop_oneof![
        "[<>&\"'/=a-z \\x00-\\x1f-]{0,24}",
        Just("</style></script><script>alert(1)</script>".to_owned()),
        Just("\"><img src=x onerror=alert(1)>".to_owned()),
        Just("' onfocus='x' autofocus='".to_owned()),
        Just("--><svg/onload=x>]]>".to_owned()),
        "\\PC{0,24}",
    ]) {
        let tame = report_html(&with_text(&fixture::reviewed(), "word"));
        let hostile = report_html(&with_text(&fixture::reviewed(), &text));
        prop_assert_eq!(tags(&tame), tags(&hostile));
    }
}

/// The result with every text replaced by this one, made unlike every other by a number. Days stay days.
fn with_text(result: &LinkResult, text: &str) -> LinkResult {
    let mut value = serde_json::to_value(result).unwrap();
    let mut count = 0;
    replace(&mut value, text, &mut count);
    serde_json::from_value(value).unwrap()
}

fn replace(value: &mut Value, text: &str, count: &mut usize) {
    match value {
        Value::String(own) if own.parse::<Day>().is_err() => {
            *count += 1;
            *own = format!("x{text}~{count}");
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, text, count)),
        Value::Object(fields) => fields.values_mut().for_each(|field| replace(field, text, count)),
        _ => (),
    }
}

/// Every tag with the names of its attributes, their values left out.
fn tags(page: &str) -> Vec<String> {
    let (_, body) = page.split_once("</script>").unwrap();
    let mut found = Vec::new();
    for part in body.split('<').skip(1) {
        let (tag, _) = part.split_once('>').unwrap();
        let outside: Vec<&str> = tag.split('"').step_by(2).collect();
        found.push(outside.concat());
    }
    found
}
