//! The page of documents and its JSON: what is on them, and that no text breaks out of its place.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use colligate_documents::text::{Contents, Limits, read_bytes};
use colligate_documents::{Options, Origin, read_all};
use colligate_report::documents::{DocumentsFacts, documents_html, documents_json};
use colligate_report::terminal;

const FIRST: &str = "Published 9 May 2019\n\nAda Quill, 31, of Salford, was found dead on Tuesday, police said.\n\n\"We are keeping an open mind,\" said Inspector Tom Reed.\n";
const SECOND: &str =
    "Published 9 May 2019\n\nAda Quill, 32, of Salford, was found dead on 7 May, the coroner's office said.\n";

/// The page, the JSON and the terminal's text of these documents, taken to be of one event.
fn shown(texts: &[(&str, &str)], refused: &[&str]) -> [String; 3] {
    let mut all = Contents::default();
    for (name, text) in texts {
        all.documents.extend(read_bytes(name, text.as_bytes(), &Limits::default()).unwrap().documents);
    }
    let origins: Vec<Origin> = all.documents.iter().map(|document| document.origin.clone()).collect();
    let reading = read_all(all.documents, &Options { group: false });
    let facts = DocumentsFacts {
        version: "0.1.0".to_owned(),
        origins: origins.iter().collect(),
        refused: refused.iter().map(ToString::to_string).collect(),
        register: None,
    };
    let terminal = terminal::documents(&facts, &reading, 80, false);
    [documents_html(&facts, &reading), documents_json(&facts, &reading).unwrap(), terminal]
}

/// What is drawn and said, without style and script.
fn body(page: &str) -> &str {
    page.split_once("</script>").unwrap().1
}

fn tags(page: &str) -> Vec<String> {
    body(page).split('<').skip(1).filter_map(|tag| tag.split(['>', ' ']).next()).map(str::to_owned).collect()
}

fn is_sound(page: &str) {
    for outside in ["http:", "https:", "//www", "url(", "@import", " src="] {
        assert!(!page.contains(outside), "{outside:?} is on the page");
    }
    let count = |sign: &str| body(page).matches(sign).count();
    for name in ["section", "svg", "table", "figure", "div", "details", "mark", "p", "a", "article", "line"] {
        assert_eq!(count(&format!("<{name}>")) + count(&format!("<{name} ")), count(&format!("</{name}>")), "{name}");
    }
    let ids: Vec<&str> = body(page).split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(ids.len(), once.len(), "an id stands twice");
    for link in body(page).split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(&link), "nothing is at #{link}");
    }
}

#[test]
fn a_contradiction_stands_before_the_facts_and_leads_to_its_words() {
    let [page, _, terminal] = shown(&[("first.txt", FIRST), ("second.txt", SECOND)], &["scan.pdf: holds no text"]);
    is_sound(&page);
    let contradiction = page.find("What contradicts").unwrap();
    assert!(contradiction < page.find("Facts, with their sources side by side").unwrap());
    assert!(page.contains("scan.pdf: holds no text"));
    assert!(
        page.contains("class=\"m-person\"") && page.contains("class=\"m-date\"") && page.contains("class=\"said\"")
    );
    assert!(page.contains("The day stands in a line beside the text."));
    assert!(terminal.contains("Contradiction:") && terminal.contains("scan.pdf"), "{terminal}");
    assert!(terminal.lines().all(|line| line.chars().count() <= 80), "{terminal}");
}

#[test]
fn the_json_tells_where_each_claim_stood_in_its_file() {
    let [_, json, _] = shown(&[("first.txt", FIRST), ("second.txt", SECOND)], &[]);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["schema"], "colligate.documents/1");
    assert_eq!(value["documents"][0]["date_from"]["place"], "text");
    let claims = value["claims"].as_array().unwrap();
    assert!(!claims.is_empty());
    for claim in claims {
        let source = [FIRST, SECOND][claim["document"].as_u64().unwrap() as usize];
        let words = claim["words"].as_str().unwrap();
        let at = |place: &serde_json::Value, end: usize| place["source"][end].as_u64().unwrap() as usize;
        let read: Vec<&str> =
            claim["places"].as_array().unwrap().iter().map(|place| &source[at(place, 0)..at(place, 1)]).collect();
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(plain(&read.join(" ")), plain(words));
    }
}

#[test]
fn hostile_texts_make_no_tag() {
    let hostile = |text: &str| {
        format!(
            "{text}\n\n\"</script><script>alert(1)</script>\" said Ada Quill <img src=x onerror=alert(1)> & 'she' too.\n"
        )
    };
    let tame = |text: &str| {
        format!(
            "{text}\n\n\"--script--script-alert(1)--script-\" said Ada Quill -img src=x onerror=alert(1)- + 'she' too.\n"
        )
    };
    let [page, ..] = shown(&[("a<b>.txt", &hostile(FIRST))], &["<b>: no"]);
    let [other, ..] = shown(&[("a-b-.txt", &tame(FIRST))], &["-b-: no"]);
    assert!(!tags(&page).iter().any(|tag| tag == "script" || tag == "img" || tag == "b<"));
    assert_eq!(
        tags(&page).iter().filter(|tag| *tag == "section").count(),
        tags(&other).iter().filter(|tag| *tag == "section").count()
    );
}

#[test]
fn documents_that_say_nothing_still_make_a_page() {
    let [page, json, terminal] = shown(&[("empty.txt", "Nothing here.")], &[]);
    is_sound(&page);
    assert!(page.contains("No contradiction was found"));
    assert!(json.ends_with("}\n") && !terminal.is_empty());
}
